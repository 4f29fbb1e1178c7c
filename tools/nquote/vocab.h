/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_VOCAB_H
#define NQUOTE_VOCAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * The word lists of one language, by one look-up a word: closed classes, cue
 * verbs with what they take, nouns that can speak.  Read-only once made.
 */

enum vocab_class {
	LEX_AUX = 1u << 0,
	LEX_BE = 1u << 1,
	LEX_NEG = 1u << 2,
	LEX_ADV = 1u << 3,
	LEX_DAY = 1u << 4,
	LEX_MONTH = 1u << 5,
	LEX_TIME = 1u << 6,
	LEX_DET = 1u << 7,
	LEX_POSS = 1u << 8, /* his, her, their ... */
	LEX_SUBJ = 1u << 9, /* pronouns that can be a subject */
	LEX_MASC = 1u << 10,
	LEX_FEM = 1u << 11,
	LEX_PLURAL = 1u << 12, /* they, we; plural nouns */
	LEX_OBJ = 1u << 13,
	LEX_PREP = 1u << 14,
	LEX_SUB = 1u << 15, /* that, if, because ... */
	LEX_REL = 1u << 16,
	LEX_WH = 1u << 17,
	LEX_CONJ = 1u << 18,
	LEX_TITLE = 1u << 19,
	LEX_ABBR = 1u << 20,
	LEX_DOC = 1u << 21, /* a statement, a poll: speaks, but is no one */
	LEX_GROUP = 1u << 22,
	LEX_AGENT = 1u << 23, /* a person */
	LEX_NUM = 1u << 24,
	LEX_VERB = 1u << 25,   /* common finite verbs that no ending shows */
	LEX_LAST = 1u << 26,   /* last, next: before a time */
	LEX_SAYSO = 1u << 27,  /* "according": to whom the rest is due */
	LEX_SPEECH = 1u << 28, /* a claim, remarks: what somebody said */
	LEX_INDEF = 1u << 29,  /* another, some: can stand for a person */
	LEX_KONJ = 1u << 30    /* the Konjunktiv of reported speech */
};

/* Of English, which has no such Konjunktiv: what has a title, a book or a show,
 * and who makes it. */
#define LEX_WORK LEX_KONJ

/* Of French and Spanish: whose opinion it is, `de l'avis de NP'. */
#define LEX_VIEW LEX_KONJ

/* of, de: binds two nouns.  One bit more than an enumerator may have. */
#define LEX_OF (1u << 31)

/* What a cue verb takes, how sure it is, and which of its forms this is. */
enum vocab_cue {
	CUE_CLAUSE = 1u << 0, /* a clause or a quotation */
	CUE_TO = 1u << 1,     /* an addressee first */
	CUE_NOUN = 1u << 2,   /* a noun phrase */
	CUE_INF = 1u << 3,    /* an infinitive */
	CUE_CALL = 1u << 4,   /* an object and its complement */
	CUE_ACCUSE = 1u << 5, /* an object, then of, for, over */
	CUE_FOR = 1u << 6,    /* something after "for" */
	CUE_ABOUT = 1u << 7,  /* something after about, of, on */
	CUE_STRONG = 1u << 8, /* in any text */
	CUE_THINK = 1u << 9,  /* thought, not said */
	CUE_WEAK = 1u << 10,  /* beside quotation marks only */
	CUE_BASE = 1u << 11,
	CUE_S = 1u << 12,
	CUE_PAST = 1u << 13,
	CUE_PP = 1u << 14,
	CUE_ING = 1u << 15,
	CUE_NEEDS_TO = 1u << 16, /* not without an addressee: told */
	CUE_OUT = 1u << 17,	 /* not without "out": pointed */
	CUE_ANY = CUE_STRONG | CUE_THINK | CUE_WEAK,
	CUE_FINITE = CUE_BASE | CUE_S | CUE_PAST
};

struct vocab_word {
	uint32_t cls; /* of LEX_ */
	uint32_t cue; /* of CUE_; 0: no cue verb */
};

/* Kinds remembered while the lists are read: their words mostly share few. */
#define VOCAB_RECENT 64

/* Which of the kinds of words a slot names, and above it what is kept of the
 * word's key. */
enum { VOCAB_KIND_BITS = 10 };
#define VOCAB_KIND ((1u << VOCAB_KIND_BITS) - 1)

/* A word while the lists are read; kind 0: none. */
struct vocab_entry {
	uint64_t key;
	uint32_t kind;
};

/*
 * Every word has a slot of its own: words whose keys share their lower bits are
 * a group, and the group's step leads each of them to a slot that no other word
 * has.  A slot holds the upper 22 bits of the key, and in the lower ten which
 * of the kinds of words it is; 0 is a free slot, and the kind of all other
 * words.  A look-up is without a branch: that most words of a text are in no
 * list, but not in which order, is what a processor cannot guess.
 */
struct vocab {
	uint32_t *slot;
	uint8_t *step; /* of a group */
	struct vocab_word *kind;
	uint64_t mask;		   /* of slots */
	uint64_t groups;	   /* mask of them */
	struct vocab_entry *entry; /* while the lists are read; then NULL */
	size_t room;		   /* for entries, a power of two */
	size_t n_words;
	uint32_t n_kinds;
	uint16_t recent[VOCAB_RECENT]; /* kinds, where they hash to */
	bool elides;   /* "l'air", "dit-il": the language writes two as one */
	bool english;  /* clauses of reported speech are known */
	bool ordinals; /* "3. Juni": a stop after a number ends nothing */
};

/* The hash that the table goes by, of sixteen bytes at a time: begin with
 * VOCAB_EMPTY, add each byte, and finish. */
struct vocab_hash {
	uint64_t h;
	uint64_t part[2]; /* bytes not yet in h, the first the lowest */
	size_t n;	  /* bytes so far */
};

#define VOCAB_SEED 0xCBF29CE484222325u
#define VOCAB_EMPTY                   \
	{                             \
		VOCAB_SEED, {0, 0}, 0 \
	}

/* Both halves of a product of 128 bits, after Wang Yi's wyhash. */
static inline uint64_t
vocab_mix(uint64_t h, uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide m;

	a ^= h;
	b ^= 0x9E3779B97F4A7C15u;
	m = (wide)a * b;
	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static inline void
vocab_add(struct vocab_hash *v, unsigned char c)
{
	v->part[v->n >> 3 & 1] |= (uint64_t)c << 8 * (v->n & 7);
	if ((++v->n & 15) == 0) {
		v->h = vocab_mix(v->h, v->part[0], v->part[1]);
		v->part[0] = v->part[1] = 0;
	}
}

static inline uint64_t
vocab_finish(const struct vocab_hash *v)
{
	return vocab_mix(v->h ^ v->n, v->part[0], v->part[1]);
}

/* Byte i of n in its place of eight, or nothing. */
static inline __attribute__((always_inline)) uint64_t
vocab_byte(const char *w, size_t n, size_t i)
{
	return i < n ? (uint64_t)(unsigned char)w[i] << 8 * (i & 7) : 0;
}

/* The key of a literal of fewer than 16 bytes, worked out by the compiler. */
static inline __attribute__((always_inline)) uint64_t
vocab_key(const char *w)
{
	size_t n = strlen(w);
	uint64_t a = vocab_byte(w, n, 0) | vocab_byte(w, n, 1) |
	    vocab_byte(w, n, 2) | vocab_byte(w, n, 3) | vocab_byte(w, n, 4) |
	    vocab_byte(w, n, 5) | vocab_byte(w, n, 6) | vocab_byte(w, n, 7);
	uint64_t b = vocab_byte(w, n, 8) | vocab_byte(w, n, 9) |
	    vocab_byte(w, n, 10) | vocab_byte(w, n, 11) | vocab_byte(w, n, 12) |
	    vocab_byte(w, n, 13) | vocab_byte(w, n, 14) | vocab_byte(w, n, 15);

	return vocab_mix(VOCAB_SEED ^ n, a, b);
}

/* The slot of the word with this key, if its group takes such a step. */
static inline uint64_t
vocab_slot(const struct vocab *v, uint64_t key, uint64_t step)
{
	return ((key >> 12) + step * (key >> 27 | 1)) & v->mask;
}

/* What the slot keeps of a key. */
static inline uint32_t
vocab_tag(uint64_t key)
{
	return (uint32_t)(key >> 32) & ~VOCAB_KIND;
}

/* Which kind of words has this key; 0 for a word that is in no list. */
static inline uint32_t
vocab_kind(const struct vocab *v, uint64_t key)
{
	uint64_t at = vocab_slot(v, key, v->step[key & v->groups]);
	uint32_t kind = v->slot[at] ^ vocab_tag(key);

	return kind & (0 - (uint32_t)(kind <= VOCAB_KIND));
}

/* What the lists say of the word with this key; all zero for a word that is in
 * none. */
static inline const struct vocab_word *
vocab_find(const struct vocab *v, uint64_t key)
{
	return &v->kind[vocab_kind(v, key)];
}

/* The lists of a language by its code, English for one that has none.  The
 * caller frees them with vocab_free(). */
struct vocab *vocab_new(const char *language);
void vocab_free(struct vocab *);

#endif
