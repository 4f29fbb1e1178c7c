#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Spark, ndedup alone, datatrove and text-dedup on the same records.

usage: compare.py BINDIR RECORDS PEERS

Reprints of tests/bench/reprints.py, cut and edited but without noise, with
known clusters; each program with its own defaults on two cores, one after the
other.  PEERS is a directory for datatrove and text-dedup, which are installed
there when it is missing.  Prints seconds, processor seconds where there is a
cgroup to count them, and precision and recall of what was dropped: of a
cluster one record is to be left.  Run it by tests/spark/run.
"""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from typing import Iterable

HERE = os.path.dirname(os.path.abspath(__file__))
REPRINTS = os.path.join(HERE, "..", "..", "tests", "bench", "reprints.py")
sys.path.append(HERE)


def datatrove(folder: str, out: str) -> None:
    """The four steps of its MinHash example, by its own executor."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import (
        MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter,
        MinhashDedupSignature)
    from datatrove.pipeline.dedup.minhash import MinhashConfig
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers.jsonl import JsonlWriter
    config = MinhashConfig()
    at = [os.path.join(out, name) for name in ("sign", "bucket", "remove")]
    steps = [
        ([JsonlReader(folder),
          MinhashDedupSignature(output_folder=at[0], config=config)], 2),
        ([MinhashDedupBuckets(input_folder=at[0], output_folder=at[1],
                              config=config)], config.num_buckets),
        ([MinhashDedupCluster(input_folder=at[1], output_folder=at[2],
                              config=config)], 1),
        ([JsonlReader(folder), MinhashDedupFilter(input_folder=at[2]),
          JsonlWriter(os.path.join(out, "kept"), compression=None)], 2)]
    for n, (pipeline, tasks) in enumerate(steps):
        LocalPipelineExecutor(pipeline=pipeline, tasks=tasks, workers=2,
                              logging_dir="%s/log%d" % (out, n)).run()


def spark(path: str, file: str, out: str) -> None:
    import newsreel_spark
    from scale import session
    spark = session(1)
    spark.conf.set("spark.sql.files.maxPartitionBytes",
                   str(os.path.getsize(file) // 2 + 1))
    newsreel_spark.work(spark, [file], out, ["dedup"], 4,
                        path + os.pathsep + os.defpath)
    spark.stop()


def ids(lines: Iterable[str]) -> set[str]:
    return {json.loads(line)["id"] for line in lines}


def kept_below(path: str) -> set[str]:
    kept: set[str] = set()
    for folder, _, names in os.walk(path):
        for name in names:
            if not name.startswith((".", "_")):
                with open(os.path.join(folder, name), encoding="utf-8") as f:
                    kept |= ids(f)
    return kept


def report(label: str, command: list[str], clusters: dict[str, int],
           out: str) -> None:
    from scale import Group
    group, began = Group(), time.monotonic()
    done = subprocess.run(command, preexec_fn=group.join,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          env={**os.environ, "LC_ALL": "C.UTF-8",
                               "HF_HUB_OFFLINE": "1"})
    wall = time.monotonic() - began
    if done.returncode != 0:
        print("| %s | failed: %s |" % (label, done.stderr[-300:]), flush=True)
        return
    kept = kept_below(out)
    dropped = set(clusters) - kept
    size: dict[int, int] = {}
    for c in clusters.values():
        size[c] = size.get(c, 0) + 1
    copies = sum(n - 1 for n in size.values())
    left: dict[int, int] = {}
    for i in kept:
        left[clusters[i]] = left.get(clusters[i], 0) + 1
    wrong = sum(1 for c in size if c not in left)
    right = len(dropped) - wrong
    print("| %s | %.1f | %.1f | %d | %.3f | %.3f |" % (
        label, wall, group.seconds(), len(kept),
        right / max(1, len(dropped)), right / copies), flush=True)


def main() -> None:
    path, records, peers = os.path.abspath(sys.argv[1]), sys.argv[2], \
        os.path.abspath(sys.argv[3])
    python = os.path.join(peers, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", peers], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q",
                        "datatrove[processing,io]", "spacy", "text-dedup"],
                       check=True)
    with tempfile.TemporaryDirectory() as tmp:
        file = os.path.join(tmp, "in.jsonl")
        with open(file, "wb") as f:
            subprocess.run([sys.executable, REPRINTS, "make", records, "0",
                            ".2"], check=True, stdout=f)
        with open(file, encoding="utf-8") as f:
            lines = f.readlines()
        clusters = {r["id"]: r["cluster"] for r in map(json.loads, lines)}
        folder = os.path.join(tmp, "parts")
        os.mkdir(folder)
        for n in (0, 1):
            with open("%s/%d.jsonl" % (folder, n), "w") as f:
                f.writelines(lines[n::2])
        out = [os.path.join(tmp, name) for name in "abcde"]
        os.mkdir(out[0])
        os.mkdir(out[1])
        print("%s records, %.1f MB, load %.0f\n\n| program | s | processor s |"
              " kept | drops P | drops R |\n|---|---|---|---|---|---|"
              % (records, os.path.getsize(file) / 1e6, os.getloadavg()[0]),
              flush=True)
        ndedup = os.path.join(path, "ndedup")
        report("ndedup -j 2", [ndedup, "-j2", file, "-o", out[0] + "/kept"],
               clusters, out[0])
        report("ndedup -j 2 --batch", [
            ndedup, "-j2", "--batch", file, "-o", out[1] + "/kept"],
            clusters, out[1])
        report("newsreel_spark.py, two executors", [
            sys.executable, __file__, "spark", path, file, out[2]],
            clusters, out[2] + "/records")
        report("datatrove MinHash, two workers", [
            python, __file__, "datatrove", folder, out[3]], clusters,
            out[3] + "/kept")
        report("text-dedup MinHash", [
            "sh", "-c", '"$1" -m text_dedup.minhash --path json --data_files'
            ' "$2" --split train --cache_dir "$3/cache" --output "$3/out"'
            ' --column text --batch_size 10000'
            ' --num_proc 2 && "$1" -c "import sys, datasets;'
            ' datasets.load_from_disk(sys.argv[1]).to_json(sys.argv[2])"'
            ' "$3/out" "$3/kept/kept"', "sh", python, file, out[4]],
            clusters, out[4] + "/kept")


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] == "spark":
        spark(*sys.argv[2:])
    elif len(sys.argv) == 4 and sys.argv[1] == "datatrove":
        datatrove(*sys.argv[2:])
    elif len(sys.argv) == 4:
        main()
    else:
        sys.exit(__doc__)
