/* SPDX-License-Identifier: ISC */
#include "run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "against.h"
#include "emit.h"
#include "report.h"
#include "xalloc.h"

enum {
	LOOK_AHEAD = 32,    /* items between asking the memory and looking */
	PIECE = 256 * 1024, /* about so much is written at a time at the end */
	SELF = 16 << 20	    /* bytes of memory that are always used */
};

static void
make_header(struct run *r)
{
	r->header = (struct store_header){.magic = "ndedup index\r\n\x1a",
	    .version = 7,
	    .order = 0x01020304,
	    .k = r->batch.sketch.k,
	    .level = r->batch.sketch.level,
	    .thin = r->st.rule.thin,
	    .max = r->batch.sketch.max,
	    .dense = r->batch.sketch.dense,
	    .near = r->batch.near,
	    .exact = r->batch.exact,
	    .unit = r->batch.unit};
}

int
run_open(void *run, struct buf *why)
{
	struct run *r = run;
	size_t i;

	r->whole.room = r->mem;
	r->whole.phase = report_phase;
	if (!r->at_end)
		cluster_init(&r->st);
	else if (whole_init(&r->whole, why) == -1)
		return -1;
	if (r->duplicates_path != NULL &&
	    (r->duplicates = out_open(r->duplicates_path, false, why)) == NULL)
		return -1;
	for (i = 0; i < r->n_against; i++)
		if (access(r->against[i], R_OK) == -1) {
			buf_printf(
			    why, "%s: %s", r->against[i], strerror(errno));
			return -1;
		}
	if (r->index_path != NULL) {
		r->store.st = &r->st;
		r->store.kept = &r->kept;
		make_header(r);
		return store_open(&r->store, r->index_path, &r->header, why);
	}
	return r->at_end ? spool_open(&r->spool, r->mem > 0, why) : 0;
}

void
run_free(struct run *r)
{
	store_free(&r->store);
	cluster_free(&r->st);
	known_free(&r->equal);
	roll_free(&r->kept);
	roll_free(&r->seen);
	free(r->cluster);
	free(r->against);
	whole_free(&r->whole);
	why_free(&r->why);
	stage_free(&r->stage);
	spool_free(&r->spool);
	out_free(r->duplicates);
	record_free(&r->rec);
	dup_scratch_free(&r->scratch);
	buf_free(&r->json);
	buf_free(&r->line);
	buf_free(&r->parts);
}

int
run_finish(void *run, struct buf *why)
{
	struct run *r = run;

	if (r->duplicates != NULL && out_commit(r->duplicates, why) == -1)
		return -1;
	if (r->index_path != NULL)
		return store_commit(&r->store, &r->header, why);
	return 0;
}

/* Streaming. */

static void
remember_cluster(struct run *r, struct view id, uint32_t cluster)
{
	roll_add(&r->seen, id);
	if (r->seen.n > r->cap_cluster) {
		r->cap_cluster += r->cap_cluster / 4 + 1024;
		r->cluster = xreallocarray(
		    r->cluster, r->cap_cluster, sizeof(*r->cluster));
	}
	r->cluster[r->seen.n - 1] = cluster;
}

/* What was decided on this very record in an earlier run: true. */
static bool
recall(struct run *r, const struct batch *b, size_t i, struct hash128 key,
    struct cluster_verdict *v)
{
	const struct store_decision *d = store_find(&r->store, key);
	struct sketch s;

	if (d == NULL)
		return false;
	*v = (struct cluster_verdict){.cluster = d->of,
	    .of = d->of,
	    .dup = d->rep != STORE_KEPT,
	    .kind = d->kind,
	    .score = 1,
	    .coverage = 1,
	    .rep = d->rep};
	if (v->dup && v->kind > CLUSTER_FOLDED) {
		s = batch_sketch(b, i);
		cluster_tell(&r->st, &s, v);
	}
	return true;
}

/* Of the index, only what is looked at is checked, when it is. */
static int
checked(const struct run *r, struct buf *why)
{
	return r->st.damaged ? store_failed(&r->store, why, STORE_DAMAGED) : 0;
}

static int
decide(struct run *r, const struct batch *b, size_t i,
    struct cluster_verdict *v, struct buf *why)
{
	const struct batch_item *it = &b->item[i];
	struct hash128 key = {0};
	struct sketch s;

	if (r->index_path != NULL) {
		struct view parts[] = {batch_id(b, i),
		    {(const unsigned char *)&it->raw, sizeof(it->raw)}};

		key = hash128_views(parts, 2);
		if (recall(r, b, i, key, v))
			return checked(r, why);
	}
	s = batch_sketch(b, i);
	cluster_add(&r->st, &s, it->key, it->raw, v);
	if (!v->dup && r->batch.ids)
		roll_add(&r->kept, batch_id(b, i));
	if (r->index_path != NULL)
		store_add(&r->store, key,
		    (struct store_decision){v->of,
			!v->dup			       ? STORE_KEPT
			    : v->kind > CLUSTER_FOLDED ? v->rep
						       : 0,
			v->kind});
	return checked(r, why);
}

/* A part was decided.  After its record's last one, write what is left of the
 * record: itself when nothing was dropped, nothing when all was. */
static void
keep_part(struct run *r, struct job *j, const struct batch_item *it, bool kept)
{
	emit_parse(r, it->line);
	if (kept) {
		if (r->parts.len > 0)
			buf_puts(&r->parts,
			    r->batch.unit == BATCH_LINE ? "\n" : "\n\n");
		buf_put(&r->parts, r->rec.text.p + it->part.begin,
		    it->part.end - it->part.begin);
	} else {
		r->parts_dropped++;
	}
	if (it->part.more)
		return;
	if (r->parts_dropped == 0) {
		emit_line(j, it->line);
	} else if (r->parts.len == 0) {
		j->n.dropped++;
	} else {
		record_set_text(&r->rec, buf_view(&r->parts));
		record_remove(&r->rec, "quotes");
		record_remove(&r->rec, "repairs");
		record_write(&r->rec, &j->out);
		j->n.out++;
		j->n.changed++;
	}
	buf_clear(&r->parts);
	r->parts_dropped = 0;
}

static void
look_closer(struct run *r, const struct batch *b, size_t i, uint32_t cluster)
{
	const struct batch_item *it = &b->item[i];
	struct why_record *w = why_wants(&r->why, batch_id(b, i));
	struct sketch s = batch_sketch(b, i);
	struct view text;

	if (w == NULL)
		return;
	emit_parse(r, it->line);
	text = r->rec.text;
	if (r->batch.unit != BATCH_RECORD)
		text = (struct view){
		    text.p + it->part.begin, it->part.end - it->part.begin};
	why_keep(w, text, &s, it->key, it->raw, cluster);
}

static int
commit_near(struct run *r, struct job *j, struct batch *b, struct buf *why)
{
	const bool parts = r->batch.unit != BATCH_RECORD;
	struct cluster_verdict v;
	struct sketch soon;
	struct emit_piece p;
	size_t i;
	int rc = 0;

	for (i = 0; i < b->n && rc == 0; i++) {
		if (i + 1 < b->n) {
			soon = batch_sketch(b, i + 1);
			cluster_prefetch(&r->st, &soon, b->item[i + 1].key);
		}
		if (decide(r, b, i, &v, why) == -1)
			return -1;
		p = (struct emit_piece){b->item[i].line, batch_id(b, i),
		    parts ? &b->item[i].part : NULL};
		if (r->output == WRITE_CLUSTERS)
			remember_cluster(r, p.id, v.cluster);
		if (r->output == WRITE_WHY)
			look_closer(r, b, i, v.cluster);
		if (v.dup)
			rc = emit_duplicate(r, j, &p,
			    r->batch.ids ? roll_name(&r->kept, v.of) : p.id, &v,
			    why);
		if (emit_records(r)) {
			if (parts)
				keep_part(r, j, &b->item[i], !v.dup);
			else if (!v.dup)
				emit_line(j, p.line);
		}
	}
	return rc;
}

/* --against: records that are known, but not written. */
static void
take_known(void *ctx, struct batch *b)
{
	struct run *r = ctx;
	struct cluster_verdict v;
	struct sketch s;
	size_t i;

	for (i = 0; i < b->n_equal; i++)
		if (!b->equal[i].empty)
			known_add(&r->equal, b->equal[i].key);
	for (i = 0; i < b->n; i++) {
		s = batch_sketch(b, i);
		if (r->stage.rule.tell) {
			stage_keep(&r->stage, batch_id(b, i), &b->item[i], &s);
			continue;
		}
		cluster_add(&r->st, &s, b->item[i].key, b->item[i].raw, &v);
		if (!v.dup && r->batch.ids)
			roll_add(&r->kept, batch_id(b, i));
	}
}

/* Read the known records when the first others come: the reader is in the
 * sandbox by then. */
static int
read_known(struct run *r, struct job *j, struct buf *why)
{
	struct batch_worker w = {.rule = &r->batch};
	int rc = 0;

	while (rc == 0 && r->against_read < r->n_against)
		rc = against_read(r->against[r->against_read++], &r->names,
		    r->record_flags, &w, j, take_known, r, why);
	batch_worker_free(&w);
	return rc;
}

/* Equal hashes, when nobody asks which record it was. */
static void
commit_equal(struct run *r, struct job *j, struct batch *b)
{
	struct batch_equal *e = b->equal, *end = e + b->n_equal;

	for (; e < end; e++) {
		if (end - e > LOOK_AHEAD)
			known_prefetch(&r->equal, e[LOOK_AHEAD].key);
		if (e->empty || known_add(&r->equal, e->key)) {
			emit_line(j, (struct view){j->in.p + e->at, e->len});
		} else {
			j->n.dropped++;
			r->by_kind[r->batch.exact ? CLUSTER_EXACT
						  : CLUSTER_FOLDED]++;
		}
	}
}

/* At the end. */

static int
put_aside(struct run *r, struct batch *b, struct buf *why)
{
	struct sketch s;
	size_t i;

	for (i = 0; i < b->n; i++) {
		s = batch_sketch(b, i);
		if (whole_add(&r->whole, &s, b->item[i].key, b->item[i].raw,
			batch_date(b, i), why) == -1)
			return -1;
		if (r->batch.ids)
			roll_add(&r->seen, batch_id(b, i));
		if ((emit_records(r) || r->duplicates != NULL) &&
		    spool_add(&r->spool, b->item[i].line, why) == -1)
			return -1;
	}
	return 0;
}

/* Record number i of the whole input; line is empty where none is wanted. */
static int
write_decided(
    struct run *r, struct job *j, uint32_t i, struct view line, struct buf *why)
{
	struct view id = {0}, of = {0};
	struct cluster_verdict v;

	if (r->batch.ids) {
		id = roll_name(&r->seen, i);
		of = roll_name(&r->seen, r->whole.kept[i]);
	}
	if (r->output == WRITE_CLUSTERS)
		emit_root(&j->out, id, of);
	if (r->whole.kept[i] != i) {
		if (whole_verdict(&r->whole, i, &v, why) == -1)
			return -1;
		r->parsed = NULL; /* lines of the spool share their place */
		return emit_duplicate(
		    r, j, &(struct emit_piece){line, id, NULL}, of, &v, why);
	}
	if (emit_records(r))
		emit_line(j, line);
	return 0;
}

/* What the names take is not there for comparing. */
static void
limit_memory(struct run *r)
{
	size_t used =
	    SELF + r->seen.bytes.cap + r->seen.cap * sizeof(*r->seen.end);

	if (r->mem > 0)
		r->whole.room = r->mem > used ? r->mem - used : 1;
}

static int
end_whole(struct run *r, struct job *j, struct buf *why)
{
	struct view line = {0};
	bool lines = emit_records(r) || r->duplicates != NULL;

	if (!r->decided) {
		limit_memory(r);
		if (whole_decide(&r->whole, why) == -1)
			return -1;
		r->decided = true;
		if (lines && spool_rewind(&r->spool, why) == -1)
			return -1;
	}
	for (; r->told < r->whole.n && j->out.len < PIECE; r->told++) {
		if (lines && spool_next(&r->spool, &line, why) != 1)
			return -1;
		if (write_decided(r, j, r->told, line, why) == -1)
			return -1;
	}
	return r->told < r->whole.n;
}

/* --clusters: the roots are what they are after the last merge. */
static int
end_clusters(struct run *r, struct job *j)
{
	for (; r->told < r->seen.n && j->out.len < PIECE; r->told++)
		emit_root(&j->out, roll_name(&r->seen, r->told),
		    roll_name(
			&r->kept, cluster_root(&r->st, r->cluster[r->told])));
	return r->told < r->seen.n;
}

static int
end_why(struct run *r, struct job *j, struct buf *why)
{
	const struct why *w = &r->why;

	if (!w->a.found || !w->b.found) {
		buf_clear(why);
		buf_puts(why, "--why: no record is called ");
		buf_put_view(why, w->a.found ? w->b.id : w->a.id);
		return -1;
	}
	why_put(&r->why, &r->st.rule,
	    roll_name(&r->kept, cluster_root(&r->st, w->a.cluster)),
	    roll_name(&r->kept, cluster_root(&r->st, w->b.cluster)), &j->out);
	return 0;
}

/* The lines of a stage, each checked by a worker. */
static int
commit_lines(
    struct run *r, struct job *j, const struct batch *b, struct buf *why)
{
	size_t i;
	int rc = 0;

	for (i = 0; i < b->n_equal && rc == 0; i++)
		rc = stage_add(&r->stage,
		    (struct view){j->in.p + b->equal[i].at, b->equal[i].len}, j,
		    why);
	return rc;
}

int
run_end(void *run, struct job *j, struct buf *why)
{
	struct run *r = run;

	if (r->stage.rule.step != STAGE_NONE)
		return stage_end(&r->stage, j, why);
	if (r->output == WRITE_WHY)
		return end_why(r, j, why);
	if (r->at_end)
		return end_whole(r, j, why);
	return r->output == WRITE_CLUSTERS ? end_clusters(r, j) : 0;
}

int
run_commit(void *run, struct job *j, struct buf *why)
{
	struct run *r = run;
	struct batch *b = j->data;
	int rc = 0;

	r->parsed = NULL;
	if (read_known(r, j, why) == -1)
		return -1;
	if (b == NULL)
		return 0;
	if (r->stage.rule.step == STAGE_DROP)
		rc = emit_drop(r, j, b, why);
	else if (r->stage.rule.step != STAGE_NONE)
		rc = commit_lines(r, j, b, why);
	else if (r->at_end)
		rc = put_aside(r, b, why);
	else if (batch_only_equal(&r->batch))
		commit_equal(r, j, b);
	else
		rc = commit_near(r, j, b, why);
	batch_clear(b);
	return rc;
}
