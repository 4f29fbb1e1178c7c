#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Reprints with known clusters, and how well they were found.

reprints.py make RECORDS [NOISE [HARD [SEED]]] >SET.jsonl
    {"id","text","cluster"} of invented words: articles of about 1.6 KB, some
    alone, some reprinted up to 40 times: cut from the bottom, paragraphs left
    out, words dropped, other wraps and hyphens, mastheads, and letters as a
    bad scan has them (NOISE 1: 1.5 % of them in the median; 0: none).  HARD is
    the share of articles that get a sibling: another article with a passage of
    theirs, which is no reprint.  Seeded: the same on every machine.

    NOISE 1 is between the reprints of NEWS-COPY and real pages of 1916 in how
    little two copies share, NOISE 2 is worse than those pages.

reprints.py bulk RECORDS SEED >FILE.jsonl
    Many records fast, unlabelled, to measure cost: 1.6 KB each, 15 % of them
    cut copies of an earlier one with words left out.

reprints.py score SET.jsonl CLUSTERS DROPPED
    CLUSTERS: lines "ID<TAB>ROOT"; DROPPED: lines that hold an id each.
    Prints the adjusted Rand index, and precision and recall of the drops (a
    drop is right when an earlier record is of the same cluster).

reprints.py aligned FILE.jsonl PAIRS [N]
    PAIRS: what ndedup --pairs wrote of FILE, which needs no labels.  Of N of
    them (100), and of N pairs by lot: the share of the shorter text's letters
    that stand in the longer one in the same order, five and more together, by
    difflib, which knows nothing of fingerprints.

Any labelled set of this shape will do.  Python 3, standard library.
"""
import collections
import difflib
import json
import math
import random
import sys


def lexicon(rng, n):
    heads = "b c d f g h j k l m n p r s t v w br ch cl dr fl gr pl pr sh sl st th tr".split()
    tails = "a e i o u ai ea ee oa ou an en in on er or ar al el st nd nt ck ss".split()
    words = set()
    while len(words) < n:
        words.add("".join(rng.choice(heads) + rng.choice(tails) for _ in range(rng.choice((1, 1, 2, 2, 2, 3, 3, 4)))))
    words = sorted(words)
    rng.shuffle(words)
    return words, [1 / (i + 3) for i in range(n)]


class Maker:
    def __init__(self, seed, noise):
        self.rng = random.Random(seed)
        self.noise = noise
        words, weights = lexicon(random.Random(1851), 12000)
        self.words = words
        total, self.cum = 0, []
        for w in weights:
            total += w
            self.cum.append(total)

    def sentence(self):
        s = self.rng.choices(self.words, cum_weights=self.cum, k=self.rng.randint(7, 24))
        s[0] = s[0].capitalize()
        return s

    def article(self):
        return [[self.sentence() for _ in range(self.rng.randint(1, 4))] for _ in range(max(2, int(self.rng.lognormvariate(1.9, 0.5))))]

    def sibling(self, other):
        flat = [s for p in other for s in p]
        mine = self.article()
        have = sum(len(s) for p in mine for s in p)
        share = self.rng.uniform(0.1, 0.4)
        want, at, passage = have * share / (1 - share), self.rng.randrange(len(flat)), []
        while at < len(flat) and sum(map(len, passage)) < want:
            passage.append(flat[at])
            at += 1
        mine.insert(self.rng.randint(1, len(mine)), passage)
        return mine

    def edited(self, article):
        r = self.rng
        paras = [list(p) for p in article]
        if r.random() < 0.85:
            left, out = max(2, math.ceil(r.uniform(0.08, 0.9) * sum(map(len, paras)))), []
            for p in paras:
                if left <= 0:
                    break
                out.append(p[:left])
                left -= len(p)
            paras = out
        if r.random() < 0.12 and len(paras) > 3:
            paras.pop(r.randrange(1, len(paras)))
        if r.random() < 0.25:
            rate = r.uniform(0.01, 0.06)
            paras = [[[w for w in s if r.random() > rate] for s in p] for p in paras]
        if r.random() < 0.08:
            paras.insert(r.randint(1, len(paras)), [self.sentence(), self.sentence()])
        return paras

    def scan(self, text):
        r = self.rng
        rate = min(0.25, r.lognormvariate(math.log(0.015 * self.noise), 1)) if self.noise else 0
        swap = {"e": "c", "c": "e", "h": "b", "n": "u", "u": "n", "m": "in", "i": "l", "l": "1", "o": "0", "t": "f", "r": "v", "s": "8", "a": "o", " ": ""}
        out = []
        for c in text:
            x = r.random()
            if x < rate:
                out.append(swap.get(c, r.choice("abcdefghilmnorstu.,' ")) if x < rate * 0.8 else "")
            else:
                out.append(c)
        return "".join(out)

    def printed(self, article):
        r = self.rng
        width = r.choice((28, 32, 36, 40)) if r.random() < 0.7 else 10 ** 9
        lines = []
        if r.random() < 0.1:
            lines.append(" ".join(w.upper() for w in self.sentence()[:5]))
        for p in article:
            line = ""
            for w in " ".join(" ".join(s) + "." for s in p).split(" "):
                if len(line) + 1 + len(w) <= width:
                    line = (line + " " + w).strip()
                    continue
                room = width - len(line) - 2
                if len(w) > 6 and room >= 3 and r.random() < 0.5:
                    lines.append(line + " " + w[:room] + "-")
                    line = w[room:]
                else:
                    lines.append(line)
                    line = w
            lines.append(line)
        return self.scan("\n".join(lines))


def make(records, noise, hard, seed):
    m = Maker(seed, noise)
    docs, cluster = [], 0
    while len(docs) < records:
        cluster += 1
        a = m.article()
        if m.rng.random() < 0.75:
            docs.append((cluster, m.printed(a)))
            continue
        for _ in range(min(40, max(2, int(2 * m.rng.random() ** (-1 / 1.3))))):
            docs.append((cluster, m.printed(m.edited(a))))
        if m.rng.random() < hard:
            cluster += 1
            docs.append((cluster, m.printed(m.sibling(a))))
    docs = docs[:records]
    m.rng.shuffle(docs)
    for i, (c, text) in enumerate(docs):
        print(json.dumps({"id": "r%07d" % i, "text": text, "cluster": c}))


def bulk(records, seed):
    words, weights = lexicon(random.Random(1851), 12000)
    total, cum = 0, []
    for w in weights:
        total += w
        cum.append(total)
    r, old = random.Random(seed), []
    for i in range(records):
        if old and r.random() < 0.15:
            text, left_out = r.choice(old), r.uniform(0, 0.05)
            text = [w for w in text[: int(len(text) * r.uniform(0.3, 1))] if r.random() > left_out]
        else:
            text = r.choices(words, cum_weights=cum, k=r.randint(80, 296))
            if len(old) < 2000:
                old.append(text)
            elif r.random() < 0.2:
                old[r.randrange(2000)] = text
        sys.stdout.write('{"id":"b%d-%d","text":"%s"}\n' % (seed, i, " ".join(text)))


def pairs(n):
    return n * (n - 1) // 2


def score(gold_file, clusters_file, dropped_file):
    gold, first = {}, set()
    copies = set()
    for line in open(gold_file, encoding="utf-8"):
        r = json.loads(line)
        key = str(r["id"])
        gold[key] = r["cluster"]
        if r["cluster"] in first:
            copies.add(key)
        first.add(r["cluster"])
    root = dict(line.rstrip("\n").split("\t")[:2] for line in open(clusters_file, encoding="utf-8"))
    cells = collections.Counter((c, root.get(i, i)) for i, c in gold.items())
    g, p = collections.Counter(gold.values()), collections.Counter(root.get(i, i) for i in gold)
    tp, gp, pp, n = sum(map(pairs, cells.values())), sum(map(pairs, g.values())), sum(map(pairs, p.values())), pairs(len(gold))
    chance = gp * pp / n
    top = (gp + pp) / 2 - chance
    ari = (tp - chance) / top if top else 1.0
    dropped = set(line.strip() for line in open(dropped_file, encoding="utf-8"))
    right = len(dropped & copies)
    print("ARI %.4f  drops P %.4f R %.4f" % (ari, right / max(1, len(dropped)), right / max(1, len(copies))))


def aligned(records_file, pairs_file, n):
    text = {}
    for line in open(records_file, encoding="utf-8"):
        r = json.loads(line)
        text[str(r["id"])] = "".join(c for c in r["text"].lower() if c.isalnum())
    rng, ids = random.Random(1), list(text)
    found = [line.split("\t")[:2] for line in open(pairs_file, encoding="utf-8")]
    for name, pairs in (("found", rng.sample(found, min(n, len(found)))), ("by lot", [rng.sample(ids, 2) for _ in range(n)])):
        shares = []
        for a, b in pairs:
            a, b = sorted((text[a], text[b]), key=len)
            blocks = difflib.SequenceMatcher(None, b, a, autojunk=False).get_matching_blocks()
            shares.append(sum(m.size for m in blocks if m.size >= 5) / max(1, len(a)))
        shares.sort()
        print("%-8s %d pairs: least %.2f, tenth %.2f, half %.2f, most %.2f" % (name, len(shares), shares[0], shares[len(shares) // 10], shares[len(shares) // 2], shares[-1]))


if __name__ == "__main__":
    if len(sys.argv) > 3 and sys.argv[1] == "aligned":
        aligned(sys.argv[2], sys.argv[3], int(sys.argv[4]) if len(sys.argv) > 4 else 100)
    elif len(sys.argv) > 2 and sys.argv[1] == "make":
        make(int(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 1.0, float(sys.argv[4]) if len(sys.argv) > 4 else 0.0, int(sys.argv[5]) if len(sys.argv) > 5 else 101)
    elif len(sys.argv) == 4 and sys.argv[1] == "bulk":
        bulk(int(sys.argv[2]), int(sys.argv[3]))
    elif len(sys.argv) == 5 and sys.argv[1] == "score":
        score(*sys.argv[2:])
    else:
        sys.exit(__doc__)
