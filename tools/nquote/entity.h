/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_ENTITY_H
#define NQUOTE_ENTITY_H

#include "np.h"

/*
 * The persons of a document by their names, so that a surname, a title or a
 * pronoun can be told by its full name.
 */

enum gender { GENDER_NONE, GENDER_MASC, GENDER_FEM, GENDER_PLURAL };

enum mention_kind {
	MENTION_NONE,
	MENTION_NAME,
	MENTION_PRONOUN, /* he, she, they */
	MENTION_NOUN,	 /* the senator */
	MENTION_OTHER	 /* two witnesses, a poll */
};

/* How a speaker is mentioned. */
struct mention {
	enum mention_kind kind;
	enum gender gender;
	uint64_t key;	  /* of the surname, or of the noun */
	uint64_t given;	  /* of the first word of a name */
	struct span name; /* of a name, its titles left out; what "who" is */
	size_t words;	  /* of that */
	size_t at;	  /* where the mention is */
};

struct person {
	uint64_t key;
	uint64_t given;
	struct span name;
	enum gender gender; /* by a title */
	uint32_t he;	    /* pronouns that follow the name */
	uint32_t she;
	uint32_t next; /* another of that surname, from 1; 0: none */
};

/* What somebody was introduced as: `Mayor Ann Lee', `Ann Lee, the mayor'. */
struct role {
	uint64_t key;	/* of the noun */
	size_t mention; /* number among the roles' mentions */
};

/* Memory reused from document to document.  All zero is ready. */
struct entities {
	struct person *p;
	size_t n;
	size_t cap;
	uint32_t *slot; /* by surname: index of the first, from 1 */
	size_t mask;
	struct mention *topic; /* names at the head of sentences */
	size_t n_topics;
	size_t cap_topics;
	struct mention *named; /* names that came with a role, in order */
	size_t n_named;
	size_t cap_named;
	struct role *role;
	size_t n_roles;
	size_t cap_roles;
};

void entities_clear(struct entities *);
void entities_free(struct entities *);

/* Take in the names of a paragraph.  O(words). */
void entities_read(struct entities *, const struct words *);

/* What the phrase mentions. */
struct mention entity_mention(const struct words *, struct range);

/* Count the mention of a speaker among the topics. */
void entities_speaker(struct entities *, const struct mention *);

/* The topics are complete: bring them in order of the text. */
void entities_sort(struct entities *);

/* The full name of what m mentions; an empty span when nobody is known by it.
 * O(log topics). */
struct span entities_name(const struct entities *, const struct mention *m);

#endif
