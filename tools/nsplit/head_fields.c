/* SPDX-License-Identifier: ISC */
/*
 * A line of a head that tells several things at once: fields between bars or
 * the like, a citation, a reference.
 */
#include "head.h"

#include <string.h>

#include "cited.h"
#include "date.h"
#include "label.h"
#include "shape.h"
#include "template.h"

#define PARTS_MAX 6

/* Cut a line at every mark; returns how many parts there are. */
static size_t
cut_at(struct view v, const char *mark, struct view *part)
{
	size_t i, n = strlen(mark), k = 0, at = 0;

	for (i = 0; i + n <= v.len && k < PARTS_MAX - 1; i++) {
		if (v.p[i] != (unsigned char)mark[0] ||
		    memcmp(v.p + i, mark, n) != 0)
			continue;
		part[k] = shape_trim((struct view){v.p + at, i - at});
		k += part[k].len > 0;
		at = i + n;
		i = at - 1;
	}
	part[k] = shape_trim((struct view){v.p + at, v.len - at});
	return k + (part[k].len > 0);
}

/* Cut a line at the first kind of mark that gives three parts. */
static size_t
cut_fields(struct view v, struct view *part)
{
	static const char *const mark[] = {"|", "\t", " \xc2\xb7 ",
	    " \xe2\x80\xa2 ", " // ", " / ", "   ", " \xe2\x80\x94 ",
	    " \xe2\x80\x93 ", " - "};
	size_t i, n = 0;

	/* Most lines do not even have the bytes. */
	for (i = 0; i < sizeof(mark) / sizeof(mark[0]) && n < 3; i++)
		if (memchr(v.p, mark[i][mark[i][1] != '\0'], v.len) != NULL)
			n = cut_at(v, mark[i], part);
	return n;
}

/* What the fields of a line are. */
struct fields {
	struct date date;
	struct view title; /* may be empty */
	struct view source;
	struct view author;
};

/* A time of day and nothing else: "06:12". */
static bool
clock_time(struct view v)
{
	uint64_t n;
	size_t i = shape_number(v, &n);

	return i > 0 && i <= 2 && v.len == i + 3 &&
	    (v.p[i] == ':' || v.p[i] == '.') &&
	    shape_number(shape_skip(v, i + 1), &n) == 2 && n < 60;
}

/* A part that is neither a name nor a headline: "Seite 3", "12". */
static bool
idle(struct view v)
{
	uint64_t n;

	return shape_number(v, &n) == v.len || head_page_number(v) ||
	    clock_time(v) ||
	    (v.len > 1 && v.p[0] <= 'Z' &&
		shape_number(shape_skip(v, 1), &n) == v.len - 1);
}

/* "Gazette, 3 May 2019, p. 4, 252 words, Headline, By Jane Doe": behind the
 * date and what counts, up to a byline or a page, stands the headline. */
static bool
read_citation(struct view v, struct fields *f)
{
	struct view part, name;
	const unsigned char *comma;
	size_t n;

	*f = (struct fields){0};
	comma = memchr(v.p, ',', v.len);
	if (v.len > 240 || comma == NULL || comma < v.p + 2)
		return false;
	f->source = (struct view){v.p, (size_t)(comma - v.p)};
	v = shape_skip(v, f->source.len + 1);
	if (!date_begins(v, &f->date))
		return false;
	v = shape_skip(v, f->date.end);
	/* The weekday. */
	comma = memchr(v.p, ',', v.len < 16 ? v.len : 16);
	if (comma != NULL &&
	    shape_words((struct view){v.p, (size_t)(comma - v.p)}) == 1)
		v = shape_skip(v, (size_t)(comma - v.p));
	while (v.len > 0 && v.p[0] == ',') {
		v = shape_skip(v, 1);
		comma = memmem(v.p, v.len, ", ", 2);
		part = (struct view){
		    v.p, comma != NULL ? (size_t)(comma - v.p) : v.len};
		if (shape_byline(part, &name))
			f->author = name;
		else if (!head_page_number(part) &&
		    !label_word_count(part, &n) &&
		    memchr(part.p, ';', part.len) == NULL &&
		    (f->title.len > 0 || shape_words_min(part, 3)))
			f->title = f->title.len == 0
			    ? part
			    : (struct view){f->title.p,
				  (size_t)(part.p + part.len - f->title.p)};
		v = (struct view){v.p + part.len, v.len - part.len};
	}
	return shape_words(f->source) <= 6 && shape_words_min(f->title, 3) &&
	    !shape_full_stop(f->title);
}

static bool
read_fields(struct view v, struct fields *f)
{
	struct view part[PARTS_MAX], name;
	size_t n, i, others = 0, longest = 0;
	bool dated = false, credit = false;

	*f = (struct fields){0};
	if (v.len > 240 || !date_possible(v) || shape_full_stop(v))
		return false;
	n = cut_fields(v, part);
	for (i = 0; i < n && n >= 3 && !dated; i++)
		if ((dated = date_whole(part[i], &f->date) ||
			    head_posted(part[i], &f->date, &name)))
			part[i].len = 0;
	if (!dated)
		return false;
	for (i = 0; i < n; i++) {
		if (shape_byline(part[i], &name)) {
			f->author = name;
			part[i].len = 0;
			credit = true;
		} else if (idle(part[i]) || head_section(part[i]) ||
		    label_of(part[i], &name) != LABEL_NONE) {
			part[i].len = 0;
			credit = true;
		}
		others += part[i].len > 0;
		if (part[i].len > part[longest].len)
			longest = i;
	}
	for (i = 0; i < n && f->source.len == 0; i++)
		if (part[i].len > 1 && (others == 1 || i != longest))
			f->source = part[i];
	f->title = part[longest];
	if (others < 2 || shape_words(f->title) < 3u + credit ||
	    shape_publication(f->title)) {
		/* A name, a date, a page: the headline is elsewhere. */
		f->title.len = 0;
		for (i = 0; i < n && part[i].len == 0;)
			i++;
		f->source = head_strip(i < n ? part[i] : f->source);
		while (++i < n && f->author.len == 0)
			if (shape_person(part[i]) &&
			    !shape_publication(part[i]))
				f->author = part[i];
		return f->source.len > 1 && shape_words(f->source) <= 6 &&
		    (others == 1 || credit || shape_publication(f->source));
	}
	/* A dash in the headline is no mark between fields. */
	if (n > 3 && longest >= 2)
		f->title.len = (size_t)(v.p + v.len - f->title.p);
	return true;
}

/* A whole reference. */
static bool
read_reference(struct view v, struct fields *f)
{
	struct cited c;

	if (!cited_read(v, &c) || c.date.end == 0)
		return false;
	*f = (struct fields){c.date, c.title, c.source, c.author};
	return true;
}

/* "Headline [Gazette] [3 May 2019] [Jane Doe]": fields in brackets. */
static bool
read_brackets(struct view v, struct fields *f)
{
	struct view part;
	const unsigned char *open;
	size_t n = 0;

	*f = (struct fields){0};
	for (; v.len > 4 && (v.p[v.len - 1] == ']' || v.p[v.len - 1] == ')');
	     n++) {
		open = memrchr(v.p, v.p[v.len - 1] == ']' ? '[' : '(', v.len);
		if (open == NULL)
			return false;
		part = shape_trim(
		    (struct view){open + 1, v.len - (size_t)(open - v.p) - 2});
		if (f->date.end == 0 && date_whole(part, &f->date))
			;
		else if (f->source.len == 0)
			f->source = part;
		else if (f->author.len == 0) {
			/* Fields are met from the last on. */
			f->author = f->source;
			f->source = part;
		} else
			return false;
		v = shape_trim((struct view){v.p, (size_t)(open - v.p)});
	}
	f->title = v;
	return n >= 2 && f->date.end > 0 && shape_words_min(v, 2) &&
	    f->source.len > 1 && !shape_words_min(f->source, 8);
}

/* Of one or two names the one that is no person's is the source. */
static void
take_names(struct fields *f, const struct view *name, size_t n)
{
	size_t source = n == 2 && shape_person(name[0]) &&
	    (shape_publication(name[1]) || !shape_person(name[1]));

	if (n > 0)
		f->source = name[source];
	if (n == 2 && f->author.len == 0)
		f->author = name[1 - source];
}

/* The token parts the fields of a line: a mark that names do not have. */
static bool
parts_fields(struct view v, const struct token *t)
{
	if (t->type == TOKEN_QUOTE) /* "World > News", with angles */
		return t->at > 0 && v.p[t->at - 1] == ' ' && t->end < v.len &&
		    v.p[t->end] == ' ';
	return t->type > TOKEN_QUOTE && strchr(".()[]&'", t->type) == NULL;
}

/* Note a part of the line in f; false: it cannot be told. */
static bool
note_part(struct view v, struct fields *f, struct view *name, size_t *names,
    size_t *known, size_t *sections)
{
	struct view by;

	v = head_strip(v);
	if (v.len == 0)
		return true;
	if (shape_byline(v, &by)) {
		f->author = by;
		++*known;
	} else if (f->date.end == 0 && date_whole(v, &f->date))
		++*known;
	else if (idle(v) || shape_url(v))
		++*known;
	else if (head_section(v))
		++*sections;
	else {
		if (*names == 2 || !head_short_name(v) || !shape_begins(v) ||
		    shape_digit(v) || shape_capital_words(v) <= .6)
			return false;
		name[(*names)++] = v;
	}
	return true;
}

/* v without an address at its end. */
static struct view
without_url(struct view v)
{
	const unsigned char *blank = memrchr(v.p, ' ', v.len);

	return blank != NULL &&
		shape_url(shape_skip(v, (size_t)(blank - v.p) + 1))
	    ? head_strip((struct view){v.p, (size_t)(blank - v.p)})
	    : v;
}

/* "(The Gazette, p. 4, by Jane Doe)", "The Gazette > World > 3 May 2019": parts
 * between any marks, of which each can be told, and a name or two. */
static bool
read_list(struct view v, struct fields *f)
{
	struct token t[TEMPLATE_MAX];
	struct view name[2];
	size_t all, i, from = 0, names = 0, known = 0, parts = 0;
	size_t sections = 0;
	bool ends, glued = false;

	*f = (struct fields){0};
	v = without_url(head_strip(shape_unframe(v)));
	if (v.len < 6 || v.len > 120 || shape_full_stop(v) ||
	    (shape_unmarked(v) && !date_possible(v)) ||
	    (all = template_read(v, t)) < 2)
		return false;
	for (i = 0; i <= all; i++) {
		ends = i == all || parts_fields(v, &t[i]);
		/* A date begins a part and ends it. */
		if (!ends && t[i].type != TOKEN_DATE)
			continue;
		if (!note_part((struct view){v.p + from,
				   (i < all ? t[i].at : v.len) - from},
			f, name, &names, &known, &sections))
			return false;
		glued |= !ends && t[i].at > from;
		from = i < all ? t[i].end : v.len;
		parts++;
		if (i < all && !ends &&
		    !note_part((struct view){v.p + t[i].at,
				   (size_t)(t[i].end - t[i].at)},
			f, name, &names, &known, &sections))
			return false;
	}
	if (names == 2 && glued && !shape_publication(name[0]) &&
	    !shape_publication(name[1]))
		return false;
	take_names(f, name, names);
	return parts > 1 && (known > 0 || sections > 0) &&
	    (names > 0 || f->author.len > 0 || f->date.end > 0);
}

static bool
read_any(struct view v, struct fields *f)
{
	return read_fields(v, f) || read_citation(v, f) ||
	    read_brackets(v, f) || read_reference(v, f);
}

bool
head_is_fields(struct view v)
{
	struct fields f;

	return read_any(v, &f) && f.title.len > 0;
}

bool
head_fields_date(struct view v)
{
	struct fields f;

	return read_any(v, &f);
}

bool
head_fields(struct page *p, struct article *a, struct view v)
{
	struct fields f;

	if (!read_any(v, &f))
		return false;
	page_set_date(p, a, &f.date);
	page_offer(p, a, FIELD_TITLE, f.title);
	page_offer(p, a, FIELD_SOURCE, f.source);
	page_offer(p, a, FIELD_AUTHOR, f.author);
	a->sourced = true;
	return true;
}

bool
head_list(struct page *p, struct article *a, struct view v)
{
	struct fields f;

	if (!read_list(v, &f))
		return false;
	if (f.date.end > 0)
		page_offer_date(p, a, &f.date);
	page_offer(p, a, FIELD_SOURCE, f.source);
	page_offer(p, a, FIELD_AUTHOR, f.author);
	a->sourced |= f.source.len > 0;
	return true;
}

bool
head_dated_list(struct view v)
{
	struct fields f;

	return read_list(v, &f) && f.date.end > 0;
}

bool
head_joined(struct view v)
{
	struct token t[TEMPLATE_MAX];
	size_t all = template_read(v, t), i;

	for (i = 0; i < all; i++)
		if (t[i].type != ',' && (t[i].type & 0x3F) != TOKEN_DASH &&
		    parts_fields(v, &t[i]))
			return true;
	return false;
}
