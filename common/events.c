/* SPDX-License-Identifier: ISC */
#include "events.h"

#include <stdio.h>

#include "charset.h"

void
events_put_label(struct buf *b, struct view name)
{
	size_t i = b->len;

	charset_put_utf8(b, name.p, name.len);
	for (; i < b->len; i++)
		if (b->data[i] < 0x20 || b->data[i] == 0x7F)
			b->data[i] = '?';
}

void
events_add(struct events *ev, enum reader_event_kind kind, struct view label,
    const char *fmt, ...)
{
	char why[256];
	va_list ap;

	/* What was taken may go: nobody holds it any more. */
	if (ev->kind_at == ev->kinds.len) {
		buf_clear(&ev->kinds);
		buf_clear(&ev->text);
		ev->kind_at = ev->text_at = 0;
	}
	buf_putc(&ev->kinds, (unsigned char)kind);
	events_put_label(&ev->text, label);
	buf_putc(&ev->text, '\0');
	va_start(ap, fmt);
	vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	buf_puts(&ev->text, why);
	buf_putc(&ev->text, '\0');
}

bool
events_take(struct events *ev, struct reader_event *out)
{
	const char *s;

	if (ev->kind_at == ev->kinds.len)
		return false;
	s = (const char *)ev->text.data + ev->text_at;
	out->kind = (enum reader_event_kind)ev->kinds.data[ev->kind_at++];
	out->label = s;
	s += strlen(s) + 1;
	out->message = s;
	s += strlen(s) + 1;
	ev->text_at = (size_t)(s - (const char *)ev->text.data);
	return true;
}

void
events_free(struct events *ev)
{
	buf_free(&ev->text);
	buf_free(&ev->kinds);
}
