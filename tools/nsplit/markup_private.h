/* SPDX-License-Identifier: ISC */
#ifndef NR_MARKUP_PRIVATE_H
#define NR_MARKUP_PRIVATE_H

#include "markup.h"
#include "member.h"

/* What the files of markup share.  Each of these parses text into
 * m->blocks and tells m->fault. */

void markup_docx(struct markup *m, struct view text);

/* What an element does to the flow of text, data/markup-flow.txt. */
enum flow {
	FLOW_INLINE,
	FLOW_PARA,
	FLOW_DIV,
	FLOW_LINE,
	FLOW_TAB,
	FLOW_SKIP,
	FLOW_OUT,
	FLOW_PRE,
	FLOW_HEADING
};
enum flow flow_of(struct view name, unsigned char *level);

/* Bits of block.where. */
enum { WHERE_OUT = 1, WHERE_ARTICLE = 2, WHERE_MAIN = 4, WHERE_BODY = 8 };

/* An element of a text opens, or closes: lines of m->blocks break, m->skip and
 * m->out are kept. */
void flow_open(struct markup *m, struct view name, size_t at);
void flow_close(struct markup *m, struct view name, size_t end);

/* Parse a stretch of HTML that is all text into m->blocks, which it empties;
 * a blank line parts paragraphs. */
void markup_fragment(struct markup *m, struct view html);

/* Paragraphs of m->blocks in m->composed, one blank line between: those of
 * blocks first..last (half-open) of which where has no bit of without. */
void markup_compose(
    struct markup *m, size_t first, size_t last, unsigned without);

/* Emit an article whose fields are in a and whose text is m->composed; it comes
 * from bytes from..to of text, the member's. */
void markup_emit(struct member *, struct job *, struct article *a,
    struct view text, size_t from, size_t to, const char *cue);

/* A date and time as machines write them into the field, unless that is set:
 * ISO 8601 (20190503T140500Z and the like too) and RFC 822. */
void markup_date(struct page *, struct article *, struct view);

/* News in XML, text's kind being m->markup.kind: emits its articles. */
void markup_news(struct member *, struct job *, struct view text);

/* Bytes of text in blocks that are in all of where, of a group or of any (0). */
size_t markup_weigh(const struct blocks *, unsigned where, uint32_t group);

/* Emits the articles of a page of HTML, whose blocks and defaults are set;
 * articles: how many <article>s it has, the blocks' groups. */
void markup_page(
    struct member *, struct job *, struct view text, uint32_t articles);

/* A page of HTML: emits its articles.  false: it holds a digest, and its lines
 * are made. */
bool markup_html(struct member *, struct job *, struct view text);

/* The blocks as lines, in m->markup.lines. */
void markup_make_lines(struct member *);

/* Put these lines in the place of the member's text. */
void markup_to_lines(struct member *);

#endif
