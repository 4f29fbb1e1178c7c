#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# soak.sh [MIB]: MIB (1000) of mebibytes through nsplit, nnorm and nquote take
# no more memory than 100 (or a tenth) of them do, within 1 MiB; ndedup's bytes a
# record are told.
set -u
cd "$(dirname "$0")/../.." || exit 2
BIN=$(cd "${BIN:-${B:-build}/bin}" && pwd)
exec python3 - "${1:-${SOAK_MIB:-1000}}" "$BIN" <<'END'
import json, os, subprocess, sys
size, bindir = int(sys.argv[1]) << 20, sys.argv[2]

def text(i):
    return ("Fog over the harbour, day %d\n\nMARLBY - \"No boat left today,\" "
            "said the harbour master, Ada Thorne (%d).\n\n%s\n\n" % (
                i, i % 90, "\n".join("The ferrymen wait for wind %d; the baker "
                "of quay %d does not, and sells %d loaves." % (
                    i * 31 % 997, (i + k) * 17 % 89, i * k % 1009)
                for k in range(12))))

def block(tool, first, n):
    if tool == "nsplit":
        return "".join("Document %d\n\n" % i + text(i)
                       for i in range(first, first + n)).encode()
    return "".join(json.dumps({"id": "r%d" % i, "text": text(i)}) + "\n"
                   for i in range(first, first + n)).encode()

def soak(tool, size):
    """Returns (KiB, records, status)."""
    p = subprocess.Popen([bindir + "/" + tool], stdin=subprocess.PIPE,
                         stdout=subprocess.DEVNULL)
    data, sent, n = block(tool, 0, 2000), 0, 0
    while sent < size:
        if tool == "ndedup":
            data = block(tool, n, 2000)
        p.stdin.write(data)
        sent += len(data)
        n += 2000
    # Not ru_maxrss, which begins with what this process has: exec keeps it.
    p.stdin.flush()
    with open("/proc/%d/status" % p.pid) as f:
        peak = [int(l.split()[1]) for l in f if l.startswith("VmHWM")][0]
    p.stdin.close()
    return peak, n, p.wait()

print("1..4")
small = min(size // 10, 100 << 20)
failed = 0
for k, tool in enumerate(("nsplit", "nnorm", "nquote"), 1):
    few, many = soak(tool, small), soak(tool, size)
    good = many[0] - few[0] <= 1024 and many[2] == few[2] == 0
    failed |= not good
    print("%sok %d - %s: %d KiB at %d MiB, %d KiB at %d MiB" % (
        "" if good else "not ", k, tool, few[0], small >> 20, many[0],
        size >> 20), flush=True)
few, many = soak("ndedup", small // 2), soak("ndedup", small * 2)
print("ok 4 - ndedup: %d records more take %d bytes each" % (
    many[1] - few[1], (many[0] - few[0]) * 1024 // max(1, many[1] - few[1])))
sys.exit(failed)
END
