/* SPDX-License-Identifier: ISC */
/*
 * Members: of an archive one after another, or the file itself; what they are
 * in, where they come from, and how they end.
 */
#include "reader_private.h"

#include <stdlib.h>
#include <string.h>

#include "gunzip.h"
#include "xalloc.h"

/* A zip archive is looked into this far to tell whether it is a document. */
#define ZIP_PEEK 4096

/* The part of a DOCX that its text is in (ECMA-376, part 1, 11.3.10), by the
 * name that everyone gives it. */
#define DOCX_PART "word/document"

static struct view
operand_view(const struct reader *r)
{
	return (struct view){
	    (const unsigned char *)r->operand, strlen(r->operand)};
}

char *
reader_string(const struct buf *b)
{
	return xstrndup(b->len > 0 ? (const char *)b->data : "", b->len);
}

void
reader_tell(struct reader *r, const struct buf *member,
    enum reader_event_kind kind, const char *fmt, ...)
{
	struct buf label = {0};
	char why[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	buf_puts(&label, r->operand);
	if (r->arc != NULL && member != NULL) {
		buf_putc(&label, ':');
		buf_put_view(&label, buf_view(member));
	}
	events_add(&r->events, kind, buf_view(&label), "%s", why);
	buf_free(&label);
}

void
reader_tell_end(
    struct reader *r, const struct buf *member, const struct stream *s)
{
	switch (s->end) {
	case STREAM_OK:
		return;
	case STREAM_JUNK:
		reader_tell(r, member, READER_DAMAGED,
		    "damaged: %s were ignored", s->why);
		return;
	case STREAM_WRONG:
		reader_tell(r, member, READER_DAMAGED, "damaged: %s", s->why);
		return;
	case STREAM_CUT:
		reader_tell(r, member, READER_DAMAGED, "cut short: %s", s->why);
		return;
	case STREAM_ERROR:
		reader_tell(r, member, READER_UNREADABLE, "%s", s->why);
		return;
	}
}

/* Sniff a stream, with no more bytes than that needs. */
void
reader_sniff(struct stream *s, struct sniff *sn)
{
	struct view v = stream_peek(s, 1);

	while (!sniff(sn, v.p, v.len, stream_whole(s)))
		v = stream_peek(s, v.len + 1);
	if (sn->kind == SNIFF_ZIP) {
		v = stream_peek(s, ZIP_PEEK);
		sniff_zip_document(sn, v.p, v.len);
	}
}

/* Does the text begin as a JSON object with a key does? */
static bool
looks_like_records(struct stream *s)
{
	struct view v = stream_peek(s, 1);
	size_t i = 0;
	bool open = false;

	for (;; i++) {
		if (i >= v.len)
			v = stream_peek(s, i + 1);
		if (i >= v.len || i > 64)
			return false;
		/* A byte order mark, or NULs of UTF-16: to be looked over. */
		if ((i < 3 && v.p[i] >= 0xBB) || v.p[i] == '\0' ||
		    v.p[i] == ' ' || (v.p[i] >= '\t' && v.p[i] <= '\r'))
			continue;
		if (open)
			return v.p[i] == '"' || v.p[i] == '}';
		if (v.p[i] != '{')
			return false;
		open = true;
	}
}

static void
source_make(struct reader *r)
{
	struct source *s = xcalloc(1, sizeof(*s));
	struct buf b = {0};

	s->refs = 1;
	s->operand = xstrdup(r->operand);
	s->base = reader_string(&r->base);
	if (r->arc != NULL)
		s->archive = reader_string(&r->base);
	s->member = reader_string(r->arc != NULL ? &r->name : &r->rel);
	events_put_label(&b, operand_view(r));
	if (r->arc != NULL) {
		buf_putc(&b, ':');
		events_put_label(&b, buf_view(&r->name));
	}
	s->label = reader_string(&b);
	s->encoding = xstrdup(r->charset.name);
	buf_free(&b);
	r->source = s;
}

/* s is a member's text, if it is text: decide what it is in. */
bool
reader_member_begin(struct reader *r, struct stream *s)
{
	struct view v;

	r->records = r->conf.mode == READER_RECORDS ||
	    (r->conf.mode == READER_AUTO && looks_like_records(s));
	/* Records are handed on as they come: two bytes, or a whole byte order
	 * mark, are enough for them. */
	v = stream_peek(s, r->records ? 2 : CHARSET_WINDOW);
	if (r->records && v.len > 0 && (v.p[0] == 0 || v.p[0] >= 0xEF))
		v = stream_peek(s, 4);
	charset_decide(&r->charset, v.p, v.len, stream_whole(s), r->records);
	r->charset.cr = !r->records && charset_cr(v.p, v.len);
	if (!r->records && r->charset.kind != CHARSET_UTF16 &&
	    r->charset.kind != CHARSET_UTF32 && sniff_noise(v.p, v.len)) {
		reader_tell(r, &r->name, READER_SKIPPED,
		    "skipped: binary data; it is no text");
		return false;
	}
	r->member = s;
	r->partial = r->over = false;
	r->out = 0;
	r->rest.len = 0;
	source_make(r);
	return true;
}

void
reader_member_close(struct reader *r)
{
	if (r->member == NULL)
		return;
	if (r->doc == NULL && r->member != r->file &&
	    (r->arc == NULL || r->member != unpack_stream(r->arc)))
		stream_close(r->member);
	unpack_close(r->doc);
	r->doc = NULL;
	r->member = NULL;
	source_unref(r->source);
	r->source = NULL;
}

struct stream *
reader_layer(struct reader *r, struct stream *s, enum sniff_kind kind,
    struct stream_fd *fd)
{
	struct stream_hook hook = {r->conf.will_block, r->conf.ctx};

	if (kind != SNIFF_GZIP)
		return unpack_filter(s, kind);
	return fd != NULL ? gunzip_open_thread(fd, hook) : gunzip_open(s);
}

/* The archive broke off. */
static void
archive_cut(struct reader *r)
{
	const struct stream *src = unpack_source(r->arc);

	if (r->told)
		return;
	if (src->end == STREAM_ERROR)
		reader_tell_end(r, NULL, src);
	else
		reader_tell(r, NULL, READER_DAMAGED, "cut short: %s",
		    unpack_why(r->arc));
}

/* The archive is read: what is wrong with it as a whole? */
static void
archive_end(struct reader *r)
{
	uint64_t n;

	unpack_drain(r->arc);
	if ((n = unpack_skipped(r->arc)) > 0)
		reader_tell(r, NULL, READER_DAMAGED,
		    "damaged: %llu blocks that are no header were passed over",
		    (unsigned long long)n);
	reader_tell_end(r, NULL, unpack_source(r->arc));
	if (r->docx && !r->docx_text)
		reader_tell(r, NULL, READER_SKIPPED,
		    "skipped: a DOCX file without a text");
}

/* word/document.xml, or word/document2.xml and the like. */
static bool
is_docx_text(const struct buf *name)
{
	struct view v = buf_view(name);
	size_t n = strlen(DOCX_PART);

	return v.len >= n + 4 && v.len <= n + 6 &&
	    memcmp(v.p, DOCX_PART, n) == 0 &&
	    memcmp(v.p + v.len - 4, ".xml", 4) == 0;
}

/* s, which is the archive's member or what is in it, is a DOCX: begin its
 * text, which is named MEMBER!PART. */
static bool
docx_member(struct reader *r, struct stream *s)
{
	struct buf part = {0};
	enum unpack_result u;
	bool found = false;

	r->doc = unpack_open(s, NULL, SNIFF_ZIP, &r->meter);
	while ((u = unpack_next(r->doc, &part)) < UNPACK_END)
		if (u == UNPACK_MEMBER && is_docx_text(&part)) {
			buf_putc(&r->name, '!');
			buf_put_view(&r->name, buf_view(&part));
			found = reader_member_begin(r, unpack_stream(r->doc));
			break;
		}
	if (u == UNPACK_CUT)
		reader_tell(r, &r->name, READER_DAMAGED, "cut short: %s",
		    unpack_why(r->doc));
	else if (u == UNPACK_END)
		reader_tell(r, &r->name, READER_SKIPPED,
		    "skipped: a DOCX file without a text");
	buf_free(&part);
	if (!found) {
		unpack_close(r->doc);
		r->doc = NULL;
	}
	return found;
}

/* The archive's member is text, perhaps compressed: begin it. */
static bool
archive_member(struct reader *r)
{
	struct stream *s = unpack_stream(r->arc);
	struct sniff sn;

	reader_sniff(s, &sn);
	if (sniff_is_filter(&sn)) {
		s = reader_layer(r, s, sn.kind, NULL);
		reader_sniff(s, &sn);
	}
	if (sniff_is_filter(&sn))
		reader_tell(r, &r->name, READER_SKIPPED,
		    "skipped: compressed more than twice; unpack it first");
	else if (sn.kind == SNIFF_TAR && *stream_peek(s, 1).p == 0)
		/* A sparse file, rather than an empty archive. */
		reader_tell(r, &r->name, READER_SKIPPED,
		    "skipped: binary data; it is no text");
	else if (sniff_is_archive(&sn))
		reader_tell(r, &r->name, READER_SKIPPED,
		    "skipped: %s archive in an archive; unpack it first",
		    sn.name);
	else if (sn.kind == SNIFF_DOCX)
		return docx_member(r, s);
	else if (sn.kind == SNIFF_BINARY)
		reader_tell(r, &r->name, READER_SKIPPED, "skipped: %s; %s",
		    sn.name, sn.advice);
	else if (reader_member_begin(r, s))
		return true;
	if (s != unpack_stream(r->arc))
		stream_close(s);
	return false;
}

/* The archive's next member; false at its end. */
bool
reader_archive_next(struct reader *r)
{
	for (;;) {
		switch (unpack_next(r->arc, &r->name)) {
		case UNPACK_MEMBER:
			break;
		case UNPACK_ENCRYPTED:
			if (globs_want(&r->globs, buf_cstr(&r->name)))
				reader_tell(r, &r->name, READER_SKIPPED,
				    "skipped: encrypted; decrypt it first");
			continue;
		case UNPACK_BAD:
			reader_tell(r, &r->name, READER_DAMAGED, "skipped: %s",
			    unpack_why(r->arc));
			continue;
		case UNPACK_CUT:
			archive_cut(r);
			return false;
		case UNPACK_END:
			archive_end(r);
			return false;
		}
		if (r->docx) {
			if (!is_docx_text(&r->name))
				continue;
			r->docx_text = true;
			if (archive_member(r))
				return true;
			continue;
		}
		buf_cstr(&r->name);
		if (!globs_fork((char *)r->name.data) &&
		    globs_want(&r->globs, (char *)r->name.data) &&
		    archive_member(r))
			return true;
	}
}

/* The member's end: was it a good one? */
void
reader_member_end(struct reader *r)
{
	const struct stream *s = r->member;

	r->over = true;
	r->partial = s->end >= STREAM_CUT;
	reader_tell_end(r, &r->name, s);
	if (s->end != STREAM_OK && r->arc != NULL && unpack_dead(r->arc))
		r->told = true;
}

/* The member grew over a limit: the rest of it is left. */
void
reader_member_stop(struct reader *r, const char *why)
{
	r->over = r->partial = true;
	reader_tell(r, &r->name, READER_DAMAGED, "cut short: %s", why);
}
