/* SPDX-License-Identifier: ISC */
/*
 * Articles over which stands a line that is written the same way each time,
 * whatever that way is: "06:12  Radio Northport - Today  13/03/2019", "WORLD |
 * Headline", "Headline - The Gazette (3 May 2019)".  The way is a template
 * (template.h), or the beginning or the end of one, that most often begins a
 * block of lines with text between: counted, none is known beforehand.  What
 * stands in a line's columns is then told by how its values differ: headlines
 * all do and are long, names of sources come again.
 */
#include "head.h"

#include <string.h>

#include "shape.h"
#include "template.h"

#define SLOTS 2048
#define PARTS 16      /* tokens of a beginning or an end, at most */
#define WEIGHT_MIN 2  /* of a pattern; lighter ones are in prose too */
#define WEIGHT_SURE 5 /* nothing but heads has so much */
#define COUNT_MIN 3   /* lines with the pattern */
#define SAMPLE 48     /* lines that are looked at for the columns */

/* A beginning or an end of templates. */
struct part {
	uint32_t hash; /* 0: free */
	uint32_t last; /* line */
	uint16_t count;
	uint16_t idle;	 /* lines without text since the one before */
	unsigned char n; /* tokens */
	unsigned char weight;
	bool end;
};

/* What a proposal keeps: the pattern, and which of its tokens is what. */
#define NO_COLUMN 31u
#define REST_COLUMN 30u /* what the pattern leaves of the line */
struct pattern {
	uint32_t hash;
	unsigned n;	 /* tokens */
	bool end;	 /* they end the line */
	bool above;	 /* the headline stands over the line */
	unsigned title;	 /* token, REST_COLUMN or NO_COLUMN */
	unsigned source; /* the same */
	bool section;	 /* the source is a section */
};

static uint64_t
pack(const struct pattern *q)
{
	return (uint64_t)q->hash << 32 | (uint64_t)q->n << 24 |
	    (uint64_t)q->end << 23 | (uint64_t)q->above << 22 |
	    (uint64_t)q->section << 21 | (uint64_t)q->title << 8 | q->source;
}

static struct pattern
unpack(uint64_t v)
{
	return (struct pattern){.hash = (uint32_t)(v >> 32),
	    .n = (unsigned)(v >> 24) & 31,
	    .end = (v >> 23) & 1,
	    .above = (v >> 22) & 1,
	    .section = (v >> 21) & 1,
	    .title = (unsigned)(v >> 8) & 31,
	    .source = (unsigned)v & 31};
}

static uint32_t
hash_step(uint32_t h, unsigned char type)
{
	return (h ^ type) * 16777619u;
}

/* The hash of the first or last n of all tokens. */
static uint32_t
hash_part(const struct token *t, size_t all, size_t n, bool end)
{
	uint32_t h = end ? 0x9DC5u : 0x811C9DC5u;
	size_t i;

	for (i = 0; i < n; i++)
		h = hash_step(h, t[end ? all - 1 - i : i].type);
	return h == 0 ? 1 : h;
}

/* Line i may stand over an article: it begins a block, and is no text. */
static bool
may_stand(const struct page *p, size_t i)
{
	const struct line *l = &p->lines.v[i];
	struct view v;

	if (page_inside(p, i) || page_blank(p, i) || page_furniture(p, i) ||
	    l->end - l->text > TEMPLATE_LINE || l->end - l->text < 5 ||
	    shape_symbols(page_line(p, i)))
		return false;
	if (i > 0 && !page_blank(p, i - 1) && !page_furniture(p, i - 1) &&
	    !shape_symbols(page_line(p, i - 1)))
		return false;
	v = page_line(p, i);
	return v.p[0] != '|' && !shape_full_stop(v) && !shape_lower_first(v) &&
	    !shape_dateline(v) &&
	    !(i + 1 < p->lines.n && page_body(p, i) &&
		shape_lower_first(page_line(p, i + 1)));
}

static void
count_part(const struct page *p, struct part *slot, size_t *used, size_t i,
    uint32_t hash, unsigned n, unsigned weight, bool end)
{
	size_t k = hash % SLOTS;

	while (slot[k].hash != 0 && slot[k].hash != hash)
		k = (k + 1) % SLOTS;
	if (slot[k].hash == 0) {
		if (*used > SLOTS * 3 / 4)
			return;
		++*used;
		slot[k] = (struct part){.hash = hash,
		    .n = (unsigned char)n,
		    .weight = (unsigned char)(weight < 200 ? weight : 200),
		    .end = end};
	} else if (page_bodies(p, slot[k].last, i) == 0 ||
	    slot[k].count == UINT16_MAX) {
		if (slot[k].idle < UINT16_MAX)
			slot[k].idle++;
		return;
	}
	slot[k].count++;
	slot[k].last = (uint32_t)i;
}

/* Count the beginnings and ends of line i's template.  Words at the open side
 * of a part are none of it: they are what differs. */
static void
count_line(const struct page *p, struct part *slot, size_t *used, size_t i)
{
	struct token t[TEMPLATE_MAX];
	size_t all = template_read(page_line(p, i), t), n;
	unsigned weight, end;
	uint32_t h;
	unsigned char type;

	for (end = 0; end < 2; end++) {
		h = end ? 0x9DC5u : 0x811C9DC5u;
		for (n = weight = 0; n < all && n < PARTS; n++) {
			type = t[end ? all - 1 - n : n].type;
			h = hash_step(h, type);
			weight += template_weight(type);
			if (n == 0 || weight < WEIGHT_MIN ||
			    type == TOKEN_WORDS)
				continue;
			count_part(p, slot, used, i, h == 0 ? 1 : h,
			    (unsigned)n + 1, weight, end);
		}
	}
}

/* The line is nearer to the text above than to what is below. */
static bool
ends_text(const struct page *p, size_t i)
{
	size_t above = 0, below = 0;

	while (above < i && page_blank(p, i - 1 - above))
		above++;
	while (i + 1 + below < p->lines.n && page_blank(p, i + 1 + below))
		below++;
	return below > above;
}

/* The part that most lines have, the heaviest of those. */
static const struct part *
best_part(const struct page *p, const struct part *slot)
{
	const struct part *best = NULL;
	size_t k, value, most = 0;

	for (k = 0; k < SLOTS; k++) {
		if (slot[k].count <
			COUNT_MIN + (slot[k].weight < WEIGHT_SURE) ||
		    slot[k].idle * 4 > slot[k].count ||
		    page_bodies(p, slot[k].last, p->lines.n) == 0)
			continue;
		value = (size_t)slot[k].count * 16 +
		    (slot[k].weight < 12 ? slot[k].weight : 12u);
		value = value * 16 + slot[k].n;
		if (value > most) {
			most = value;
			best = &slot[k];
		}
	}
	return best;
}

static bool
matches(const struct pattern *q, const struct token *t, size_t all)
{
	return all >= q->n && hash_part(t, all, q->n, q->end) == q->hash;
}

/* What a column holds on a line; len 0: nothing. */
static struct view
column(const struct pattern *q, struct view v, const struct token *t,
    size_t all, unsigned k)
{
	size_t i = q->end ? all - q->n + k : k;

	if (k == NO_COLUMN)
		return (struct view){0};
	if (k < REST_COLUMN)
		return (struct view){
		    v.p + t[i].at, (size_t)(t[i].end - t[i].at)};
	return all == q->n ? (struct view){0}
	    : q->end	   ? shape_trim((struct view){v.p, t[all - q->n].at})
			   : shape_skip(v, t[q->n - 1].end);
}

/* What the values of a column are like, over the lines looked at. */
struct values {
	size_t n, words, again, papers, sections, capital;
};

/* Words without a digit. */
static size_t
plain_words(struct view v)
{
	size_t i, n = 0;
	bool in = false, digits = false;

	for (i = 0; i <= v.len; i++)
		if (i == v.len || v.p[i] <= ' ') {
			n += in && !digits;
			in = digits = false;
		} else {
			in = true;
			digits |= shape_is_digit(v.p[i]);
		}
	return n;
}

static struct values
look_at(const struct page *p, const struct proposal *pr,
    const struct pattern *q, unsigned k)
{
	struct token t[TEMPLATE_MAX];
	struct view v, seen[SAMPLE];
	struct values r = {0};
	size_t i, j, all;

	for (i = 0; i < pr->n && r.n < SAMPLE; i++) {
		v = page_line(p, pr->s[i].line);
		all = template_read(v, t);
		v = column(q, v, t, all, k);
		if (v.len == 0)
			continue;
		for (j = 0; j < r.n; j++)
			if (seen[j].len == v.len &&
			    memcmp(seen[j].p, v.p, v.len) == 0)
				break;
		r.again += j < r.n;
		seen[r.n++] = v;
		r.words += plain_words(v);
		r.papers += shape_publication(v);
		r.sections += head_section(v);
		r.capital += shape_begins(v) && v.len >= 3;
	}
	return r;
}

/* Which columns are the headline and the source? */
static void
find_columns(const struct page *p, const struct proposal *pr, struct pattern *q,
    const struct token *t, size_t all)
{
	struct values r;
	size_t best = 0, worth;
	unsigned k, type;

	q->title = q->source = NO_COLUMN;
	r = look_at(p, pr, q, REST_COLUMN);
	if (r.n * 4 >= pr->n * 3 && r.words >= 3 * r.n && r.again * 5 <= r.n)
		q->title = REST_COLUMN;
	else if (r.n * 4 >= pr->n * 3 && r.words <= 5 * r.n &&
	    r.papers * 2 >= r.n)
		q->source = REST_COLUMN;
	for (k = 0; k < q->n; k++) {
		if (t[q->end ? all - q->n + k : k].type != TOKEN_WORDS)
			continue;
		r = look_at(p, pr, q, k);
		if (q->title == NO_COLUMN && 2 * r.words >= 7 * r.n &&
		    r.again * 5 <= r.n) {
			q->title = k;
			continue;
		}
		type = k + 1 < q->n ? t[(q->end ? all - q->n : 0) + k + 1].type
				    : 0;
		worth = r.papers * 2 >= r.n ? 3
		    : r.sections * 2 >= r.n ? 2
		    : r.again * 4 >= r.n && r.capital * 4 >= r.n * 3 &&
			r.words <= 5 * r.n && type != TOKEN_NUMBER &&
			type != ':'
		    ? 1
		    : 0;
		if (worth <= best || q->source == REST_COLUMN)
			continue;
		best = worth;
		q->source = k;
		q->section = worth == 2;
	}
}

/* The lines that have the pattern, as starts. */
static void
find_lines(const struct page *p, struct proposal *pr, const struct pattern *q)
{
	struct token t[TEMPLATE_MAX];
	size_t i, all;

	for (i = 0; i < p->lines.n; i++) {
		if (!may_stand(p, i) ||
		    (all = template_read(page_line(p, i), t)) == 0 ||
		    !matches(q, t, all))
			continue;
		if (pr->n > 0 && page_bodies(p, pr->s[pr->n - 1].line, i) == 0)
			pr->n--;
		proposal_add(pr, (struct start){.mark = i, .line = i});
	}
}

/* What may be a headline stands under line i, and text under that. */
static bool
title_under(const struct page *p, size_t i)
{
	i = page_next(p, i + 1, p->lines.n);
	return i + 1 < p->lines.n && !page_body(p, i) &&
	    shape_title(page_line(p, i)) &&
	    shape_words_min(page_line(p, i), 3) &&
	    !shape_lower_first(page_line(p, i));
}

/* A headline stands right over line i, in a block of its own, which is set off
 * from what is above more than from line i: the first line of it, else i. */
static size_t
title_over(const struct page *p, size_t i)
{
	size_t end = i, first, gap = 0;

	while (end > 0 && page_blank(p, end - 1))
		end--;
	for (first = end; first > 0 && end - first < HEAD_TITLE_LINES &&
	     !page_blank(p, first - 1) && !page_furniture(p, first - 1);)
		first--;
	while (gap < first && page_blank(p, first - 1 - gap))
		gap++;
	if (i - end > 2 || first == end || (gap == 0 && first > 0) ||
	    page_bodies(p, first, end) > 0 || p->furniture.times[first] > 1 ||
	    !shape_words_min(page_line(p, first), 3) ||
	    !shape_title(page_line(p, end - 1)) ||
	    !shape_begins(shape_unframe(page_line(p, first))))
		return i;
	return first == gap || gap > i - end || !title_under(p, i) ? first : i;
}

/* Where headlines stand over most of the lines, articles begin with them. */
static bool
move_up(const struct page *p, struct proposal *pr)
{
	size_t i, first, n = 0;

	for (i = 0; i < pr->n; i++)
		n += title_over(p, pr->s[i].line) < pr->s[i].line;
	if (n * 4 < pr->n * 3)
		return false;
	for (i = 0; i < pr->n; i++) {
		first = title_over(p, pr->s[i].line);
		pr->s[i].rest = pr->s[i].line;
		pr->s[i].line = pr->s[i].mark = first;
	}
	return true;
}

static void
pattern_propose(const struct page *p, struct proposal *pr)
{
	struct part slot[SLOTS] = {{0}};
	struct token t[TEMPLATE_MAX];
	struct pattern q = unpack(pr->keep);
	const struct part *best;
	size_t i, used = 0, all, below = 0;

	if (pr->continued && q.n > 0) {
		find_lines(p, pr, &q);
		if (q.above)
			move_up(p, pr);
		return;
	}
	for (i = 0; i < p->lines.n; i++)
		if (may_stand(p, i))
			count_line(p, slot, &used, i);
	best = best_part(p, slot);
	if (best == NULL)
		return;
	q = (struct pattern){
	    .hash = best->hash, .n = best->n, .end = best->end};
	find_lines(p, pr, &q);
	for (i = 0; i < pr->n; i++)
		below += ends_text(p, pr->s[i].line);
	if (pr->n < COUNT_MIN || below * 2 > pr->n) {
		pr->n = 0;
		return;
	}
	all = template_read(page_line(p, pr->s[0].line), t);
	find_columns(p, pr, &q, t, all);
	q.above = q.title == NO_COLUMN && move_up(p, pr);
	pr->keep = pack(&q);
	pr->sure = best->weight >= WEIGHT_SURE ? .1 : 0;
}

/* Where no text was recognized: a headline on line i, something under it. */
static bool
short_article(struct page *p, struct article *a, size_t i)
{
	size_t body;
	struct view v;

	i = page_next(p, i, a->last);
	while (i + 1 < a->last && head_section(page_line(p, i)))
		i = page_next(p, i + 1, a->last);
	if (i == a->last)
		return false;
	v = page_line(p, i);
	body = a->field[FIELD_TITLE].len > 0 ? i : page_next(p, i + 1, a->last);
	if (body > i) {
		if (!shape_title(v) || shape_lower_first(v) ||
		    body == a->last || shape_lower_first(page_line(p, body)))
			return false;
		head_set_title(p, a, v);
		p->role[i] = ROLE_FIELD;
	}
	a->body = body;
	return true;
}

/* What line i, which has the pattern, tells; returns its headline. */
static struct view
read_line(struct page *p, struct article *a, const struct pattern *q, size_t i)
{
	struct token t[TEMPLATE_MAX];
	struct view v = page_line(p, i);
	size_t all = template_read(v, t), k;

	p->role[i] = ROLE_FIELD;
	if (all == 0 || !matches(q, t, all))
		return (struct view){0};
	for (k = 0; k < all; k++)
		if (t[k].type == TOKEN_DATE)
			head_set_date(p, a,
			    (struct view){
				v.p + t[k].at, (size_t)(t[k].end - t[k].at)});
	page_set(p, a, q->section ? FIELD_SECTION : FIELD_SOURCE,
	    column(q, v, t, all, q->source));
	a->sourced = a->field[FIELD_SOURCE].len > 0;
	return column(q, v, t, all, q->title);
}

static bool
pattern_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	struct pattern q = unpack(pr->keep);
	size_t i = q.above ? pr->s[k].rest : a->first, from = i + 1, last;
	struct view title;

	title = read_line(p, a, &q, i);
	if (i > a->first) {
		for (last = a->first; last < i && !page_blank(p, last);)
			last++;
		head_take_title(p, a, a->first, last);
	}
	if (title.len > 0) {
		page_set(p, a, FIELD_TITLE, title);
		if (title.p + title.len ==
		    page_line(p, i).p + page_line(p, i).len)
			from = head_continue(p, a, i, title);
	}
	a->headed = head_find(p, a, from);
	return a->headed || short_article(p, a, from);
}

const struct cue cue_pattern = {
    "pattern", 1.02, pattern_propose, pattern_dress};
