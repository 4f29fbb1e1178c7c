/* SPDX-License-Identifier: ISC */
/*
 * Which reading of a paragraph's marks is taken.  First all readings but lost
 * marks compete (lattice.c).  When the best leaves a mark without its partner,
 * lost marks join in at the places that place.c names.  Last, a reading that
 * repairs must beat the best one that leaves every glyph as it is by MARGIN,
 * else nothing is repaired: to do no harm comes first.
 *
 * Limit: a paragraph of more than CHUNK runs is decided a chunk at a time.
 */
#include "viterbi.h"

#include <stdlib.h>
#include <string.h>

#include "lattice.h"
#include "xalloc.h"

enum { CHUNK = 4096, MARGIN = 5, COST_OPEN_END = 50 };

struct viterbi {
	struct lattice lattice;
};

struct viterbi *
viterbi_new(void)
{
	return xcalloc(1, sizeof(struct viterbi));
}

void
viterbi_free(struct viterbi *v)
{
	if (v == NULL)
		return;
	lattice_free(&v->lattice);
	free(v);
}

/* Does the reading leave a mark without its partner, or a double unread? */
static bool
incomplete(const struct lattice *v, const struct units *us, size_t from,
    uint32_t first_token, unsigned end)
{
	if (end != OUT && end != S)
		return true;
	for (size_t i = from; i < us->n; i++) {
		const struct unit *u = &us->u[i];
		const struct token *t;

		if (u->damage == DAMAGE_SINGLE || u->damage == DAMAGE_REPEAT ||
		    u->damage == DAMAGE_ORPHAN)
			return true;
		if (u->role != ROLE_LITERAL || u->n == 0)
			continue;
		t = &v->t[u->token - first_token];
		if (glyph_double(t->g[u->first]))
			return true;
	}
	return false;
}

/* Does a whole sentence seem to begin after the mark: a capital, and before it
 * the paragraph's beginning, a comma, a colon or another sentence's end? */
static bool
begins_sentence(const unsigned char *p, struct span para, const struct token *t)
{
	size_t at = t->at;

	if (!(t->flags & TOKEN_UPPER))
		return false;
	while (at > para.begin && (p[at - 1] == ' ' || p[at - 1] == '\n'))
		at--;
	return at == para.begin || strchr(",:.!?", p[at - 1]) != NULL ||
	    p[at - 1] == '"';
}

static void
find_places(struct lattice *v, const struct place_cues *cues,
    const unsigned char *p, const struct viterbi_para *para)
{
	size_t from = para->span.begin;
	bool sentence = para->carried;

	for (size_t i = 0; i <= v->n; i++) {
		bool last = i == v->n;
		size_t to = last ? para->span.end : v->t[i].at;
		enum place_end end = !last
		    ? (reading_opens(&v->t[i]) ? PLACE_OPENER : PLACE_MARK)
		    : para->ends_open ? PLACE_MARK
				      : PLACE_END;

		v->gap[i].closer =
		    place_closer(cues, p, from, to, end, sentence);
		v->gap[i].opener = place_opener(cues, p, from, to,
		    last ? to : to + v->t[i].len + 1, para->span.end,
		    from == para->span.begin);
		if (last)
			break;
		from = to + v->t[i].len;
		if (glyph_double(v->t[i].g[0]) || v->t[i].n > 1)
			sentence = begins_sentence(p, para->span, &v->t[i]);
	}
}

/* What a paragraph is read with. */
struct frame {
	const struct place_cues *cues;
	const unsigned char *p;
	const struct viterbi_para *para;
	uint32_t first_token;
	int start[NSTATES];
	int end[NSTATES];
};

/* Find the best reading of one kind and put it to out in place of what is
 * there from from on.  Returns its last state. */
static unsigned
read_as(struct lattice *v, const struct frame *f, bool repairs, bool inserts,
    struct units *out, size_t from, int *cost, struct viterbi_result *r)
{
	unsigned s, began;

	v->repairs = repairs;
	v->inserts = inserts;
	lattice_run(v, f->start);
	s = lattice_best(v, f->end, cost);
	out->n = from;
	r->repaired = lattice_trace(v, s, f->first_token, out, &began);
	r->open = s == D || s == DS || s == DD;
	r->carried = began == D;
	return s;
}

/* Most paragraphs hold doubles alone, each where it should be: that costs
 * nothing, and nothing else costs as little. */
static bool
read_plain(const struct lattice *v, const struct frame *f, struct units *out)
{
	size_t from = out->n;
	unsigned s = OUT;

	if (f->start[OUT] != 0)
		return false;
	for (size_t i = 0; i < v->n; i++) {
		const struct token *t = &v->t[i];
		enum role role = s == OUT ? ROLE_OPEN2 : ROLE_CLOSE2;

		if (!reading_plain(v->conv, t, role))
			break;
		s = s == OUT ? D : OUT;
		*units_add(out) = (struct unit){.at = t->at,
		    .len = t->len,
		    .token = f->first_token + (uint32_t)i,
		    .n = 1,
		    .role = (uint8_t)role,
		    .state = (uint8_t)s};
	}
	if (out->n - from == v->n && s == OUT)
		return true;
	out->n = from;
	return false;
}

static void
choose(struct lattice *v, const struct frame *f, struct units *out,
    struct viterbi_result *r)
{
	struct viterbi_result sound = *r;
	size_t from = out->n;
	int cost, sound_cost;
	unsigned s;

	if (read_plain(v, f, out)) {
		r->open = r->carried = r->repaired = false;
		return;
	}
	s = read_as(v, f, true, false, out, from, &cost, r);

	if (f->para->may_insert &&
	    incomplete(v, out, from, f->first_token, s)) {
		find_places(v, f->cues, f->p, f->para);
		read_as(v, f, true, true, out, from, &cost, r);
	}
	if (!r->repaired)
		return;
	v->repairs = v->inserts = false;
	lattice_run(v, f->start);
	lattice_best(v, f->end, &sound_cost);
	if (sound_cost >= cost + MARGIN &&
	    !place_is_noise(
		f->cues, f->p, f->para->around.begin, f->para->around.end))
		r->margin = sound_cost - cost;
	else {
		read_as(v, f, false, false, out, from, &cost, &sound);
		*r = sound;
	}
}

struct viterbi_result
viterbi_read(struct viterbi *viterbi, const struct convention *conv,
    const struct place_cues *cues, const unsigned char *p,
    const struct token *t, size_t n, uint32_t first_token,
    const struct viterbi_para *para, struct units *out)
{
	struct lattice *v = &viterbi->lattice;
	struct viterbi_result r = {
	    .open = para->carried, .carried = para->carried};
	struct viterbi_para part = *para;
	bool carried = false;
	static const int end[NSTATES] = {0, COST_OPEN_END, 35, 60, 70, 60};
	static const int free_end[NSTATES] = {0, 5, 5, 10, 10, 10};
	struct frame f = {.cues = cues,
	    .p = p,
	    .para = &part,
	    .start = {0, LATTICE_NEVER, LATTICE_NEVER, LATTICE_NEVER,
		LATTICE_NEVER, LATTICE_NEVER}};

	if (para->carried)
		f.start[D] = 5;
	v->conv = conv;
	v->doubles = false;
	for (size_t i = 0; i < n && !v->doubles; i++)
		for (size_t k = 0; k < t[i].n; k++)
			v->doubles |= glyph_double(t[i].g[k]) ||
			    (k > 0 && t[i].g[k] == t[i].g[k - 1]);
	part.may_insert = para->may_insert && n <= CHUNK;
	for (size_t i = 0; i < n; i += CHUNK) {
		bool last = n - i <= CHUNK;

		v->t = t + i;
		v->n = last ? n - i : CHUNK;
		memcpy(f.end, last ? end : free_end, sizeof(f.end));
		if (last && para->goes_on)
			f.end[D] = 2;
		f.first_token = first_token + (uint32_t)i;
		if (n > CHUNK)
			part.around = (struct span){
			    v->t[0].at, v->t[v->n - 1].at + v->t[v->n - 1].len};
		lattice_reserve(v, v->t, v->n);
		choose(v, &f, out, &r);
		if (i == 0)
			carried = r.carried;
		for (unsigned s = 0; s < NSTATES; s++)
			f.start[s] = LATTICE_NEVER;
		f.start[out->n > 0 ? out->u[out->n - 1].state : OUT] = 0;
	}
	if (n > 0)
		r.carried = carried;
	return r;
}
