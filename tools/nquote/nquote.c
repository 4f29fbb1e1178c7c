/* SPDX-License-Identifier: ISC */
/*
 * nquote: repairs the quotation marks of a text and tells who said what.
 *
 *	record -> paragraphs (common/layout) -> marks.c -> repair.c
 *	       -> attrib.c -> emit.c -> record
 */
#include <stdlib.h>
#include <string.h>

#include "attrib.h"
#include "emit.h"
#include "language.h"
#include "layout.h"
#include "marks.h"
#include "repair.h"
#include "shell.h"
#include "xalloc.h"

#define OPT_DEF "nquote.def"
#include "opt_table.inc"

/* Texts of fewer bytes vote for another language than English by accident. */
#define VOTE_BYTES 400

struct conf {
	bool repair_only;
	bool annotate_only;
	bool extract;
	bool tsv;
	bool marks_only;
	enum mark_style style;
	enum language language;
	const struct shell_conf *shell;
	struct language_voter *voter;
};

struct worker {
	const struct conf *conf;
	struct layout layout;
	struct span *paras;
	size_t n_paras;
	size_t cap_paras;
	struct marks marks;
	struct attrib *attrib;
	struct quotes quotes;
	struct places places;
	struct buf text; /* repaired */
	struct buf json;
	struct buf id;
	struct buf inherited;
};

static bool
option(void *c, int id, const char *arg, const char **why)
{
	static const char *const styles[] = {"keep", "straight", "curly", NULL};
	static const char *const formats[] = {"json", "tsv", NULL};
	struct conf *conf = c;
	int n = 0;

	switch (id) {
	case OPT_REPAIR_ONLY:
		conf->repair_only = true;
		break;
	case OPT_ANNOTATE_ONLY:
		conf->annotate_only = true;
		break;
	case OPT_EXTRACT:
		conf->extract = true;
		break;
	case OPT_WRITE:
		n = opt_word(arg, formats, why);
		conf->tsv = n == 1;
		break;
	case OPT_STYLE:
		n = opt_word(arg, styles, why);
		conf->style = n == 1 ? MARK_STRAIGHT
		    : n == 2	     ? MARK_CURLY
				     : MARK_KEEP;
		break;
	case OPT_MARKS_ONLY:
		conf->marks_only = true;
		break;
	case OPT_LANGUAGE:
		conf->language = language_from_code(
		    (struct view){(const unsigned char *)arg, strlen(arg)});
		if (conf->language == LANGUAGE_NONE) {
			*why = "no such language";
			return false;
		}
		break;
	}
	return n >= 0;
}

static int
ready(void *c, const struct shell_conf *shell, struct buf *why)
{
	struct conf *conf = c;

	conf->shell = shell;
	if (conf->repair_only && (conf->annotate_only || conf->extract)) {
		buf_puts(why, "-r does not go with -a or -x");
		return -1;
	}
	if (conf->tsv && !conf->extract) {
		buf_puts(why, "-w tsv goes with -x");
		return -1;
	}
	if (conf->annotate_only && conf->style != MARK_KEEP) {
		buf_puts(why, "-a leaves the text alone, --style does not");
		return -1;
	}
	conf->voter = language_new();
	return 0;
}

static void *
worker_new(const void *conf)
{
	struct worker *w = xcalloc(1, sizeof(*w));

	w->conf = conf;
	w->attrib = attrib_new();
	return w;
}

static void
worker_free(void *p)
{
	struct worker *w = p;

	layout_free(&w->layout);
	free(w->paras);
	marks_free(&w->marks);
	attrib_free(w->attrib);
	quotes_free(&w->quotes);
	places_free(&w->places);
	buf_free(&w->text);
	buf_free(&w->json);
	buf_free(&w->id);
	buf_free(&w->inherited);
	free(w);
}

static void
para_add(struct worker *w, size_t begin, size_t end)
{
	if (begin >= end)
		return;
	if (w->n_paras == w->cap_paras) {
		w->cap_paras = w->cap_paras > 0 ? 2 * w->cap_paras : 64;
		w->paras =
		    xreallocarray(w->paras, w->cap_paras, sizeof(*w->paras));
	}
	w->paras[w->n_paras++] = (struct span){begin, end};
}

/* The paragraphs of text; a line that is kept is one of its own. */
static void
find_paragraphs(struct worker *w, struct view text)
{
	w->n_paras = 0;
	layout_scan(&w->layout, text, 0);
	for (size_t i = 0; i < w->layout.n_paras; i++) {
		const struct layout_para *p = &w->layout.para[i];
		size_t begin = p->begin;

		for (size_t j = p->line; j + 1 < p->line + p->n_lines; j++) {
			const struct layout_line *l = &w->layout.line[j];

			if (l->soft)
				continue;
			para_add(w, begin, l->end);
			begin = l[1].begin;
		}
		para_add(w, begin, p->end);
	}
}

/* The option, else the record's field, else a vote; none when a few words
 * vote for another language than English. */
static const char *
language_of(const struct worker *w, struct record *r)
{
	enum language l = w->conf->language;
	struct view code;
	const char *s;

	if (l == LANGUAGE_NONE && !r->plain &&
	    record_get_string(r, "language", &code))
		l = language_from_code(code);
	if (l == LANGUAGE_NONE) {
		l = language_vote(w->conf->voter, r->text);
		if (l != LANGUAGE_EN && r->text.len <= VOTE_BYTES)
			l = LANGUAGE_NONE;
	}
	s = language_code(l);
	return s != NULL ? s : "";
}

static void
explain_repairs(struct worker *w, struct record *r, struct job *j)
{
	if (!j->want_explain)
		return;
	buf_clear(&w->id);
	record_put_id(r, &w->id);
	for (size_t i = 0; i < w->marks.n_fixes; i++) {
		const struct mark_fix *f = &w->marks.fixes[i];

		job_explain(j, buf_view(&w->id), f->at, f->rule,
		    (struct view){r->text.p + f->at, f->from_len},
		    (struct view){w->marks.bytes.data + f->to, f->to_len});
	}
}

static void
explain_quotes(
    struct worker *w, struct record *r, struct job *j, struct view text)
{
	if (!j->want_explain)
		return;
	buf_clear(&w->id);
	record_put_id(r, &w->id);
	for (size_t i = 0; i < w->quotes.n; i++) {
		const struct quotation *q = &w->quotes.q[i];
		struct view v = {
		    text.p + q->whole.begin, q->whole.end - q->whole.begin};

		job_explain(j, buf_view(&w->id), q->whole.begin,
		    q->rule != NULL ? q->rule : "none", v, v);
	}
}

/* -x: the quotations go out instead of the record. */
static void
extract(struct worker *w, struct record *r, struct job *j)
{
	static const char *const fields[] = {"source", "title", "author",
	    "date", "url", "language", "section", NULL};
	struct emit_parent parent = {.text_field = w->conf->shell->names.text,
	    .id_field = w->conf->shell->names.id};
	struct view v;

	buf_clear(&w->id);
	record_put_id(r, &w->id);
	parent.id = buf_view(&w->id);
	buf_clear(&w->inherited);
	for (size_t i = 0; !r->plain && fields[i] != NULL; i++)
		if (record_get(r, fields[i], &v)) {
			buf_puts(&w->inherited, ",\"");
			buf_puts(&w->inherited, fields[i]);
			buf_puts(&w->inherited, "\":");
			buf_put_view(&w->inherited, v);
		}
	parent.inherited = buf_view(&w->inherited);
	for (size_t i = 0; i < w->quotes.n; i++) {
		if (w->conf->tsv)
			emit_tsv(&j->out, &w->places, &w->quotes, i, &parent);
		else
			emit_record(
			    &j->out, &w->places, &w->quotes, i, &parent);
		j->n.out++;
	}
}

/* Read the marks of the record's text and, but for -a, repair them.  Returns
 * the text that quotations are looked for in. */
static struct view
repair(struct worker *w, struct record *r, struct job *j, bool only,
    const char **language)
{
	const struct conf *conf = w->conf;
	struct marks_opts mo = {.style = conf->style};
	struct view came = r->text;

	find_paragraphs(w, came);
	*language = language_of(w, r);
	mo.language = *language;
	marks_read(&w->marks, came, w->paras, w->n_paras, &mo);
	if (w->marks.n_fixes == 0 || conf->annotate_only)
		return came;
	explain_repairs(w, r, j);
	buf_clear(&w->text);
	repair_apply(&w->marks, came, &w->text);
	places_set(&w->places, buf_view(&w->text));
	buf_clear(&w->json);
	emit_repairs(&w->json, &w->places, came, &w->marks);
	if (!only)
		repair_move(&w->marks, w->paras, w->n_paras);
	record_set_text(r, buf_view(&w->text));
	record_set_json(r, "repairs", buf_view(&w->json));
	if (only)
		record_remove(r, "quotes"); /* of the old text */
	return buf_view(&w->text);
}

static enum verdict
record(void *p, struct record *r, struct job *j, struct fault *f)
{
	struct worker *w = p;
	const struct conf *conf = w->conf;
	struct quote_text t = {.marks_only = conf->marks_only};
	/* A plain line has no place for quotations. */
	bool only = conf->repair_only || (r->plain && !conf->extract);

	(void)f;
	if (only && !marks_any(r->text))
		return RECORD_KEEP;
	t.text = repair(w, r, j, only, &t.language);
	if (only)
		return RECORD_KEEP;
	if (t.text.p == r->text.p)
		places_set(&w->places, t.text);
	t.paras = w->paras;
	t.n_paras = w->n_paras;
	t.stretches = w->marks.stretches;
	t.n_stretches = w->marks.n_stretches;
	quotes_clear(&w->quotes);
	attrib_find(w->attrib, &t, &w->quotes);
	explain_quotes(w, r, j, t.text);
	if (conf->extract) {
		extract(w, r, j);
		return RECORD_TAKEN;
	}
	buf_clear(&w->json);
	emit_quotes(&w->json, &w->places, &w->quotes);
	record_set_json(r, "quotes", buf_view(&w->json));
	return RECORD_KEEP;
}

int
main(int argc, char **argv)
{
	static const struct tool tool = {
	    .name = "nquote",
	    .usage = "[-r | -a] [-x [-w FORMAT]] [FILE ...]",
	    .purpose = "repair quotation marks and tell who said what",
	    .examples = "  nsplit dump.tar.gz | nnorm | nquote\n"
			"  nquote -x -w tsv clean.jsonl | cut -f 6,9\n"
			"  nquote -r --style curly <norm.jsonl\n",
	    .opts = opts,
	    .n_opts = sizeof(opts) / sizeof(*opts),
	    .option = option,
	    .ready = ready,
	    .worker_new = worker_new,
	    .worker_free = worker_free,
	    .record = record,
	};
	struct conf conf = {0};
	int status = shell_main(argc, argv, &tool, &conf);

	language_free(conf.voter);
	return status;
}
