/* SPDX-License-Identifier: ISC */
#ifndef NR_SENTENCE_SCAN_H
#define NR_SENTENCE_SCAN_H

/*
 * The next byte of [p, e) that may have to do with the end of a sentence:
 * . ! ? line feed, or a lead byte from 0xD6 on (which skips the letters of
 * Latin, Greek and Cyrillic); e when there is none.
 */
const unsigned char *scan_candidate(
    const unsigned char *p, const unsigned char *e);

/* The same without vector instructions: the twin that tests compare with. */
const unsigned char *scan_candidate_plain(
    const unsigned char *p, const unsigned char *e);

#endif
