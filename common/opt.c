/* SPDX-License-Identifier: ISC */
#include "opt.h"

#include <getopt.h>
#include <stdlib.h>

#include "shell.h"
#include "xalloc.h"

/* Where the help of an option begins. */
enum { HELP_COLUMN = 28 };

static const struct opt common[] = {
#define OPT(id, chr, name, arg, values, help)                                  \
	{ OPT_##id, chr, name, arg, values, help },
#include "common.def"
#undef OPT
};

const struct opt *
opt_common(size_t *n)
{
	*n = sizeof(common) / sizeof(common[0]);
	return common;
}

bool
opt_has(const struct tool *t, int id)
{
	const int *no = t->no_common;

	while (no != NULL && *no != 0)
		if (*no++ == id)
			return false;
	return true;
}

/* The k-th option of the tool, its own first; NULL after the last. */
static const struct opt *
nth(const struct tool *t, size_t k)
{
	size_t i, n;
	const struct opt *c = opt_common(&n);

	if (k < t->n_opts)
		return &t->opts[k];
	for (i = 0, k -= t->n_opts; i < n; i++)
		if (opt_has(t, c[i].id) && k-- == 0)
			return &c[i];
	return NULL;
}

void
opt_init(struct opt_walk *w, const struct tool *t, int argc, char **argv)
{
	const struct opt *o;
	size_t n = 0, k = 0, i;

	while (nth(t, n) != NULL)
		n++;
	*w = (struct opt_walk){ .tool = t, .argc = argc, .argv = argv };
	w->table = xcalloc(n + 1, sizeof(*w->table));
	w->chars = xcalloc(2 * n + 2, 1);
	w->chars[k++] = ':';
	for (i = 0; i < n; i++) {
		o = nth(t, i);
		w->table[i].name = o->name;
		w->table[i].has_arg =
		    o->arg != NULL ? required_argument : no_argument;
		w->table[i].val = o->id;
		if (o->chr != 0) {
			w->chars[k++] = (char)o->chr;
			if (o->arg != NULL)
				w->chars[k++] = ':';
		}
	}
	opterr = 0;
	optind = 1;
}

void
opt_free(struct opt_walk *w)
{
	free(w->table);
	free(w->chars);
}

/* Levenshtein's distance of two short words, at most 40 characters. */
static size_t
distance(const char *a, const char *b)
{
	size_t row[41], n = strlen(b), i, j, diagonal, above, best;

	if (n > 40 || strlen(a) > 40)
		return 99;
	for (j = 0; j <= n; j++)
		row[j] = j;
	for (i = 1; *a != '\0'; a++, i++) {
		diagonal = row[0];
		row[0] = i;
		for (j = 1; j <= n; j++) {
			above = row[j];
			best = diagonal + (*a != b[j - 1]);
			best = best < above + 1 ? best : above + 1;
			best = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
			diagonal = above;
			row[j] = best;
		}
	}
	return row[n];
}

/* What was meant, perhaps: the nearest word, at a distance less than least. */
struct guess {
	const char *best;
	size_t least;
};

static void
guess(struct guess *g, const char *said, const char *word)
{
	size_t d = distance(said, word);

	if (d < g->least && d < strlen(word)) {
		g->least = d;
		g->best = word;
	}
}

static void
put_guess(struct buf *why, const struct guess *g, const char *dashes)
{
	if (g->best != NULL)
		buf_printf(why, "; did you mean %s%s?", dashes, g->best);
}

static void
unknown(const struct opt_walk *w, struct buf *why)
{
	const char *arg = w->argv[optind - 1];
	struct guess g = { .least = 4 };
	const struct opt *o;
	size_t i, n;
	char word[64];

	if (optopt != 0 && optopt < OPT_COMMON_FIRST) {
		buf_printf(why, "unknown option -%c", optopt);
		return;
	}
	if (optopt != 0) {
		buf_printf(why, "option %s takes no argument", arg);
		return;
	}
	n = strcspn(arg, "=");
	buf_printf(why, "unknown option %.*s", (int)n, arg);
	if (n < 3 || n - 2 >= sizeof(word))
		return;
	memcpy(word, arg + 2, n - 2);
	word[n - 2] = '\0';
	for (i = 0; (o = nth(w->tool, i)) != NULL; i++)
		guess(&g, word, o->name);
	put_guess(why, &g, "--");
}

void
opt_put_refusal(struct buf *why, const struct tool *t, int id,
    const char *arg, const char *reason)
{
	struct guess g = { .least = 3 };
	const struct opt *o;
	char *words, *rest, *word;
	size_t i;

	for (i = 0; (o = nth(t, i)) != NULL && o->id != id; i++)
		;
	if (o == NULL)
		return;
	buf_printf(why, "--%s %s: %s", o->name, arg, reason);
	if (o->values == NULL || strcmp(o->values, "FILE") == 0)
		return;
	buf_printf(why, "; it takes: %s", o->values);
	rest = words = xstrdup(o->values);
	while ((word = strsep(&rest, " ")) != NULL)
		guess(&g, arg, word);
	put_guess(why, &g, "");
	free(words);
}

int
opt_next(struct opt_walk *w, const char **arg, struct buf *why)
{
	const struct opt *o;
	size_t i;
	int c;

	c = getopt_long(w->argc, w->argv, w->chars, w->table, NULL);
	*arg = optarg;
	if (c == -1)
		return 0;
	if (c == ':') {
		buf_printf(why, "option %s needs an argument",
		    w->argv[optind - 1]);
		return -1;
	}
	if (c == '?') {
		unknown(w, why);
		return -1;
	}
	if (c >= OPT_COMMON_FIRST)
		return c;
	for (i = 0; (o = nth(w->tool, i)) != NULL; i++)
		if (o->chr == c)
			return o->id;
	return -1;
}

/* One line: the names, and from HELP_COLUMN on what it does. */
static void
put_option(struct buf *b, const struct opt *o)
{
	size_t at = b->len;

	buf_puts(b, "  ");
	if (o->chr != 0)
		buf_printf(b, "-%c, ", o->chr);
	buf_printf(b, "--%s", o->name);
	if (o->arg != NULL)
		buf_printf(b, " %s", o->arg);
	buf_printf(b, "%*s%s\n", (int)(at + HELP_COLUMN - b->len), "",
	    o->help);
}

/* The common options without explanation, filled to 78 columns. */
static void
put_common(struct buf *b, const struct tool *t)
{
	size_t i, n, column, len;
	const struct opt *c = opt_common(&n);
	char word[64];

	buf_puts(b, "Common options, newsreel(7):\n ");
	column = 1;
	for (i = 0; i < n; i++) {
		if (!opt_has(t, c[i].id))
			continue;
		if (c[i].chr != 0)
			snprintf(word, sizeof(word), "-%c%s%s", c[i].chr,
			    c[i].arg ? " " : "", c[i].arg ? c[i].arg : "");
		else
			snprintf(word, sizeof(word), "--%s%s%s", c[i].name,
			    c[i].arg ? " " : "", c[i].arg ? c[i].arg : "");
		len = strlen(word);
		if (column + 1 + len > 78) {
			buf_puts(b, "\n ");
			column = 1;
		}
		buf_printf(b, " %s", word);
		column += 1 + len;
	}
	buf_putc(b, '\n');
}

void
opt_put_usage(struct buf *b, const struct tool *t)
{
	buf_printf(b, "usage: %s %s\n", t->name, t->usage);
}

void
opt_put_help(struct buf *b, const struct tool *t)
{
	size_t i;

	opt_put_usage(b, t);
	buf_printf(b, "%s\n", t->purpose);
	for (i = 0; i < t->n_opts; i++)
		put_option(b, &t->opts[i]);
	put_common(b, t);
	if (t->examples != NULL)
		buf_printf(b, "Examples:\n%s", t->examples);
}

bool
opt_number(const char *arg, long long min, long long max, long long *out,
    const char **why)
{
	const char *error;

	*out = strtonum(arg, min, max, &error);
	if (error != NULL)
		*why = error;
	return error == NULL;
}

bool
opt_size(const char *arg, uint64_t *out, const char **why)
{
	static const char units[] = "KMGT";
	const char *unit, *p = arg;
	uint64_t n = 0, shift = 0;

	for (; *p >= '0' && *p <= '9'; p++)
		if (__builtin_mul_overflow(n, (uint64_t)10, &n) ||
		    __builtin_add_overflow(n, (uint64_t)(*p - '0'), &n))
			goto large;
	if (p == arg)
		goto bad;
	if (*p != '\0') {
		char c = (char)(*p >= 'a' && *p <= 'z' ? *p - 32 : *p);

		if (p[1] != '\0' || (unit = strchr(units, c)) == NULL)
			goto bad;
		shift = 10 * (uint64_t)(unit - units + 1);
	}
	if (n > UINT64_MAX >> shift)
		goto large;
	*out = n << shift;
	return true;
bad:
	*why = "not a size such as 512K, 64M or 2G";
	return false;
large:
	*why = "too large";
	return false;
}

int
opt_word(const char *arg, const char *const *words, const char **why)
{
	int i;

	for (i = 0; words[i] != NULL; i++)
		if (strcmp(arg, words[i]) == 0)
			return i;
	*why = "no such word";
	return -1;
}
