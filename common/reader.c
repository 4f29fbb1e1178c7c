/* SPDX-License-Identifier: ISC */
/*
 * Operands, walked files, layers of compression, archives and members, in
 * that nesting; each level hands its damage up as an event and lets the next
 * one begin.
 *
 *	file -> [gunzip | filter] x 0..2 -> plain member
 *	                                 -> archive -> [gunzip | filter] x 0..1
 *	                                            -> member
 *
 * A DOCX, plain or a member, is an archive of which one part is handed out.
 */
#include "reader_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "xalloc.h"

#define LAYERS_MAX 2

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

/* Nobody writes through it. */
static char *const stdin_operand[] = {(char *)(uintptr_t) "-"};

struct reader *
reader_new(const struct reader_conf *conf)
{
	struct reader *r = xcalloc(1, sizeof(*r));

	r->conf = *conf;
	if (conf->n_operands == 0) {
		r->conf.operands = stdin_operand;
		r->conf.n_operands = 1;
	}
	r->globs.include = conf->include;
	r->globs.n_include = conf->n_include;
	r->globs.exclude = conf->exclude;
	r->globs.n_exclude = conf->n_exclude;
	globs_init(&r->globs);
	r->bytes_total = size_of(r->conf.operands, r->conf.n_operands);
	return r;
}

static void
file_close(struct reader *r)
{
	reader_member_close(r);
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
	globs_free(&r->globs);
	buf_free(&r->base);
	buf_free(&r->rel);
	buf_free(&r->name);
	free(r);
}

/* The open file is one member, or an archive of them, or neither. */
static bool
file_begin(struct reader *r, struct stream_fd *fd)
{
	struct sniff sn;
	int layers = 0;

	r->file = &fd->s;
	for (;;) {
		reader_sniff(r->file, &sn);
		if (!sniff_is_filter(&sn) || layers == LAYERS_MAX)
			break;
		r->file = reader_layer(
		    r, r->file, sn.kind, layers++ == 0 ? fd : NULL);
	}
	if (sniff_is_filter(&sn)) {
		reader_tell(r, NULL, READER_SKIPPED,
		    "skipped: compressed more than twice; unpack it first");
	} else if (sn.kind == SNIFF_BINARY) {
		reader_tell(r, NULL, READER_SKIPPED, "skipped: %s; %s", sn.name,
		    sn.advice);
	} else if (sn.kind == SNIFF_7Z && (layers > 0 || !fd->plain)) {
		reader_tell(r, NULL, READER_UNREADABLE,
		    "7z cannot be read from a pipe; give the file's name");
	} else if (sniff_is_archive(&sn) || sn.kind == SNIFF_DOCX) {
		r->docx = sn.kind == SNIFF_DOCX;
		r->docx_text = false;
		r->arc = unpack_open(r->file,
		    layers == 0 && fd->plain ? fd : NULL,
		    r->docx ? SNIFF_ZIP : sn.kind, &r->meter);
		r->file = NULL;
		return false;
	} else if (reader_member_begin(r, r->file)) {
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
		reader_tell(r, NULL, READER_UNREADABLE, "cannot open: %s",
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
	r->operand = reader_string(&path);
	set_names(r, r->operand, r->operand + inside);
	buf_free(&path);
	if (w == WALK_FILE && !globs_fork(r->operand + inside) &&
	    globs_want(&r->globs, r->operand + inside))
		return file_open(r, -1);
	if (w == WALK_FAIL)
		reader_tell(r, NULL, READER_UNREADABLE, "%s", why);
	else if (w == WALK_NOTE)
		reader_tell(r, NULL, READER_NOTE, "%s", why);
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
	reader_member_close(r);
	for (;;) {
		if (r->arc != NULL && reader_archive_next(r))
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

/* Is what is counted here what its size is judged by?  An archive counts for
 * itself. */
static bool
is_metered(const struct reader *r)
{
	return r->doc == NULL &&
	    (r->arc == NULL || r->member != unpack_stream(r->arc));
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
		reader_member_end(r);
		return 0;
	}
	if (is_metered(r) && !meter_add(&r->meter, n)) {
		reader_member_stop(
		    r, "it unpacks to too many times its size (--max-ratio)");
		return 0;
	}
	if (r->conf.max_member > 0 && n > r->conf.max_member - r->out) {
		n = (size_t)(r->conf.max_member - r->out);
		reader_member_stop(r, "longer than --max-member");
	}
	r->out += n;
	return n;
}

size_t
reader_read(struct reader *r, void *buf, size_t n)
{
	const unsigned char *p = NULL;
	size_t len = reader_block(r, &p);

	if (len == 0)
		return 0;
	if (len > n) {
		r->rest = (struct view){p + n, len - n};
		len = n;
	}
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
