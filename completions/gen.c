/* SPDX-License-Identifier: ISC */
/*
 * Writes the completions of the four tools from their option tables:
 *
 *	gen bash        one script for all tools
 *	gen zsh TOOL    the function _TOOL
 *	gen fish TOOL   the file TOOL.fish
 *
 * `make completions` puts what it prints into this directory; the tests hold
 * the committed files against it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "opt.h"

#define OPT(id, chr, name, arg, values, help) {0, chr, name, arg, values, help},

static const struct opt nsplit[] = {
#include "../tools/nsplit/nsplit.def"
};
static const struct opt nnorm[] = {
#include "../tools/nnorm/nnorm.def"
};
static const struct opt nquote[] = {
#include "../tools/nquote/nquote.def"
};
static const struct opt ndedup[] = {
#include "../tools/ndedup/ndedup.def"
};
static const struct opt common[] = {
#include "common.def"
};

#define N(a) (sizeof(a) / sizeof((a)[0]))

struct table {
	const char *name;
	const struct opt *opts;
	size_t n;
};

static const struct table tools[] = {
    {"nsplit", nsplit, N(nsplit)},
    {"nnorm", nnorm, N(nnorm)},
    {"nquote", nquote, N(nquote)},
    {"ndedup", ndedup, N(ndedup)},
};

/* The k-th option of a tool, its own first; NULL after the last. */
static const struct opt *
nth(const struct table *t, size_t k)
{
	if (k < t->n)
		return &t->opts[k];
	k -= t->n;
	return k < N(common) ? &common[k] : NULL;
}

/* Print s for the inside of single quotes, with a backslash before each
 * character of special. */
static void
put_quoted(const char *s, const char *special)
{
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			fputs("'\\'", stdout);
		else if (strchr(special, *s) != NULL)
			putchar('\\');
		putchar(*s);
	}
}

static bool
is_file(const struct opt *o)
{
	return o->values != NULL && strcmp(o->values, "FILE") == 0;
}

/* A case of the words that may stand before the one that is completed. */
static void
bash_case(const char *tool, const struct opt *o)
{
	if (o->arg == NULL)
		return;
	printf("\t%s:--%s", tool, o->name);
	if (o->chr != 0)
		printf(" | %s:-%c", tool, o->chr);
	if (is_file(o))
		puts(") return ;;");
	else if (o->values != NULL)
		printf(") words='%s' ;;\n", o->values);
	else
		puts(") nothing=1 ;;");
}

static void
bash_options(const struct table *t)
{
	const struct opt *o;
	size_t k;

	printf("\t\t%s) words='", t->name);
	for (k = 0; (o = nth(t, k)) != NULL; k++) {
		if (o->chr != 0)
			printf("-%c ", o->chr);
		printf("--%s%s", o->name, nth(t, k + 1) != NULL ? " " : "");
	}
	puts("' ;;");
}

/*
 * Bash cuts words at "=", so that --style=cu is three of them.  An empty
 * answer means file names (complete -o default), but for an argument that is
 * neither a word nor a file.
 */
static void
put_bash(void)
{
	size_t i, k;

	puts("# bash completion of newsreel.  Generated: make completions\n"
	     "# shellcheck shell=bash\n"
	     "_newsreel()\n"
	     "{\n"
	     "\tlocal tool=${1##*/} words='' nothing='' i=$COMP_CWORD\n"
	     "\tlocal cur=${COMP_WORDS[i]} prev=${COMP_WORDS[i - 1]}\n"
	     "\n"
	     "\tif [[ $cur == = ]]; then\n"
	     "\t\tcur=\n"
	     "\telif [[ $prev == = ]]; then\n"
	     "\t\tprev=${COMP_WORDS[i - 2]}\n"
	     "\tfi\n"
	     "\tCOMPREPLY=()\n"
	     "\tcase $tool:$prev in");
	for (i = 0; i < N(tools); i++)
		for (k = 0; k < tools[i].n; k++)
			bash_case(tools[i].name, &tools[i].opts[k]);
	for (k = 0; k < N(common); k++)
		bash_case("*", &common[k]);
	puts("\t*)\n"
	     "\t\t[[ $cur == -* ]] || return\n"
	     "\t\tcase $tool in");
	for (i = 0; i < N(tools); i++)
		bash_options(&tools[i]);
	puts("\t\tesac\n"
	     "\t\t;;\n"
	     "\tesac\n"
	     "\tif [[ $nothing ]]; then\n"
	     "\t\tcompopt +o default 2>/dev/null\n"
	     "\t\treturn\n"
	     "\tfi\n"
	     "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
	     "}");
	printf("complete -o default -F _newsreel");
	for (i = 0; i < N(tools); i++)
		printf(" %s", tools[i].name);
	putchar('\n');
}

/* '(-o --output)'{-o+,--output=}'[help]:FILE:_files' */
static void
zsh_option(const struct opt *o)
{
	const char *again = o->arg != NULL ? "*" : "";

	if (o->chr != 0 && o->arg != NULL)
		printf("\t'*'{-%c+,--%s=}'[", o->chr, o->name);
	else if (o->chr != 0)
		printf("\t'(-%c --%s)'{-%c,--%s}'[", o->chr, o->name, o->chr,
		    o->name);
	else
		printf(
		    "\t'%s--%s%s[", again, o->name, o->arg != NULL ? "=" : "");
	put_quoted(o->help, "[]:\\");
	putchar(']');
	if (o->arg != NULL)
		printf(":%s:", o->arg);
	if (is_file(o))
		printf("_files");
	else if (o->values != NULL)
		printf("(%s)", o->values);
	puts("' \\");
}

static void
put_zsh(const struct table *t)
{
	const struct opt *o;
	size_t k;

	printf("#compdef %s\n"
	       "# zsh completion of newsreel.  Generated: make completions\n"
	       "_arguments -s -S \\\n",
	    t->name);
	for (k = 0; (o = nth(t, k)) != NULL; k++)
		zsh_option(o);
	puts("\t'*:FILE:_files'");
}

static void
put_fish(const struct table *t)
{
	const struct opt *o;
	size_t k;

	puts("# fish completion of newsreel.  Generated: make completions");
	for (k = 0; (o = nth(t, k)) != NULL; k++) {
		printf("complete -c %s", t->name);
		if (o->chr != 0)
			printf(" -s %c", o->chr);
		printf(" -l %s", o->name);
		if (is_file(o))
			printf(" -r -F");
		else if (o->values != NULL)
			printf(" -x -a '%s'", o->values);
		else if (o->arg != NULL)
			printf(" -x");
		printf(" -d '");
		put_quoted(o->help, "\\");
		puts("'");
	}
}

static const struct table *
find(const char *name)
{
	size_t i;

	for (i = 0; name != NULL && i < N(tools); i++)
		if (strcmp(tools[i].name, name) == 0)
			return &tools[i];
	fputs("usage: gen bash | gen zsh TOOL | gen fish TOOL\n", stderr);
	exit(2);
}

int
main(int argc, char **argv)
{
	const char *shell = argc > 1 ? argv[1] : "";

	if (strcmp(shell, "bash") == 0)
		put_bash();
	else if (strcmp(shell, "zsh") == 0)
		put_zsh(find(argv[2]));
	else if (strcmp(shell, "fish") == 0)
		put_fish(find(argv[2]));
	else
		find(NULL);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
