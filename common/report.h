/* SPDX-License-Identifier: ISC */
#ifndef NR_REPORT_H
#define NR_REPORT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * What goes to stderr: messages, each whole and on a line of its own, and the
 * progress line, which gives way to them.  Progress is shown by a thread that
 * also answers SIGUSR1, so that nothing else of the program meets a signal.
 */
struct report_totals {
	_Atomic uint64_t in;
	_Atomic uint64_t out;
	_Atomic uint64_t rejected;
	_Atomic uint64_t bytes;	      /* of input, unpacked */
	_Atomic uint64_t packed;      /* of input, as it lies on disk */
	_Atomic uint64_t packed_total; /* 0: unknown */
};

/* Say "TOOL: message".  Control characters come out as \xNN. */
void report(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Begin to answer SIGUSR1, and with show to keep a progress line from the
 * first second on.  totals must outlive report_end().  Call it before any
 * other thread is made: SIGUSR1 is blocked for them. */
void report_begin(const struct report_totals *totals, bool show);

/* What a tool does after its input, for the progress line; NULL: nothing to
 * tell. */
void report_phase(const char *what);

/* Stop both; the line is wiped. */
void report_end(void);

#endif
