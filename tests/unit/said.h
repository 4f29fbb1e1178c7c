/* SPDX-License-Identifier: ISC */
#ifndef NR_SAID_H
#define NR_SAID_H

#include <stdlib.h>
#include <string.h>

#include "nquote/attrib.h"
#include "nquote/marks.h"
#include "tap.h"
#include "xalloc.h"

/*
 * Sentences with what is said in them and by whom, as in tests/quotes: <q1>
 * what was said, in parts or in one, </q1>, and <s1> who said it </s1>; <s12>
 * said both <q1> and <q2>.  A line is a paragraph.  Nothing else may be found.
 */
struct sentence_case {
	const char *name; /* what the sentence shows */
	const char *text;
};

struct said {
	char *text;
	struct span quote[10];
	struct span speaker[10];
};

/* The text without its tags, and what they tell. */
static inline void
said_read(struct said *s, const char *p)
{
	size_t n = 0;

	*s = (struct said){xmallocarray(strlen(p) + 1, 1), {{0, 0}}, {{0, 0}}};
	while (*p != '\0') {
		bool end = p[0] == '<' && p[1] == '/';
		const char *t = p + 1 + end;

		if (*p != '<' || (*t != 'q' && *t != 's')) {
			s->text[n++] = *p++;
			continue;
		}
		for (p = t + 1; *p != '>'; p++) {
			struct span *x =
			    &(*t == 'q' ? s->quote : s->speaker)[*p - '0'];

			if (end)
				x->end = n;
			else if (x->end == 0)
				x->begin = n;
		}
		p++;
	}
	s->text[n] = '\0';
}

static inline bool
said_same(struct span a, struct span b)
{
	return (a.begin == b.begin && a.end == b.end) ||
	    (a.begin == a.end && b.begin == b.end);
}

/* Is what was found what the tags tell, no more and no less? */
static inline bool
said_right(const struct said *s, const struct quotes *q)
{
	size_t i, k, n = 0;

	for (i = 0; i < 10; i++) {
		if (s->quote[i].end == 0)
			continue;
		for (k = 0; k < q->n; k++)
			if (said_same(q->q[k].whole, s->quote[i]) &&
			    said_same(q->q[k].speaker, s->speaker[i]))
				break;
		if (k == q->n)
			return false;
		n++;
	}
	return n == q->n;
}

static inline void
said_show(const struct said *s, const struct quotes *q)
{
	size_t i;

	printf("# %s\n", s->text);
	for (i = 0; i < q->n; i++)
		printf("#   found: [%.*s] said [%.*s], %s\n",
		    (int)(q->q[i].speaker.end - q->q[i].speaker.begin),
		    s->text + q->q[i].speaker.begin,
		    (int)(q->q[i].whole.end - q->q[i].whole.begin),
		    s->text + q->q[i].whole.begin, q->q[i].rule);
}

/* One test for each of the n cases. */
static inline void
said_check(const char *language, const struct sentence_case *c, size_t n)
{
	struct attrib *a = attrib_new();
	struct marks_opts o = {MARK_KEEP, language};
	struct marks m = {0};
	struct quotes q = {0};
	struct said s;
	size_t i;

	for (i = 0; i < n; i++) {
		struct quote_text t = {.language = language};
		struct span paras[16];
		size_t at = 0, len;

		said_read(&s, c[i].text);
		len = strlen(s.text);
		while (at < len && t.n_paras < 16) {
			size_t end = at + strcspn(s.text + at, "\n");

			paras[t.n_paras++] = (struct span){at, end};
			at = end + 1;
		}
		t.text = (struct view){(const unsigned char *)s.text, len};
		t.paras = paras;
		marks_read(&m, t.text, paras, t.n_paras, &o);
		t.stretches = m.stretches;
		t.n_stretches = m.n_stretches;
		quotes_clear(&q);
		attrib_find(a, &t, &q);
		if (!ok(said_right(&s, &q), "%s: %s", language, c[i].name))
			said_show(&s, &q);
		free(s.text);
	}
	attrib_free(a);
	marks_free(&m);
	quotes_free(&q);
}

#endif
