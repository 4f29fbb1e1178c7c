#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""quotes.py TOOL ARGUMENT ... <TEXTS.jsonl: who says what in the texts.

TOOL  nquote BINARY     compromise NODE_MODULES      textacy MODEL
      corenlp CLASSPATH DIRECTORY

Prints one JSON line a text, {"id", "quotes": [{"begin", "end", "speaker":
[begin, end] or null}]} in code points, and on standard error one of what it
took, {"seconds", "kib"}: processor time without what loading took, and the
memory at the peak.

quotes.py score GOLD.jsonl FOUND.jsonl: F1 of spans, and of spans with their
speakers, of what stands in quotation marks.  A span is right when four fifths
of its letters are shared, a speaker when the mention overlaps the labelled
one; a quotation nobody is named for, when nobody is.

quotes.py gold FILE: {"id", "text", "quotes"} of a file like tests/quotes/en.txt
or of JSON Lines with start, end, parts, speaker_start and speaker_end.
"""
import json
import os
import re
import resource
import subprocess
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import attribution  # noqa: E402

MARKED = re.compile("\"[^\"]*\"|\u201c[^\u201d]*\u201d")

COMPROMISE = """
const nlp = require("compromise"), lines = [];
const texts = require("fs").readFileSync(0, "utf8").trim().split("\\n").map(JSON.parse);
const before = process.cpuUsage();
for (const t of texts)
	lines.push(JSON.stringify({ id: t.id, text: t.text,
		quotes: nlp(t.text).quotations().json({ offset: true })
			.map((q) => [q.offset.start, q.offset.start + q.offset.length]) }));
const took = process.cpuUsage(before);
console.log(lines.join("\\n"));
console.error((took.user + took.system) / 1e6);
console.error(require("fs").readFileSync("/proc/self/status", "utf8").match(/VmHWM:\\s*(\\d+)/)[1]);
"""


def say(seconds, kib):
    print(json.dumps({"seconds": seconds, "kib": kib}), file=sys.stderr)


def put(ident, quotes):
    print(json.dumps({"id": ident, "quotes": quotes}))


def peak():
    return int(re.search(r"VmHWM:\s*(\d+)", open("/proc/self/status").read())[1])


def measured(command, stdin):
    """Output, processor time and peak memory of a command that reads a file."""
    p = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    kib, over = [0], threading.Event()

    def watch():
        while not over.wait(0.005):
            try:
                m = re.search(r"VmHWM:\s*(\d+)", open("/proc/%d/status" % p.pid).read())
                kib[0] = int(m[1]) if m else kib[0]
            except OSError:
                return
    threading.Thread(target=watch).start()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = p.communicate()[0]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    over.set()
    if p.returncode:
        sys.exit("%s: status %d" % (command[0], p.returncode))
    return out, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, kib[0]


def nquote(binary):
    # A tenth of a second: the best of five.
    runs = []
    for _ in range(5):
        os.lseek(sys.stdin.fileno(), 0, os.SEEK_SET)
        runs.append(measured([binary, "-a", "-j1"], sys.stdin))
    out, seconds, kib = min(runs, key=lambda r: r[1])
    for line in out.splitlines():
        r = json.loads(line)
        put(r["id"], [{"begin": m["begin"], "end": m["end"], "speaker":
                       [q["speaker_begin"], q["speaker_end"]] if q["speaker"] else None}
                      for q in r.get("quotes", []) for m in q["marks"]])
    say(seconds, kib)


def compromise(modules):
    p = subprocess.run(["node", "-e", COMPROMISE], stdin=sys.stdin, stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, env=dict(os.environ, NODE_PATH=modules), check=True)
    for line in p.stdout.decode().splitlines():
        r = json.loads(line)
        put(r["id"], [{"begin": b, "end": e, "speaker": None} for b, e in r["quotes"]])
    seconds, kib = p.stderr.split()[-2:]
    say(float(seconds), int(kib))


def textacy(model):
    import time
    import spacy
    import textacy.extract
    nlp = spacy.load(model)
    texts = [json.loads(line) for line in sys.stdin]
    before, found = time.process_time(), []
    for t in texts:
        try:  # odd marks raise
            found.append((t["id"], list(textacy.extract.direct_quotations(nlp(t["text"])))))
        except ValueError:
            found.append((t["id"], []))
    seconds = time.process_time() - before
    for ident, quotes in found:
        put(ident, [{"begin": q.content.start_char, "end": q.content.end_char, "speaker":
                     [q.speaker[0].idx, q.speaker[-1].idx + len(q.speaker[-1])] if q.speaker else None}
                    for q in quotes])
    say(seconds, peak())


def corenlp(classpath, folder):
    texts = [json.loads(line) for line in sys.stdin]

    def run(some, name):
        names = []
        os.makedirs(os.path.join(folder, name), exist_ok=True)
        for i, t in enumerate(some):
            names.append(os.path.join(folder, name, "%d" % i))
            with open(names[-1], "w", encoding="utf-8") as f:
                f.write(t["text"])
        listing = os.path.join(folder, name, "list")
        with open(listing, "w") as f:
            f.write("\n".join(names) + "\n")
        return measured(["java", "-Xmx4g", "-cp", classpath, "edu.stanford.nlp.pipeline.StanfordCoreNLP", "-annotators",
                         "tokenize,pos,lemma,ner,depparse,coref,quote", "-outputFormat", "json", "-filelist", listing,
                         "-outputDirectory", os.path.join(folder, name)], subprocess.DEVNULL)[1:]

    kept = os.path.join(folder, "seconds")  # what loading takes, measured once
    if not os.path.exists(kept):
        load = run([{"text": "It rained."}], "load")[0]
        with open(kept, "w") as f:
            f.write(str(load))
    load = float(open(kept).read())
    seconds, kib = run(texts, "all")
    for i, t in enumerate(texts):
        d = json.load(open(os.path.join(folder, "all", "%d.json" % i), encoding="utf-8"))
        at = [(w["characterOffsetBegin"], w["characterOffsetEnd"]) for s in d["sentences"] for w in s["tokens"]]
        put(t["id"], [{"begin": q["beginIndex"], "end": q["endIndex"], "speaker":
                       [at[q["mentionBegin"]][0], at[q["mentionEnd"]][1]] if q.get("mention") else None}
                      for q in d.get("quotes", [])])
    say(seconds - load, kib)


def gold(path):
    if path.endswith(".txt"):
        for i, (text, spans) in enumerate(attribution.read(path)):
            quotes = [{"begin": b, "end": e, "speakers": [[x, y] for k, m, x, y in spans if k == "s" and m == n]}
                      for k, n, b, e in spans if k == "q"]
            yield {"id": str(i), "text": text, "quotes": quotes}
        return
    for line in open(path, encoding="utf-8"):
        r = json.loads(line)
        yield {"id": r["id"], "text": r["text"], "quotes": [
            {"begin": b, "end": e, "speakers": [[q["speaker_start"], q["speaker_end"]]]
             if q.get("speaker_start") is not None else []}
            for q in r["quotes"] for b, e in q.get("parts") or [[q["start"], q["end"]]]]}


def marked(r):
    """The stretches in marks of a text's quotations."""
    for q in r["quotes"]:
        b, e = max(0, q["begin"] - 1), q["end"] + 1
        for m in MARKED.finditer(r["text"], b, e):
            if attribution.letters(r["text"], m.start(), m.end()):
                yield m.start(), m.end(), q["speakers"]


def score(gold_path, found_path):
    found = {r["id"]: r["quotes"] for r in map(json.loads, open(found_path))}
    n = made = spans = right = 0
    for r in map(json.loads, open(gold_path, encoding="utf-8")):
        want = [(attribution.letters(r["text"], b, e), s) for b, e, s in marked(r)]
        got = found.get(r["id"], [])
        n, made = n + len(want), made + len(got)
        for q in got:
            mine = attribution.letters(r["text"], q["begin"], min(q["end"], len(r["text"])))
            hit = next((w for w in want if len(mine & w[0]) >= 0.8 * len(mine | w[0])), None)
            if hit is None or not mine:
                continue
            want.remove(hit)
            spans += 1
            s = q["speaker"]
            right += not hit[1] if s is None else any(s[0] < e and b < s[1] for b, e in hit[1])
    print("%d %.3f %.3f" % (n, 2 * spans / max(1, n + made), 2 * right / max(1, n + made)))


def main():
    kind, rest = sys.argv[1], sys.argv[2:]
    if kind == "gold":
        for r in gold(*rest):
            # JavaScript and Java count in UTF-16
            if all(ord(c) < 0x10000 for c in r["text"]):
                print(json.dumps(r))
    else:
        {"nquote": nquote, "compromise": compromise, "textacy": textacy, "corenlp": corenlp, "score": score}[kind](*rest)


if __name__ == "__main__":
    main()
