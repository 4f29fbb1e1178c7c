/* SPDX-License-Identifier: ISC */
/*
 * A file that calls itself an index.  Odd first byte: the input is the file.
 * Even: a good index is damaged, four bytes of input a change, and its hashes
 * made to fit, so that only what looks at the numbers stands in between.  What
 * is taken for an index is then used, as by a run of ndedup.
 */
#include <sys/mman.h>

#include <fcntl.h>
#include <unistd.h>

#include "fuzz.h"
#include "ndedup/canon.h"
#include "ndedup/store.h"
#include "xalloc.h"

#define RECORDS 9
#define HEAD sizeof(struct store_part)

static const struct store_header header = {
    .magic = "fuzzed index", .version = 1, .order = 0x01020304};

/* Of record i, made once. */
static struct {
	struct sketcher sketcher;
	struct sketch s;
	struct hash128 folded;
	uint64_t raw;
} record[RECORDS];

static struct buf good, file;
static size_t part[64]; /* where each part begins, and the end */
static size_t n_parts, n_base;

struct run {
	struct cluster_state st;
	struct roll kept;
	struct store store;
};

static void
make_records(void)
{
	static struct canon canon;
	static struct buf text;
	unsigned i, k, w, seed;

	for (i = 0; i < RECORDS; i++) {
		buf_clear(&text);
		/* The third has no prints. */
		for (k = 0; k < (i == 2 ? 2 : 50); k++) {
			/* Every third record is near the one before. */
			seed = (i - i % 3) * 1000 + (k > 40 ? i * 7 : 0) + k;
			w = (seed + 1) * 2654435761u;
			buf_printf(&text, "%c%cer%u ", 'a' + w % 23,
			    'a' + w / 7 % 25, w % 1000);
		}
		canon_text(&canon, buf_view(&text));
		sketch_make(&record[i].sketcher, &sketch_rule_default,
		    buf_view(&canon.units), &record[i].s);
		record[i].folded = canon_hash(&canon);
		record[i].raw = hash64(text.data, text.len);
	}
}

static struct hash128
key_of(unsigned i)
{
	return hash128(&i, sizeof(i));
}

/* What ndedup does with record i. */
static void
use(struct run *r, unsigned i)
{
	const struct store_decision *d;
	struct cluster_verdict v = {0};
	struct view name;

	if ((d = store_find(&r->store, key_of(i))) != NULL) {
		v.cluster = d->of;
		v.of = d->of;
		v.kind = (enum cluster_kind)d->kind;
		v.rep = d->rep;
		CHECK(cluster_kind_name(v.kind) != NULL);
		if (d->rep != STORE_KEPT && v.kind > CLUSTER_FOLDED)
			cluster_tell(&r->st, &record[i].s, &v);
	} else {
		cluster_add(
		    &r->st, &record[i].s, record[i].folded, record[i].raw, &v);
		if (v.cluster >= r->kept.n)
			roll_add(&r->kept,
			    (struct view){(const unsigned char *)"new", 3});
		store_add(&r->store, key_of(i),
		    (struct store_decision){v.of,
			v.dup && v.kind > CLUSTER_FOLDED ? v.rep : STORE_KEPT,
			v.kind});
	}
	CHECK(cluster_root(&r->st, v.of) < r->kept.n);
	name = roll_name(&r->kept, v.of);
	CHECK(name.len == 0 || hash64(name.p, name.len) != 0);
}

static void
begin(struct run *r)
{
	*r = (struct run){.st.rule = cluster_rule_default, .store.lock = -1};
	r->store.st = &r->st;
	r->store.kept = &r->kept;
	r->store.path = "fuzz";
	cluster_init(&r->st);
}

static void
finish(struct run *r)
{
	store_free(&r->store);
	cluster_free(&r->st);
	roll_free(&r->kept);
}

/* The good index, and where its parts begin. */
static void
make_good(void)
{
	char path[] = "/tmp/fuzz-index-XXXXXX";
	struct buf why = {0};
	struct run r;
	uint64_t bytes, base;
	ssize_t n;
	int fd = mkstemp(path);
	unsigned i;

	make_records();
	begin(&r);
	CHECK(fd != -1);
	CHECK(store_open(&r.store, path, &header, &why) == 0);
	for (i = 0; i < RECORDS - 3; i++)
		use(&r, i);
	CHECK(store_commit(&r.store, &header, &why) == 0);
	finish(&r);
	/* One more is appended. */
	begin(&r);
	CHECK(store_open(&r.store, path, &header, &why) == 0);
	base = r.store.end;
	use(&r, RECORDS - 3);
	CHECK(store_append(&r.store, &why) == 0);
	finish(&r);
	close(fd);
	CHECK((fd = open(path, O_RDONLY)) != -1);
	while ((n = read(fd, buf_reserve(&good, 1 << 16), 1 << 16)) > 0)
		good.len += (size_t)n;
	close(fd);
	unlink(path);
	part[0] = STORE_FIRST;
	for (i = 0; part[i] < good.len; i++) {
		memcpy(&bytes, good.data + part[i], sizeof(bytes));
		part[i + 1] = part[i] + HEAD +
		    ((bytes + STORE_ALIGN - 1) & -(uint64_t)STORE_ALIGN);
		if (part[i + 1] == base)
			n_base = i + 1;
	}
	CHECK(n_base > 0);
	CHECK(part[i] == good.len);
	n_parts = i;
	buf_free(&why);
}

/* Of one part: cut off bytes at its end, or change one, four or eight. */
static void
damage(struct view p, const struct view *in, unsigned k)
{
	size_t i, from = file.len, at;
	uint64_t head[2];
	bool done = false;

	buf_put_view(&file, p);
	memcpy(head, p.p, sizeof(head));
	file.len = from + HEAD + head[0]; /* without what fills it up */
	for (i = 0; i + 4 <= in->len; i += 4) {
		const unsigned char *c = in->p + i;

		if (c[0] % 32 != k || file.len < from + HEAD + 8)
			continue;
		done = true;
		at = (size_t)c[1] << 8 | c[2];
		if (c[0] < 112)
			file.data[from + HEAD + at % (file.len - from - HEAD)] =
			    c[3];
		else if (c[0] < 224)
			memset(file.data + from + HEAD +
				(at % (file.len - from - HEAD - 7) &
				    ~(size_t)7),
			    c[3], c[0] < 168 ? 4 : 8);
		else
			file.len -= at % (file.len - from - HEAD + 1);
	}
	if (done) {
		head[0] = file.len - from - HEAD;
		head[1] = head[0] == 0
		    ? 0
		    : store_hash(0, file.data + from + HEAD, head[0]);
		memcpy(file.data + from, head, sizeof(head));
	}
	while ((file.len - from) % STORE_ALIGN != 0)
		buf_putc(&file, 0);
}

static void
make_file(struct view in, bool raw)
{
	struct store_end end = {0};
	unsigned k;

	buf_clear(&file);
	if (raw) {
		buf_put_view(&file, in);
		return;
	}
	buf_put(&file, good.data, part[0]);
	for (k = 0; k < n_parts; k++) {
		if (k == n_base)
			end.base = file.len;
		damage(
		    (struct view){good.data + part[k], part[k + 1] - part[k]},
		    &in, k);
	}
	/* The file ended behind the base, then behind what was appended. */
	for (k = 0; k < 2; k++) {
		end.end = k == 0 ? end.base : file.len;
		end.hash = hash64(&end, 2 * sizeof(uint64_t));
		memcpy(file.data + sizeof(header) + k * sizeof(end), &end,
		    sizeof(end));
	}
}

/* A descriptor that reads the file, for store_free() to close. */
static int
as_file(void)
{
	static int fd = -1;
	int got;

	if (fd == -1)
		fd = memfd_create("fuzz", 0);
	CHECK(ftruncate(fd, (off_t)file.len) == 0);
	CHECK(pwrite(fd, file.data, file.len, 0) == (ssize_t)file.len);
	CHECK(lseek(fd, 0, SEEK_SET) == 0);
	CHECK((got = dup(fd)) != -1);
	return got;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct view in = {data, size};
	unsigned c = first_byte(&in), i;
	struct buf why = {0};
	struct cluster_rep *rep;
	struct run r;
	int rc;

	if (good.len == 0)
		make_good();
	make_file(in, c % 2);
	begin(&r);
	r.store.lock = as_file();
	rc = store_read(&r.store, &header, &why);
	CHECK(rc == 0 || why.len > 0);
	CHECK(rc == 0 || !same(buf_view(&file), buf_view(&good)));
	/* What each representative tells of its prints is made to fit, too. */
	for (i = 0; rc == 0 && c % 4 != 2 && i < r.st.n_rep; i++) {
		rep = cluster_rep(&r.st, i);
		rep->check = cluster_check(cluster_prints(&r.st, rep), rep->n);
	}
	for (i = 0; rc == 0 && i < RECORDS; i++)
		use(&r, i);
	finish(&r);
	buf_free(&why);
	return 0;
}
