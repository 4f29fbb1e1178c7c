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

#include "evidence.h"
#include "file.h"
#include "fold.h"
#include "mend.h"
#include "out.h"
#include "sandbox.h"
#include "shell.h"
#include "xalloc.h"

#define OPT_DEF "nnorm.def"
#include "opt_table.inc"

struct conf {
	struct mend_conf mend;
	struct language_voter *voter;
	struct words words; /* of --words and --evidence */
	struct buf files;   /* their names, each ended by a NUL */
	const char *learn_path;
	struct out *learn;
	struct words learnt;
	uint64_t count[N_RULES];
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
		conf->mend.norm.keep_lines = true;
		break;
	case OPT_UNWRAP:
		n = opt_word(arg, whens, why);
		conf->mend.norm.unwrap = n < 0 ? 0 : (enum norm_unwrap)n;
		break;
	case OPT_PUNCTUATION:
		n = opt_word(arg, styles, why);
		conf->mend.norm.punctuation = n < 0 ? 0 : (enum norm_punctuation)n;
		break;
	case OPT_FOLD:
		return fold_parse(arg, &conf->mend.norm.folds, why);
	case OPT_NO_MOJIBAKE:
		conf->mend.norm.no_mojibake = true;
		break;
	case OPT_NO_ENTITIES:
		conf->mend.norm.no_entities = true;
		break;
	case OPT_LANGUAGE:
		conf->mend.norm.language = language_from_code(
		    (struct view){(const unsigned char *)arg, strlen(arg)});
		if (conf->mend.norm.language == LANGUAGE_NONE) {
			*why = "no such language";
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
		conf->mend.dry_run = true;
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

	conf->mend.norm.one_line = sc->lines;
	conf->voter = language_new();
	conf->mend.norm.voter = conf->voter;
	if (conf->files.len > 0) {
		if (read_evidence(conf, why) == -1)
			return -1;
		conf->mend.norm.words = &conf->words;
	}
	if (conf->learn_path == NULL)
		return 0;
	conf->mend.learn = true;
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

static int
commit(void *c, struct job *j, struct buf *why)
{
	struct conf *conf = c;
	struct mend_tally *t = j->data;
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
	    .worker_new = mend_new,
	    .worker_free = mend_free,
	    .job_free = mend_tally_free,
	    .record = mend_record,
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
