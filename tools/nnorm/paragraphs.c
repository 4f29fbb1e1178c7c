/* SPDX-License-Identifier: ISC */
/*
 * The layout of the result: paragraphs parted by one blank line, each on one
 * line, one blank between words; verse, lists and tables keep their lines, and
 * tables their blanks.  What lies between two lines is a gap: a gap that is not
 * as it should be is one edit.
 */
#include "repairs.h"

#include "debris.h"
#include "hyphen.h"
#include "skip.h"
#include "chartab.h"
#include "utf8.h"

#define INDENT_MAX 40

struct relay {
	struct norm *n;
	const struct norm_options *o;
	struct pass *p;
	size_t pos; /* everything before is as it should be */
};

/* Make every run of blanks in in[from..to) one blank. */
static void
squeeze(struct pass *p, size_t from, size_t to)
{
	const unsigned char *b = p->in.p;
	size_t at, start, stop, n, chars;

	for (;;) {
		at = (size_t)(skip_single_blanks(b + from, b + to) - b);
		if (at >= to)
			return;
		/* What stopped it may stand behind a blank. */
		start = at > from && b[at - 1] == ' ' ? at - 1 : at;
		chars = 0;
		for (stop = start; (n = layout_blank(b + stop, to - stop)) != 0;
		     stop += n)
			chars++;
		if (chars > 1 || (chars == 1 && b[start] < ' '))
			pass_edit(p, start, stop - start, RULE_BLANKS, " ", 1);
		from = stop > at ? stop : at + 1;
	}
}

static bool
is_cjk(uint32_t c)
{
	return (c >= 0x2E80 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
	    (c >= 0xFE30 && c < 0xFE50) || (c >= 0xFF00 && c < 0xFFEF) ||
	    (c >= 0x20000 && c < 0x40000);
}

/* Bytes of a soft hyphen that ends in[0..end). */
static size_t
soft_hyphen(struct view t, size_t end)
{
	return end >= 2 && t.p[end - 2] == 0xC2 && t.p[end - 1] == 0xAD ? 2 : 0;
}

/* The option, else what the record says, else a vote of the text's words. */
static void
find_language(struct relay *r)
{
	struct norm *n = r->n;
	enum language l = LANGUAGE_NONE;

	if (n->language_known)
		return;
	if (n->ask_language != NULL)
		l = n->ask_language(n->ask_arg);
	if (l == LANGUAGE_NONE && r->o->voter != NULL)
		l = language_vote(r->o->voter, r->p->in);
	n->hyphens->language = l;
	n->language_known = true;
}

/* The gap of a soft line end whose line ends in n bytes of hyphen. */
static void
join_hyphen(struct relay *r, size_t end, size_t begin, size_t n)
{
	struct view t = r->p->in;
	struct view left = hyphen_left(t, end - n),
		    right = hyphen_right(t, begin);

	if (left.len == 0 || right.len == 0) {
		pass_edit(r->p, end, begin - end, RULE_UNWRAP, " ", 1);
		return;
	}
	find_language(r);
	switch (hyphens_decide(r->n->hyphens, t, left, right)) {
	case HYPHEN_JOIN:
		pass_edit(r->p, end - n, begin - end + n, RULE_DEHYPHEN, "", 0);
		break;
	case HYPHEN_KEEP:
		pass_edit(r->p, end, begin - end, RULE_HYPHEN, "", 0);
		break;
	case HYPHEN_SPACE:
		pass_edit(r->p, end, begin - end, RULE_UNWRAP, " ", 1);
		break;
	}
}

static void
join_lines(struct relay *r, size_t end, size_t begin)
{
	struct view t = r->p->in;
	uint32_t a, b;
	size_t n;

	if ((n = soft_hyphen(t, end)) != 0) {
		pass_edit(
		    r->p, end - n, begin - end + n, RULE_SOFT_HYPHEN, "", 0);
		return;
	}
	if ((n = hyphen_ends(t, end)) != 0) {
		join_hyphen(r, end, begin, n);
		return;
	}
	utf8_decode_last(t.p, end, &a);
	utf8_decode(t.p + begin, t.len - begin, &b);
	if (is_cjk(a) && is_cjk(b))
		pass_edit(r->p, end, begin - end, RULE_UNWRAP, "", 0);
	else
		pass_edit(r->p, end, begin - end, RULE_UNWRAP, " ", 1);
}

/* A line feed and blanks. */
static void
break_lines(struct relay *r, size_t end, size_t begin, const char *lf,
    uint32_t indent, enum rule rule)
{
	char want[2 + INDENT_MAX];
	size_t n = strlen(lf), soft = soft_hyphen(r->p->in, end);

	memcpy(want, lf, n);
	if (indent > INDENT_MAX)
		indent = INDENT_MAX;
	memset(want + n, ' ', indent);
	pass_edit(r->p, end - soft, begin - end + soft, rule, want, n + indent);
}

/* The smallest indent of a paragraph's lines: it goes. */
static uint32_t
least_indent(const struct layout *l, const struct layout_para *a)
{
	uint32_t least = UINT32_MAX;
	size_t i;

	for (i = a->line; i < a->line + a->n_lines; i++)
		if (l->line[i].indent < least)
			least = l->line[i].indent;
	return least;
}

/* The indent of a line beyond the least; a single blank is a slip. */
static uint32_t
own_indent(const struct layout_line *line, uint32_t least)
{
	return line->indent > least && line->indent - least > 1
	    ? line->indent - least
	    : 0;
}

static void
relay_para(struct relay *r, const struct layout_para *a, bool first)
{
	const struct layout *l = &r->n->layout;
	const struct layout_line *line = &l->line[a->line];
	uint32_t least =
	    a->kind == LAYOUT_PROSE ? UINT32_MAX : least_indent(l, a);
	size_t i, next;

	break_lines(r, r->pos, a->begin, first ? "" : "\n\n",
	    own_indent(line, least), RULE_PARAGRAPH);
	for (i = 0; i < a->n_lines; i++, line++) {
		if (a->kind != LAYOUT_TABLE && (line->marks & LAYOUT_BLANKS))
			squeeze(r->p, line->begin, line->end);
		if (i + 1 == a->n_lines)
			break;
		next = line[1].begin;
		if (line->soft && r->o->unwrap != NORM_UNWRAP_NEVER)
			join_lines(r, line->end, next);
		else
			break_lines(r, line->end, next, "\n",
			    own_indent(&line[1], least), RULE_BLANKS);
	}
	r->pos = a->end;
}

static struct view
line_of(const struct layout *l, struct view text, size_t i)
{
	if (i >= l->n_lines)
		return (struct view){NULL, 0};
	return (struct view){text.p + l->line[i].begin,
	    l->line[i].end - l->line[i].begin};
}

static bool
is_debris(const struct layout *l, struct view text, size_t i)
{
	return l->line[i].width > 0 && l->line[i].width <= DEBRIS_MAX &&
	    debris_line(line_of(l, text, i), line_of(l, text, i - 1),
		line_of(l, text, i + 1));
}

/* Take out dirt, in a text of three lines or more that is not all dirt; the
 * next round lays out what is left.  false when there is none. */
static bool
take_debris(struct norm *n, struct pass *p)
{
	const struct layout *l = &n->layout;
	size_t i, lines = 0, dirt = 0;
	const unsigned char *lf;
	struct view v;

	for (i = 0; i < l->n_lines; i++) {
		lines += l->line[i].width > 0;
		dirt += is_debris(l, p->in, i);
	}
	if (dirt == 0 || dirt == lines || lines < 3)
		return false;
	for (i = 0; i < l->n_lines; i++) {
		if (!is_debris(l, p->in, i))
			continue;
		v = line_of(l, p->in, i);
		buf_put_view(&n->furniture, v);
		buf_putc(&n->furniture, '\n');
		lf = memchr(v.p, '\n', p->in.len - l->line[i].begin);
		pass_edit(p, l->line[i].begin,
		    lf != NULL ? (size_t)(lf + 1 - v.p) : v.len, RULE_DEBRIS,
		    "", 0);
	}
	return true;
}

static void
prepare_hyphens(struct norm *n, const struct norm_options *o)
{
	hyphens_clear(n->hyphens);
	n->hyphens->learnt = o->words;
	n->hyphens->language = o->language;
	n->language_known = o->language != LANGUAGE_NONE;
}

void
repair_layout(struct norm *n, const struct norm_options *o, struct pass *p)
{
	struct relay r = {n, o, p, 0};
	size_t i;

	layout_scan(&n->layout, p->in,
	    o->unwrap == NORM_UNWRAP_GUESS ? LAYOUT_GUESS : 0);
	prepare_hyphens(n, o);
	if (n->layout.n_paras == 0 || take_debris(n, p))
		return;
	for (i = 0; i < n->layout.n_paras; i++)
		relay_para(&r, &n->layout.para[i], i == 0);
	break_lines(&r, r.pos, p->in.len, "", 0, RULE_PARAGRAPH);
}
