/* SPDX-License-Identifier: ISC */
/*
 * Valid UTF-8 always wins; what is left is decoded in place.  In a text that
 * has more valid sequences than bad ones a sequence without its end was cut,
 * and becomes U+FFFD; elsewhere every bad byte is windows-1252, the usual
 * mixture.  Two surrogates in the three-byte form are a character (CESU-8).
 */
#include "repairs.h"

#include "chartab.h"
#include "utf8.h"

/* Bytes of a lead and the continuations it has, at least 2, where they stop
 * short; 0 when p begins no cut sequence. */
static size_t
cut_sequence(const unsigned char *p, size_t len)
{
	size_t want = utf8_lead(p[0]), n = 1;

	while (n < len && n < want && utf8_is_cont(p[n]))
		n++;
	return want > 2 && n >= 2 && n < want ? n : 0;
}

static bool
is_surrogate(
    const unsigned char *p, size_t len, unsigned char from, unsigned char to)
{
	return len >= 3 && p[0] == 0xED && p[1] >= from && p[1] <= to &&
	    utf8_is_cont(p[2]);
}

/* Decode a pair of surrogates; 6 or 0 bytes. */
static size_t
surrogate_pair(const unsigned char *p, size_t len, uint32_t *c)
{
	if (!is_surrogate(p, len, 0xA0, 0xAF) ||
	    !is_surrogate(p + 3, len - 3, 0xB0, 0xBF))
		return 0;
	*c = 0x10000 +
	    ((p[1] & 15u) << 16 | (p[2] & 63u) << 10 | (p[4] & 15u) << 6 |
		(p[5] & 63u));
	return 6;
}

/* Are there more valid sequences of several bytes than bad bytes? */
static bool
mostly_utf8(struct view text)
{
	size_t i, n, good = 0, bad = 0;
	uint32_t c;

	for (i = 0; i < text.len; i += n) {
		n = text.p[i] < 0x80
		    ? 1
		    : utf8_decode(text.p + i, text.len - i, &c);
		if (n > 1)
			good++;
		else
			bad += text.p[i] >= 0x80;
	}
	return good > bad;
}

static size_t
repair_byte(struct pass *p, size_t at, bool utf8)
{
	const unsigned char *b = p->in.p + at;
	size_t n = utf8 ? cut_sequence(b, p->in.len - at) : 0;
	unsigned char out[4];

	if (n > 0) {
		pass_edit(p, at, n, RULE_BYTES_CUT, "\xEF\xBF\xBD", 3);
		return n;
	}
	n = utf8_encode(codepage_table[CP_1252][*b - 0x80], out);
	pass_edit(p, at, 1, RULE_BYTES_CP1252, out, n);
	return 1;
}

void
repair_bytes(struct norm *n, struct pass *p)
{
	const unsigned char *b = p->in.p;
	bool utf8 = mostly_utf8(p->in), legacy = false;
	unsigned char out[4];
	size_t i = 0, len;
	uint32_t c;

	while (i < p->in.len) {
		if (b[i] < 0x80) {
			i++;
			continue;
		}
		if ((len = surrogate_pair(b + i, p->in.len - i, &c)) != 0) {
			pass_edit(p, i, len, RULE_BYTES_CESU, out,
			    utf8_encode(c, out));
		} else if ((len = utf8_decode(b + i, p->in.len - i, &c)) == 1) {
			len = repair_byte(p, i, utf8);
			legacy = true;
		}
		i += len;
	}
	if (legacy && n->encoding == NULL)
		n->encoding = utf8 ? "utf-8+windows-1252" : "windows-1252";
}
