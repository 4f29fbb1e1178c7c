/* SPDX-License-Identifier: ISC */
/*
 * Landlock (Linux 5.13, landlock(7)) for files, a seccomp filter for the rest:
 * a list of what is refused, not of what is allowed, because what a C library
 * needs changes from release to release.  A refused call fails with EPERM.
 */
#include "sandbox.h"

#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#if defined(__has_include) && __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif

#include "charset.h"
#include "xalloc.h"

/* The leak checker of sanitizer builds traces its own process. */
#if defined(__SANITIZE_ADDRESS__)
#define TRACED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TRACED 1
#endif
#endif

struct sandbox {
	int rules; /* Landlock's descriptor, or -1 */
};

#if defined(LANDLOCK_CREATE_RULESET_VERSION) && defined(SYS_landlock_add_rule)
#define READS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITES                                                                 \
	(LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |         \
	    LANDLOCK_ACCESS_FS_REMOVE_FILE)
/* Later versions of the interface; not in every header. */
#define ACCESS_REFER (1ULL << 13)
#define ACCESS_TRUNCATE (1ULL << 14)

static uint64_t
handled(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);

	if (version < 1)
		return 0;
	return READS | WRITES | LANDLOCK_ACCESS_FS_EXECUTE |
	    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_CHAR |
	    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SOCK |
	    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
	    LANDLOCK_ACCESS_FS_MAKE_SYM | (version >= 2 ? ACCESS_REFER : 0) |
	    (version >= 3 ? ACCESS_TRUNCATE : 0);
}

static int
new_rules(void)
{
	struct landlock_ruleset_attr attr = { .handled_access_fs = handled() };

	if (attr.handled_access_fs == 0)
		return -1;
	return (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr),
	    0);
}

static void
allow(struct sandbox *s, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr attr = { .parent_fd =
						       open(path,
							   O_PATH |
							       O_CLOEXEC) };
	struct stat st;

	/* What is not there cannot be opened later either. */
	if (attr.parent_fd == -1)
		return;
	if (fstat(attr.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		access &= LANDLOCK_ACCESS_FS_READ_FILE |
		    LANDLOCK_ACCESS_FS_WRITE_FILE | ACCESS_TRUNCATE;
	attr.allowed_access = access & handled();
	(void)syscall(SYS_landlock_add_rule, s->rules,
	    LANDLOCK_RULE_PATH_BENEATH, &attr, 0);
	close(attr.parent_fd);
}

static void
restrict_files(const struct sandbox *s)
{
	(void)syscall(SYS_landlock_restrict_self, s->rules, 0);
}
#else
#define READS 0
#define WRITES 0
#define ACCESS_REFER 0
#define ACCESS_TRUNCATE 0

static int
new_rules(void)
{
	return -1;
}

static void
allow(struct sandbox *s, const char *path, uint64_t access)
{
	(void)s, (void)path, (void)access;
}

static void
restrict_files(const struct sandbox *s)
{
	(void)s;
}
#endif

struct sandbox *
sandbox_new(void)
{
	struct sandbox *s = xcalloc(1, sizeof(*s));
	struct buf dir = { 0 };

	s->rules = new_rules();
#ifdef TRACED
	sandbox_read(s, "/proc");
#endif
	/* iconv(3) loads a module when the first text needs it. */
	charset_module_dir(&dir);
	if (dir.len > 0)
		sandbox_read(s, buf_cstr(&dir));
	buf_free(&dir);
	return s;
}

void
sandbox_free(struct sandbox *s)
{
	if (s == NULL)
		return;
	if (s->rules != -1)
		close(s->rules);
	free(s);
}

void
sandbox_read(struct sandbox *s, const char *path)
{
	if (s->rules != -1)
		allow(s, path, READS);
}

void
sandbox_write(struct sandbox *s, const char *path)
{
	char dir[PATH_MAX];

	if (s->rules == -1)
		return;
	/* The file itself too: it may be a device, or reached by a link. */
	allow(s, path, READS | WRITES | ACCESS_TRUNCATE);
	strlcpy(dir, path, sizeof(dir));
	allow(s, dirname(dir),
	    READS | WRITES | ACCESS_REFER | ACCESS_TRUNCATE);
}

#ifdef __x86_64__
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#endif

#ifdef ARCH
#define REFUSE(call)                                                           \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1),                 \
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

static void
restrict_calls(void)
{
	struct sock_filter filter[] = {
		/* Calls of another architecture have other numbers. */
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, nr)),
#ifdef __x86_64__
		/* The x32 numbers name the same calls again. */
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
#endif
		REFUSE(socket),
		REFUSE(socketpair),
		REFUSE(connect),
		REFUSE(bind),
		REFUSE(listen),
		REFUSE(execve),
		REFUSE(execveat),
		REFUSE(process_vm_readv),
		REFUSE(process_vm_writev),
		REFUSE(mount),
		REFUSE(umount2),
		REFUSE(pivot_root),
		REFUSE(chroot),
		REFUSE(setns),
		REFUSE(unshare),
		REFUSE(bpf),
		REFUSE(perf_event_open),
		REFUSE(keyctl),
		REFUSE(add_key),
		REFUSE(request_key),
		REFUSE(init_module),
		REFUSE(finit_module),
		REFUSE(kexec_load),
		REFUSE(userfaultfd),
#ifdef SYS_io_uring_setup
		/* Its rings make sockets that no filter sees. */
		REFUSE(io_uring_setup),
#endif
#ifndef TRACED
		REFUSE(ptrace),
#endif
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog prog = { sizeof(filter) / sizeof(filter[0]),
		filter };

	(void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog);
}
#else
static void
restrict_calls(void)
{
}
#endif

void
sandbox_enter(struct sandbox *s)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return;
	if (s->rules != -1)
		restrict_files(s);
	restrict_calls();
}
