/* SPDX-License-Identifier: ISC */
/*
 * nnorm: clean text from anything.
 *
 *	record -> scan.c: nothing to do? -> written as it came
 *	       -> norm.c: bytes, entities, mojibake, characters, NFC, layout
 *	       -> record
 */
#include <stdlib.h>
#include <string.h>

#include "edges.h"
#include "evidence.h"
#include "file.h"
#include "fold.h"
#include "json.h"
#include "norm.h"
#include "out.h"
#include "pieces.h"
#include "sandbox.h"
#include "shell.h"
#include "xalloc.h"

#define OPT_DEF "nnorm.def"
#include "opt_table.inc"

struct conf {
	struct norm_options norm;
	struct language_voter *voter;
	struct words words; /* of --words and --evidence */
	struct buf files;   /* their names, each ended by a NUL */
	const char *learn_path;
	struct out *learn;
	struct words learnt;
	bool dry_run;
	uint64_t count[N_RULES];
};

struct worker {
	const struct conf *conf;
	struct norm norm;
	struct buf id;
	struct buf json;
	struct buf furniture; /* lines taken out of the record */
	struct buf source;
	const char *encoding; /* of its invalid bytes; NULL: there were none */
};

/* What a job did, for --stats, and the words of its records. */
struct tally {
	uint64_t count[N_RULES];
	struct gathered words;
};

static bool
option(void *c, int id, const char *arg, const char **why)
{
	static const char *const whens[] = {"auto", "guess", "never", NULL};
	static const char *const styles[] = {
	    "keep", "ascii", "typographic", NULL};
	struct conf *conf = c;
	int n = 0;

	switch (id) {
	case OPT_KEEP_LINES:
		conf->norm.keep_lines = true;
		break;
	case OPT_UNWRAP:
		n = opt_word(arg, whens, why);
		conf->norm.unwrap = n < 0 ? 0 : (enum norm_unwrap)n;
		break;
	case OPT_PUNCTUATION:
		n = opt_word(arg, styles, why);
		conf->norm.punctuation = n < 0 ? 0 : (enum norm_punctuation)n;
		break;
	case OPT_FOLD:
		return fold_parse(arg, &conf->norm.folds, why);
	case OPT_NO_MOJIBAKE:
		conf->norm.no_mojibake = true;
		break;
	case OPT_NO_ENTITIES:
		conf->norm.no_entities = true;
		break;
	case OPT_LANGUAGE:
		conf->norm.language = language_from_code(
		    (struct view){(const unsigned char *)arg, strlen(arg)});
		if (conf->norm.language == LANGUAGE_NONE) {
			*why = "no language that nnorm knows";
			return false;
		}
		break;
	case OPT_WORDS:
	case OPT_EVIDENCE:
		buf_put(&conf->files, arg, strlen(arg) + 1);
		break;
	case OPT_LEARN:
		conf->learn_path = arg;
		break;
	case OPT_DRY_RUN:
		conf->dry_run = true;
		break;
	}
	return n >= 0;
}

static int
read_evidence(struct conf *conf, struct buf *why)
{
	const char *path = (const char *)conf->files.data;
	const char *end = path + conf->files.len, *fault;
	struct buf b = {0};
	int rc = 0;

	for (; path < end && rc == 0; path += strlen(path) + 1) {
		buf_clear(&b);
		if ((rc = file_read(path, &b, why)) == 0 &&
		    (rc = evidence_read(&conf->words, buf_view(&b), &fault)) ==
			-1)
			buf_printf(why, "%s: %s", path, fault);
	}
	buf_free(&b);
	return rc;
}

static int
ready(void *c, const struct shell_conf *sc, struct buf *why)
{
	struct conf *conf = c;

	conf->norm.one_line = sc->lines;
	conf->voter = language_new();
	conf->norm.voter = conf->voter;
	if (conf->files.len > 0) {
		if (read_evidence(conf, why) == -1)
			return -1;
		conf->norm.words = &conf->words;
	}
	if (conf->learn_path == NULL)
		return 0;
	conf->learnt.max = EVIDENCE_MAX;
	conf->learn = out_open(conf->learn_path, false, why);
	return conf->learn == NULL ? -1 : 0;
}

static void
paths(const void *c, struct sandbox *sb)
{
	const struct conf *conf = c;

	if (conf->learn != NULL && out_target(conf->learn) != NULL)
		sandbox_write(sb, out_target(conf->learn));
}

static void *
worker_new(const void *conf)
{
	struct worker *w = xcalloc(1, sizeof(*w));

	w->conf = conf;
	return w;
}

static void
worker_free(void *p)
{
	struct worker *w = p;

	norm_free(&w->norm);
	buf_free(&w->id);
	buf_free(&w->json);
	buf_free(&w->furniture);
	buf_free(&w->source);
	free(w);
}

static struct tally *
tally_of(struct job *j)
{
	if (j->data == NULL)
		j->data = xcalloc(1, sizeof(struct tally));
	return j->data;
}

static void
tally_free(void *data)
{
	struct tally *t = data;

	if (t != NULL)
		gathered_free(&t->words);
	free(t);
}

static void
tally_edits(struct tally *t, const struct edits *log)
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

	if (r->plain || (w->conf->learn == NULL && w->conf->norm.words == NULL) ||
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

static enum verdict
record(void *p, struct record *r, struct job *j, struct fault *f)
{
	struct worker *w = p;
	const struct conf *conf = w->conf;

	(void)f;
	if (conf->learn != NULL) {
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

static int
commit(void *c, struct job *j, struct buf *why)
{
	struct conf *conf = c;
	struct tally *t = j->data;
	size_t i;

	(void)why;
	if (t == NULL)
		return 0;
	for (i = 0; i < N_RULES; i++) {
		conf->count[i] += t->count[i];
		t->count[i] = 0;
	}
	gathered_merge(&t->words, &conf->learnt);
	gathered_clear(&t->words);
	return 0;
}

static int
finish(void *c, struct buf *why)
{
	struct conf *conf = c;
	struct buf b = {0};
	int rc;

	if (conf->learn == NULL)
		return 0;
	evidence_put(&conf->learnt, &b);
	rc = out_write(conf->learn, b.data, b.len, why);
	if (rc == 0)
		rc = out_commit(conf->learn, why);
	buf_free(&b);
	return rc;
}

static void
stats(const void *c, struct buf *b)
{
	const struct conf *conf = c;
	size_t i;

	buf_puts(b, ",\"repairs\":{");
	for (i = 0; i < N_RULES; i++)
		buf_printf(b, "%s\"%s\":%llu", i > 0 ? "," : "",
		    rule_name((enum rule)i),
		    (unsigned long long)conf->count[i]);
	buf_putc(b, '}');
}

int
main(int argc, char **argv)
{
	static const struct tool tool = {
	    .name = "nnorm",
	    .usage = "[-n] [FILE ...]",
	    .purpose = "clean text from anything: bytes, characters, "
		       "lines",
	    .examples = "  nsplit dump.tar.gz | nnorm | nquote\n"
			"  nnorm --explain why.jsonl dump.jsonl\n"
			"  nnorm --lines <pages.txt\n",
	    .opts = opts,
	    .n_opts = sizeof(opts) / sizeof(*opts),
	    .record_flags = RECORD_ANY_TEXT,
	    .option = option,
	    .ready = ready,
	    .paths = paths,
	    .worker_new = worker_new,
	    .worker_free = worker_free,
	    .job_free = tally_free,
	    .record = record,
	    .commit = commit,
	    .finish = finish,
	    .stats = stats,
	};
	struct conf conf = {0};

	int status = shell_main(argc, argv, &tool, &conf);

	language_free(conf.voter);
	words_free(&conf.words);
	words_free(&conf.learnt);
	buf_free(&conf.files);
	out_free(conf.learn);
	return status;
}
