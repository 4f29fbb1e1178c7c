/* SPDX-License-Identifier: ISC */
/*
 * uchardet (Mozilla's detector: byte pair frequencies of a set and language
 * for single bytes, legal sequences and character frequencies for multibyte
 * sets) makes the guess; it is held against what the bytes allow:
 * - when the bytes above 0x7F are few and each is the mark, the quotation mark
 *   or the accented letter that a Western text has there, it is windows-1252:
 *   too few for frequencies to tell;
 * - a multibyte guess must decode all but one in a hundred characters;
 * - a single-byte guess must define all but one in a hundred of the bytes,
 *   and in Latin letters those of a language (charset_alphabet.c).
 * Else the answer is windows-1252.
 */
#include "charset_detect.h"

#include "charset_alphabet.h"

#include <string.h>
#include <uchardet.h>

#include "utf8.h"
#include "xalloc.h"

static bool
is_ascii_letter(unsigned char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* A letter of windows-1252; the rest above 0x7F are marks. */
static bool
is_high_letter(unsigned char c)
{
	return c >= 0xC0 || c == 0x83 || c == 0x8A || c == 0x8C || c == 0x8E ||
	    c == 0x9A || c == 0x9C || c == 0x9E || c == 0x9F;
}

/*
 * Western at sight: few bytes are high, and each is a mark of windows-1252, or
 * a letter alone among ASCII letters.  Where the letters are more than three
 * and as many as the marks, their frequencies may tell more.
 */
static bool
is_western(const unsigned char *p, size_t len)
{
	size_t i, letters = 0, marks = 0;

	for (i = 0; i < len; i++) {
		if (p[i] < 0x80)
			continue;
		if (charset_1252(p[i]) < 0xA0)
			return false; /* no character of windows-1252 */
		if (!is_high_letter(p[i]))
			marks++;
		else if ((i > 0 && is_ascii_letter(p[i - 1])) ||
		    (i + 1 < len && is_ascii_letter(p[i + 1])))
			letters++;
		else
			return false;
	}
	return letters + marks > 0 && letters + marks <= len / 20 + 1 &&
	    (letters <= 3 || letters <= marks);
}

/* Bytes of p that a table does not define, and all that are high. */
static bool
table_fits(const struct charset *cs, const unsigned char *p, size_t len)
{
	size_t i, high = 0, bad = 0;

	for (i = 0; i < len; i++)
		if (p[i] >= 0x80) {
			high++;
			bad += cs->table[p[i] - 0x80] == 0xFFFD;
		}
	return bad * 100 <= high;
}

static bool
decodes(
    const struct charset *cs, const unsigned char *p, size_t len, bool whole)
{
	struct charset_decoder d;
	struct charset_block b;
	size_t n;
	bool fits;

	charset_decoder_init(&d, cs);
	charset_decode(&d, p, len, whole, &b);
	n = utf8_count(b.text.p, b.text.len);
	fits = d.n_bad * 100 <= n;
	charset_decoder_free(&d);
	return fits;
}

/* uchardet's guess; false when it has none that we can use. */
static bool
guess(struct charset *cs, const unsigned char *p, size_t len)
{
	struct charset c = {0};
	uchardet_t ud = uchardet_new();
	const char *name;
	bool known = false;

	if (ud == NULL)
		xalloc_fail();
	if (uchardet_handle_data(ud, (const char *)p, len) == 0) {
		uchardet_data_end(ud);
		name = uchardet_get_charset(ud);
		known = name[0] != '\0' && strcasecmp(name, "utf-8") != 0 &&
		    charset_named(&c, name) == 0;
	}
	uchardet_delete(ud);
	if (known)
		*cs = c;
	return known;
}

void
charset_detect(
    struct charset *cs, const unsigned char *p, size_t len, bool whole)
{
	struct charset c;

	charset_named(cs, "windows-1252");
	if (is_western(p, len))
		return;
	if (guess(&c, p, len) &&
	    (c.kind == CHARSET_TABLE ? table_fits(&c, p, len)
				     : decodes(&c, p, len, whole)))
		*cs = c;
	charset_alphabet(cs, p, len);
}

void
charset_detect_7bit(struct charset *cs, const unsigned char *p, size_t len)
{
	struct charset c;
	const unsigned char *esc = memchr(p, 0x1B, len);

	/* ESC $ B, ESC $ @, ESC $ ) C, ESC ( J ... */
	if (esc == NULL || p + len - esc < 3 ||
	    (esc[1] != '$' && esc[1] != '('))
		return;
	if (guess(&c, p, len) && c.kind == CHARSET_ICONV &&
	    strncmp(c.name, "iso-2022", 8) == 0 && decodes(&c, p, len, false))
		*cs = c;
}
