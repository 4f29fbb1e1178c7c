/* SPDX-License-Identifier: ISC */
/*
 * The costs of reading marks.  A mark opens with nothing, a blank or a bracket
 * before it and a word after it; it closes the other way round; an apostrophe
 * stands in or at a word that is known to have one.  What typography forbids
 * costs 20 to 50, what damage is supposed 4 to 25, so that one damage is
 * believed before two impossible sides are.
 */
#include "reading.h"

#include <string.h>

enum {
	SURE = 10, /* what stands beside a mark that is supposed to be damaged
		    * costs less */
	COST_BLANK = 15,  /* a blank on the wrong side as well */
	COST_SINGLE = 20, /* a single for a double */
	COST_STRAY = 18,
	COST_STRAY_DAMAGED = 10,  /* where marks are damaged anyway */
	COST_NESTED_DAMAGED = 10, /* there, what looks nested may be stray */
	COST_BROKEN = 5,
	COST_INSIDE = 15, /* a closer and an opener in one run */
	COST_WRONG =
	    70, /* more than this: wrong on both sides, twice as dear */
	COST_LITERAL = 52,
	COST_REPEAT = 34,
	COST_ORPHAN = 46
};

struct list {
	const struct convention *conv;
	struct reading *r;
	size_t n;
	bool doubles;
};

static const uint8_t open_left[SIDE_COUNT] = {
    [SIDE_LETTER] = 30,
    [SIDE_DIGIT] = 30,
    [SIDE_STOP] = 25,
    [SIDE_COMMA] = 25,
    [SIDE_CLOSE] = 20,
    [SIDE_DASH] = 3,
    [SIDE_SYMBOL] = 8,
    [SIDE_EQUALS] = 25,
};

static const uint8_t open_right[SIDE_COUNT] = {
    [SIDE_EDGE] = 40,
    [SIDE_BLANK] = 50,
    [SIDE_STOP] = 25,
    [SIDE_COMMA] = 40,
    [SIDE_CLOSE] = 40,
    [SIDE_DASH] = 4,
    [SIDE_SYMBOL] = 2,
    [SIDE_EQUALS] = 20,
};

static const uint8_t close_left[SIDE_COUNT] = {
    [SIDE_EDGE] = 40,
    [SIDE_BLANK] = 50,
    [SIDE_OPEN] = 40,
    [SIDE_DASH] = 1,
    [SIDE_SYMBOL] = 2,
    [SIDE_EQUALS] = 20,
};

static const uint8_t close_right[SIDE_COUNT] = {
    [SIDE_LETTER] = 30,
    [SIDE_DIGIT] = 25,
    [SIDE_OPEN] = 8,
    [SIDE_DASH] = 2,
    [SIDE_SYMBOL] = 8,
    [SIDE_EQUALS] = 10,
};

static int
cost_opener(const struct token *t, unsigned k, unsigned m)
{
	int c = 0;

	if (k == 0)
		c += open_left[t->left];
	else if (open_left[t->left] > 0)
		c += COST_INSIDE;
	if (k + m == t->n) {
		if (glyph_guillemet(t->g[k]) && t->right == SIDE_BLANK)
			return c;
		if (t->right == SIDE_BLANK && t->blank_r > 0 &&
		    (t->flags & TOKEN_WORD_R) && open_left[t->left] < 10)
			c += COST_BLANK;
		else
			c += open_right[t->right];
	}
	return c > COST_WRONG ? c + COST_WRONG : c;
}

static int
cost_closer(const struct token *t, unsigned k, unsigned m)
{
	int c = 0;

	if (k == 0) {
		if (glyph_guillemet(t->g[k]) && t->left == SIDE_BLANK)
			c = 0;
		else if (t->left == SIDE_BLANK && t->blank_l > 0 &&
		    (t->flags & TOKEN_PUNCT_L) && close_right[t->right] < 10)
			c += COST_BLANK;
		else
			c += close_left[t->left];
	}
	if (k + m == t->n)
		c += close_right[t->right];
	else if (close_right[t->right] > 0)
		c += COST_INSIDE;
	return c > COST_WRONG ? c + COST_WRONG : c;
}

static int
cost_apostrophe(const struct token *t, unsigned k)
{
	bool last = k + 1u == t->n;

	if (k == 0 && t->left == SIDE_LETTER) {
		if (last && t->right == SIDE_LETTER)
			return 0;
		if (!(t->flags & TOKEN_S))
			return 25;
		/* What is possessed comes after a blank. */
		return !last ? 25 : t->right == SIDE_BLANK ? 5 : 15;
	}
	if (k == 0 && t->left == SIDE_DIGIT)
		return last && t->right == SIDE_LETTER ? 0 : 8;
	if (last && (t->flags & TOKEN_ELISION))
		return t->g[k] == GLYPH_LSQ ? 6 : 2;
	if (last && (t->right == SIDE_LETTER || t->right == SIDE_DIGIT))
		return t->g[k] == GLYPH_RSQ  ? 15
		    : t->g[k] == GLYPH_LSQ   ? 40
		    : t->flags & TOKEN_UPPER ? 45
					     : 30;
	if (t->left == SIDE_BLANK && t->right == SIDE_BLANK)
		return 20;
	return 60;
}

static int
cost_literal(const struct convention *conv, const struct token *t, unsigned k)
{
	uint8_t g = t->g[k];

	if ((t->flags & TOKEN_TAG) || t->left == SIDE_EQUALS ||
	    (conv->wiki && g == GLYPH_SQ && t->n > 1))
		return 0;
	if (g == GLYPH_DQ && k == 0 && t->left == SIDE_DIGIT &&
	    t->right != SIDE_LETTER)
		return t->flags & TOKEN_FEET ? 0 : 12;
	if (g == GLYPH_DQ && t->left == SIDE_LETTER && t->right == SIDE_LETTER)
		return 10;
	/* What closes a nested quotation whose opener is lost. */
	if (g == GLYPH_RSQ && k == 0 &&
	    (t->left == SIDE_STOP || t->left == SIDE_COMMA) &&
	    !(t->n > 1 && t->g[1] == GLYPH_RSQ))
		return 5;
	if (g == GLYPH_GRAVE || g == GLYPH_ACUTE)
		return t->n > 1 || conv->graves ? 20 : 5;
	if (g == GLYPH_COMMAS && t->left == SIDE_BLANK &&
	    t->right == SIDE_LETTER)
		return COST_LITERAL; /* no list has a blank before its comma */
	if (g == GLYPH_COMMAS || g == GLYPH_BROKEN)
		return 15;
	if (g == GLYPH_RGU && t->left == SIDE_EDGE && t->right == SIDE_BLANK)
		return 3; /* a bullet */
	return COST_LITERAL;
}

static void
add(struct list *l, unsigned n, enum role role, enum damage damage, int cost)
{
	l->r[l->n++] = (struct reading){.role = (uint8_t)role,
	    .damage = (uint8_t)damage,
	    .n = (uint8_t)n,
	    .cost = cost};
}

/* A single where a double should be.  After a letter it is more likely an
 * apostrophe, a curly one always. */
static void
read_single(
    struct list *l, const struct token *t, unsigned k, int open, int close)
{
	bool opens = open < COST_SINGLE + SURE;
	bool closes = close < COST_SINGLE + SURE;

	if (k == 0 && t->left == SIDE_LETTER) {
		if (t->g[k] == GLYPH_RSQ || t->g[k] == GLYPH_LSQ)
			return;
		close += (t->flags & TOKEN_S) && t->right == SIDE_BLANK &&
			!l->conv->damaged
		    ? 25
		    : 4;
	}
	if (opens)
		add(l, 1, ROLE_OPEN2, DAMAGE_SINGLE, open);
	if (closes)
		add(l, 1, ROLE_CLOSE2, DAMAGE_SINGLE, close);
}

/* One double glyph, or one single as what it is. */
static void
read_one(struct list *l, const struct token *t, unsigned k)
{
	const struct convention *conv = l->conv;
	uint8_t g = t->g[k], o = conv->open[g], c = conv->close[g];
	bool dbl = glyph_double(g);
	int open = cost_opener(t, k, 1) + o;
	int close = cost_closer(t, k, 1) + c, nested;
	/* A curly single the wrong way round is more often an author's
	 * apostrophe than damage: it is understood but left alone. */
	enum damage flip_o = dbl && o >= 20    ? DAMAGE_DIRECTION
	    : g == GLYPH_GRAVE && conv->graves ? DAMAGE_LATEX
					       : DAMAGE_NONE;
	enum damage flip_c = dbl && c >= 20 ? DAMAGE_DIRECTION : DAMAGE_NONE;

	add(l, 1, ROLE_LITERAL, DAMAGE_NONE, cost_literal(l->conv, t, k));
	if (t->flags & TOKEN_TAG)
		return;
	if (g == GLYPH_BROKEN) {
		add(l, 1, ROLE_CLOSE2, DAMAGE_BROKEN, close + COST_BROKEN);
		return;
	}
	if (g == GLYPH_COMMAS) {
		add(l, 1, ROLE_OPEN2, DAMAGE_COMMAS,
		    open + (conv->low ? 5 : 10));
		return;
	}
	/* Where all marks are doubled, half of one is not read. */
	if (conv->csv && g == GLYPH_DQ)
		open += 25, close += 25;
	if (dbl) {
		if (flip_o == DAMAGE_NONE || open <= o + COST_BLANK)
			add(l, 1, ROLE_OPEN2, flip_o, open);
		if (flip_c == DAMAGE_NONE || close <= c + COST_BLANK)
			add(l, 1, ROLE_CLOSE2, flip_c, close);
		if (k == 0 && (t->flags & TOKEN_STOP_L))
			add(l, 1, ROLE_OPEN2, DAMAGE_REPEAT,
			    open + COST_REPEAT);
		add(l, 1, ROLE_OPEN2, DAMAGE_ORPHAN, open + COST_ORPHAN);
		add(l, 1, ROLE_CLOSE2, DAMAGE_ORPHAN, close + COST_ORPHAN);
		return;
	}
	if (g == GLYPH_SQ || g == GLYPH_RSQ || g == GLYPH_LSQ)
		add(l, 1, ROLE_APOSTROPHE, DAMAGE_NONE, cost_apostrophe(t, k));
	if (t->flags & TOKEN_ELISION)
		open += 8;
	if (g == GLYPH_GRAVE && t->n > 1 && !conv->graves)
		open += 20;
	nested = conv->damaged && g == GLYPH_SQ && t->n > 1
	    ? COST_NESTED_DAMAGED
	    : 0;
	add(l, 1, ROLE_OPEN1, flip_o, open + nested);
	add(l, 1, ROLE_CLOSE1, flip_c,
	    close + nested + (k == 0 && (t->flags & TOKEN_S) ? 6 : 0));
	if (!l->doubles || glyph_guillemet(g))
		return;
	read_single(l, t, k, open + COST_SINGLE, close + COST_SINGLE);
}

/* Two glyphs as one double. */
static void
read_two(struct list *l, const struct token *t, unsigned k)
{
	uint8_t a = t->g[k], b = t->g[k + 1];
	bool da = glyph_double(a), db = glyph_double(b);
	enum damage damage = DAMAGE_NONE;
	int cost = 0, open, close;

	if (glyph_guillemet(a) || glyph_guillemet(b) || a == GLYPH_COMMAS ||
	    a == GLYPH_BROKEN || b == GLYPH_COMMAS || b == GLYPH_BROKEN)
		return;
	if (da && db) {
		damage = l->conv->csv && a == GLYPH_DQ && b == a
		    ? DAMAGE_CSV
		    : DAMAGE_DOUBLED;
		cost = damage == DAMAGE_CSV ? 0 : a == b ? 7 : 14;
	} else if (!da && !db) {
		bool grave = (a == GLYPH_GRAVE || b == GLYPH_GRAVE) &&
		    (a == GLYPH_SQ || b == GLYPH_SQ);

		if ((a != b && !grave) || (l->conv->wiki && a == GLYPH_SQ))
			return;
		damage = DAMAGE_LATEX;
		cost = a == GLYPH_GRAVE ? 2 : a == GLYPH_SQ ? 4 : 8;
	} else {
		uint8_t s = da ? b : a;

		if (s != GLYPH_SQ)
			return; /* a curly single was put there on purpose */
		damage = DAMAGE_STRAY;
		cost = l->conv->damaged ? COST_STRAY_DAMAGED : COST_STRAY;
	}
	open = cost_opener(t, k, 2);
	close = cost_closer(t, k, 2);
	if (damage != DAMAGE_STRAY || open < SURE)
		add(l, 2, ROLE_OPEN2, damage, cost + open);
	/* It may close a nested quotation whose opener is not seen as one. */
	if (damage == DAMAGE_STRAY && (t->flags & TOKEN_LONE))
		close += 3;
	if (damage != DAMAGE_STRAY || close < SURE)
		add(l, 2, ROLE_CLOSE2, damage, cost + close);
}

size_t
reading_list(const struct convention *conv, const struct token *t, unsigned k,
    bool doubles, struct reading *r)
{
	struct list l = {conv, r, 0, doubles};

	read_one(&l, t, k);
	if (k + 1u < t->n)
		read_two(&l, t, k);
	return l.n;
}

bool
reading_plain(
    const struct convention *conv, const struct token *t, enum role role)
{
	uint8_t g = t->g[0];

	if (t->n != 1 || !glyph_double(g) || g == GLYPH_COMMAS ||
	    g == GLYPH_BROKEN || (t->flags & (TOKEN_TAG | TOKEN_FEET)) ||
	    (conv->csv && g == GLYPH_DQ))
		return false;
	if (role == ROLE_OPEN2)
		return conv->open[g] == 0 && cost_opener(t, 0, 1) == 0;
	return conv->close[g] == 0 && cost_closer(t, 0, 1) == 0;
}

bool
reading_opens(const struct token *t)
{
	return open_left[t->left] < 10 && open_right[t->right] < 10;
}

/* What the glyphs mean as openers and closers: see struct convention. */
static void
convention_glyphs(struct convention *v, const struct census *c, bool english)
{
	static const struct convention sound = {
	    .open = {[GLYPH_RDQ] = 20,
		[GLYPH_RGU] = 10,
		[GLYPH_RSQ] = 25,
		[GLYPH_RGUS] = 10,
		[GLYPH_GRAVE] = 10,
		[GLYPH_ACUTE] = 15},
	    .close = {[GLYPH_LDQ] = 20,
		[GLYPH_LOW] = 30,
		[GLYPH_HIGH] = 20,
		[GLYPH_LGU] = 10,
		[GLYPH_COMMAS] = 40,
		[GLYPH_LSQ] = 25,
		[GLYPH_LOWS] = 30,
		[GLYPH_HIGHS] = 25,
		[GLYPH_LGUS] = 10,
		[GLYPH_GRAVE] = 40,
		[GLYPH_ACUTE] = 12},
	};

	*v = sound;
	v->low = c->count[GLYPH_LOW] > 0;
	if (v->low ||
	    (!english && c->closes[GLYPH_LDQ] > 0 &&
		c->closes[GLYPH_LDQ] >= c->opens[GLYPH_LDQ])) {
		v->close[GLYPH_LDQ] = 0;
		v->open[GLYPH_LDQ] = 10;
	}
	if (!english && c->count[GLYPH_LDQ] == 0)
		v->open[GLYPH_RDQ] = 0; /* Swedish, Finnish */
	if (c->count[GLYPH_LOWS] > 0) {
		v->close[GLYPH_LSQ] = 0;
		v->open[GLYPH_LSQ] = 10;
	}
	if (c->opens[GLYPH_RGU] > c->opens[GLYPH_LGU]) {
		v->open[GLYPH_RGU] = v->close[GLYPH_LGU] = 0;
		v->open[GLYPH_LGU] = v->close[GLYPH_RGU] = 10;
	}
	if (c->opens[GLYPH_RGUS] > c->opens[GLYPH_LGUS]) {
		v->open[GLYPH_RGUS] = v->close[GLYPH_LGUS] = 0;
		v->open[GLYPH_LGUS] = v->close[GLYPH_RGUS] = 10;
	}
}

void
convention_set(
    struct convention *v, const struct census *c, const char *language)
{
	bool english = strcmp(language, "en") == 0;

	convention_glyphs(v, c, english);
	v->csv = c->doubled >= 2 && c->lone == 0;
	v->damaged = c->count[GLYPH_DQ] > 0 && c->spaced == 0 &&
	    ((c->doubled > 0 && c->lone > 0) || c->pairs > 0 || c->loose > 0);
	v->graves = c->graves;
	if (v->graves)
		v->open[GLYPH_GRAVE] = 0;
	/* Italics, ''so'', come in pairs. */
	v->wiki = c->wiki ||
	    (!english && language[0] != '\0' && !c->graves && c->sq_opens > 0 &&
		c->sq_opens == c->sq_closes);
}
