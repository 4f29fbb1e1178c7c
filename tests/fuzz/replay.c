/* SPDX-License-Identifier: ISC */
/*
 * The fuzzers without libFuzzer: each file of the folders once, so that what a
 * fuzzer holds is held by make check too, with any compiler.  Stands in for
 * libFuzzer's main(), or for what shell.c calls of it.
 *
 *	replay-of-TARGET [FOLDER ...] [-text FILE ...]
 *
 * Files behind -text are handed to a whole tool as a text, and as lines.
 */
#include <dirent.h>
#include <libgen.h>

#include "fuzz.h"

typedef int target(const uint8_t *, size_t);

int LLVMFuzzerRunDriver(int *, char ***, target *);
int main(int, char **) __attribute__((weak));
#pragma weak LLVMFuzzerTestOneInput

/* One file, kind before its bytes when it is none of a corpus. */
static void
one(const char *path, int kind, target *run)
{
	struct buf in = {0};
	FILE *f = fopen(path, "rb");
	int c;

	if (f == NULL) {
		perror(path);
		exit(1);
	}
	if (kind >= 0)
		buf_putc(&in, (unsigned char)kind);
	while ((c = getc(f)) != EOF)
		buf_putc(&in, (unsigned char)c);
	fclose(f);
	run(in.len > 0 ? in.data : (const uint8_t *)"", in.len);
	buf_free(&in);
}

static unsigned
folder(const char *path, target *run)
{
	char name[4096];
	const struct dirent *e;
	DIR *d = opendir(path);
	unsigned n = 0;

	while (d != NULL && (e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, e->d_name);
		one(name, -1, run);
		n++;
	}
	if (d != NULL)
		closedir(d);
	return n;
}

int
LLVMFuzzerRunDriver(int *argc, char ***argv, target *run)
{
	char **arg = *argv;
	unsigned n = 0;
	bool text = false;
	int i;

	for (i = 1; i < *argc; i++) {
		if (strcmp(arg[i], "-text") == 0) {
			text = true;
		} else if (text) {
			one(arg[i], 0, run);
			one(arg[i], 1, run);
			n += 2;
		} else {
			n += folder(arg[i], run);
		}
	}
	printf("%sok 1 - %s holds over %u inputs what its fuzzer holds\n1..1\n",
	    n > 0 ? "" : "not ", basename(arg[0]), n);
	return n == 0;
}

int
main(int argc, char **argv)
{
	return LLVMFuzzerRunDriver(&argc, &argv, LLVMFuzzerTestOneInput);
}
