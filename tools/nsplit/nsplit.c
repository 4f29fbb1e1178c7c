/* SPDX-License-Identifier: ISC */
/* nsplit: files and archives in, records out. */
#include <stdlib.h>
#include <string.h>

#include "arbiter.h"
#include "file.h"
#include "member.h"
#include "recut.h"
#include "shell.h"
#include "xalloc.h"

#define OPT_DEF "nsplit.def"
#include "opt_table.inc"

struct conf {
	enum unit unit;
	enum language language;
	bool neutral; /* --language=none */
	bool keep_quotes;
	bool check;
	bool lines;
	uint64_t max_record;
	enum reader_mode input;
	const struct cue *forced;
	const char *abbreviations;
	const char *text_field;
	struct splitter *splitter;
};

/* One thread's. */
struct worker {
	struct member member;
	struct recut recut;
};

static bool
set_language(struct conf *c, const char *arg, const char **why)
{
	struct view v = {(const unsigned char *)arg, strlen(arg)};

	c->neutral = strcmp(arg, "none") == 0;
	if (c->neutral) {
		c->language = LANGUAGE_NONE;
		return true;
	}
	c->language = language_from_code(v);
	*why = "no such language";
	return c->language != LANGUAGE_NONE;
}

static bool
option(void *conf, int id, const char *arg, const char **why)
{
	static const char *const units[] = {
	    "article", "paragraph", "sentence", NULL};
	static const char *const quotes[] = {"split", "keep", NULL};
	static const char *const inputs[] = {"text", "records", NULL};
	struct conf *c = conf;
	int k = 0;

	switch (id) {
	case OPT_UNIT:
		if ((k = opt_word(arg, units, why)) >= 0)
			c->unit = (enum unit)k;
		return k >= 0;
	case OPT_LANGUAGE:
		return set_language(c, arg, why);
	case OPT_QUOTES:
		k = opt_word(arg, quotes, why);
		c->keep_quotes = k == 1;
		return k >= 0;
	case OPT_ABBREVIATIONS:
		c->abbreviations = arg;
		return true;
	case OPT_FORMAT:
		c->forced = arbiter_cue(arg);
		*why = "no such format";
		return c->forced != NULL;
	case OPT_INPUT:
		k = opt_word(arg, inputs, why);
		c->input = k == 1 ? READER_RECORDS : READER_TEXT;
		return k >= 0;
	case OPT_CHECK:
		c->check = true;
		return true;
	default:
		return false;
	}
}

static int
ready(void *conf, const struct shell_conf *sc, struct buf *why)
{
	struct conf *c = conf;
	struct sentence_conf s = {.language = c->language,
	    .neutral = c->neutral,
	    .keep_quotes = c->keep_quotes};
	struct buf words = {0};

	c->lines = sc->lines;
	c->max_record = sc->max_record;
	c->text_field = sc->names.text;
	markup_init();
	if (c->unit != UNIT_SENTENCE)
		return 0;
	if (c->abbreviations != NULL &&
	    file_read(c->abbreviations, &words, why) == -1)
		return -1;
	s.abbreviations = buf_view(&words);
	c->splitter = splitter_new(&s);
	buf_free(&words);
	return 0;
}

static enum reader_mode
input(const void *conf)
{
	return ((const struct conf *)conf)->input;
}

static void *
worker_new(const void *conf)
{
	const struct conf *c = conf;
	struct worker *w = xcalloc(1, sizeof(*w));

	w->member.forced = w->recut.forced = c->forced;
	w->member.want_check = c->check;
	w->member.table.wanted = c->text_field;
	w->member.max_record =
	    c->max_record < MEMBER_STEP ? MEMBER_STEP : c->max_record;
	w->member.emitter.lines = w->recut.lines = c->lines;
	w->member.emitter.language = w->recut.language = c->language;
	w->member.emitter.cutter = w->recut.cutter =
	    (struct cutter){.unit = c->unit, .splitter = c->splitter};
	return w;
}

static void
worker_free(void *worker)
{
	struct worker *w = worker;

	member_free(&w->member);
	recut_free(&w->recut);
	free(w);
}

static enum verdict
record(void *worker, struct record *r, struct job *j, struct fault *f)
{
	struct worker *w = worker;

	(void)f;
	if (recut_record(&w->recut, r, j))
		return RECORD_TAKEN;
	return RECORD_KEEP;
}

static void
text(void *worker, struct job *j)
{
	struct worker *w = worker;

	member_text(&w->member, j);
}

int
main(int argc, char **argv)
{
	struct conf conf = {.input = READER_AUTO};
	static const struct tool tool = {
	    .name = "nsplit",
	    .usage = "[-u article|paragraph|sentence] [FILE ...]",
	    .purpose = "cut dumps of news text into records",
	    .examples = "  nsplit dump.tar.gz >articles.jsonl\n"
			"  nsplit -u sentence report.txt\n"
			"  nsplit -u paragraph <articles.jsonl\n",
	    .opts = opts,
	    .n_opts = sizeof(opts) / sizeof(opts[0]),
	    .option = option,
	    .ready = ready,
	    .worker_new = worker_new,
	    .worker_free = worker_free,
	    .record = record,
	    .input = input,
	    .text = text,
	};
	int status = shell_main(argc, argv, &tool, &conf);

	if (conf.splitter != NULL)
		splitter_free(conf.splitter);
	return status;
}
