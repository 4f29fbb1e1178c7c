/* SPDX-License-Identifier: ISC */
#include "norm.h"

#include <stdlib.h>

#include "edges.h"
#include "hyphen.h"
#include "repairs.h"
#include "scan.h"
#include "xalloc.h"

/* A text that still changes after so many rounds was made to. */
#define ROUNDS_MAX 200
#define LAYERS_MAX 8

struct round {
	struct norm *n;
	const struct norm_options *o;
	struct view text;
	bool changed;
};

/* Begin a pass that writes into the buffer where the text does not lie. */
static void
begin(struct round *r, struct pass *p)
{
	struct norm *n = r->n;

	pass_begin(p, r->text, r->text.p == n->a.data ? &n->b : &n->a, &n->log);
}

static void
end(struct round *r, struct pass *p)
{
	r->text = pass_end(p);
	r->changed |= p->changed;
}

static unsigned
needs(const struct norm_options *o, struct view text)
{
	unsigned found = scan_text(text);

	if (o->folds != 0 || o->punctuation != NORM_PUNCTUATION_KEEP)
		found |= SCAN_CHARS;
	if (o->one_line && text.len > 0 &&
	    memchr(text.p, '\n', text.len) != NULL)
		found |= SCAN_CHARS;
	if (o->keep_lines)
		found &= ~(unsigned)SCAN_LAYOUT;
	if (o->no_entities)
		found &= ~(unsigned)SCAN_AMP;
	if (o->no_mojibake)
		found &= ~(unsigned)SCAN_MOJIBAKE;
	return found;
}

/* Bytes, entities and mojibake bring new characters forth: after them every
 * pass must look. */
static void
repair_coding(struct round *r, unsigned *found)
{
	struct pass p;
	bool changed = r->changed;
	unsigned i;

	r->changed = false;
	if (*found & SCAN_BYTES) {
		begin(r, &p);
		repair_bytes(r->n, r->o, &p);
		end(r, &p);
	}
	if (*found & SCAN_AMP) {
		begin(r, &p);
		repair_entities(&p);
		end(r, &p);
	}
	/* All layers, before controls, which are half of some, go. */
	p.changed = (*found & SCAN_MOJIBAKE) || r->changed;
	for (i = 0; p.changed && !r->o->no_mojibake && i < LAYERS_MAX; i++) {
		begin(r, &p);
		repair_mojibake(&p);
		end(r, &p);
	}
	if (r->changed)
		*found |= SCAN_CHARS | SCAN_NFC | SCAN_LAYOUT;
	r->changed |= changed;
}

static void
one_round(struct round *r)
{
	unsigned found = needs(r->o, r->text);
	struct pass p;

	r->changed = false;
	if (r->n->has_edges && !r->o->keep_lines)
		found |= SCAN_LAYOUT;
	if (found == 0)
		return;
	if (found & (SCAN_BYTES | SCAN_AMP | SCAN_MOJIBAKE))
		repair_coding(r, &found);
	if (found & SCAN_CHARS) {
		begin(r, &p);
		repair_chars(r->o, &p);
		end(r, &p);
	}
	if (found & SCAN_NFC) {
		begin(r, &p);
		repair_nfc(r->n, &p);
		end(r, &p);
	}
	if (!r->o->keep_lines && (found & (SCAN_LAYOUT | SCAN_CHARS))) {
		begin(r, &p);
		repair_pages(r->n, &p);
		end(r, &p);
		begin(r, &p);
		repair_layout(r->n, r->o, &p);
		end(r, &p);
	}
}

struct view
norm_text(struct norm *n, const struct norm_options *o, struct view text)
{
	struct round r = {n, o, text, true};
	unsigned i;

	if (n->hyphens == NULL)
		n->hyphens = xcalloc(1, sizeof(*n->hyphens));
	edits_clear(&n->log);
	buf_clear(&n->furniture);
	n->encoding = NULL;
	n->learnt = o->words;
	n->has_edges = o->words != NULL &&
	    edges_records(o->words, n->source) >= EDGE_RECORDS;
	for (i = 0; r.changed && i < ROUNDS_MAX; i++)
		one_round(&r);
	return r.text;
}

void
norm_free(struct norm *n)
{
	edits_free(&n->log);
	buf_free(&n->a);
	buf_free(&n->b);
	layout_free(&n->layout);
	lines_free(&n->lines);
	furniture_free(&n->pages);
	buf_free(&n->furniture);
	buf_free(&n->scratch);
	buf_free(&n->nfc_cp);
	buf_free(&n->edge);
	buf_free(&n->chains);
	if (n->hyphens != NULL)
		hyphens_free(n->hyphens);
	free(n->hyphens);
	memset(n, 0, sizeof(*n));
}
