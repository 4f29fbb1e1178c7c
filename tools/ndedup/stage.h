/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_STAGE_H
#define NDEDUP_STAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "align.h"
#include "batch.h"
#include "cluster.h"
#include "exact.h"
#include "job.h"
#include "pair.h"
#include "record.h"
#include "roll.h"

/*
 * What whole.c does in one memory, in steps with a sort between, for a corpus
 * that is larger than a machine.  Lines of tab-separated fields; the first is
 * the key, a letter and a fixed number of digits.  A step that works on groups
 * of equal keys wants its lines sorted by key, whole groups, and the groups in
 * any partition; the order inside a group does not matter.
 *
 *	hHASH  NODE N MARKS                     a print of a text, which has N,
 *	                                        and the marks of those near it
 *	NODE s UNITS LEVEL SHIFT PRINTS         the sketch of a text
 *	NODE m RANK ID                          a record that has the text
 *	NODE p NODE N NODE N ...                texts that share a print with
 *	                                        it; the lesser of two has N
 *	NODE q NODE UNITS LEVEL SHIFT PRINTS    ... enough; of the second
 *	NODE e NODE SCORE                       two texts are alike, per mille
 *
 * A node is a text, named by the hash of its letters; in p the first is the
 * least, in q the greater.
 */

enum {
	STAGE_NODE = 21,  /* bytes of a node's name */
	STAGE_FIELDS = 8, /* at most, but for p */
	STAGE_MARK = 3,	  /* bytes of each of the MARKS */
};

enum stage_step {
	STAGE_NONE,
	STAGE_SKETCH, /* records to h, s, m */
	STAGE_MATCH,  /* h to p */
	STAGE_JOIN,   /* p, s to q, s */
	STAGE_SCORE,  /* q, s to e */
	STAGE_LINK,   /* e, m to lines ID ROOT: no sorting needed */
	STAGE_DROP    /* records to records */
};

struct stage_rule {
	enum stage_step step;
	const char *rank; /* a field, or NULL */
	bool tell;	  /* STAGE_DROP: of each, how it is like its root */
	struct pair_rule pair;
};

/* What stands beside the key. */
struct stage_node {
	unsigned char name[STAGE_NODE];
	uint32_t prints;       /* N */
	struct pair_near near; /* MARKS */
};

/* All zero but for its rule and aligner.k is ready. */
struct stage {
	struct stage_rule rule;
	/* The group at hand. */
	struct buf key;
	struct buf sketch;	 /* fields of its s line, from UNITS on */
	struct stage_node *node; /* the second of each line, or of each in it */
	size_t n_node, cap_node;
	struct pair_marks marks;
	struct buf queries; /* q lines */
	uint64_t lines;	    /* h lines, one a record */
	bool crowded;	    /* too many nodes to keep */
	uint64_t over;	    /* groups with more nodes than rule.bucket */
	uint64_t largest;   /* lines of the largest group of STAGE_MATCH */
	struct aligner aligner;
	struct align_print *print[2];
	size_t cap_print[2];
	/* STAGE_LINK */
	struct roll members; /* m lines */
	struct roll edges;   /* e lines */
	struct stage_link *link;
	/* STAGE_DROP */
	struct exact_set dropped; /* ids; numbers in roots */
	struct roll roots;
	struct exact_set wanted; /* with rule.tell: roots; numbers in kept */
	struct stage_kept *kept;
	uint32_t n_kept, cap_kept;
};

void stage_free(struct stage *);

/* STAGE_SKETCH: append the lines of a record to j->out.  false with *f: its id
 * or rank cannot stand in a line. */
bool stage_sketch(const struct stage_rule *, struct batch_worker *,
    struct record *, struct job *j, struct fault *f);

/* Whether a line is one that the step takes; else *f tells why not. */
bool stage_check(enum stage_step, struct view line, struct fault *f);

/* The steps from STAGE_MATCH to STAGE_LINK: take in a line that was checked,
 * write what is decided.  -1 with a message: the lines are not sorted, or some
 * are missing. */
int stage_add(struct stage *, struct view line, struct job *j, struct buf *why);

/* After the last line, as tool->end in shell.h. */
int stage_end(struct stage *, struct job *j, struct buf *why);

/* STAGE_LINK: the same as stage_end(), in stage_link.c. */
int stage_link_end(struct stage *, struct job *j, struct buf *why);
void stage_link_free(struct stage_link *);

/* STAGE_DROP: take in lines ID ROOT.  -1 with a message. */
int stage_roots(struct stage *, struct view lines, struct buf *why);

/* Whether the record called id goes; *root is what is kept for it. */
bool stage_drops(const struct stage *, struct view id, struct view *root);

/* With rule.tell: note a record that is perhaps the root of others. */
void stage_keep(struct stage *, struct view id, const struct batch_item *,
    const struct sketch *);

/* How a record that goes is like its root, which was noted; without rule.tell
 * its kind is CLUSTER_KINDS.  Runs are valid until the next call.  -1 with a
 * message: the root was not noted. */
int stage_verdict(struct stage *, struct view root, const struct batch_item *,
    const struct sketch *, struct cluster_verdict *, struct buf *why);
void stage_drop_free(struct stage *);

/* The tab-separated fields of a line, at most max; how many there are. */
size_t stage_split(struct view line, struct view *field, size_t max);

/* The letter of a line that is whole, or 0; f: STAGE_FIELDS fields of it. */
char stage_kind(struct view line, struct view *f);

/* What stands after the letter of a line that begins with a node. */
struct view stage_list(struct view line);

/* Take NODE N off the front of a list of them.  false: it does not begin so. */
bool stage_next_pair(struct view *list, struct view *node, struct view *prints);

/* What MARKS say that were checked. */
void stage_marks(struct view, struct pair_near *);

/* What digits say that were checked. */
uint32_t stage_number(struct view);

#endif
