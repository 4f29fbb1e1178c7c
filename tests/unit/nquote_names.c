/* SPDX-License-Identifier: ISC */
/* Who somebody is: the names that speakers are told by. */
#include <stdlib.h>
#include <string.h>

#include "nquote/attrib.h"
#include "nquote/marks.h"
#include "tap.h"

/* The last quotation of the text is due to name. */
static const struct {
	const char *language;
	const char *what;
	const char *text;
	const char *name;
} cases[] = {
    {"en", "a noun is who was set off behind it",
	"The mayor, Ann Lee, came. \"It is done,\" the mayor said.", "Ann Lee"},
    {"en", "a pronoun is who was set off behind a noun",
	"The mayor, Ann Lee, came. \"It is done,\" she said.", "Ann Lee"},
    {"en", "a name set off at the end of the sentence",
	"\"It is done,\" said the mayor, Ann Lee.", "Ann Lee"},
    {"en", "a name set off behind a noun and its place",
	"The mayor of Calder, Ann Lee, said, \"It is done.\"", "Ann Lee"},
    {"en", "a pronoun is who a noun at the head of the sentence stands for",
	"The mayor, Ann Lee, came. \"Never,\" said Eva Dorn. When she had "
	"gone, the mayor smiled. \"It is done,\" she said.",
	"Ann Lee"},
    {"en", "a pronoun is who a noun stands for that spoke",
	"The mayor, Ann Lee, came. \"Never,\" said Eva Dorn. \"Why not?\" "
	"the mayor asked. \"It is done,\" she said.",
	"Ann Lee"},
    {"en", "a name behind what the sentence leads with is a topic",
	"\"Never,\" said Jon Dorn. Asked what he hoped for, Karl Lee "
	"shrugged. \"Coffee,\" he said.",
	"Karl Lee"},
    {"en", "an adjective with a capital before a noun is no name",
	"Ann Lee came. Her Northern colleague, Paul Ochs, said, \"It is "
	"done.\"",
	"Paul Ochs"},
    {"en", "a deputy mayor is not the mayor",
	"The deputy mayor, Ann Lee, came. \"It is done,\" the mayor said.",
	"the mayor"},
    {"en", "an office is no she",
	"\"Never,\" said Ann Lee. The Treasury was silent. \"It is done,\" she "
	"said.",
	"Ann Lee"},
    {"en", "a question word is no name",
	"Q. Why leave? A. \"It is done,\" he said.", ""},
    {"en", "who shot back before a colon",
	"\"Never,\" said Eva Dorn. Ann Lee shot back in the hall: \"It is "
	"done.\"",
	"Ann Lee"},
    {"en", "a title and a given name",
	"Sir Alec Dunn came. \"It is done,\" said Sir Alec.", "Alec Dunn"},
    {"en", "a given name that two persons have is nobody's",
	"Anna Dunn came, and Anna Lee. \"It is done,\" said Anna.", "Anna"},
    {"en", "a company set off behind another is no spokesman",
	"A spokesman for the yard, Calder Steel, said, \"It is done.\"",
	"A spokesman for the yard"},
    {"en", "van der belongs to a name",
	"Vera van der Meer came. \"It is done,\" said Ms. van der Meer.",
	"Vera van der Meer"},
    {"en", "bin belongs to a name",
	"Hassan bin Talib came. \"It is done,\" said Mr. bin Talib.",
	"Hassan bin Talib"},
    {"de", "a noun is nobody's name",
	"„Das prüfen wir“, sagte ein Sprecher der Bahn.",
	"ein Sprecher der Bahn"},
    {"de", "a noun before a name is left out",
	"„Das prüfen wir“, sagte die Ratsdirektorin Eva Dorn.", "Eva Dorn"},
    {"de", "a noun is who was introduced with it",
	"Die Ratsdirektorin Eva Dorn kam. „Das prüfen wir“, sagte die "
	"Ratsdirektorin.",
	"Eva Dorn"},
    {"de", "er is no minister who is a woman",
	"Am Tor stand der Rentner Jan Holm. „Nein“, sagte Ministerin Eva "
	"Dorn. „Ich schwimme“, sagte er.",
	"Jan Holm"},
    {"de", "a pronoun is no noun",
	"Die Ratsdirektorin Eva Dorn kam. „Das prüfen wir“, sagte sie.",
	"Eva Dorn"},
    {"de", "a surname may be what others are",
	"„Das prüfen wir“, sagte Karl Richter.", "Karl Richter"},
    {"de", "an adjective may begin a name",
	"„Das prüfen wir“, teilte die Deutsche Wetterbank AG mit.",
	"Deutsche Wetterbank AG"},
    {"fr", "le maire is who was introduced as one",
	"Le maire, Paul Verdier, est venu. « C'est fini », a dit le maire.",
	"Paul Verdier"},
    {"fr", "a name set off behind the verb is a topic",
	"Le pont est fermé, a annoncé lundi le maire, Jean Morel. « C'est "
	"fini », a-t-il dit.",
	"Jean Morel"},
    {"fr", "who is asked is no name",
	"« Non », a dit Jean Morel. Interrogé sur la suite, il a lâché : « "
	"C'est fini. »",
	"Jean Morel"},
    {"es", "who is asked is no name, and who speaks need not be named",
	"\"No\", dijo Jorge Salas. Preguntado por la obra, contestó: \"Se "
	"acabó\".",
	"Jorge Salas"},
    {"es", "a name set off behind a noun and whose it is",
	"\"Se acabó\", dijo la portavoz de la oposición, Inés Torres.",
	"Inés Torres"},
    {"es", "de la belongs to a name",
	"La alcaldesa Ana de la Torre llegó. «Se acabó», dijo la alcaldesa.",
	"Ana de la Torre"},
    {"es", "behind a dash, too",
	"—Se acabó —dijo la alcaldesa, Ana Ruiz—. Nos vamos.", "Ana Ruiz"},
};

int
main(void)
{
	struct attrib *a = attrib_new();
	struct marks m = {0};
	struct quotes q = {0};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct marks_opts o = {MARK_KEEP, cases[i].language};
		struct span para = {0, strlen(cases[i].text)}, name = {0};
		struct quote_text t = {0};

		t.text = (struct view){
		    (const unsigned char *)cases[i].text, para.end};
		t.paras = &para;
		t.n_paras = 1;
		t.language = cases[i].language;
		marks_read(&m, t.text, &para, 1, &o);
		t.stretches = m.stretches;
		t.n_stretches = m.n_stretches;
		quotes_clear(&q);
		attrib_find(a, &t, &q);
		if (q.n > 0)
			name = q.q[q.n - 1].name;
		ok(name.end - name.begin == strlen(cases[i].name) &&
			memcmp(q.names.data + name.begin, cases[i].name,
			    strlen(cases[i].name)) == 0,
		    "%s", cases[i].what);
	}
	quotes_free(&q);
	marks_free(&m);
	attrib_free(a);
	return done();
}
