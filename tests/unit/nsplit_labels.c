/* SPDX-License-Identifier: ISC */
/* Every label of data/labels.txt that has a field, in a dump of three. */
#include "articles.h"

static const struct {
	const char *text;
	const char *field;
} labels[] = {
#include "labels.inc"
};

/* What a label of that field says, and what the record then has. */
static const struct {
	const char *field;
	const char *says;
	const char *want;
} fields[] = {
    {"title", NULL, NULL},
    {"author", "Jane Holloway", "Jane Holloway"},
    {"source", "Ostwick Gazette", "Ostwick Gazette"},
    {"date", "3 May 2019", "2019-05-03"},
    {"url", "https://example.org/lamp", "https://example.org/lamp"},
    {"section", "Harbour", "Harbour"},
};

static const char *const titles[] = {T1, T2, T3};
static const char *const texts[] = {P1, P2, P3};

/* Is the value of key in the record, or in its metadata? */
static bool
has(struct record *r, const char *key, const char *want)
{
	struct view v;

	return (record_get_string(r, key, &v) && v.len == strlen(want) &&
		   memcmp(v.p, want, v.len) == 0) ||
	    (record_get_in(r, "metadata", key, &v) &&
		v.len == strlen(want) + 2 &&
		memcmp(v.p + 1, want, v.len - 2) == 0);
}

static bool
reads(const char *label, const char *field, const char *says, const char *want)
{
	static const struct record_names names = {"text", "id"};
	struct buf in = {0}, out = {0};
	struct record r = {0};
	struct fault f;
	struct view line;
	size_t i, n = 0, at = 0;
	bool good = true;

	for (i = 0; i < 3; i++)
		if (says == NULL)
			buf_printf(&in, "%s: %s\nAuthor: Jane Holloway\n\n%s\n",
			    label, titles[i], texts[i]);
		else
			buf_printf(&in, "Headline: %s\n%s: %s\n\n%s\n",
			    titles[i], label, says, texts[i]);
	run(buf_cstr(&in), 1u << 20, &out);
	for (; at < out.len && n < 3; at += line.len + 1, n++) {
		line.p = out.data + at;
		line.len = (size_t)((const unsigned char *)memchr(
					line.p, '\n', out.len - at) -
		    line.p);
		good &= record_parse(&r, line, &names, 0, &f) == 0 &&
		    has(&r, "title", titles[n]) &&
		    has(&r, field, want != NULL ? want : titles[n]);
	}
	good &= n == 3 && at == out.len;
	if (!good)
		printf("# %.*s", (int)out.len, out.data);
	record_free(&r);
	buf_free(&in);
	buf_free(&out);
	return good;
}

int
main(void)
{
	size_t i, k;

	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		for (k = 0; k < sizeof(fields) / sizeof(fields[0]); k++)
			if (strcmp(labels[i].field, fields[k].field) == 0)
				ok(reads(labels[i].text, fields[k].field,
				       fields[k].says, fields[k].want),
				    "\"%s:\" is the label of a field, %s",
				    labels[i].text, labels[i].field);
	return done();
}
