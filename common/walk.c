/* SPDX-License-Identifier: ISC */
/*
 * A stack of directories, each read whole and closed before its names are
 * handed out: the depth is bounded by memory, not by descriptors.
 */
#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "xalloc.h"

struct level {
	char **names; /* n, sorted; from at on not yet handed out */
	size_t n;
	size_t cap;
	size_t at;
	size_t path_len; /* of path, with this directory and a slash */
};

struct walk {
	struct level *levels;
	size_t n;
	size_t cap;
	struct buf path; /* of the top level, ended by a slash */
	size_t root_len;
	const char *why; /* the root cannot be read */
};

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
level_add(struct level *l, const char *name)
{
	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 64;
		l->names = xreallocarray(l->names, l->cap, sizeof(char *));
	}
	l->names[l->n++] = xstrdup(name);
}

static void
level_free(struct level *l)
{
	while (l->at < l->n)
		free(l->names[l->at++]);
	free(l->names);
}

/* Enter the directory that path names: NULL, or why not (what could be read
 * of it is handed out all the same). */
static const char *
enter(struct walk *w)
{
	struct level l = {0};
	const char *why = NULL;
	struct dirent *e;
	DIR *d;

	if ((d = opendir(buf_cstr(&w->path))) == NULL)
		return strerrordesc_np(errno);
	while (errno = 0, (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			level_add(&l, e->d_name);
	if (errno != 0)
		why = strerrordesc_np(errno);
	closedir(d);
	if (l.n > 0)
		qsort(l.names, l.n, sizeof(char *), by_bytes);
	if (w->path.data[w->path.len - 1] != '/')
		buf_putc(&w->path, '/');
	l.path_len = w->path.len;
	if (w->n == w->cap) {
		w->cap = w->cap ? w->cap * 2 : 8;
		w->levels = xreallocarray(w->levels, w->cap, sizeof(l));
	}
	w->levels[w->n++] = l;
	return why;
}

struct walk *
walk_open(const char *dir)
{
	struct walk *w = xcalloc(1, sizeof(*w));

	buf_puts(&w->path, dir);
	w->why = enter(w);
	w->root_len = w->path.len;
	return w;
}

void
walk_close(struct walk *w)
{
	if (w == NULL)
		return;
	while (w->n > 0)
		level_free(&w->levels[--w->n]);
	free(w->levels);
	buf_free(&w->path);
	free(w);
}

/* Put the next name behind its directory's path; false when there is none. */
static bool
next_name(struct walk *w)
{
	struct level *l;

	while (w->n > 0) {
		l = &w->levels[w->n - 1];
		w->path.len = l->path_len;
		if (l->at < l->n) {
			buf_puts(&w->path, l->names[l->at]);
			free(l->names[l->at++]);
			return true;
		}
		level_free(l);
		w->n--;
	}
	return false;
}

enum walk_result
walk_next(struct walk *w, struct buf *path, size_t *inside, const char **why)
{
	struct stat link, st;
	const char *name;

	buf_clear(path);
	*inside = w->root_len;
	if (w->why != NULL) {
		*inside = 0;
		*why = w->why;
		w->why = NULL;
		buf_put(path, w->path.data, w->root_len);
		return WALK_FAIL;
	}
	while (next_name(w)) {
		buf_clear(path);
		buf_put_view(path, buf_view(&w->path));
		name = buf_cstr(path);
		if (lstat(name, &link) != 0 || stat(name, &st) != 0) {
			*why = strerrordesc_np(errno);
			return WALK_FAIL;
		}
		if (S_ISREG(st.st_mode))
			return WALK_FILE;
		if (!S_ISDIR(st.st_mode)) {
			*why = "left out: no plain file";
			return WALK_NOTE;
		}
		if (S_ISLNK(link.st_mode)) {
			*why = "left out: a symbolic link to a directory";
			return WALK_NOTE;
		}
		if ((*why = enter(w)) != NULL)
			return WALK_FAIL;
	}
	return WALK_END;
}
