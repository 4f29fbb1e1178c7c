/* SPDX-License-Identifier: ISC */
#include "report.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "buf.h"

/* stderr is one thing a process has, and so is this. */
static struct {
	pthread_mutex_t lock;
	pthread_t thread;
	const struct report_totals *totals;
	struct timespec begin;
	_Atomic bool quit;
	bool running;
	bool show;
	bool line; /* a progress line stands on the terminal */
	char phase[64];
} the = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void
write_stderr(const struct buf *b)
{
	size_t at = 0;
	ssize_t n;

	while (at < b->len) {
		n = write(STDERR_FILENO, b->data + at, b->len - at);
		if (n > 0)
			at += (size_t)n;
		else if (n == -1 && errno != EINTR && errno != EAGAIN)
			return;
	}
}

/* Wipe the progress line.  With the lock. */
static void
put_wipe(struct buf *b)
{
	if (the.line)
		buf_puts(b, "\r\033[K");
	the.line = false;
}

static void
put_visible(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7F)
			buf_printf(b, "\\x%02x", (unsigned char)*s);
		else
			buf_putc(b, (unsigned char)*s);
}

void
report(const char *fmt, ...)
{
	struct buf b = { 0 };
	char *text;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&text, fmt, ap);
	va_end(ap);
	if (n == -1)
		return;
	pthread_mutex_lock(&the.lock);
	put_wipe(&b);
	buf_printf(&b, "%s: ", getprogname());
	put_visible(&b, text);
	buf_putc(&b, '\n');
	write_stderr(&b);
	pthread_mutex_unlock(&the.lock);
	buf_free(&b);
	free(text);
}

void
report_phase(const char *what)
{
	pthread_mutex_lock(&the.lock);
	strlcpy(the.phase, what != NULL ? what : "", sizeof(the.phase));
	pthread_mutex_unlock(&the.lock);
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - the.begin.tv_sec) +
	    (double)(now.tv_nsec - the.begin.tv_nsec) * 1e-9;
}

static void
put_progress(struct buf *b)
{
	const struct report_totals *t = the.totals;
	uint64_t total = atomic_load(&t->packed_total);
	double s = seconds(), mb = (double)atomic_load(&t->bytes) / 1e6;

	buf_printf(b, "%s: ", getprogname());
	buf_put_u64(b, atomic_load(&t->in));
	buf_puts(b, " in, ");
	buf_put_u64(b, atomic_load(&t->out));
	buf_puts(b, " out, ");
	buf_put_u64(b, atomic_load(&t->rejected));
	buf_printf(b, " rejected, %.0f MB, %.0f MB/s", mb,
	    s > 0 ? mb / s : 0.0);
	if (total > 0)
		buf_printf(b, ", %.0f %%",
		    100.0 * (double)atomic_load(&t->packed) / (double)total);
	if (the.phase[0] != '\0') {
		buf_puts(b, "; ");
		buf_puts(b, the.phase);
	}
}

static void
show(bool on_request)
{
	struct buf b = { 0 };

	pthread_mutex_lock(&the.lock);
	put_wipe(&b);
	put_progress(&b);
	if (on_request || !isatty(STDERR_FILENO)) {
		buf_putc(&b, '\n');
	} else {
		buf_puts(&b, "\033[K");
		the.line = true;
	}
	write_stderr(&b);
	pthread_mutex_unlock(&the.lock);
	buf_free(&b);
}

static void *
progress_main(void *arg)
{
	struct timespec wait = { .tv_sec = 1 };
	sigset_t *set = arg;
	int sig;

	for (;;) {
		sig = the.show ? sigtimedwait(set, NULL, &wait)
			       : sigwaitinfo(set, NULL);
		if (atomic_load(&the.quit))
			return NULL;
		if (sig == SIGUSR1 || (sig == -1 && errno == EAGAIN))
			show(sig == SIGUSR1);
	}
}

void
report_begin(const struct report_totals *totals, bool show_line)
{
	static sigset_t set;

	clock_gettime(CLOCK_MONOTONIC, &the.begin);
	the.totals = totals;
	the.show = show_line;
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	the.running =
	    pthread_create(&the.thread, NULL, progress_main, &set) == 0;
}

void
report_end(void)
{
	struct buf b = { 0 };

	if (!the.running)
		return;
	/* The signal it waits for wakes it. */
	atomic_store(&the.quit, true);
	pthread_kill(the.thread, SIGUSR1);
	pthread_join(the.thread, NULL);
	the.running = false;
	put_wipe(&b);
	write_stderr(&b);
	buf_free(&b);
}
