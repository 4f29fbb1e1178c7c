/* SPDX-License-Identifier: ISC */
#ifndef NR_ARTICLES_H
#define NR_ARTICLES_H

#include <stdlib.h>
#include <string.h>

#include "nsplit/member.h"
#include "record.h"
#include "tap.h"

/* Invented dumps, and what nsplit makes of them: three texts, three headlines,
 * and a runner. */

#define P1                                                                    \
	"The harbour council of Ostwick voted on Tuesday to keep the old\n"   \
	"lighthouse open until the spring, after a long and loud debate.\n"   \
	"\n"                                                                  \
	"Keepers said that the lamp had never gone out in ninety years and\n" \
	"that they saw no reason why it should do so now.\n"
#define P2                                                                    \
	"Farmers in the Vale of Marren are paying twice as much for their\n"  \
	"seed as they did a year ago, a survey by the growers' union says.\n" \
	"\n"                                                                  \
	"The union asked four hundred farms, and half of them answered at\n"  \
	"once, which it called a sign of how worried they are.\n"
#define P3                                                                  \
	"A ferry that ran aground off Little Skerry on Sunday was pulled\n" \
	"free by two tugs at high water, and nobody on board was hurt.\n"   \
	"\n"                                                                \
	"The master told the inquiry that the buoy which marks the rocks\n" \
	"had not been lit for a week when his ship came by.\n"

struct want {
	const char *title;
	const char *source;
	const char *author;
	const char *date;
	const char *item;
};

struct sample {
	const char *name;
	const char *cue;
	const char *text;
	struct want want[4];
};

#define THREE(s, a, d)                                                        \
	{                                                                     \
		{"Council keeps lighthouse open", s, a, d, NULL},             \
		    {"Seed prices worry growers in the Vale", s, a, d, NULL}, \
		{                                                             \
			"Tugs free ferry off Little Skerry", s, a, d, NULL    \
		}                                                             \
	}
#define NUMBERED(s, a, d)                                                    \
	{                                                                    \
		{"Council keeps lighthouse open", s, a, d, "1"},             \
		    {"Seed prices worry growers in the Vale", s, a, d, "2"}, \
		{                                                            \
			"Tugs free ferry off Little Skerry", s, a, d, "3"    \
		}                                                            \
	}
#define T1 "Council keeps lighthouse open"
#define T2 "Seed prices worry growers in the Vale"
#define T3 "Tugs free ferry off Little Skerry"

/* What nsplit makes of text given in blocks of size bytes. */
static void
run(const char *text, size_t size, struct buf *out)
{
	struct source src = {.operand = (char *)"t",
	    .base = (char *)"t",
	    .member = (char *)"t",
	    .label = (char *)"t",
	    .encoding = (char *)"utf-8"};
	struct member m = {.max_record = 1u << 28, .table.wanted = "text"};
	struct job j = {.src = &src, .first = true};
	size_t at = 0, len = strlen(text);

	do {
		j.in.p = (const unsigned char *)text + at;
		j.in.len = len - at < size ? len - at : size;
		j.raw = j.in;
		j.text_at = j.raw_at = at;
		at += j.in.len;
		j.last = at == len;
		member_text(&m, &j);
		j.first = false;
	} while (!j.last);
	buf_clear(out);
	buf_put_view(out, buf_view(&j.out));
	job_free(&j);
	member_free(&m);
}

static int
same(struct record *r, const char *key, const char *want)
{
	struct view v;

	if (!record_get_string(r, key, &v))
		return want == NULL;
	if (want == NULL)
		return strcmp(key, "source") == 0;
	return v.len == strlen(want) && memcmp(v.p, want, v.len) == 0;
}

static int
same_in(struct record *r, const char *key, const char *want)
{
	struct view v;

	if (!record_get_in(r, "metadata", key, &v))
		return want == NULL;
	return want != NULL && v.len == strlen(want) + 2 &&
	    memcmp(v.p + 1, want, v.len - 2) == 0;
}

static int
same_fields(struct record *r, const struct want *w)
{
	int good = same(r, "title", w->title) && same(r, "source", w->source) &&
	    same(r, "author", w->author) && same(r, "date", w->date) &&
	    same_in(r, "item", w->item);

	if (!good)
		printf("# %.*s\n", (int)r->line.len, r->line.p);
	return good;
}

static inline void
check(const struct sample *s, struct record *r)
{
	static const struct record_names names = {"text", "id"};
	struct buf out = {0}, other = {0};
	struct fault f;
	struct view line;
	size_t n = 0, at = 0;
	int good = 1;

	run(s->text, 1u << 20, &out);
	for (; at < out.len; at += line.len + 1, n++) {
		line.p = out.data + at;
		line.len = (size_t)((const unsigned char *)memchr(
					line.p, '\n', out.len - at) -
		    line.p);
		if (record_parse(r, line, &names, 0, &f) == -1 || n >= 4) {
			good = 0;
			break;
		}
		if (s->want[0].title != NULL)
			good &= same_fields(r, &s->want[n]);
		if (!same_in(r, "cue", s->cue)) {
			printf("# %.*s\n", (int)line.len, line.p);
			good = 0;
		}
	}
	if (s->want[0].title != NULL)
		good &= n > 0 && (n == 4 || s->want[n].title == NULL);
	ok(good, "nsplit reads %s", s->name);
	run(s->text, 1, &other);
	ok(out.len == other.len && memcmp(out.data, other.data, out.len) == 0,
	    "bytes one by one give the same: %s", s->name);
	buf_free(&out);
	buf_free(&other);
}

#endif
