/* SPDX-License-Identifier: ISC */
#include "fold.h"

#include <utf8proc.h>

#include "utf8.h"

/* In the order of utf8proc_decomp_type_t, which is that of Unicode's tags. */
static const char *const fold_names[] = {"font", "nobreak", "initial", "medial",
    "final", "isolated", "circle", "super", "sub", "vertical", "wide", "narrow",
    "small", "square", "fraction", "compat", NULL};

static int
find_fold(const char *name, size_t len)
{
	int i;

	for (i = 0; fold_names[i] != NULL; i++)
		if (strlen(fold_names[i]) == len &&
		    memcmp(fold_names[i], name, len) == 0)
			return i;
	return -1;
}

bool
fold_parse(const char *list, uint32_t *folds, const char **why)
{
	size_t len;
	int i;

	for (; *list != '\0'; list += len + (list[len] == ',')) {
		len = strcspn(list, ",");
		if (len == 3 && memcmp(list, "all", 3) == 0) {
			*folds |= (1u << 16) - 1;
		} else if ((i = find_fold(list, len)) >= 0) {
			*folds |= 1u << i;
		} else {
			*why = "no such fold";
			return false;
		}
	}
	return true;
}

/* Append what c is folded to, or c itself when nobody asked; says which. */
static bool
put_folded(uint32_t folds, utf8proc_int32_t c, unsigned char *out, size_t *n)
{
	int type = utf8proc_get_property(c)->decomp_type;
	utf8proc_int32_t d[32];
	utf8proc_ssize_t i, n_cp = 0;
	int last = 0;

	if (type > 0 && (folds >> (type - 1) & 1))
		n_cp = utf8proc_decompose_char(c, d, 32,
		    (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT),
		    &last);
	if (n_cp <= 0 || n_cp > 32) {
		*n += utf8_encode((uint32_t)c, out + *n);
		return false;
	}
	for (i = 0; i < n_cp; i++)
		*n += utf8_encode((uint32_t)d[i], out + *n);
	return true;
}

/* A character may have a part that is to be folded: U+0385 holds U+00A8. */
static void
fold_compat(const struct norm_options *o, struct pass *p, size_t at, size_t len,
    uint32_t c)
{
	unsigned char out[8 * 32 * 4];
	utf8proc_int32_t part[8];
	utf8proc_ssize_t i, n_parts;
	bool folded = false;
	size_t n = 0;
	int last = 0;

	n_parts = utf8proc_decompose_char(
	    (utf8proc_int32_t)c, part, 8, UTF8PROC_DECOMPOSE, &last);
	for (i = 0; i < n_parts && n_parts <= 8; i++)
		folded |= put_folded(o->folds, part[i], out, &n);
	if (folded)
		pass_edit(p, at, len, RULE_FOLD, out, n);
}

static const char *
ascii_mark(uint32_t c)
{
	switch (c) {
	case 0x2018:
	case 0x2019:
	case 0x201A:
	case 0x201B:
	case 0x2032:
	case 0x2039:
	case 0x203A:
		return "'";
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x201F:
	case 0x2033:
	case 0xAB:
	case 0xBB:
		return "\"";
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2212:
		return "-";
	case 0x2014:
	case 0x2015:
		return "--";
	case 0x2026:
		return "...";
	case 0x2022:
		return "*";
	case 0xA0:
	case 0x2009:
	case 0x202F:
		return " ";
	default:
		return NULL;
	}
}

/* A mark after one of these opens. */
static bool
opens_after(uint32_t prev)
{
	return prev <= ' ' || prev == '(' || prev == '[' || prev == 0xA0 ||
	    prev == 0x2014 || prev == 0x2013 || prev == 0x201C ||
	    prev == 0x2018 || prev == '"' || prev == '\'';
}

static void
typographic(struct pass *p, size_t at, uint32_t c, uint32_t prev)
{
	const unsigned char *b = p->in.p + at;
	size_t left = p->in.len - at;

	if (at < p->done)
		return; /* inside the dots or dashes of the last edit */
	if (c == '"')
		pass_edit(p, at, 1, RULE_PUNCTUATION,
		    opens_after(prev) ? "\u201C" : "\u201D", 3);
	else if (c == '\'')
		pass_edit(p, at, 1, RULE_PUNCTUATION,
		    opens_after(prev) && left > 1 && b[1] > ' ' ? "\u2018"
								: "\u2019",
		    3);
	else if (c == '.' && left >= 3 && b[1] == '.' && b[2] == '.')
		pass_edit(p, at, 3, RULE_PUNCTUATION, "\u2026", 3);
	else if (c == '-' && left >= 2 && b[1] == '-' && prev != '-' &&
	    (left == 2 || b[2] != '-'))
		pass_edit(p, at, 2, RULE_PUNCTUATION, "\u2014", 3);
	else if (c == '-' && prev == ' ' && left >= 2 && b[1] == ' ')
		pass_edit(p, at, 1, RULE_PUNCTUATION, "\u2013", 3);
}

void
fold_char(const struct norm_options *o, struct pass *p, size_t at, size_t len,
    uint32_t c, uint32_t prev)
{
	const char *mark;

	if (c >= 0x80 && o->punctuation == NORM_PUNCTUATION_ASCII &&
	    (mark = ascii_mark(c)) != NULL)
		pass_edit(p, at, len, RULE_PUNCTUATION, mark, strlen(mark));
	else if (c >= 0x80 && o->folds != 0)
		fold_compat(o, p, at, len, c);
	else if (c < 0x80 && o->punctuation == NORM_PUNCTUATION_TYPOGRAPHIC)
		typographic(p, at, c, prev);
}
