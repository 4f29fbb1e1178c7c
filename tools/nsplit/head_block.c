/* SPDX-License-Identifier: ISC */
/* The blocks of lines between the cue and the text of an article, and which of
 * them the dump's headlines stand in. */
#include "head.h"

#include "shape.h"

bool
head_run_before(const struct head *h, size_t end, size_t *begin, size_t *last)
{
	while (end > 0 && h->kind[end - 1] != OTHER)
		end--;
	if (end == 0)
		return false;
	*last = end;
	while (end > 0 && h->kind[end - 1] == OTHER)
		end--;
	*begin = end;
	return true;
}

void
head_usual_block(struct page *p, const struct head *h, size_t *first,
    size_t *last, size_t *body, size_t text)
{
	size_t begin[HEAD_MAX], end[HEAD_MAX], n = 0, at = SIZE_MAX, i, k;
	size_t line;

	for (i = h->n; head_run_before(h, i, &begin[n], &end[n]);
	     i = begin[n++])
		if (*first - h->from >= begin[n] && *first - h->from < end[n])
			at = n;
	if (at == SIZE_MAX)
		return;
	heads_count_block(&p->heads, n - 1 - at, n);
	i = p->heads.block;
	if (n < 2 || p->heads.side == SIDE_OPEN || i >= n)
		return;
	if (p->heads.side == SIDE_FIRST)
		i = n - 1 - i;
	line = h->from + end[i] - 1;
	if (i == at || !shape_title(page_line(p, line)) ||
	    head_debris(p, line) || shape_full_stop(page_line(p, line)))
		return;
	*first = h->from + begin[i];
	*last = h->from + end[i];
	*body = text;
	for (k = i; k-- > 0;)
		if (!head_short_name(page_line(p, h->from + begin[k]))) {
			*body = h->from + begin[k];
			return;
		}
}
