/* SPDX-License-Identifier: ISC */
/* Signs among letters in misread UTF-8: money, degrees, fractions, quotation
 * marks.  The damage is made here, from text of our own. */
#include <string.h>

#include "misread.h"
#include "nnorm/norm.h"
#include "tap.h"

static struct norm n;
static const struct norm_options keep = {.keep_lines = true};

static const struct {
	enum codepage page;
	const char *name;
} pages[] = {{CP_1252, "Windows 1252"}, {CP_LATIN1, "Latin-1"},
    {CP_MACROMAN, "MacRoman"}, {CP_437, "CP437"}, {CP_850, "CP850"}};

static const char *const texts[] = {
    "Für die Brücke zahlt Köln 500 £ oder ¥900, später ±5 Prozent.",
    "In Köln waren es für Jürgen 20 °C, später −3°.",
    "Nach § 4 und §5 dürfen Fähren größer sein.",
    "Das Café® gehört später © Jürgen Löb.",
    "Jürgen trank ½ Liter, später 5½ Maß Öl für 10 m² und 3 m³.",
    "¿Qué pasó? ¡Añade más señal! El 2º día, la 1ª vez.",
    "« Été à Orléans », « là-bas », a-t-il répété.",
    "Es misst 5 µm für Jürgen; 5×3 ist größer als 6÷2.",
    "La col·lecció és més gran: vint-i-cinc ciutats.",
    "Jürgen → Köln … später „ja“ und ‚nein‘ – größer!",
    "Đà Nẵng và Hà Nội đều có những cây cầu mới.",
    "Zażółć gęślą jaźń, później już nigdy więcej.",
    "L’œuvre coûte 30 € à Orléans, l’été à ¼ du prix.",
};

int
main(void)
{
	static struct buf bad;
	size_t i, k;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct view want = {(const void *)texts[i], strlen(texts[i])};
		struct view got;

		ok(same(norm_text(&n, &keep, want), want), "left alone: %s",
		    texts[i]);
		for (k = 0; k < sizeof(pages) / sizeof(*pages); k++) {
			misread(want, pages[k].page, &bad);
			got = norm_text(&n, &keep, buf_view(&bad));
			if (!ok(same(got, want), "misread in %s, undone: %s",
				pages[k].name, texts[i]))
				printf("# %.*s\n# %.*s\n", (int)bad.len,
				    bad.data, (int)got.len, got.p);
		}
	}
	buf_free(&bad);
	norm_free(&n);
	return done();
}
