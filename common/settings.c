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

static bool
common_option(struct settings *s, int id, const char *arg, const char **why)
{
	long long n;

	switch (id) {
	case OPT_OUTPUT:
		s->sc.output = strcmp(arg, "-") != 0 ? arg : NULL;
		break;
	case OPT_IF_CHANGED:
		s->if_changed = true;
		break;
	case OPT_JOBS:
		return jobs_option(s, arg, why);
	case OPT_NO_WARN:
		s->no_warn = true;
		break;
	case OPT_QUIET:
		s->quiet = true;
		break;
	case OPT_STRICT:
		s->sc.strict = true;
		break;
	case OPT_REJECTS:
		s->rejects = arg;
		break;
	case OPT_STATS:
		s->stats = arg;
		break;
	case OPT_EXPLAIN:
		s->explain = arg;
		s->sc.explain = true;
		break;
	case OPT_PROGRESS:
		s->progress = true;
		s->no_progress = false;
		break;
	case OPT_NO_PROGRESS:
		s->no_progress = true;
		s->progress = false;
		break;
	case OPT_TEXT_FIELD:
		s->sc.names.text = arg;
		break;
	case OPT_ID_FIELD:
		s->sc.names.id = arg;
		break;
	case OPT_LINES:
		s->sc.lines = true;
		break;
	case OPT_FILES_FROM:
		s->files_from = arg;
		break;
	case OPT_NUL:
		s->nul = true;
		break;
	case OPT_NAME:
		s->sc.name = arg;
		break;
	case OPT_INCLUDE:
		names_add(&s->include, arg);
		break;
	case OPT_EXCLUDE:
		names_add(&s->exclude, arg);
		break;
	case OPT_NO_SANDBOX:
		s->no_sandbox = true;
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
