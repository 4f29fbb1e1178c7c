/* SPDX-License-Identifier: ISC */
#include "ndedup/cluster.h"

#include "ndedup/canon.h"
#include "tap.h"
#include "words.h"

struct run {
	struct cluster_state st;
	struct canon canon;
	struct sketcher sketcher;
	struct cluster_verdict v;
};

static void
begin(struct run *r)
{
	*r = (struct run){.st.rule = cluster_rule_default};
	cluster_init(&r->st);
}

static void
finish(struct run *r)
{
	cluster_free(&r->st);
	canon_free(&r->canon);
	sketcher_free(&r->sketcher);
}

static const struct cluster_verdict *
add(struct run *r, const struct buf *text)
{
	struct sketch s;

	canon_text(&r->canon, buf_view(text));
	sketch_make(
	    &r->sketcher, &sketch_rule_default, buf_view(&r->canon.units), &s);
	cluster_add(&r->st, &s, canon_hash(&r->canon),
	    hash64(text->data, text->len), &r->v);
	return &r->v;
}

static void
copies(void)
{
	struct buf a = {0}, b = {0};
	const struct cluster_verdict *v;
	struct run r;

	begin(&r);
	put_words(&a, 1, 200);
	v = add(&r, &a);
	ok(!v->dup && v->cluster == 0, "the first record is no duplicate");
	v = add(&r, &a);
	ok(v->dup && v->kind == CLUSTER_EXACT && v->of == 0,
	    "the same text is an exact duplicate");
	buf_puts(&a, " !\n");
	v = add(&r, &a);
	ok(v->dup && v->kind == CLUSTER_FOLDED,
	    "the same letters are a folded duplicate");
	spoil(&a, 3, 30);
	v = add(&r, &a);
	ok(v->dup && v->kind == CLUSTER_COPY && v->score > 0.8 && v->n_runs > 0,
	    "a copy with wrong letters is found");
	put_words(&b, 1, 90);
	v = add(&r, &b);
	ok(v->dup && v->kind == CLUSTER_ABRIDGED && v->coverage > 0.9,
	    "a copy cut from the bottom is abridged");
	buf_clear(&b);
	put_words(&b, 50, 150);
	put_words(&b, 1, 200);
	v = add(&r, &b);
	ok(v->dup && v->kind == CLUSTER_CONTAINS && v->score > 0.9 &&
		v->coverage > 0.45 && v->coverage < 0.7,
	    "a record that holds a copy and more contains it");
	buf_clear(&b);
	put_words(&b, 2, 200);
	v = add(&r, &b);
	ok(!v->dup && v->cluster == 1, "another text is another cluster");
	buf_free(&a);
	buf_free(&b);
	finish(&r);
}

static void
damaged(void)
{
	struct buf a = {0};
	const struct cluster_verdict *v;
	struct run r;

	begin(&r);
	put_words(&a, 1, 200);
	add(&r, &a);
	r.st.group[0].first = r.st.group[0].last = CLUSTER_NONE;
	spoil(&a, 3, 30);
	v = add(&r, &a);
	ok(!v->dup, "a cluster that lost its texts in a file is passed over");
	buf_free(&a);
	finish(&r);
}

static void
quotation(void)
{
	struct buf a = {0}, b = {0};
	const struct cluster_verdict *v;
	struct run r;

	begin(&r);
	put_words(&a, 1, 150);
	put_words(&a, 9, 60);
	put_words(&a, 2, 50);
	put_words(&b, 3, 80);
	put_words(&b, 9, 60);
	put_words(&b, 4, 60);
	add(&r, &a);
	v = add(&r, &b);
	ok(!v->dup, "a shared quotation is not a duplicate");
	buf_free(&a);
	buf_free(&b);
	finish(&r);
}

/* The words from one to another (of 300) of one article. */
static void
put_stretch(struct buf *b, unsigned from, unsigned to)
{
	static const unsigned piece = 10;
	unsigned i;

	for (i = from / piece; i < to / piece; i++) {
		put_words(b, 100 + i, piece);
		buf_putc(b, ' ');
	}
}

static void
joining(void)
{
	struct buf a = {0}, b = {0}, both = {0};
	const struct cluster_verdict *v;
	struct run r;

	begin(&r);
	put_stretch(&a, 0, 180);
	put_stretch(&b, 120, 300);
	put_stretch(&both, 0, 300);
	add(&r, &b);
	v = add(&r, &a);
	ok(!v->dup, "a third in common is not enough");
	v = add(&r, &both);
	ok(v->dup && v->of == 0,
	    "a record that holds two others joins the older");
	ok(cluster_root(&r.st, 1) == 0, "and their clusters become one");
	v = add(&r, &a);
	ok(v->dup && v->of == 0, "which its later copies join, too");
	buf_free(&a);
	buf_free(&b);
	buf_free(&both);
	finish(&r);
}

/* What one of four representatives lacks. */
static void
outlier(void)
{
	struct buf b = {0};
	const struct cluster_verdict *v;
	struct run r;
	unsigned i;

	begin(&r);
	for (i = 0; i < 3; i++) {
		buf_clear(&b);
		put_stretch(&b, 0, 300);
		put_words(&b, 7 + i, 5);
		v = add(&r, &b);
	}
	buf_clear(&b);
	put_stretch(&b, 150, 300);
	v = add(&r, &b);
	ok(v->dup && r.st.group[0].reps == 4, "four texts stand for a cluster");
	buf_clear(&b);
	put_stretch(&b, 0, 150);
	put_words(&b, 99, 140);
	v = add(&r, &b);
	ok(v->dup && v->of == 0,
	    "a record that three of four cover joins the cluster");
	buf_clear(&b);
	put_stretch(&b, 0, 60);
	put_words(&b, 98, 140);
	v = add(&r, &b);
	ok(!v->dup, "a passage in each of them is not enough");
	buf_free(&b);
	finish(&r);
}

/* Two articles in one record. */
static void
run_on(void)
{
	struct buf a = {0}, b = {0}, c = {0};
	const struct cluster_verdict *v;
	struct run r;

	begin(&r);
	put_words(&a, 1, 150);
	put_words(&b, 2, 150);
	add(&r, &a);
	add(&r, &b);
	put_words(&c, 1, 150);
	put_words(&c, 2, 150);
	v = add(&r, &c);
	ok(v->dup && v->kind == CLUSTER_CONTAINS && cluster_root(&r.st, 1) == 1,
	    "two articles in one record do not make their clusters one");
	buf_clear(&c);
	put_words(&c, 1, 150);
	put_words(&c, 3, 90);
	v = add(&r, &c);
	ok(v->dup && v->of == 0, "a record that holds a copy is a duplicate");
	buf_clear(&c);
	put_words(&c, 3, 90);
	v = add(&r, &c);
	ok(!v->dup, "but the other article in it does not go with that");
	buf_free(&a);
	buf_free(&b);
	buf_free(&c);
	finish(&r);
}

static void
nothing(void)
{
	struct buf a = {0}, b = {0};
	struct run r;
	unsigned i, dups = 0;

	begin(&r);
	buf_puts(&a, "* * *");
	dups += add(&r, &a)->dup;
	dups += add(&r, &a)->dup;
	dups += add(&r, &b)->dup;
	dups += add(&r, &b)->dup;
	ok(dups == 0, "texts without letters are never duplicates");
	finish(&r);

	/* Boilerplate: the same 40 words end a hundred different texts. */
	begin(&r);
	for (i = dups = 0; i < 100; i++) {
		buf_clear(&b);
		put_words(&b, 1000 + i, 120);
		put_words(&b, 5, 40);
		dups += add(&r, &b)->dup;
	}
	ok(dups == 0, "a shared footer does not make duplicates");
	finish(&r);
	buf_free(&a);
	buf_free(&b);
}

int
main(void)
{
	copies();
	damaged();
	quotation();
	joining();
	outlier();
	run_on();
	nothing();
	return done();
}
