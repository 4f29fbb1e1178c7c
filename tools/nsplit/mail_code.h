/* SPDX-License-Identifier: ISC */
#ifndef NR_MAIL_CODE_H
#define NR_MAIL_CODE_H

#include <stdbool.h>

#include "buf.h"

/* The encodings of mail: bytes in, bytes out.  What is not encoded as it
 * should be is kept as it is; all are O(len). */

/* Append v decoded from quoted-printable (RFC 2045). */
void mail_put_quoted(struct buf *, struct view v);

/* Append v decoded from base64; other characters are passed over. */
void mail_put_base64(struct buf *, struct view v);

/* Append bytes of a named character set as UTF-8; of one that nobody knows, as
 * UTF-8 with windows-1252 for bad bytes. */
void mail_put_charset(struct buf *, struct view bytes, struct view charset);

/* Append v with its encoded words (RFC 2047) decoded.  false, and nothing
 * appended, when it has none. */
bool mail_put_words(struct buf *, struct view v);

#endif
