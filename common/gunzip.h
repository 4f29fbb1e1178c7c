/* SPDX-License-Identifier: ISC */
#ifndef NR_GUNZIP_H
#define NR_GUNZIP_H

#include "stream.h"

/*
 * The inflated bytes of a gzip stream (RFC 1952): all its members, each one's
 * CRC and length verified.  Zeros between and behind members are padding;
 * anything else behind them is ignored and told (STREAM_JUNK).  A checksum
 * that does not fit is told (STREAM_WRONG) and the next member read; data that
 * cannot be inflated, or that ends too early, ends the stream (STREAM_CUT)
 * behind the last good byte.  src becomes the new stream's.
 */

/* Inflates in the caller's thread, when asked. */
struct stream *gunzip_open(struct stream *src);

/*
 * Inflates in a thread of its own, some blocks ahead.  hook is called in the
 * caller's thread when nothing is left and src waits.  Where no thread can be
 * had it is gunzip_open().
 */
struct stream *gunzip_open_thread(
    struct stream_fd *src, struct stream_hook hook);

#endif
