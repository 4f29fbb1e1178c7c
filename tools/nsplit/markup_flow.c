/* SPDX-License-Identifier: ISC */
/* Elements of HTML and NITF into lines. */
#include <string.h>

#include "markup_private.h"

static const struct {
	const char *name;
	const char *flow;
} elements[] = {
#include "markup-flow.inc"
};

enum flow
flow_of(struct view name, unsigned char *level)
{
	static const char *const word[] = {
	    "", "para", "div", "line", "tab", "skip", "out", "pre"};
	size_t i, k;

	*level = 0;
	for (i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		if (elements[i].name[0] != (char)name.p[0] ||
		    strlen(elements[i].name) != name.len ||
		    memcmp(elements[i].name, name.p, name.len) != 0)
			continue;
		for (k = 1; k < sizeof(word) / sizeof(word[0]); k++)
			if (strcmp(elements[i].flow, word[k]) == 0)
				return (enum flow)k;
		*level = (unsigned char)(elements[i].flow[0] - '0');
		return FLOW_HEADING;
	}
	return FLOW_INLINE;
}

static enum gap
gap_of(enum flow f)
{
	switch (f) {
	case FLOW_PARA:
	case FLOW_PRE:
	case FLOW_HEADING:
	case FLOW_OUT:
		return GAP_PARA;
	case FLOW_DIV:
		return GAP_DIV;
	case FLOW_LINE:
		return GAP_LINE;
	default:
		return GAP_NONE;
	}
}

void
flow_open(struct markup *m, struct view name, size_t at)
{
	unsigned char level;
	enum flow f = flow_of(name, &level);
	enum gap gap = gap_of(f);

	if (m->skip > 0 || f == FLOW_SKIP) {
		m->skip++;
		return;
	}
	if (gap != GAP_NONE)
		blocks_break(&m->blocks, gap, at);
	else
		blocks_tag(&m->blocks, at);
	if (f == FLOW_HEADING)
		m->blocks.level = level;
	else if (f == FLOW_PRE)
		m->blocks.pre++;
	else if (f == FLOW_OUT)
		m->out++;
}

void
flow_close(struct markup *m, struct view name, size_t end)
{
	unsigned char level;
	enum flow f = flow_of(name, &level);

	if (m->skip > 0) {
		m->skip--;
		return;
	}
	if (f == FLOW_TAB)
		blocks_tab(&m->blocks);
	blocks_end(&m->blocks, gap_of(f), end);
	if (f == FLOW_HEADING)
		m->blocks.level = 0;
	else if (f == FLOW_PRE && m->blocks.pre > 0)
		m->blocks.pre--;
	else if (f == FLOW_OUT && m->out > 0)
		m->out--;
}
