/* SPDX-License-Identifier: ISC */
/*
 * From marks that are read to the stretches that they mark: a stack of what is
 * open, which the end of the paragraph empties.
 */
#include "marks_work.h"

#include "xalloc.h"

/* Open s, of which begin, inner_begin and what it is are set. */
static void
stretch_push(struct marks *m, struct stretch s)
{
	struct marks_work *w = m->work;

	if (m->n_stretches == m->cap_stretches) {
		m->cap_stretches =
		    m->cap_stretches > 0 ? 2 * m->cap_stretches : 64;
		m->stretches = xreallocarray(
		    m->stretches, m->cap_stretches, sizeof(*m->stretches));
	}
	if (w->n_stack == w->cap_stack) {
		w->cap_stack = w->cap_stack > 0 ? 2 * w->cap_stack : 16;
		w->stack =
		    xreallocarray(w->stack, w->cap_stack, sizeof(*w->stack));
	}
	w->stack[w->n_stack++] = m->n_stretches;
	s.end = s.inner_end = s.inner_begin;
	s.level = (uint8_t)(w->n_stack < 255 ? w->n_stack : 255);
	m->stretches[m->n_stretches++] = s;
}

/* Close the innermost open stretch of this kind; those inside it that were
 * never closed end with it. */
static void
stretch_pop(struct marks *m, size_t inner_end, size_t end, bool single)
{
	struct marks_work *w = m->work;
	size_t i = w->n_stack;

	while (i > 0 && m->stretches[w->stack[i - 1]].single != single)
		i--;
	if (i == 0)
		return;
	for (size_t j = i - 1; j < w->n_stack; j++) {
		struct stretch *s = &m->stretches[w->stack[j]];

		s->inner_end = inner_end;
		s->end = j == i - 1 ? end : inner_end;
		s->closed = j == i - 1;
	}
	w->n_stack = i - 1;
}

/* A mark at at opens again what is open: that goes on in a new stretch. */
static void
stretch_repeat(struct marks *m, const unsigned char *p, size_t at, size_t inner,
    size_t para)
{
	struct marks_work *w = m->work;
	size_t end = at;

	while (end > 0 && (p[end - 1] == ' ' || p[end - 1] == '\n'))
		end--;
	while (w->n_stack > 0) {
		struct stretch *s = &m->stretches[w->stack[--w->n_stack]];

		s->end = s->inner_end =
		    end > s->inner_begin ? end : s->inner_begin;
		s->goes_on = !s->single;
	}
	stretch_push(m,
	    (struct stretch){.begin = at,
		.inner_begin = inner,
		.para = para,
		.opened = true,
		.carried = true});
}

void
stretches_of(struct marks *m, const unsigned char *p, size_t first,
    struct span para, size_t index, const struct viterbi_result *r,
    bool carried, bool goes_on)
{
	struct marks_work *w = m->work;

	w->n_stack = 0;
	if (r->carried)
		stretch_push(m,
		    (struct stretch){.begin = para.begin,
			.inner_begin = para.begin,
			.para = index,
			.carried = true});
	for (size_t i = first; i < w->units.n; i++) {
		const struct unit *u = &w->units.u[i];
		size_t end = u->at + u->len;

		if (u->damage == DAMAGE_ORPHAN)
			continue;
		switch (u->role) {
		case ROLE_OPEN2:
			if (u->damage == DAMAGE_REPEAT) {
				stretch_repeat(m, p, u->at, end, index);
				break;
			}
			/* fallthrough */
		case ROLE_OPEN1:
			stretch_push(m,
			    (struct stretch){.begin = u->at,
				.inner_begin = end,
				.para = index,
				.single = u->role == ROLE_OPEN1,
				.opened = true,
				.carried = carried && i == first &&
				    u->role == ROLE_OPEN2 &&
				    u->at == para.begin});
			break;
		case ROLE_CLOSE2:
		case ROLE_CLOSE1:
			stretch_pop(m, u->at, end, u->role == ROLE_CLOSE1);
			break;
		default:
			break;
		}
	}
	while (w->n_stack > 0) {
		struct stretch *s = &m->stretches[w->stack[--w->n_stack]];

		s->end = s->inner_end = para.end;
		s->goes_on = goes_on && !s->single;
	}
}
