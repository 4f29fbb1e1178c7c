#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Write the tables of README.md: readme.py [NAME ...]

A paragraph of README.md that begins with `COMMAND`, DATE is followed by what
COMMAND measured.  Each such command that holds a NAME (all, without one) is run
in the top directory; its tables take the place of those behind the paragraph, in
their order, and today's date that of DATE.  Other lines stay as they are.
"""
import datetime
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEAD = re.compile(r"`((?:\w+=\S+ )*\w+ tests/bench/[^`]+)`, \d{4}-\d\d-\d\d")


def tables(lines):
    """Begin and end of each run of lines that are rows."""
    found, begin = [], None
    for i, line in enumerate(lines + [""]):
        if line.startswith("|") and begin is None:
            begin = i
        elif not line.startswith("|") and begin is not None:
            found.append((begin, i))
            begin = None
    return found


def renew(section, today):
    """The lines of a section, which begins with its command, measured anew."""
    command = HEAD.match(section[0]).group(1)
    out = subprocess.run(command, shell=True, cwd=TOP, check=True, text=True,
                         stdout=subprocess.PIPE).stdout.split("\n")
    old, new = tables(section), tables(out)
    if len(old) != len(new):
        sys.exit("readme.py: %s: %d tables, README.md has %d" % (command, len(new), len(old)))
    for (begin, end), (a, b) in reversed(list(zip(old, new))):
        section[begin:end] = out[a:b]
    section[0] = re.sub(r"\d{4}-\d\d-\d\d", today, section[0], count=1)
    return section


def main():
    path = os.path.join(TOP, "README.md")
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")
    begins = [i for i, line in enumerate(lines) if HEAD.match(line)]
    ends = begins[1:] + [len(lines)]
    for begin, end in reversed(list(zip(begins, ends))):
        command = HEAD.match(lines[begin]).group(1)
        if not sys.argv[1:] or any(name in command for name in sys.argv[1:]):
            lines[begin:end] = renew(lines[begin:end], datetime.date.today().isoformat())
    with open(path + ".new", "w", encoding="utf-8") as f:
        f.write("\n".join(lines))
    os.replace(path + ".new", path)


if __name__ == "__main__":
    main()
