/* SPDX-License-Identifier: ISC */
/* What is learnt from all headlines of a dump: what stands beside them in
 * their lines, and where they stand in their blocks. */
#include <string.h>

#include "nsplit/frame.h"
#include "nsplit/heads.h"
#include "tap.h"

#define N 6

static struct view
view(const char *s)
{
	return (struct view){(const unsigned char *)s, strlen(s)};
}

/* The headlines of the articles, learnt from and cut. */
static void
learn(struct page *p, struct article *a, const char *const *title)
{
	size_t i;

	page_clear_strings(p);
	heads_forget(&p->heads);
	for (i = 0; i < N; i++) {
		a[i] = (struct article){0};
		page_set(p, &a[i], FIELD_TITLE, view(title[i]));
	}
	frame_learn(p, a, N);
	for (i = 0; i < N; i++)
		frame_apply(p, &a[i]);
}

static bool
is(const struct page *p, const struct article *a, enum field f,
    const char *want)
{
	struct view v = page_string(p, a->field[f]), w = view(want);

	if (v.len == w.len && (v.len == 0 || memcmp(v.p, w.p, v.len) == 0))
		return true;
	printf("# \"%.*s\", not \"%s\"\n", (int)v.len, (const char *)v.p, want);
	return false;
}

static void
test_frames(struct page *p)
{
	static const char *const tilde[N] = {"Tugs free ferry ~ Marren Herald",
	    "Seed prices worry growers ~ Ostwick Gazette",
	    "Lamp to burn on ~ Marren Herald", "Who owns the lake? ~ Skerry",
	    "Snow ~ and ice ~ Ostwick Gazette", "Old cinema reopens ~ Skerry"};
	static const char *const plain[N] = {"Tugs free ferry - again",
	    "Seed prices worry growers", "Lamp to burn on",
	    "Who owns the lake?", "Snow, and ice: a report", "Old cinema"};
	static const char *const quoted[N] = {
	    "\"Tugs free ferry,\" by Jane Doe, Marren Herald",
	    "\"Seed prices worry growers,\" Ostwick Gazette",
	    "\"Lamp to burn on,\" by John Roe, Marren Herald",
	    "\"Who owns the lake?,\" Marren Herald",
	    "\"Snow and ice,\" by Jane Doe, Ostwick Gazette",
	    "\"Old cinema reopens,\" Ostwick Gazette"};
	static const char *const numbered[N] = {"1/ Tugs free ferry",
	    "2/ Seed prices worry growers", "3/ Lamp to burn on",
	    "4/ Who owns the lake?", "5/ Snow and ice", "6/ Old cinema"};
	static const char *const tagged[N] = {"[list] Tugs free ferry",
	    "[list] Seed prices worry growers", "[list] Lamp to burn on",
	    "[list] Who owns the lake?", "[list] Snow and ice",
	    "[list] Old cinema"};
	struct article a[N];

	learn(p, a, tilde);
	ok(is(p, &a[0], FIELD_TITLE, "Tugs free ferry") &&
		is(p, &a[0], FIELD_SOURCE, "Marren Herald") &&
		is(p, &a[4], FIELD_TITLE, "Snow ~ and ice"),
	    "names that come again behind a mark of all headlines are sources");
	learn(p, a, plain);
	ok(p->heads.n_frames == 0 &&
		is(p, &a[0], FIELD_TITLE, "Tugs free ferry - again"),
	    "a mark that few headlines have cuts none of them");
	learn(p, a, quoted);
	ok(is(p, &a[0], FIELD_TITLE, "Tugs free ferry") &&
		is(p, &a[0], FIELD_SOURCE, "Marren Herald") &&
		is(p, &a[0], FIELD_AUTHOR, "Jane Doe") &&
		is(p, &a[1], FIELD_SOURCE, "Ostwick Gazette") &&
		is(p, &a[1], FIELD_AUTHOR, ""),
	    "a byline that only some headlines have is cut off those");
	learn(p, a, numbered);
	ok(is(p, &a[5], FIELD_TITLE, "Old cinema") && a[5].number == 6,
	    "numbers that rise from headline to headline are the items'");
	learn(p, a, tagged);
	ok(is(p, &a[0], FIELD_TITLE, "[list] Tugs free ferry") &&
		is(p, &a[0], FIELD_SOURCE, ""),
	    "what is the same beside every headline is no source");
}

/* Count a block of lines and the longest line as a headline's. */
static void
count(struct heads *h, const struct view *line, size_t n)
{
	heads_count_run(h, line, n);
	h->count.lengths[line[0].len]++;
}

static void
test_places(void)
{
	struct heads h = {0};
	struct view line[3];
	size_t i;

	line[1] = view("Jane Doe");
	line[2] = view("Ostwick Gazette");
	for (i = 0; i < 4; i++) {
		line[0] = view("Tugs free the ferry of Skerry");
		count(&h, line, 3);
	}
	line[0] = view("Tugs free the ferry that ran aground off Skerry on");
	count(&h, line, 3);
	count(&h, line, 3);
	heads_learn(&h);
	ok(h.known && h.above == 0 && h.below == 2,
	    "blocks of which no line is full tell what is under the headline");
	for (i = 0; i < 6; i++) {
		line[0] =
		    view("Tugs free the ferry that ran aground off Skerry");
		line[1] = view("yesterday morning");
		count(&h, line, 2);
	}
	heads_learn(&h);
	ok(!h.known, "blocks of which the first line is full tell nothing");
	for (i = 0; i < 6; i++)
		heads_count_block(&h, i == 0 ? 1 : 0, 2 + i % 2);
	heads_learn(&h);
	ok(h.side == SIDE_FIRST && h.block == 0,
	    "the block in which most headlines stand is known");
	heads_learn(&h);
	ok(h.side == SIDE_OPEN, "what was counted is forgotten when learnt");
	for (i = 0; i < 5; i++)
		heads_count_title(&h, view(i % 2 ? "Skerry" : "Marren"), false);
	heads_learn(&h);
	ok(h.repeated, "headlines that come again are known to be none");
}

int
main(void)
{
	struct page p = {0};

	test_frames(&p);
	test_places();
	page_free(&p);
	return done();
}
