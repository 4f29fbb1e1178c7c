/* SPDX-License-Identifier: ISC */
/*
 * All articles of a stretch but those that end near its end are decided; the
 * next stretch begins where the first undecided one begins.  An article that
 * fills the stretch makes the stretch eight times as long, up to the longest
 * record; then it is cut at a paragraph.
 */
#include "member.h"

#include <string.h>

#include "shape.h"
#include "utf8.h"

/* A stretch that is not the last is asked only up to here, in eighths: what
 * begins later might look otherwise if more were seen. */
#define DECIDED_EIGHTHS 7
#define GROWTH 8
/* Where the format has just changed it may soon change again, and what is
 * looked at now is looked at again then. */
#define MIX_STEP (MEMBER_STEP / 8)
#define DEPTH_MAX 4 /* formats that stand before formats */

static void
begin(struct member *m, struct job *j)
{
	window_reset(&m->window);
	furniture_reset(&m->page.furniture);
	arbiter_reset(&m->arbiter, m->forced);
	m->arbiter.explain = j->want_explain;
	heads_forget(&m->page.heads);
	m->at = j->text_at;
	m->step = MEMBER_STEP;
	m->part = m->found = m->since = 0;
	m->depth = 0;
	m->page.level = (struct view){0};
	table_begin(&m->table);
	markup_begin(&m->markup);
	j->n.in++;
}

/* The text before the first article, without blank lines round it. */
static struct view
preamble(const struct page *p, size_t first)
{
	size_t a = 0, b = first;

	while (b > 0 && (page_blank(p, b - 1) || p->role[b - 1] == ROLE_MARK))
		b--;
	while (a < b && page_blank(p, a))
		a++;
	if (a == b)
		return (struct view){0};
	return page_bytes(p, a, b, p->lines.v[a].at);
}

static struct occasion
occasion(struct member *m, struct job *j)
{
	return (struct occasion){.job = j,
	    .window = &m->window,
	    .at = m->at,
	    .cue = m->arbiter.used->name,
	    .confidence = m->arbiter.confidence};
}

/* Whether an article of its own stands before line end: body lines in a row
 * that are no list. */
static bool
prose(const struct page *p, size_t end)
{
	struct view v;
	uint64_t number;
	size_t i, lines = 0, bytes = 0;

	for (i = 0; i < end; i++) {
		v = page_line(p, i);
		if (!page_body(p, i) || shape_number(v, &number) > 0 ||
		    !shape_begins(v) != shape_lower_first(v))
			continue;
		lines++;
		bytes += v.len;
	}
	return lines >= 6 && bytes >= 600;
}

/* What stands before the first article of a member: its preamble.  Prose
 * there is an article of its own. */
static struct view
emit_before(struct member *m, struct job *j, size_t first)
{
	const struct page *p = &m->page;
	struct occasion o;
	struct article a = {0};
	struct view v = preamble(p, first);

	if (v.len == 0)
		return v;
	if (m->since == 0 && m->part == 0 && !prose(p, first))
		return v;
	o = occasion(m, j);
	a.last = first;
	while (page_blank(p, a.first))
		a.first++;
	while (page_blank(p, a.last - 1))
		a.last--;
	a.body = a.first;
	o.part = m->part > 0 ? ++m->part : 0;
	o.cue = "preamble";
	emit_article(&m->emitter, &o, p, &a);
	return (struct view){0};
}

/* A text without any cue keeps its headline in the text when it is cut into
 * smaller units: nobody asked for articles. */
static void
keep_head(struct member *m, struct article *a)
{
	size_t i;

	if (m->arbiter.used != &cue_single ||
	    m->emitter.cutter.unit == UNIT_ARTICLE)
		return;
	page_mark(&m->page, a->first, a->last, ROLE_TEXT);
	a->body = a->first;
	for (i = 0; i < FIELD_COUNT; i++)
		a->field[i].len = 0;
}

static void
complain(struct member *m, struct job *j)
{
	job_reject(j, 0, 0, buf_cstr(&m->why), (struct view){0});
}

/* Check an article, and with the first what stands before it. */
static void
check_one(struct member *m, struct job *j, const struct article *a)
{
	const struct page *p = &m->page;

	if (!m->want_check)
		return;
	if (m->since == 0) {
		check_begin(&m->check);
		check_cover(&m->check, p, 0, a->first, true);
	}
	if (check_article(&m->check, p, a,
		window_raw_offset(&m->window, m->at + p->lines.v[a->first].at),
		&m->why))
		complain(m, j);
}

/* The articles of one format are out: are they all? */
static void
check_all(struct member *m, struct job *j)
{
	const struct page *p = &m->page;
	uint64_t n = m->arbiter.announced;
	struct view entry;
	size_t i = 0;

	if (!m->want_check || m->since == 0)
		return;
	if (m->arbiter.n > 0)
		check_cover(&m->check, p, m->arbiter.a[m->arbiter.n - 1].body,
		    p->lines.n, false);
	n = n > 0 ? n : m->check.announced;
	if (n > 0 && n != m->since) {
		buf_clear(&m->why);
		buf_printf(&m->why, "%llu articles announced, %llu found",
		    (unsigned long long)n, (unsigned long long)m->since);
		complain(m, j);
	}
	while (check_missing(&m->check, &i, &entry)) {
		buf_clear(&m->why);
		buf_puts(&m->why, "no article for this line of the contents: ");
		buf_put_view(&m->why, entry);
		complain(m, j);
	}
}

/* Emit the articles up to the n-th. */
static void
emit_some(struct member *m, struct job *j, size_t n, bool last)
{
	struct occasion o = occasion(m, j);
	const struct arbiter *ar = &m->arbiter;
	struct article *a;
	size_t i;

	for (i = 0; i < n; i++) {
		a = &ar->a[i];
		o.preamble = (struct view){0};
		if (i == 0)
			o.preamble = emit_before(m, j, a->first);
		o.partial = last && j->partial && i + 1 == ar->n;
		if (m->part > 0 && i == 0 &&
		    page_next(&m->page, 0, a->last) == a->first) {
			o.part = ++m->part;
			a->body = a->first;
		} else
			o.part = m->part = 0;
		if (ar->used == &cue_mail)
			mail_decode(&m->mail, &m->markup, &m->page, a);
		check_one(m, j, a);
		m->found++;
		m->since++;
		keep_head(m, a);
		emit_article(&m->emitter, &o, &m->page, a);
	}
}

/* How many articles of this stretch, which is not the last, are decided; *at
 * is where the next one begins, in the stretch. */
static size_t
decided(const struct member *m, size_t *at)
{
	const struct arbiter *ar = &m->arbiter;
	const struct lines *ls = &m->page.lines;
	size_t n, limit = m->page.text.len / 8 * DECIDED_EIGHTHS;

	for (n = ar->n; n-- > 1;) {
		*at = ls->v[ar->a[n].first].at;
		if (*at <= limit)
			return n;
	}
	return 0;
}

static void
drop(struct member *m, size_t n)
{
	m->at += n;
	window_drop(&m->window, m->at);
	m->step = MEMBER_STEP;
}

/* Where to cut a text in two: after its last paragraph, else after the last
 * line that ends a sentence, else after the last whole line. */
static size_t
part_end(const struct page *p)
{
	size_t i, last = p->lines.n - 1;

	for (i = last; i > p->lines.n / 2; i--)
		if (page_blank(p, i))
			return i;
	for (i = last; i > p->lines.n / 2; i--)
		if (shape_full_stop(page_line(p, i - 1)))
			return i;
	return last > 0 ? last : 1;
}

/* Cut a text that is too long at its last paragraph. */
static void
cut_part(struct member *m, struct job *j)
{
	const struct page *p = &m->page;
	struct occasion o;
	struct article a = {0};
	size_t end = part_end(p);

	if (m->part == 0 && m->step >= m->max_record)
		job_reject(j, 0, 0,
		    "an article longer than --max-record, cut in parts",
		    (struct view){0});
	o = occasion(m, j);
	o.part = ++m->part;
	a.last = end;
	while (a.last > 1 && page_blank(p, a.last - 1))
		a.last--;
	emit_article(&m->emitter, &o, p, &a);
	drop(m, p->lines.v[end].at > 0 ? p->lines.v[end].at : p->text.len);
}

/* Tell how the vote went. */
static void
explain_vote(struct member *m, struct job *j)
{
	const struct arbiter *ar = &m->arbiter;
	struct view label = {
	    (const unsigned char *)j->src->label, strlen(j->src->label)};
	const struct cue *cue;
	size_t i;

	if (!j->want_explain || ar->cue != NULL)
		return;
	for (i = 0; i < ar->n_votes; i++) {
		buf_clear(&m->why);
		cue = ar->votes[i].cue;
		buf_printf(&m->why, "%zu starts, %zu with a head, worth %.1f%s",
		    ar->votes[i].starts, ar->votes[i].headed,
		    ar->votes[i].score, cue == ar->used ? ": chosen" : "");
		job_explain(j, label, m->at, "vote",
		    (struct view){
			(const unsigned char *)cue->name, strlen(cue->name)},
		    buf_view(&m->why));
	}
}

static void finish_until(
    struct member *, struct job *, uint64_t end, bool last);

/* What comes is voted on anew. */
static void
begin_format(struct member *m)
{
	arbiter_reset(&m->arbiter, NULL);
	heads_forget(&m->page.heads);
	furniture_reset(&m->page.furniture);
	m->since = 0;
}

/*
 * Does the format change within the first limit articles of the page, which
 * has been cut?  Then what stands before the change has been emitted, m->at is
 * where the other format begins, and the vote is open.
 */
static bool
changes(struct member *m, struct job *j, size_t limit)
{
	struct page *p = &m->page;
	struct change c;
	uint64_t at;

	if (m->forced != NULL || p->level.len > 0 || m->depth >= DEPTH_MAX ||
	    !mix_find(&m->mix, &m->arbiter, p, limit, &c))
		return false;
	at = m->at + p->lines.v[c.line].at;
	if (c.n > 0) {
		emit_some(m, j, c.n, false);
		check_all(m, j);
		drop(m, (size_t)(at - m->at));
	}
	begin_format(m);
	if (c.n == 0) {
		m->depth++;
		finish_until(m, j, at, false);
		m->depth--;
		begin_format(m);
	}
	m->step = MIX_STEP;
	return true;
}

/* Look at a stretch that more text follows. */
static void
stretch(struct member *m, struct job *j)
{
	struct view v = window_text(&m->window, m->at);
	size_t n, at;

	v.len = (size_t)m->step;
	while (v.len > 1 && utf8_is_cont(v.p[v.len]))
		v.len--;
	page_index(&m->page, v);
	arbiter_cut(&m->arbiter, &m->page);
	explain_vote(m, j);
	n = decided(m, &at);
	if (changes(m, j, n > 0 ? n : 1))
		return;
	if (n > 0) {
		arbiter_keep(&m->arbiter);
		emit_some(m, j, n, false);
		drop(m, at);
	} else if (m->arbiter.used == &cue_single &&
	    m->emitter.cutter.unit != UNIT_ARTICLE) {
		/* Nobody waits for the whole of it. */
		arbiter_keep(&m->arbiter);
		cut_part(m, j);
	} else if (m->step < m->max_record) {
		m->step = m->step > m->max_record / GROWTH ? m->max_record
							   : m->step * GROWTH;
	} else
		cut_part(m, j);
}

/* Cut the text up to offset end, which is where another format begins or where
 * the member ends. */
static void
finish_until(struct member *m, struct job *j, uint64_t end, bool last)
{
	struct view v;

	do {
		v = window_text(&m->window, m->at);
		v.len = (size_t)(end - m->at);
		page_index(&m->page, v);
		arbiter_cut(&m->arbiter, &m->page);
		explain_vote(m, j);
	} while (changes(m, j, SIZE_MAX));
	if (m->arbiter.n > 0)
		emit_some(m, j, m->arbiter.n, last);
	check_all(m, j);
	drop(m, (size_t)(end - m->at));
}

static void
finish(struct member *m, struct job *j)
{
	finish_until(m, j, m->at + window_text(&m->window, m->at).len, true);
}

/* Cut what the window holds; last: no more comes. */
static void
cut(struct member *m, struct job *j, bool last)
{
	while (window_text(&m->window, m->at).len > m->step)
		stretch(m, j);
	if (last)
		finish(m, j);
}

void
member_text(struct member *m, struct job *j)
{
	if (j->first)
		begin(m, j);
	window_append(&m->window, j);
	if (table_member(m, j))
		return;
	switch (markup_member(m, j)) {
	case MARKUP_PASS:
		break;
	case MARKUP_TAKEN:
		return;
	case MARKUP_LINES:
		finish(m, j);
		return;
	}
	cut(m, j, j->last);
}

void
member_free(struct member *m)
{
	window_free(&m->window);
	page_free(&m->page);
	arbiter_free(&m->arbiter);
	emitter_free(&m->emitter);
	table_free(&m->table);
	markup_free(&m->markup);
	mail_free(&m->mail);
	mix_free(&m->mix);
	check_free(&m->check);
	buf_free(&m->why);
}
