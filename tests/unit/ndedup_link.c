/* SPDX-License-Identifier: ISC */
#include "ndedup/link.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"
#include "words.h"
#include "xalloc.h"

#define N(a) (sizeof(a) / sizeof((a)[0]))

/* Average link by the book: try all pairs of clusters, over and over; more than
 * half of the pairs between two are to have an edge, counted in the upper half
 * of the sum. */
static void
naive(uint32_t n, const struct link_edge *e, size_t m, unsigned threshold,
    uint32_t *root)
{
	const uint64_t one = (uint64_t)1 << 32, low = one - 1;
	uint64_t *sum = xcalloc((size_t)n * n, sizeof(*sum)), x, y;
	uint32_t *size = xcalloc(n, sizeof(*size)), i, j, k, a, b;

	for (i = 0; i < n; i++) {
		root[i] = i;
		size[i] = 1;
	}
	for (k = 0; k < m; k++) {
		sum[(size_t)e[k].a * n + e[k].b] = e[k].score + one;
		sum[(size_t)e[k].b * n + e[k].a] = e[k].score + one;
	}
	for (;;) {
		for (a = b = n, i = 0; i < n; i++)
			for (j = i + 1; j < n; j++) {
				if (size[i] == 0 || size[j] == 0)
					continue;
				x = sum[(size_t)i * n + j];
				if ((x >> 32) * 2 <= size[i] * size[j])
					continue;
				x &= low;
				if (x < (uint64_t)threshold * size[i] * size[j])
					continue;
				if (size[i] + size[j] == 2 &&
				    x < threshold + threshold / 2)
					continue;
				y = a == n ? 0 : sum[(size_t)a * n + b] & low;
				if (a == n ||
				    (x << 20) / (size[i] * size[j]) >
					(y << 20) / (size[a] * size[b])) {
					a = i;
					b = j;
				}
			}
		if (a == n)
			break;
		for (i = 0; i < n; i++) {
			sum[(size_t)a * n + i] += sum[(size_t)b * n + i];
			sum[(size_t)i * n + a] = sum[(size_t)a * n + i];
			if (root[i] == b)
				root[i] = a;
		}
		size[a] += size[b];
		size[b] = 0;
	}
	free(sum);
	free(size);
}

static void
random_graphs(void)
{
	enum { NODES = 60, EDGES = 260 };
	struct link_edge e[EDGES], t;
	uint32_t got[NODES], want[NODES], again[NODES];
	uint64_t seed;
	unsigned bad = 0, order = 0;
	size_t m, i, k;

	for (seed = 1; seed <= 60; seed++) {
		uint64_t s = seed;

		for (m = 0; m < EDGES;) {
			e[m].a = (uint32_t)(words_next(&s) % NODES);
			e[m].b = (uint32_t)(words_next(&s) % NODES);
			/* coarse scores make ties */
			e[m].score = (uint32_t)(words_next(&s) % 11 * 100);
			for (i = 0; i < m; i++)
				if ((e[i].a == e[m].a && e[i].b == e[m].b) ||
				    (e[i].a == e[m].b && e[i].b == e[m].a))
					break;
			m += i == m && e[m].a != e[m].b;
		}
		link_average(NODES, e, m, NULL, 350, 256, got);
		naive(NODES, e, m, 350, want);
		bad += memcmp(got, want, sizeof(got)) != 0;
		for (i = 0; i < m; i++) {
			k = words_next(&s) % m;
			t = e[i];
			e[i] = e[k];
			e[k] = t;
		}
		link_average(NODES, e, m, NULL, 350, 256, again);
		order += memcmp(got, again, sizeof(got)) != 0;
	}
	ok(bad == 0, "clusters are those of average link by the book");
	ok(order == 0, "the order of the edges does not matter");
}

int
main(void)
{
	/* two triangles and one strong edge between them */
	static const struct link_edge bridge[] = {{0, 1, 900}, {1, 2, 900},
	    {0, 2, 900}, {3, 4, 900}, {4, 5, 900}, {3, 5, 900}, {2, 3, 800}};
	static const struct link_edge pair[] = {{0, 1, 600}, {1, 2, 600}};
	static const struct link_edge lone[] = {{0, 1, 500}};
	static const struct link_edge tied[] = {{0, 1, 990}, {1, 2, 980}};
	static const struct link_edge full[] = {
	    {0, 1, 990}, {0, 2, 980}, {1, 2, 980}, {1, 3, 900}, {2, 3, 900}};
	/* five that are alike, and one that was compared with two of them */
	static const struct link_edge many[] = {{0, 1, 900}, {0, 2, 900},
	    {0, 3, 900}, {0, 4, 900}, {1, 2, 900}, {1, 3, 900}, {1, 4, 900},
	    {2, 3, 900}, {2, 4, 900}, {3, 4, 900}, {0, 5, 700}, {1, 5, 700}};
	static const uint32_t weight[] = {9, 1, 1};
	uint32_t root[6];

	link_average(6, NULL, 0, NULL, 350, 256, root);
	ok(root[0] == 0 && root[5] == 5, "without edges all are alone");
	link_average(6, bridge, N(bridge), NULL, 350, 256, root);
	ok(root[1] == 0 && root[2] == 0 && root[4] == 3 && root[5] == 3 &&
		root[3] == 3,
	    "one edge does not glue two clusters together");
	link_average(3, pair, N(pair), NULL, 350, 256, root);
	ok(root[1] == 0 && root[2] == 2, "a missing pair counts as nothing");
	link_average(3, tied, N(tied), NULL, 350, 256, root);
	ok(root[1] == 0 && root[2] == 2,
	    "a record that holds two articles ties them to nothing");
	link_average(4, full, N(full), NULL, 350, 256, root);
	ok(root[1] == 0 && root[2] == 0 && root[3] == 0,
	    "a cluster takes what most of it is like");
	link_average(3, pair, N(pair), weight, 300, 256, root);
	ok(root[1] == 0 && root[2] == 2,
	    "a node counts for what it stands for");
	link_average(2, lone, N(lone), NULL, 350, 256, root);
	ok(root[1] == 1, "two records alone are to be more alike");
	link_average(6, many, N(many), NULL, 350, 256, root);
	ok(root[4] == 0 && root[5] == 5, "two of five are too few");
	link_average(6, many, N(many), NULL, 350, 2, root);
	ok(root[5] == 0, "but not where no more were looked at");
	random_graphs();
	return done();
}
