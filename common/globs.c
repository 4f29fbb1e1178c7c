/* SPDX-License-Identifier: ISC */
#include "globs.h"

#include <fnmatch.h>
#include <string.h>

void
globs_init(struct globs *g)
{
	g->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

void
globs_free(struct globs *g)
{
	if (g->locale != (locale_t)0)
		freelocale(g->locale);
}

/* A glob fits a path, or its last part, or with dirs a directory above. */
static bool
glob_fits(const char *glob, const char *path, bool dirs)
{
	const char *last = strrchr(path, '/');

	return fnmatch(glob, path, dirs ? FNM_LEADING_DIR : 0) == 0 ||
	    (last != NULL && fnmatch(glob, last + 1, 0) == 0);
}

bool
globs_want(const struct globs *g, const char *path)
{
	bool want = g->n_include == 0;
	locale_t old = (locale_t)0;
	size_t i;

	if (g->locale != (locale_t)0)
		old = uselocale(g->locale);
	for (i = 0; !want && i < g->n_include; i++)
		want = glob_fits(g->include[i], path, false);
	for (i = 0; want && i < g->n_exclude; i++)
		want = !glob_fits(g->exclude[i], path, true);
	if (old != (locale_t)0)
		uselocale(old);
	return want;
}

bool
globs_fork(const char *path)
{
	const char *last = strrchr(path, '/');

	last = last != NULL ? last + 1 : path;
	return strncmp(last, "._", 2) == 0 ||
	    strncmp(path, "__MACOSX/", 9) == 0 ||
	    strstr(path, "/__MACOSX/") != NULL;
}
