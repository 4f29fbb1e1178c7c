/* SPDX-License-Identifier: ISC */
/*
 * The sandbox shuts in one thread, so that the others can tell of it; the whole
 * tools are in tests/sandbox.bats.
 */
#include "sandbox.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "tap.h"

static int
opens(const char *path, int how)
{
	int fd = open(path, how, 0600);

	if (fd == -1)
		return errno;
	close(fd);
	return 0;
}

static void
inside(bool files)
{
	char *argv[] = {NULL};
	int fd;

	if (files) {
		ok(opens("in", O_RDONLY) == 0, "an operand can be read");
		ok(opens("in", O_WRONLY) == EACCES, "but not written");
		ok(opens("other", O_RDONLY) == EACCES,
		    "another file cannot be read");
		ok(opens("sub/below", O_RDONLY) == 0,
		    "what is in a folder that is an operand can be read");
		ok(opens("out/new", O_WRONLY | O_CREAT) == 0,
		    "an output can be made");
		ok(rename("out/new", "out/done") == 0 &&
			unlink("out/done") == 0,
		    "renamed and removed");
		ok(opens("new", O_WRONLY | O_CREAT) == EACCES,
		    "nothing can be made elsewhere");
		ok(mkdir("out/folder", 0700) == -1 && errno == EACCES,
		    "no folder can be made");
	}
	if (prctl(PR_GET_SECCOMP) == -1)
		return; /* the kernel has none */
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	ok(fd == -1 && errno == EPERM, "there are no sockets");
	ok(execve("/bin/true", argv, argv) == -1 &&
		(errno == EPERM || errno == EACCES),
	    "no other program can be run");
}

static void *
shut_in(void *files)
{
	struct sandbox *s = sandbox_new();

	sandbox_read(s, "in");
	sandbox_read(s, "sub");
	sandbox_read(s, "nowhere");
	sandbox_write(s, "out/new");
	sandbox_enter(s);
	sandbox_free(s);
	inside(*(bool *)files);
	return NULL;
}

/* Landlock as of which files cannot be made shorter either. */
static bool
landlock(void)
{
#ifdef SYS_landlock_create_ruleset
	return syscall(SYS_landlock_create_ruleset, NULL, 0, 1u) >= 3;
#else
	return false;
#endif
}

int
main(void)
{
	char dir[] = "/tmp/sandbox.XXXXXX";
	bool files = landlock();
	pthread_t t;

	if (mkdtemp(dir) == NULL || chdir(dir) == -1 ||
	    mkdir("sub", 0700) == -1 || mkdir("out", 0700) == -1 ||
	    opens("in", O_WRONLY | O_CREAT) != 0 ||
	    opens("other", O_WRONLY | O_CREAT) != 0 ||
	    opens("sub/below", O_WRONLY | O_CREAT) != 0 ||
	    pthread_create(&t, NULL, shut_in, &files) != 0)
		return 1;
	pthread_join(t, NULL);
	ok(opens("other", O_RDWR) == 0, "the other threads are not shut in");
	sandbox_free(NULL);
	unlink("sub/below");
	unlink("other");
	unlink("in");
	rmdir("out");
	rmdir("sub");
	if (chdir("/") == -1)
		return 1;
	ok(rmdir(dir) == 0, "nothing is left in the folder");
	return done();
}
