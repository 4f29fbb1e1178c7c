/* SPDX-License-Identifier: ISC */
/*
 * A mark that most headlines of a dump have, with a date, a person, a paper or
 * a name that comes again at one side of it, is no part of the headlines.  One
 * mark after the other is looked for, from the outside in; what only some
 * headlines have must read as what it is in each of them.
 */
#include "frame.h"

#include <string.h>

#include "date.h"
#include "head.h"
#include "label.h"
#include "number_line.h"
#include "shape.h"
#include "template.h"
#include "utf8.h"

#define SAMPLE 48     /* headlines that are looked at */
#define TITLES_MIN 4  /* that tell something */
#define VALUE_WORDS 7 /* of what stands beside a headline */
#define TITLE_WORDS_MIN 2

enum what { NOTHING, DROPPED, DATED, WRITTEN, PLACED, PRINTED };

/* How to cut a headline, and what the parts are like over the sample. */
struct cut {
	struct heads_frame how;
	size_t n; /* headlines with the mark */
	size_t is[PRINTED + 1];
	size_t again, words, capital, persons;
	size_t titles_again;
};

/* v without blanks and the marks that join fields, at both ends. */
static struct view
bare(struct view v)
{
	static const char joins[] = ",;:|~/\\-_=>< \t";

	while (v.len > 0 && strchr(joins, v.p[v.len - 1]) != NULL)
		v.len--;
	while (v.len > 0 && strchr(joins, v.p[0]) != NULL)
		v = (struct view){v.p + 1, v.len - 1};
	return v;
}

/* v without a quotation mark at its start. */
static struct view
unquoted(struct view v)
{
	uint32_t cp = ' ';
	size_t n = utf8_decode(v.p, v.len, &cp);

	return v.len > n && template_mark(cp) == TOKEN_QUOTE ? shape_skip(v, n)
							     : v;
}

/* The token may set off fields: no word, and no mark within words. */
static bool
sets_off(struct view v, const struct token *t)
{
	bool before = t->at > 0 && v.p[t->at - 1] == ' ';
	bool after = t->end < v.len && v.p[t->end] == ' ';

	switch (t->type) {
	case TOKEN_WORDS:
	case TOKEN_NUMBER:
	case TOKEN_DATE:
	case TOKEN_PAGE:
	case TOKEN_GAP:
	case '$':
	case '%':
	case '&':
	case '+':
	case '?':
	case '!':
	case '<':
	case '>':
		return false;
	case TOKEN_DASH:
	case '/':
		return before && after;
	case TOKEN_QUOTE:
		return after && !before;
	case ',':
		return after || (t->end < v.len && t[1].type == TOKEN_QUOTE);
	case '.':
	case ':':
	case ';':
		return after;
	case '(':
	case '[':
		return before;
	case ')':
	case ']':
		return after;
	default:
		return before || after;
	}
}

/* Cut v; false when the mark is not in it, or a side has too few words. */
static bool
cut(struct view v, const struct heads_frame *f, struct view *title,
    struct view *value)
{
	struct token t[TEMPLATE_MAX];
	size_t n = template_read(v, t), i, k = SIZE_MAX;
	struct view left, right;

	for (i = 0; i < n; i++)
		if (t[i].type == f->mark && sets_off(v, &t[i])) {
			k = i;
			if (!f->last)
				break;
		}
	if (k == SIZE_MAX)
		return false;
	left = bare((struct view){v.p, t[k].at});
	right = bare(unquoted(shape_skip(v, t[k].end)));
	if (f->mark == TOKEN_QUOTE || right.p > v.p + t[k].end + 1)
		left = unquoted(left);
	if (right.len > 0 && (f->mark == '(' || f->mark == '[') &&
	    (right.p[right.len - 1] == ')' || right.p[right.len - 1] == ']'))
		right.len--;
	if (left.len > 0 && (f->mark == ')' || f->mark == ']') &&
	    (left.p[0] == '(' || left.p[0] == '['))
		left = shape_skip(left, 1);
	*title = f->left ? right : left;
	*value = f->left ? left : right;
	return value->len > 0 && !shape_words_min(*value, VALUE_WORDS + 1) &&
	    (f->of == FIELD_SOURCE || shape_words_min(*title, TITLE_WORDS_MIN));
}

/* What a value reads as, by itself. */
static enum what
kind_of(struct view v)
{
	struct view name;
	struct date d;
	uint64_t n;

	if (date_whole(v, &d) || date_day(v))
		return DATED;
	if (head_page_number(v) || shape_number(v, &n) == v.len)
		return DROPPED;
	if (shape_byline(v, &name))
		return WRITTEN;
	if (head_section(v))
		return PLACED;
	return shape_publication(v) ? PRINTED : NOTHING;
}

static bool
seen(const struct view *v, size_t n, struct view w)
{
	while (n-- > 0)
		if (v[n].len == w.len && memcmp(v[n].p, w.p, w.len) == 0)
			return true;
	return false;
}

static struct cut
look_at(const struct view *v, size_t n, struct heads_frame how)
{
	struct cut c = {.how = how};
	struct view title[SAMPLE], value[SAMPLE];
	size_t i;

	for (i = 0; i < n; i++) {
		if (!cut(v[i], &how, &title[c.n], &value[c.n]))
			continue;
		c.is[kind_of(value[c.n])]++;
		c.again += seen(value, c.n, value[c.n]);
		c.titles_again += seen(title, c.n, title[c.n]);
		c.words += shape_words(value[c.n]);
		c.capital += shape_begins(value[c.n]);
		c.persons += shape_person(value[c.n]);
		c.n++;
	}
	return c;
}

/* A mark that headlines hardly have. */
static bool
heavy(unsigned char mark)
{
	return mark != TOKEN_DASH && strchr(",.:;/'", mark) == NULL;
}

/* What the cut's values are, of headlines in all; NOTHING: do not cut. sourced:
 * most sources are known already. */
static enum what
judge(struct cut *c, size_t all, bool sourced)
{
	bool most = c->n * 4 >= all * 3;
	int i;

	if (c->n < TITLES_MIN - 1 || c->n * 5 < all ||
	    (c->how.of == FIELD_TITLE && c->titles_again * 5 > c->n))
		return NOTHING;
	for (i = DROPPED; i <= PRINTED; i++)
		if (c->is[i] * 10 >= c->n * (most && i != DROPPED ? 7 : 9))
			break;
	/* Where most are papers the others are, too. */
	c->how.strict = i < PRINTED || !most;
	if (c->how.of == FIELD_SOURCE && i >= PRINTED)
		return NOTHING;
	if (i <= PRINTED)
		return (enum what)i;
	c->how.strict = false;
	if (sourced)
		return NOTHING; /* told elsewhere */
	most |= c->n * 3 >= all && heavy(c->how.mark);
	if (c->again + 1 == c->n)
		return NOTHING; /* a mark of the dump's own */
	if (most && c->capital * 10 >= c->n * 9 && c->words <= c->n * 4 &&
	    (c->is[PRINTED] * 3 >= c->n || c->again * 4 >= c->n))
		return PRINTED;
	return NOTHING;
}

/* The next cut to make; NOTHING: none. */
static enum what
next_cut(const struct view *v, size_t n, enum field of, bool sourced,
    struct heads_frame *f)
{
	bool tried[256] = {false};
	struct token t[TEMPLATE_MAX];
	struct cut c;
	enum what what, best = NOTHING;
	size_t i, k, all, most = 0;
	unsigned way;

	for (i = 0; i < n && i < TITLES_MIN * 2; i++) {
		all = template_read(v[i], t);
		for (k = 0; k < all; k++) {
			if (tried[t[k].type] || !sets_off(v[i], &t[k]))
				continue;
			tried[t[k].type] = true;
			for (way = 0; way < 4; way++) {
				c = look_at(v, n,
				    (struct heads_frame){
					.of = (unsigned char)of,
					.mark = t[k].type,
					.last = way & 1,
					.left = way & 2,
					.strict = true});
				what = judge(&c, n, sourced);
				if (what == NOTHING ||
				    c.n * 2 + c.again <= most)
					continue;
				most = c.n * 2 + c.again;
				best = what;
				*f = c.how;
			}
		}
	}
	f->what = (unsigned char)best;
	return best;
}

/* The headline and what stands beside it; false: nothing does. */
static bool
cut_as(struct view v, const struct heads_frame *f, struct view *title,
    struct view *value)
{
	return cut(v, f, title, value) &&
	    (!f->strict || kind_of(*value) == f->what);
}

/* Learn the cuts of one field. */
static void
learn(struct page *p, const struct article *a, size_t n, enum field of)
{
	struct view v[SAMPLE], value;
	struct heads_frame f = {0};
	size_t i, k = 0, step = n / SAMPLE + 1, sourced = 0;

	for (i = 0; i < n && k < SAMPLE; i += step)
		if (a[i].field[of].len > 0) {
			v[k++] = page_string(p, a[i].field[of]);
			value = page_string(p, a[i].field[FIELD_SOURCE]);
			sourced += value.len > 0 &&
			    (!shape_person(value) || shape_publication(value));
		}
	while (k >= TITLES_MIN && p->heads.n_frames < HEADS_FRAMES &&
	    next_cut(v, k, of, sourced * 2 >= k, &f) != NOTHING) {
		p->heads.frame[p->heads.n_frames++] = f;
		for (i = 0; i < k; i++)
			cut_as(v[i], &f, &v[i], &value);
	}
}

/* v, which is a part of field f's string, as a string of its own. */
static struct string
part(const struct page *p, struct view v)
{
	return (struct string){(size_t)(v.p - p->strings.data), v.len};
}

/* The type of the mark that v begins with and words do not; 0: none. */
static unsigned char
lead_of(struct view v)
{
	struct token t[TEMPLATE_MAX];
	uint64_t n;

	if (v.len > 4 && shape_is_digit(v.p[0]) && shape_number(v, &n) < 3 &&
	    v.p[shape_number(v, &n)] == '.' &&
	    shape_is_digit(v.p[shape_number(v, &n) + 1]))
		return template_read(v, t) > 1 && t[0].type == TOKEN_NUMBER &&
			v.p[t[0].end] == ' '
		    ? TOKEN_NUMBER
		    : 0; /* "1.3 Headline" */
	if (v.len == 0 || (v.p[0] < 0x80 && strchr("*#>~=+|_", v.p[0]) == NULL))
		return 0;
	return template_read(v, t) > 1 && t[0].type >= '#' &&
		t[0].type != TOKEN_DASH && t[0].end < v.len
	    ? t[0].type
	    : 0;
}

/* Learn the mark that most headlines begin with: an arrow, a square. */
static void
learn_lead(struct page *p, const struct article *a, size_t n)
{
	size_t i, count[256] = {0};
	unsigned char type;

	p->heads.lead = 0;
	for (i = 0; i < n; i++) {
		type = lead_of(page_string(p, a[i].field[FIELD_TITLE]));
		if (type != 0 && ++count[type] * 4 >= n * 3 &&
		    count[type] >= TITLES_MIN)
			p->heads.lead = type;
	}
}

/* Learn whether most headlines begin with the numbers of items. */
static void
learn_numbers(struct page *p, const struct article *a, size_t n)
{
	struct number_line line;
	struct view rest;
	uint64_t last = 0;
	size_t i, rising = 0;

	for (i = 0; i < n; i++) {
		if (a[i].number > 0 ||
		    !number_read(
			page_string(p, a[i].field[FIELD_TITLE]), &line, &rest))
			continue;
		rising += line.number == last + 1;
		last = line.number;
	}
	p->heads.numbered = rising >= TITLES_MIN && rising * 4 >= n * 3;
}

/* Take the item's number, and a label behind it, off a headline. */
static void
take_number(struct page *p, struct article *a)
{
	struct view title = page_string(p, a->field[FIELD_TITLE]), value;
	struct number_line line;

	if (a->number > 0 || title.len == 0 ||
	    !number_read(title, &line, &title) || title.len == 0)
		return;
	a->number = line.number;
	if (label_of(title, &value) == LABEL_TITLE && value.len > 0)
		title = value;
	a->field[FIELD_TITLE] = part(p, title);
}

void
frame_learn(struct page *p, const struct article *a, size_t n)
{
	learn_lead(p, a, n);
	learn_numbers(p, a, n);
	p->heads.n_frames = 0;
	learn(p, a, n, FIELD_TITLE);
	learn(p, a, n, FIELD_AUTHOR);
	learn(p, a, n, FIELD_SOURCE);
}

/* v without the mark that it begins with. */
static struct view
bare_of_lead(struct view v)
{
	struct token t[TEMPLATE_MAX];

	return template_read(v, t) > 0 ? shape_skip(v, t[0].end) : v;
}

static void
store(struct page *p, struct article *a, const struct heads_frame *f,
    struct view v)
{
	static const enum field field[] = {[DATED] = FIELD_DATE,
	    [WRITTEN] = FIELD_AUTHOR,
	    [PLACED] = FIELD_SECTION,
	    [PRINTED] = FIELD_SOURCE};
	struct view name;
	struct date d;

	if (f->what == DROPPED ||
	    (f->what != PRINTED && a->field[field[f->what]].len > 0))
		return;
	if (f->what != DATED) {
		if (shape_byline(v, &name))
			v = name;
		a->field[field[f->what]] = part(p, v);
	} else if (date_whole(v, &d))
		page_set_date(p, a, &d);
}

/* The length of the stars at v's end that set it in bold. */
static size_t
stars(struct view v)
{
	size_t n = 0;

	while (n < v.len &&
	    (v.p[v.len - n - 1] == '*' || v.p[v.len - n - 1] == '_'))
		n++;
	return n > 1 && n < v.len ? n : 0;
}

void
frame_apply(struct page *p, struct article *a)
{
	struct view title, value;
	struct heads_frame *f;
	size_t i;

	if (p->heads.numbered)
		take_number(p, a);
	title = page_string(p, a->field[FIELD_TITLE]);
	if (p->heads.lead != 0 && lead_of(title) == p->heads.lead)
		title = bare_of_lead(title);
	if (title.len > 0)
		a->field[FIELD_TITLE] = part(p, title);
	a->field[FIELD_TITLE].len -= stars(title);
	for (i = 0; i < p->heads.n_frames; i++) {
		f = &p->heads.frame[i];
		if (a->field[f->of].len == 0 ||
		    !cut_as(page_string(p, a->field[f->of]), f, &title, &value))
			continue;
		a->field[f->of] = part(p, title);
		store(p, a, f, value);
	}
}
