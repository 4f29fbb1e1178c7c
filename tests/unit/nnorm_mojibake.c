/* SPDX-License-Identifier: ISC */
/* Misread UTF-8.  The damage is made here, from text of our own. */
#include <stdlib.h>
#include <string.h>

#include "misread.h"
#include "nnorm/norm.h"
#include "tap.h"

static struct norm n;
static const struct norm_options keep = {.keep_lines = true};

static const char *const texts[] = {
    "Der Bürgermeister von Überlingen aß während der Sitzung Käse.",
    "La séance à l’hôtel de ville a été très animée, où qu’elle fût.",
    "Zażółć gęślą jaźń, napisał burmistrz o północy.",
    "Příliš žluťoučký kůň pěl ďábelské ódy.",
    "Совет города собрался в понедельник и решил построить мост.",
    "El señor alcalde explicó por qué el río cambió de sitio.",
    "She said “We’re leaving” — and left…",
};

static void
test_layers(void)
{
	static struct buf once, twice;
	struct view text;
	size_t i;
	unsigned page, good = 0, good2 = 0, all = 0, all2 = 0;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		for (page = 0; page < N_CODEPAGES; page++) {
			text = (struct view){
			    (const void *)texts[i], strlen(texts[i])};
			misread(text, (enum codepage)page, &once);
			all++;
			good +=
			    same(norm_text(&n, &keep, buf_view(&once)), text);
			if (page != CP_1252 && page != CP_LATIN1)
				continue;
			misread(buf_view(&once), (enum codepage)page, &twice);
			all2++;
			good2 +=
			    same(norm_text(&n, &keep, buf_view(&twice)), text);
		}
	ok(all == 77 && good >= 73, "misread in eleven pages: %u of %u undone",
	    good, all);
	ok(good2 == all2, "misread twice: %u of %u undone", good2, all2);
}

static bool
stays(const char *s)
{
	struct view in = {(const void *)s, strlen(s)};

	if (same(norm_text(&n, &keep, in), in))
		return true;
	printf("# became: %s\n", s);
	return false;
}

static void
test_clean(void)
{
	static const char *const clean[] = {
	    "CAFÉ® and the SOCIÉTÉ™, 5×£35, 20 °C, § 4",
	    "Он сказал: «СССР» – и ушёл. Её «Всё» №5, ВІКІ",
	    "le « café », à la carte, où ça ? ÇA VA…",
	    "(-1/2)! = √π, ∆° and 2012—∞, ≈Ü",
	    "É preciso; MAÇÃ E PÃO; São Paulo à noite",
	    "√ ├┤ ┼─ ╔══╗ ░▒▓",
	    "Der Ärger, ÄÖÜ, „Straße“, Ø 5 mm, Æ",
	    "ŠKODA® a ČSA™, Ĺudovít, ŽĎÁR",
	    "ΑΒΓ© Ελλάδα «Γ»",
	};
	size_t i, bad = 0;

	for (i = 0; i < sizeof(clean) / sizeof(*clean); i++)
		bad += !stays(clean[i]);
	ok(bad == 0, "clean text of many languages stays");
}

static void
test_parts(void)
{
	static const char in[] =
	    "Ã la mairie, dÃ©cidÃ©; “good”, caf\u00C3\u00A9";
	static const char want[] = "à la mairie, décidé; “good”, café";
	struct view got =
	    norm_text(&n, &keep, (struct view){(const void *)in, strlen(in)});

	ok(same(got, (struct view){(const void *)want, strlen(want)}),
	    "a part of a text is undone, and a lost blank comes back");
}

static void
test_cut_quote(void)
{
	static const char in[] = "â€œNo,â€ she said. â€œWell…â€";
	static const char want[] = "“No,” she said. “Well…”";
	struct view got =
	    norm_text(&n, &keep, (struct view){(const void *)in, strlen(in)});

	ok(same(got, (struct view){(const void *)want, strlen(want)}),
	    "a closing mark whose last byte was thrown away comes back");
}

/* Few words, of which one page alone speaks, and what only looks like it. */
static void
test_words(void)
{
	static const struct {
		const char *text;
		const char *want; /* NULL: nothing is wrong */
	} words[] = {
	    {"≈æena iz grada", "žena iz grada"},
	    {"ƒçaj", "čaj"},
	    {"L├£BECK", "LÜBECK"},
	    {"at 31¬∞C", "at 31°C"},
	    {"¬£70 a day", "£70 a day"},
	    {"┬ú70 a day", "£70 a day"},
	    {"for ‚Ç¨70", "for €70"},
	    {"≡ƒÿÇ all", "😀 all"},
	    {"Ä°ZMİR", "İZMİR"},
	    {"la libertÃ  di tutti", "la libertà di tutti"},
	    {"h‚àö¬•te", "hôte"},
	    {"parmi lâ€™Ã‚Â§ 9", "parmi l’§ 9"},
	    {"MĹ«ris", "Mūris"},
	    {"Ĺˇalis", "šalis"},
	    {"Новый / ÐœÐ¾Ñ\xC2\x81Ñ‚", "Новый / Мост"},
	    {"the pierÂ  and the quay", "the pier\u00A0 and the quay"},
	    {"It sank.Â  Nobody wept.", "It sank.\u00A0 Nobody wept."},
	    {"√âCLUSE, √Ä QUAI", "ÉCLUSE, À QUAI"},
	    {"Marrow √® lontano", "Marrow è lontano"},
	    {"30 ¬∞C, 2¬∫", "30 °C, 2º"},
	    {"l'Ã\u00A0 volo", "l'à volo"},
	    {"Ã‘ANDÚ", "ÑANDÚ"},
	    {"Å½UPA", "ŽUPA"},
	    {"si É›nɔ", "si ɛnɔ"},
	    {"NÂ°7, LAMPÂ®", "N°7, LAMP®"},
	    {"Ñ‚ÑƒÑ‚ Ð¸ там", "тут и там"},
	    {"Кельм Ð¸ Вейл", "Кельм и Вейл"},
	    {"Ð¸", "и"},
	    {"√©", "é"},
	    {"├⌐", "é"},
	    {"α▓á_α▓á", "ಠ_ಠ"},
	    {"donÔÇÖt ÔÇ£goÔÇØ", "don’t “go”"},
	    {"for Ôé¼70", "for €70"},
	    {"tr┼¥by, ┼íkolu", "tržby, školu"},
	    {"skon─ìilo na 2. m├¡st─ø", "skončilo na 2. místě"},
	    {"┬½ Adieu. ┬╗", "« Adieu. »"},
	    {"OK (`¬´ )", NULL},
	    {"CÔTÉ, ÔÉÂ, kılıç, sıçan", NULL},
	    {"├ é ┤ ├─ été ┬ ½", NULL},
	    {"VÕ HUYá»„N", "VÕ HUYỄN"},
	    {"peace âœŒ now", "peace ✌ now"},
	    {"Ablɔɖe me ƒãa", NULL},
	    {"voilà\u00A0€ là\u00A0»", NULL},
	    {"HARWICKÂ, ROMÂNĂ²; Ã — “Ã”", NULL},
	    {"MINTÉ® ET FLÛTÉ© À—B", NULL},
	    {"√π, √2, ¬p, √α", NULL},
	    {"Это и – то", NULL},
	    {"a ¬ b, 3 √ 4, x ≈ 5", NULL},
	    {"┌──┬──┐ ├──┼──┤", NULL},
	    {"SÃO PAULO, Ã e Õ", NULL},
	    {"Ångström: 5 Å, Åμm", NULL},
	};
	struct view v, got;
	const char *want;
	size_t i, bad = 0;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		v = (struct view){(const void *)words[i].text,
		    strlen(words[i].text)};
		want = words[i].want != NULL ? words[i].want : words[i].text;
		got = norm_text(&n, &keep, v);
		if (got.len == strlen(want) &&
		    memcmp(got.p, want, got.len) == 0)
			continue;
		bad++;
		printf("# %s: %.*s\n", words[i].text, (int)got.len, got.p);
	}
	ok(bad == 0, "a word or two are told from signs and other alphabets");
}

int
main(void)
{
	test_words();
	test_layers();
	test_clean();
	test_parts();
	test_cut_quote();
	norm_free(&n);
	return done();
}
