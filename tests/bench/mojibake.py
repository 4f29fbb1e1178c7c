#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""What misread UTF-8 is undone, and what clean text is harmed: a table of nnorm and
ftfy, which a PYTHON is asked for that has it: mojibake.py NNORM PYTHON

The texts are the sentences of tests/sentences/ that have other letters than
ASCII's, each read as the encodings that software takes for UTF-8, once, and once
more through the first.  Undone is what comes back as it was, to the letter.
Speed is MB of damaged text a second of processor time.
"""
import glob
import os
import resource
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
READ_AS = ("cp1252", "latin-1", "cp1250", "cp1251", "cp1254", "cp437", "cp850", "mac_roman")
FTFY = """
import sys
import ftfy
for line in sys.stdin:
    sys.stdout.write(ftfy.fix_encoding(line))
"""


def misread(text, encoding):
    """The UTF-8 of text in another encoding; what that lacks is a control."""
    return "".join(bytes([b]).decode(encoding, "ignore") or chr(b) for b in text.encode())


def sentences():
    for path in sorted(glob.glob(os.path.join(HERE, "..", "sentences", "*.txt"))):
        for line in open(path, encoding="utf-8"):
            line = line.strip()
            if line and line[0] not in "#=":
                yield line


def cases(lines):
    for line in lines:
        if line.isascii():
            continue
        for encoding in READ_AS:
            bad = misread(line, encoding)
            if "\n" not in bad and "\r" not in bad and "\x85" not in bad:
                yield line, bad
        yield line, misread(misread(line, "cp1252"), "cp1252")


def run(command, lines):
    """What command makes of lines, and its processor seconds."""
    a = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, input="".join(x + "\n" for x in lines).encode(), check=True,
                         stdout=subprocess.PIPE, env=dict(os.environ, PYTHONIOENCODING="utf-8")).stdout
    b = resource.getrusage(resource.RUSAGE_CHILDREN)
    return out.decode().split("\n")[:-1], b.ru_utime + b.ru_stime - a.ru_utime - a.ru_stime


def row(label, command, clean, pairs):
    harmed = sum(x != y for x, y in zip(clean, run(command, clean)[0]))
    damaged = [bad for _, bad in pairs]
    undone = sum(x == y for (x, _), y in zip(pairs, run(command, damaged)[0]))
    _, start = run(command, [])
    many = damaged * (50 if "nnorm" in label else 1)
    _, seconds = run(command, many)
    size = sum(len(x.encode()) + 1 for x in many) / 1e6
    print("| %s | %d of %d | %d of %d | %.3g |" % (label, undone, len(pairs), harmed, len(clean),
                                                  size / max(seconds - start, 1e-3)))


def main():
    nnorm, python = sys.argv[1:3]
    clean = list(sentences())
    pairs = list(cases(clean))
    print("| misread UTF-8 | undone | clean sentences changed | MB a CPU second |")
    print("|---|---|---|---|")
    row("nnorm", [nnorm, "-Q", "--lines", "--keep-lines", "--no-entities"], clean, pairs)
    version = subprocess.run([python, "-c", "import ftfy; print(ftfy.__version__)"],
                             capture_output=True, text=True)
    if version.returncode == 0:
        row("ftfy " + version.stdout.strip(), [python, "-c", FTFY], clean, pairs)


main()
