/* SPDX-License-Identifier: ISC */
/*
 * Runs during the build: prints the tables of chartab.h as C.  Normalisation
 * data comes from utf8proc, so that the quick check agrees with the library
 * that does the work; code pages come from iconv(3).
 */
#include <err.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "../chartab.h"

static const struct {
	const char *name;  /* in messages */
	const char *iconv; /* what iconv calls it */
} pages[N_CODEPAGES] = {
    [CP_1252] = {"windows-1252", "CP1252"},
    [CP_LATIN1] = {"iso-8859-1", "ISO-8859-1"},
    [CP_1251] = {"windows-1251", "CP1251"},
    [CP_1250] = {"windows-1250", "CP1250"},
    [CP_1257] = {"windows-1257", "CP1257"},
    [CP_1254] = {"windows-1254", "CP1254"},
    [CP_1253] = {"windows-1253", "CP1253"},
    [CP_8859_2] = {"iso-8859-2", "ISO-8859-2"},
    [CP_MACROMAN] = {"macintosh", "MACINTOSH"},
    [CP_437] = {"ibm437", "CP437"},
    [CP_850] = {"ibm850", "CP850"},
};

static uint32_t class[0x110000];
static uint16_t table[N_CODEPAGES][128];

/* A byte without a meaning is shown as the control of its number. */
static uint16_t
decode(iconv_t cd, unsigned char byte)
{
	char in[1], out[8], *ip = in, *op = out;
	size_t in_left = 1, out_left = sizeof(out);
	unsigned char *o = (unsigned char *)out;

	memcpy(in, &byte, 1);
	if (iconv(cd, &ip, &in_left, &op, &out_left) != 0 ||
	    out_left != sizeof(out) - 2)
		return byte;
	return (uint16_t)(o[0] << 8 | o[1]);
}

static void
make_pages(void)
{
	unsigned page, b;
	iconv_t cd;

	for (page = 0; page < N_CODEPAGES; page++) {
		cd = iconv_open("UTF-16BE", pages[page].iconv);
		if (cd == (iconv_t)-1)
			err(1, "iconv_open: %s", pages[page].iconv);
		for (b = 0x80; b < 0x100; b++) {
			iconv(cd, NULL, NULL, NULL, NULL);
			table[page][b - 0x80] = decode(cd, (unsigned char)b);
		}
		iconv_close(cd);
	}
	/* What Apple's own table has since the Euro came. */
	table[CP_MACROMAN][0xDB - 0x80] = 0x20AC;
	table[CP_MACROMAN][0xBD - 0x80] = 0x03A9;
	table[CP_MACROMAN][0xC6 - 0x80] = 0x2206;
	table[CP_MACROMAN][0xF0 - 0x80] = 0xF8FF;
}

/* A control of the C1 set is the byte of its number in every page but those of
 * other houses: decoders pass on what has no meaning. */
static void
mark_controls(unsigned page)
{
	unsigned b;

	if (page >= CP_MACROMAN)
		return;
	for (b = 0x80; b < 0xA0; b++)
		class[b] |= 1u << (CHAR_CONT_SHIFT + page);
}

static void
mark_pages(void)
{
	unsigned page, b;
	uint16_t c;

	for (page = 0; page < N_CODEPAGES; page++) {
		mark_controls(page);
		for (b = 0x80; b < 0x100; b++) {
			if ((c = table[page][b - 0x80]) < 0x80)
				continue;
			if (b < 0xC0)
				class[c] |= 1u << (CHAR_CONT_SHIFT + page);
			else if (b >= 0xC2 && b <= 0xF4)
				class[c] |= 1u << (CHAR_LEAD_SHIFT + page);
			else
				class[c] |= 1u << (CHAR_LEAD_SHIFT + page) |
				    1u << (CHAR_CONT_SHIFT + page);
		}
	}
}

/* NFC quick check not Yes, or a combining class; a little too many is safe. */
static void
mark_nfc(void)
{
	utf8proc_int32_t d[32], n, c, i;
	utf8proc_uint8_t in[5], *out;
	int last;

	for (c = 0x80; c < 0x110000; c++) {
		if (c >= 0xD800 && c < 0xE000)
			continue;
		last = UTF8PROC_BOUNDCLASS_START;
		n = (utf8proc_int32_t)utf8proc_decompose_char(
		    c, d, 32, (utf8proc_option_t)0 | UTF8PROC_DECOMPOSE, &last);
		if (utf8proc_get_property(c)->combining_class != 0)
			class[c] |= CHAR_NFC;
		for (i = 1; i < n; i++)
			class[d[i]] |= CHAR_NFC;
		in[utf8proc_encode_char(c, in)] = '\0';
		if ((out = utf8proc_NFC(in)) == NULL)
			errx(1, "utf8proc_NFC");
		if (strcmp((char *)out, (char *)in) != 0)
			class[c] |= CHAR_NFC;
		free(out);
	}
	/* Vowels and final consonants of Hangul. */
	for (c = 0x1161; c <= 0x11C2; c++)
		class[c] |= CHAR_NFC;
}

static void
mark_special(void)
{
	static const struct {
		uint32_t from;
		uint32_t to;
	} runs[] = {
	    {0x80, 0x9F},     /* C1 */
	    {0xAD, 0xAD},     /* soft hyphen */
	    {0x61C, 0x61C},   /* Arabic letter mark */
	    {0x200B, 0x200F}, /* zero width, directions */
	    {0x2028, 0x202E}, /* separators, directions */
	    {0x2060, 0x2064}, /* word joiner, invisible operators */
	    {0x2066, 0x206F}, /* directions, deprecated */
	    {0xD800, 0xDFFF}, /* may be halves of a pair */
	    {0xFB00, 0xFB06}, /* ligatures of presentation */
	    {0xFEFF, 0xFEFF}, /* byte order mark */
	    {0xFFF9, 0xFFFC}, /* annotation, object */
	};
	size_t i;
	uint32_t c;

	for (i = 0; i < sizeof(runs) / sizeof(*runs); i++)
		for (c = runs[i].from; c <= runs[i].to; c++)
			class[c] |= CHAR_SPECIAL;
}

static int
by_char(const void *a, const void *b)
{
	const struct codepage_char *x = a, *y = b;

	return x->c - y->c;
}

static void
print_chars(unsigned page)
{
	struct codepage_char v[128];
	unsigned b;

	for (b = 0; b < 128; b++) {
		v[b].c = table[page][b];
		v[b].byte = (uint8_t)(b + 0x80);
	}
	qsort(v, 128, sizeof(*v), by_char);
	puts("{");
	for (b = 0; b < 128; b++)
		printf("{0x%X, 0x%X},%s", v[b].c, v[b].byte,
		    b % 8 == 7 ? "\n" : " ");
	puts("},");
}

static void
print_pages(void)
{
	unsigned page, b;

	puts("const char *const codepage_name[N_CODEPAGES] = {");
	for (page = 0; page < N_CODEPAGES; page++)
		printf("\t\"%s\",\n", pages[page].name);
	puts("};\nconst uint16_t codepage_table[N_CODEPAGES][128] = {");
	for (page = 0; page < N_CODEPAGES; page++) {
		puts("{");
		for (b = 0; b < 128; b++)
			printf(
			    "0x%X,%s", table[page][b], b % 8 == 7 ? "\n" : " ");
		puts("},");
	}
	puts("};\nconst struct codepage_char codepage_chars[N_CODEPAGES][128] = {");
	for (page = 0; page < N_CODEPAGES; page++)
		print_chars(page);
	puts("};");
}

static void
print_classes(void)
{
	static uint32_t blocks[256][128];
	static uint8_t stage1[0x110000 >> 7];
	size_t i, n = 0, j;

	for (i = 0; i < sizeof(stage1); i++) {
		for (j = 0; j < n; j++)
			if (memcmp(blocks[j], class + i * 128,
				sizeof(blocks[0])) == 0)
				break;
		if (j == n) {
			if (n == 256)
				errx(1, "more than 256 blocks");
			memcpy(blocks[n++], class + i * 128, sizeof(blocks[0]));
		}
		stage1[i] = (uint8_t)j;
	}
	puts("const uint8_t char_stage1[0x110000 >> 7] = {");
	for (i = 0; i < sizeof(stage1); i++)
		printf("%u,%s", stage1[i], i % 16 == 15 ? "\n" : "");
	puts("};\nconst uint32_t char_stage2[][128] = {");
	for (i = 0; i < n; i++) {
		puts("{");
		for (j = 0; j < 128; j++)
			printf("0x%X,%s", blocks[i][j], j % 8 == 7 ? "\n" : "");
		puts("},");
	}
	puts("};");
}

int
main(void)
{
	make_pages();
	mark_pages();
	mark_nfc();
	mark_special();
	puts("/* Made by tools/nnorm/gen/tables.c. */");
	print_pages();
	print_classes();
	return 0;
}
