#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# Input that means harm: archives from tests/make-hostile, and JSON Lines.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

@test "hostile archives: no crash, little memory and time, good members out" {
	case $(cat "$BUILD/flags") in
	*-fsanitize*) most=4000000 ;;
	*) most=65536 ;;
	esac
	mkdir h
	"$ROOT/tests/make-hostile" h
	python3 - "$most" <<'END'
import json, os, subprocess, sys, time
most, worst, longest, wrong = int(sys.argv[1]), (0, ""), (0, ""), 0
expect = [line.split() for line in open("h/expect")]
for name, damaged, good in expect:
    for tool in ("nsplit", "nnorm"):
        begin = time.monotonic()
        p = subprocess.Popen(
            [tool, "--max-record", "16M", "h/" + name],
            stdout=open("out", "wb"), stderr=open("err", "wb"))
        _, status, use = os.wait4(p.pid, 0)
        p.returncode = 0
        # Other work on the machine makes a run longer, but not this.
        took = use.ru_utime + use.ru_stime
        rc = os.waitstatus_to_exitcode(status)
        worst = max(worst, (use.ru_maxrss, tool + " " + name))
        longest = max(longest, (took, tool + " " + name))
        out = [json.loads(l) for l in open("out", encoding="utf-8")]
        err = open("err", "rb").read()
        n = sum(r["text"].count("Ostholm") for r in out)
        why = []
        if rc not in (0, 1, 2):
            why.append("crash")
        if rc != 0 and not err:
            why.append("no message")
        if any(b < 32 and b != 10 for b in err):
            why.append("control characters in messages")
        if use.ru_maxrss > most:
            why.append("%d KiB" % use.ru_maxrss)
        if most == 65536 and (took > 5 or time.monotonic() - begin > 60):
            why.append("%.1f s" % took)
        if tool == "nsplit" and damaged == "1" and rc == 0:
            why.append("damage is not told")
        if tool == "nsplit" and n < int(good):
            why.append("%d of %s good members" % (n, good))
        if why:
            wrong += 1
            print(tool, name, "status", rc, "; ".join(why), err[:300])
print("%d archives; most memory: %d KiB (%s); longest: %.2f s (%s)" % (
    len(expect), *worst, *longest), file=sys.stderr)
with open("/dev/fd/3", "w") as told:
    print("# %d archives; most memory: %d KiB (%s); longest: %.2f s (%s)" % (
        len(expect), *worst, *longest), file=told)
sys.exit(wrong != 0 or len(expect) < 60)
END
	# Nothing was unpacked anywhere.
	[ "$(find . -type f ! -path './h/*' | sort | tr '\n' ' ')" = \
	    "./err ./out " ]
}

# The twelve kinds between good records: GOOD BAD, the line, a good one after.
@test "hostile lines: the good ones keep their bytes, one report each" {
	python3 - <<'END'
good = b'{"id":"g%d","text":"Fog over the harbour, day %d."}'
kinds = [
    ("bom", b'\xef\xbb\xbf{"id":"b","text":"Rain."}', b'{"id":"b","text":"Rain."}'),
    ("crlf", b'{"id":"b","text":"Rain."}\r', b'{"id":"b","text":"Rain."}'),
    ("blank", b" \t ", b""),
    ("utf8", b'{"id":"b","text":"Ra\xff\xc0\x80in."}', None),
    ("utf8 elsewhere", b'{"id":"b","u":"\xed\xa0\x80","text":"Rain."}', None),
    ("broken", b'{"id":"b","text":"Rain."', None),
    ("surrogate", b'{"id":"b","u":"\\ud800","text":"Rain."}', "lax"),
    ("tab", b'{"id":"b","u":"a\tb","text":"Rain."}', "lax"),
    ("nul", b'{"id":"b","u":"a\0b","text":"Rain."}', "any"),
    ("duplicate", b'{"id":"b","text":"Rain.","text":"Snow."}', "lax"),
    ("rs", b'\x1e{"id":"b","text":"Rain."}', "any"),
    ("deep", b'{"d":' + b"[" * 20000 + b"]" * 20000 + b',"text":"Rain."}', None),
    ("long", b'{"id":"b","text":"' + b"a" * (64 << 20) + b'"}', None),
]
with open("kinds", "w") as told:
    for n, (name, line, want) in enumerate(kinds):
        with open("in.%d" % n, "wb") as f:
            f.write(good % (n, n) + b"\n" + line + b"\n" +
                    good % (n + 50, n + 50) + b"\n")
        kind = ("gone" if want is None else want if isinstance(want, str)
                else "kept" if want else "blank")
        told.write("%d %s %s\n" % (n, kind, name))
END
	for tool in nnorm nquote ndedup; do
		while read -r n kind name; do
			echo "$tool: $name ($kind)"
			got=0
			set -- "$tool" --max-record 16M
			[ "$tool" != ndedup ] || set -- "$@" --mark --exact
			"$@" "in.$n" >out 2>err || got=$?
			sed -i 's/,"quotes":\[.*\]//' out
			head -n 1 out | cmp - <(head -n 1 "in.$n")
			tail -n 1 out | cmp - <(tail -n 1 "in.$n")
			records=$(wc -l <out) told=$(wc -l <err)
			case $kind in
			gone)
				if [ "$tool:$name" = nnorm:utf8 ]; then
					# That is its work.
					[ "$got $records" = "0 3" ]
				else
					[ "$got $records $told" = "1 2 1" ]
				fi ;;
			kept) [ "$got $records $told" = "0 3 0" ] ;;
			blank) [ "$got $records $told" = "0 2 0" ] ;;
			lax)
				[ "$got $records $told" = "0 3 0" ]
				cmp out "in.$n" ;;
			any) [ "$got $records $told" = "0 3 0" ] ||
				[ "$got $records $told" = "1 2 1" ] ;;
			esac
		done <kinds
	done
}
