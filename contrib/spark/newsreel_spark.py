#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""newsreel on Apache Spark: the same tools, the same bytes, many machines.

usage: newsreel_spark.py [option ...] INPUT ... OUTPUT
       spark-submit [option of Spark ...] newsreel_spark.py ...

INPUT is whatever Spark reads: records, one a line, or with the step `split`
lists of dumps, one path a line, that every worker can open.  OUTPUT, which is
not to be there, becomes a directory:

  records/   what is left, in the order of the input
  dropped/   the records that are not, each with what it is a copy of in `dup`
  rejects/   the lines that were refused, as they came
  stats/     a line of JSON for each step: sums, and the skew of its partitions

A step runs a tool on each partition, `--steps norm,quote,dedup` unless told
otherwise.  split, norm and quote take records one by one.  dedup is `ndedup
--batch`, see STAGES in ndedup(1), with a shuffle where that page says sort:

  sketch -> match -> join -> score        lines, sorted by their key
  components                              of the edges, by stars
  link -> drop                            each component; each partition,
                                          twice: the kept go to their copies

No step is done by one machine, and none has more in memory than a component or
a group of equal keys; nor does the output depend on the partitions, or on
executors that were lost.  Python 3.9, PySpark 3.5 or later, the four tools.
"""
from __future__ import annotations

import argparse
import bisect
import itertools
import json
import os
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Callable, Iterable, Iterator, NamedTuple

from pyspark import AccumulatorParam, StorageLevel
from pyspark.sql import SparkSession, functions

TOOL = {"split": "nsplit", "norm": "nnorm", "quote": "nquote"}
BLOCK = 1 << 18         # bytes of lines that travel as one element
ROOM = 1 << 25          # bytes of lines that a task gathers before it sorts
LINKED = 1 << 26        # bytes of components that one `link` gets
STRONG = 350            # the threshold of ndedup: less never joins clusters
NODE = 21               # length of a node's name; the letter of a line is ...
KIND = NODE + 1         # ... here, and another node may follow ...
OTHER = NODE + 3        # ... here
LINK = b"%b\ta\t%b\n"   # an edge, for components()
MARK = b"\1"            # sorts before all that an id can hold


class Piece(NamedTuple):
    """Whole lines: records, or what a tool put beside them."""
    origin: str         # pieces of one origin are adjacent and in order
    kind: str           # "out", "rejects", "duplicates"
    lines: bytes


class ByTask(AccumulatorParam):
    """{(step, partition): counts}: a task that runs again counts once."""

    def zero(self, value):
        return {}

    def addInPlace(self, a, b):
        a.update(b)
        return a


@dataclass(frozen=True)
class Job:
    """What every task knows."""
    path: str                       # where the tools are
    options: dict[str, list[str]]   # of each tool
    first: bool                     # rank by the place in the input
    counts: object                  # an accumulator ByTask

    def run(self, tool: str, arguments: Iterable[str], blocks: Iterable[bytes],
            total: dict, *beside: str) -> Iterator[tuple[str, bytes]]:
        """Pipe blocks of lines through a tool: what comes out, then what was
        rejected, and what else it writes beside.  As RDD.pipe() with
        checkCode, but that is for UTF-8, and hangs when its input fails."""
        fault: list[BaseException] = []
        with tempfile.TemporaryDirectory() as tmp:
            side = {s: os.path.join(tmp, s)
                    for s in ("rejects", "stats", *beside)}
            process = subprocess.Popen(
                [tool, *self.options.get(tool, ()), *arguments, "-Q"]
                + ["--%s=%s" % s for s in side.items()],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                env={"LC_ALL": "C", "PATH": self.path, "TMPDIR": tmp})

            def feed() -> None:
                try:
                    with process.stdin as pipe:
                        for block in blocks:
                            add(total, {"bytes": len(block)})
                            pipe.write(block)
                except BrokenPipeError:
                    pass                # its status tells why
                except BaseException as e:
                    fault.append(e)
                    os.kill(process.pid, signal.SIGKILL)

            feeder = threading.Thread(target=feed)
            feeder.start()
            try:
                for block in whole_lines(process.stdout):
                    yield "out", block
                feeder.join()
                _, status, used = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            finally:
                process.kill()
                process.wait()
            if fault:
                raise fault[0]
            if process.returncode != 0:
                raise RuntimeError("%s: status %d"
                                   % (tool, process.returncode))
            with open(side["stats"], "rb") as f:
                add(total, {k: v for k, v in json.load(f).items()
                            if isinstance(v, int) and k != "status"})
            add(total, {"tool_seconds": used.ru_utime + used.ru_stime})
            for kind in ("rejects", *beside):
                with open(side[kind], "rb") as f:
                    for block in whole_lines(f):
                        yield kind, block

    def counted(self, step: str, do: Callable) -> Callable:
        """do(partition, elements, counts) for mapPartitionsWithIndex."""
        def task(index: int, elements: Iterator) -> Iterator:
            total: dict = defaultdict(int)
            yield from do(index, elements, total)
            self.counts.add({(step, index): dict(total)})
        return task

    def tool(self, step: str, tool: str, *arguments: str) -> Callable:
        """A tool on the pieces of a partition; rejects of before pass."""
        def do(_index, pieces: Iterator[Piece], total) -> Iterator[Piece]:
            for origin, group in itertools.groupby(
                    pieces, lambda p: p.origin):
                passed: list[Piece] = []
                for kind, lines in self.run(tool, arguments, records_of(
                        group, passed), total):
                    yield Piece(origin, kind, lines)
                yield from passed
        return self.counted(step, do)

    def stage(self, stage: str, *strict: str) -> Callable:
        """A stage of ndedup on the lines of a partition."""
        def do(_index, blocks: Iterator[bytes], total) -> Iterator[bytes]:
            first = next(blocks, None)
            if first is not None:
                for kind, lines in self.run(
                        "ndedup", ["--stage=" + stage, *strict],
                        itertools.chain([first], blocks), total):
                    if kind == "out":
                        yield lines
        return self.counted(stage, do)


def add(total: dict, counts: dict) -> None:
    for key, n in counts.items():
        if key.startswith("largest"):
            total[key] = max(total[key], n)
        else:
            total[key] += n


def records_of(pieces: Iterable[Piece],
               others: list[Piece]) -> Iterator[bytes]:
    for piece in pieces:
        if piece.kind == "out":
            yield piece.lines
        else:
            others.append(piece)


def whole_lines(stream) -> Iterator[bytes]:
    """Blocks that depend on the bytes alone, not on when they come."""
    rest = b""
    while block := stream.read(BLOCK):
        end = block.rfind(b"\n") + 1
        if end:
            yield rest + block[:end]
            rest = block[end:]
        else:
            rest += block
    if rest:
        yield rest


def in_blocks(lines: Iterable[bytes], size: int = BLOCK) -> Iterator[bytes]:
    """Lines, or blocks of them, in blocks of about the given size."""
    have, length = [], 0
    for line in lines:
        have.append(line)
        length += len(line)
        if length >= size:
            yield b"".join(have)
            have, length = [], 0
    if have:
        yield b"".join(have)


# The shuffle.  Lines travel in blocks, which begin with the same few bytes and
# are of one kind: a tuple of Python for each line costs ten times as much.

class Shuffle(NamedTuple):
    """Lines to partitions by the first bytes of their key."""
    job: Job
    partitions: int

    def cut(self, letter: bytes) -> int:
        """So many bytes of a key that there are 16 blocks a partition."""
        n = 1
        while (16 ** n // 8 if letter == b"h" else 32 ** n) \
                < 16 * self.partitions:
            n += 1
        return n + 1

    def gather(self, blocks: Iterable[bytes], kinds: bytes, total: dict,
               ) -> Iterator[tuple[bytes, bytes]]:
        """(first bytes of the key and kind, sorted lines); other kinds of
        lines are left out."""
        began = time.process_time()
        for many in in_blocks(blocks, ROOM):
            lines = many.splitlines(True)
            lines.sort()
            nodes = bisect.bisect_left(lines, b"i")
            for kind in map(bytes, zip(kinds)):
                some = lines[:nodes] if kind == b"h" else [
                    line for line in lines[nodes:]
                    if line[KIND:KIND + 1] == kind]
                for block in cut_blocks(some, self.cut(kind), kind):
                    total["bytes"] += len(block[1])
                    yield block
        total["python_seconds"] += time.process_time() - began

    def send(self, rdd, kinds: bytes):
        """To their partitions, not yet in order."""
        return rdd.mapPartitionsWithIndex(self.job.counted(
            "to " + kinds.decode(), lambda _, blocks, total:
            self.gather(blocks, kinds, total))) \
            .partitionBy(self.partitions, home)

    def sort(self, *sent):
        """Blocks of sorted lines, with whole groups: what was sent, together.
        Nothing moves: it is where it belongs."""
        rdd = sent[0]
        for other in sent[1:]:
            rdd = rdd.union(other)
        return rdd.repartitionAndSortWithinPartitions(self.partitions, home) \
            .mapPartitions(merged, True)


def cut_blocks(lines: list[bytes], cut: int, kind: bytes,
               ) -> Iterator[tuple[bytes, bytes]]:
    """Sorted lines, cut where the first bytes change."""
    at = 0
    while at < len(lines):
        first = lines[at][:cut]
        end = bisect.bisect_left(lines, first + b"\x7f", at)
        yield first + kind, b"".join(lines[at:end])
        at = end


def home(key: bytes) -> int:
    return zlib.crc32(key[:-1])


def merged(blocks: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    for _, group in itertools.groupby(blocks, lambda b: b[0][:-1]):
        lines = b"".join(lines for _, lines in group).splitlines(True)
        lines.sort()
        yield b"".join(lines)


def only(sent, kind: bytes):
    return sent.filter(lambda block: block[0][-1:] == kind)


# Components (Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii, 2014,
# "Connected Components in MapReduce and Beyond").  A line NODE a NODE is an
# edge; nodes are compared by name.

def both_ways(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Edges, or those lines NODE e NODE SCORE that can join clusters."""
    for block in blocks:
        lines = []
        for line in block.splitlines():
            if line[KIND:KIND + 1] == b"a" \
                    or int(line[OTHER + NODE + 1:]) >= STRONG:
                a, b = line[:NODE], line[OTHER:OTHER + NODE]
                lines += (LINK % (a, b), LINK % (b, a))
        yield b"".join(lines)


def stars(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, list[bytes]]]:
    """Each node, and its neighbours in order."""
    for block in blocks:
        lines = sorted(set(block.splitlines()))
        for node, group in itertools.groupby(lines, lambda line: line[:NODE]):
            yield node, [line[OTHER:] for line in group]


def large_star(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Larger neighbours go to the least; edges from the larger node."""
    for node, near in stars(blocks):
        least = min(node, near[0])
        yield b"".join(LINK % (v, least) for v in near if v > node)


def small_star(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The node and its smaller neighbours, which alone it has here, go to the
    least of them."""
    for node, near in stars(blocks):
        yield b"".join(LINK % (v, near[0]) for v in (*near[1:], node))


def not_a_star(blocks: Iterable[bytes]) -> Iterator[int]:
    """How many nodes have a smaller neighbour, and another one."""
    yield sum(near[0] < node and len(near) > 1 for node, near in stars(blocks))


def labels(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """NODE c COMPONENT."""
    for node, near in stars(blocks):
        yield b"%b\tc\t%b\n" % (node, min(node, near[0]))


def components(shuffle: Shuffle, edges):
    """Lines NODE c COMPONENT, sent, of all nodes with a strong edge."""
    graph = shuffle.sort(edges).mapPartitions(both_ways)
    for rounds in itertools.count():
        graph = shuffle.sort(shuffle.send(graph, b"a"))
        if graph.mapPartitions(not_a_star).sum() == 0:
            shuffle.job.counts.add({("components", 0): {"rounds": rounds}})
            return shuffle.send(graph.mapPartitions(labels), b"c")
        graph = shuffle.sort(shuffle.send(graph.mapPartitions(large_star),
                                          b"a"))
        graph = graph.mapPartitions(small_star).mapPartitions(both_ways)


# The stages.

def placed(job: Job) -> Callable:
    """`sketch`, whose members NODE m RANK ID also tell their partition, and
    with --first their place instead of the rank."""
    sketch = job.stage("sketch")

    def do(index: int, pieces: Iterator[Piece]) -> Iterator[bytes]:
        mark = b"%b%d\n" % (MARK, index)
        place = itertools.count()
        for origin, group in itertools.groupby(pieces, lambda p: p.origin):
            for block in sketch(index, (p.lines for p in group)):
                lines = block.splitlines(True)
                for i, line in enumerate(lines):
                    if line[KIND:KIND + 1] == b"m" and line[:1] != b"h":
                        if job.first:
                            line = b"%b\tm\t=%b %012d\t%b" % (
                                line[:NODE], origin.encode(), next(place),
                                line.rsplit(b"\t", 1)[1])
                        lines[i] = line[:-1] + mark
                yield b"".join(lines)
    return do


def by_component(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """COMPONENT, the kind of the line, and the line: edges after members."""
    for block in blocks:
        out, node, component = [], b"", b""
        for line in block.splitlines(True):
            kind = line[KIND:KIND + 1]
            if kind == b"c":
                node, component = line[:NODE], line[OTHER:-1]
                continue
            if line[:NODE] != node:
                node = component = line[:NODE]
            out.append(b"%b\t%b\t%b" % (
                component, b"m" if kind == b"m" else b"x", line))
        yield b"".join(out)


def whole_components(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of components, without edges to others: those are weak."""
    for block in blocks:
        out, component, members = [], b"", set()
        for line in block.splitlines(True):
            if line[:NODE] != component:
                component, members = line[:NODE], set()
            line = line[OTHER:]
            if line[KIND:KIND + 1] == b"m":
                members.add(line[:NODE])
            elif line[OTHER:OTHER + NODE] not in members:
                continue
            out.append(line)
        yield b"".join(out)


def linked(job: Job) -> Callable:
    """`link`, by as many components at a time as fit."""
    def do(_index, blocks: Iterator[bytes], total) -> Iterator[bytes]:
        for some in in_blocks(whole_components(blocks), LINKED):
            total["largest_link"] = max(total["largest_link"], len(some))
            for kind, lines in job.run("ndedup", ["--stage=link", "--strict"],
                                       [some], total):
                if kind == "out":
                    yield lines
    return job.counted("link", do)


def copies(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bytes, bytes, bytes]]:
    """Of lines ID ROOT those of records that go: the id and the partition of the
    record, and of what is kept for it."""
    for block in blocks:
        for line in block.splitlines():
            one, root = line.split(b"\t")
            if one != root:
                yield (*one.rsplit(MARK, 1), *root.rsplit(MARK, 1))


def by_partition(pairs: Iterable[tuple[bytes, bytes]],
                 ) -> Iterator[tuple[int, bytes]]:
    """Of pairs of partition and line the lines of each partition."""
    room: dict[bytes, list[bytes]] = defaultdict(list)
    for mark, line in pairs:
        room[mark].append(line)
    for mark, lines in room.items():
        yield int(mark), b"".join(lines)


def leaving(blocks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines ID ROOT of the records that go, to where they are."""
    return by_partition((mark, b"%b\t%b\n" % (name, root))
                        for name, mark, root, _ in copies(blocks))


def wanted(blocks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines ROOT PARTITION, where it has copies, to where the root is."""
    return by_partition(sorted({(at, b"%b\t%b\n" % (root, mark))
                                for _, mark, root, at in copies(blocks)}))


def identity(key: int) -> int:
    return key


def beside(lines, sizes: list[int]):
    """(partition, lines): a block for each of the partition's, with all that
    is for it in the first."""
    return lines.partitionBy(len(sizes), identity) \
        .mapPartitionsWithIndex(lambda i, it: itertools.islice(
            itertools.chain([b"".join(some for _, some in it)],
                            itertools.repeat(b"")), sizes[i]), True)


def dropping(job: Job, total: dict, arguments: list[str], roots: bytes,
             blocks: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    with tempfile.NamedTemporaryFile() as file:
        file.write(roots)
        file.flush()
        yield from job.run(
            "ndedup", ["--stage=drop", "--roots=" + file.name, *arguments],
            blocks, total, "duplicates")


def lent(job: Job) -> Callable:
    """Of blocks of records with what is wanted of them beside the first: those
    records, and for which partition.  They are what `drop` takes out, and what
    `of` has are the partitions."""
    def do(_index, pairs: Iterator[tuple[Piece, bytes]], total):
        first = next(pairs, None)
        if first is None or not first[1]:
            return
        room: dict[bytes, list[bytes]] = defaultdict(list)
        for line in first[1].splitlines():
            root, mark = line.split(b"\t")
            room[root].append(mark)
        blocks = (p.lines for p, _ in itertools.chain([first], pairs))
        for kind, lines in dropping(job, total, [], b"".join(
                b"%b\t%b\n" % (root, b",".join(marks))
                for root, marks in room.items()), blocks):
            if kind == "duplicates":
                for line in lines.splitlines(True):
                    of = json.loads(line, strict=False)["dup"]["of"]
                    for mark in of.split(","):
                        yield int(mark), line
    return job.counted("lend", do)


def dropped(job: Job) -> Callable:
    """`drop`, of blocks of records, and beside the first the roots and the
    records that were kept for others."""
    def do(_index, some: Iterator[tuple[tuple[Piece, bytes], bytes]], total):
        first = next(some, None)
        if first is None:
            return
        (_, roots), kept = first
        blocks = (p.lines for (p, _), _ in itertools.chain([first], some))
        with tempfile.NamedTemporaryFile() as file:
            file.write(kept)
            file.flush()
            for kind, lines in dropping(
                    job, total, ["--against=" + file.name], roots, blocks):
                yield Piece("", kind, lines)
    return job.counted("drop", do)


def dedup(shuffle: Shuffle, records, sizes: list[int]):
    """What is left of the records, and what is not, as pieces.  sizes: how
    many blocks each partition of records has."""
    job = shuffle.job
    sketched = records.mapPartitionsWithIndex(placed(job))
    texts = shuffle.send(sketched, b"ms")
    sketches = only(texts, b"s")

    def step(name: str, *sent):
        return shuffle.sort(*sent).mapPartitionsWithIndex(
            job.stage(name, "--strict"))

    prints = step("match", shuffle.send(sketched, b"h"))
    pairs = step("join", sketches, shuffle.send(prints, b"p"))
    edges = shuffle.send(step("score", sketches, shuffle.send(pairs, b"q")),
                         b"e")
    known = shuffle.sort(only(texts, b"m"), edges, components(shuffle, edges))
    roots = shuffle.sort(
        shuffle.send(known.mapPartitions(by_component), b"mx")) \
        .mapPartitionsWithIndex(linked(job))
    roots = roots.persist(StorageLevel.DISK_ONLY)
    kept = records.zip(beside(roots.mapPartitions(wanted), sizes)) \
        .mapPartitionsWithIndex(lent(job))
    return records.zip(beside(roots.mapPartitions(leaving), sizes)) \
        .zip(beside(kept, sizes)).mapPartitionsWithIndex(dropped(job))


# Input and output, by Spark's source of text lines: they stay bytes there.

def read_lines(spark: SparkSession, paths: list[str], first: bool):
    """Pieces of lines of files, each of one part of a file with --first."""
    column = [functions.col("value").cast("binary")]
    if first:
        column += [functions.col("_metadata.file_path"),
                   functions.col("_metadata.file_block_start")]
    rows = spark.read.option("lineSep", "\n").text(paths).select(*column).rdd

    def pieces(rows: Iterator) -> Iterator[Piece]:
        for place, group in itertools.groupby(rows, lambda row: row[1:]):
            origin = "%s %015d" % place if first else ""
            for lines in in_blocks(bytes(row[0]) + b"\n" for row in group):
                yield Piece(origin, "out", lines)
    return rows.mapPartitions(pieces)


def read_dumps(spark: SparkSession, paths: list[str], partitions: int):
    """Pieces of the names of dumps, for nsplit --files-from."""
    names = [row[0] for row in spark.read.text(paths).collect() if row[0]]
    rdd = spark.sparkContext.parallelize(names, min(partitions, len(names)))
    return rdd.mapPartitionsWithIndex(lambda i, some: (
        Piece("%012d" % i, "out", os.fsencode(name) + b"\n")
        for name in some))


def write_lines(spark: SparkSession, blocks, path: str) -> None:
    rows = blocks.filter(len).map(lambda block: (block[:-1],))
    spark.createDataFrame(rows, "value binary", verifySchema=False) \
        .select(functions.col("value").cast("string")).write.text(path)


def summary(counts: dict) -> list[bytes]:
    """A line of JSON for each step, and for what goes `to` each kind of line:
    sums over its tasks, and their skew: bytes of the least, of the one in the
    middle and of the most."""
    steps: dict[str, list[dict]] = {}
    for (step, _), one in sorted(counts.items()):
        steps.setdefault(step, []).append(one)
    lines = []
    for step, some in steps.items():
        total: dict = defaultdict(int)
        for one in some:
            add(total, one)
        size = sorted(one.get("bytes", 0) for one in some)
        lines.append(json.dumps({
            "step": step, "partitions": len(some), **total,
            "skew": [size[0], int(statistics.median(size)), size[-1]]}))
    return [line.encode() + b"\n" for line in lines]


def work(spark: SparkSession, inputs: list[str], output: str,
         steps: list[str], partitions: int = 0, path: str = os.defpath,
         options: dict[str, list[str]] | None = None,
         first: bool = False) -> dict:
    """All that the command does; what the tasks counted."""
    sc = spark.sparkContext
    job = Job(path, options or {}, first, sc.accumulator({}, ByTask()))
    partitions = partitions or 2 * sc.defaultParallelism
    if steps[0] == "split":
        pieces = read_dumps(spark, inputs, partitions)
    else:
        pieces = read_lines(spark, inputs, first)
    for step in steps:
        if step != "dedup":
            pieces = pieces.mapPartitionsWithIndex(job.tool(
                step, TOOL[step],
                *(["--files-from=-"] if step == "split" else [])))
    pieces = pieces.persist(StorageLevel.DISK_ONLY)
    records = pieces.filter(lambda piece: piece.kind == "out")
    rejects = pieces.filter(lambda piece: piece.kind != "out")
    if "dedup" in steps:
        sizes = records.mapPartitions(
            lambda some: [sum(1 for _ in some)]).collect()
        done = dedup(Shuffle(job, partitions), records, sizes) \
            .persist(StorageLevel.DISK_ONLY)
        records = done.filter(lambda piece: piece.kind == "out")
        rejects = rejects.union(done.filter(lambda p: p.kind == "rejects"))
        write_lines(spark, done.filter(lambda p: p.kind == "duplicates")
                    .map(lambda p: p.lines), output + "/dropped")
    write_lines(spark, records.map(lambda p: p.lines), output + "/records")
    write_lines(spark, rejects.map(lambda p: p.lines), output + "/rejects")
    write_lines(spark, sc.parallelize(summary(job.counts.value), 1),
                output + "/stats")
    return job.counts.value


def main() -> None:
    what, usage, more = __doc__.split("\n\n", 2)
    p = argparse.ArgumentParser(
        usage=usage.replace("usage: ", ""), description=what, epilog=more,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("input", nargs="+")
    p.add_argument("output")
    p.add_argument("--steps", default="norm,quote,dedup",
                   help="of split, norm, quote, dedup, in that order")
    p.add_argument("--partitions", type=int, default=0,
                   help="of each shuffle (twice the cores)")
    p.add_argument("--bin", default="",
                   help="directory of the tools on every worker")
    p.add_argument("--options", action="append", default=[], metavar="STRING",
                   help="a tool and options for it: 'ndedup --noisy'")
    p.add_argument("--first", action="store_true",
                   help="keep of each cluster what comes first in the input, "
                   "files by name; else the least id, or ndedup's --rank")
    p.add_argument("--master", help="as spark-submit has it")
    a = p.parse_args()
    steps = a.steps.split(",")
    if steps != [s for s in (*TOOL, "dedup") if s in steps]:
        p.error("--steps: some of split,norm,quote,dedup, in that order")
    options: dict[str, list[str]] = {}
    for words in map(shlex.split, a.options):
        if not words or words[0] not in (*TOOL.values(), "ndedup"):
            p.error("--options: begins with the name of a tool")
        options.setdefault(words[0], []).extend(words[1:])
    builder = SparkSession.builder.appName("newsreel")
    if a.master:
        builder = builder.master(a.master)
    spark = builder.getOrCreate()
    work(spark, a.input, a.output, steps, a.partitions,
         os.pathsep.join(filter(None, (a.bin, os.defpath))), options, a.first)
    spark.stop()


if __name__ == "__main__":
    main()
