/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "nquote/attrib.h"
#include "nquote/marks.h"
#include "tap.h"

/* A text whose paragraphs are its lines, its quotations, and who asks. */
struct fixture {
	struct attrib *a;
	struct marks m;
	struct quotes q;
	struct span paras[16];
	const char *text;
};

static void
find(struct fixture *f, const char *text, const char *language)
{
	struct marks_opts o = {MARK_KEEP, language};
	struct quote_text t = {0};
	size_t n = 0, i = 0, len = strlen(text), end;

	while (i < len && n < 16) {
		end = i + strcspn(text + i, "\n");
		f->paras[n++] = (struct span){i, end};
		i = end + 1;
	}
	f->text = text;
	t.text = (struct view){(const unsigned char *)text, len};
	t.paras = f->paras;
	t.n_paras = n;
	t.language = language;
	marks_read(&f->m, t.text, f->paras, n, &o);
	t.stretches = f->m.stretches;
	t.n_stretches = f->m.n_stretches;
	quotes_clear(&f->q);
	attrib_find(f->a, &t, &f->q);
}

static bool
is(const char *text, struct span s, const char *want)
{
	if (want == NULL)
		return s.begin == s.end;
	return s.end - s.begin == strlen(want) &&
	    memcmp(text + s.begin, want, strlen(want)) == 0;
}

/* Is there a quotation of this kind that is said by the speaker? */
static bool
said(const struct fixture *f, enum quote_kind kind, const char *speaker,
    const char *what)
{
	size_t i;

	for (i = 0; i < f->q.n; i++)
		if (f->q.q[i].kind == kind &&
		    is(f->text, f->q.q[i].speaker, speaker) &&
		    is(f->text, f->q.q[i].whole, what))
			return true;
	return false;
}

static bool
named(const struct fixture *f, size_t i, const char *name)
{
	return i < f->q.n &&
	    is((const char *)f->q.names.data, f->q.q[i].name, name);
}

static void
test_right(struct fixture *f)
{
	find(f, "\"We are late,\" Anna Tell said.", "en");
	ok(said(f, QUOTE_DIRECT, "Anna Tell", "\"We are late,\""),
	    "a speaker before the cue, to the right");
	find(f, "\"We are late,\" said Mayor Anna Tell of Oxbury.", "en");
	ok(said(f, QUOTE_DIRECT, "Mayor Anna Tell of Oxbury",
	       "\"We are late,\""),
	    "a speaker after the cue");
	find(f, "\"We are late,\" Tell, 45, who runs the docks, also said.",
	    "en");
	ok(said(f, QUOTE_DIRECT, "Tell", "\"We are late,\""),
	    "an apposition and an adverb between speaker and cue");
	find(f, "\"Is it late?\" Mr. Tell asked. \"It is.\"", "en");
	ok(said(f, QUOTE_DIRECT, "Mr. Tell", "\"Is it late?\"") &&
		said(f, QUOTE_DIRECT, "Mr. Tell", "\"It is.\""),
	    "a question mark does not end the sentence of a quotation, and "
	    "the next one of the paragraph has its speaker");
	find(f, "\"Never,\" Tell shot back.", "en");
	ok(said(f, QUOTE_DIRECT, "Tell", "\"Never,\""),
	    "a verb that is no cue will do right after the mark");
}

static void
test_left(struct fixture *f)
{
	find(f, "Anna Tell told reporters: \"We are late.\"", "en");
	ok(said(f, QUOTE_DIRECT, "Anna Tell", "\"We are late.\""),
	    "a lead-in with an addressee and a colon");
	find(f, "On Monday the Dockers' Union said, \"We are late.\"", "en");
	ok(said(f, QUOTE_DIRECT, "the Dockers' Union", "\"We are late.\""),
	    "a speaker after a fronted time");
	find(f, "The union had this to say:\n\"We are late again.\"", "en");
	ok(said(f, QUOTE_DIRECT, "The union", "\"We are late again.\""),
	    "a paragraph that ends in a colon leads in the next");
	find(f, "According to Anna Tell, \"we are all very late.\"", "en");
	ok(said(f, QUOTE_DIRECT, "Anna Tell", "\"we are all very late.\"") ||
		said(f, QUOTE_MIXED, "Anna Tell", "\"we are all very late.\""),
	    "according to, to the left");
	find(f, "Tell agreed. \"They are late for everything.\"", "en");
	ok(said(f, QUOTE_DIRECT, "Tell", "\"They are late for everything.\""),
	    "a sentence before that names who speaks");
}

static void
test_parts(struct fixture *f)
{
	find(f, "\"We,\" Anna Tell said, \"are late again.\"", "en");
	ok(f->q.n == 1 && f->q.q[0].n_parts == 2 && f->q.q[0].n_marks == 2 &&
		is(f->text, f->q.q[0].whole,
		    "\"We,\" Anna Tell said, \"are late again.\""),
	    "an interrupted quotation is one of two parts");
	find(f, "« Le port, a dit Anna Tell, 41 ans, est fermé. »", "fr");
	ok(f->q.n == 1 && f->q.q[0].n_parts == 2 && f->q.q[0].n_marks == 1 &&
		is(f->text, f->q.spans[f->q.q[0].part], "« Le port") &&
		is(f->text, f->q.spans[f->q.q[0].part + 1], "est fermé. »"),
	    "who is named inside French marks is of neither part");
	find(f, "« Le port est fermé, a dit Anna Tell. »", "fr");
	ok(said(f, QUOTE_DIRECT, "Anna Tell",
	       "« Le port est fermé, a dit Anna Tell. »") &&
		f->q.q[0].n_parts == 0,
	    "one who is named at their end leaves a whole");
	find(f, "\"We are late,\" Tell said. \"We are slow.\"", "en");
	ok(f->q.n == 2 && f->q.q[0].n_parts == 0,
	    "another sentence is another quotation");
	find(f, "Tell said: \"We are late.\n\"We are slow,\" she added.", "en");
	ok(f->q.n >= 1 && is(f->text, f->q.q[0].speaker, "Tell"),
	    "a quotation that goes on in the next paragraph has a speaker");
}

static void
test_scare(struct fixture *f)
{
	find(f, "He drove to the \"old mill\" in the morning.", "en");
	ok(f->q.n == 0, "a scare quote is nobody's words");
	find(f, "Tell spoke on the show \"Good Morning Oxbury\" twice.", "en");
	ok(f->q.n == 0, "a title is nobody's words");
}

static void
test_clauses(struct fixture *f)
{
	find(f, "Tell said Wednesday the boats were late.", "en");
	ok(said(f, QUOTE_INDIRECT, "Tell", "the boats were late"),
	    "an indirect clause without that, a day left out");
	find(f, "The boats were late, the mayor said.", "en");
	ok(said(f, QUOTE_INDIRECT, "the mayor", "The boats were late"),
	    "an indirect clause before its cue");
	find(f, "The boats, Tell said, were late again.", "en");
	ok(f->q.n == 1 && f->q.q[0].n_parts == 2 &&
		is(f->text, f->q.q[0].speaker, "Tell"),
	    "an interrupted clause has two parts");
	find(f, "Tell said the boats were \"terribly late\" again.", "en");
	ok(said(f, QUOTE_MIXED, "Tell",
	       "the boats were \"terribly late\" again") &&
		f->q.q[0].n_marks == 1,
	    "a clause with marks in it is mixed and keeps the marks");
	find(f, "As Tell said the boats were late, the harbor froze.", "en");
	ok(said(f, QUOTE_INDIRECT, "Tell", "the boats were late"),
	    "what hangs on another clause ends at the comma");
	find(f, "Tell met the crew, saying the boats were late.", "en");
	ok(said(f, QUOTE_INDIRECT, "Tell", "the boats were late"),
	    "a participle has the subject of its clause");
	find(f, "The mayor's report was late.", "en");
	ok(f->q.n == 0, "a noun that looks like a cue is none");
}

static void
test_names(struct fixture *f)
{
	find(f,
	    "Ms. Anna Tell said she agreed. \"Good,\" Tell said. "
	    "\"Yes,\" she said.\nPaul Reed said no ship had come. "
	    "\"None,\" he said.",
	    "en");
	ok(f->q.n == 5 && named(f, 0, "Anna Tell") &&
		named(f, 1, "Anna Tell") && named(f, 2, "Anna Tell"),
	    "a surname and a pronoun get the full name");
	ok(named(f, 4, "Paul Reed"), "a pronoun goes to who agrees with it");
	find(f, "Oxbury's Harbor Minister Karen Dow said it was late.", "en");
	ok(named(f, 0, "Karen Dow"), "titles and owners are left out of names");
}

static void
test_german(struct fixture *f)
{
	find(f, "„Wir sind zu spät“, sagte die Sprecherin Anna Tell.", "de");
	ok(said(f, QUOTE_DIRECT, "die Sprecherin Anna Tell",
	       "„Wir sind zu spät“"),
	    "German: the speaker after the cue");
	find(f, "Am Montag erklärte Anna Tell: „Wir sind zu spät.“", "de");
	ok(said(f, QUOTE_DIRECT, "Anna Tell", "„Wir sind zu spät.“"),
	    "German: the subject after the verb when a time comes first");
	find(
	    f, "Der Hafen hat die Pläne als „völlig falsch“ bezeichnet.", "de");
	ok(said(f, QUOTE_DIRECT, "Der Hafen", "„völlig falsch“"),
	    "German: the participle at the end, the subject at the head");
	find(f, "Laut Anna Tell sind die Boote „viel zu spät“.", "de");
	ok(said(f, QUOTE_DIRECT, "Anna Tell", "„viel zu spät“"),
	    "German: laut");
	find(f, "Am 3. Juni kam der Verein „Altes Boot“ in den Hafen.", "de");
	ok(f->q.n == 0, "German: the name of a club is nobody's words");
}

static void
test_german_clauses(struct fixture *f)
{
	find(f, "Der Damm sei „völlig marode“ und müsse weg, sagte Anna Tell.",
	    "de");
	ok(said(f, QUOTE_DIRECT, "Anna Tell", "„völlig marode“"),
	    "German: a cue after a later comma of the sentence");
	find(f, "Das sei „reine Willkür“, da nichts fehle, so der Verband.",
	    "de");
	ok(said(f, QUOTE_DIRECT, "der Verband", "„reine Willkür“"),
	    "German: so and a speaker at the end of the sentence");
	find(f,
	    "Wie Anna Tell am Montag erklärte, sieht der Hafen darin „kein "
	    "großes Hindernis“.",
	    "de");
	ok(said(f, QUOTE_DIRECT, "Anna Tell", "„kein großes Hindernis“"),
	    "German: wie, a speaker and a cue before the sentence");
	find(f, "Für Anna Tell ist der neue Damm „viel zu teuer“.", "de");
	ok(said(f, QUOTE_DIRECT, "Anna Tell", "„viel zu teuer“"),
	    "German: für, before the verb");
	find(f, "Nach einer neuen Studie ist der Damm „viel zu teuer“.", "de");
	ok(said(f, QUOTE_DIRECT, "einer neuen Studie", "„viel zu teuer“"),
	    "German: a study that is heard after nach");
	find(f, "Die Planer kritisierte Anna Tell in „Neue Post“.", "de");
	ok(f->q.n == 0, "German: a paper's name after a preposition");
	find(f, "„Wozu noch warten und zahlen?“ fragen sich Fischer.", "de");
	ok(said(f, QUOTE_DIRECT, "Fischer", "„Wozu noch warten und zahlen?“"),
	    "German: a plural that looks like an infinitive");
	find(f,
	    "Der Verein bestätigte den Plan nicht und nannte ihn „blanken "
	    "Unsinn“.",
	    "de");
	ok(said(f, QUOTE_DIRECT, "Der Verein", "„blanken Unsinn“"),
	    "German: two verbs share a subject");
	find(f, "Unterdessen hatte Anna Tell gefragt: „Was ist hier los?“",
	    "de");
	ok(said(f, QUOTE_DIRECT, "Anna Tell", "„Was ist hier los?“"),
	    "German: the perfect before a colon");
	find(
	    f, "„Der Hafen bleibt für immer“, schreibt die „Neue Post“.", "de");
	ok(f->q.n == 1 &&
		said(f, QUOTE_DIRECT, "die „Neue Post“",
		    "„Der Hafen bleibt für immer“"),
	    "German: a paper's name in marks speaks and is no quotation");
}

static void
test_french_spanish(struct fixture *f)
{
	find(f, "« Nous avons du retard », a-t-elle ajouté lundi.", "fr");
	ok(said(f, QUOTE_DIRECT, "elle", "« Nous avons du retard »"),
	    "French: the pronoun behind the auxiliary");
	find(f, "Selon le ministre de l'Air, « tout va bien dans le port ».",
	    "fr");
	ok(said(f, QUOTE_DIRECT, "le ministre de l'Air",
	       "« tout va bien dans le port »"),
	    "French: selon, and an article that elides");
	find(f, "«Llegamos muy tarde», dijo la portavoz Ana Tell.", "es");
	ok(said(
	       f, QUOTE_DIRECT, "la portavoz Ana Tell", "«Llegamos muy tarde»"),
	    "Spanish: the speaker after the cue");
}

static void
test_hostile(struct fixture *f)
{
	static const char *const odd[] = {"", "\"", "\"\"", "said", ", said",
	    "\" said \"", "\" \" \" said , that that \" \"", "according to",
	    "laut", "„", "(((((", ",,,,,,",
	    "said:", "\xff\xfe\"\xff\" said \xff", "'s 's' said who who who",
	    "Mr. Mr. Mr. \"", "by by said by", "That, he said, that,"};
	size_t i, k, total = 0;
	char *big;

	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		for (k = 0; k < 2; k++) {
			find(f, odd[i], k == 0 ? "en" : "de");
			total += f->q.n;
		}
	ok(total < 100, "odd texts are survived");
	big = malloc(2000001);
	for (i = 0; i < 2000000; i++)
		big[i] = "said \"x\" he, ("[i % 14];
	big[2000000] = '\0';
	find(f, big, "en");
	find(f, big, "de");
	ok(1, "two megabytes of one sentence take linear time");
	free(big);
}

int
main(void)
{
	struct fixture f = {0};

	f.a = attrib_new();
	test_right(&f);
	test_left(&f);
	test_parts(&f);
	test_scare(&f);
	test_clauses(&f);
	test_names(&f);
	test_german(&f);
	test_german_clauses(&f);
	test_french_spanish(&f);
	test_hostile(&f);
	attrib_free(f.a);
	marks_free(&f.m);
	quotes_free(&f.q);
	return done();
}
