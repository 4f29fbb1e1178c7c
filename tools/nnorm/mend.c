/* SPDX-License-Identifier: ISC */
#include "mend.h"

#include <stdlib.h>
#include <string.h>

#include "edges.h"
#include "json.h"
#include "pieces.h"
#include "xalloc.h"

struct worker {
	const struct mend_conf *conf;
	struct norm norm;
	struct buf id;
	struct buf json;
	struct buf furniture; /* lines taken out of the record */
	struct buf source;
	const char *encoding; /* of its invalid bytes; NULL: there were none */
};

void *
mend_new(const void *conf)
{
	struct worker *w = xcalloc(1, sizeof(*w));

	w->conf = conf;
	return w;
}

void
mend_free(void *p)
{
	struct worker *w = p;

	norm_free(&w->norm);
	buf_free(&w->id);
	buf_free(&w->json);
	buf_free(&w->furniture);
	buf_free(&w->source);
	free(w);
}

static struct mend_tally *
tally_of(struct job *j)
{
	if (j->data == NULL)
		j->data = xcalloc(1, sizeof(struct mend_tally));
	return j->data;
}

void
mend_tally_free(void *data)
{
	struct mend_tally *t = data;

	if (t != NULL)
		gathered_free(&t->words);
	free(t);
}

static void
tally_edits(struct mend_tally *t, const struct edits *log)
{
	size_t i;

	for (i = 0; i < N_RULES; i++)
		t->count[i] += log->count[i];
}

/* Bytes that JSON cannot hold are told as the code points of their numbers. */
static struct view
as_latin1(struct buf *b, struct view v)
{
	size_t i;

	buf_clear(b);
	for (i = 0; i < v.len; i++) {
		if (v.p[i] < 0x80) {
			buf_putc(b, v.p[i]);
			continue;
		}
		buf_putc(b, (unsigned char)(0xC0 | v.p[i] >> 6));
		buf_putc(b, (unsigned char)(0x80 | (v.p[i] & 0x3F)));
	}
	return buf_view(b);
}

/* Tell the edits of the last text, which stands at offset in the record's. */
static void
explain(struct worker *w, struct record *r, struct job *j, size_t offset)
{
	const struct edits *log = &w->norm.log;
	const struct edit *e;
	struct view before;
	size_t i;

	buf_clear(&w->id);
	record_put_id(r, &w->id);
	for (i = 0; i < log->n; i++) {
		e = &log->v[i];
		before =
		    (struct view){log->bytes.data + e->before, e->before_len};
		if (e->rule <= RULE_BYTES_CUT)
			before = as_latin1(&w->json, before);
		job_explain(j, buf_view(&w->id), offset + e->offset,
		    rule_name(e->rule), before,
		    (struct view){log->bytes.data + e->after, e->after_len});
	}
}

/* Append lines taken out to the array that metadata.furniture may already
 * hold. */
static void
set_furniture(struct worker *w, struct record *r)
{
	const unsigned char *p = w->furniture.data;
	const unsigned char *end = p + w->furniture.len, *lf;
	struct buf *b = &w->json;
	struct view old;
	bool empty = true;

	buf_clear(b);
	if (record_get_in(r, "metadata", "furniture", &old) && old.len >= 2 &&
	    old.p[0] == '[') {
		size_t at = 0;
		struct view elem;

		empty = !json_next(old, &at, &elem);
		buf_put(b, old.p, old.len - 1);
	} else {
		buf_putc(b, '[');
	}
	for (; p < end; p = lf + 1, empty = false) {
		lf = memchr(p, '\n', (size_t)(end - p));
		if (!empty)
			buf_putc(b, ',');
		json_put_string(b, (struct view){p, (size_t)(lf - p)});
	}
	buf_putc(b, ']');
	record_set_in(r, "metadata", "furniture", buf_view(b));
}

static void
set_encoding(struct worker *w, struct record *r)
{
	const char *name = w->encoding;

	buf_clear(&w->json);
	json_put_string(
	    &w->json, (struct view){(const unsigned char *)name, strlen(name)});
	record_set_in(r, "metadata", "encoding", buf_view(&w->json));
}

/* What the record itself says about its language. */
static enum language
ask_language(void *arg)
{
	struct view code;

	return record_get_string(arg, "language", &code)
	    ? language_from_code(code)
	    : LANGUAGE_NONE;
}

/* The paper that the record comes from. */
static struct view
source_of(struct worker *w, struct record *r)
{
	struct view source;

	if (r->plain || (!w->conf->learn && w->conf->norm.words == NULL) ||
	    !record_get_string(r, "source", &source))
		return (struct view){NULL, 0};
	buf_clear(&w->source);
	buf_put_view(&w->source, source);
	return buf_view(&w->source);
}

/* Repair a text, or a piece of one that stands at offset in the result so
 * far. */
static struct view
repair(struct worker *w, struct record *r, struct job *j, struct view text,
    size_t offset)
{
	struct norm *n = &w->norm;
	struct view out = norm_text(n, &w->conf->norm, text);

	if (out.p == text.p)
		return out;
	tally_edits(tally_of(j), &n->log);
	if (j->want_explain)
		explain(w, r, j, offset);
	buf_put_view(&w->furniture, buf_view(&n->furniture));
	if (w->encoding == NULL)
		w->encoding = n->encoding;
	return out;
}

/* What lies between two pieces becomes sep. */
static void
repair_gap(struct worker *w, struct record *r, struct job *j, struct view gap,
    struct view sep, size_t offset)
{
	if (gap.len == sep.len &&
	    (gap.len == 0 || memcmp(gap.p, sep.p, gap.len) == 0))
		return;
	tally_of(j)->count[RULE_PARAGRAPH]++;
	if (!j->want_explain)
		return;
	buf_clear(&w->id);
	record_put_id(r, &w->id);
	job_explain(j, buf_view(&w->id), offset, rule_name(RULE_PARAGRAPH), gap,
	    sep);
}

/* Repair a huge text in pieces.  Up to the first that changes nothing is
 * written; false when none does. */
static bool
repair_pieces(struct worker *w, struct record *r, struct job *j)
{
	const struct norm_options *o = &w->conf->norm;
	struct view t = r->text, out, gap, sep;
	bool changed = false, write = !w->conf->dry_run;
	struct piece p;
	size_t at, done = 0, gone = 0;

	/* Its edges are not those of a record. */
	w->norm.source = (struct view){(const unsigned char *)"\n", 1};
	for (at = 0; at < t.len; at = p.next) {
		p = piece_at(t, at, o->keep_lines);
		out = (struct view){t.p + p.begin, p.end - p.begin};
		gap = (struct view){t.p + p.end, p.next - p.end};
		out = repair(w, r, j, out, done);
		sep = (struct view){
		    (const void *)p.sep, out.len > 0 ? strlen(p.sep) : 0};
		repair_gap(w, r, j, gap, sep, done + out.len);
		done += out.len + sep.len;
		if (!changed && done == p.next &&
		    out.p == t.p + p.begin && memcmp(gap.p, sep.p, gap.len) == 0)
			continue;
		if (!changed && write) {
			record_text_begin(r);
			record_text_add(r, (struct view){t.p, p.begin});
		}
		changed = true;
		if (!write)
			continue;
		record_text_add(r, out);
		record_text_add(r, sep);
		record_forget_text(r, gone, p.next);
		gone = p.next;
	}
	if (changed && write)
		record_text_end(r);
	return changed;
}

/* false when nothing is to be done. */
static bool
repair_text(struct worker *w, struct record *r, struct job *j)
{
	struct view text;

	if (r->text.len > PIECES_FROM)
		return repair_pieces(w, r, j);
	text = repair(w, r, j, r->text, 0);
	if (text.p == r->text.p)
		return false;
	if (!w->conf->dry_run)
		record_set_text(r, text);
	return true;
}

enum verdict
mend_record(void *p, struct record *r, struct job *j, struct fault *f)
{
	struct worker *w = p;
	const struct mend_conf *conf = w->conf;

	(void)f;
	if (conf->learn) {
		gathered_add(&tally_of(j)->words, r->text);
		edges_gather(&tally_of(j)->words, source_of(w, r), r->text);
	}
	w->norm.log.keep = j->want_explain;
	w->norm.ask_language = r->plain ? NULL : ask_language;
	w->norm.ask_arg = r;
	w->norm.source = source_of(w, r);
	w->encoding = NULL;
	buf_clear(&w->furniture);
	if (!repair_text(w, r, j)) {
		/* Lone surrogates stay, but as escapes. */
		if (r->bad_text && !conf->dry_run)
			record_set_text(r, r->text);
		return RECORD_KEEP;
	}
	if (conf->dry_run)
		return RECORD_KEEP;
	record_remove(r, "quotes"); /* offsets into the old text */
	record_remove(r, "repairs");
	if (w->furniture.len > 0)
		set_furniture(w, r);
	if (w->encoding != NULL)
		set_encoding(w, r);
	return RECORD_KEEP;
}
