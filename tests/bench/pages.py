#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""pages.py [SEED]: what nnorm finds of heads, feet and dirt that scanning left.

Records of several pages are made of words in random order (of the dictionary
that the build takes), with heads, feet and numbers in nine styles and letters
misread at 0, 1, 3 and 5 in a hundred; then articles with lines of dirt alone,
in their paragraphs or between them, among ornaments, list marks and other short
lines that must stay; then texts of numbered parts, which are no pages.  Tells
how much of it is in metadata.furniture, and which part of the other lines is.

BIN=build/bin DICT=/usr/share/dict/american-english.  Python 3, standard library.
"""
import collections
import json
import os
import random
import subprocess
import sys
import textwrap

NNORM = os.path.join(os.environ.get("BIN", "build/bin"), "nnorm")
DICT = os.environ.get("DICT", "/usr/share/dict/american-english")
COMMON = "the of and to in a that for was on with he by at from his said have new will would her they".split()
TITLES = ["The Harwick Gazette", "Kelm Valley Farmer", "Proceedings of the Estling Society", "Ostrand Evening Lamp"]
PARTS = ["County News and Notes", "Minutes of the Council", "Established 1871 - Price 2d.", "The Week at Home"]
KEEP = ["* * *", "---", "...", "1.", "(a)", "?", "A", "IV", ":-)", "-o-", "[...]", "#", "2", "Mr.", "No.", "(c)", "+++", "~~~~"]
# What a scanner takes for one another.
MISREAD = dict(zip("eclohnutmsSBODICGRfv15", "ce10bunmn58BQOlGCKty15"))
WORDS = [w.strip() for w in open(DICT, encoding="utf-8") if w.strip().isalpha() and w.strip().isascii() and w.islower()]


class Maker:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.words = self.rng.sample(WORDS, 4000)

    def sentence(self):
        rng = self.rng
        out = [rng.choice(COMMON if rng.random() < 0.5 else self.words) for _ in range(rng.randint(6, 24))]
        return " ".join(out).capitalize() + rng.choice(".....?!")

    def lines(self, sentences, width):
        return textwrap.wrap(" ".join(self.sentence() for _ in range(sentences)), width)

    def noise(self, line, rate):
        rng, out = self.rng, []
        for c in line:
            if c == " " or rng.random() >= rate:
                out.append(c)
            elif rng.random() < 0.7:
                out.append(MISREAD.get(c, rng.choice("abcdefghilmnorstu") if c.isalpha() else c))
            elif rng.random() < 0.5:
                out.append(c + rng.choice(".,'`"))
        return "".join(out)

    def edges(self, style, page, first, title, part):
        number = "%d" % page
        return [
            ([title.upper()], [number]),
            ([number + "   " + title if page % 2 else part + "   " + number], []),
            ([], ["- %s -" % number]),
            ([title, part, "Page " + number], []),
            ([], ["%s | %s" % (title, number)]),
            (["\f" + title.upper(), part], []),
            ([title.upper(), "VOL. XII. NO. 7."], ["Page %s of %d" % (number, first + 30)]),
            (["[p. %s]" % number], []),
            (["%s, Tuesday, May 3, 1921" % title], ["Page " + number]),
        ][style]

    def paged(self, rate):
        rng, text, gold = self.rng, [], []
        style, title, part = rng.randrange(9), rng.choice(TITLES), rng.choice(PARTS)
        width, size, indent = rng.choice((42, 60, 72)), rng.randint(26, 56), rng.random() < 0.5
        first, pages, body = rng.randint(1, 90), rng.randint(5, 14), []
        while len(body) < pages * (size + 2):
            lines = self.lines(rng.randint(2, 6), width)
            body += ["  " + lines[0]] + lines[1:] if indent else lines + [""]
        for page in range(first, first + pages):
            n = size + rng.randint(-2, 2) if page < first + pages - 1 else rng.randint(6, size)
            own, body = body[:n], body[n:]
            head, foot = self.edges(style, page, first, title, part)
            head, foot = [self.noise(x, rate) for x in head], [self.noise(x, rate) for x in foot]
            text += head + [""] + [self.noise(x, rate) for x in own] + [""] + foot + [""]
            gold += head + foot
        return "\n".join(text), gold

    def dirt(self):
        rng = self.rng
        while True:
            n = rng.choice((1, 2, 2, 2, 3, 3, 4, 5))
            out = [rng.choice("%)|~^\\/<{}]`.,;'_-\"*\u2022\u00b7\u00a6\u00ac\u00b0\u00bb\u2014") for _ in range(n)]
            if n > 2 and rng.random() < 0.3:
                out[rng.randrange(n)] = rng.choice("ijlrvIV")
            line = rng.choice(("", " ")).join(out).strip()
            # One mark alone or again and again could be meant.
            if line and (len(set(out)) > 1 or line in "%|~^\\{}]"):
                return line

    def dirty(self):
        rng, text, gold = self.rng, [], []
        width = rng.choice((42, 60, 72))
        for _ in range(rng.randint(5, 14)):
            lines = self.lines(rng.randint(2, 6), width)
            where = rng.random()
            if where < 0.4:
                gold.append(self.dirt())
                at = rng.choice((0, 0, 0, rng.randrange(1, len(lines)) if len(lines) > 1 else 0, len(lines)))
                lines[at:at] = [gold[-1], ""] if at == 0 and rng.random() < 0.7 else [gold[-1]]
            elif where < 0.6:
                lines[0:0] = [rng.choice(KEEP), ""]
            text += lines + [""]
        return "\n".join(text), gold

    def parts(self):
        rng, text = self.rng, []
        label = rng.choice(("Question %d", "Chapter %d", "Section %d of the Act", "%d. The council resolved:"))
        n = rng.randint(13, 18)
        for k in range(1, rng.randint(8, 20)):
            lines = self.lines(9, 66)[: n - 1]
            text += [label % k, ""] + lines + self.lines(1, 66) + ["", "Carried, %d votes to %d" % (k + 3, k), ""]
        return "\n".join(text), []


def measure(name, made):
    records = "\n".join(json.dumps({"id": str(i), "text": t}) for i, (t, _) in enumerate(made))
    done = subprocess.run([NNORM], input=records.encode(), capture_output=True, check=True).stdout.decode()
    found = want = wrong = good = 0
    missed, lost = [], []
    for line, (text, gold) in zip(done.splitlines(), made):
        taken = json.loads(line).get("metadata", {}).get("furniture", [])
        cut = collections.Counter(" ".join(x.split()) for x in taken)
        gold = collections.Counter(" ".join(x.split()) for x in gold)
        found += sum((cut & gold).values())
        want += sum(gold.values())
        wrong += sum((cut - gold).values())
        good += sum(1 for x in text.split("\n") if x.strip()) - sum(gold.values())
        missed += list((gold - cut).elements())
        lost += list((cut - gold).elements())
    share = "%5.1f %% of %d found, " % (100 * found / want, want) if want else ""
    print("%-24s %sgood lines cut %.3f %% of %d" % (name, share, 100 * wrong / good, good))
    if os.environ.get("VERBOSE"):
        rng = random.Random(1)
        print("   missed:", rng.sample(missed, min(25, len(missed))), "lost:", rng.sample(lost, min(25, len(lost))))


def main():
    maker = Maker(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    for rate in (0, 0.01, 0.03, 0.05):
        measure("pages, %d %% misread" % (rate * 100), [maker.paged(rate) for _ in range(100)])
    measure("dirt", [maker.dirty() for _ in range(400)])
    measure("numbered parts", [maker.parts() for _ in range(100)])


if __name__ == "__main__":
    main()
