/* SPDX-License-Identifier: ISC */
#include "settings.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "reader.h"
#include "report.h"
#include "xalloc.h"

static void
names_add(struct names *a, const char *s)
{
	a->v = xreallocarray(a->v, a->n + 1, sizeof(*a->v));
	a->v[a->n++] = xstrdup(s);
}

static void
names_free(struct names *a)
{
	while (a->n > 0)
		free(a->v[--a->n]);
	free(a->v);
}

static bool
jobs_option(struct settings *s, const char *arg, const char **why)
{
	long long n;

	if (!opt_number(arg, 1, 256, &n, why))
		return false;
	s->sc.jobs = (unsigned)n;
	return true;
}

/* Where an option's argument is kept as it is; NULL: it has none, or more is
 * to be done with it. */
static const char **
text_option(struct settings *s, int id)
{
	switch (id) {
	case OPT_REJECTS:
		return &s->rejects;
	case OPT_STATS:
		return &s->stats;
	case OPT_EXPLAIN:
		return &s->explain;
	case OPT_TEXT_FIELD:
		return &s->sc.names.text;
	case OPT_ID_FIELD:
		return &s->sc.names.id;
	case OPT_FILES_FROM:
		return &s->files_from;
	case OPT_NAME:
		return &s->sc.name;
	default:
		return NULL;
	}
}

/* What an option without argument sets; NULL: it has one. */
static bool *
flag_option(struct settings *s, int id)
{
	switch (id) {
	case OPT_IF_CHANGED:
		return &s->if_changed;
	case OPT_NO_WARN:
		return &s->no_warn;
	case OPT_QUIET:
		return &s->quiet;
	case OPT_STRICT:
		return &s->sc.strict;
	case OPT_PROGRESS:
		return &s->progress;
	case OPT_NO_PROGRESS:
		return &s->no_progress;
	case OPT_LINES:
		return &s->sc.lines;
	case OPT_NUL:
		return &s->nul;
	case OPT_NO_SANDBOX:
		return &s->no_sandbox;
	default:
		return NULL;
	}
}

static bool
common_option(struct settings *s, int id, const char *arg, const char **why)
{
	const char **text = text_option(s, id);
	bool *flag = flag_option(s, id);
	long long n;

	if (text != NULL)
		*text = arg;
	if (flag != NULL)
		*flag = true;
	switch (id) {
	case OPT_OUTPUT:
		s->sc.output = strcmp(arg, "-") != 0 ? arg : NULL;
		break;
	case OPT_JOBS:
		return jobs_option(s, arg, why);
	case OPT_EXPLAIN:
		s->sc.explain = true;
		break;
	case OPT_PROGRESS:
		s->no_progress = false;
		break;
	case OPT_NO_PROGRESS:
		s->progress = false;
		break;
	case OPT_INCLUDE:
		names_add(&s->include, arg);
		break;
	case OPT_EXCLUDE:
		names_add(&s->exclude, arg);
		break;
	case OPT_MAX_RECORD:
		return opt_size(arg, &s->sc.max_record, why);
	case OPT_MAX_MEMBER:
		return opt_size(arg, &s->max_member, why);
	case OPT_MAX_RATIO:
		if (!opt_number(arg, 1, 1000000000, &n, why))
			return false;
		s->max_ratio = (uint64_t)n;
		break;
	}
	return true;
}

/* What can be said against the options together. */
static bool
agree(const struct settings *s, struct buf *why)
{
	const char *fault = NULL;

	if (s->if_changed && s->sc.output == NULL)
		fault = "--if-changed needs -o FILE";
	else if (s->nul && s->files_from == NULL)
		fault = "-0 needs --files-from FILE";
	else if (s->files_from != NULL && s->operands.n > 0)
		fault = "operands and --files-from exclude each other";
	if (fault != NULL)
		buf_puts(why, fault);
	return fault == NULL;
}

/* One option after the other; stops at the first that is wrong or that ends
 * the run. */
static enum settings_outcome
read_options(struct settings *s, struct opt_walk *w, void *conf,
    struct buf *why)
{
	const char *arg, *reason = NULL;
	bool good;
	int id;

	while ((id = opt_next(w, &arg, why)) != 0) {
		if (id == -1)
			return SETTINGS_MISUSE;
		if (id == OPT_HELP)
			return SETTINGS_HELP;
		if (id == OPT_VERSION)
			return SETTINGS_VERSION;
		good = id < OPT_TOOL_FIRST
		    ? common_option(s, id, arg, &reason)
		    : w->tool->option(conf, id, arg, &reason);
		if (!good) {
			opt_put_refusal(why, w->tool, id, arg, reason);
			return SETTINGS_MISUSE;
		}
	}
	return SETTINGS_RUN;
}

enum settings_outcome
settings_read(struct settings *s, const struct tool *tool, void *conf,
    int argc, char **argv, struct buf *why)
{
	enum settings_outcome got;
	struct opt_walk w;

	*s = (struct settings){ .max_ratio = READER_MAX_RATIO };
	s->sc.names = (struct record_names){ "text", "id" };
	s->sc.max_record = (uint64_t)256 << 20;
	s->sc.jobs = 1;
	opt_init(&w, tool, argc, argv);
	got = read_options(s, &w, conf, why);
	opt_free(&w);
	for (; optind < argc; optind++)
		names_add(&s->operands, argv[optind]);
	if (got == SETTINGS_RUN &&
	    (!agree(s, why) ||
		(tool->ready != NULL &&
		    tool->ready(conf, &s->sc, why) == -1)))
		got = SETTINGS_MISUSE;
	return got;
}

void
settings_free(struct settings *s)
{
	names_free(&s->include);
	names_free(&s->exclude);
	names_free(&s->operands);
}

int
settings_misuse(const struct tool *tool, const struct buf *why)
{
	struct buf usage = { 0 };

	report("%.*s", (int)why->len, (const char *)why->data);
	opt_put_usage(&usage, tool);
	fprintf(stderr, "%sTry '%s --help'.\n", buf_cstr(&usage), tool->name);
	buf_free(&usage);
	return 2;
}
