/* SPDX-License-Identifier: ISC */
/* English sentences of news, each for one turn of phrase. */
#include "said.h"

/* Where what is said begins, by what the verb takes. */
static const struct sentence_case begins[] = {
    {"a relative clause of the addressee ends before the mark",
	"<s1>Tell</s1> told voters who had come late, <q1>\"We will win "
	"this.\"</q1>"},
    {"a relative clause of the addressee ends before that",
	"<s1>Tell</s1> told workers who had been dismissed <q1>that the yard "
	"would close</q1>."},
    {"a show in marks is told, not said",
	"<s1>Tell</s1> told \"Harbor Talk\" <q1>that the yard would "
	"close</q1>."},
    {"a pronoun is told",
	"<s1>Tell</s1> told him <q1>the yard would close</q1>."},
    {"a court and a month are told",
	"<s1>Tell</s1> told the court in May <q1>that the yard would "
	"close</q1>."},
    {"a clause begins behind an email",
	"<s1>Tell</s1> said in an email <q1>the governor had lost the "
	"vote</q1>."},
    {"a clause begins behind a statement, with that",
	"<s1>Tell</s1> said in a statement <q1>that the yard would "
	"close</q1>."},
    {"a clause begins behind a day",
	"<s1>Tell</s1> said on Wednesday <q1>he would leave</q1>."},
    {"what somebody did last week is not said",
	"Tell said last week, though he left."},
    {"to vow takes an infinitive",
	"<s1>Tell</s1> vowed <q1>to keep the yard open</q1>."},
    {"to call for takes a thing",
	"<s1>Tell</s1> called for <q1>a new vote on the yard</q1>."},
    {"to warn of takes a thing",
	"<s1>Tell</s1> warned of <q1>long delays at the port</q1>."},
    {"to point out takes a clause",
	"<s1>Tell</s1> pointed out <q1>that the yard was old</q1>."},
    {"to point at something says nothing",
	"Tell pointed at the old yard by the river."},
    {"to tell somebody to do something says that",
	"<s1>Tell</s1> told the crew <q1>to leave the yard</q1>."},
    {"what somebody asks begins with if",
	"<s1>Tell</s1> asked <q1>if the yard was open</q1>."},
    {"what somebody wonders begins with a question word",
	"<s1>Tell</s1> asked reporters <q1>why the yard was open</q1>."},
    {"earlier that day that",
	"<s1>Ruiz</s1> had said earlier that day <q1>that the wall was "
	"sound</q1>."},
    {"behind a dateline",
	"CALDER BAY, March 3 (AP) - <q1>Two boats met in the fog</q1>, "
	"<s1>the coastguard</s1> said."},
    {"what somebody is asked about, and says",
	"Asked about <q1>the letter on Sunday</q1>, <s2>the mayor</s2> said: "
	"<q2>\"I stand by each word.\"</q2>"},
    {"a show in marks that hangs on its station is no word of hers",
	"<s1>Tell</s1> said on HBC's \"Harbor Talk\" on Sunday <q1>that the "
	"yard would close</q1>."},
    {"an aside before that",
	"<s1>Tell</s1> said, however, <q1>that the yard would close</q1>."},
    {"an aside with a thing in it before that",
	"<s1>Tell</s1> told reporters, in a short letter, <q1>that the yard "
	"would close</q1>."},
    {"when asked, behind said",
	"<q1>\"Never,\"</q1> <s1>she</s1> said, when asked <q2>if she would "
	"sell</q2>."},
};

/* Where it ends. */
static const struct sentence_case ends[] = {
    {"and added that begins another",
	"<s12>Tell</s12> said <q1>the yard was safe</q1> and added <q2>that it "
	"would stay open</q2>."},
    {"an interview ends what is no clause",
	"<s1>Tell</s1> praised <q1>the harbor crew</q1> in an interview with "
	"the Herald."},
    {"a clause may be about an interview",
	"<s1>Tell</s1> said <q1>he would resign in an interview with the "
	"Herald</q1>."},
    {"a day and a rally end it",
	"<s1>Tell</s1> condemned <q1>the plan</q1> on Sunday at a rally in "
	"Oxbury."},
    {"a day behind the marks is when it was said",
	"<s1>Tell</s1> called <q1>the plan \"a mess\"</q1> Tuesday on the "
	"radio."},
    {"what it is described as comes behind the interview",
	"<s1>Tell</s1> described <q1>the plan during an interview as \"a "
	"mess\"</q1>."},
    {"and somebody says ends it, without a comma",
	"<s1>Tell</s1> said <q1>the yard was safe</q1> and <s2>Reed</s2> said "
	"<q2>it would stay open</q2>."},
    {"a dash and saying end it",
	"<s12>Tell</s12> claimed <q1>a narrow victory</q1> - only saying "
	"<q2>that the count was not over</q2>."},
    {"after somebody said ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1>, after <s2>the "
	"mayor</s2> "
	"said <q2>it was not</q2>."},
    {"a case at law goes on behind its stop",
	"<s1>Tell</s1> said <q1>the judges would look at Reed v. Oxbury "
	"again</q1>."},
    {"but did not say ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1>, but did not say "
	"why."},
    {"but declined to ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1> but declined to give "
	"details."},
    {"and another speaker ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1>, and <s2>the union</s2> "
	"says <q2>it is not</q2>."},
    {"while another speaks ends it",
	"<s1>Tell</s1> says <q1>the yard is safe</q1> while <s2>the union</s2> "
	"says <q2>it is not</q2>."},
    {"with a witness saying ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1>, with <s2>a "
	"witness</s2> "
	"saying <q2>it was not</q2>."},
    {"a relative clause at the end is the writer's",
	"<s1>Tell</s1> said <q1>the yard was safe</q1>, which surprised the "
	"union."},
    {"but not goes on",
	"<s1>Tell</s1> said <q1>the yard was safe, but not clean</q1>."},
    {"although he had not looked ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1>, although he had not "
	"looked."},
    {"although ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1>, although nobody had "
	"looked."},
    {"a step that is a remark of the writer's",
	"<s1>Tell</s1> said <q1>the yard would close</q1>, a step that would "
	"cost the town dearly."},
    {"compared with is a remark of the writer's",
	"<s1>Tell</s1> said <q1>the yard had 60 workers</q1>, compared with 90 "
	"last year."},
    {"a bare phrase at the end is a remark of the writer's",
	"<s1>Tell</s1> said <q1>the crew had nine men</q1>, the smallest in "
	"years."},
    {"a list goes on to its end",
	"<s1>Tell</s1> said <q1>the yard had a dock, the cranes and a "
	"chapel</q1>."},
    {"a dash that no other closes ends it",
	"<s1>Tell</s1> said <q1>the yard would close</q1> - to the dismay of "
	"the union."},
    {"two dashes are in it",
	"<s1>Tell</s1> said <q1>the yard - the old one - would close</q1>."},
    {"whom somebody calls something ends it",
	"<s1>Tell</s1> said <q1>he had met Reed</q1>, whom <s2>Fenwick</s2> "
	"called <q2>\"a fool in a hat\"</q2>."},
    {"to whom ends it",
	"<s1>Tell</s1> said <q1>he had met Reed</q1>, to whom the yard "
	"belongs."},
    {"adding begins another",
	"<s12>Tell</s12> said <q1>the yard would close</q1>, adding <q2>that "
	"it "
	"was old</q2>."},
    {"even as ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1> even as smoke rose "
	"behind him."},
    {"vowing one thing and suggesting another are two",
	"<s12>Tell</s12> left, vowing <q1>to open the yard</q1> and suggesting "
	"<q2>that it be sold</q2>."},
    {"while behind a comma ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1>, while the union stayed "
	"silent."},
    {"a semicolon ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1>; the union left the "
	"room."},
    {"but refused to ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1> but refused to give "
	"details."},
    {"claims are things too",
	"<s1>Tell</s1> said <q1>the firm had debts and claims against "
	"it</q1>."},
    {"although goes on when marks follow",
	"<s1>Tell</s1> said <q1>the yard was safe, although it was \"a bit of "
	"a "
	"mess\" inside</q1>."},
    {"while goes on when nobody else speaks",
	"<s1>Tell</s1> said <q1>the yard slept while the town burned</q1>."},
    {"with goes on when nobody else speaks",
	"<s1>Tell</s1> said <q1>he had come, with the crew behind him</q1>."},
    {"a relative clause in the middle is in it",
	"<s1>Tell</s1> said <q1>the yard, which is old, was safe</q1>."},
    {"but also goes on",
	"<s1>Tell</s1> said <q1>the yard was old, but also pretty</q1>."},
    {"but only goes on",
	"<s1>Tell</s1> said <q1>the yard was open, but only on Mondays</q1>."},
    {"but rather goes on",
	"<s1>Tell</s1> said <q1>the yard was no school, but rather a "
	"home</q1>."},
    {"but that goes on",
	"<s1>Tell</s1> said <q1>that the yard was old, but that it was "
	"safe</q1>."},
    {"a claim that somebody rejects is a remark of the writer's",
	"<s1>Tell</s1> said <q1>the yard was safe</q1>, a claim the union "
	"rejected."},
    {"what is counted goes on",
	"<s1>Tell</s1> said <q1>he owned a boat, a dog and a house</q1>."},
    {"whereas ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1>, whereas the union "
	"stayed silent."},
    {"though ends it",
	"<s1>Tell</s1> said <q1>the yard was safe</q1>, though nobody had "
	"looked."},
    {"which somebody calls something ends it",
	"<s1>Tell</s1> said <q1>he had sold the yard</q1>, which "
	"<s2>Fenwick</s2> called <q2>\"a bad joke\"</q2>."},
    {"it is over with its mark behind a comma",
	"<s1>Tell</s1> said, <q1>\"The yard is safe\"</q1> and left the room."},
    {"but and an auxiliary",
	"<s1>Owners of small boats</s1> say <q1>they cannot pay, but would "
	"accept a lower fee</q1>."},
    {"but and a question's order",
	"<s1>Ruiz</s1> said <q1>the wall was safe</q1>, but should it fall, "
	"nobody would pay."},
};

/* Who is the subject. */
static const struct sentence_case subjects[] = {
    {"the name before an apposition speaks",
	"<s1>Anna Tell</s1>, 45, a welder from Oxbury, said <q1>the yard was "
	"safe</q1>."},
    {"a remark between dashes is stepped over",
	"<s1>Tell</s1> - after a long pause - said <q1>the yard was "
	"safe</q1>."},
    {"who speaks in a relative clause",
	"Tell met Reed, <s1>who</s1> said <q1>the yard was safe</q1>."},
    {"a report that was published speaks",
	"<s1>A report</s1> published Wednesday said <q1>the yard was "
	"safe</q1>."},
    {"where somebody speaks is stepped over",
	"<s1>Tell</s1> in his speech said <q1>the yard was safe</q1>."},
    {"a letter speaks, not who has it",
	"<s1>A letter</s1> obtained by the Post says <q1>the yard was "
	"sold</q1>."},
    {"people speak who did something else before",
	"<s1>People</s1> who have fought the plans say <q1>it is dead</q1>."},
    {"six in ten speak", "<s1>Six in 10</s1> said <q1>they would leave</q1>."},
    {"many of the voters speak",
	"<s1>Many of the voters</s1> said <q1>they would leave</q1>."},
    {"who, on Friday, speaks",
	"Tell met Reed, <s1>who</s1>, on Friday, said <q1>the yard was "
	"safe</q1>."},
    {"a phrase before the speaker and an apposition behind",
	"In June, <s1>Anna Tell</s1>, a welder, said <q1>the yard was "
	"safe</q1>."},
    {"a day before the verb",
	"<s1>Tell</s1> on Monday said <q1>the yard was safe</q1>."},
    {"an adverb before the verb",
	"<s1>Tell</s1> angrily said <q1>the yard was safe</q1>."},
    {"a long title is of the name",
	"<s1>The Secretary of State for Harbor Affairs Anna Tell</s1> said "
	"<q1>the yard was safe</q1>."},
    {"an adverb in the relative clause",
	"<s1>People</s1> who often fought the plans say <q1>it is dead</q1>."},
    {"who was asked to explain speaks",
	"Asked to explain it, <s1>Tell</s1> said <q1>the yard was safe</q1>."},
    {"a plural noun speaks in the present",
	"<s1>Neighbors</s1> say <q1>the yard is safe</q1>."},
    {"officials in a place speak",
	"<s1>Officials</s1> in Oxbury said <q1>the yard was safe</q1>."},
    {"a group and its verb in the plural",
	"<s1>The two brothers</s1> say <q1>the yard is safe</q1>."},
    {"nobody speaks for a poll's paper",
	"<s1>The poll</s1> shows <q1>that the yard is loved</q1>."},
    {"two names speak",
	"<s1>Reed and Tell</s1> said <q1>the yard was "
	"safe</q1>."},
    {"a name and his brother speak",
	"<q1>The yard is safe</q1>, said <s1>Reed and his brother</s1>."},
    {"a name with its place in brackets speaks",
	"<s1>Anna Tell (Oxbury)</s1> said <q1>the yard was safe</q1>."},
    {"who speaks in the passive stands behind by",
	"The plan was called <q1>\"a gift to the banks\"</q1> by "
	"<s1>Tell</s1>."},
    {"who has been saying speaks",
	"<s1>Critics</s1> have been saying <q1>that the yard is a "
	"danger</q1>."},
    {"what somebody was asked about nobody says",
	"When asked about <q1>the yard</q1>, <s2>Tell</s2> said <q2>it was "
	"safe</q2>."},
    {"a report finds",
	"<s1>The report</s1> found <q1>that the yard was unsafe</q1>."},
    {"a claim has an owner",
	"Nobody believed <s1>Tell's</s1> claim <q1>that the yard was "
	"safe</q1>."},
    {"a view that is has an owner",
	"<s1>His</s1> view is <q1>that the yard was safe</q1>."},
    {"who is of the opinion speaks",
	"<s1>The council</s1> was of the opinion <q1>that the yard was "
	"safe</q1>."},
    {"what is reported nobody says",
	"It is reported <q1>that the yard was sold</q1>."},
    {"what somebody was told nobody says",
	"Told <q1>that the yard had closed</q1>, Tell laughed."},
    {"what somebody was asked nobody says",
	"Tell was asked <q1>whether the yard was safe</q1>."},
    {"who speaks smiling says nothing", "Tell said, smiling at the crew."},
    {"who asks not to be named says nothing", "Tell asked not to be named."},
    {"the other day is not said", "Tell said the other day."},
    {"a statement that says is somebody's",
	"<s1>Tell</s1> issued a statement saying <q1>the yard was safe</q1>."},
    {"a month before the speaker and an apposition",
	"In May, <s1>Anna Tell</s1>, a welder, said <q1>the harbour would "
	"close</q1>."},
    {"a place before the speaker and a name",
	"In Calder, <s1>the mayor</s1>, Ana Ruiz, said <q1>the school would "
	"stay open</q1>."},
    {"a promise on a day",
	"<s1>Hale</s1> promised on Monday <q1>to repair the wall before "
	"winter</q1>."},
    {"a participle of a clause that is joined to another",
	"The crowd moved to the gate, where <s1>forty dockers</s1> had "
	"gathered "
	"in the rain, chanting <q1>\"No pay, no ships.\"</q1>"},
    {"a participle behind what somebody did after another",
	"The mood changed after <s1>Hale</s1> took the stand, insisting "
	"<q1>that "
	"he had paid</q1>."},
    {"an infinitive of a clause that is joined to another",
	"Moss lost her temper on Monday when <s1>she</s1> refused to discuss "
	"<q1>the plan</q1>."},
    {"a participle behind what something did after another",
	"<s1>Moss</s1> wrote to the board after the Oxbury fire broke out, "
	"saying <q1>the pumps were old</q1>."},
    {"a day and an hour between the speaker and the verb",
	"<s1>Harbour spokesman Tom Hale</s1> on Thursday evening said <q1>the "
	"gate was shut</q1>."},
    {"a time between the speaker and the verb",
	"<s1>The council</s1> earlier this month said <q1>it would pay</q1>."},
    {"a half of some that speaks",
	"Almost <s1>half of the respondents</s1> said <q1>the bridge should be "
	"sold</q1>."},
    {"dozens that speak",
	"<s1>Dozens of parents</s1> said <q1>the school had not called "
	"them</q1>."},
    {"one in five", "<s1>One in five</s1> said <q1>they had no boat</q1>."},
    {"said after something",
	"<s1>Ruiz</s1> said after the vote <q1>she would resign</q1>."},
    {"who said, behind who said",
	"<q1>\"They do not know the river,\"</q1> said <s1>Capt. Ann "
	"Lee</s1>, <s2>who</s2> said <q2>she would not vote</q2>."},
    {"a plural before a preposition",
	"<s1>Critics of the plan</s1> argue <q1>it would ruin the town</q1>."},
    {"a plural at the head of a sentence, before a place",
	"<s1>Workers</s1> at the yard say <q1>the crane is unsafe</q1>."},
    {"somebody who is doing something speaks, not what it is done to",
	"<s1>Two guards</s1> watching the door said <q1>Moss left at "
	"nine</q1>."},
    {"a source speaking to somebody",
	"<s1>Another source</s1> speaking to the Gazette said, <q1>\"They are "
	"still looking.\"</q1>"},
    {"somebody living next to something",
	"<s1>A woman</s1> living next to the yard told reporters <q1>the noise "
	"was awful</q1>."},
    {"a clause with whose before the verb",
	"<s1>The captain</s1> whose ship ran aground in May said <q1>he had "
	"slept</q1>."},
    {"a clause with that before the verb",
	"<s1>The firm</s1> that built the wall said <q1>it was sound</q1>."},
    {"somebody asked, who then said",
	"<s2>Hale</s2>, asked <q1>whether he would sue</q1>, said <q2>he "
	"had not decided</q2>."},
    {"told by somebody",
	"Ruiz was told by <s1>engineers</s1> <q1>that the wall was safe</q1>."},
    {"people who live somewhere",
	"<s1>People</s1> who live near the yard say <q1>the crane is "
	"loud</q1>."},
};

/* What comes before its speaker, or on both sides. */
static const struct sentence_case trails[] = {
    {"who speaks may stand in the middle, with an apposition",
	"<q1>The yard, said <s1>Tell</s1>, a welder, was ready</q1>."},
    {"according to at the head",
	"According to <s1>Tell</s1>, <q1>the yard is safe</q1>."},
    {"according to in the middle",
	"<q1>The yard, according to <s1>Tell</s1>, is safe</q1>."},
    {"according to at the end",
	"<q1>The yard is safe</q1>, according to <s1>Tell</s1>."},
    {"however is not said",
	"However, <q1>the yard is safe</q1>, according to <s1>Tell</s1>."},
    {"when somebody spoke may follow",
	"<q1>The yard is safe</q1>, <s1>Tell</s1> said when the fire was "
	"out."},
    {"a day, and what came of it, with a that in it, may follow",
	"<q1>The yard will be rebuilt in stone</q1>, <s1>Tell</s1> said on "
	"Monday, ending a quarrel that split the town."},
    {"the day may follow an inverted speaker",
	"<q1>The yard is safe</q1>, said <s1>Tell</s1> on Monday."},
    {"adding may follow",
	"<q1>The yard is safe</q1>, <s12>Tell</s12> said, adding <q2>that it "
	"was old</q2>."},
    {"according to early reports",
	"<q1>The port was shut on Monday</q1>, according to <s1>early "
	"reports</s1>."},
    {"a time before according to",
	"But the next day, according to <s1>Hale</s1>, <q1>the wall "
	"fell</q1>."},
    {"a colon before what somebody is the source of",
	"One thing is sure: <q1>the port will close in May</q1>, according to "
	"<s1>the mayor</s1>."},
};

/* Who it is. */
static const struct sentence_case speakers[] = {
    {"who, with a year between",
	"He met Tell, now the mayor, <s1>who</s1> in 2010 said <q1>the yard "
	"was safe</q1>."},
    {"a verb after several is no part of the next name",
	"On the whole, <s1>aides</s1> say <q1>Anna Tell also advises the "
	"port</q1>."},
    {"six in ten", "<s1>Six in 10</s1> say <q1>the yard is safe</q1>."},
    {"half of those asked",
	"<s1>Half of those asked</s1> said <q1>the yard was safe</q1>."},
    {"sources close to somebody",
	"<s1>Sources close to the mayor</s1> say <q1>the yard is safe</q1>."},
    {"an institute for something, set off",
	"<s1>The Institute for Yards</s1>, a think tank, estimates <q1>that "
	"the "
	"yard will close</q1>."},
    {"groups condemn",
	"<s1>The groups</s1> condemned <q1>the sale of the yard</q1>."},
    {"as reported by somebody",
	"As reported by <s1>The Harbor Herald</s1>, <q1>the yard will close in "
	"May</q1>."},
    {"who added is who said the marks",
	"<q1>\"We lost,\"</q1> <s12>she</s12> said, and later added <q2>that "
	"nobody was to blame</q2>."},
    {"all she would say is hers",
	"<q1>\"Not a single word,\"</q1> was all <s1>the mayor</s1> would "
	"say."},
    {"that goes on behind who says it",
	"<q1>There is no doubt</q1>, <s1>Tell</s1> said, <q1>that the yard is "
	"safe</q1>."},
};

/* Whose the marks are. */
static const struct sentence_case marks[] = {
    {"as somebody put it",
	"<q1>\"The yard is safe for now,\"</q1> as "
	"<s1>Tell</s1> put it."},
    {"the marks were somebody's verdict",
	"<q1>\"A complete and utter mess\"</q1> was the answer of <s1>Anna "
	"Tell</s1>."},
    {"the marks were somebody's motto",
	"<q1>\"Never look back at all\"</q1> was <s1>Tell's</s1> motto."},
    {"the last clause before a colon speaks",
	"Tell said no, but <s1>Reed</s1> had news: <q1>\"The yard will "
	"burn.\"</q1>"},
    {"a name and a colon",
	"<s1>Anna Tell</s1>: <q1>\"The yard is "
	"safe.\"</q1>"},
    {"whose clause it is",
	"<s1>Tell</s1> wants <q1>\"a harbor for everybody in town\"</q1> by "
	"June."},
    {"a verb that is no cue",
	"<q1>\"No more of it,\"</q1> <s1>the "
	"captain</s1> shot back."},
    {"a question needs no comma",
	"<q1>\"Why the yard?\"</q1> asks "
	"<s1>Tell</s1>."},
    {"the marks behind a cue are its own, those before are the participle's",
	"Holding signs calling Reed <q1>\"the town's biggest loser,\"</q1> "
	"<s12>the dockers</s12> chanted <q2>\"Bad for us, bad for "
	"you.\"</q2>"},
    {"as somebody, who is told of, put it",
	"Or, as <s1>Anna Tell</s1>, a former harbor master, put it: "
	"<q1>\"The boats are gone.\"</q1>"},
    {"with somebody loudly yelling",
	"Guards stood at the gate, with <s1>Tell</s1> loudly yelling: "
	"<q1>\"Get out of here!\"</q1>"},
    {"who can be heard asking",
	"<q1>\"Is that true of the yard?\"</q1> <s1>a reporter</s1> can be "
	"heard asking Tell."},
    {"a move somebody calls",
	"The firm left in May, in a move <s1>Reed</s1> called <q1>\"late and "
	"cowardly\"</q1>."},
    {"described by somebody",
	"The tax, described by <s1>Tell</s1> as <q1>\"a gift to the "
	"port,\"</q1> was dropped."},
    {"one word behind a colon is no title",
	"<s1>Ruiz's</s1> answer was short: <q1>\"Never.\"</q1>"},
};

int
main(void)
{
#define CHECK(list) said_check("en", list, sizeof(list) / sizeof((list)[0]))
	CHECK(begins);
	CHECK(ends);
	CHECK(subjects);
	CHECK(trails);
	CHECK(speakers);
	CHECK(marks);
	return done();
}
