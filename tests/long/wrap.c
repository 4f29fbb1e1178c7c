/* SPDX-License-Identifier: ISC */
/* A tool with words before and after its name.  No script: the shims that make
 * calls fail would meet the shell's calls first. */
#include <string.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	static char *head[] = {BEFORE REAL, AFTER};
	enum { N = sizeof(head) / sizeof(head[0]) };
	char *v[N + 4096];

	if (argc > 4096)
		return 127;
	memcpy(v, head, sizeof(head));
	memcpy(v + N, argv + 1, (size_t)argc * sizeof(*v));
	execvp(v[0], v);
	return 127;
}
