/* SPDX-License-Identifier: ISC */
/*
 * Operands, walked files, layers of compression, archives and members, in
 * that nesting; each level hands its damage up as an event and lets the next
 * one begin.
 *
 *	file -> [gunzip | filter] x 0..2 -> plain member
 *	                                 -> archive -> [gunzip | filter] x 0..1
 *	                                            -> member
 */
#include "reader.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "events.h"
#include "gunzip.h"
#include "unpack.h"
#include "walk.h"
#include "xalloc.h"

#define LAYERS_MAX 2

/* A zip archive is looked into this far to tell whether it is a document. */
#define ZIP_PEEK 4096

struct reader {
	struct reader_conf conf;
	size_t op; /* of the next operand */
	struct walk *walk;
	struct events events;
	atomic_uint_fast64_t bytes;
	uint64_t bytes_total;
	locale_t locale; /* for globs */

	/* The file. */
	char *operand;	     /* as it was opened */
	struct buf base;     /* valid UTF-8 */
	struct buf rel;	     /* name of a plain member */
	struct stream *file; /* NULL once the archive has it */
	struct unpack *arc;
	struct meter meter;
	bool told; /* the file's damage has been told */

	/* The member. */
	struct stream *member; /* NULL: none */
	struct buf name;
	struct source *source;
	struct charset charset;
	bool records;
	bool partial;
	bool over;
	uint64_t out;
	struct view rest; /* of a block, for reader_read() */
};

static struct view
str_view(const char *s)
{
	return (struct view){(const unsigned char *)s, strlen(s)};
}

static char *
str_of(const struct buf *b)
{
	return xstrndup(b->len > 0 ? (const char *)b->data : "", b->len);
}

/* The label of the file, or of a member of it; in a buffer of the caller. */
static struct view
label_of(const struct reader *r, const struct buf *member, struct buf *b)
{
	struct view v = str_view(r->operand);

	buf_clear(b);
	buf_put_view(b, v);
	if (r->arc != NULL && member != NULL) {
		buf_putc(b, ':');
		buf_put_view(b, buf_view(member));
	}
	return buf_view(b);
}

/* Tell of the file, or (member) of a member of it. */
#define TELL(r, member, kind, ...)                                 \
	do {                                                       \
		struct buf tell_ = {0};                            \
		events_add(&(r)->events, (kind),                   \
		    label_of((r), (member), &tell_), __VA_ARGS__); \
		buf_free(&tell_);                                  \
	} while (0)

static void
tell_end(struct reader *r, const struct buf *member, const struct stream *s)
{
	switch (s->end) {
	case STREAM_OK:
		return;
	case STREAM_JUNK:
		TELL(r, member, READER_DAMAGED, "damaged: %s were ignored",
		    s->why);
		return;
	case STREAM_WRONG:
		TELL(r, member, READER_DAMAGED, "damaged: %s", s->why);
		return;
	case STREAM_CUT:
		TELL(r, member, READER_DAMAGED, "cut short: %s", s->why);
		return;
	case STREAM_ERROR:
		TELL(r, member, READER_UNREADABLE, "%s", s->why);
		return;
	}
}

static uint64_t
size_of(char *const *operands, size_t n)
{
	uint64_t total = 0;
	struct stat st;
	size_t i;

	for (i = 0; i < n; i++) {
		int rc = strcmp(operands[i], "-") == 0 ? fstat(0, &st)
						       : stat(operands[i], &st);

		if (rc != 0 || !S_ISREG(st.st_mode))
			return 0;
		total += (uint64_t)st.st_size;
	}
	return total;
}

static char stdin_name[] = "-";
static char *const stdin_operand[] = {stdin_name};

struct reader *
reader_new(const struct reader_conf *conf)
{
	struct reader *r = xcalloc(1, sizeof(*r));

	r->conf = *conf;
	if (conf->n_operands == 0) {
		r->conf.operands = stdin_operand;
		r->conf.n_operands = 1;
	}
	r->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	r->bytes_total = size_of(r->conf.operands, r->conf.n_operands);
	return r;
}

static void
member_close(struct reader *r)
{
	if (r->member == NULL)
		return;
	if (r->member != r->file &&
	    (r->arc == NULL || r->member != unpack_stream(r->arc)))
		stream_close(r->member);
	r->member = NULL;
	source_unref(r->source);
	r->source = NULL;
}

static void
file_close(struct reader *r)
{
	member_close(r);
	unpack_close(r->arc);
	stream_close(r->file);
	r->arc = NULL;
	r->file = NULL;
	free(r->operand);
	r->operand = NULL;
}

void
reader_free(struct reader *r)
{
	file_close(r);
	walk_close(r->walk);
	events_free(&r->events);
	if (r->locale != (locale_t)0)
		freelocale(r->locale);
	buf_free(&r->base);
	buf_free(&r->rel);
	buf_free(&r->name);
	free(r);
}

/* A glob fits a path, or its last part, or with dirs a directory above. */
static bool
glob_fits(const char *glob, const char *path, bool dirs)
{
	const char *last = strrchr(path, '/');

	return fnmatch(glob, path, dirs ? FNM_LEADING_DIR : 0) == 0 ||
	    (last != NULL && fnmatch(glob, last + 1, 0) == 0);
}

static bool
wanted(const struct reader *r, const char *path)
{
	bool want = r->conf.n_include == 0;
	locale_t old = (locale_t)0;
	size_t i;

	if (r->locale != (locale_t)0)
		old = uselocale(r->locale);
	for (i = 0; !want && i < r->conf.n_include; i++)
		want = glob_fits(r->conf.include[i], path, false);
	for (i = 0; want && i < r->conf.n_exclude; i++)
		want = !glob_fits(r->conf.exclude[i], path, true);
	if (old != (locale_t)0)
		uselocale(old);
	return want;
}

/* Forks that a Mac adds to archives: nobody's text. */
static bool
is_fork(const char *path)
{
	const char *last = strrchr(path, '/');

	last = last != NULL ? last + 1 : path;
	return strncmp(last, "._", 2) == 0 ||
	    strncmp(path, "__MACOSX/", 9) == 0 ||
	    strstr(path, "/__MACOSX/") != NULL;
}

/* Sniff a stream, with no more bytes than that needs. */
static void
sniff_stream(struct stream *s, struct sniff *sn)
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
	s->base = str_of(&r->base);
	if (r->arc != NULL)
		s->archive = str_of(&r->base);
	s->member = str_of(r->arc != NULL ? &r->name : &r->rel);
	events_put_label(&b, str_view(r->operand));
	if (r->arc != NULL) {
		buf_putc(&b, ':');
		events_put_label(&b, buf_view(&r->name));
	}
	s->label = str_of(&b);
	s->encoding = xstrdup(r->charset.name);
	buf_free(&b);
	r->source = s;
}

/* s is a member's text, if it is text: decide what it is in. */
static bool
member_begin(struct reader *r, struct stream *s)
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
	if (!r->records && r->charset.kind != CHARSET_UTF16 &&
	    r->charset.kind != CHARSET_UTF32 && sniff_noise(v.p, v.len)) {
		TELL(r, &r->name, READER_SKIPPED,
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

static struct stream *
layer_open(struct reader *r, struct stream *s, enum sniff_kind kind,
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
		tell_end(r, NULL, src);
	else
		TELL(r, NULL, READER_DAMAGED, "cut short: %s",
		    unpack_why(r->arc));
}

/* The archive is read: what is wrong with it as a whole? */
static void
archive_end(struct reader *r)
{
	uint64_t n;

	unpack_drain(r->arc);
	if ((n = unpack_skipped(r->arc)) > 0)
		TELL(r, NULL, READER_DAMAGED,
		    "damaged: %llu blocks that are no header were passed over",
		    (unsigned long long)n);
	tell_end(r, NULL, unpack_source(r->arc));
}

/* The archive's member is text, perhaps compressed: begin it. */
static bool
archive_member(struct reader *r)
{
	struct stream *s = unpack_stream(r->arc);
	struct sniff sn;

	sniff_stream(s, &sn);
	if (sniff_is_filter(&sn)) {
		s = layer_open(r, s, sn.kind, NULL);
		sniff_stream(s, &sn);
	}
	if (sniff_is_filter(&sn))
		TELL(r, &r->name, READER_SKIPPED,
		    "skipped: compressed more than twice; unpack it first");
	else if (sniff_is_archive(&sn))
		TELL(r, &r->name, READER_SKIPPED,
		    "skipped: %s archive in an archive; unpack it first",
		    sn.name);
	else if (sn.kind == SNIFF_BINARY)
		TELL(r, &r->name, READER_SKIPPED, "skipped: %s; %s", sn.name,
		    sn.advice);
	else if (member_begin(r, s))
		return true;
	if (s != unpack_stream(r->arc))
		stream_close(s);
	return false;
}

/* The archive's next member; false at its end. */
static bool
archive_next(struct reader *r)
{
	for (;;) {
		switch (unpack_next(r->arc, &r->name)) {
		case UNPACK_MEMBER:
			break;
		case UNPACK_ENCRYPTED:
			if (wanted(r, buf_cstr(&r->name)))
				TELL(r, &r->name, READER_SKIPPED,
				    "skipped: encrypted; decrypt it first");
			continue;
		case UNPACK_BAD:
			TELL(r, &r->name, READER_DAMAGED, "skipped: %s",
			    unpack_why(r->arc));
			continue;
		case UNPACK_CUT:
			archive_cut(r);
			return false;
		case UNPACK_END:
			archive_end(r);
			return false;
		}
		buf_cstr(&r->name);
		if (!is_fork((char *)r->name.data) &&
		    wanted(r, (char *)r->name.data) && archive_member(r))
			return true;
	}
}

/* The open file is one member, or an archive of them, or neither. */
static bool
file_begin(struct reader *r, struct stream_fd *fd)
{
	struct sniff sn;
	int layers = 0;

	r->file = &fd->s;
	for (;;) {
		sniff_stream(r->file, &sn);
		if (!sniff_is_filter(&sn) || layers == LAYERS_MAX)
			break;
		r->file =
		    layer_open(r, r->file, sn.kind, layers++ == 0 ? fd : NULL);
	}
	if (sniff_is_filter(&sn)) {
		TELL(r, NULL, READER_SKIPPED,
		    "skipped: compressed more than twice; unpack it first");
	} else if (sn.kind == SNIFF_BINARY) {
		TELL(r, NULL, READER_SKIPPED, "skipped: %s; %s", sn.name,
		    sn.advice);
	} else if (sn.kind == SNIFF_7Z && (layers > 0 || !fd->plain)) {
		TELL(r, NULL, READER_UNREADABLE,
		    "7z cannot be read from a pipe; give the file's name");
	} else if (sniff_is_archive(&sn)) {
		r->arc = unpack_open(r->file,
		    layers == 0 && fd->plain ? fd : NULL, sn.kind, &r->meter);
		r->file = NULL;
		return false;
	} else if (member_begin(r, r->file)) {
		return true;
	}
	file_close(r);
	return false;
}

/* The names that the records will have: path's last part, and that or rel. */
static void
set_names(struct reader *r, const char *path, const char *rel)
{
	size_t len = strlen(path), at;

	while (len > 1 && path[len - 1] == '/')
		len--;
	for (at = len; at > 0 && path[at - 1] != '/'; at--)
		;
	buf_clear(&r->base);
	charset_put_utf8(&r->base, path + at, len - at);
	buf_clear(&r->rel);
	if (rel != NULL)
		charset_put_utf8(&r->rel, rel, strlen(rel));
	else
		buf_put_view(&r->rel, buf_view(&r->base));
}

/* Open the file that r->operand names (or fd, when not -1). */
static bool
file_open(struct reader *r, int fd)
{
	struct stream_fd *f;
	bool own = fd == -1;

	if (own)
		fd = open(r->operand, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd == -1) {
		TELL(r, NULL, READER_UNREADABLE, "cannot open: %s",
		    strerrordesc_np(errno));
		file_close(r);
		return false;
	}
	f = stream_open_fd(fd, own);
	f->count = &r->bytes;
	f->hook = (struct stream_hook){r->conf.will_block, r->conf.ctx};
	r->meter = (struct meter){.max_ratio = r->conf.max_ratio,
	    .size = f->size,
	    .read = &r->bytes,
	    .read_before = atomic_load(&r->bytes)};
	r->told = false;
	return file_begin(r, f);
}

/* The next file beneath a directory; false when no member came of it. */
static bool
walk_step(struct reader *r)
{
	struct buf path = {0};
	const char *why;
	size_t inside;
	enum walk_result w = walk_next(r->walk, &path, &inside, &why);

	if (w == WALK_END) {
		walk_close(r->walk);
		r->walk = NULL;
		buf_free(&path);
		return false;
	}
	r->operand = str_of(&path);
	set_names(r, r->operand, r->operand + inside);
	buf_free(&path);
	if (w == WALK_FILE && !is_fork(r->operand + inside) &&
	    wanted(r, r->operand + inside))
		return file_open(r, -1);
	if (w == WALK_FAIL)
		TELL(r, NULL, READER_UNREADABLE, "%s", why);
	else if (w == WALK_NOTE)
		TELL(r, NULL, READER_NOTE, "%s", why);
	file_close(r);
	return false;
}

/* The next operand; false when no member came of it. */
static bool
operand_open(struct reader *r)
{
	const char *name = r->conf.operands[r->op++];
	struct stat st;

	if (strcmp(name, "-") == 0) {
		r->operand = xstrdup("-");
		set_names(r, r->conf.name != NULL ? r->conf.name : "-", NULL);
		return file_open(r, 0);
	}
	if (stat(name, &st) == 0 && S_ISDIR(st.st_mode)) {
		r->walk = walk_open(name);
		return false;
	}
	r->operand = xstrdup(name);
	set_names(r, name, NULL);
	return file_open(r, -1);
}

int
reader_next(struct reader *r)
{
	member_close(r);
	for (;;) {
		if (r->arc != NULL && archive_next(r))
			return 1;
		if (r->operand != NULL)
			file_close(r);
		if (r->walk == NULL && r->op == r->conf.n_operands)
			return 0;
		if (r->walk != NULL ? walk_step(r) : operand_open(r))
			return 1;
	}
}

struct source *
reader_source(struct reader *r)
{
	return source_ref(r->source);
}

const struct charset *
reader_charset(const struct reader *r)
{
	return &r->charset;
}

bool
reader_records(const struct reader *r)
{
	return r->records;
}

/* The member's end: was it a good one? */
static void
member_end(struct reader *r)
{
	const struct stream *s = r->member;

	r->over = true;
	r->partial = s->end >= STREAM_CUT;
	tell_end(r, &r->name, s);
	if (s->end != STREAM_OK && r->arc != NULL && unpack_dead(r->arc))
		r->told = true;
}

/* The member grew over a limit: the rest of it is left. */
static void
member_stop(struct reader *r, const char *why)
{
	r->over = r->partial = true;
	TELL(r, &r->name, READER_DAMAGED, "cut short: %s", why);
}

/* Is what is counted here what its size is judged by?  An archive counts for
 * itself. */
static bool
is_metered(const struct reader *r)
{
	return r->arc == NULL || r->member != unpack_stream(r->arc);
}

size_t
reader_block(struct reader *r, const unsigned char **p)
{
	size_t n;

	if (r->rest.len > 0) {
		*p = r->rest.p;
		n = r->rest.len;
		r->rest.len = 0;
		return n;
	}
	if (r->over)
		return 0;
	if ((n = stream_block(r->member, p)) == 0) {
		member_end(r);
		return 0;
	}
	if (is_metered(r) && !meter_add(&r->meter, n)) {
		member_stop(
		    r, "it unpacks to too many times its size (--max-ratio)");
		return 0;
	}
	if (r->conf.max_member > 0 && n > r->conf.max_member - r->out) {
		n = (size_t)(r->conf.max_member - r->out);
		member_stop(r, "longer than --max-member");
	}
	r->out += n;
	return n;
}

size_t
reader_read(struct reader *r, void *buf, size_t n)
{
	const unsigned char *p;
	size_t len = reader_block(r, &p);

	if (len > n) {
		r->rest = (struct view){p + n, len - n};
		len = n;
	}
	if (len > 0)
		memcpy(buf, p, len);
	return len;
}

bool
reader_partial(const struct reader *r)
{
	return r->partial;
}

bool
reader_ready(struct reader *r)
{
	return r->member == NULL || r->over || r->rest.len > 0 ||
	    stream_ready(r->member);
}

bool
reader_event(struct reader *r, struct reader_event *ev)
{
	return events_take(&r->events, ev);
}

uint64_t
reader_bytes(const struct reader *r)
{
	return atomic_load_explicit(&r->bytes, memory_order_relaxed);
}

uint64_t
reader_bytes_total(const struct reader *r)
{
	return r->bytes_total;
}

size_t
reader_operand(const struct reader *r)
{
	return r->op > 0 ? r->op - 1 : 0;
}
