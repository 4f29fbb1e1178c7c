/* SPDX-License-Identifier: ISC */
#include "shape.h"

#include <string.h>

#include <utf8proc.h>

#include "utf8.h"

static bool
is_blank(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_letter(uint32_t cp)
{
	utf8proc_category_t c;

	if (cp < 0x80)
		return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
	c = utf8proc_category((utf8proc_int32_t)cp);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

static bool
is_upper(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z';
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LU;
}

static bool
is_lower(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z';
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LL;
}

/* The length of v without closing quotation marks and brackets. */
static size_t
without_closers(struct view v)
{
	uint32_t cp;
	size_t n;

	while (v.len > 0) {
		n = utf8_decode_last(v.p, v.len, &cp);
		if (cp != '"' && cp != '\'' && cp != ')' && cp != ']' &&
		    cp != '*' && cp != '_' && cp != 0x201D && cp != 0x2019 &&
		    cp != 0xBB && cp != 0x201C && cp != 0x203A)
			break;
		v.len -= n;
	}
	return v.len;
}

bool
shape_stop_all(struct view v)
{
	uint32_t cp;

	v.len = without_closers(v);
	if (v.len == 0)
		return false;
	utf8_decode_last(v.p, v.len, &cp);
	return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 ||
	    cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F;
}

bool
shape_full_stop(struct view v)
{
	static const char abbreviation[][5] = {"Inc", "Corp", "Co", "Ltd", "Jr",
	    "Sr", "St", "Mr", "Mrs", "Dr", "vs", "No", "Jan", "Feb", "Aug",
	    "Sept", "Oct", "Nov", "Dec"};
	size_t i, n, len;

	if (v.len == 0 || shape_is_letter(v.p[v.len - 1]))
		return false;
	len = without_closers(v);
	if (len == 0 || v.p[len - 1] == '!' || v.p[len - 1] == '?')
		return false;
	if (!shape_stop(v))
		return false;
	if (v.p[len - 1] != '.')
		return true;
	if (len > 3 && v.p[len - 2] == '.' && v.p[len - 3] == '.')
		return false; /* headlines end in an ellipsis, too */
	for (n = 0; n + 1 < len && !is_blank(v.p[len - 2 - n]) &&
	     v.p[len - 2 - n] != '.';)
		n++;
	if (n <= 1 || n >= sizeof(abbreviation[0]))
		return n != 1;
	for (i = 0; i < sizeof(abbreviation) / sizeof(abbreviation[0]); i++)
		if (n == strlen(abbreviation[i]) &&
		    memcmp(v.p + len - 1 - n, abbreviation[i], n) == 0)
			return false;
	return true;
}

bool
shape_symbols_all(struct view v)
{
	uint32_t cp;
	size_t i, n = 0;

	for (i = 0; i < v.len; i += utf8_decode(v.p + i, v.len - i, &cp), n++) {
		utf8_decode(v.p + i, v.len - i, &cp);
		if (is_letter(cp) || (cp < 0x80 && shape_is_digit((uint8_t)cp)))
			return false;
	}
	return n >= 3;
}

bool
shape_capitals(struct view v)
{
	uint32_t cp;
	size_t i, n = 0;

	for (i = 0; i < v.len;) {
		i += utf8_decode(v.p + i, v.len - i, &cp);
		if (is_lower(cp))
			return false;
		n += is_upper(cp);
	}
	return n >= 2;
}

bool
shape_title(struct view v)
{
	v = shape_unframe(v);
	return v.len > 0 && v.len <= 240 && !shape_full_stop(v) &&
	    shape_words(v) <= 24;
}

bool
shape_begins(struct view v)
{
	uint32_t cp;
	size_t n;

	while (v.len > 0) {
		n = utf8_decode(v.p, v.len, &cp);
		if (is_upper(cp) || (cp < 0x80 && shape_is_digit((uint8_t)cp)))
			return true;
		if (is_lower(cp) || cp == '*' || cp == '|' || cp == '-')
			return false;
		if (is_letter(cp)) /* no case in this script */
			return true;
		v.p += n;
		v.len -= n;
	}
	return false;
}

double
shape_capital_words(struct view v)
{
	uint32_t cp;
	size_t i, n = 0, words = 0;

	for (i = 0; i < v.len; i++) {
		if (is_blank(v.p[i]) || (i > 0 && !is_blank(v.p[i - 1])))
			continue;
		utf8_decode(v.p + i, v.len - i, &cp);
		words++;
		n += !is_lower(cp);
	}
	return words == 0 ? 0 : (double)n / (double)words;
}

bool
shape_lower_first(struct view v)
{
	uint32_t cp;

	if (v.len == 0)
		return false;
	utf8_decode(v.p, v.len, &cp);
	return is_lower(cp);
}

struct view
shape_trim(struct view v)
{
	while (v.len > 0 && is_blank(v.p[v.len - 1]))
		v.len--;
	while (v.len > 0 && is_blank(v.p[0])) {
		v.p++;
		v.len--;
	}
	return v;
}

struct view
shape_skip(struct view v, size_t n)
{
	n = n < v.len ? n : v.len;
	return shape_trim((struct view){v.p + n, v.len - n});
}

size_t
shape_number(struct view v, uint64_t *n)
{
	size_t i;

	*n = 0;
	for (i = 0; i < v.len && i < 10 && shape_is_digit(v.p[i]); i++)
		*n = *n * 10 + (uint64_t)(v.p[i] - '0');
	return i < 10 ? i : 0;
}

bool
shape_byline(struct view v, struct view *name)
{
	static const char *const cue[][1] = {
#include "bylines.inc"
	};
	size_t n = shape_begun_sorted(v, SHAPE_WORDS(cue));

	if (n == 0 || v.len == n || (v.p[n - 1] != ':' && v.p[n] != ' '))
		return false;
	*name = shape_skip(v, n);
	return name->len >= 3 && name->len <= 120 && shape_begins(*name) &&
	    shape_words(*name) <= 12 && !shape_stop(*name) &&
	    shape_capital_words(*name) >= .5;
}

bool
shape_dateline(struct view v)
{
	size_t i;

	for (i = 0; i < v.len && i < 40 && v.p[i] >= 'A' && v.p[i] <= 'Z';)
		i++;
	if (i < 3)
		return false;
	for (i = 0; i + 3 < v.len && i < 64; i++) {
		if (v.p[i] == ':')
			return false;
		if (v.p[i] != ' ')
			continue;
		if ((v.p[i + 1] == '-' &&
			(v.p[i + 2] == ' ' || v.p[i + 2] == '-')) ||
		    (v.p[i + 1] == 0xE2 && v.p[i + 2] == 0x80 &&
			(v.p[i + 3] == 0x93 || v.p[i + 3] == 0x94)))
			/* "AGENCY -- ENGLISH: Headline" is none. */
			return memchr(v.p + i, ':',
				   v.len - i < 16 ? v.len - i : 16) == NULL;
	}
	return false;
}

bool
shape_url(struct view v)
{
	return (shape_prefix(v, "http://") || shape_prefix(v, "https://") ||
		   shape_prefix(v, "www.")) &&
	    v.len > 8 && memchr(v.p, ' ', v.len) == NULL;
}

/* The next word of v from *at on; len 0 at the end. */
static struct view
next_word(struct view v, size_t *at)
{
	struct view w;

	while (*at < v.len && is_blank(v.p[*at]))
		++*at;
	w = (struct view){v.p + *at, 0};
	while (*at < v.len && !is_blank(v.p[*at])) {
		++*at;
		w.len++;
	}
	while (w.len > 0 && strchr(",;:()[]\"'*", w.p[w.len - 1]) != NULL)
		w.len--;
	while (w.len > 0 && strchr("(['\"*", w.p[0]) != NULL) {
		w.p++;
		w.len--;
	}
	return w;
}

/* German names in one word: Landeszeitung, Ostmark-Nachrichten. */
static bool
compound(struct view w)
{
	static const char *const end[] = {
	    "zeitung", "blatt", "anzeiger", "nachrichten", "rundschau"};
	size_t i, n;

	for (i = 0; i < sizeof(end) / sizeof(end[0]); i++) {
		n = strlen(end[i]);
		if (w.len > n + 2 &&
		    shape_equal((struct view){w.p + w.len - n, n}, end[i]))
			return true;
	}
	return false;
}

static bool
publication_word(struct view w)
{
	static const char *const table[][1] = {
#include "publications.inc"
	};

	return shape_among_sorted(w, SHAPE_WORDS(table)) || compound(w);
}

/* "example.org": a stop between letters, none at the end. */
static bool
host_name(struct view w)
{
	const unsigned char *dot = memrchr(w.p, '.', w.len);
	size_t after;

	if (dot == NULL || dot == w.p)
		return false;
	after = w.len - (size_t)(dot - w.p) - 1;
	return after >= 2 && after <= 4 && dot[1] >= 'a' && dot[1] <= 'z' &&
	    dot[-1] >= '0';
}

/* Words that names have in lower case. */
static bool
particle(struct view w)
{
	static const char *const table[] = {"of", "the", "and", "de", "la",
	    "le", "du", "des", "del", "der", "die", "das", "di", "da", "do",
	    "dos", "el", "von", "van", "den", "al", "bin", "und", "et", "y",
	    "e", "for", "in"};

	return shape_among(w, SHAPE_WORDS(table));
}

bool
shape_publication(struct view v)
{
	struct view w;
	size_t at = 0, n = 0;
	bool first = false, last = false;

	if (v.len == 0 || v.len > 60 || !shape_begins(v) || shape_words(v) > 6)
		return false;
	for (; (w = next_word(v, &at)).len > 0; n++) {
		if (host_name(w))
			return true;
		if (shape_lower_first(w) && !particle(w))
			return false;
		last = publication_word(w);
		first |= last && n <= 1;
	}
	return last || (first && n <= 4);
}

bool
shape_person(struct view v)
{
	size_t at = 0, n = 0, i;
	struct view w;

	if (v.len < 5 || v.len > 60 || shape_publication(v))
		return false;
	for (i = 0; i < v.len; i++)
		if (shape_is_digit(v.p[i]) || v.p[i] == ':' || v.p[i] == '?')
			return false;
	for (; (w = next_word(v, &at)).len > 0; n++) {
		if (shape_begins(w) && !shape_lower_first(w))
			continue;
		if (n == 0 || !particle(w))
			return false;
	}
	return n >= 2 && n <= 5;
}

/* A mark of a frame or a bullet at the start of v: its length. */
static size_t
frame_mark(struct view v)
{
	uint32_t cp;
	size_t n;

	if (v.len == 0)
		return 0;
	if (strchr("*|=#_~>", v.p[0]) != NULL)
		return 1;
	for (n = 0; n < v.len && v.p[n] == '<';)
		n++;
	if (n > 1 || (n == 1 && v.len > 1 && v.p[1] == ' '))
		return n;
	n = utf8_decode(v.p, v.len, &cp);
	return (cp >= 0x25A0 && cp <= 0x25FF) || cp == 0x2022 || cp == 0xA7 ||
		(cp >= 0x2500 && cp <= 0x257F) || cp == 0x27A4 ||
		cp == 0x2023 || (cp >= 0x2600 && cp <= 0x27BF) ||
		cp == 0xFE0F || (cp >= 0x1F300 && cp <= 0x1FAFF)
	    ? n
	    : 0;
}

struct view
shape_unframe(struct view v)
{
	size_t n, before = v.len;

	while ((n = frame_mark(v)) > 0)
		v = shape_skip(v, n);
	/* A mark at the end counts only with one at the start. */
	if (v.len < before)
		while (v.len > 0 && strchr("*|=#_~> ", v.p[v.len - 1]) != NULL)
			v.len--;
	return v;
}

size_t
shape_long_dash(struct view v)
{
	return v.len >= 3 && v.p[0] == 0xE2 && v.p[1] == 0x80 &&
		v.p[2] >= 0x90 && v.p[2] <= 0x95
	    ? 3
	    : 0;
}
