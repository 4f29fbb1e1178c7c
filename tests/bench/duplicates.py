#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Other programs that find near duplicates.  text-dedup has the configuration of
its NEWS-COPY benchmark, datatrove its defaults; datasketch and rensa have words
by five, 128 permutations and a threshold of .5, which is our choice.

duplicates.py datasketch|rensa|text-dedup|datatrove SET.jsonl DIR
    Reads {"id","text"} lines and writes DIR/clusters, lines "ID<TAB>ROOT", and
    DIR/dropped, the ids that the program leaves out.

Each is streamed or run in one process, on one core.
"""
import json
import os
import re
import sys


def records(path):
    with open(path, encoding="utf-8") as f:
        for line in f:
            r = json.loads(line)
            yield str(r["id"]), r["text"]


def shingles(text, n):
    w = re.findall(r"\w+", text.lower())
    return [" ".join(w[i : i + n]) for i in range(max(1, len(w) - n + 1))]


def stream(path, out, new, add, find):
    """Keep a record unless find() knows one like it."""
    root = {}
    with open(out + "/clusters", "w") as clusters, open(out + "/dropped", "w") as dropped:
        for i, text in records(path):
            m = new(text)
            known = find(m)
            root[i] = min(root[k] for k in known) if known else i
            if known:
                dropped.write(i + "\n")
            add(i, m)
            clusters.write("%s\t%s\n" % (i, root[i]))


def datasketch(path, out):
    from datasketch import MinHash, MinHashLSH

    def new(text):
        m = MinHash(num_perm=128)
        m.update_batch([s.encode() for s in shingles(text, 5)])
        return m

    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    stream(path, out, new, lsh.insert, lsh.query)


def rensa(path, out):
    from rensa import RMinHash, RMinHashLSH

    names = []

    def new(text):
        m = RMinHash(num_perm=128, seed=42)
        m.update(shingles(text, 5))
        return m

    def add(i, m):
        lsh.insert(len(names), m)
        names.append(i)

    lsh = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    stream(path, out, new, add, lambda m: [names[k] for k in lsh.query(m)])


def text_dedup(path, out):
    """The configuration of its NEWS-COPY benchmark."""
    import pickle
    import subprocess

    r = subprocess.run(
        [sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files", path,
         "--split", "train", "--cache_dir", out + "/cache", "--output", out + "/kept", "--column", "text",
         "--ngram", "2", "--min_length", "1", "--num_perm", "256", "--threshold", "0.45", "--hash_func", "xxh3",
         "--batch_size", "1000", "--num_proc", "1", "--debug"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if r.returncode:
        sys.exit(r.stderr[-2000:])
    with open(out + "/kept/uf.pkl", "rb") as f:
        uf = pickle.load(f)
    ids = [i for i, _ in records(path)]
    find = uf.find if hasattr(uf, "find") else lambda i: uf.get(i, i)
    with open(out + "/clusters", "w") as clusters, open(out + "/dropped", "w") as dropped:
        for n, i in enumerate(ids):
            clusters.write("%s\t%s\n" % (i, ids[find(n)]))
            if find(n) != n:
                dropped.write(i + "\n")


def datatrove(path, out):
    """Its defaults: words by five, 14 buckets of 8."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
    from datatrove.pipeline.dedup.minhash import MinhashConfig
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    config = MinhashConfig(n_grams=5, num_buckets=14, hashes_per_bucket=8)

    def reader():
        return JsonlReader(os.path.dirname(os.path.abspath(path)), glob_pattern=os.path.basename(path))

    def run(*steps, tasks=1):
        LocalPipelineExecutor(pipeline=list(steps), tasks=tasks, workers=1, logging_dir=out + "/logs", skip_completed=False).run()

    run(reader(), MinhashDedupSignature(out + "/sig", config=config))
    run(MinhashDedupBuckets(out + "/sig", out + "/buckets", config=config), tasks=14)
    run(MinhashDedupCluster(out + "/buckets", out + "/remove", config=config, save_cluster_id=True, ignore_index_matches=True))
    run(reader(), MinhashDedupFilter(out + "/remove", exclusion_writer=JsonlWriter(out + "/out", "x-${rank}.jsonl", compression=None), load_cluster_ids=True),
        JsonlWriter(out + "/out", "k-${rank}.jsonl", compression=None))
    first = {}
    with open(out + "/clusters", "w") as clusters, open(out + "/dropped", "w") as dropped:
        for name in sorted(os.listdir(out + "/out"), key=lambda n: n[0] != "k"):
            for line in open(out + "/out/" + name, encoding="utf-8"):
                r = json.loads(line)
                c = r.get("metadata", {}).get("minhash_cluster_id", -1)
                clusters.write("%s\t%s\n" % (r["id"], r["id"] if c in (-1, None) else first.setdefault(c, r["id"])))
                if name[0] == "x":
                    dropped.write(r["id"] + "\n")


if __name__ == "__main__":
    tools = {"datasketch": datasketch, "rensa": rensa, "text-dedup": text_dedup, "datatrove": datatrove}
    if len(sys.argv) != 4 or sys.argv[1] not in tools:
        sys.exit(__doc__)
    os.makedirs(sys.argv[3], exist_ok=True)
    tools[sys.argv[1]](sys.argv[2], sys.argv[3])
