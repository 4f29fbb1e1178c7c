/* SPDX-License-Identifier: ISC */
/*
 * Beginnings and ends of the templates of lines that begin blocks are counted
 * in a table of fixed size; each counts once between texts, so lists count
 * for nothing.  The most frequent one is taken, the heaviest of those: what
 * weighs little stands in prose, too.
 */
#include "pattern.h"

#include <string.h>

#include "head.h"
#include "shape.h"

#define SLOTS 2048
#define PARTS 16     /* tokens of a beginning or an end, at most */
#define WEIGHT_MIN 2 /* of a pattern; lighter ones are in prose too */
#define SAMPLE 48    /* lines that are looked at for the columns */

/* A beginning or an end of templates. */
struct part {
	uint32_t hash;	/* 0: free */
	uint32_t first; /* line */
	uint32_t last;
	uint16_t count;
	uint16_t idle;	 /* lines without text since the one before */
	unsigned char n; /* tokens */
	unsigned char weight;
	bool end;
};

/* FNV-1a over the types of tokens, from the first on or from the last back. */
static uint32_t
hash_begin(bool end)
{
	return end ? 0x9DC5u : 0x811C9DC5u;
}

static uint32_t
hash_step(uint32_t h, unsigned char type)
{
	return (h ^ type) * 16777619u;
}

/* 0 is a free slot. */
static uint32_t
hash_end(uint32_t h)
{
	return h == 0 ? 1 : h;
}

/* The hash of the first or last n of all tokens. */
static uint32_t
hash_part(const struct token *t, size_t all, size_t n, bool end)
{
	uint32_t h = hash_begin(end);
	size_t i;

	for (i = 0; i < n; i++)
		h = hash_step(h, t[end ? all - 1 - i : i].type);
	return hash_end(h);
}

/* Line i may stand over an article: it begins a block, and is no text, no row
 * of a table and none of Markdown, which has cues of its own. */
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
	return v.p[0] != '|' && v.p[0] != '#' && !shape_full_stop(v) &&
	    (!shape_dateline(v) || memchr(v.p, '|', v.len) != NULL ||
		(!page_body(p, i) && i + 1 < p->lines.n &&
		    (page_blank(p, i + 1) ||
			shape_is_digit(v.p[v.len - 1])))) &&
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
		    .first = (uint32_t)i,
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
		h = hash_begin(end);
		for (n = weight = 0; n < all && n < PARTS; n++) {
			type = t[end ? all - 1 - n : n].type;
			h = hash_step(h, type);
			weight += template_weight(type);
			if (weight < WEIGHT_MIN ||
			    (n == 0 && weight < TEMPLATE_ROW) ||
			    (type == TOKEN_WORDS && n + 1 < all))
				continue;
			count_part(p, slot, used, i, hash_end(h),
			    (unsigned)n + 1, weight, end);
		}
	}
}

/* The part that most lines have, the heaviest of those. */
static const struct part *
best_part(const struct page *p, const struct part *slot)
{
	const struct part *best = NULL;
	size_t k, value, most = 0;

	for (k = 0; k < SLOTS; k++) {
		if (slot[k].count <
			PATTERN_COUNT_MIN + (slot[k].weight < PATTERN_HEAVY) ||
		    slot[k].idle * 4 > slot[k].count ||
		    (page_bodies(p, slot[k].last, p->lines.n) == 0 &&
			page_bodies(p, 0, slot[k].first) > 0))
			continue; /* they end articles */
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

bool
pattern_matches(const struct pattern *q, const struct token *t, size_t all)
{
	return all >= q->n && hash_part(t, all, q->n, q->end) == q->hash;
}

struct view
pattern_column(const struct pattern *q, struct view v, const struct token *t,
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
	size_t lines; /* looked at; of n of these there is a value */
	size_t n, words, again, papers, sections, capital, cited;
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
	struct view v, seen[SAMPLE], source, date;
	struct values r = {0};
	size_t i, j, all;

	for (i = 0; i < pr->n && r.n < SAMPLE; i++, r.lines++) {
		v = page_line(p, pr->s[i].line);
		all = template_read(v, t);
		v = pattern_column(q, v, t, all, k);
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
		r.cited += head_source_date(v, &source, &date);
	}
	return r;
}

void
pattern_columns(
    const struct page *p, const struct proposal *pr, struct pattern *q)
{
	struct token t[TEMPLATE_MAX];
	size_t all = template_read(page_line(p, pr->s[0].line), t);
	struct values r;
	size_t best = 0, worth;
	unsigned k, type;

	q->title = q->source = NO_COLUMN;
	r = look_at(p, pr, q, REST_COLUMN);
	if (r.n * 4 >= r.lines * 3 && r.words >= 3 * r.n &&
	    r.again * 5 <= r.n && r.cited * 2 < r.n)
		q->title = REST_COLUMN;
	else if (r.n * 4 >= r.lines * 3 &&
	    ((r.words <= 5 * r.n && r.papers * 2 >= r.n) || r.cited * 2 >= r.n))
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
		if (k > 0 && r.again + 1 == r.n)
			worth = 0; /* a word of the pattern */
		if (worth <= best || q->source == REST_COLUMN)
			continue;
		best = worth;
		q->source = k;
		q->section = worth == 2;
	}
}

struct pattern
pattern_find(const struct page *p)
{
	struct part slot[SLOTS] = {{0}};
	const struct part *best;
	size_t i, used = 0;

	for (i = 0; i < p->lines.n; i++)
		if (may_stand(p, i))
			count_line(p, slot, &used, i);
	best = best_part(p, slot);
	return best == NULL ? (struct pattern){0}
			    : (struct pattern){.hash = best->hash,
				  .n = best->n,
				  .weight = best->weight,
				  .end = best->end};
}

bool
pattern_line(const struct page *p, const struct pattern *q, size_t i)
{
	struct token t[TEMPLATE_MAX];
	size_t all;

	return may_stand(p, i) &&
	    (all = template_read(page_line(p, i), t)) > 0 &&
	    pattern_matches(q, t, all);
}
