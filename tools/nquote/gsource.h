/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_GSOURCE_H
#define NQUOTE_GSOURCE_H

#include "direct.h"

/* Whom a stretch of German is due to, by words that name the source.  Each
 * answers RULE_NONE when there is none. */

/* The answer, when there is a phrase that can speak: not es, not man. */
struct answer gsource_make(
    const struct words *, struct range, size_t cue, enum rule);

/* `heißt es in NP', with the verb at v. */
struct answer gsource_heard_in(const struct words *, size_t v, size_t hi);

/* The cue after a comma, later in the sentence. */
struct answer gsource_late(
    const struct words *, const struct marked *, struct sentence);

/* `Wie NP am Montag sagte, ist "..."'. */
struct answer gsource_as_said(
    const struct words *, const struct marked *, struct sentence);

/* `laut NP', `NP zufolge', `nach Angaben von NP'. */
struct answer gsource_due(
    const struct words *, const struct marked *, struct sentence);

/* `Für NP ist "..."'. */
struct answer gsource_holder(
    const struct words *, const struct marked *, struct sentence);

/* `In NP steht: "..."', `Auf NP war "..." zu lesen', the verb at v. */
struct answer gsource_read_in(
    const struct words *, const struct marked *, struct sentence, size_t v);

#endif
