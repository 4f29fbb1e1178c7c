/* SPDX-License-Identifier: ISC */
#include "emit.h"

#include "json.h"

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

void
emit_root(struct buf *b, struct view id, struct view root)
{
	put_field(b, id);
	buf_putc(b, '\t');
	put_field(b, root);
	buf_putc(b, '\n');
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

void
emit_parse(struct run *r, struct view line)
{
	struct fault f;

	if (r->parsed != line.p || r->rec.changed)
		(void)record_parse(
		    &r->rec, line, &r->names, r->record_flags, &f);
	r->parsed = line.p;
}

/* Append the duplicate with its member dup; a plain line or a part becomes a
 * record. */
static void
put_marked(struct run *r, struct buf *b, const struct emit_piece *p,
    struct view of, const struct cluster_verdict *v)
{
	struct view text;

	emit_parse(r, p->line);
	text = r->rec.text;
	if (p->part != NULL)
		text = (struct view){
		    text.p + p->part->begin, p->part->end - p->part->begin};
	buf_clear(&r->json);
	dup_put(&r->json, &r->scratch, of, v, text);
	if (!r->rec.plain && p->part == NULL) {
		record_set_json(&r->rec, "dup", buf_view(&r->json));
		record_write(&r->rec, b);
		return;
	}
	buf_puts(b, "{\"id\":");
	json_put_string(b, p->id);
	buf_puts(b, ",\"text\":");
	json_put_string(b, text);
	buf_puts(b, ",\"dup\":");
	buf_put_view(b, buf_view(&r->json));
	buf_puts(b, "}\n");
}

void
emit_line(struct job *j, struct view line)
{
	buf_put_view(&j->out, line);
	buf_putc(&j->out, '\n');
	j->n.out++;
}

int
emit_duplicate(struct run *r, struct job *j, const struct emit_piece *p,
    struct view of, const struct cluster_verdict *v, struct buf *why)
{
	const bool known = v->kind != CLUSTER_KINDS;

	if (known)
		r->by_kind[v->kind]++;
	/* No text changes: the ids tell what stands for what. */
	job_explain(j, p->id, p->part != NULL ? p->part->begin : 0,
	    known ? cluster_kind_name(v->kind) : "root", p->id, of);
	switch (r->output) {
	case WRITE_KEPT:
		j->n.dropped += p->part == NULL;
		break;
	case WRITE_ALL:
		put_marked(r, &j->out, p, of, v);
		j->n.out++;
		j->n.changed++;
		break;
	case WRITE_PAIRS:
		put_pair(&j->out, p->id, of, v);
		break;
	case WRITE_CLUSTERS:
	case WRITE_WHY:
		break;
	}
	if (r->duplicates == NULL)
		return 0;
	buf_clear(&r->line);
	put_marked(r, &r->line, p, of, v);
	return out_write(r->duplicates, r->line.data, r->line.len, why);
}

int
emit_drop(struct run *r, struct job *j, const struct batch *b, struct buf *why)
{
	struct cluster_verdict v;
	struct emit_piece p;
	struct view root;
	struct sketch s;
	size_t i;
	int rc = 0;

	for (i = 0; i < b->n && rc == 0; i++) {
		p = (struct emit_piece){b->item[i].line, batch_id(b, i), NULL};
		if (!stage_drops(&r->stage, p.id, &root)) {
			emit_line(j, p.line);
			continue;
		}
		s = batch_sketch(b, i);
		rc = stage_verdict(&r->stage, root, &b->item[i], &s, &v, why);
		if (rc == 0)
			rc = emit_duplicate(r, j, &p, root, &v, why);
	}
	return rc;
}

bool
emit_records(const struct run *r)
{
	return r->output == WRITE_KEPT || r->output == WRITE_ALL;
}
