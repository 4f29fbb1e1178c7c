/* SPDX-License-Identifier: ISC */
/*
 * RFC 4180 (comma-separated values), with other separators too.  A row whose
 * quotation marks do not add up costs the line that it begins on: what follows
 * is read on from the next one.
 */
#include "table.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "markup_private.h"
#include "member.h"
#include "shape.h"
#include "xalloc.h"

enum row {
	ROW_DONE,
	ROW_MORE, /* it does not end here */
	ROW_BAD
};

void
table_begin(struct table *t)
{
	t->state = TABLE_UNKNOWN;
	t->line = 1;
	t->seen = 0;
}

void
table_free(struct table *t)
{
	buf_free(&t->names);
	buf_free(&t->cells);
	free(t->columns);
	free(t->v);
}

static struct view
cell(const struct table *t, size_t i)
{
	return (struct view){t->cells.data + t->v[i].at, t->v[i].len};
}

static struct view
column_name(const struct table *t, size_t i)
{
	return (struct view){
	    t->names.data + t->columns[i].at, t->columns[i].len};
}

static void
end_cell(struct table *t, size_t at)
{
	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 32;
		t->v = xreallocarray(t->v, t->cap, sizeof(*t->v));
	}
	t->v[t->n++] = (struct table_cell){.at = at, .len = t->cells.len - at};
}

/* The cell in quotation marks that begins at *i: to t->cells, *i behind it. */
static enum row
quoted(struct table *t, struct view v, size_t *i)
{
	size_t from = *i + 1;
	const unsigned char *q;

	t->bad = *i;
	for (;;) {
		q = memchr(v.p + from, '"', v.len - from);
		if (q == NULL)
			return ROW_MORE;
		*i = (size_t)(q - v.p) + 1;
		buf_put(&t->cells, v.p + from, *i - 1 - from);
		if (*i == v.len || v.p[*i] != '"')
			return ROW_DONE;
		buf_putc(&t->cells, '"');
		from = *i + 1;
	}
}

/* The cell without quotation marks at *i. */
static void
bare(struct table *t, struct view v, size_t *i)
{
	size_t from = *i, end;

	while (*i < v.len && v.p[*i] != t->separator && v.p[*i] != '\n')
		++*i;
	end = *i;
	if (*i < v.len && v.p[*i] == '\n' && end > from && v.p[end - 1] == '\r')
		end--;
	buf_put(&t->cells, v.p + from, end - from);
}

/* The row at the begin of v; *len is its length with its line end.  whole: no
 * more comes. */
static enum row
read_row(struct table *t, struct view v, bool whole, size_t *len)
{
	size_t i = 0, at;
	bool marks;

	t->n = 0;
	buf_clear(&t->cells);
	for (;; i++) {
		at = t->cells.len;
		marks = i < v.len && v.p[i] == '"';
		if (marks && quoted(t, v, &i) == ROW_MORE)
			return ROW_MORE;
		if (!marks)
			bare(t, v, &i);
		end_cell(t, at);
		if (i < v.len && v.p[i] == t->separator)
			continue;
		if (marks && i < v.len && v.p[i] == '\r')
			i++;
		if (i == v.len) {
			*len = i;
			return whole ? ROW_DONE : ROW_MORE;
		}
		if (v.p[i] == '\n')
			break;
		t->bad = i - 1;
		return ROW_BAD;
	}
	*len = i + 1;
	return ROW_DONE;
}

/* What a column of that name holds. */
static enum label
column_label(struct view name)
{
	static const struct {
		const char *name;
		const char *means;
	} known[] = {
#include "columns.inc"
	};
	unsigned char key[64], label[65];
	struct view v;
	size_t i, n = 0;

	if (name.len == 0 || name.len >= sizeof(key))
		return LABEL_NONE;
	for (i = 0; i < name.len; i++) {
		label[i] =
		    name.p[i] == '_' || name.p[i] == '-' ? ' ' : name.p[i];
		if (name.p[i] >= 'A' && name.p[i] <= 'Z')
			key[n++] = name.p[i] | 0x20;
		else if (name.p[i] >= 'a')
			key[n++] = name.p[i];
	}
	key[n] = '\0';
	label[name.len] = ':';
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp((const char *)key, known[i].name) == 0)
			return label_meaning(known[i].means);
	return label_of((struct view){label, name.len + 1}, &v);
}

static bool
equals(struct view v, const char *s)
{
	return v.len == strlen(s) && memcmp(v.p, s, v.len) == 0;
}

/* Are the cells read the names of columns of a table with texts? */
static bool
is_header(struct table *t)
{
	size_t i, wanted = SIZE_MAX, text = SIZE_MAX;
	bool other = false;
	enum label l;

	for (i = 0; i < t->n; i++) {
		if (t->v[i].len > 100)
			return false;
		l = column_label(cell(t, i));
		if (equals(cell(t, i), t->wanted))
			wanted = i;
		if (l == LABEL_TEXT && text == SIZE_MAX)
			text = i;
		other |= l >= LABEL_TITLE && l <= LABEL_ITEM;
		t->v[i].label = l;
	}
	/* "text" is what --text-field is when nobody gives it. */
	if (wanted != SIZE_MAX && (other || strcmp(t->wanted, "text") != 0))
		text = wanted;
	else if (!other)
		return false;
	t->text_column = text;
	return t->n > 1 && text != SIZE_MAX;
}

/* Does the line v name columns?  Then they are those of the table. */
static bool
read_header(struct table *t, struct view v)
{
	static const unsigned char separators[] = {',', '\t', ';', '|'};
	struct buf b;
	size_t i, len;

	for (i = 0; i < sizeof(separators); i++) {
		t->separator = separators[i];
		if (read_row(t, v, true, &len) == ROW_DONE && is_header(t))
			break;
	}
	if (i == sizeof(separators))
		return false;
	b = t->names;
	t->names = t->cells;
	t->cells = b;
	t->n_columns = t->n;
	t->columns = xreallocarray(t->columns, t->n, sizeof(*t->columns));
	memcpy(t->columns, t->v, t->n * sizeof(*t->v));
	return true;
}

/* Can it be told from v whether this is a table? */
static bool
sniff(struct table *t, struct view *v, bool last)
{
	const unsigned char *lf;

	if (v->len > TABLE_SNIFF)
		v->len = TABLE_SNIFF;
	lf = memchr(v->p, '\n', v->len);
	if (lf == NULL && v->len < TABLE_SNIFF && !last)
		return false;
	t->state = TABLE_NONE;
	if (lf != NULL)
		v->len = (size_t)(lf - v->p) + 1;
	return true;
}

/* The columns that are no fields of the record, or not in the same words, as
 * members of a JSON object. */
static void
put_columns(struct buf *b, const struct table *t, uint64_t taken)
{
	size_t i;

	buf_clear(b);
	for (i = 0; i < t->n; i++) {
		if (i == t->text_column || t->v[i].len == 0 ||
		    (i < 64 && (taken >> i & 1)))
			continue;
		buf_putc(b, b->len == 0 ? '{' : ',');
		json_put_string(b, column_name(t, i));
		buf_putc(b, ':');
		json_put_string(b, cell(t, i));
	}
	if (b->len > 0)
		buf_putc(b, '}');
}

/* Take the cells that are fields of the record; a bit for each that stands
 * there as it was. */
static uint64_t
take_fields(const struct table *t, struct page *p, struct article *a)
{
	uint64_t taken = 0;
	struct view v, got;
	enum label l;
	size_t i, f;

	for (i = 0; i < t->n; i++) {
		l = t->columns[i].label;
		v = cell(t, i);
		if (i == t->text_column || v.len == 0 || l < LABEL_TITLE ||
		    l > LABEL_ITEM)
			continue;
		if (l == LABEL_DATE)
			markup_date(p, a, v);
		label_store(p, a, l, v);
		for (f = 0; f < FIELD_COUNT; f++) {
			got = page_string(p, a->field[f]);
			if (a->field[f].len == v.len && i < 64 &&
			    memcmp(got.p, v.p, v.len) == 0)
				taken |= (uint64_t)1 << i;
		}
	}
	return taken;
}

/* Report the row, or line, text[at..at+len); its place in the row is t->bad. */
static void
refuse(
    struct member *m, struct job *j, struct view v, size_t len, const char *why)
{
	struct table *t = &m->table;
	uint64_t line = t->line;
	size_t i, from = 0;

	for (i = 0; i < t->bad && i < v.len; i++)
		if (v.p[i] == '\n') {
			line++;
			from = i + 1;
		}
	job_reject(j, line, t->bad - from + 1, why,
	    window_raw(&m->window, m->at, m->at + len));
}

static void
emit_row(struct member *m, struct job *j, struct view v, size_t len)
{
	struct table *t = &m->table;
	struct page *p = &m->page;
	struct article a = {0};
	uint64_t taken;
	size_t end = len;

	t->bad = 0;
	buf_clear(&m->why);
	if (t->n == 1 && t->v[0].len == 0)
		return; /* an empty line */
	if (t->n != t->n_columns) {
		buf_printf(
		    &m->why, "%zu cells under %zu columns", t->n, t->n_columns);
		refuse(m, j, v, len, buf_cstr(&m->why));
		return;
	}
	if (t->v[t->text_column].len == 0) {
		buf_puts(&m->why, "no text in column ");
		buf_put_view(&m->why, column_name(t, t->text_column));
		refuse(m, j, v, len, buf_cstr(&m->why));
		return;
	}
	while (end > 0 && (v.p[end - 1] == '\n' || v.p[end - 1] == '\r'))
		end--;
	page_clear_strings(p);
	taken = take_fields(t, p, &a);
	put_columns(&m->markup.columns, t, taken);
	buf_clear(&m->markup.composed);
	buf_put_view(&m->markup.composed, cell(t, t->text_column));
	markup_emit(m, j, &a, v, 0, end, "table");
}

/* The row v ends in a cell in quotation marks, for the member was cut short:
 * what is there of it counts. */
static void
complete(struct table *t, struct view v)
{
	size_t at = t->n > 0 ? t->v[t->n - 1].at + t->v[t->n - 1].len : 0;
	const unsigned char *q = v.p + t->bad + 1, *end = v.p + v.len;

	t->cells.len = at;
	for (; q < end; q++) {
		buf_putc(&t->cells, *q);
		q += *q == '"';
	}
	end_cell(t, at);
	while (t->n < t->n_columns)
		end_cell(t, t->cells.len);
}

/* The line at the begin of v is passed over; its length as far as it is there.
 */
static size_t
pass_line(struct table *t, struct view v)
{
	const unsigned char *lf = memchr(v.p, '\n', v.len);

	t->state = lf == NULL ? TABLE_OVER : TABLE_ROWS;
	return lf == NULL ? v.len : (size_t)(lf - v.p) + 1;
}

static void
step(struct member *m, size_t n)
{
	struct view v = window_text(&m->window, m->at);
	const unsigned char *p = v.p, *end = v.p + n;

	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL && p++ < end)
		m->table.line++;
	m->at += n;
	m->table.seen = 0;
}

/* A row that is damaged, or longer than a record may be. */
static size_t
bad_row(struct member *m, struct job *j, struct view v, enum row r)
{
	struct table *t = &m->table;
	size_t n = pass_line(t, v);

	refuse(m, j, v, n,
	    r == ROW_BAD ? "a quotation mark in a cell that is not doubled"
		: v.p[t->bad] == '"' ? "a quotation mark that is not closed"
				     : "longer than --max-record");
	return n;
}

/* The rows that are whole. */
static void
rows(struct member *m, struct job *j)
{
	struct table *t = &m->table;
	struct view v;
	enum row r;
	bool whole;
	size_t len;

	while ((v = window_text(&m->window, m->at)).len > 0) {
		if (t->state == TABLE_OVER) {
			step(m, pass_line(t, v));
			continue;
		}
		if (!j->last && v.len < m->max_record && v.len < 2 * t->seen)
			return; /* not again for every block */
		whole = j->last && v.len <= m->max_record;
		if (v.len > m->max_record)
			v.len = (size_t)m->max_record;
		t->bad = 0;
		r = read_row(t, v, whole, &len);
		if (r == ROW_MORE && !whole && v.len < m->max_record) {
			t->seen = v.len;
			return;
		}
		if (r == ROW_MORE && whole && j->partial) {
			complete(t, v);
			len = v.len;
			r = ROW_DONE;
		}
		if (r == ROW_DONE)
			emit_row(m, j, v, len);
		step(m, r == ROW_DONE ? len : bad_row(m, j, v, r));
	}
}

bool
table_member(struct member *m, struct job *j)
{
	struct table *t = &m->table;
	struct view v = window_text(&m->window, m->at);

	if (t->state == TABLE_NONE || m->forced != NULL)
		return false;
	if (t->state == TABLE_UNKNOWN) {
		if (!sniff(t, &v, j->last))
			return true;
		if (!read_header(t, v))
			return false;
		t->state = TABLE_ROWS;
		step(m, v.len);
	}
	rows(m, j);
	/* Once a block, not once a row: it moves what is left. */
	window_drop(&m->window, m->at);
	return true;
}
