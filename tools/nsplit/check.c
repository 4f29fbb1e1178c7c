/* SPDX-License-Identifier: ISC */
/*
 * Databases count words in their own ways: a count is wrong only when the text
 * has a good part of it less, or much more.  A contents list is known by the
 * headlines in it: most of its lines hold one, or are part of one.
 */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "shape.h"
#include "xalloc.h"

#define WORDS_SLACK 25 /* words that may be counted otherwise */
#define KEY_MIN 8      /* letters that tell an entry from another */
#define MATCHED_MIN 3
#define ENTRIES_MAX 10000

struct check_entry {
	size_t at; /* in check.text: the line, then its letters */
	size_t len;
	size_t key;
	bool listed; /* a number or a mark before it, or a page behind */
	bool found;
};

void
check_begin(struct check *c)
{
	c->announced = c->last = 0;
	c->n = 0;
	buf_clear(&c->text);
}

void
check_free(struct check *c)
{
	free(c->v);
	buf_free(&c->text);
	buf_free(&c->key);
}

/* Letters and digits of v, ASCII ones in lower case. */
static void
put_key(struct buf *b, struct view v)
{
	size_t i;

	for (i = 0; i < v.len; i++) {
		unsigned char c = v.p[i];

		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		if (c >= 0x80 || (c >= 'a' && c <= 'z') ||
		    (c >= '0' && c <= '9'))
			buf_putc(b, c);
	}
}

static struct view
unmarked(struct view v)
{
	while (v.len > 0 && memchr("[](). \t", v.p[0], 7) != NULL)
		v = shape_skip(v, 1);
	return v;
}

/* An entry without its number in front and its page at the end. */
static struct view
bare_entry(struct view v)
{
	uint64_t number;
	size_t n;

	v = unmarked(shape_unframe(v));
	n = shape_number(v, &number);
	v = unmarked(shape_skip(v, n));
	for (n = v.len; n > 0 && v.p[n - 1] >= '0' && v.p[n - 1] <= '9';)
		n--;
	/* A page's number stands behind dots or a gap. */
	if (n < v.len && n > 2 && v.p[n - 1] <= '.' && v.p[n - 2] <= '.')
		v.len = n;
	while (v.len > 0 && strchr(". \t", v.p[v.len - 1]) != NULL)
		v.len--;
	return v;
}

static void
add_entry(struct check *c, struct view line)
{
	struct check_entry e = {.at = c->text.len};
	struct view whole = line;

	line = bare_entry(line);
	e.listed = line.len < whole.len;
	if (c->n == ENTRIES_MAX)
		return;
	buf_put_view(&c->text, line);
	e.key = c->text.len;
	put_key(&c->text, line);
	e.len = c->text.len - e.at;
	if (c->text.len - e.key < KEY_MIN) {
		c->text.len = e.at;
		return;
	}
	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 64;
		c->v = xreallocarray(c->v, c->cap, sizeof(*c->v));
	}
	c->v[c->n++] = e;
}

/* A number and nothing but marks behind it. */
static uint64_t
count_in(struct view v)
{
	uint64_t n;
	size_t k;

	while (v.len > 0 && strchr(":= \t", v.p[0]) != NULL)
		v = shape_skip(v, 1);
	k = shape_number(v, &n);
	v = shape_skip(v, k);
	return k > 0 && (v.len == 0 || v.p[0] == ')' || v.p[0] == '.') ? n : 0;
}

/* How many articles a line of a cover says there are; 0: nothing. */
static uint64_t
count_of(struct view v)
{
	static const struct {
		const char *text;
		const char *where;
	} table[] = {
#include "counts.inc"
	};
	struct view number;
	uint64_t n;
	size_t i, k, len;

	if (v.len < 5 || v.len > 80)
		return 0;
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		len = strlen(table[i].text);
		if (len >= v.len)
			continue;
		if (table[i].where[0] == 'b') {
			if (shape_prefix(v, table[i].text) &&
			    (n = count_in(shape_skip(v, len))) > 0)
				return n;
			continue;
		}
		if (!shape_equal(
			(struct view){v.p + v.len - len, len}, table[i].text))
			continue;
		number = shape_trim((struct view){v.p, v.len - len});
		k = number.len;
		while (
		    k > 0 && number.p[k - 1] >= '0' && number.p[k - 1] <= '9')
			k--;
		/* The whole line, or a number in brackets at its end. */
		if (k < number.len && (k == 0 || number.p[k - 1] == '(') &&
		    shape_number(shape_skip(number, k), &n) == number.len - k)
			return n;
	}
	return 0;
}

void
check_cover(struct check *c, const struct page *p, size_t first, size_t last,
    bool contents)
{
	struct view v;
	uint64_t n;

	for (; first < last; first++) {
		v = page_line(p, first);
		if (v.len == 0 || page_furniture(p, first))
			continue;
		if ((n = count_of(v)) > 1)
			c->announced = n;
		else if (contents)
			add_entry(c, v);
	}
}

/* Words of an article's text. */
static uint64_t
words_of(const struct page *p, const struct article *a)
{
	uint64_t n = 0;
	size_t i;

	if (a->composed)
		return shape_words(page_string(p, a->text));
	for (i = a->body; i < a->last; i++)
		if (p->role[i] == ROLE_TEXT && !page_furniture(p, i))
			n += shape_words(page_line(p, i));
	return n;
}

/* Mark the entries that hold the headline, or are part of it or the source. */
static void
match(struct check *c, struct view title, struct view source)
{
	struct view t, s, e;
	size_t i, split;

	buf_clear(&c->key);
	put_key(&c->key, title);
	split = c->key.len;
	put_key(&c->key, source);
	t = (struct view){c->key.data, split};
	s = (struct view){c->key.data + split, c->key.len - split};
	for (i = 0; i < c->n; i++) {
		e.p = c->text.data + c->v[i].key;
		e.len = c->v[i].len - (c->v[i].key - c->v[i].at);
		if (c->v[i].found)
			continue;
		c->v[i].found =
		    (t.len >= KEY_MIN &&
			(memmem(e.p, e.len, t.p, t.len) != NULL ||
			    memmem(t.p, t.len, e.p, e.len) != NULL)) ||
		    (s.len > 0 && s.len == e.len &&
			memcmp(s.p, e.p, s.len) == 0);
	}
}

bool
check_article(struct check *c, const struct page *p, const struct article *a,
    uint64_t offset, struct buf *why)
{
	uint64_t words = words_of(p, a), before = c->last;

	buf_clear(why);
	if (c->n > 0)
		match(c, page_string(p, a->field[FIELD_TITLE]),
		    page_string(p, a->field[FIELD_SOURCE]));
	if (a->number > 0)
		c->last = a->number;
	if (before > 0 && a->number > before + 1)
		buf_printf(why, "article %llu is missing, before byte %llu",
		    (unsigned long long)before + 1, (unsigned long long)offset);
	if (a->words > 0 &&
	    (words + words / 4 + WORDS_SLACK < a->words ||
		words > a->words + a->words / 2 + 4 * WORDS_SLACK)) {
		if (why->len > 0)
			buf_puts(why, "; ");
		buf_printf(why,
		    "the article at byte %llu says it has %llu words, %llu "
		    "found",
		    (unsigned long long)offset, (unsigned long long)a->words,
		    (unsigned long long)words);
	}
	return why->len > 0;
}

/* The first and the line after the last entry that an article had. */
static bool
span(const struct check *c, size_t *first, size_t *last, bool *listed)
{
	size_t k, found = 0, n = 0;

	*first = *last = c->n;
	for (k = 0; k < c->n; k++)
		if (c->v[k].found) {
			*first = *first < k ? *first : k;
			*last = k + 1;
			found++;
			n += c->v[k].listed;
		}
	*listed = n * 2 >= found;
	return found >= MATCHED_MIN && found * 2 >= *last - *first;
}

bool
check_missing(struct check *c, size_t *i, struct view *entry)
{
	const struct check_entry *e;
	size_t first, last;
	bool listed;

	if (!span(c, &first, &last, &listed))
		return false;
	for (*i = *i < first ? first : *i; *i < c->n; ++*i) {
		e = &c->v[*i];
		*entry = (struct view){c->text.data + e->at, e->key - e->at};
		/* Behind the last: only what looks like the others. */
		if (!e->found && e->listed == listed && (listed || *i < last) &&
		    shape_words_min(*entry, 3)) {
			++*i;
			return true;
		}
	}
	return false;
}
