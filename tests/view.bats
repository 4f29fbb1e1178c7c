#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# newsreel-view: the page has what the records have, and nothing of them acts.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	need python3
	VIEW=$ROOT/contrib/view/newsreel-view
}

demo_page() {
	BIN=$BIN "$ROOT/tests/demo/show" demo >shown
	nsplit demo/dump.tar.gz | nnorm | nquote --explain why.q |
	    ndedup --mark --explain why.d -o marked.jsonl
	"$VIEW" marked.jsonl why.q why.d >page.html
}

# page.py FILE: fails where an element is not closed or closed twice, an id is
# there twice, or an attribute could act; prints what it counts.
page_checker() {
	cat >page.py <<'END'
import collections, html.parser, json, sys
VOID = {"meta", "input", "br", "link", "img", "hr", "rect"}
class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.n, self.ids = [], collections.Counter(), set()
        self.data, self.text, self.refs = [], collections.Counter(), []
        self.svg = 0
    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        self.n[tag] += 1
        for k, v in attrs:
            assert not k.startswith("on"), (tag, k)
            if k == "id":
                assert v not in self.ids, v
                self.ids.add(v)
            if k in ("src", "srcdoc", "action", "formaction"):
                raise AssertionError((tag, k))
            if k == "href":
                assert v.startswith(("#", "http://", "https://")), v
            if k == "aria-describedby" or k == "aria-labelledby":
                self.refs.append(v)
            if k == "data-f":
                self.data.append(json.loads(v))
            if k == "class":
                for c in v.split():
                    self.n[tag + "." + c] += 1
    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)
    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()
    def handle_data(self, data):
        for tag in set(self.open):
            self.text[tag] += len(data)
p = Page()
p.feed(open(sys.argv[1], encoding="utf-8").read())
p.close()
assert not p.open, p.open
assert all(r in p.ids for r in p.refs), p.refs
for tag in sorted(p.n):
    print(tag, p.n[tag])
for d in p.data:
    print("data", json.dumps(d, ensure_ascii=False, sort_keys=True))
END
	python3 page.py "$1"
}

@test "newsreel-view: the demo's page is well formed, and counts what the records have" {
	need jq
	demo_page
	page_checker page.html >counts
	grep -x 'script 1' counts
	grep -x 'main 1' counts
	grep -x 'h1 1' counts
	grep -x "article $(jq -s 'map(select(.dup | not)) | length' marked.jsonl)" counts
	grep -x "section.copy $(jq -s 'map(select(.dup)) | length' marked.jsonl)" counts
	quotes=$(jq -s 'map(select(.dup | not) | .quotes | length) | add' marked.jsonl)
	[ "$quotes" -gt 5 ]
	grep -q "<dd id=\"n-quotations\">$quotes</dd>" page.html
	grep -q "<dd id=\"n-repairs\">$(jq -s 'map(select(.dup | not) |
	    .repairs // [] | length) | add' marked.jsonl)</dd>" page.html
	speakers=$(jq -s '[.[] | select(.dup | not) | .quotes[].speaker_name //
	    empty] | unique | length' marked.jsonl)
	grep -x "g.bar $speakers" counts
	[ "$(jq -s '[.[] | select(.dup | not) | .quotes[] |
	    .parts | if . == [] then 1 else length end] | add' marked.jsonl)" \
	    -le "$(sed -n 's/^mark.q //p' counts)" ]
}

@test "newsreel-view: the filter knows speakers, sources, also of copies, and kinds" {
	cat >two.jsonl <<'END'
{"id":"a","text":"\"No,\" said Ada.","source":"Moor Echo","quotes":[{"begin":0,"end":5,"kind":"direct","speaker":"Ada","cue":"said"}]}
{"id":"b","text":"\"No,\" said Ada!","source":"Fen Post","dup":{"of":"a","kind":"copy"}}
{"id":"c","text":"Nothing.","source":"Fen Post"}
END
	"$VIEW" two.jsonl >page.html
	page_checker page.html | grep '^data' >data
	cat >want <<'END'
data {"kinds": ["copies", "direct"], "sources": ["Fen Post", "Moor Echo"], "speakers": ["Ada"]}
data {"kinds": [], "sources": ["Fen Post"], "speakers": []}
END
	same want data
	grep -q '<option value="Ada">Ada</option>' page.html
	grep -q '<del>Ada.</del>' page.html
	grep -q '<ins>Ada!</ins>' page.html
}

@test "newsreel-view: begin and end count code points, not bytes or UTF-16" {
	printf '%s\n' '{"id":"a","text":"🐦é “Ja”, sagte Öz.","quotes":[{"begin":3,"end":7,"kind":"direct","speaker":"Öz","speaker_begin":15,"speaker_end":17,"cue":"sagte"}]}' >one.jsonl
	"$VIEW" one.jsonl >page.html
	grep -q '>“Ja”</mark>, <i class="cue">sagte</i> <b class="who"[^>]*>Öz</b>\.' page.html
}

@test "newsreel-view: an interrupted quotation is marked in its parts" {
	printf '%s\n' '{"id":"a","text":"\"Go,\" said Al, \"now.\"","quotes":[{"begin":0,"end":21,"kind":"direct","speaker":"Al","speaker_begin":11,"speaker_end":13,"cue":"said","parts":[{"begin":0,"end":5},{"begin":15,"end":21}]}]}' >one.jsonl
	"$VIEW" one.jsonl >page.html
	grep -q '&quot;Go,&quot;</mark> <i class="cue">said</i> <b class="who"[^>]*>Al</b>, <mark' page.html
	page_checker page.html >counts
	grep -x 'mark.q 2' counts
}

@test "newsreel-view: quotations that cross, or lie outside of the text, break nothing" {
	cat >bad.jsonl <<'END'
{"id":"a","text":"one two three","quotes":[{"begin":0,"end":7},{"begin":4,"end":13},{"begin":4,"end":99},{"begin":-1,"end":2},{"begin":true,"end":2},{"begin":5,"end":5},{},7,{"begin":0,"end":3,"parts":[{"begin":2}],"speaker":{},"cue":[]}],"repairs":[{"offset":99,"to":"x"},{"offset":4,"from":"","to":"two"},3],"dup":[]}
{"id":"b","text":"","quotes":{},"repairs":"x","metadata":[],"title":4,"language":"e\"n","url":"javascript:alert(1)"}
{"id":"d","text":"x","dup":{"of":"e"}}
{"id":"e","text":"x","dup":{"of":"d"}}
{"id":"f","text":"x","dup":{"of":"f"}}
{"id":"g","text":"\ud800 \u0000 \u202e","dup":{}}
END
	"$VIEW" bad.jsonl >page.html
	page_checker page.html >counts
	grep -q '>one <' page.html
	[ "$(grep -o '<dd id="n-quotations">[0-9]*' page.html)" = \
	    '<dd id="n-quotations">3' ]
	run ! grep -q 'javascript:' page.html
	run ! grep -q "$(printf '\342\200\256')" page.html
}

hostile() {
	cat >hostile.py <<'END'
import json
evil = "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>\"' onfocus='x"
q = {"begin": 0, "end": 9, "text": evil, "kind": evil, "speaker": evil,
     "speaker_name": evil, "cue": evil, "rule": evil, "confidence": evil,
     "speaker_begin": 3, "speaker_end": 20}
r = {"id": evil, "text": evil * 2, "source": evil, "title": evil, "author": evil,
     "date": evil, "language": evil, "section": evil, "url": "https://x/" + evil,
     "metadata": {"member": evil, "item": evil}, "quotes": [q],
     "repairs": [{"offset": 0, "from": evil, "to": "<", "rule": evil,
                  "confidence": evil}]}
d = {"id": "d", "text": evil * 2 + evil, "source": evil,
     "dup": {"of": evil, "kind": evil, "score": evil, "coverage": evil}}
e = {"record": evil, "offset": evil, "rule": evil, "before": evil, "after": 1}
o = {"record": evil + "?", "offset": 0, "rule": evil, "before": evil, "after": ""}
for x in (r, d, e, o):
    print(json.dumps(x))
END
	python3 hostile.py >hostile.jsonl
	"$VIEW" -t "</title><script>1</script>" hostile.jsonl >page.html
}

@test "newsreel-view: text, speakers and ids never become markup" {
	hostile
	page_checker page.html >counts
	grep -x 'script 1' counts
	grep -x 'article 1' counts
	grep -x 'section.copy 1' counts
	run ! grep '^img' counts
	grep -q "default-src 'none'" page.html
}

@test "newsreel-view: what is no record is reported, the rest shown, status 1" {
	printf '%s\n' '{"id":"a","text":"x"}' '{"id":' '[1]' '' '{"text":7}' |
	    { becomes 1 "$VIEW" >page.html 2>err; }
	[ "$(grep -c '^newsreel-view: standard input:[235]: ' err)" -eq 3 ]
	[ "$(wc -l <err)" -eq 3 ]
	page_checker page.html >counts
	grep -x 'article 1' counts
}

@test "newsreel-view: an unreadable file and a failed write are status 2" {
	becomes 2 "$VIEW" nowhere.jsonl >out 2>err
	[ "$(cat err)" = "newsreel-view: nowhere.jsonl: No such file or directory" ]
	[ ! -s out ]
	echo '{"text":"x"}' | { becomes 2 "$VIEW" >/dev/full 2>err; }
	grep -q 'No space left' err
}

@test "newsreel-view: no record makes a page too, and --first says what it left out" {
	"$VIEW" </dev/null >page.html
	page_checker page.html >counts
	run ! grep '^article' counts
	printf '{"id":"%s","text":"x"}\n' 1 2 3 | "$VIEW" -n 2 >page.html
	grep -q 'first 2 of 3 records' page.html
	page_checker page.html >counts
	grep -x 'article 2' counts
}

@test "newsreel-view: the same records give the same page" {
	demo_page
	"$VIEW" marked.jsonl why.q why.d | cmp - page.html
}

@test "newsreel-view: its manual page is clean and has its options" {
	need mandoc
	mandoc -T lint -W warning "$ROOT/contrib/view/newsreel-view.1"
	"$VIEW" --help | grep -o '^  -.*--[a-z]*' | grep -o -- '--[a-z]*' | sort -u >has
	sed -n 's/^\.It .*Fl -\([a-z]*\).*/--\1/p' \
	    "$ROOT/contrib/view/newsreel-view.1" | sort -u >told
	same told has
}

# The page after SCRIPT ran in it.  Its own policy allows no other script, so
# the copy that is tested does without.
after() {
	sed '/http-equiv="Content-Security-Policy"/d' "$1" >driven.html
	printf '<script>try{%s}catch(e){document.title="failed: "+e}</script>' "$2" \
	    >>driven.html
	in_browser driven.html
}

in_browser() {
	HOME=$PWD timeout 60 chromium --headless --no-sandbox --disable-gpu \
	    --disable-quic --no-first-run --disable-background-networking \
	    --disable-component-update --disable-sync \
	    --user-data-dir="$PWD/profile" --dump-dom "file://$PWD/$1" 2>log
}

# Chromium is large: where it is not installed these pass without it.
@test "newsreel-view: in Chromium (if installed) filter, keys and plot work" {
	command -v chromium >/dev/null || return 0
	demo_page
	after page.html '
	const $ = s => document.querySelector(s), all = s => [...document.querySelectorAll(s)];
	const key = (k, on = document.activeElement) => on.dispatchEvent(
	    new KeyboardEvent("keydown", {key: k, bubbles: true, cancelable: true}));
	const seen = () => all("article").filter(a => !a.hidden).length;
	const say = [seen()];
	$("#f-text").value = "JACKDAWS"; $("#f-text").dispatchEvent(new Event("input"));
	say.push(seen(), $("#shown").textContent);
	key("Escape"); say.push(seen());
	const bar = all(".bar")[0]; bar.dispatchEvent(new Event("click"));
	say.push(seen(), bar.getAttribute("aria-pressed"), $("#f-speaker").value === bar.dataset.speaker);
	key("Escape");
	key("j"); key("j"); say.push(all("article").indexOf(document.activeElement));
	key("k"); say.push(all("article").indexOf(document.activeElement));
	key("/"); say.push(document.activeElement.id);
	document.activeElement.blur();
	all(".q")[0].focus(); say.push($("#tip").hidden, $("#tip").textContent.includes("confidence"));
	key("Escape"); say.push($("#tip").hidden);
	$("#f-kind").value = "copies"; $("#f-kind").dispatchEvent(new Event("input"));
	say.push(seen());
	document.title = say.join("|");' >dom.html
	sed -n 's:.*<title>\([^<]*\)</title>.*:\1:p' dom.html | head -n 1 >got
	echo '5|1|1 of 5 records|5|1|true|true|1|0|f-text|false|true|true|1' >want
	same want got
}

@test "newsreel-view: in Chromium (if installed) hostile records stay text" {
	command -v chromium >/dev/null || return 0
	hostile
	in_browser page.html >dom.html
	grep -q '<title>&lt;/title&gt;&lt;script' dom.html
	[ "$(grep -c '<script' dom.html)" -eq 1 ]
	# The page's own script ran under its policy.
	grep -q 'id="shown"[^>]*>1 record<' dom.html
}
