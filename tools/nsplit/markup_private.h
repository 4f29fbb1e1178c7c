/* SPDX-License-Identifier: ISC */
#ifndef NR_MARKUP_PRIVATE_H
#define NR_MARKUP_PRIVATE_H

#include "markup.h"
#include "member.h"

/* What the files of markup share.  Each of these parses text into
 * m->blocks and tells m->fault. */

void markup_docx(struct markup *m, struct view text);

/* Put the text of the blocks in the place of the member's. */
void markup_to_lines(struct member *);

#endif
