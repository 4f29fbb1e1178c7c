/* SPDX-License-Identifier: ISC */
/* German sentences of news, each for one turn of phrase. */
#include "said.h"

/* Behind the marks, in the same sentence or the next. */
static const struct sentence_case behind[] = {
    {"so and a name",
	"<q1>„Der Damm ist sicher“</q1>, so <s1>Anna "
	"Tell</s1>."},
    {"so and a verb",
	"<q1>„Der Damm ist sicher“</q1>, so sagte <s1>Anna "
	"Tell</s1>."},
    {"heißt es in a letter",
	"<q1>„Der Damm ist sicher“</q1>, heißt es in <s1>dem Schreiben</s1>."},
    {"so heißt es in a report",
	"<q1>„Der Damm ist sicher“</q1>, so heißt es in <s1>dem "
	"Bericht</s1>."},
    {"a pronoun behind the verb",
	"<q1>„Der Damm ist sicher“</q1>, sagte <s1>sie</s1> am Montag."},
    {"what had been heard in a letter",
	"In <s1>einem Schreiben</s1> hatte es geheißen, der Damm sei "
	"<q1>„völlig "
	"sicher“</q1>."},
    {"who is reproached is not who speaks",
	"<s1>Die Opposition</s1> warf der Ministerin <q1>„blankes "
	"Versagen“</q1> vor."},
    {"who is reproached may come first",
	"Der Ministerin warf <s1>die Opposition</s1> <q1>„blankes "
	"Versagen“</q1> vor."},
    {"objects are stepped over",
	"<q1>„Das ist falsch“</q1>, warf ihm gestern <s1>Anna Tell</s1> vor."},
    {"a question needs no comma",
	"<q1>„Ist der Damm denn sicher?“</q1> fragte <s1>Anna Tell</s1>."},
    {"a verb that no list has",
	"<q1>„Der Damm ist noch immer sicher“</q1>, brummte <s1>der "
	"Deichgraf</s1>."},
    {"the next sentence says who",
	"<q1>„Der Damm ist noch sicher.“</q1> Das sagte <s1>Anna Tell</s1> am "
	"Montag."},
    {"a cue behind a comma, late in the sentence",
	"Der Damm sei <q1>„völlig marode“</q1> und müsse weg, sagte <s1>Anna "
	"Tell</s1>."},
    {"a cue that is parted",
	"<q1>„Wir werden klagen“</q1>, kündigte <s1>Anna Tell</s1> an."},
    {"a bracket behind the name",
	"<q1>„Der Damm ist sicher“</q1>, sagte <s1>Anna Tell (Freie "
	"Liste)</s1>."},
    {"a day behind the speaker",
	"<q1>„Der Damm ist sicher“</q1>, sagte <s1>die Ministerin</s1> "
	"Montag."},
    {"van in a name",
	"<q1>„Der Damm ist sicher“</q1>, sagte <s1>Piet van Tell</s1>."},
    {"two nouns and und",
	"<q1>„Der Damm ist sicher“</q1>, klagten <s1>Fischer und "
	"Bauern</s1>."},
    {"vom joins two nouns",
	"<q1>„Der Damm ist sicher“</q1>, sagte <s1>der Leiter vom "
	"Hafenamt</s1>."},
    {"aus joins two nouns",
	"<q1>„Der Damm ist sicher“</q1>, sagte <s1>ein Fischer aus "
	"Tarn</s1>."},
    {"whose lawyer",
	"<q1>„Der Damm ist sicher“</q1>, sagte <s1>ihr "
	"Anwalt</s1>."},
    {"laut behind the marks",
	"<q1>„Der Damm ist sicher“</q1>, laut <s1>Anna Tell</s1>."},
    {"hieß es in a letter",
	"<q1>„Der Damm ist sicher“</q1>, hieß es in <s1>dem "
	"Schreiben</s1>."},
    {"the next sentence says who, with so",
	"<q1>„Der Damm ist noch sicher.“</q1> So sagte <s1>Anna Tell</s1> am "
	"Montag."},
    {"the next sentence says who, with dies",
	"<q1>„Der Damm ist noch sicher.“</q1> Dies erklärte <s1>Anna "
	"Tell</s1> am Montag."},
    {"so heißt es late in the sentence",
	"Der Damm sei <q1>„völlig marode“</q1> und müsse weg, so heißt es in "
	"<s1>dem Bericht</s1>."},
    {"a passive with vom",
	"Der Damm wurde vom <s1>Rat</s1> als <q1>„reiner Unsinn“</q1> "
	"bezeichnet."},
    {"a passive in the media",
	"In <s1>den Medien</s1> wurde der Damm als <q1>„reiner Unsinn“</q1> "
	"bezeichnet."},
    {"a passive that names nobody before the mark",
	"Der Damm wurde von <s1>Anna Tell</s1> als <q1>„reiner "
	"Unsinn“</q1> bezeichnet."},
};

/* Before the marks. */
static const struct sentence_case before[] = {
    {"jene speaks alone before a colon",
	"Gestern schrieb <s1>jene</s1>: <q1>„Der Damm ist sicher.“</q1>"},
    {"a verb behind reported speech is of who reports it",
	"<s1>Anna Tell</s1> sagte, der Damm sei alt, und nannte ihn <q1>„ganz "
	"und gar marode“</q1>."},
    {"von der in a name",
	"<s1>Von der Marwitz</s1> sagte: <q1>„Der Damm ist sicher.“</q1>"},
    {"sie may be an object",
	"<s1>Anna Tell</s1> nannte sie <q1>„eine Gefahr für alle“</q1>."},
    {"a relative clause with die",
	"Es war <s1>die Fischerin</s1>, die gestern sagte: <q1>„Der Damm ist "
	"sicher.“</q1>"},
    {"a relative clause with das",
	"Es war <s1>das Amt</s1>, das gestern sagte: <q1>„Der Damm ist "
	"sicher.“</q1>"},
    {"an object with das at the head",
	"Das Gesetz nannte <s1>der Deichgraf</s1> <q1>„völlig "
	"unausgereift“</q1>."},
    {"an object in the plural before a verb in the singular",
	"Die Forderungen nannte <s1>Anna Tell</s1> <q1>„völlig maßlos“</q1>."},
    {"an object in the singular before a verb in the plural",
	"Das Vorhaben nannten <s1>die Anwohner</s1> <q1>„eine Zumutung“</q1>."},
    {"a subject in the plural before a verb in the plural",
	"<s1>Die Abgeordneten</s1> nannten den Minister <q1>„völlig "
	"überfordert“</q1>."},
    {"who is cited by a paper, behind it",
	"<q1>„Der Damm bleibt offen“</q1>, zitiert die Zeitung <s1>den "
	"Deichgrafen</s1>."},
    {"an object with den at the head",
	"Den Plan nannte <s1>der Deichgraf</s1> <q1>„völlig "
	"unausgereift“</q1>."},
    {"the perfect before a clause",
	"<s1>Anna Tell</s1> hat angekündigt, der Damm werde <q1>„bald und "
	"ganz“</q1> erneuert."},
    {"in a letter hieß es",
	"In <s1>dem Schreiben</s1> hieß es: <q1>„Der Damm ist "
	"sicher.“</q1>"},
    {"who is cited speaks",
	"Die Zeitung zitiert <s1>Anna Tell</s1>: <q1>„Der Damm ist "
	"sicher.“</q1>"},
    {"who was cited speaks",
	"Die Zeitung zitierte <s1>Anna Tell</s1>: <q1>„Der Damm ist "
	"sicher.“</q1>"},
    {"a name, an apposition and a colon",
	"<s1>Anna Tell</s1>, Leiterin des Hafens: <q1>„Der Damm ist "
	"sicher.“</q1>"},
    {"a participle before a colon",
	"<s1>Anna Tell</s1> hat gestern gefragt: <q1>„Ist der Damm "
	"sicher?“</q1>"},
    {"in a letter heißt es",
	"In <s1>dem Schreiben</s1> heißt es: <q1>„Der Damm ist "
	"sicher.“</q1>"},
    {"so heißt es in a letter",
	"So heißt es in <s1>dem Schreiben</s1>: <q1>„Der Damm ist "
	"sicher.“</q1>"},
    {"a name and a colon",
	"<s1>Anna Tell</s1>: <q1>„Der Damm ist sicher.“</q1>"},
    {"two verbs share a subject",
	"<s1>Anna Tell</s1> kam spät und sagte: <q1>„Der Damm ist "
	"sicher.“</q1>"},
    {"an apposition is stepped over",
	"<s1>Anna Tell</s1>, Vorsitzende des Vereins, sagte: <q1>„Der Damm ist "
	"sicher.“</q1>"},
    {"a relative clause speaks for its noun",
	"Gekommen war auch <s1>der Deichgraf</s1>, der gestern sagte: <q1>„Der "
	"Damm "
	"ist sicher.“</q1>"},
    {"a von in a name is no preposition",
	"<s1>Von Tell</s1> sagte: <q1>„Der Damm ist sicher.“</q1>"},
    {"an object at the head of the sentence",
	"Die Pläne nannte <s1>der Deichgraf</s1> <q1>„völlig "
	"unausgereift“</q1>."},
    {"als at the head is no subordinate clause when a noun follows",
	"Als Grund nannte <s1>der Deichgraf</s1> <q1>„schlechtes Wetter auf "
	"See“</q1>."},
    {"a bracket in a phrase",
	"<s1>Anna Tell (Freie Liste)</s1> sagte: <q1>„Der Damm ist "
	"sicher.“</q1>"},
    {"a plural that looks like an infinitive",
	"<s1>Die Fischer</s1> sagen: <q1>„Der Damm ist sicher.“</q1>"},
    {"a sentence in the Konjunktiv is spoken by whom the one before names",
	"<s1>Anna Tell</s1> warnte vor dem Damm. Er sei <q1>„alt und ganz "
	"marode“</q1>."},
    {"dieser speaks alone before a colon",
	"Gestern schrieb <s1>dieser</s1>: <q1>„Der Damm ist sicher.“</q1>"},
    {"two nouns and und speak",
	"<s1>Fischer und Bauern</s1> sagten: <q1>„Der Damm ist "
	"sicher.“</q1>"},
    {"a noun with its genitive speaks",
	"<s1>Die Sprecherin des Vereins der Fischer</s1> sagte: <q1>„Der Damm "
	"ist sicher.“</q1>"},
};

/* Sources without a verb. */
static const struct sentence_case sources[] = {
    {"laut", "Laut <s1>Anna Tell</s1> ist der Damm <q1>„viel zu alt“</q1>."},
    {"laut von",
	"Nach Ansicht von <s1>Anna Tell</s1> ist der Damm <q1>„viel zu "
	"alt“</q1>."},
    {"zufolge",
	"<s1>Anna Tell</s1> zufolge ist der Damm <q1>„viel zu "
	"alt“</q1>."},
    {"whose opinion it is",
	"<s1>Ihrer</s1> Meinung nach ist der Damm <q1>„viel zu alt“</q1>."},
    {"nach and a report",
	"Nach <s1>dem neuen Gutachten</s1> ist der Damm <q1>„viel zu "
	"alt“</q1>."},
    {"in a speech there is talk of it",
	"In <s1>dem Papier</s1> ist von <q1>„schweren Mängeln am Damm“</q1> "
	"die "
	"Rede."},
    {"in whose eyes",
	"In den Augen <s1>Anna Tells</s1> ist der Damm <q1>„viel "
	"zu alt“</q1>."},
    {"so in the middle of a sentence",
	"Der Damm sei, so <s1>Anna Tell</s1>, <q1>„viel zu alt“</q1>."},
    {"wie somebody said",
	"Wie <s1>Anna Tell</s1> am Montag sagte, ist der Damm <q1>„viel zu "
	"alt“</q1>."},
    {"wie somebody said, behind",
	"Der Damm ist <q1>„viel zu alt“</q1>, wie <s1>Anna Tell</s1> am Montag "
	"sagte, und steht leer."},
    {"im paper there is talk of it",
	"Im <s1>Papier</s1> ist von <q1>„schweren Mängeln am Damm“</q1> die "
	"Rede."},
    {"so and weiter in the middle of a sentence",
	"Der Damm sei, so <s1>Anna Tell</s1> weiter, <q1>„viel zu alt“</q1>."},
    {"für somebody it is so",
	"Für <s1>Anna Tell</s1> ist der Damm <q1>„viel zu alt“</q1>."},
};

/* Nobody's words. */
static const struct sentence_case names[] = {
    {"a paper", "Das stand in der Zeitung „Neue Post“ am Montag."},
    {"a club", "Der Verein „Alter Damm“ feiert im Mai."},
    {"a ship that was called so",
	"Das Schiff, das früher „Seestern“ hieß, liegt im Hafen."},
    {"what somebody calls itself", "Die Gruppe nennt sich „Neue Mole“."},
    {"a campaign behind a hyphen", "Die „Rettet-den-Damm“-Kampagne beginnt."},
    {"a party with its initials",
	"Die „Freie Liste“ (FL) kommt nicht in den Rat."},
    {"so is the name of a book",
	"Im Mai kommt „Der Damm“, so heißt das Buch, in die Läden."},
    {"a name behind the article", "Er kam mit dem „Küstenblitz“ nach Tarn."},
    {"a name behind an adjective",
	"Er fuhr mit der neuen „Mole Sieben“ hinaus."},
    {"what people call themselves", "Die Freunde nennen sich „Neue Mole“."},
    {"what people called themselves", "Die Freunde nannten sich „Neue Mole“."},
    {"so is the title of a book",
	"Im Mai kommt „Der Damm“, so lautet der Titel, in die Läden."},
    {"a ship that was christened", "Das Schiff wurde „Seestern“ getauft."},
    {"initials behind kurz", "Die Freie Liste, kurz „FL“, fehlte."},
    {"a name in brackets", "Der neue Roman („Der Damm“) kommt im Mai."},
    {"what something is called, with genannt",
	"Der Damm, „Alter Fritz“ genannt, ist sicher."},
    {"a name behind im", "Er arbeitet im „Haus Seeblick“ in Tarn."},
    {"a director of something", "Als Leiter von „Haus Seeblick“ kennt er das."},
};

int
main(void)
{
#define CHECK(list) said_check("de", list, sizeof(list) / sizeof((list)[0]))
	CHECK(behind);
	CHECK(before);
	CHECK(sources);
	CHECK(names);
	return done();
}
