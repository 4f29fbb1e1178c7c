#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The quality of nquote on the paragraphs of tests/quotes, by rule.

attribution.py [--half odd|even] [--misses] [--min F1] [LANGUAGE ...]

Prints for each language precision, recall and F1 of the quotations whose span
and speaker are right, then for each rule how many it made and how many of
them are right.  A span is right when four fifths of its letters are shared;
a speaker when the mention overlaps one that the text marks.  BIN is where the
binaries lie.  --half takes every other paragraph: rules are worked out on the
odd ones and judged by the even ones.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "quotes")
TAG = re.compile(r"<(/?)([qs])(\d)>")


def read(path):
    """The texts of a file with their quotations and speakers by number."""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line or line.startswith("#"):
            continue
        text, spans, at, opened = "", [], 0, {}
        for m in TAG.finditer(line):
            text += line[at:m.start()].replace("|", "\n\n")
            at = m.end()
            if m[1]:
                spans.append((m[2], m[3], opened.pop(m[2] + m[3]), len(text)))
            else:
                opened[m[2] + m[3]] = len(text)
        yield text + line[at:].replace("|", "\n\n"), spans


def letters(text, begin, end):
    return {i for i in range(begin, end) if text[i].isalnum()}


def pieces(quote):
    """The stretches of a quotation that stand by themselves, each with what is
    as good: the marked words in it."""
    for p in quote.get("parts") or [quote]:
        yield (p["begin"], p["end"]), [(m["begin"], m["end"]) for m in quote.get("marks") or []
                                       if p["begin"] <= m["begin"] < p["end"]]


def find(text, gold, used, span, speaker):
    """The number of the gold quotation that span is, with its speaker; or None."""
    mine = letters(text, *span)
    for i, (g, marked, _) in enumerate(gold):
        if i in used or len(mine & g) < 0.8 * len(mine | g):
            continue
        if not marked and speaker is None or speaker and any(
                speaker[0] < e and b < speaker[1] for b, e in marked):
            return i
    return None


def judge(text, spans, quotes):
    """(rule, right, what, speaker) of each stretch found, and those that were
    not found."""
    gold = [(letters(text, b, e), [(x, y) for k, m, x, y in spans if k == "s" and m == n],
             text[b:e]) for k, n, b, e in spans if k == "q"]
    got, used = [], set()
    for q in quotes:
        speaker = (q["speaker_begin"], q["speaker_end"]) if q.get("speaker") else None
        for span, marks in pieces(q):
            hits = [find(text, gold, used, s, speaker) for s in [span] + marks]
            used |= set(hits)
            got.append((q["rule"], any(h is not None for h in hits), text[slice(*span)],
                        q.get("speaker")))
    return got, [g[2] for i, g in enumerate(gold) if i not in used]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--half", choices=("odd", "even"))
    ap.add_argument("--misses", action="store_true")
    ap.add_argument("--min", type=float, default=0)
    ap.add_argument("language", nargs="*")
    a = ap.parse_args()
    bad = 0
    for language in a.language or ("en", "de", "fr", "es"):
        texts = list(read(os.path.join(HERE, language + ".txt")))
        if a.half:
            texts = texts[(a.half == "even")::2]
        records = "".join(json.dumps({"id": str(i), "text": t}) + "\n"
                          for i, (t, _) in enumerate(texts))
        out = subprocess.run([os.path.join(os.environ.get("BIN", "build/bin"), "nquote"), "-a",
                              "--language", language], input=records.encode(), stdout=subprocess.PIPE,
                             check=True).stdout.decode().splitlines()
        rules, missed = collections.defaultdict(lambda: [0, 0]), 0
        for (text, spans), line in zip(texts, out):
            quotes = json.loads(line).get("quotes", [])
            got, lost = judge(text, spans, quotes if language == "en" else
                              [q for q in quotes if q["kind"] != "indirect"])
            missed += len(lost)
            for rule, right, what, speaker in got:
                rules[rule][0] += 1
                rules[rule][1] += right
            if a.misses and (lost or not all(g[1] for g in got)):
                print(text.replace("\n", " | "))
                for g in got:
                    print("   " + ("right" if g[1] else "WRONG"), *g[::2], g[3], sep=" | ")
                for g in lost:
                    print("    MISSED", g, sep=" | ")
        made = sum(r[0] for r in rules.values())
        right = sum(r[1] for r in rules.values())
        f1 = 2 * right / max(1, made + right + missed)
        print("%s  texts %d  precision %.3f  recall %.3f  F1 %.3f" % (
            language, len(texts), right / max(1, made), right / max(1, right + missed), f1))
        for rule, (n, ok) in sorted(rules.items(), key=lambda r: -r[1][0]):
            print("    %-16s %4d made %4d right  %.2f" % (rule, n, ok, ok / n))
        bad |= f1 < a.min
    sys.exit(bad)


if __name__ == "__main__":
    main()
