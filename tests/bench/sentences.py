#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Sentence splitters side by side: F1 on gold sets and speed on one text.

sentences.py NSPLIT SPLIT_BENCH TEXT GOLD.jsonl ...

A line of GOLD is {"id", "lang", "text", "sentences": [strings or [begin, end)
pairs of code points]}.  A boundary is a count of characters that are not white
space; only those inside a text count.  Peers that are not installed are left
out: pip install pysbd syntok
blingfire numpy sentencex sentence-splitter.
"""
import json
import os
import subprocess
import sys
import time


def ends(parts):
    """Boundaries of a list of sentences, and the length of the whole."""
    at, out = 0, set()
    for p in parts:
        at += len("".join(p.split()))
        out.add(at)
    out.discard(at)
    return out, at


def gold(rec):
    t = rec["text"]
    return [s if isinstance(s, str) else t[s[0]:s[1]] for s in rec["sentences"]]


def nsplit(program):
    def split(recs):
        feed = "".join(json.dumps({"id": str(i), "text": r["text"]}) + "\n" for i, r in enumerate(recs))
        out = subprocess.run([program, "-u", "sentence"], input=feed.encode(), stdout=subprocess.PIPE, check=True).stdout
        parts = [[] for _ in recs]
        for line in out.splitlines():
            r = json.loads(line)
            parts[int(r["metadata"]["parent"])].append(r["text"])
        return parts
    return split


def peers():
    """name, function (language) -> function (text) -> sentences"""
    found = []
    try:
        from sentence_splitter import SentenceSplitter

        def moses(lang):
            s = SentenceSplitter(language=lang)
            return lambda t: [x for p in t.split("\n\n") for x in s.split(p.replace("\n", " "))]
        found.append(("sentence-splitter (Moses)", moses, 3))
    except ImportError:
        pass
    try:
        import syntok.segmenter as syntok

        def tok(lang):
            def split(t):
                out = []
                for p in syntok.analyze(t):
                    for s in p:
                        s = list(s)
                        out.append(t[s[0].offset:s[-1].offset + len(s[-1].value)])
                return out
            return split
        found.append(("syntok", tok, 1))
    except ImportError:
        pass
    try:
        import blingfire

        found.append(("BlingFire", lambda lang: lambda t: [x for p in t.split("\n\n") for x in blingfire.text_to_sentences(p).split("\n")], 20))
    except ImportError:
        pass
    try:
        import sentencex

        found.append(("sentencex", lambda lang: lambda t: list(sentencex.segment(lang, t)), 1))
    except ImportError:
        pass
    try:
        import pysbd

        def sbd(lang):
            s = pysbd.Segmenter(language=lang, clean=False)
            return s.segment
        found.append(("pySBD", sbd, 0.2))
    except ImportError:
        pass
    return found


def f1(recs, parts):
    tp = fp = fn = 0
    for r, p in zip(recs, parts):
        g, _ = ends(gold(r))
        q, _ = ends(p)
        tp += len(g & q)
        fp += len(q - g)
        fn += len(g - q)
    return 200 * tp / (2 * tp + fp + fn) if tp else 0.0


def attempt(make, recs):
    try:
        split = make(recs[0].get("lang", "en"))
        return "%.2f" % f1(recs, [split(r["text"]) for r in recs])
    except Exception as e:  # a peer without the language
        return "-" if "anguage" in str(e) or "upport" in str(e) or isinstance(e, KeyError) else "error"


def speed(make, text, megabytes):
    piece = text[:int(megabytes * 1e6)]
    split = make("en")
    t = time.process_time()
    for p in piece.split("\n\n"):
        split(p)
    return "%.1f" % (len(piece.encode()) / 1e6 / (time.process_time() - t))


def main():
    program, bench, path, sets = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    loaded = [(os.path.basename(f)[:-6], [json.loads(x) for x in open(f, encoding="utf-8") if x.strip()]) for f in sets]
    text = open(path, encoding="utf-8").read()
    print("| splitter | MB/s | " + " | ".join(n for n, _ in loaded) + " |")
    print("|---" * (len(loaded) + 2) + "|")
    ours = nsplit(program)
    mine = ["%.2f" % f1(recs, ours(recs)) for _, recs in loaded]
    rate = subprocess.run([bench, path], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    print("| nsplit | " + rate + " | " + " | ".join(mine) + " |", flush=True)
    for name, make, megabytes in peers():
        row = [attempt(make, recs) for _, recs in loaded]
        print("| " + " | ".join([name, speed(make, text, megabytes)] + row) + " |", flush=True)


if __name__ == "__main__":
    main()
