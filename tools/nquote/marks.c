/* SPDX-License-Identifier: ISC */
/*
 * From the tokens of lex.c, read by viterbi.c a paragraph at a time, to changes
 * of the text and marked stretches.  A first pass over the whole text takes the
 * census of its marks, which tells the convention: straight or curly, low
 * openers, guillemets, doubled marks of a CSV file, wiki markup, tokenised
 * text.  What one paragraph passes to the next is only whether a quotation is
 * open, and whether the next takes it up is asked before anything is inserted.
 */
#include "marks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "marks_work.h"
#include "xalloc.h"

/* Paragraphs without marks through which an open quotation may reach. */
#define REACH 50

static const char *const rules[DAMAGE_COUNT] = {
    [DAMAGE_NONE] = "style",
    [DAMAGE_DOUBLED] = "doubled",
    [DAMAGE_CSV] = "csv",
    [DAMAGE_LATEX] = "two-singles",
    [DAMAGE_COMMAS] = "commas",
    [DAMAGE_STRAY] = "stray-single",
    [DAMAGE_BROKEN] = "mojibake",
    [DAMAGE_SINGLE] = "single-for-double",
    [DAMAGE_DIRECTION] = "direction",
    [DAMAGE_OPENER] = "lost-opener",
    [DAMAGE_CLOSER] = "lost-closer",
    [DAMAGE_REPEAT] = "style",
    [DAMAGE_ORPHAN] = "style",
};

bool
marks_any(struct view text)
{
	size_t at = 0, len;

	while ((at = glyph_skip(text.p, at, text.len)) < text.len) {
		if (glyph_at(text.p, at, text.len, &len) != GLYPH_NONE)
			return true;
		at++;
	}
	return false;
}

static struct marks_work *
work_new(void)
{
	struct marks_work *w = xcalloc(1, sizeof(*w));

	w->viterbi = viterbi_new();
	w->cues = place_cues_new();
	return w;
}

void
marks_free(struct marks *m)
{
	struct marks_work *w = m->work;

	if (w != NULL) {
		free(w->tokens.t);
		free(w->mid.t);
		free(w->first);
		free(w->units.u);
		free(w->stack);
		viterbi_free(w->viterbi);
		place_cues_free(w->cues);
		free(w);
	}
	free(m->fixes);
	free(m->stretches);
	buf_free(&m->bytes);
	*m = (struct marks){0};
}

/* Does the text, or the habit of its language, open with low marks? */
static bool
low_style(const struct census *c, const char *language)
{
	if (strcmp(language, "en") == 0)
		return false;
	return c->count[GLYPH_LOW] > 0 ||
	    (c->opens[GLYPH_LDQ] == 0 &&
		(strcmp(language, "de") == 0 || strcmp(language, "cs") == 0 ||
		    strcmp(language, "pl") == 0));
}

static void
style_take(struct marks_work *w, const struct marks_opts *o)
{
	const struct census *c = &w->census;
	struct convention *v = &w->conv;
	bool any = o->language[0] == '\0' || strcmp(o->language, "en") == 0;
	size_t curly =
	    c->count[GLYPH_LDQ] + c->count[GLYPH_RDQ] + c->count[GLYPH_LOW];

	convention_set(v, c, o->language);
	w->curly2 = o->style == MARK_CURLY ||
	    (o->style == MARK_KEEP && curly > c->count[GLYPH_DQ]);
	w->curly1 = o->style == MARK_CURLY ||
	    (o->style == MARK_KEEP &&
		c->count[GLYPH_LSQ] + c->count[GLYPH_RSQ] > c->count[GLYPH_SQ]);
	w->low = low_style(c, o->language);
	w->close_ldq = w->low && c->closes[GLYPH_LDQ] >= c->closes[GLYPH_RDQ] &&
	    strcmp(o->language, "pl") != 0;
	w->attach = c->spaced == 0 && strcmp(o->language, "fr") != 0;
	w->insert = any &&
	    c->count[GLYPH_LGU] + c->count[GLYPH_RGU] <=
		curly + c->count[GLYPH_DQ];
}

static const char *
mark_for(const struct marks_work *w, uint8_t role)
{
	switch (role) {
	case ROLE_OPEN2:
		return !w->curly2 ? "\""
		    : w->low	  ? "\xE2\x80\x9E"
				  : "\xE2\x80\x9C";
	case ROLE_CLOSE2:
		return !w->curly2  ? "\""
		    : w->close_ldq ? "\xE2\x80\x9C"
				   : "\xE2\x80\x9D";
	case ROLE_OPEN1:
		return !w->curly1 ? "'"
		    : w->low	  ? "\xE2\x80\x9A"
				  : "\xE2\x80\x98";
	case ROLE_CLOSE1:
		return w->curly1 && w->close_ldq ? "\xE2\x80\x98"
		    : w->curly1			 ? "\xE2\x80\x99"
						 : "'";
	default:
		return w->curly1 ? "\xE2\x80\x99" : "'";
	}
}

static void
fix_add(struct marks *m, size_t at, size_t from_len, const char *to,
    const char *rule, double confidence)
{
	struct mark_fix *f;
	size_t to_len = strlen(to), out = at;

	if (m->n_fixes > 0) {
		const struct mark_fix *last = &m->fixes[m->n_fixes - 1];

		if (at < last->at + last->from_len)
			return;
		out = last->out + last->to_len + at - last->at - last->from_len;
	}
	if (m->n_fixes == m->cap_fixes) {
		m->cap_fixes = m->cap_fixes > 0 ? 2 * m->cap_fixes : 64;
		m->fixes =
		    xreallocarray(m->fixes, m->cap_fixes, sizeof(*m->fixes));
	}
	f = &m->fixes[m->n_fixes++];
	*f = (struct mark_fix){.at = at,
	    .out = out,
	    .from_len = from_len,
	    .to = m->bytes.len,
	    .to_len = to_len,
	    .rule = rule,
	    .confidence = confidence};
	buf_put(&m->bytes, to, to_len);
}

/* Does the style ask for another glyph where nothing is damaged? */
static bool
restyle(enum mark_style style, const struct token *t, const struct unit *u)
{
	uint8_t g = t->g[u->first];

	if (u->role == ROLE_LITERAL || style == MARK_KEEP)
		return false;
	if (style == MARK_CURLY)
		return g == GLYPH_DQ || g == GLYPH_SQ || g == GLYPH_WIDE;
	return g != GLYPH_DQ && g != GLYPH_SQ && !glyph_guillemet(g);
}

/* The change that one mark needs, if any. */
static void
fix_unit(struct marks *m, enum mark_style style, const struct unit *u,
    double confidence)
{
	struct marks_work *w = m->work;
	const struct token *t = &w->tokens.t[u->token];
	const char *to = mark_for(w, u->role), *rule = rules[u->damage];
	size_t at = u->at, len = u->len;
	bool fix = damage_is_repair(u->damage);

	if (u->damage == DAMAGE_CSV)
		confidence = 0.99;
	if (u->n == 0) {
		fix_add(m, at, 0, to, rule, confidence);
		return;
	}
	/* `"'unlikely."': it opened what its lost partner closed */
	if (u->role == ROLE_APOSTROPHE && u->first > 0 &&
	    u->first + u->n == t->n && t->right == SIDE_LETTER &&
	    !(t->flags & TOKEN_ELISION))
		to = mark_for(w, ROLE_OPEN1);
	if (!fix && restyle(style, t, u)) {
		fix = true;
		confidence = 1;
	}
	if (w->attach && !glyph_guillemet(t->g[u->first])) {
		bool open = u->role == ROLE_OPEN2 && u->first + u->n == t->n &&
		    t->blank_r > 0 && t->right == SIDE_BLANK &&
		    (t->flags & TOKEN_WORD_R) && t->left != SIDE_LETTER &&
		    t->left != SIDE_DIGIT && t->left != SIDE_COMMA &&
		    t->left != SIDE_STOP;
		bool close = u->role == ROLE_CLOSE2 && u->first == 0 &&
		    t->blank_l > 0 && t->left == SIDE_BLANK &&
		    (t->flags & TOKEN_PUNCT_L) && t->right != SIDE_LETTER &&
		    t->right != SIDE_DIGIT;

		if (open || close) {
			if (!fix) {
				/* Only the blank goes. */
				fix_add(m, close ? at - t->blank_l : at + len,
				    close ? t->blank_l : t->blank_r, "",
				    "blank-inside", 0.9);
				return;
			}
			if (close)
				at -= t->blank_l;
			len += close ? t->blank_l : t->blank_r;
		}
	}
	if (fix)
		fix_add(m, at, len, to, rule, confidence);
}

/* Apostrophes between letters that come before limit, for a style. */
static void
fix_mids(struct marks *m, enum mark_style style, size_t limit)
{
	struct marks_work *w = m->work;

	for (; w->next_mid < w->mid.n; w->next_mid++) {
		const struct token *t = &w->mid.t[w->next_mid];

		if (t->at >= limit)
			return;
		if ((style == MARK_CURLY) == (t->g[0] == GLYPH_SQ))
			fix_add(m, t->at, t->len, mark_for(w, ROLE_APOSTROPHE),
			    "style", 1);
	}
}

static bool
opens_paragraph(const struct marks_work *w, size_t para)
{
	const struct token *t;

	if (w->first[para] == w->first[para + 1])
		return false;
	t = &w->tokens.t[w->first[para]];
	return t->left == SIDE_EDGE && t->n > 0 && t->right != SIDE_BLANK &&
	    t->right != SIDE_EDGE && (glyph_double(t->g[0]) || t->n > 1);
}

/* Is the paragraph's first double mark one that closes? */
static bool
closes_first(const struct marks_work *w, size_t para)
{
	for (size_t i = w->first[para]; i < w->first[para + 1]; i++) {
		const struct token *t = &w->tokens.t[i];

		if (t->n == 0 ||
		    (!glyph_double(t->g[0]) && !glyph_double(t->g[t->n - 1])))
			continue;
		return t->left != SIDE_EDGE && t->left != SIDE_BLANK &&
		    t->left != SIDE_OPEN && t->left != SIDE_DASH &&
		    t->left != SIDE_QUOTE && t->right != SIDE_LETTER &&
		    t->right != SIDE_DIGIT;
	}
	return false;
}

static bool
has_double(const struct marks_work *w, size_t para)
{
	for (size_t i = w->first[para]; i < w->first[para + 1]; i++) {
		const struct token *t = &w->tokens.t[i];

		if (t->n > 1 || (t->n == 1 && glyph_double(t->g[0])))
			return true;
	}
	return false;
}

/* Would what is open at the end of paragraph i be taken up by a later one? */
static bool
taken_up(const struct marks_work *w, size_t i, size_t n)
{
	if (i + 1 < n && opens_paragraph(w, i + 1))
		return true;
	for (size_t j = i + 1; j < n && j <= i + REACH; j++)
		if (has_double(w, j))
			return closes_first(w, j);
	return false;
}

static double
confidence_of(int margin, size_t n)
{
	double m = (double)margin / (10.0 * (double)(n > 0 ? n : 1));

	return 1 / (1 + exp(-m));
}

/* The paragraph and a few lines before and after. */
static struct span
around(struct view text, struct span para)
{
	const size_t more = 200;

	return (struct span){para.begin > more ? para.begin - more : 0,
	    text.len - para.end > more ? para.end + more : text.len};
}

static void
read_paragraph(struct marks *m, struct view text, const struct span *paras,
    size_t i, size_t n, enum mark_style style, size_t *open)
{
	struct marks_work *w = m->work;
	size_t t = w->first[i], nt = w->first[i + 1] - t;
	size_t first = w->units.n, damaged = 0;
	struct viterbi_para para = {.span = paras[i],
	    .around = around(text, paras[i]),
	    .carried = *open > 0,
	    .goes_on = taken_up(w, i, n),
	    .ends_open = i + 1 < n && !has_double(w, i + 1),
	    .may_insert = w->insert};
	struct viterbi_result r;
	double confidence;

	para.ends_open |= para.goes_on;
	r = viterbi_read(w->viterbi, &w->conv, w->cues, text.p, w->tokens.t + t,
	    nt, (uint32_t)t, &para, &w->units);
	for (size_t j = first; j < w->units.n; j++)
		damaged += damage_is_guess(w->units.u[j].damage);
	confidence = confidence_of(r.margin, damaged);
	for (size_t j = first; j < w->units.n; j++) {
		fix_mids(m, style, w->units.u[j].at);
		fix_unit(m, style, &w->units.u[j], confidence);
	}
	stretches_of(m, text.p, first, paras[i], i, &r, para.carried,
	    r.open && para.goes_on);
	if (r.open && para.goes_on)
		*open = REACH;
	else if (*open > 0)
		*open = has_double(w, i) ? 0 : *open - 1;
}

void
marks_read(struct marks *m, struct view text, const struct span *paras,
    size_t n, const struct marks_opts *o)
{
	struct marks_work *w;
	size_t open = 0;

	if (m->work == NULL)
		m->work = work_new();
	w = m->work;
	m->n_fixes = m->n_stretches = 0;
	buf_clear(&m->bytes);
	buf_reserve(&m->bytes, 1); /* so that it is somewhere */
	w->tokens.n = w->mid.n = w->units.n = w->next_mid = 0;
	w->census = (struct census){0};
	if (n + 1 > w->cap_first) {
		w->cap_first = 2 * (n + 1);
		w->first =
		    xreallocarray(w->first, w->cap_first, sizeof(*w->first));
	}
	for (size_t i = 0; i < n; i++) {
		w->first[i] = w->tokens.n;
		lex_paragraph(&w->tokens,
		    o->style == MARK_KEEP ? NULL : &w->mid, &w->census, text,
		    paras[i]);
	}
	w->first[n] = w->tokens.n;
	style_take(w, o);
	for (size_t i = 0; i < n; i++)
		if (w->first[i] < w->first[i + 1])
			read_paragraph(m, text, paras, i, n, o->style, &open);
		else if (open > 0)
			open--;
	fix_mids(m, o->style, (size_t)-1);
}
