#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""contrib/spark on executors that are processes of their own.

usage: check.py BINDIR [WORKERS ...]        SMALL=1

For each number of workers (2 and 4) three numbers of partitions, and a run in
which an executor is killed, give the bytes of `ndedup --batch`; then bytes
that RDD.pipe() loses, dumps, and failures.  SMALL=1: a run, and one with a
killed executor.  Prints TAP.  Needs PySpark and a JDK.
"""
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import pyspark
from pyspark.sql import SparkSession

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
DRIVER = os.path.join(ROOT, "contrib", "spark", "newsreel_spark.py")
sys.path.insert(0, os.path.dirname(DRIVER))
import newsreel_spark  # noqa: E402

BIN = os.path.abspath(sys.argv[1])
SMALL = bool(os.environ.get("SMALL"))
WORKERS = [int(n) for n in sys.argv[2:]] or ([2] if SMALL else [2, 4])
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"     # for small work
done = 0
failed = 0


def ok(good, sentence, *why):
    global done, failed
    done += 1
    failed += not good
    print("%sok %d - %s" % ("" if good else "not ", done, sentence),
          flush=True)
    if not good:
        for line in why:
            print("#", line, flush=True)


def tool(*command, data=None):
    return subprocess.run(command, input=data, check=True, cwd=tmp,
                          stdout=subprocess.PIPE,
                          env={"PATH": BIN + os.pathsep + os.defpath,
                               "LC_ALL": "C"}).stdout


def digest(data):
    return hashlib.sha256(data).hexdigest()


def output(path):
    """What Spark wrote, in the order of the partitions."""
    return b"".join(open(os.path.join(path, name), "rb").read()
                    for name in sorted(os.listdir(path))
                    if name.startswith("part-"))


def stats_of(path):
    """What each step counted."""
    return {s["step"]: s for s in map(
        json.loads, output(path + "/stats").splitlines())}


def by_id(records):
    return b"".join(sorted(records.splitlines(True)))


def session(workers):
    """A cluster on this machine: a master, workers, an executor for each."""
    os.environ["SPARK_HOME"] = os.path.dirname(pyspark.__file__)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["SPARK_WORKER_DIR"] = os.path.join(tmp, "worker")
    spark = SparkSession.builder.appName("check") \
        .master("local-cluster[%d,1,1024]" % workers) \
        .config("spark.executor.memory", "640m") \
        .config("spark.ui.enabled", "false") \
        .config("spark.ui.showConsoleProgress", "false") \
        .config("spark.driver.host", "127.0.0.1") \
        .config("spark.local.dir", os.path.join(tmp, "local")) \
        .config("spark.log.level", "ERROR") \
        .config("spark.driver.extraJavaOptions", QUICK) \
        .config("spark.executor.extraJavaOptions", QUICK) \
        .getOrCreate()
    spark.sparkContext.addPyFile(DRIVER)
    return spark


def executors():
    """The processes of this session's executors."""
    pids = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/cmdline" % pid, "rb") as f:
                words = f.read().split(b"\0")
            with open("/proc/%s/environ" % pid, "rb") as f:
                ours = os.fsencode(tmp) in f.read()
        except OSError:
            continue
        if ours and any(w.endswith(b"CoarseGrainedExecutorBackend")
                        for w in words):
            pids.append(int(pid))
    return pids


class Killer(threading.Thread):
    """Kills one executor when the stages are well on their way."""

    def __init__(self, spark, after):
        super().__init__(daemon=True)
        self.status = spark.sparkContext.statusTracker()
        self.after = after
        self.killed = 0

    def run(self):
        while True:
            stages = self.status.getActiveStageIds()
            if stages and max(stages) >= self.after:
                self.killed = executors()[0]
                os.kill(self.killed, signal.SIGKILL)
                return
            time.sleep(0.05)


def last_stage(spark):
    """The number of a stage that has just run."""
    seen = []
    spark.sparkContext.parallelize([1], 1).map(
        lambda x: x).count()
    tracker = spark.sparkContext.statusTracker()
    for job in tracker.getJobIdsForGroup():
        seen += tracker.getJobInfo(job).stageIds
    return max(seen)


def run(spark, name, inputs, steps, partitions, **more):
    out = os.path.join(tmp, name)
    shutil.rmtree(out, ignore_errors=True)
    size = sum(os.path.getsize(os.path.join(tmp, i)) for i in inputs)
    spark.conf.set("spark.sql.files.maxPartitionBytes",
                   str(size // partitions + 1))
    spark.conf.set("spark.sql.files.openCostInBytes", "0")
    newsreel_spark.work(spark, [os.path.join(tmp, i) for i in inputs], out,
                        steps, partitions, BIN + os.pathsep + os.defpath,
                        **more)
    return out


def make_input():
    """Reprints; the same in an order that tells nothing; and bad bytes."""
    lines = tool(sys.executable, os.path.join(
        ROOT, "tests", "bench", "reprints.py"), "make", "300", "1", "0.2"
    ).splitlines(True)
    with open(os.path.join(tmp, "in"), "wb") as f:
        f.writelines(lines)
    odd = [
        b'{"id":"a","text":"caf\xe9 au lait, \xff bytes"}\n',
        b'{"id":"b","text":"half \\ud800 of a pair, \\u0000","x":"\\u2028"}\n',
        b'{"id":"c","text":"a raw \r return and \x00 nul","x": 1.50}\r\n',
        b'{"id":"d\xe2\x80\xa8","text":"next\xc2\x85line"}\n', b"\n",
        b'{"id":"e","x":"\xff","text":"not UTF-8 elsewhere"}\n', b"no JSON\n",
        b'{"id":"f","text":"%s"}\n' % (b"long and longer " * 200000),
        b'{"text":"no id, and no end of line"}']
    with open(os.path.join(tmp, "odd"), "wb") as f:
        f.writelines(odd)


def same_bytes(spark, workers, counts):
    want = tool("ndedup", "--rank", "id", "in")
    options = {"ndedup": ["--rank", "id"]}
    for n in counts:
        out = run(spark, "out", ["in"], ["dedup"], n, options=options)
        got = output(out + "/records")
        ok(digest(by_id(got)) == digest(by_id(want)),
           "%d workers, %d partitions: the sha256 of ndedup --batch"
           % (workers, n))
        ok(got == want, "... in the order of the input")
    tool("ndedup", "--rank", "id", "-d", "want.d", "-o", "want", "in")
    ok(output(out + "/dropped") == tool("cat", "want.d"),
       "what is not there is told with what was kept for it")
    stats = stats_of(out)
    ok(stats["sketch"]["in"] == 300 and stats["match"]["largest_bucket"] > 2
       and stats["join"]["skew"][0] > 0, "the stats tell sums and skew",
       stats)


def killed(spark, workers):
    want = tool("ndedup", "--rank", "id", "in")
    first = last_stage(spark)
    killer = Killer(spark, first + 8)
    killer.start()
    out = run(spark, "out", ["in"], ["dedup"], 5,
              options={"ndedup": ["--rank", "id"]})
    ok(killer.killed, "an executor is killed in the middle of the stages")
    ok(output(out + "/records") == want,
       "%d workers, one of them killed: the same bytes" % workers)
    stats = stats_of(out)
    ok(stats["sketch"]["in"] == 300, "what ran twice is counted once", stats)


def other_ways(spark):
    want = tool("ndedup", "--rank", "id", "--max-bucket=1", "in")
    out = run(spark, "out", ["in"], ["dedup"], 3,
              options={"ndedup": ["--rank", "id", "--max-bucket=1"]})
    stats = stats_of(out)
    ok(output(out + "/records") == want
       and stats["match"]["over_max_bucket"] > 0,
       "--max-bucket bounds a hot key, and is counted")
    lines = tool("cat", "in").splitlines(True)
    lines.reverse()
    with open(os.path.join(tmp, "b"), "wb") as f:
        f.writelines(lines[:170])
    with open(os.path.join(tmp, "c"), "wb") as f:
        f.writelines(lines[170:])
    ranked = b"".join(b'{"rank":"%06d",%b' % (i, line[1:])
                      for i, line in enumerate(lines))
    want = tool("ndedup", "--rank", "rank", data=ranked)
    for n in (2, 5):
        out = run(spark, "out", ["b", "c"], ["dedup"], n, first=True)
        kept = set(by_id(output(out + "/records")).splitlines())
        ok(kept == {b"{" + line.split(b",", 1)[1]
                    for line in want.splitlines()},
           "--first keeps what comes first, of %d partitions" % n)


def odd_bytes(spark):
    chain = "nnorm -Q --rejects r1 odd | nquote -Q | ndedup -Q --rank id"
    want = tool("sh", "-c", chain)
    out = run(spark, "out", ["odd"], ["norm", "quote", "dedup"], 4,
              options={"ndedup": ["--rank", "id"]})
    got = output(out + "/records")
    ok(by_id(got) == by_id(want), "odd bytes and long lines come out as ever")
    with open(os.path.join(tmp, "r1"), "rb") as f:
        rejects = f.read()
    ok(rejects.count(b"\n") == 2 and by_id(output(out + "/rejects"))
       == by_id(rejects), "what is refused is kept as it came",
       output(out + "/rejects"), rejects)
    open(os.path.join(tmp, "none"), "w").close()
    out = run(spark, "out", ["none"], ["norm", "quote", "dedup"], 4)
    ok(output(out + "/records") == b"", "of nothing comes nothing")


def dumps(spark):
    where = os.path.join(ROOT, "tests", "demo", "dump")
    names = sorted(os.path.abspath(os.path.join(d, n))
                   for d, _, some in os.walk(where) for n in some)
    with open(os.path.join(tmp, "list"), "w") as f:
        f.writelines(name + "\n" for name in names)
    want = tool("sh", "-c", "nsplit --files-from list | nnorm | nquote |"
                " ndedup --rank id")
    for n in (1, 3):
        out = run(spark, "out", ["list"], ["split", "norm", "quote", "dedup"],
                  n, options={"ndedup": ["--rank", "id"]})
        ok(want and output(out + "/records") == want,
           "a list of dumps becomes records, by %d partitions" % n)


def why_not_rdd_pipe(spark):
    """What Spark's own pipe does with the same."""
    sc = spark.sparkContext
    env = {"PATH": os.defpath, "LC_ALL": "C"}
    path = os.path.join(tmp, "odd")
    got = sc.textFile(path, 1).pipe("cat", env, checkCode=True).collect()
    ok("\n".join(got).encode() != tool("cat", "odd").rstrip(b"\n"),
       "RDD.pipe() loses bytes (or it could be used)")

    def job():
        sc.setJobGroup("waits", "RDD.pipe() after a failure", True)
        try:
            sc.parallelize(["a"], 1).pipe("false", env, checkCode=True) \
                .pipe("cat", env, checkCode=True).collect()
        except Exception:
            pass
    waits = pyspark.InheritableThread(target=job, daemon=True)
    waits.start()
    waits.join(20)
    ok(waits.is_alive(), "RDD.pipe() waits for ever (or it could be used)")
    sc.cancelJobGroup("waits")
    waits.join()


def failures(spark):
    """A tool that fails fails the task, and the job."""
    try:
        run(spark, "out", ["odd"], ["norm", "quote"], 2,
            options={"nnorm": ["--strict"]})
        ok(False, "a tool that stops stops the job")
    except Exception as e:
        ok("nnorm: status 2" in str(e), "a tool that stops stops the job",
           str(e)[:2000])


def main():
    make_input()
    for workers in WORKERS:
        spark = session(workers)
        try:
            same_bytes(spark, workers, (3,) if SMALL else (1, 3, 7))
            killed(spark, workers)
            if workers == WORKERS[0] and not SMALL:
                odd_bytes(spark)
                dumps(spark)
                other_ways(spark)
                failures(spark)
                why_not_rdd_pipe(spark)
        finally:
            spark.stop()
    print("1..%d" % done)
    return failed > 0


with tempfile.TemporaryDirectory() as tmp:
    status = main()
sys.exit(status)
