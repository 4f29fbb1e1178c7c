/* SPDX-License-Identifier: ISC */
#include "language.h"

#include <string.h>

#include "tap.h"

static struct view
view(const char *s)
{
	return (struct view){(const unsigned char *)s, strlen(s)};
}

static const struct {
	enum language want;
	const char *text;
} texts[] = {
    {LANGUAGE_EN,
	"The ferry was late and the harbour had been closed for "
	"a week, so they walked."},
    {LANGUAGE_DE,
	"Die Fähre war spät und der Hafen seit einer Woche "
	"geschlossen, so dass sie zu Fuß gingen."},
    {LANGUAGE_FR,
	"Le bateau était en retard et le port fermé depuis une "
	"semaine, alors ils sont partis à pied."},
    {LANGUAGE_ES,
	"El barco llegó tarde y el puerto estaba cerrado desde "
	"hacía una semana, así que se fueron a pie."},
    {LANGUAGE_IT,
	"La nave era in ritardo e il porto era chiuso da una "
	"settimana, così sono andati a piedi."},
    {LANGUAGE_RU,
	"Паром опоздал, и порт был закрыт на неделю, так что "
	"они пошли пешком."},
    {LANGUAGE_PL,
	"Prom się spóźnił, a port był zamknięty od tygodnia, "
	"więc poszli na piechotę do miasta."},
    {LANGUAGE_CS,
	"Loď měla zpoždění a přístav byl týden zavřený, tak "
	"šli pěšky do města, které bylo prázdné."},
    {LANGUAGE_NONE,
	"Laiva oli myöhässä ja satama suljettu viikon, joten "
	"he kävelivät."},
    {LANGUAGE_NONE, ""},
    {LANGUAGE_NONE, "42 17 1,250.00"},
};

int
main(void)
{
	struct language_voter *v = language_new();

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		enum language got = language_vote(v, view(texts[i].text));
		const char *want = language_code(texts[i].want);

		ok(got == texts[i].want, "a text in %s is known as such",
		    want != NULL ? want : "no language of ours");
	}
	ok(language_from_code(view("de-AT")) == LANGUAGE_DE &&
		language_from_code(view("GER")) == LANGUAGE_DE &&
		language_from_code(view("German")) == LANGUAGE_DE &&
		language_from_code(view("pt")) == LANGUAGE_NONE &&
		language_from_code(view("")) == LANGUAGE_NONE,
	    "codes of two and three letters, regions and names are read");
	for (int i = 1; i < LANGUAGE_COUNT; i++)
		ok(language_from_code(view(language_code((enum language)i))) ==
			(enum language)i,
		    "the code %s names its language",
		    language_code((enum language)i));
	language_free(v);
	return done();
}
