/* SPDX-License-Identifier: ISC */
#ifndef NR_CITE_H
#define NR_CITE_H

#include <stdbool.h>

#include "buf.h"
#include "date.h"

/*
 * Where an article was printed, as databases cite it: "The Gazette; Port
 * Anselm [Port Anselm] 04 Mar 2014: A.4.", "The Gazette. (Mar. 4, 2014): News:
 * pA4.", "The Gazette. 11/26/2006, p22.", "The Gazette (2003): A.22".  *source
 * is the name, *date the part of v that holds the date, empty when there is
 * none.  false when v is no citation.  O(len).
 */
bool cite_read(struct view v, struct view *source, struct view *date);

/*
 * The same, as monitors of broadcasts and foreign papers cite it: "Gazette,
 * Port Anselm, in English 1200 gmt 3 May 99", "LD0305121299 Port Anselm GAZETTE
 * in English 3 May 1999".  *date is empty where it has no year of four digits.
 */
bool cite_monitor(struct view v, struct view *source, struct view *date);

/* The name in "Jane Doe <jane@example.org>" and "jane@example.org (Jane
 * Doe)"; else v. */
struct view cite_sender(struct view v);

#endif
