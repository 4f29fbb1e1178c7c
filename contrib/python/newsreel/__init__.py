# SPDX-License-Identifier: ISC
"""The filters of newsreel as iterators over records, which are dicts.

    for r in newsreel.dedup(newsreel.quote(newsreel.split("dump.tar.gz"))):
        print(r["title"])

Options are keywords: split(path, unit="sentence") is nsplit --unit=sentence,
and quote(records, marks_only=True) is nquote --marks-only.  The options are
those that leave JSON on standard output.  All is lazy, and nothing is kept.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import warnings

__all__ = ["split", "norm", "quote", "dedup", "Error", "Damaged"]
_BIN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bin")


class Error(Exception):
    """A tool stopped; what it said on standard error is the message."""


class Damaged(UserWarning):
    """Done, but some input was rejected, damaged or skipped."""


def split(*paths, **options):
    """The articles in files, folders and archives."""
    if not paths:
        raise TypeError("split() wants at least one path")
    return _run("nsplit", options, paths, None)


def norm(records, **options):
    """The records with repaired encoding, characters and layout."""
    return _run("nnorm", options, (), records)


def quote(records, **options):
    """The records with repaired quotation marks and who said what."""
    return _run("nquote", options, (), records)


def dedup(records, **options):
    """The records without the copies; with mark=True the copies have a dup."""
    return _run("ndedup", options, (), records)


def _arguments(options):
    for name, value in options.items():
        name = "--" + name.replace("_", "-")
        for v in value if isinstance(value, (list, tuple)) else [value]:
            if v is True:
                yield name
            elif v is not False and v is not None:
                yield "%s=%s" % (name, os.fspath(v) if hasattr(v, "__fspath__")
                                 else v)


def _run(tool, options, paths, records):
    failed = []

    def feed(pipe):
        # A tool that stopped reading says why by its status.
        try:
            with pipe:
                for r in records:
                    pipe.write(json.dumps(r).encode() + b"\n")
        except BrokenPipeError:
            pass
        except BaseException as e:
            failed.append(e)

    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [os.path.join(_BIN, tool), *_arguments(options), "--",
             *map(os.fspath, paths)],
            stdin=subprocess.DEVNULL if records is None else subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=said)
        feeder = records is not None and threading.Thread(
            target=feed, args=(process.stdin,), daemon=True)
        try:
            if feeder:
                feeder.start()
            for line in process.stdout:
                yield json.loads(line)
            if feeder:
                feeder.join()
            status = process.wait()
        finally:
            # Also when the caller wants no more.
            process.kill()
            process.wait()
            process.stdout.close()
        if failed:
            raise failed[0]
        said.seek(0)
        message = said.read().decode("utf-8", "replace").strip()
        if status not in (0, 1):
            raise Error(message or "%s: status %d" % (tool, status))
        if status == 1:
            warnings.warn(message, Damaged, stacklevel=2)


def _tool():
    """What the commands in the environment's bin call: become the tool."""
    name = os.path.basename(sys.argv[0])
    path = os.path.join(_BIN, name)
    os.execv(path, [name, *sys.argv[1:]])
