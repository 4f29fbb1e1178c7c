/* SPDX-License-Identifier: ISC */
/*
 * Detectors that know byte pairs of some languages take a language that they
 * do not know, most of which are written in windows-1252, for one that they do.
 * Alphabets tell better: text of a language holds its letters and hardly any
 * others.  Only bytes in words are counted, marks may be anything.
 */
#include "charset_alphabet.h"

#include <string.h>

#include <utf8proc.h>

#include "utf8.h"

/* Per mille of the letters that must be the language's; of a set that the
 * detector named and that is often found. */
#define SURE 950
#define LIKELY 850
/* So much better than windows-1252, for which everything speaks beforehand. */
#define BETTER 50
/* Fewer letters say nothing. */
#define LETTERS_MIN 4

static const struct alphabet {
	const char *language;
	const char *sets;
	const char *letters;
} alphabets[] = {
#include "alphabets.inc"
};
#define N_ALPHABETS (sizeof(alphabets) / sizeof(*alphabets))

/* What text in Latin letters may be in though nobody named it. */
static const char *const often[] = {"windows-1250", "iso-8859-2",
    "windows-1257", "windows-1254", "iso-8859-3", NULL};

struct letters {
	size_t count[128]; /* of the bytes 0x80.., inside words */
};

/* What the bytes are in a set, but for marks: small letters, each as often as
 * its byte. */
struct reading {
	size_t n;
	size_t all;
	struct {
		uint32_t letter;
		size_t count;
	} v[128];
};

/* No alphabet goes so far. */
#define LETTER_END 0x1F00

static bool
in_word(const unsigned char *p, size_t len, size_t i)
{
	return (i > 0 && ((p[i - 1] | 0x20u) - 'a' < 26 || p[i - 1] >= 0x80)) ||
	    (i + 1 < len &&
		((p[i + 1] | 0x20u) - 'a' < 26 || p[i + 1] >= 0x80));
}

static void
count_letters(struct letters *l, const unsigned char *p, size_t len)
{
	size_t i;

	memset(l, 0, sizeof(*l));
	for (i = 0; i < len; i++)
		if (p[i] >= 0x80 && in_word(p, len, i))
			l->count[p[i] - 0x80]++;
}

/* A mark that stands right beside words. */
static bool
is_mark(uint32_t c)
{
	return (c >= 0x2010 && c <= 0x2030) || c == 0xA0 || c == 0xAB ||
	    c == 0xBB || c == 0xB4 || c == 0x2039 || c == 0x203A || c == 0xAD;
}

static void
read_letters(struct reading *r, const struct letters *l, const uint16_t *table)
{
	size_t b;

	r->n = r->all = 0;
	for (b = 0; b < 128; b++) {
		if (l->count[b] == 0 || is_mark(table[b]))
			continue;
		r->v[r->n].letter =
		    (uint32_t)utf8proc_tolower((utf8proc_int32_t)table[b]);
		r->v[r->n++].count = l->count[b];
		r->all += l->count[b];
	}
}

/* Per mille of the letters that are in the alphabet. */
static size_t
fits(const struct reading *r, const struct alphabet *a)
{
	const unsigned char *p = (const unsigned char *)a->letters;
	uint64_t has[LETTER_END / 64] = {0};
	size_t i, good = 0, len = strlen(a->letters), n;
	uint32_t c;

	for (; len > 0; p += n, len -= n) {
		n = utf8_decode(p, len, &c);
		if (c < LETTER_END)
			has[c / 64] |= (uint64_t)1 << c % 64;
	}
	for (i = 0; i < r->n; i++) {
		c = r->v[i].letter;
		/* ASCII: the small letter of a dotted capital I. */
		if (c < 0x80 || (c < LETTER_END && (has[c / 64] >> c % 64 & 1)))
			good += r->v[i].count;
	}
	return r->all >= LETTERS_MIN ? good * 1000 / r->all : 0;
}

static bool
has_set(const struct alphabet *a, const char *name)
{
	size_t n = strlen(name);
	const char *p;

	for (p = a->sets; (p = strstr(p, name)) != NULL; p += n)
		if ((p == a->sets || p[-1] == ' ') &&
		    (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

/* The best of the alphabets that are written in the set; *known is set where
 * there are any. */
static size_t
best_fit(const struct letters *l, const struct charset *cs, const char *name,
    bool *known)
{
	struct reading r;
	size_t i, best = 0, n;

	read_letters(&r, l, cs->table);
	*known = false;
	for (i = 0; i < N_ALPHABETS; i++) {
		if (!has_set(&alphabets[i], name))
			continue;
		*known = true;
		n = fits(&r, &alphabets[i]);
		if (n > best)
			best = n;
	}
	return best;
}

void
charset_alphabet(struct charset *cs, const unsigned char *p, size_t len)
{
	struct charset west, other, best;
	struct letters l;
	size_t at_west, at_best = 0, at, i;
	bool known = false;

	if (cs->kind != CHARSET_TABLE)
		return;
	charset_named(&west, "windows-1252");
	count_letters(&l, p, len);
	at_west = best_fit(&l, &west, "west", &known);
	best = west;
	if (strcmp(cs->name, west.name) != 0) {
		at_best = best_fit(&l, cs, cs->name, &known);
		if (!known)
			return;
		for (i = 0; often[i] != NULL; i++)
			if (strcmp(often[i], cs->name) == 0 &&
			    at_best >= LIKELY && at_best > at_west)
				return;
		best = *cs;
	}
	for (i = 0; often[i] != NULL; i++) {
		charset_named(&other, often[i]);
		at = best_fit(&l, &other, often[i], &known);
		if (at > at_best + BETTER) {
			at_best = at;
			best = other;
		}
	}
	*cs = at_best >= SURE && at_best > at_west + BETTER ? best : west;
}
