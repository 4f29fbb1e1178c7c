/* SPDX-License-Identifier: ISC */
/*
 * Valid UTF-8 always wins; what is left is decoded in place.  In a text that
 * has more valid sequences than bad ones a sequence without its end was cut,
 * and becomes U+FFFD; elsewhere every bad byte is windows-1252, the usual
 * mixture.  Where next to nothing is valid the set is detected (common/charset)
 * and its table used, or, where it has several bytes a character, the whole
 * text is decoded.  Two surrogates in the three-byte form are a character
 * (CESU-8).
 */
#include "repairs.h"

#include "chartab.h"
#include "charset.h"
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

/* How many valid sequences of several bytes there are, and bad bytes. */
static void
count_bytes(struct view text, size_t *good, size_t *bad)
{
	size_t i, n;
	uint32_t c;

	*good = *bad = 0;
	for (i = 0; i < text.len; i += n) {
		n = text.p[i] < 0x80
		    ? 1
		    : utf8_decode(text.p + i, text.len - i, &c);
		if (n > 1)
			(*good)++;
		else
			*bad += text.p[i] >= 0x80;
	}
}

/* Decode the whole text by a set of several bytes a character. */
static void
decode_all(struct norm *n, struct pass *p, const struct charset *cs)
{
	struct charset_decoder d;
	struct charset_block block;
	size_t at = 0;

	buf_clear(&n->scratch);
	charset_decoder_init(&d, cs);
	while (at < p->in.len) {
		at += charset_decode(
		    &d, p->in.p + at, p->in.len - at, true, &block);
		buf_put_view(&n->scratch, block.text);
	}
	charset_decoder_free(&d);
	pass_edit(p, 0, p->in.len, RULE_BYTES_CHARSET, n->scratch.data,
	    n->scratch.len);
}

/* What the bad bytes of a text are taken for. */
struct reading {
	bool utf8; /* the text is UTF-8, a few characters were cut */
	enum rule rule;
	const uint16_t *table;
};

static size_t
repair_byte(struct pass *p, size_t at, const struct reading *as)
{
	const unsigned char *b = p->in.p + at;
	size_t n = as->utf8 ? cut_sequence(b, p->in.len - at) : 0;
	unsigned char out[4];

	if (n > 0) {
		pass_edit(p, at, n, RULE_BYTES_CUT, "\xEF\xBF\xBD", 3);
		return n;
	}
	n = utf8_encode(as->table[*b - 0x80], out);
	pass_edit(p, at, 1, as->rule, out, n);
	return 1;
}

static void
repair_in_place(struct pass *p, const struct reading *as, bool one_line)
{
	const unsigned char *b = p->in.p;
	unsigned char out[4];
	size_t i = 0, len;
	uint32_t c;

	while (i < p->in.len) {
		if (b[i] < 0x80) {
			i++;
			continue;
		}
		if ((len = surrogate_pair(b + i, p->in.len - i, &c)) != 0)
			pass_edit(p, i, len, RULE_BYTES_CESU, out,
			    utf8_encode(c, out));
		else if ((len = utf8_decode(b + i, p->in.len - i, &c)) == 1)
			len = repair_byte(p, i, as);
		else if (one_line && c >= 0xD800 && c < 0xE000)
			/* Only JSON can hold it. */
			pass_edit(p, i, len, RULE_BYTES_CUT, "\xEF\xBF\xBD", 3);
		i += len;
	}
}

void
repair_bytes(struct norm *n, const struct norm_options *o, struct pass *p)
{
	struct reading as = {
	    .rule = RULE_BYTES_CP1252, .table = codepage_table[CP_1252]};
	const char *encoding = "windows-1252";
	struct charset *cs = &n->charset;
	size_t good, bad;

	count_bytes(p->in, &good, &bad);
	as.utf8 = good > bad;
	if (good > 0)
		encoding = "utf-8+windows-1252";
	/* What looks like UTF-8 in two bytes a character comes by chance. */
	if (bad > good * 3) {
		charset_decide(cs, p->in.p, p->in.len, true, false);
		if (cs->kind == CHARSET_ICONV) {
			decode_all(n, p, cs);
			encoding = cs->name;
			bad = 0;
		} else if (cs->kind == CHARSET_TABLE && bad > good * 20 &&
		    strcmp(cs->name, "windows-1252") != 0) {
			as.rule = RULE_BYTES_CHARSET;
			as.table = cs->table;
			encoding = cs->name;
		}
	}
	if (!p->changed)
		repair_in_place(p, &as, o->one_line);
	if (n->encoding == NULL && p->changed &&
	    (bad > 0 || encoding == cs->name))
		n->encoding = encoding;
}
