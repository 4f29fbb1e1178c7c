/* SPDX-License-Identifier: ISC */
/*
 * After the project's study of front pages of 1916: classes of words find more
 * than the letters do, pairs of them more than whole lines; at the edges of a
 * record alone, since pairs come again everywhere.  A record counts each pair
 * once.
 */
#include "edges.h"

#include <string.h>

#include "chartab.h"
#include "utf8.h"

#define EDGE_WORDS 24 /* of a line are looked at, at most */
#define PAIRS_MAX (2 * EDGE_WORDS)
#define KNOWN 3 /* a third of a line's pairs */
#define HEAD_LINES 15 /* that are not blank, from the first */
#define FOOT_LINES 6  /* and from the last */
#define LINE_MAX_BYTES 90
#define TIMES_MIN 3 /* records that share a line */
#define SHARE 8	    /* in a hundred of the source's records, at least */

static const struct {
	const char *class;
	const char *word;
} classes[] = {
#include "edge_words.inc"
};

static bool
is_roman(struct view v)
{
	size_t i;

	for (i = 0; i < v.len; i++)
		if (strchr("ivxlcIVXLC", v.p[i]) == NULL)
			return false;
	return v.len >= 2;
}

/* The hash of a word, or of the class that it belongs to. */
static uint32_t
word_class(struct view v)
{
	uint32_t h = word_hash_lower(v.p, v.len, WORD_HASH_INIT);
	size_t i;

	if (is_roman(v))
		return 'R';
	for (i = 0; v.len >= 3 && i < sizeof(classes) / sizeof(*classes); i++)
		if (word_hash((const unsigned char *)classes[i].word,
			strlen(classes[i].word), WORD_HASH_INIT) == h)
			return (unsigned char)classes[i].class[0];
	return h;
}

static bool
is_letter_byte(unsigned char c)
{
	return ascii_is_alpha(c) || c >= 0xC3 || utf8_is_cont(c);
}

/* The line's words as hashes: w has room for EDGE_WORDS. */
static size_t
edge_words(struct view line, uint32_t *w)
{
	size_t i = 0, from, n = 0;

	while (i < line.len && n < EDGE_WORDS) {
		from = i;
		if (ascii_is_digit(line.p[i])) {
			while (i < line.len && ascii_is_digit(line.p[i]))
				i++;
			w[n++] = '0';
			/* "7th", "VOL. 12,345" */
			while (i < line.len && is_letter_byte(line.p[i]))
				i++;
		} else if (is_letter_byte(line.p[i])) {
			while (i < line.len && is_letter_byte(line.p[i]))
				i++;
			w[n++] = word_class(
			    (struct view){line.p + from, i - from});
		} else {
			i++;
		}
	}
	return n;
}

/* The pairs of n words, neighbours and those with one between them; one word is
 * a pair by itself. */
static size_t
make_pairs(uint32_t seed, const uint32_t *w, size_t n, uint32_t *pairs)
{
	size_t i, n_pairs = 0;
	uint32_t h;

	for (i = 0; i < n; i++) {
		h = word_hash((const void *)&w[i], sizeof(*w), seed);
		if (i + 1 < n || n == 1)
			pairs[n_pairs++] = word_hash((const void *)&w[i + 1],
			    n == 1 ? 0 : sizeof(*w), h);
		if (i + 2 < n)
			pairs[n_pairs++] = word_hash((const void *)&w[i + 2],
			    sizeof(*w), word_hash_byte(h, '*'));
	}
	return n_pairs;
}

static uint32_t
source_hash(struct view source)
{
	return word_hash(source.p, source.len,
	    word_hash((const void *)"source\n", 7, WORD_HASH_INIT));
}

/* Lines from an edge on, blank and long ones left aside. */
struct walk {
	struct view text;
	const struct lines *ls;
	size_t i;	/* lines walked over */
	size_t left;	/* lines to look at */
	uint32_t seed;
	bool from_end;
};

static struct walk
begin(struct view text, const struct lines *ls, struct view source, bool foot)
{
	uint32_t seed = word_hash_byte(source_hash(source), foot);

	return (struct walk){text, ls, 0, foot ? FOOT_LINES : HEAD_LINES, seed,
	    foot};
}

/* Letters, and no small one in front: a sentence that goes on. */
static bool
may_be_head(struct view v)
{
	size_t i, letters = 0;

	for (i = 0; i < v.len && letters < 2; i++) {
		if (letters == 0 && v.p[i] >= 'a' && v.p[i] <= 'z')
			return false;
		letters += is_letter_byte(v.p[i]);
	}
	return letters >= 2;
}

/* The pairs of the next line, whose number is stored; -1 at the end. */
static int
next_pairs(struct walk *w, uint32_t *pairs, size_t *line)
{
	uint32_t words[EDGE_WORDS];
	struct view v;

	while (w->i < w->ls->n && w->left > 0) {
		*line = w->from_end ? w->ls->n - 1 - w->i : w->i;
		w->i++;
		if (line_blank(&w->ls->v[*line]))
			continue;
		w->left--;
		v = line_view(w->text, &w->ls->v[*line]);
		if (v.len >= LINE_MAX_BYTES || !may_be_head(v))
			return 0;
		return (int)make_pairs(
		    w->seed, words, edge_words(v, words), pairs);
	}
	return -1;
}

static void
gather_edge(struct gathered *g, struct walk w)
{
	uint32_t pairs[PAIRS_MAX], seen[HEAD_LINES * PAIRS_MAX];
	size_t n_seen = 0, line, i, k;
	int n;

	while ((n = next_pairs(&w, pairs, &line)) >= 0)
		for (i = 0; i < (size_t)n; i++) {
			for (k = 0; k < n_seen && seen[k] != pairs[i]; k++)
				;
			if (k < n_seen)
				continue;
			seen[n_seen++] = pairs[i];
			gathered_count(g, pairs[i]);
		}
}

void
edges_gather(struct gathered *g, struct view source, struct view text)
{
	struct lines ls = {0};

	if (source.len == 0)
		return;
	lines_index(&ls, text);
	gathered_count(g, source_hash(source));
	gather_edge(g, begin(text, &ls, source, false));
	gather_edge(g, begin(text, &ls, source, true));
	lines_free(&ls);
}

uint32_t
edges_records(const struct words *w, struct view source)
{
	return source.len > 0 ? words_count(w, source_hash(source)) : 0;
}

static size_t
mark_edge(const struct words *w, struct walk walk, uint32_t times,
    unsigned char *edge)
{
	uint32_t pairs[PAIRS_MAX];
	size_t line, i, known, found = 0;
	int n;

	while ((n = next_pairs(&walk, pairs, &line)) >= 0) {
		for (i = known = 0; i < (size_t)n; i++)
			known += words_count(w, pairs[i]) >= times;
		if (n > 0 && known * KNOWN >= (size_t)n) {
			edge[line] = 1;
			found++;
		}
	}
	return found;
}

size_t
edges_find(const struct words *w, struct view source, struct view text,
    const struct lines *ls, unsigned char *edge)
{
	uint32_t times = edges_records(w, source) * SHARE / 100;

	if (times < TIMES_MIN)
		times = TIMES_MIN;
	return mark_edge(w, begin(text, ls, source, false), times, edge) +
	    mark_edge(w, begin(text, ls, source, true), times, edge);
}

/* A letter's place in the alphabet, one for all digits, one for what else is a
 * letter; 0 for what is none. */
static unsigned
letter(unsigned char c)
{
	if (ascii_is_digit(c))
		return 27;
	if (ascii_is_alpha(c))
		return (c | 32u) - 'a' + 1u;
	return c >= 0xC3 ? 28 + c % 2 : 0;
}

void
edge_shape(struct edge_shape *s, struct view line)
{
	unsigned last = 0, now, bit;
	size_t i, n;

	memset(s, 0, sizeof(*s));
	for (i = 0; i < line.len; i += n) {
		now = letter(line.p[i]);
		for (n = 0; last == 0 && i + n < line.len &&
		     ascii_is_alpha(line.p[i + n]);
		     n++)
			;
		if (n >= 2 && is_roman((struct view){line.p + i, n}))
			now = 27;
		else
			n = 1;
		if (now == last && (now == 27 || now == 0))
			continue;
		bit = last * 32 + now;
		s->n += !(s->pair[bit / 64] >> bit % 64 & 1);
		s->pair[bit / 64] |= (uint64_t)1 << bit % 64;
		last = now;
	}
}

unsigned
edge_likeness(const struct edge_shape *a, const struct edge_shape *b)
{
	unsigned i, same = 0;

	for (i = 0; i < 16; i++)
		same += (unsigned)__builtin_popcountll(a->pair[i] & b->pair[i]);
	return a->n + b->n > 0 ? 200 * same / (a->n + b->n) : 0;
}

unsigned
edge_alike(const struct edge_shape *s, unsigned least)
{
	unsigned more = s->n > 20 ? (s->n - 20) / 2 : 0;

	return least + (more < 15 ? more : 15);
}
