# SPDX-License-Identifier: ISC
"""Make a wheel of the package newsreel, with the standard library alone.

usage: wheel.py VERSION BINDIR OUTDIR [LIBDIR]

A wheel is a zip with METADATA, WHEEL and RECORD (PEP 427).  The same files give
the same bytes: order, times and modes are fixed.  With LIBDIR, the libraries
of make dist-binary, the wheel wants nothing of the system but a C library that
is as new as this one (PEP 600); else METADATA names what it wants.
"""

import base64
import hashlib
import os
import platform
import subprocess
import sys
import sysconfig
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = ("nsplit", "nnorm", "nquote", "ndedup")


def content(path):
    with open(path, "rb") as f:
        return f.read()


def libraries(paths):
    """The names of the shared libraries that the programs ask for."""
    names = set()
    for path in paths:
        out = subprocess.run(["readelf", "-d", path], check=True, text=True,
                             capture_output=True, env={**os.environ,
                                                       "LC_ALL": "C"}).stdout
        names.update(line.split("[")[1].split("]")[0]
                     for line in out.splitlines() if "(NEEDED)" in line)
    return sorted(names)


def main():
    version, bindir, outdir, *libdir = sys.argv[1:]
    root = os.path.join(HERE, "..", "..")
    system = sysconfig.get_platform()
    if libdir:
        system = system.replace("linux", "manylinux-"
                                + platform.libc_ver()[1], 1)
    tag = "py3-none-" + system.replace("-", "_").replace(".", "_")
    libs = [os.path.join(d, name) for d in libdir
            for name in sorted(os.listdir(d))]
    info = "newsreel-%s.dist-info/" % version
    bins = [os.path.join(bindir, t) for t in TOOLS]
    metadata = "".join("%s: %s\n" % f for f in [
        ("Metadata-Version", "2.1"), ("Name", "newsreel"),
        ("Version", version),
        ("Summary", "Filters that turn dumps of news text into clean records"),
        ("License", "ISC"), ("Requires-Python", ">=3.7"),
        *(("Requires-External", name) for name in libraries(bins)
          if not libs)])
    commands = "".join("%s = newsreel:_tool\n" % t for t in TOOLS)
    view = content(os.path.join(root, "contrib", "view", "newsreel-view"))
    files = {
        "newsreel/__init__.py": content(os.path.join(
            HERE, "newsreel", "__init__.py")),
        **{"newsreel/bin/" + t: content(b) for t, b in zip(TOOLS, bins)},
        **{"newsreel/lib/" + os.path.basename(f): content(f) for f in libs},
        # pip puts its own Python behind this word.
        "newsreel-%s.data/scripts/newsreel-view" % version:
            view.replace(b"#!/usr/bin/env python3", b"#!python", 1),
        info + "METADATA": metadata.encode(),
        info + "WHEEL": ("Wheel-Version: 1.0\nGenerator: newsreel\n"
                         "Root-Is-Purelib: false\nTag: %s\n" % tag).encode(),
        info + "entry_points.txt": ("[console_scripts]\n" + commands).encode(),
        info + "LICENSE": content(os.path.join(root, "LICENSE")),
    }
    record = "".join("%s,sha256=%s,%d\n" % (
        name, base64.urlsafe_b64encode(hashlib.sha256(data).digest())
        .rstrip(b"=").decode(), len(data)) for name, data in files.items())
    files[info + "RECORD"] = (record + info + "RECORD,,\n").encode()
    os.makedirs(outdir, exist_ok=True)
    path = os.path.join(outdir, "newsreel-%s-%s.whl" % (version, tag))
    with zipfile.ZipFile(path + ".new", "w") as wheel:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            runs = "/bin/" in name or "/scripts/" in name
            entry.external_attr = (0o100755 if runs else 0o100644) << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, data)
    os.replace(path + ".new", path)
    print(path)


main()
