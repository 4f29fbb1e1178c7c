/* SPDX-License-Identifier: ISC */
/*
 * Where articles begin: each family of cues by the first byte, or all under
 * the arbiter.  Starts ascend, articles lie apart and in order, fields are
 * UTF-8.  The rest of the first byte chooses how the page is cut in two, the
 * second half continuing the first.
 */
#include "fuzz.h"
#include "nsplit/arbiter.h"

static struct page page;
static struct arbiter ar;

static const struct cue *
choose(unsigned c)
{
	static const struct cue *const all[] = {NULL, &cue_bare, &cue_capitals,
	    &cue_dates, &cue_document, &cue_end, &cue_ends, &cue_factiva,
	    &cue_feed, &cue_labels, &cue_mail, &cue_markdown, &cue_markup,
	    &cue_number, &cue_rules, &cue_separators, &cue_sgml, &cue_single,
	    &cue_stars, NULL};

	return all[c % (sizeof(all) / sizeof(all[0]))];
}

static void
check_proposal(const struct cue *cue)
{
	static struct proposal p;
	size_t i;

	p.n = 0;
	p.style = 0;
	p.keep = p.announced = 0;
	p.continued = false;
	cue->propose(&page, &p);
	for (i = 0; i < p.n; i++) {
		CHECK(p.s[i].mark <= p.s[i].line);
		CHECK(p.s[i].line <= page.lines.n);
		CHECK(i == 0 || p.s[i].mark >= p.s[i - 1].line);
		CHECK(p.s[i].rest <= page.text.len);
	}
}

static void
check_articles(void)
{
	size_t i, f, end = 0;
	struct view v;

	for (i = 0; i < ar.n; i++) {
		const struct article *a = &ar.a[i];

		CHECK(a->first >= end && a->first <= a->last);
		CHECK(a->body >= a->first && a->body <= a->last);
		CHECK(a->last <= page.lines.n);
		end = a->last;
		for (f = 0; f < FIELD_COUNT; f++) {
			CHECK(a->field[f].at + a->field[f].len <=
			    page.strings.len);
			v = page_string(&page, a->field[f]);
			CHECK(utf8_valid(v.p, v.len) == v.len);
		}
	}
	for (i = 0; i < page.lines.n; i++)
		CHECK(page.role[i] <= ROLE_MARK);
}

static void
cut(struct view text)
{
	size_t i, all = 0;

	page_index(&page, text);
	arbiter_cut(&ar, &page);
	check_articles();
	for (i = 0; i < page.lines.n; i++)
		all += !page_blank(&page, i);
	CHECK(all == 0 || ar.n > 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct buf clean;
	struct view in = {data, size}, head;
	unsigned c = first_byte(&in);
	const struct cue *cue = choose(c);

	in = as_utf8(in, &clean);
	furniture_reset(&page.furniture);
	heads_forget(&page.heads);
	page_index(&page, in);
	if (cue != NULL)
		check_proposal(cue);
	arbiter_reset(&ar, cue);
	head = in;
	if (c >= 128)
		head.len = in.len / 2;
	while (head.len < in.len && utf8_is_cont(in.p[head.len]))
		head.len++;
	cut(head);
	if (head.len < in.len) {
		arbiter_keep(&ar);
		cut((struct view){in.p + head.len, in.len - head.len});
	}
	return 0;
}
