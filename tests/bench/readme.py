#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Write the tables of README.md: readme.py [NAME ...]

A paragraph of README.md that begins with `COMMAND`, DATE is followed by what
COMMAND measured.  Each such command that is a NAME, or holds one (all, without one),
is run in the top directory; its tables take the place of those behind the paragraph, in
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


def renew(lines, command, out):
    """The tables that out holds instead of those behind command in lines."""
    begins = [i for i, line in enumerate(lines) if HEAD.match(line)]
    begin = next(i for i in begins if HEAD.match(lines[i]).group(1) == command)
    end = min([i for i in begins if i > begin] + [len(lines)])
    old, new = tables(lines[begin:end]), tables(out)
    if len(old) != len(new):
        sys.exit("readme.py: %s: %d tables, README.md has %d" % (command, len(new), len(old)))
    for (a, b), (c, d) in reversed(list(zip(old, new))):
        lines[begin + a:begin + b] = out[c:d]
    lines[begin] = re.sub(r"\d{4}-\d\d-\d\d", datetime.date.today().isoformat(), lines[begin], count=1)


def main():
    path = os.path.join(TOP, "README.md")
    with open(path, encoding="utf-8") as f:
        commands = [m.group(1) for m in map(HEAD.match, f) if m]
    for command in commands:
        if sys.argv[1:] and not any(
                name == command or (name in command and name not in commands) for name in sys.argv[1:]):
            continue
        out = subprocess.run(command, shell=True, cwd=TOP, check=True, text=True,
                             stdout=subprocess.PIPE).stdout.split("\n")
        # Others may have changed it in the meantime.
        with open(path, encoding="utf-8") as f:
            lines = f.read().split("\n")
        renew(lines, command, out)
        with open(path + ".new", "w", encoding="utf-8") as f:
            f.write("\n".join(lines))
        os.replace(path + ".new", path)


if __name__ == "__main__":
    main()
