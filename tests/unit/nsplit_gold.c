/* SPDX-License-Identifier: ISC */
/*
 * The labelled texts of tests/sentences: how many boundaries are found, that
 * hard wraps move none, and that a lost quotation mark moves none of another
 * paragraph.  Runs where tests/ is.
 */
#include <stdlib.h>
#include <string.h>

#include "nsplit/sentence.h"
#include "tap.h"
#include "xalloc.h"

/* A text, and where its sentences begin. */
struct gold {
	struct buf text;
	size_t *at;
	size_t n;
};

struct score {
	size_t hit, wrong, missed;
};

static const struct {
	const char *name;
	double least; /* F1 */
} sets[] = {
    {"news-en", 99.9},
    {"hard-en", 99.5},
    {"hard-de", 99.5},
    {"hard-fr", 99.5},
    {"hard-es", 99.5},
    {"hard-it", 99.5},
    {"hard-ru", 98.5},
    {"hard-pl", 99.5},
    {"hard-cs", 99.5},
};

/* A line is a sentence; a blank one or a rule parts paragraphs. */
static void
read_gold(FILE *f, struct gold *g)
{
	char line[2048];
	bool apart = false;

	while (fgets(line, sizeof(line), f) != NULL) {
		size_t len = strcspn(line, "\n");

		if (line[0] == '#')
			continue;
		if (len == 0 || line[0] == '=') {
			apart = true;
			continue;
		}
		if (g->n > 0)
			buf_puts(&g->text, apart ? "\n\n" : " ");
		apart = false;
		g->at = xreallocarray(g->at, g->n + 1, sizeof(*g->at));
		g->at[g->n++] = g->text.len;
		buf_put(&g->text, line, len);
	}
}

static struct score
compare(const struct gold *g, const struct sentences *out)
{
	struct score s = {0};
	size_t i = 0, j = 0;

	while (i < g->n || j < out->n)
		if (j == out->n || (i < g->n && g->at[i] < out->v[j].begin)) {
			s.missed++;
			i++;
		} else if (i == g->n || g->at[i] > out->v[j].begin) {
			s.wrong++;
			j++;
		} else {
			s.hit++;
			i++;
			j++;
		}
	return s;
}

static double
f1(struct score s)
{
	return 200 * (double)s.hit / (double)(2 * s.hit + s.wrong + s.missed);
}

/* Lines of width bytes at most where words allow it: a blank becomes a line
 * feed, so that nothing moves. */
static void
wrap(const struct buf *text, size_t width, struct buf *out)
{
	size_t begin = 0, blank = 0;

	buf_clear(out);
	buf_put_view(out, buf_view(text));
	for (size_t i = 0; i < out->len; i++) {
		if (out->data[i] == '\n')
			begin = blank = i + 1;
		if (out->data[i] == ' ')
			blank = i;
		if (i - begin < width || blank <= begin)
			continue;
		out->data[blank] = '\n';
		begin = blank + 1;
	}
}

static size_t
paragraph_begin(const struct buf *b, size_t i)
{
	while (i > 1 && !(b->data[i - 1] == '\n' && b->data[i - 2] == '\n'))
		i--;
	return i > 1 ? i : 0;
}

static size_t
paragraph_end(const struct buf *b, size_t i)
{
	while (
	    i + 1 < b->len && !(b->data[i] == '\n' && b->data[i + 1] == '\n'))
		i++;
	return i + 1 < b->len ? i : b->len;
}

/* Length of the quotation mark at i, 0: none. */
static size_t
mark_at(const struct buf *b, size_t i)
{
	if (b->data[i] == '"')
		return 1;
	return b->len - i >= 3 && b->data[i] == 0xE2 &&
		b->data[i + 1] == 0x80 && b->data[i + 2] >= 0x98 &&
		b->data[i + 2] <= 0x9F
	    ? 3
	    : 0;
}

/* Are the sentences outside [from, to) those of all, when the n bytes at k are
 * not there? */
static bool
same_outside(const struct sentences *all, const struct sentences *out,
    size_t from, size_t to, size_t k, size_t n)
{
	size_t j = 0;

	for (size_t i = 0; i < all->n; i++) {
		size_t begin = all->v[i].begin, end = all->v[i].end;

		if (begin >= from && begin < to)
			continue;
		begin -= begin > k ? n : 0;
		end -= end > k ? n : 0;
		while (j < out->n && out->v[j].begin < begin)
			j++;
		if (j == out->n || out->v[j].begin != begin ||
		    out->v[j].end != end)
			return false;
	}
	return true;
}

static unsigned
count_spread(const struct splitter *sp, const struct gold *g)
{
	struct sentences all = {0}, out = {0};
	struct buf less = {0};
	unsigned bad = 0;

	sentence_split(sp, buf_view(&g->text), LANGUAGE_NONE, &all);
	for (size_t k = 0; k < g->text.len; k++) {
		size_t n = mark_at(&g->text, k);

		if (n == 0)
			continue;
		buf_clear(&less);
		buf_put(&less, g->text.data, k);
		buf_put(&less, g->text.data + k + n, g->text.len - k - n);
		sentence_split(sp, buf_view(&less), LANGUAGE_NONE, &out);
		bad += !same_outside(&all, &out, paragraph_begin(&g->text, k),
		    paragraph_end(&g->text, k), k, n);
	}
	sentences_free(&all);
	sentences_free(&out);
	buf_free(&less);
	return bad;
}

static void
test_set(const struct splitter *sp, const struct splitter *keep,
    const struct gold *g, const char *name, double least)
{
	struct sentences out = {0};
	struct buf wrapped = {0};
	double whole, low = 100;

	sentence_split(sp, buf_view(&g->text), LANGUAGE_NONE, &out);
	whole = f1(compare(g, &out));
	ok(whole >= least, "%s: F1 is %.2f, %.1f at least", name, whole, least);
	for (size_t width = 60; width <= 80; width++) {
		double f;

		wrap(&g->text, width, &wrapped);
		sentence_split(sp, buf_view(&wrapped), LANGUAGE_NONE, &out);
		f = f1(compare(g, &out));
		low = f < low ? f : low;
	}
	ok(low >= whole - .05, "%s: wrapped at 60 to 80 it is %.2f", name, low);
	ok(count_spread(sp, g) == 0,
	    "%s: a lost quotation mark moves no boundary of another paragraph",
	    name);
	ok(count_spread(keep, g) == 0, "%s: nor where quotations are kept",
	    name);
	sentences_free(&out);
	buf_free(&wrapped);
}

int
main(void)
{
	struct sentence_conf conf = {0};
	struct splitter *sp = splitter_new(&conf), *keep;

	conf.keep_quotes = true;
	keep = splitter_new(&conf);
	for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
		struct gold g = {0};
		char path[64];
		FILE *f;

		snprintf(
		    path, sizeof(path), "tests/sentences/%s.txt", sets[i].name);
		f = fopen(path, "r");
		if (!ok(f != NULL, "%s is there", path))
			continue;
		read_gold(f, &g);
		fclose(f);
		test_set(sp, keep, &g, sets[i].name, sets[i].least);
		buf_free(&g.text);
		free(g.at);
	}
	splitter_free(sp);
	splitter_free(keep);
	return done();
}
