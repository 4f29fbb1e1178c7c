/* SPDX-License-Identifier: ISC */
/*
 * ndedup: drop near duplicates.  Workers hash and sketch records (batch.c); one
 * thread decides in the order of the input (cluster.c) and writes.
 */
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "cluster.h"
#include "dup.h"
#include "json.h"
#include "out.h"
#include "roll.h"
#include "shell.h"
#include "xalloc.h"

enum {
	OPT_FIRST_ = OPT_TOOL_FIRST,
#define OPT(id, chr, name, arg, values, help) OPT_##id,
#include "ndedup.def"
#undef OPT
};

static const struct opt opts[] = {
#define OPT(id, chr, name, arg, values, help) \
	{ OPT_##id, chr, name, arg, values, help },
#include "ndedup.def"
#undef OPT
};

enum { LOOK_AHEAD = 32 }; /* items between asking the memory and looking */

enum output { WRITE_KEPT, WRITE_ALL, WRITE_PAIRS, WRITE_CLUSTERS };

struct conf {
	enum output output;
	const char *duplicates_path;
	struct record_names names;
	unsigned record_flags;
	struct batch_rule batch;

	/* What was seen. */
	struct cluster_state st;
	struct exact_set equal; /* in its place where hashes are enough */
	struct roll kept;      /* ids of the clusters' first records */
	struct roll seen;      /* WRITE_CLUSTERS: ids of all records ... */
	uint32_t *cluster;     /* ... and their clusters */
	size_t cap_cluster;
	size_t told;	       /* of seen, written */
	uint64_t by_kind[CLUSTER_KINDS];

	/* Writing. */
	struct out *duplicates;
	struct record rec;
	struct dup_scratch scratch;
	struct buf json, line;
};

/* Options. */

static bool
set_output(struct conf *c, enum output o, const char **why)
{
	*why = "--mark, --pairs and --clusters exclude each other";
	if (c->output != WRITE_KEPT && c->output != o)
		return false;
	c->output = o;
	return true;
}

/* Sketch one in 2^level, index one in 2^(level + thin). */
static void
set_level(struct conf *c, unsigned level, unsigned thin, unsigned max)
{
	c->batch.sketch.level = level;
	c->batch.sketch.max = max;
	c->st.rule.thin = thin;
}

static bool
option(void *conf, int id, const char *arg, const char **why)
{
	struct conf *c = conf;

	switch (id) {
	case OPT_MARK:
		return set_output(c, WRITE_ALL, why);
	case OPT_PAIRS:
		return set_output(c, WRITE_PAIRS, why);
	case OPT_CLUSTERS:
		return set_output(c, WRITE_CLUSTERS, why);
	case OPT_DUPLICATES:
		c->duplicates_path = arg;
		break;
	case OPT_EXACT:
		c->batch.exact = true;
		c->batch.near = c->st.rule.near = false;
		break;
	case OPT_FOLDED:
		c->batch.near = c->st.rule.near = false;
		break;
	case OPT_NOISY:
		set_level(c, 2, 2, 512);
		break;
	case OPT_FAST:
		set_level(c, 3, 2, 256);
		break;
	}
	return true;
}

static int
ready(void *conf, const struct shell_conf *sc, struct buf *why)
{
	struct conf *c = conf;

	if (sc->lines && c->output == WRITE_ALL) {
		buf_puts(why, "--mark needs records, not --lines");
		return -1;
	}
	c->names = sc->names;
	c->record_flags = (sc->lines ? RECORD_LINE : 0u) |
	    (sc->strict ? RECORD_STRICT : 0u);
	c->batch.ids =
	    c->output != WRITE_KEPT || c->duplicates_path != NULL;
	cluster_init(&c->st);
	if (c->duplicates_path != NULL &&
	    (c->duplicates = out_open(c->duplicates_path, false, why)) == NULL)
		return -1;
	return 0;
}

/* Workers. */

static void *
worker_new(const void *conf)
{
	struct batch_worker *w = xcalloc(1, sizeof(*w));

	w->rule = &((const struct conf *)conf)->batch;
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
record(void *worker, struct record *r, struct job *j, struct fault *f)
{
	(void)f;
	if (j->data == NULL)
		j->data = xcalloc(1, sizeof(struct batch));
	batch_add(j->data, worker, r, j->in);
	return RECORD_TAKEN;
}

/* Decisions. */

/* A name in a line of tab-separated fields. */
static void
put_field(struct buf *b, struct view name)
{
	size_t i;

	for (i = 0; i < name.len; i++)
		if (name.p[i] < 0x20) {
			json_put_escaped(b, name);
			return;
		}
	buf_put_view(b, name);
}

static void
put_pair(struct buf *b, struct view id, struct view of,
    const struct cluster_verdict *v)
{
	put_field(b, id);
	buf_putc(b, '\t');
	put_field(b, of);
	buf_putc(b, '\t');
	buf_puts(b, cluster_kind_name(v->kind));
	buf_putc(b, '\t');
	dup_put_share(b, v->score);
	buf_putc(b, '\t');
	dup_put_share(b, v->coverage);
	buf_putc(b, '\n');
}

/* Append the duplicate with its member dup; a plain line becomes a record. */
static void
put_marked(struct conf *c, struct buf *b, struct view line, struct view id,
    const struct cluster_verdict *v)
{
	struct fault f;

	if (record_parse(&c->rec, line, &c->names, c->record_flags, &f) == -1)
		return; /* it was parsed before */
	buf_clear(&c->json);
	dup_put(&c->json, &c->scratch, roll_name(&c->kept, v->of), v,
	    c->rec.text);
	if (!c->rec.plain) {
		record_set_json(&c->rec, "dup", buf_view(&c->json));
		record_write(&c->rec, b);
		return;
	}
	buf_puts(b, "{\"id\":");
	json_put_string(b, id);
	buf_puts(b, ",\"text\":");
	json_put_string(b, c->rec.text);
	buf_puts(b, ",\"dup\":");
	buf_put_view(b, buf_view(&c->json));
	buf_puts(b, "}\n");
}

static void
remember(struct conf *c, struct view id, const struct cluster_verdict *v)
{
	if (!v->dup && c->batch.ids)
		roll_add(&c->kept, id);
	if (c->output != WRITE_CLUSTERS)
		return;
	roll_add(&c->seen, id);
	if (c->seen.n > c->cap_cluster) {
		c->cap_cluster += c->cap_cluster / 4 + 1024;
		c->cluster = xreallocarray(c->cluster, c->cap_cluster,
		    sizeof(*c->cluster));
	}
	c->cluster[c->seen.n - 1] = v->cluster;
}

static int
decided(struct conf *c, struct job *j, struct view line, struct view id,
    const struct cluster_verdict *v, struct buf *why)
{
	remember(c, id, v);
	if (v->dup)
		c->by_kind[v->kind]++;
	if (c->output == WRITE_KEPT && v->dup)
		j->n.dropped++;
	if (c->output == WRITE_PAIRS && v->dup)
		put_pair(&j->out, id, roll_name(&c->kept, v->of), v);
	else if (c->output == WRITE_ALL && v->dup)
		put_marked(c, &j->out, line, id, v);
	else if (c->output == WRITE_ALL ||
	    (c->output == WRITE_KEPT && !v->dup)) {
		buf_put_view(&j->out, line);
		buf_putc(&j->out, '\n');
	}
	j->n.changed += c->output == WRITE_ALL && v->dup;
	j->n.out += c->output == WRITE_ALL ||
	    (c->output == WRITE_KEPT && !v->dup);
	if (!v->dup || c->duplicates == NULL)
		return 0;
	buf_clear(&c->line);
	put_marked(c, &c->line, line, id, v);
	return out_write(c->duplicates, c->line.data, c->line.len, why);
}

/* Equal hashes, when nobody asks which record it was. */
static int
commit_equal(struct conf *c, struct job *j, struct batch *b)
{
	struct batch_equal *e = b->equal, *end = e + b->n_equal;

	for (; e < end; e++) {
		if (end - e > LOOK_AHEAD)
			exact_prefetch(&c->equal, e[LOOK_AHEAD].key);
		if (e->empty || exact_add(&c->equal, e->key, 0)) {
			buf_put(&j->out, j->in.p + e->at, e->len);
			buf_putc(&j->out, '\n');
			j->n.out++;
		} else {
			j->n.dropped++;
			c->by_kind[c->batch.exact ? CLUSTER_EXACT :
						    CLUSTER_FOLDED]++;
		}
	}
	return 0;
}

static int
commit_near(struct conf *c, struct job *j, struct batch *b, struct buf *why)
{
	struct cluster_verdict v;
	struct sketch s, soon;
	size_t i;
	int rc = 0;

	for (i = 0; i < b->n && rc == 0; i++) {
		s = batch_sketch(b, i);
		if (i + 1 < b->n) {
			soon = batch_sketch(b, i + 1);
			cluster_prefetch(&c->st, &soon, b->item[i + 1].key);
		}
		cluster_add(&c->st, &s, b->item[i].key, b->item[i].raw, &v);
		rc = decided(c, j, b->item[i].line, batch_id(b, i), &v, why);
	}
	return rc;
}

static int
commit(void *conf, struct job *j, struct buf *why)
{
	struct conf *c = conf;
	struct batch *b = j->data;
	int rc;

	if (b == NULL)
		return 0;
	rc = c->batch.near || c->batch.ids ? commit_near(c, j, b, why)
					   : commit_equal(c, j, b);
	batch_clear(b);
	return rc;
}

/* --clusters: about so many bytes at a time. */
enum { PIECE = 256 * 1024 };

static int
end(void *conf, struct job *j, struct buf *why)
{
	struct conf *c = conf;

	(void)why;
	if (c->output != WRITE_CLUSTERS)
		return 0;
	for (; c->told < c->seen.n && j->out.len < PIECE; c->told++) {
		put_field(&j->out, roll_name(&c->seen, c->told));
		buf_putc(&j->out, '\t');
		put_field(&j->out, roll_name(&c->kept,
		    cluster_root(&c->st, c->cluster[c->told])));
		buf_putc(&j->out, '\n');
	}
	return c->told < c->seen.n;
}

static int
finish(void *conf, struct buf *why)
{
	struct conf *c = conf;

	return c->duplicates != NULL ? out_commit(c->duplicates, why) : 0;
}

static void
stats(const void *conf, struct buf *b)
{
	const struct conf *c = conf;
	unsigned k;

	for (k = 0; k < CLUSTER_KINDS; k++)
		buf_printf(b, ",\"%s\":%llu", cluster_kind_name(k),
		    (unsigned long long)c->by_kind[k]);
}

static void
conf_free(struct conf *c)
{
	cluster_free(&c->st);
	exact_free(&c->equal);
	roll_free(&c->kept);
	roll_free(&c->seen);
	free(c->cluster);
	out_free(c->duplicates);
	record_free(&c->rec);
	dup_scratch_free(&c->scratch);
	buf_free(&c->json);
	buf_free(&c->line);
}

/* What ready() opened takes its name after the sandbox was entered. */
static void
paths(const void *conf, struct sandbox *sb)
{
	const struct conf *c = conf;

	if (c->duplicates != NULL && out_target(c->duplicates) != NULL)
		sandbox_write(sb, out_target(c->duplicates));
}

int
main(int argc, char **argv)
{
	static const struct tool tool = {
		.name = "ndedup",
		.usage = "[-cep] [-d FILE] [FILE ...]",
		.purpose = "drop exact and near duplicates, keep the first",
		.examples =
		    "  nsplit dump.tar.gz | nnorm | ndedup -d dropped.jsonl\n"
		    "  ndedup --pairs <records.jsonl | sort -t '\t' -k 4nr\n",
		.opts = opts,
		.n_opts = sizeof(opts) / sizeof(opts[0]),
		.option = option,
		.ready = ready,
		.paths = paths,
		.worker_new = worker_new,
		.worker_free = worker_free,
		.job_free = job_data_free,
		.record = record,
		.commit = commit,
		.end = end,
		.finish = finish,
		.stats = stats
	};
	struct conf conf = {
		.batch = { .sketch = { .level = 3, .max = 256, .dense = 300 },
		    .near = true },
		.st.rule = { .assign = 0.45, .single = 0.5, .merge = 0.7,
		    .reps = 8, .postings = 16, .thin = 1, .shared = 2, .part = 20,
		    .near = true }
	};
	int status = shell_main(argc, argv, &tool, &conf);

	conf_free(&conf);
	return status;
}
