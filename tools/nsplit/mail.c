/* SPDX-License-Identifier: ISC */
/*
 * A part is a head (lines of fields, up to a blank one) and a body.  A body of
 * several parts is cut at the lines that its boundary makes; of alternatives
 * and attachments one part is the text.  Parts deeper than DEPTH are not
 * looked at.  Text that is not in UTF-8 and was sent as it is has been decoded
 * with the whole mailbox before.
 */
#include "mail.h"

#include <string.h>

#include "mail_code.h"
#include "markup_private.h"
#include "shape.h"

#define DEPTH 8

enum coding { CODING_NONE, CODING_QUOTED, CODING_BASE64 };
enum type { TYPE_PLAIN, TYPE_HTML, TYPE_PARTS, TYPE_OTHER };

struct part {
	size_t head; /* lines head..body are fields */
	size_t body;
	size_t last;
	enum coding coding;
	enum type type;
	bool attached;
	struct view charset;
	struct view boundary;
};

bool
mail_header(struct view v, struct view *name, struct view *value)
{
	size_t i;

	for (i = 0; i < v.len && i < 40; i++) {
		if (v.p[i] == ':') {
			*name = (struct view){v.p, i};
			*value = shape_skip(v, i + 1);
			return i > 1;
		}
		if (v.p[i] <= ' ' || v.p[i] >= 0x7F)
			return false;
	}
	return false;
}

/* The value of a parameter, "charset" of "text/plain; charset=utf-8". */
static struct view
parameter(struct view v, const char *name)
{
	size_t n = strlen(name), i, k;

	for (i = 0; i + n + 1 < v.len; i++) {
		if (v.p[i + n] != '=' ||
		    !shape_prefix((struct view){v.p + i, v.len - i}, name))
			continue;
		v = shape_skip(v, i + n + 1);
		if (v.len > 0 && v.p[0] == '"') {
			v = (struct view){v.p + 1, v.len - 1};
			for (k = 0; k < v.len && v.p[k] != '"';)
				k++;
		} else
			for (k = 0; k < v.len && v.p[k] != ';' && v.p[k] > ' ';)
				k++;
		return (struct view){v.p, k};
	}
	return (struct view){0};
}

static void
content_type(struct part *part, struct view v)
{
	part->type = shape_prefix(v, "text/plain") || v.len == 0 ? TYPE_PLAIN
	    : shape_prefix(v, "text/html")			 ? TYPE_HTML
	    : shape_prefix(v, "multipart/")			 ? TYPE_PARTS
	    : shape_prefix(v, "text/")				 ? TYPE_PLAIN
								 : TYPE_OTHER;
	part->charset = parameter(v, "charset");
	part->boundary = parameter(v, "boundary");
	if (part->type == TYPE_PARTS && part->boundary.len == 0)
		part->type = TYPE_PLAIN;
}

/* Read the fields from line i on; lines first..last are the part's. */
static struct part
read_part(const struct page *p, size_t first, size_t last)
{
	struct part part = {.head = first, .last = last};
	struct view v, name, value;
	size_t i, k;

	for (i = first; i < last && !page_blank(p, i); i = k) {
		v = page_line(p, i);
		/* A field's lines are one stretch of the text. */
		for (k = i + 1;
		     k < last && !page_blank(p, k) && page_indent(p, k) > 0;
		     k++)
			v.len = (size_t)(p->text.p + p->lines.v[k].end - v.p);
		if (!mail_header(v, &name, &value))
			continue;
		if (shape_equal(name, "content-type"))
			content_type(&part, value);
		else if (shape_equal(name, "content-disposition"))
			part.attached = shape_prefix(value, "attachment");
		else if (shape_equal(name, "content-transfer-encoding"))
			part.coding = shape_equal(value, "quoted-printable")
			    ? CODING_QUOTED
			    : shape_equal(value, "base64") ? CODING_BASE64
							   : CODING_NONE;
	}
	part.body = i;
	return part;
}

/* Line i is "--boundary"; *end: "--boundary--". */
static bool
at_boundary(const struct page *p, size_t i, struct view boundary, bool *end)
{
	struct view v = page_line(p, i);

	if (v.len < boundary.len + 2 || v.p[0] != '-' || v.p[1] != '-' ||
	    memcmp(v.p + 2, boundary.p, boundary.len) != 0)
		return false;
	v = (struct view){v.p + 2 + boundary.len, v.len - 2 - boundary.len};
	*end = v.len >= 2 && v.p[0] == '-';
	return v.len == 0 || *end;
}

/* The next part of whole, from line *i on; *i is set behind it. */
static bool
next_part(const struct page *p, const struct part *whole, size_t *i,
    struct part *part)
{
	size_t first;
	bool end = false;

	while (*i < whole->last && !at_boundary(p, *i, whole->boundary, &end))
		++*i;
	if (*i >= whole->last || end)
		return false;
	first = ++*i;
	while (*i < whole->last && !at_boundary(p, *i, whole->boundary, &end))
		++*i;
	*part = read_part(p, first, *i);
	return true;
}

/* The part that is the text: whole itself, or the best of its parts. TYPE_OTHER
 * when there is none. */
static struct part
best_part(const struct page *p, struct part whole, int depth)
{
	struct part part, best = whole;
	size_t i = whole.body;

	if (whole.type != TYPE_PARTS)
		return whole;
	best.type = TYPE_OTHER;
	while (depth < DEPTH && next_part(p, &whole, &i, &part)) {
		if (part.attached)
			continue;
		part = best_part(p, part, depth + 1);
		if (part.type < best.type)
			best = part;
	}
	return best;
}

/* The heads of parts but the chosen one tell what was left out. */
static void
mark_parts(
    struct page *p, struct part whole, const struct part *best, int depth)
{
	struct part part;
	size_t i = whole.body;

	if (whole.type != TYPE_PARTS || depth >= DEPTH)
		return;
	while (next_part(p, &whole, &i, &part)) {
		if (part.head != best->head && part.type != TYPE_PARTS)
			page_mark(p, part.head, part.body, ROLE_FURNITURE);
		mark_parts(p, part, best, depth + 1);
	}
}

/* The text of a part, as UTF-8. */
static struct view
part_text(struct mail *m, struct markup *mk, const struct page *p,
    const struct part *part)
{
	size_t i = part->body, last = part->last;
	struct view v;

	while (i < last && page_blank(p, i))
		i++;
	while (last > i && page_blank(p, last - 1))
		last--;
	if (i == last)
		return (struct view){0};
	v = page_bytes(p, i, last, p->lines.v[i].at);
	if (part->coding != CODING_NONE) {
		buf_clear(&m->bytes);
		buf_clear(&m->text);
		if (part->coding == CODING_QUOTED)
			mail_put_quoted(&m->bytes, v);
		else
			mail_put_base64(&m->bytes, v);
		mail_put_charset(&m->text, buf_view(&m->bytes), part->charset);
		v = buf_view(&m->text);
	}
	if (part->type == TYPE_HTML) {
		markup_fragment(mk, v);
		markup_compose(mk, 0, mk->blocks.n, 0);
		v = buf_view(&mk->composed);
	}
	while (v.len > 0 && v.p[v.len - 1] <= ' ')
		v.len--;
	return v;
}

static void
decode_fields(struct mail *m, struct page *p, struct article *a)
{
	size_t i;

	for (i = 0; i < FIELD_COUNT; i++) {
		buf_clear(&m->text);
		if (a->field[i].len > 0 &&
		    mail_put_words(&m->text, page_string(p, a->field[i])))
			page_set(p, a, (enum field)i, buf_view(&m->text));
	}
}

void
mail_decode(
    struct mail *m, struct markup *mk, struct page *p, struct article *a)
{
	struct part whole, best;
	struct view v;

	decode_fields(m, p, a);
	whole = read_part(p, a->first, a->last);
	best = best_part(p, whole, 0);
	if (best.type == TYPE_OTHER ||
	    (best.head == whole.head && best.coding == CODING_NONE &&
		best.type == TYPE_PLAIN))
		return;
	v = part_text(m, mk, p, &best);
	page_mark(p, whole.body, a->last, ROLE_MARK);
	mark_parts(p, whole, &best, 0);
	a->composed = true;
	a->text = (struct string){p->strings.len, v.len};
	buf_put_view(&p->strings, v);
}

void
mail_free(struct mail *m)
{
	buf_free(&m->bytes);
	buf_free(&m->text);
}
