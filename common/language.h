/* SPDX-License-Identifier: ISC */
#ifndef NR_LANGUAGE_H
#define NR_LANGUAGE_H

#include "buf.h"

/*
 * Which language a text is in, by a vote of its function words.  Meant for
 * choosing word lists, not for linguistics: a text that is short, mixed or in
 * another language gets LANGUAGE_NONE, for which every tool has neutral rules.
 */
enum language {
	LANGUAGE_NONE,
	LANGUAGE_EN,
	LANGUAGE_DE,
	LANGUAGE_FR,
	LANGUAGE_ES,
	LANGUAGE_IT,
	LANGUAGE_RU,
	LANGUAGE_PL,
	LANGUAGE_CS,
	LANGUAGE_COUNT
};

/* The ISO 639-1 code ("en"), NULL for LANGUAGE_NONE. */
const char *language_code(enum language);

/* The language that code names: an ISO 639-1 or 639-2 code, either with a
 * region after it ("en", "en-GB", "de_AT", "ger"), or the English name
 * ("German"), in any case; else LANGUAGE_NONE. */
enum language language_from_code(struct view code);

/* Lists for the vote; read-only once made, so threads share one.  The caller
 * frees it with language_free(). */
struct language_voter;
struct language_voter *language_new(void);
void language_free(struct language_voter *);

/*
 * The language of text (UTF-8; bytes that are not count as no letters).  Looks
 * at the first 4 KiB at most and stops as soon as the outcome is clear, so the
 * cost is bounded.  The same bytes give the same answer.
 */
enum language language_vote(const struct language_voter *, struct view text);

#endif
