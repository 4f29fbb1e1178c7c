#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# nnorm as a filter.  The single repairs are in tests/unit/nnorm_*.c.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	cat >dirty.jsonl <<'EOF'
{"id":"a1", "n":1.50, "quotes":[{"text":"x"}], "text":"The council of Harwick met on Monday to hear the plans for\nthe new bridge, which was to have been opened by a for-\nmer mayor &amp; his wife.\n\n%)\n\n Nobody had told them  that the riverÃ¢â‚¬â„¢s bed had moved\nsince the plans were drawn.\n\u0007","repairs":[],"z":null}
EOF
	cat >clean.jsonl <<'EOF'
{"id":"b1", "n":1.50, "text":"The river had moved, said Ada Penn.\n\nNobody had told the council of it." ,"quotes":[{"text":"x"}]}
EOF
	cat >want <<'EOF'
{"id":"a1", "n":1.50, "text":"The council of Harwick met on Monday to hear the plans for the new bridge, which was to have been opened by a former mayor & his wife.\n\nNobody had told them that the river’s bed had moved since the plans were drawn.","z":null,"metadata":{"furniture":["%)"]}}
EOF
}

@test "nnorm repairs the text, keeps other fields as they were, drops what went stale" {
	nnorm dirty.jsonl >out
	same want out
}

@test "a record that needs no repair is written as it came" {
	nnorm clean.jsonl >out
	same clean.jsonl out
}

@test "what nnorm wrote goes through it unchanged, with all its options" {
	for opts in "" "--unwrap guess" "--unwrap never" "--keep-lines" "--fold all" \
	    "--punctuation=ascii" "--punctuation=typographic"; do
		# shellcheck disable=SC2086
		nnorm $opts dirty.jsonl clean.jsonl "$FIXTURES/three.jsonl" >once
		# shellcheck disable=SC2086
		nnorm $opts once >twice
		same once twice
	done
}

@test "--explain tells every edit; undone from the last to the first they give the input" {
	need python3
	printf '{"id":"c1","text":"caf\xe9  \xe2\x80 and Zürich, Genève\\r\\n\\r\\n&lt;\xed\xa0\xbd\xed\xb8\x80"}\n' >bad.jsonl
	nnorm --explain why dirty.jsonl bad.jsonl >out
	python3 - <<'EOF'
import json
def bytes_of(s):
    return s.encode("utf-8", "surrogatepass")
def latin(s):
    return s.encode("latin-1")
raw = {}
for name in "dirty.jsonl", "bad.jsonl":
    line = open(name, "rb").read()
    begin = line.rindex(b'"text":"') + 8
    text = line[begin:]
    end = 0
    while text[end:end + 1] != b'"':
        end += 2 if text[end:end + 1] == b"\\" else 1
    # Unescape by hand: the bytes may be no UTF-8.
    t = text[:end].replace(b"\\n", b"\n").replace(b"\\r", b"\r")
    t = t.replace(b"\\u0007", b"\x07")
    raw[json.loads(line.decode("latin-1"))["id"]] = t
new = {}
for line in open("out", encoding="utf-8"):
    r = json.loads(line)
    new[r["id"]] = bytes_of(r["text"])
assert len(raw) == len(new) == 2
edits = [json.loads(line) for line in open("why", encoding="utf-8")]
assert len({e["rule"] for e in edits}) >= 8, {e["rule"] for e in edits}
for e in reversed(edits):
    t, at = new[e["record"]], e["offset"]
    after = bytes_of(e["after"])
    before = latin(e["before"]) if e["rule"].startswith("bytes") else bytes_of(e["before"])
    assert t[at:at + len(after)] == after, e
    new[e["record"]] = t[:at] + before + t[at + len(after):]
assert new == raw, (new, raw)
EOF
}

@test "--dry-run writes the records as they are, and counts" {
	nnorm -n --stats stats dirty.jsonl clean.jsonl >out
	same out <(cat dirty.jsonl clean.jsonl)
	[ "$(jq -c '[.changed, .repairs.unwrap, .repairs.dehyphenate, .repairs.entity, .repairs.debris]' stats)" = "[0,2,1,1,1]" ]
}

@test "with --keep-lines lines and blanks stay, characters are repaired" {
	printf '{"text":"One  &amp;\\n two\\r\\n\\n\\n\\nthree\\u200b"}\n' | nnorm --keep-lines >out
	printf '{"text":"One  &\\n two\\n\\n\\n\\nthree"}\n' >want
	same want out
}

@test "metadata.encoding tells what invalid bytes were" {
	printf '{"text":"caf\xe9"}\n{"text":"caf\xe9 in Zürich, Genève, Nîmes","metadata":{"encoding":"utf-8","a":1}}\n' | nnorm >out
	printf '{"text":"café","metadata":{"encoding":"windows-1252"}}\n{"text":"café in Zürich, Genève, Nîmes","metadata":{"encoding":"utf-8+windows-1252","a":1}}\n' >want
	same want out
}

@test "what is taken out joins the furniture that is there" {
	sed 's/"z":null/"metadata":{"furniture":["30 YEARS"],"item":"5"}/' dirty.jsonl | nnorm >out
	[ "$(jq -c .metadata out)" = '{"furniture":["30 YEARS","%)"],"item":"5"}' ]
}

@test "heads and page numbers inside a record are taken out, and sentences go on" {
	cat >pages <<'EOF'
HARWICK LAMP, May 3

The council of Harwick met on Monday to hear the plans for
the new bridge, which was to have been opened last spring
by the mayor and by those

Page 1
HARWICK LAMP, May 3

who had asked for it. Nobody had told the members that the
river had moved.

It was a long evening.

Page 2
HARWICK LAMP, May 3

At its end nothing had been decided, and the bridge stands
in a meadow to this day.

Page 3
EOF
	jq -Rsc '{id: "p", text: .}' pages | nnorm >out
	jq -r .text out >text
	cat >want <<'EOF'
The council of Harwick met on Monday to hear the plans for the new bridge, which was to have been opened last spring by the mayor and by those who had asked for it. Nobody had told the members that the river had moved.

It was a long evening.

At its end nothing had been decided, and the bridge stands in a meadow to this day.
EOF
	same want text
	[ "$(jq -c .metadata.furniture out)" = '["HARWICK LAMP, May 3","Page 1","HARWICK LAMP, May 3","Page 2","HARWICK LAMP, May 3","Page 3"]' ]
}

@test "plain lines stay one line each" {
	printf 'caf\xe9  au\tlait\n\n&amp;\n \xc2\xa0x&#10;y \n' | nnorm --lines >out
	printf 'café au lait\n\n&\nx y\n' >want
	same want out
}

@test "lone surrogates are kept" {
	printf '{"text":"a  \\ud800 b"}\n' | nnorm >out
	grep -qxi '{"text":"a \\ud800 b"}' out
}

@test "learnt words decide about hyphens, whatever -j is" {
	printf '{"text":"The Pellmere-Union met. A pellmerite spoke. Pellmerites spoke."}\n' >news
	printf '{"text":"The day began early and the well known members of the Pellmere-\\nUnion met; and the Pellmer-\\nites spoke, as did others of them who are here.\\n\\nThey ended."}\n' >torn
	nnorm -n --learn learnt news >out
	same news out
	head -n 1 learnt | grep -qx 'newsreel evidence 1'
	nnorm --evidence learnt torn | jq -r .text >out
	grep -q 'Pellmere-Union met; and the Pellmerites spoke' out
	printf 'Pellmere-Union\nPellmerites\n' >list
	nnorm --words list torn | jq -r .text | cmp - out
	for _ in $(seq 3000); do cat news torn; done >many
	nnorm -n --learn one many >/dev/null
	nnorm -n -j 4 --learn four many >/dev/null
	same one four
	echo "zzz" >>learnt
	run -2 nnorm --evidence learnt torn
	[[ $output == *"damaged evidence"* ]]
}

@test "the language is the option's, the record's or the text's own" {
	printf '{"text":"Das ist der Plan, den die Stadt und das Land mit dem Pro-\\njekt und dem Well-\\nblech hat.\\n\\nDas Ende."}\n' >de
	nnorm de | jq -r .text | grep -q 'Projekt und dem Wellblech'
	printf '{"text":"In a speech he praised the self-\\nregarding.\\n\\nNo more."}\n' >en
	nnorm --language en en | jq -r .text | grep -q 'self-regarding'
	run -2 nnorm --language xx en
}

# 300,000 bytes of no meaning, the same in every run: chance would now and
# then begin them as a file of a known kind begins.
junk() {
	LC_ALL=C awk -v seed="$1" 'BEGIN {
		srand(seed)
		for (n = 0; n < 300000; n++)
			printf "%c", int(256 * rand())
	}'
}

@test "junk of every kind is repaired or rejected, and never ends a run" {
	junk 1916 | nnorm --lines >out
	nnorm --lines out | cmp - out
	junk 1917 >junk
	becomes 1 nnorm junk >out 2>err
}

@test "a hundred thousand marks on a letter, entities in entities and one long line end in time" {
	need python3
	python3 - <<'EOF'
import json
with open("hard.jsonl", "w") as f:
    f.write(json.dumps({"text": "a" + "\u0301\u0323" * 200000}) + "\n")
    f.write(json.dumps({"text": "&amp;" * 100000 + "amp;" * 100000}) + "\n")
    f.write(json.dumps({"text": "\u00c3\u0192" * 100000}) + "\n")
    f.write(json.dumps({"text": " \n" * 200000}) + "\n")
    f.write(json.dumps({"text": "a-\n" * 200000}) + "\n")
EOF
	timeout 20 nnorm hard.jsonl >once
	timeout 20 nnorm once >twice
	same once twice
}

# One record of so many MiB, hard-wrapped with indents, or with CRLF, entities,
# blanks, soft hyphens and mojibake in every paragraph.
huge() {
	python3 - "$@" <<'END'
import json, random, sys, textwrap
kind, size = sys.argv[1], int(sys.argv[2]) << 20
rng = random.Random(1916)
words = """the of and council harbour bridge mayor budget river market fire
    police court festival library railway workers election report""".split()
paras = []
for _ in range(600):
    p = " ".join(rng.choice(words) for _ in range(rng.randint(30, 120)))
    p = textwrap.fill(p.capitalize() + ".", 78)
    if kind == "wrapped":
        paras.append(" " + p + "\n")
        continue
    p = p.replace(" the ", "  the ").replace(" and ", " &amp; ")
    p = p.replace("bridge", "bri\u00addge", 1)
    p = p.replace("council", "co\u00c3\u00bcncil", 1)
    paras.append(p.replace("\n", "\r\n") + "\r\n\r\n")
text = "".join(paras)
text *= size // len(text.encode()) + 1
print(json.dumps({"id": "h", "text": text}, ensure_ascii=False))
END
}

@test "memory is at most 16 MiB and twice the longest record, dirty or wrapped" {
	need python3
	sanitized && skip "sanitizers keep what was freed"
	for kind in dirty wrapped; do
		huge $kind 64 >huge.jsonl
		cat huge.jsonl >>huge.jsonl.2
		cat huge.jsonl >>huge.jsonl.2
		mv huge.jsonl.2 twice.jsonl
		most=$((16 * 1024 + 2 * $(stat -c %s huge.jsonl) / 1024))
		took=$(peak nnorm twice.jsonl)
		echo "$kind: $took of $most KiB"
		[ "$took" -le "$most" ]
	done
}

@test "a huge text is repaired like a short one, once and for all" {
	need python3
	for kind in dirty wrapped; do
		huge $kind 3 >huge.jsonl
		nnorm --explain why huge.jsonl >once
		nnorm once >twice
		same once twice
		python3 - <<'END'
import json
was = json.load(open("huge.jsonl"))["text"].encode()
now = json.load(open("once"))["text"].encode()
paras = now.decode().split("\n\n")
assert len(paras) > 600 and len({len(p) for p in paras}) < 600
assert len(set(paras)) == 600, len(set(paras))
assert not any(x in now for x in (b"  ", b"&amp;", b"\r", b"\xc2\xad"))
t = bytearray(now)
for e in map(json.loads, reversed(open("why").readlines())):
    at, after = e["offset"], e["after"].encode()
    assert t[at:at + len(after)] == after, e
    t[at:at + len(after)] = e["before"].encode()
assert t == was
END
	done
}

@test "every line of NormalizationTest comes out right, read a byte at a time" {
	need python3
	file=/usr/share/unicode/NormalizationTest.txt.bz2
	[ -e "$file" ] || file=${file%.bz2}
	[ -e "$file" ] || skip "no NormalizationTest (unicode-data)"
	sanitized && skip "LD_PRELOAD"
	python3 - "$file" <<'END'
import bz2, json, sys
f = sys.argv[1]
data = (bz2.open if f.endswith("bz2") else open)(f, "rb").read().decode()
# A printer's ligatures become letters under NFC, too.
letters = {0xFB00 + i: s for i, s in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
ins, nfc, nfkc = [], [], []
for line in data.split("\n"):
    if not line or line[0] in "#@":
        continue
    col = ["".join(chr(int(c, 16)) for c in x.split()) for x in line.split(";")[:5]]
    for c, b, d in zip(col, (1, 1, 1, 3, 3), (3,) * 5):
        ins.append("1" + c + "z")
        nfc.append("1" + col[b].translate(letters) + "z")
        nfkc.append("1" + col[d] + "z")
assert len(ins) > 94000 and len(ins) % 5 == 0, len(ins)
for name, texts in ("in", ins), ("nfc", nfc), ("nfkc", nfkc):
    with open(name + ".txt", "w", newline="\n") as f:
        f.write("".join(t + "\n" for t in texts))
END
	export SHIM_READ=1 LD_PRELOAD="$BUILD/shim.so"
	nnorm --lines --no-mojibake --keep-lines in.txt >out
	nnorm --lines --no-mojibake --keep-lines --fold all in.txt >folded
	unset LD_PRELOAD
	same nfc.txt out
	same nfkc.txt folded
}

@test "what the records of a source begin and end with is learnt, and taken out" {
	day=(Monday Tuesday Wednesday Thursday Friday Saturday)
	own=("The council met to hear the plans for a bridge." "Nobody in Vale knew why bells rang." "A cow fell into Marsh Lane ditch."
	    "Wheat was dear again; barley less so." "Rain kept voters from their polls." "Mr. Tull sings tonight, if he can."
	    "Six men were hurt when a wall came down." "Trains ran late from Estling." "Fire took two barns near Kelm.")
	for i in 1 2 3 4 5 6 7 8; do
		name="THE HARWICK LAMP"
		[ $i = 6 ] && name="THE HARWIOK LAMP" # misread
		printf '{"id":"p%d","source":"Harwick Lamp","text":"%s\\n%s, May %d, 1916. VOL. XVI NO. %d\\n\\n%s\\n\\nNothing more of it is known at Harwick by all those who were asked for news of this matter, %s.\\n\\nContinued on Page %d"}\n' \
			$i "$name" "${day[i % 6]}" $i $((i + 90)) "${own[i]}" "${own[i - 1]% *}" $((i + 1))
	done >papers
	printf '{"id":"q","source":"Pellmere Post","text":"THE HARWICK LAMP\\n\\n%s\\n\\n%s"}\n' "${own[0]}" "${own[1]}" >>papers
	nnorm -n --learn learnt papers >/dev/null
	nnorm --evidence learnt papers >out
	[ "$(jq -c 'select(.id == "p6").metadata.furniture | length' out)" = 3 ]
	[ "$(jq -r 'select(.source == "Harwick Lamp").metadata.furniture | length' out | sort -u)" = 3 ]
	run -1 grep -c 'LAMP\|Continued' <(jq -r 'select(.source == "Harwick Lamp").text' out)
	[ "$(jq -r 'select(.id == "q").text' out | head -n 1)" = "THE HARWICK LAMP" ]
	nnorm --evidence learnt out | cmp - out
	# Without a source nothing is learnt of edges.
	jq -c 'del(.source)' papers >nameless
	nnorm -n --learn none nameless >/dev/null
	nnorm --evidence none nameless | jq -r .text | grep -c LAMP | grep -qx 9
}
