/* SPDX-License-Identifier: ISC */
/* A sorted list, searched by halves. */
#include "charref.h"

#include <stdlib.h>
#include <string.h>

static const struct charref {
	const char *name;
	const char *hex; /* one or two code points */
} charrefs[] = {
#include "charrefs.inc"
};

static int
compare(const void *key, const void *charref)
{
	const struct view *v = key;
	const char *name = ((const struct charref *)charref)->name;
	int order = strncmp((const char *)v->p, name, v->len);

	return order != 0 || name[v->len] == '\0' ? order : -1;
}

uint32_t
charref_find(struct view name, uint32_t *second)
{
	const struct charref *e;
	char *end;
	uint32_t c;

	*second = 0;
	if (name.len == 0 || name.len > CHARREF_MAX)
		return 0;
	e = bsearch(&name, charrefs, sizeof(charrefs) / sizeof(*charrefs),
	    sizeof(*charrefs), compare);
	if (e == NULL)
		return 0;
	c = (uint32_t)strtoul(e->hex, &end, 16);
	*second = (uint32_t)strtoul(end, NULL, 16);
	return c;
}
