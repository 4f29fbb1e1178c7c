#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Records by the million, and what each step of newsreel_spark.py costs.

usage: scale.py make RECORDS [short] >FILE
       scale.py steps BINDIR FILE [1/PART] [OPTION OF ndedup ...]
       scale.py run BINDIR FILE [OPTION OF ndedup ...]

make: records of about 1.5 KB of invented words, or of 220 bytes; the frequent
ones rather short, as in a language; a third of them are reprints: cut, and with
words left out.  Seeded.

steps: the steps of ndedup with sort(1) between, by pipes, without Spark; prints
a line of Markdown for each: the lines and bytes that it reads, a record, and the
processor seconds of sort and of the step, a GB of text.  What sort puts on disk
is compressed by zstd.  1/8, or another power of two: so many of the fingerprints
go to match, and there it ends; what join would read is reckoned by that.

run: dedup alone, on two executors of this machine; prints a line of Markdown
for each step: the lines and bytes that it reads, a record; the processor
seconds of the tool, a GB of text; the largest of its partitions.  Then the
seconds of all processes, where there is a cgroup to count them, and from the
log of Spark the bytes of its shuffles, which are compressed.
"""
from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [HERE, os.path.join(HERE, "..", "..", "tests", "bench")]


def make(records: int, log_words: float) -> None:
    from reprints import lexicon
    rng = random.Random(8)
    words, weights = lexicon(random.Random(1851), 30000)
    words.sort(key=lambda w: len(w) + rng.uniform(0, 40))
    total, cum = 0.0, []
    for w in weights:
        total += w
        cum.append(total)
    recent: list[list[str]] = []
    for i in range(records):
        if recent and rng.random() < 1 / 3:
            text = rng.choice(recent)
            text = text[:int(len(text) * rng.uniform(.4, 1))]
            if rng.random() < .5:
                text = [w for w in text if rng.random() > .03]
        else:
            text = rng.choices(words, cum_weights=cum,
                               k=int(rng.lognormvariate(log_words, .35)))
            recent.append(text)
            if len(recent) > 2000:
                recent[rng.randrange(2000)] = recent.pop()
        print('{"id":"g%09d","text":"%s"}' % (i, " ".join(text)))


def spark_log(path: str) -> dict[str, float]:
    """Sums over all tasks of an event log."""
    total = {"written": 0.0, "spilled": 0.0, "tasks": 0.0}
    for folder, _, names in os.walk(path):
        for name in names:
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                for line in f:
                    if '"SparkListenerTaskEnd"' not in line:
                        continue
                    m = json.loads(line).get("Task Metrics") or {}
                    total["tasks"] += 1
                    total["written"] += m.get("Shuffle Write Metrics", {}) \
                        .get("Shuffle Bytes Written", 0)
                    total["spilled"] += m.get("Disk Bytes Spilled", 0)
    return total


def pipe(commands: list[list[str]], file: str, path: str) -> list[float]:
    """The processor seconds of each."""
    running, source = [], open(file, "rb")
    for command in commands:
        running.append(subprocess.Popen(
            command, stdin=source,
            env={"LC_ALL": "C", "PATH": path + os.pathsep + os.defpath},
            stdout=subprocess.DEVNULL if command is commands[-1]
            else subprocess.PIPE))
        source.close()
        source = running[-1].stdout
    seconds = []
    for child in running:
        _, status, used = os.wait4(child.pid, 0)
        if status != 0:
            sys.exit("%s: status %d" % (child.args, status))
        seconds.append(used.ru_utime + used.ru_stime)
    return seconds


def whole(stats: dict[str, dict], part: int) -> None:
    """Reckon from a part of the lines h what match and join read of all."""
    sketch, match = stats["sketch"], stats["match"]
    match["over_max_bucket"] *= part
    stats["join"] = {}
    for key in ("", "bytes_"):
        stats["join"][key + "in"] = sketch[key + "out"] + part * (
            match[key + "out"] - match[key + "in"])
        match[key + "in"] = sketch[key + "out"]


def steps(path: str, file: str, options: list[str]) -> None:
    part = int(options[0][2:]) if options[:1] and options[0][:2] == "1/" else 1
    commands: dict[str, list[list[str]]] = {}
    with tempfile.TemporaryDirectory() as tmp:
        for step in "sketch match join score link".split()[:2 if part > 1 else 5]:
            commands[step] = [
                ["ndedup", *options[part > 1:], "--strict", "--stage=" + step,
                 "--stats=" + os.path.join(tmp, step)]]
            if step in ("match", "join", "score"):
                commands[step].insert(0, [
                    "sort", "-S", "15%", "-T", tmp, "--compress-program=zstd"])
        if part > 1:
            commands["match"].insert(0, ["grep", r"^h\(%s\)" % r"\|".join(
                "%02x" % i for i in range(256 // part))])
        seconds = iter(pipe(sum(commands.values(), []), file, path))
        stats = {}
        for step in commands:
            with open(os.path.join(tmp, step), encoding="utf-8") as f:
                stats[step] = json.load(f)
    if part > 1:
        whole(stats, part)
    n, gb = stats["sketch"]["in"], os.path.getsize(file) / 1e9
    print("\n%d records, %.3f GB, ndedup %s\n\n"
          "| step | lines | bytes | sort, s a GB | step, s a GB |"
          "\n|---|---|---|---|---|" % (n, gb, " ".join(options)))
    for step, s in stats.items():
        times = part if step == "match" else 1
        used = [0.0, 0.0] + [next(seconds) / gb * times
                             for _ in commands.get(step, ())]
        sort, tool = used[-2:] if len(used) > 3 else (0.0, used[-1])
        print("| %s | %.2f | %.0f | %.1f | %.1f |" % (
            step, s["in"] / n, s["bytes_in"] / n, sort, tool))
    print("\nOver --max-bucket: %d fingerprints, the commonest in %d texts"
          % (stats["match"]["over_max_bucket"],
             stats["match"]["largest_bucket"]), flush=True)


class Group:
    """The processor seconds of processes and all that they start: a cgroup."""

    def __init__(self) -> None:
        self.path, self.unit = "", 1e9
        for base, file, unit in (
                ("/sys/fs/cgroup/cpuacct", "cpuacct.usage", 1e9),
                ("/sys/fs/cgroup", "cpu.stat", 1e6)):
            if os.access(base + "/cgroup.procs", os.W_OK):
                group = tempfile.mkdtemp(prefix="newsreel.", dir=base)
                self.path, self.unit = os.path.join(group, file), unit
                break

    def join(self) -> None:
        if self.path:
            with open(os.path.dirname(self.path) + "/cgroup.procs", "w") as f:
                f.write(str(os.getpid()))

    def seconds(self) -> float:
        if not self.path:
            return float("nan")
        with open(self.path) as f:
            words = f.read().split()
        return int(words[1] if len(words) > 1 else words[0]) / self.unit


def session(memory: int, **more: str):
    """Two executors on this machine, processes of their own, of so many GB."""
    import pyspark
    from pyspark.sql import SparkSession
    import newsreel_spark
    os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.appName("scale") \
        .master("local-cluster[2,1,%d]" % (memory + 1 << 10)) \
        .config("spark.executor.memory", "%dg" % memory) \
        .config("spark.driver.host", "127.0.0.1") \
        .config("spark.ui.enabled", "false") \
        .config("spark.ui.showConsoleProgress", "false")
    for key, value in more.items():
        builder = builder.config("spark." + key.replace("_", "."), value)
    spark = builder.getOrCreate()
    spark.sparkContext.addPyFile(newsreel_spark.__file__)
    return spark


def digest(stream) -> str:
    sha = hashlib.sha256()
    while block := stream.read(1 << 20):
        sha.update(block)
    return sha.hexdigest()


def same(path: str, file: str, options: list[str], out: str) -> str:
    """Whether the records in out are those of ndedup --batch."""
    one = subprocess.Popen([os.path.join(path, "ndedup"), "--batch", "--rank",
                            "id", *options, file], stdout=subprocess.PIPE)
    want = digest(one.stdout)
    if one.wait() != 0:
        sys.exit("ndedup: status %d" % one.returncode)
    parts = sorted(name for name in os.listdir(out) if name[:5] == "part-")
    with subprocess.Popen(["cat", *parts], cwd=out,
                          stdout=subprocess.PIPE) as cat:
        got = digest(cat.stdout)
    return "sha256 %s, as ndedup --batch" % got if got == want \
        else "NOT the records of ndedup --batch"


def run(path: str, file: str, options: list[str]) -> None:
    import newsreel_spark
    size = os.path.getsize(file)
    group = Group()
    group.join()
    with tempfile.TemporaryDirectory() as tmp:
        os.mkdir(tmp + "/log")
        spark = session(2, local_dir=tmp + "/local", eventLog_enabled="true",
                        eventLog_compress="false",
                        eventLog_dir="file://" + tmp + "/log")
        began, before = time.monotonic(), group.seconds()
        counts = newsreel_spark.work(
            spark, [file], tmp + "/out", ["dedup"], max(4, size >> 26),
            os.path.abspath(path) + os.pathsep + os.defpath,
            {"ndedup": options})
        wall = time.monotonic() - began
        cpu = group.seconds() - before
        spark.stop()
        log = spark_log(tmp + "/log")
        steps = {s["step"]: s for s in map(
            json.loads, newsreel_spark.summary(counts))}
        equal = same(path, file, options, tmp + "/out/records")
    n = steps["sketch"]["in"]
    print("\n%d records, %.2f GB, ndedup %s: %.0f s, %.0f records a second; "
          "%s\n" % (n, size / 1e9, " ".join(options), wall, n / wall, equal))
    print("| step | lines | bytes | tool, s a GB | largest, MB |\n"
          "|---|---|---|---|---|")
    for step in "sketch match join score link drop".split():
        s = steps[step]
        print("| %s | %.2f | %.0f | %.1f | %.1f |" % (
            step, s["in"] / n, s["bytes_in"] / n,
            s["tool_seconds"] / size * 1e9, s["skew"][2] / 1e6))
    sent = {k: s["bytes"] / n for k, s in steps.items() if k[:3] == "to "}
    print("\nSent, bytes a record before compression: %s; %.0f in all" % (
        ", ".join("%s %.0f" % (k[3:], v) for k, v in sent.items()),
        sum(sent.values())))
    tools = sum(s.get("tool_seconds", 0) for s in steps.values())
    python = sum(s.get("python_seconds", 0) for s in steps.values())
    print("%.0f bytes a record shuffled, %.0f spilled; %.0f tasks, %d rounds "
          "of components\nProcessor seconds a GB: %.0f in all, of them tools "
          "%.0f, Python %.0f\nOver --max-bucket: %d fingerprints, the "
          "commonest in %d texts"
          % (log["written"] / n, log["spilled"] / n, log["tasks"],
             steps["components"]["rounds"], cpu / size * 1e9,
             tools / size * 1e9, python / size * 1e9,
             steps["match"]["over_max_bucket"],
             steps["match"]["largest_bucket"]), flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "make":
        make(int(sys.argv[2]), 5.6)
    elif sys.argv[1:2] + sys.argv[3:] == ["make", "short"]:
        make(int(sys.argv[2]), 3.6)
    elif len(sys.argv) > 3 and sys.argv[1] in ("run", "steps"):
        {"run": run, "steps": steps}[sys.argv[1]](
            sys.argv[2], sys.argv[3], sys.argv[4:])
    else:
        sys.exit(__doc__)
