/* SPDX-License-Identifier: ISC */
/*
 * Lines are compared by a hash of their letters in lower case, with a run of
 * digits as one 0 and everything else as one blank, so that "Page 3" and
 * "PAGE 12" are one line.  Counting takes one open table a text.  Limits: a
 * head that changes with the article (its title) is not found; neither are
 * scanning errors in a head, one of which makes it another line.
 */
#include "furniture.h"

#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "hash.h"
#include "xalloc.h"

#define TIMES_MIN 3  /* a line must be there that often */
#define EDGE_LINES 3 /* so near to a page's edge */
#define LINE_MAX_BYTES 256
#define PROSE_MIN 40  /* bytes of a line that goes on with a sentence */
#define KNOWN_MAX 256 /* keys kept from window to window */
#define KNOWN_SLOTS (2 * KNOWN_MAX)

/* Half a cache line holds four: what is counted lies with the line where a key
 * is first met. */
struct furniture_slot {
	uint32_t tag;	/* of its key */
	uint32_t first; /* that line, from 1; 0: empty */
};

/* A slot of an open table that is never more than half full. */
struct furniture_known {
	uint64_t key; /* 0: empty */
	unsigned char is;
};

static bool
letter_or_digit(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

static bool
digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* What a byte counts as: letters in lower case, digits 0, blanks one blank. */
static void
make_folds(unsigned char *fold)
{
	unsigned c;

	for (c = 0; c < 256; c++)
		fold[c] = (unsigned char)(c >= '0' && c <= '9' ? '0'
			: c >= 'A' && c <= 'Z'		       ? c | 0x20
			: c <= ' '			       ? ' '
							       : c);
}

/* v folded to b; a run of digits or blanks counts as one. */
static size_t
fold_bytes(const unsigned char *fold, struct view v, unsigned char *b)
{
	unsigned char c, last = ' ';
	size_t i, n = 0;

	for (i = 0; i < v.len; i++) {
		c = fold[v.p[i]];
		b[n] = c;
		n += !(c == last && (c == '0' || c == ' '));
		last = c;
	}
	return n;
}

#ifdef __SSE2__
/* Where v is from low to high: all ones. */
static inline __m128i
within(__m128i v, unsigned char low, unsigned char high)
{
	__m128i d = _mm_sub_epi8(v, _mm_set1_epi8((char)low));

	return _mm_cmpeq_epi8(
	    _mm_min_epu8(d, _mm_set1_epi8((char)(high - low))), d);
}

static inline void
set_bits(uint64_t *bits, size_t at, __m128i mask)
{
	uint64_t m = (uint64_t)(unsigned)_mm_movemask_epi8(mask);

	bits[at / 64] |= m << at % 64;
	if (at % 64 > 48)
		bits[at / 64 + 1] |= m >> (64 - at % 64);
}

/* The same as fold_bytes() of 16 bytes or more, as many at a time; the last
 * step may overlap the one before it. */
static size_t
fold_vectors(struct view v, unsigned char *b)
{
	uint64_t digits[5] = {0}, blanks[5] = {0}, drop[4], both = 0;
	__m128i x, d, w;
	size_t at = 0, i, n;

	for (;;) {
		x = _mm_loadu_si128((const __m128i *)(const void *)(v.p + at));
		d = within(x, '0', '9');
		w = within(x, 0, ' ');
		set_bits(digits, at, d);
		set_bits(blanks, at, w);
		x = _mm_or_si128(
		    x, _mm_and_si128(within(x, 'A', 'Z'), _mm_set1_epi8(0x20)));
		x = _mm_andnot_si128(_mm_or_si128(d, w), x);
		x = _mm_or_si128(x, _mm_and_si128(d, _mm_set1_epi8('0')));
		x = _mm_or_si128(x, _mm_and_si128(w, _mm_set1_epi8(' ')));
		_mm_storeu_si128((__m128i *)(void *)(b + at), x);
		if (at + 16 == v.len)
			break;
		at = at + 32 <= v.len ? at + 16 : v.len - 16;
	}
	for (i = 0; i * 64 < v.len; i++) {
		drop[i] = digits[i] &
		    (digits[i] << 1 | (i > 0 ? digits[i - 1] >> 63 : 0));
		drop[i] |= blanks[i] &
		    (blanks[i] << 1 | (i > 0 ? blanks[i - 1] >> 63 : 1));
		both |= drop[i];
	}
	if (both == 0)
		return v.len;
	for (i = n = at = 0; i * 64 < v.len; i++)
		for (; drop[i] != 0; drop[i] &= drop[i] - 1) {
			size_t k = i * 64 + (size_t)__builtin_ctzll(drop[i]);

			if (n < at)
				memmove(b + n, b + at, k - at);
			n += k - at;
			at = k + 1;
		}
	memmove(b + n, b + at, v.len - at);
	n += v.len - at;
	return n;
}
#endif

/* The hash of a line of less than LINE_MAX_BYTES, folded; never 0. */
static uint64_t
line_key(const unsigned char *fold, struct view v)
{
	unsigned char b[LINE_MAX_BYTES];

#ifdef __SSE2__
	if (v.len >= 16)
		return hash64(b, fold_vectors(v, b)) | 1;
#endif
	return hash64(b, fold_bytes(fold, v, b)) | 1;
}

bool
furniture_debris(struct view v)
{
	size_t i, n = 0;

	for (i = 0; i < v.len && n <= 3; i++)
		n += letter_or_digit(v.p[i]) && (v.p[i] & 0xC0) != 0x80;
	return n <= 3;
}

/* The word that may stand before a page's number. */
static size_t
page_word(struct view v)
{
	static const char *const word[] = {"page", "seite", "pagina",
	    "p\xc3\xa1gina", "str.", "strona", "strana", "pag.", "pg.", "p.",
	    "s.",
	    "\xd1\x81\xd1\x82\xd1\x80\xd0\xb0\xd0\xbd\xd0\xb8\xd1\x86"
	    "\xd0\xb0",
	    "\xd0\xa1\xd1\x82\xd1\x80\xd0\xb0\xd0\xbd\xd0\xb8\xd1\x86"
	    "\xd0\xb0"};
	size_t i, k, n;

	for (i = 0; i < sizeof(word) / sizeof(word[0]); i++) {
		n = strlen(word[i]);
		if (v.len < n)
			continue;
		for (k = 0; k < n; k++)
			if ((v.p[k] >= 'A' && v.p[k] <= 'Z'
				    ? v.p[k] | 0x20
				    : v.p[k]) != (unsigned char)word[i][k])
				break;
		if (k == n)
			return n;
	}
	return 0;
}

static size_t
skip(struct view v, size_t i, const char *set)
{
	while (i < v.len && strchr(set, v.p[i]) != NULL && v.p[i] != '\0')
		i++;
	return i;
}

/* "3", "Page 3", "- 3 -", "Page 3 of 10", "3/10", "[3]".  Returns the number,
 * or -1.  named: it says that it is a page. */
static long
page_number(struct view v, bool *named)
{
	long n = 0;
	size_t i, w, at;

	if (v.len == 0 || v.len > 24)
		return -1;
	i = skip(v, 0, " -[(|*_");
	w = page_word((struct view){v.p + i, v.len - i});
	*named = w > 0;
	i = skip(v, i + w, " \t.:#");
	for (at = i; i < v.len && digit(v.p[i]); i++)
		n = n < 100000 ? n * 10 + (v.p[i] - '0') : n;
	if (i == at)
		return -1;
	i = skip(v, i, " ");
	if (*named && v.len - i > 3 &&
	    (memcmp(v.p + i, "of ", 3) == 0 || memcmp(v.p + i, "von", 3) == 0 ||
		memcmp(v.p + i, "de ", 3) == 0))
		i += 3;
	else
		i = skip(v, i, "/");
	i = skip(v, i, " 0123456789");
	i = skip(v, i, " -])|*_");
	return i == v.len ? n : -1;
}

static size_t
home(const struct furniture *f, uint64_t key)
{
	return (size_t)(key >> 32) & (f->n_slot - 1);
}

/* The line where line i's key was first met, which may be i. */
static uint32_t
first_line(struct furniture *f, size_t i)
{
	size_t k = home(f, f->key[i]);
	struct furniture_slot *s;

	for (;; k = (k + 1) & (f->n_slot - 1)) {
		s = &f->slot[k];
		if (s->first == 0)
			break;
		if (s->tag == (uint32_t)f->key[i] &&
		    f->key[s->first - 1] == f->key[i])
			return s->first - 1;
	}
	*s = (struct furniture_slot){(uint32_t)f->key[i], (uint32_t)i + 1};
	return (uint32_t)i;
}

static void
prepare(struct furniture *f, size_t n)
{
	size_t want = 64;

	if (f->cap == 0)
		make_folds(f->fold);
	if (f->cap < n + 1) {
		f->cap = n + 1 + n / 2;
		f->is = xreallocarray(f->is, f->cap, sizeof(*f->is));
		f->times = xreallocarray(f->times, f->cap, sizeof(*f->times));
		f->edges = xreallocarray(f->edges, f->cap, sizeof(*f->edges));
		f->first = xreallocarray(f->first, f->cap, sizeof(*f->first));
		f->key = xreallocarray(f->key, f->cap, sizeof(*f->key));
	}
	memset(f->is, 0, n + 1);
	memset(f->times, 0, (n + 1) * sizeof(*f->times));
	memset(f->edges, 0, (n + 1) * sizeof(*f->edges));
	while (want < 2 * n)
		want *= 2;
	f->n_slot = want;
	if (f->cap_slot < want) {
		free(f->slot);
		f->slot = xmallocarray(want, sizeof(*f->slot));
		f->cap_slot = want;
	}
	memset(f->slot, 0, f->n_slot * sizeof(*f->slot));
}

/* Line i is long and goes on with the sentence of the line above: most lines
 * of wrapped prose, and none of a page's edge. */
static bool
goes_on(struct view text, const struct lines *ls, size_t i)
{
	const struct line *l = &ls->v[i], *above = l - 1;
	unsigned char c;

	if (i == 0 || l->end - l->text < PROSE_MIN || line_blank(above) ||
	    text.p[l->text] < 'a' || text.p[l->text] > 'z')
		return false;
	c = text.p[above->end - 1];
	return (c >= 'a' && c <= 'z') || c == ',';
}

/* Count every short line.  The table is bigger than the nearest cache, so its
 * slots are asked for some lines ahead. */
static void
count(struct furniture *f, struct view text, const struct lines *ls,
    size_t long_line)
{
	enum { AHEAD = 16 };
	struct view v;
	size_t i;

	if (long_line > LINE_MAX_BYTES)
		long_line = LINE_MAX_BYTES;

	for (i = 0; i < ls->n; i++) {
		v = line_view(text, &ls->v[i]);
		f->key[i] =
		    v.len == 0 || v.len >= long_line || goes_on(text, ls, i)
		    ? 0
		    : line_key(f->fold, v);
	}
	for (i = 0; i < ls->n; i++) {
		if (i + AHEAD < ls->n)
			__builtin_prefetch(
			    &f->slot[home(f, f->key[i + AHEAD])], 1);
		f->first[i] = (uint32_t)i;
		if (f->key[i] != 0) {
			f->first[i] = first_line(f, i);
			f->times[f->first[i]]++;
		}
	}
	for (i = 0; i < ls->n; i++)
		f->times[i] = f->times[f->first[i]];
}

static bool
has_form_feed(struct view text, const struct line *l)
{
	return l->text > l->at &&
	    memchr(text.p + l->at, '\f', l->text - l->at) != NULL;
}

/* The slot of a key of earlier windows, or the empty one where it would go. */
static struct furniture_known *
known_slot(const struct furniture *f, uint64_t key)
{
	size_t k = (size_t)(key >> 32) % KNOWN_SLOTS;

	while (f->known[k].key != 0 && f->known[k].key != key)
		k = (k + 1) % KNOWN_SLOTS;
	return &f->known[k];
}

static unsigned char
known(const struct furniture *f, uint64_t key)
{
	return f->n_known == 0 ? 0 : known_slot(f, key)->is;
}

static void
remember(struct furniture *f, uint64_t key, unsigned char is)
{
	struct furniture_known *s;

	if (f->n_known == KNOWN_MAX)
		return;
	if (f->known == NULL)
		f->known = xmallocarray(KNOWN_SLOTS, sizeof(*f->known));
	if (f->n_known == 0)
		memset(f->known, 0, KNOWN_SLOTS * sizeof(*f->known));
	s = known_slot(f, key);
	if (s->key != 0)
		return;
	*s = (struct furniture_known){key, is};
	f->n_known++;
}

/* May the line be furniture: is it there often enough? */
static bool
often(const struct furniture *f, size_t i)
{
	return f->key[i] != 0 &&
	    (f->times[i] >= TIMES_MIN || known(f, f->key[i]) != 0);
}

/* Page numbers: the same line but for the number, the numbers never falling
 * by more than a restart.  A bare number counts only next to a page's edge or
 * in a chain of its own, so it is left to the edges. */
static void
find_pages(struct furniture *f, struct view text, const struct lines *ls)
{
	bool named;
	size_t i;

	for (i = 0; i < ls->n; i++)
		if (often(f, i) && ls->v[i].end - ls->v[i].text <= 24 &&
		    page_number(line_view(text, &ls->v[i]), &named) >= 0 &&
		    named) {
			f->is[i] |= FURNITURE_PAGE;
			remember(f, f->key[i], FURNITURE_PAGE);
		}
}

/* Visit the lines that are not blank within EDGE_LINES of line i, outwards
 * from it up to the first that is not there often: that is the page's own. */
static void
count_edge(struct furniture *f, const struct lines *ls, size_t i)
{
	size_t k, n;

	for (k = i, n = 0; k < ls->n && n <= EDGE_LINES; k++)
		if (!line_blank(&ls->v[k])) {
			if (!often(f, k))
				break;
			n++;
			f->edges[f->first[k]]++;
		}
	for (k = i, n = 0; k-- > 0 && n < EDGE_LINES;)
		if (!line_blank(&ls->v[k])) {
			if (!often(f, k))
				break;
			n++;
			f->edges[f->first[k]]++;
		}
}

static void
find_edges(struct furniture *f, struct view text, const struct lines *ls)
{
	uint32_t edges;
	size_t i;

	for (i = 0; i < ls->n; i++)
		if ((f->is[i] & FURNITURE_PAGE) != 0 ||
		    has_form_feed(text, &ls->v[i]))
			count_edge(f, ls, i);
	/* The text's own ends are edges of pages. */
	count_edge(f, ls, 0);
	count_edge(f, ls, ls->n);
	for (i = 0; i < ls->n; i++) {
		if (f->key[i] == 0 || f->is[i] != 0)
			continue;
		edges = f->edges[f->first[i]];
		if ((edges >= TIMES_MIN && edges >= f->times[i]) ||
		    (known(f, f->key[i]) & FURNITURE_EDGE) != 0) {
			f->is[i] |= FURNITURE_EDGE;
			remember(f, f->key[i], FURNITURE_EDGE);
		}
	}
}

void
furniture_find(struct furniture *f, struct view text, const struct lines *ls,
    size_t long_line)
{
	prepare(f, ls->n);
	count(f, text, ls, long_line);
	find_pages(f, text, ls);
	find_edges(f, text, ls);
}

void
furniture_reset(struct furniture *f)
{
	f->n_known = 0;
}

void
furniture_free(struct furniture *f)
{
	free(f->is);
	free(f->times);
	free(f->edges);
	free(f->first);
	free(f->key);
	free(f->slot);
	free(f->known);
	*f = (struct furniture){0};
}
