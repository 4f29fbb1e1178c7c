/* SPDX-License-Identifier: ISC */
#include "work.h"

#include "reader.h"

/* The bytes that readers of JSON Lines forgive before a line: a BOM, and the
 * record separator of RFC 7464. */
static size_t
forgiven(struct view line)
{
	size_t n = 0;

	if (line.len >= 3 && memcmp(line.p, "\xEF\xBB\xBF", 3) == 0)
		n = 3;
	if (n < line.len && line.p[n] == 0x1E)
		n++;
	return n;
}

static bool
is_blank(struct view line)
{
	size_t i;

	for (i = 0; i < line.len; i++)
		if (line.p[i] != ' ' && line.p[i] != '\t')
			return false;
	return true;
}

static void
refuse(struct work *w, struct job *j, struct view line, const struct fault *f,
    size_t shift)
{
	job_reject(j, j->n_lines, f->at + shift + 1, f->why, line);
	j->stop = w->sc->strict;
}

/* Prose that was given to a tool of records deserves better than "bad
 * value". */
static void
name_prose(const struct work *w, const struct job *j, struct view line,
    struct fault *f)
{
	if (j->first && j->n_lines == 1 && w->tool->text == NULL &&
	    (line.len == 0 || line.p[0] != '{'))
		f->why = "not JSON Lines; run nsplit first";
}

static void
one_record(struct work *w, struct job *j, struct view whole, unsigned flags)
{
	struct view line = whole;
	struct fault f = { NULL, 0 };
	struct record *r = &w->rec;
	size_t shift = 0;

	if (!(flags & RECORD_LINE)) {
		shift = forgiven(line);
		line.p += shift;
		line.len -= shift;
		if (is_blank(line))
			return;
	}
	j->n.in++;
	if (line.len > w->sc->max_record)
		f.why = "longer than --max-record";
	if (f.why != NULL ||
	    record_parse(r, line, &w->sc->names, flags, &f) == -1) {
		name_prose(w, j, line, &f);
		refuse(w, j, whole, &f, shift);
		return;
	}
	if (!r->plain && r->obj.lax)
		j->n.lax++;
	switch (w->tool->record(w->state, r, j, &f)) {
	case RECORD_KEEP:
		j->n.out++;
		j->n.changed += r->changed;
		record_trim(r);
		record_write(r, &j->out);
		break;
	case RECORD_TAKEN:
		break;
	case RECORD_REFUSE:
		refuse(w, j, whole, &f, shift);
		break;
	}
}

void
work_records(struct work *w, struct job *j)
{
	const unsigned char *p = j->in.p, *end = p + j->in.len, *q;
	unsigned flags = w->tool->record_flags;
	size_t len;

	if (w->sc->strict)
		flags |= RECORD_STRICT;
	if (w->sc->lines && w->tool->text == NULL)
		flags |= RECORD_LINE;
	while (p < end && !j->stop) {
		q = memchr(p, '\n', (size_t)(end - p));
		len = q != NULL ? (size_t)(q - p) : (size_t)(end - p);
		j->n_lines++;
		one_record(w, j,
		    (struct view){ p,
			len - (len > 0 && p[len - 1] == '\r') },
		    flags);
		p += len + 1;
	}
}
