/* SPDX-License-Identifier: ISC */
/*
 * For LD_PRELOAD: a filter that was taken over.  At the first read of standard
 * input it tries what an attacker would, and tells on descriptor 9 how it
 * went: "WHAT allowed" or "WHAT refused", a line each.  The files that it
 * tries are in PROBE_DIR: "secret" is there, "new" is not.
 */
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TOLD = 9 };

static void
tell(const char *what, int allowed)
{
	dprintf(TOLD, "%s %s\n", what, allowed ? "allowed" : "refused");
}

static int
opens(const char *path, int flags)
{
	int fd = open(path, flags, 0600);

	if (fd != -1)
		close(fd);
	return fd != -1;
}

static void
files(const char *dir)
{
	char secret[4096], new[4096], link[4096];

	snprintf(secret, sizeof(secret), "%s/secret", dir);
	snprintf(new, sizeof(new), "%s/new", dir);
	snprintf(link, sizeof(link), "%s/link", dir);
	tell("read", opens(secret, O_RDONLY));
	tell("write", opens(secret, O_WRONLY));
	tell("truncate", truncate(secret, 3) == 0);
	tell("create", opens(new, O_WRONLY | O_CREAT));
	tell("mkdir", mkdir(link, 0700) == 0);
	tell("list", opens(dir, O_RDONLY | O_DIRECTORY));
	tell("unlink", unlink(secret) == 0);
}

static void
sockets(void)
{
	int fd[2];
	unsigned char params[128] = {0};

	tell("inet", socket(AF_INET, SOCK_STREAM, 0) != -1);
	tell("inet6", socket(AF_INET6, SOCK_DGRAM, 0) != -1);
	tell("unix", socket(AF_UNIX, SOCK_STREAM, 0) != -1);
	tell("socketpair", socketpair(AF_UNIX, SOCK_STREAM, 0, fd) != -1);
	/* Its rings open sockets behind the back of seccomp. */
	tell("io_uring", syscall(SYS_io_uring_setup, 1, params) != -1);
}

/* In a child each: one that succeeds does not come back, or is stopped. */
static void
processes(void)
{
	char name[] = "true", *argv[] = {name, NULL};
	pid_t pid;
	int status = 0;

	if ((pid = fork()) == 0) {
		execv("/bin/true", argv);
		_exit(1);
	}
	waitpid(pid, &status, 0);
	tell("exec", WIFEXITED(status) && WEXITSTATUS(status) == 0);
	if ((pid = fork()) == 0)
		_exit(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == -1);
	waitpid(pid, &status, 0);
	tell("ptrace", WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

ssize_t
read(int fd, void *p, size_t n)
{
	static ssize_t (*next)(int, void *, size_t);
	static int done;
	const char *dir = getenv("PROBE_DIR");

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "read");
	if (fd == STDIN_FILENO && !done && dir != NULL) {
		done = 1;
		unsetenv("LD_PRELOAD");
		files(dir);
		sockets();
		processes();
	}
	return next(fd, p, n);
}
