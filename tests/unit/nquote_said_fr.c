/* SPDX-License-Identifier: ISC */
/* French and Spanish sentences of news, each for one turn of phrase. */
#include "said.h"

static const struct sentence_case french[] = {
    {"selon",
	"Selon <s1>Anne Tell</s1>, le port est <q1>« bien trop "
	"petit »</q1>."},
    {"d'après",
	"D'après <s1>le maire</s1>, le port est <q1>« bien trop "
	"petit »</q1>."},
    {"de l'avis de",
	"De l'avis de <s1>Mme Tell</s1>, le port est <q1>« bien "
	"trop petit »</q1>."},
    {"aux yeux de",
	"Le port est <q1>« bien trop petit »</q1>, aux yeux de "
	"<s1>Mme Tell</s1>."},
    {"à en croire",
	"À en croire <s1>le maire</s1>, le port est <q1>« bien "
	"trop petit »</q1>."},
    {"pour somebody",
	"Pour <s1>Anne Tell</s1>, <q1>« le port est bien trop "
	"petit »</q1>."},
    {"pour somebody, and more before the marks",
	"Pour <s1>Anne Tell</s1>, la critique du port est <q1>« bien trop "
	"facile »</q1>."},
    {"selon, behind the marks",
	"Le port est <q1>« bien trop petit »</q1>, "
	"selon <s1>Anne Tell</s1>."},
    {"a pronoun behind the verb",
	"<q1>« Le port est trop petit »</q1>, dit-<s1>il</s1>."},
    {"a t between auxiliary and pronoun",
	"<q1>« Le port est trop petit »</q1>, a-t-<s1>il</s1> dit."},
    {"adjuncts between the verb and the speaker",
	"<q1>« Le port est trop petit »</q1>, a déclaré hier devant la presse "
	"<s1>le maire</s1>."},
    {"a reflexive verb",
	"<q1>« Le port est trop petit »</q1>, s'est plaint <s1>le "
	"maire</s1>."},
    {"a speaker before the verb and a colon",
	"<s1>Le maire</s1> a répondu lundi : <q1>« Le port est trop "
	"petit. »</q1>"},
    {"an elided article",
	"<q1>« Le port est trop petit »</q1>, a déclaré "
	"<s1>l'avocat du port</s1>."},
    {"a title that is abbreviated",
	"<q1>« Le port est trop petit »</q1>, a dit "
	"<s1>M. Tell</s1>."},
    {"a pronoun inside the marks",
	"<q1>« C'est, dit-<s1>il</s1>, un port trop petit. »</q1>"},
    {"a t between auxiliary and pronoun, inside the marks",
	"<q1>« Ce port, a-t-<s1>elle</s1> ajouté, coûtera trop cher. »</q1>"},
    {"a speaker inside the marks",
	"<q1>« Nous avons, a déclaré <s1>le ministre</s1>, trop "
	"attendu. »</q1>"},
    {"a speaker with an apposition inside the marks",
	"<q1>« C'est fini, explique <s1>Odon Ferrier</s1>, le patron du "
	"chantier, et nous rentrons. »</q1>"},
    {"a pronoun inside the marks, behind a question",
	"<q1>« Pourquoi le port ? demande-t-<s1>elle</s1>. Personne ne le "
	"sait. »</q1>"},
    {"a speaker inside the marks, at the end of a sentence",
	"<q1>« Je n'ai rien vu, raconte <s1>Jeanne Ollier</s1>. Tout est allé "
	"trop vite. »</q1>"},
    {"what a verb inside the marks does to somebody",
	"<q1>« Il est rentré, a prévenu la police, et n'est pas "
	"ressorti »</q1>, raconte <s1>Luc Harel</s1>."},
    {"a film", "Le film « Le Port » sortira en mars."},
};

static const struct sentence_case spanish[] = {
    {"según",
	"Según <s1>Ana Tell</s1>, el puerto es <q1>«demasiado "
	"pequeño»</q1>."},
    {"de acuerdo con",
	"De acuerdo con <s1>el alcalde</s1>, el puerto es "
	"<q1>«demasiado pequeño»</q1>."},
    {"a juicio de",
	"A juicio de <s1>Ana Tell</s1>, el puerto es "
	"<q1>«demasiado pequeño»</q1>."},
    {"para somebody",
	"Para <s1>Ana Tell</s1>, <q1>«el puerto es demasiado "
	"pequeño»</q1>."},
    {"según, behind the marks",
	"El puerto es <q1>«demasiado pequeño»</q1>, "
	"según <s1>Ana Tell</s1>."},
    {"a speaker behind the verb",
	"<q1>«El puerto es demasiado pequeño»</q1>, dijo <s1>Ana Tell</s1>."},
    {"adjuncts between the verb and the speaker",
	"<q1>«El puerto es demasiado pequeño»</q1>, declaró ayer ante la "
	"prensa "
	"<s1>el alcalde</s1>."},
    {"a reflexive verb",
	"<q1>«El puerto es demasiado pequeño»</q1>, se quejó <s1>el "
	"alcalde</s1>."},
    {"a speaker before the verb and a colon",
	"<s1>El alcalde</s1> respondió el lunes: <q1>«El puerto es "
	"pequeño»</q1>."},
    {"a turn of dialogue that a dash begins",
	"—<q1>El puerto es pequeño</q1> —dijo <s1>el alcalde</s1>."},
    {"a speaker inside the marks",
	"<q1>«El puerto, dijo <s1>el alcalde</s1>, seguirá cerrado»</q1>."},
    {"a speaker between dashes inside the marks",
	"<q1>«No vamos a ceder —advirtió <s1>la ministra</s1>—, pase lo que "
	"pase»</q1>."},
    {"a speaker inside the marks, behind a question",
	"<q1>«¿Y ahora qué?, preguntó <s1>Delia Ortega</s1>. Nadie lo "
	"sabe»</q1>."},
    {"a film", "La película «El puerto» se estrena en marzo."},
};

int
main(void)
{
	said_check("fr", french, sizeof(french) / sizeof(french[0]));
	said_check("es", spanish, sizeof(spanish) / sizeof(spanish[0]));
	return done();
}
