/* SPDX-License-Identifier: ISC */
/*
 * ndedup: drop near duplicates.  Workers hash and sketch records (batch.c); one
 * thread takes them in the order of the input, decides on each at once
 * (cluster.c) or on all at the end (whole.c), and writes (run.c).  Or one step
 * of that alone (stage.c).
 */
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "file.h"
#include "run.h"
#include "sandbox.h"
#include "shell.h"
#include "xalloc.h"

#define OPT_DEF "ndedup.def"
#include "opt_table.inc"

static bool
set_output(struct run *r, enum run_output o, const char **why)
{
	*why = "--mark, --pairs, --clusters and --why exclude each other";
	if (r->output != WRITE_KEPT && r->output != o)
		return false;
	r->output = o;
	return true;
}

/* Bad scans share little: prints are shorter, and there are twice as many.
 * Then unlike texts share more by chance, too, so more is asked of a copy. */
static void
set_noisy(struct run *r)
{
	r->batch.sketch.k = r->st.rule.k = r->whole.rule.k = 8;
	r->batch.sketch.level = 2;
	r->batch.sketch.max = 512;
	r->st.rule.shared = 3;
	r->st.rule.part = 40;
	r->st.rule.assign = r->st.rule.single = 0.53;
	r->whole.rule.threshold = 380;
}

static void
set_far(struct run *r)
{
	r->batch.near = r->st.rule.near = r->whole.near = false;
}

static bool
set_keep(struct run *r, const char *arg, const char **why)
{
	static const char *const words[] = {"first", "longest", "newest", NULL};
	int k = opt_word(arg, words, why);

	if (k == -1)
		return false;
	r->whole.keep = (enum whole_keep)k;
	r->at_end = r->at_end || k != WHOLE_FIRST;
	r->batch.dates = k == WHOLE_NEWEST;
	return true;
}

static bool
set_unit(struct run *r, const char *arg, const char **why)
{
	static const char *const words[] = {
	    "record", "paragraph", "line", NULL};
	int k = opt_word(arg, words, why);

	if (k != -1)
		r->batch.unit = (enum batch_unit)k;
	return k != -1;
}

static bool
set_stage(struct run *r, const char *arg, const char **why)
{
	static const char *const words[] = {
	    "sketch", "match", "join", "score", "link", "drop", NULL};
	int k = opt_word(arg, words, why);

	if (k != -1)
		r->stage.rule.step = (enum stage_step)(STAGE_SKETCH + k);
	return k != -1;
}

static bool
set_bucket(struct run *r, const char *arg, const char **why)
{
	long long n;

	if (!opt_number(arg, 1, 1000000, &n, why))
		return false;
	r->whole.rule.bucket = (unsigned)n;
	return true;
}

static bool
set_mem(struct run *r, const char *arg, const char **why)
{
	uint64_t n;

	if (!opt_size(arg, &n, why))
		return false;
	*why = "less than 1M";
	r->mem = (size_t)n;
	return n >= 1 << 20;
}

static bool
option(void *conf, int id, const char *arg, const char **why)
{
	struct run *r = conf;

	switch (id) {
	case OPT_MARK:
		return set_output(r, WRITE_ALL, why);
	case OPT_PAIRS:
		return set_output(r, WRITE_PAIRS, why);
	case OPT_CLUSTERS:
		return set_output(r, WRITE_CLUSTERS, why);
	case OPT_WHY:
		if (!why_open(&r->why, arg)) {
			*why = "not ID,ID";
			return false;
		}
		return set_output(r, WRITE_WHY, why);
	case OPT_DUPLICATES:
		r->duplicates_path = arg;
		break;
	case OPT_UNIT:
		return set_unit(r, arg, why);
	case OPT_INDEX:
		r->index_path = arg;
		break;
	case OPT_AGAINST:
		r->against = xreallocarray(
		    r->against, r->n_against + 1, sizeof(*r->against));
		r->against[r->n_against++] = arg;
		break;
	case OPT_BATCH:
		r->at_end = true;
		break;
	case OPT_MEM:
		r->at_end = true;
		return set_mem(r, arg, why);
	case OPT_KEEP:
		return set_keep(r, arg, why);
	case OPT_EXACT:
		r->batch.exact = true;
		set_far(r);
		break;
	case OPT_FOLDED:
		set_far(r);
		break;
	case OPT_RANK:
		r->batch.rank = arg;
		break;
	case OPT_STAGE:
		return set_stage(r, arg, why);
	case OPT_ROOTS:
		r->roots_path = arg;
		break;
	case OPT_MAX_BUCKET:
		return set_bucket(r, arg, why);
	case OPT_NOISY:
		set_noisy(r);
		break;
	case OPT_FAST:
		r->batch.sketch.max = 128;
		break;
	}
	return true;
}

/* --roots, whole. */
static int
read_roots(struct run *r, struct buf *why)
{
	struct buf b = {0};
	int rc = file_read(r->roots_path, &b, why);

	if (rc == 0) {
		buf_printf(why, "%s: ", r->roots_path);
		rc = stage_roots(&r->stage, buf_view(&b), why);
		if (rc == 0)
			buf_clear(why);
	}
	buf_free(&b);
	return rc;
}

/* One step alone: what it needs, and what is not for it. */
static int
ready_stage(struct run *r, const struct shell_conf *sc, struct buf *why)
{
	const enum stage_step step = r->stage.rule.step;

	if (r->output != WRITE_KEPT || r->at_end || r->index_path != NULL ||
	    r->batch.unit != BATCH_RECORD ||
	    (step != STAGE_DROP && r->duplicates_path != NULL) ||
	    (r->duplicates_path == NULL && r->n_against > 0)) {
		buf_puts(why,
		    "--stage is one step of --batch alone: of the "
		    "tool's own options only --exact, --folded, --noisy, "
		    "--fast, --rank, --roots and --max-bucket go with it; "
		    "with --stage=drop also -d and --against");
		return -1;
	}
	if ((step == STAGE_DROP) != (r->roots_path != NULL)) {
		buf_puts(why, "--stage=drop needs --roots FILE");
		return -1;
	}
	r->stage.rule = (struct stage_rule){.step = step,
	    .rank = r->batch.rank,
	    .tell = r->n_against > 0,
	    .pair = r->whole.rule};
	r->stage.aligner.k = r->whole.rule.k;
	r->batch.items = r->duplicates_path != NULL;
	r->batch.ids = sc->explain || r->batch.items;
	if (step != STAGE_SKETCH && step != STAGE_DROP)
		*r->input = RECORD_LINE;
	return step == STAGE_DROP ? read_roots(r, why) : 0;
}

static int
ready(void *conf, const struct shell_conf *sc, struct buf *why)
{
	struct run *r = conf;

	r->names = sc->names;
	r->record_flags =
	    (sc->lines ? RECORD_LINE : 0u) | (sc->strict ? RECORD_STRICT : 0u);
	if (r->stage.rule.step != STAGE_NONE)
		return ready_stage(r, sc, why);
	if (r->roots_path != NULL) {
		buf_puts(why, "--roots needs --stage=drop");
		return -1;
	}
	if (r->batch.rank != NULL) {
		if (r->whole.keep != WHOLE_FIRST) {
			buf_puts(why, "--rank and --keep exclude each other");
			return -1;
		}
		r->whole.keep = WHOLE_RANKED;
		r->at_end = true;
	}
	if (sc->lines && r->output == WRITE_ALL) {
		buf_puts(why, "--mark needs records, not --lines");
		return -1;
	}
	if (r->at_end && r->index_path != NULL) {
		buf_puts(why,
		    "--index decides record by record: not with "
		    "--batch or --keep");
		return -1;
	}
	if (r->batch.unit != BATCH_RECORD &&
	    (sc->lines || r->at_end || r->output == WRITE_ALL)) {
		buf_puts(why,
		    "-u is not for --lines, --mark, --batch or "
		    "--keep");
		return -1;
	}
	if (r->output == WRITE_WHY && r->at_end) {
		buf_puts(why, "--why is not for --batch or --keep");
		return -1;
	}
	if (r->n_against > 0 && (r->at_end || r->index_path != NULL)) {
		buf_puts(why,
		    "--against is not for --batch, --keep or "
		    "--index");
		return -1;
	}
	r->batch.ids = r->output != WRITE_KEPT || sc->explain ||
	    r->duplicates_path != NULL || r->index_path != NULL;
	r->batch.items = r->at_end;
	return 0;
}

static void *
worker_new(const void *conf)
{
	struct batch_worker *w = xcalloc(1, sizeof(*w));

	w->rule = &((const struct run *)conf)->batch;
	w->stage = &((const struct run *)conf)->stage;
	return w;
}

static void
worker_free(void *worker)
{
	batch_worker_free(worker);
	free(worker);
}

static void
job_data_free(void *data)
{
	if (data != NULL)
		batch_free(data);
	free(data);
}

static enum verdict
drop(const struct stage *st, struct batch_worker *w, struct record *r,
    struct job *j)
{
	struct view root, id;

	buf_clear(&w->line);
	record_put_id(r, &w->line);
	id = buf_view(&w->line);
	if (!stage_drops(st, id, &root))
		return RECORD_KEEP;
	job_explain(j, id, 0, "root", id, root);
	j->n.dropped++;
	return RECORD_TAKEN;
}

static enum verdict
record(void *worker, struct record *r, struct job *j, struct fault *f)
{
	struct batch_worker *w = worker;
	const struct stage *st = w->stage;

	if (st->rule.step == STAGE_SKETCH)
		return stage_sketch(&st->rule, w, r, j, f) ? RECORD_TAKEN
							   : RECORD_REFUSE;
	if (st->rule.step == STAGE_DROP && !w->rule->items)
		return drop(st, w, r, j);
	if (j->data == NULL)
		j->data = xcalloc(1, sizeof(struct batch));
	if (st->rule.step != STAGE_NONE && st->rule.step != STAGE_DROP) {
		if (!stage_check(st->rule.step, r->line, f))
			return RECORD_REFUSE;
		batch_add_line(j->data, r, j->in);
		return RECORD_TAKEN;
	}
	batch_add(j->data, worker, r, j->in);
	return RECORD_TAKEN;
}

/* What run_open() opened takes its name after the sandbox was entered. */
static void
paths(const void *conf, struct sandbox *sb)
{
	const struct run *r = conf;
	size_t i;

	if (r->duplicates != NULL && out_target(r->duplicates) != NULL)
		sandbox_write(sb, out_target(r->duplicates));
	for (i = 0; i < r->n_against; i++)
		sandbox_read(sb, r->against[i]);
	if (r->store.out != NULL && out_target(r->store.out) != NULL)
		sandbox_write(sb, out_target(r->store.out));
}

static void
stats(const void *conf, struct buf *b)
{
	const struct run *r = conf;
	unsigned k;

	for (k = 0; k < CLUSTER_KINDS; k++)
		buf_printf(b, ",\"%s\":%llu", cluster_kind_name(k),
		    (unsigned long long)r->by_kind[k]);
	if (r->stage.rule.step != STAGE_NONE)
		buf_printf(b,
		    ",\"over_max_bucket\":%llu,\"largest_bucket\":%llu",
		    (unsigned long long)r->stage.over,
		    (unsigned long long)r->stage.largest);
}

int
main(int argc, char **argv)
{
	struct tool tool = {.name = "ndedup",
	    .usage = "[-cep] [-d FILE] [FILE ...]",
	    .purpose = "drop exact and near duplicates, keep the first",
	    .examples =
		"  nsplit dump.tar.gz | nnorm | ndedup -d dropped.jsonl\n"
		"  ndedup --index seen.index -o today.jsonl monday.jsonl\n"
		"  ndedup --pairs <records.jsonl | sort -k 4nr\n",
	    .opts = opts,
	    .n_opts = sizeof(opts) / sizeof(opts[0]),
	    .option = option,
	    .ready = ready,
	    .open = run_open,
	    .paths = paths,
	    .worker_new = worker_new,
	    .worker_free = worker_free,
	    .job_free = job_data_free,
	    .record = record,
	    .commit = run_commit,
	    .end = run_end,
	    .finish = run_finish,
	    .stats = stats};
	struct run run = {.input = &tool.record_flags,
	    .batch = {.sketch = sketch_rule_default, .near = true},
	    .st.rule = cluster_rule_default,
	    .whole = {.near = true,
		.rule = {.k = SKETCH_K,
		    .thin = 1,
		    .shared = 2,
		    .part = 20,
		    .bucket = 256,
		    .edge = 150,
		    .threshold = 350}}};
	int status = shell_main(argc, argv, &tool, &run);

	run_free(&run);
	return status;
}
