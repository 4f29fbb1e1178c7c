/* SPDX-License-Identifier: ISC */
#include "evidence.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

#define HEADER "newsreel evidence 1\n"
#define WORD_MAX 64

void
gathered_clear(struct gathered *g)
{
	words_clear(&g->words);
	buf_clear(&g->order);
}

void
gathered_free(struct gathered *g)
{
	words_free(&g->words);
	buf_free(&g->order);
}

void
gathered_count(struct gathered *g, uint32_t hash)
{
	size_t n = g->words.n;

	words_add(&g->words, hash, 1);
	if (g->words.n > n)
		buf_put(&g->order, &hash, sizeof(hash));
}

void
gathered_add(struct gathered *g, struct view text)
{
	struct view word;
	uint32_t hash, lower;
	size_t at = 0;
	bool simple;

	while (words_next(text, &at, &word, &hash, &simple)) {
		if (word.len < 3 || word.len > WORD_MAX)
			continue;
		gathered_count(g, hash);
		if (simple)
			continue;
		lower = word_hash_lower(word.p, word.len, WORD_HASH_INIT);
		if (lower != hash)
			gathered_count(g, lower);
	}
}

void
gathered_merge(const struct gathered *g, struct words *all)
{
	uint32_t hash;
	size_t i;

	for (i = 0; i < g->order.len; i += sizeof(hash)) {
		memcpy(&hash, g->order.data + i, sizeof(hash));
		words_add(all, hash, words_count(&g->words, hash));
	}
}

static int
compare(const void *a, const void *b)
{
	const struct word_slot *x = a, *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

void
evidence_put(const struct words *w, struct buf *out)
{
	struct word_slot *v = xmallocarray(w->n + 1, sizeof(*v));
	size_t i, n = 0;

	for (i = 0; i < w->n_slots; i++)
		if (w->slot[i].hash != 0)
			v[n++] = w->slot[i];
	qsort(v, n, sizeof(*v), compare);
	buf_puts(out, HEADER);
	for (i = 0; i < n; i++)
		buf_printf(out, "%08x\t%u\n", v[i].hash, v[i].count);
	free(v);
}

/* "HASH<tab>COUNT" */
static bool
read_count(struct words *w, const char *line)
{
	unsigned long hash, count;
	char *end;

	hash = strtoul(line, &end, 16);
	if (end != line + 8 || *end != '\t' || hash == 0)
		return false;
	line = end + 1;
	count = strtoul(line, &end, 10);
	if (end == line || *end != '\0' || count == 0 || count > UINT32_MAX)
		return false;
	words_add(w, (uint32_t)hash, (uint32_t)count);
	return true;
}

static void
read_word(struct words *w, struct view word)
{
	uint32_t hash, lower;

	while (word.len > 0 && word.p[word.len - 1] <= ' ')
		word.len--;
	if (word.len == 0 || word.p[0] == '#')
		return;
	hash = word_hash(word.p, word.len, WORD_HASH_INIT);
	lower = word_hash_lower(word.p, word.len, WORD_HASH_INIT);
	words_add(w, hash, 1);
	if (lower != hash)
		words_add(w, lower, 1);
}

int
evidence_read(struct words *w, struct view file, const char **why)
{
	size_t at = 0, end, head = strlen(HEADER);
	bool counts = file.len >= head && memcmp(file.p, HEADER, head) == 0;
	const unsigned char *lf;
	char line[32];

	for (at = counts ? head : 0; at < file.len; at = end + 1) {
		lf = memchr(file.p + at, '\n', file.len - at);
		end = lf != NULL ? (size_t)(lf - file.p) : file.len;
		if (!counts) {
			read_word(w, (struct view){file.p + at, end - at});
			continue;
		}
		line[0] = '\0';
		if (end - at < sizeof(line)) {
			memcpy(line, file.p + at, end - at);
			line[end - at] = '\0';
		}
		if (!read_count(w, line)) {
			*why = "damaged evidence";
			return -1;
		}
	}
	return 0;
}
