#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# The Python wheel: installed from the file alone, into a fresh environment.

load helper

setup_file() {
	command -v python3 >/dev/null && python3 -c 'import venv, ensurepip' &&
	    command -v readelf >/dev/null || return 0
	grep -q -e -fsanitize "$BUILD/flags" && return 0
	cd "$BATS_FILE_TMPDIR" || return
	python3 "$ROOT/contrib/python/wheel.py" "$(cat "$ROOT/VERSION")" \
	    "$BIN" . >wheel
	python3 -m venv env
	env/bin/pip install -q --no-index --disable-pip-version-check \
	    "$(cat wheel)"
	pack_demo
}

setup() {
	# Not the tools that were built: those of the environment.
	PATH=/usr/bin:/bin
	need python3 readelf
	python3 -c 'import venv, ensurepip' || missing "python3-venv is not installed"
	sanitized && skip "a sanitized tool is not for a wheel"
	cd "$BATS_FILE_TMPDIR" || return
	unset PYTHONPATH
}

py() {
	env/bin/python -c "import newsreel, warnings
$1"
}

@test "wheel: the commands are those that were built" {
	for tool in $TOOLS; do
		[ "$(env/bin/"$tool" -V)" = "$("$BIN/$tool" -V)" ]
		cmp env/lib/python3*/site-packages/newsreel/bin/"$tool" \
		    "$BIN/$tool"
	done
	echo '{"text":"x"}' | env/bin/newsreel-view | grep -q '<main'
}

@test "wheel: pip finds every file as RECORD has it, and takes all away again" {
	python3 -m venv other
	other/bin/pip install -q --no-index --disable-pip-version-check \
	    "$(cat wheel)"
	other/bin/pip check
	[ "$(other/bin/python -c 'import importlib.metadata as m
print(m.version("newsreel"))')" = "$(cat "$ROOT/VERSION")" ]
	other/bin/pip uninstall -q -y newsreel
	[ -z "$(find other -path '*newsreel*')" ]
}

@test "wheel: split, norm, quote and dedup give what the pipe gives" {
	need jq
	"$BIN/nsplit" dump.tar.gz | "$BIN/nnorm" | "$BIN/nquote" |
	    "$BIN/ndedup" | jq -cS . >want
	py 'import json
for r in newsreel.dedup(newsreel.quote(newsreel.norm(newsreel.split("dump.tar.gz")))):
    print(json.dumps(r))' | jq -cS . >got
	[ "$(wc -l <got)" -eq 5 ]
	same want got
}

@test "wheel: keywords are options" {
	py 'import pathlib
s = list(newsreel.split(pathlib.Path("dump.tar.gz"), unit="sentence"))
assert len(s) > 20 and all(".s" in r["id"] for r in s), s
m = list(newsreel.dedup(newsreel.split("dump.tar.gz"), mark=True))
assert sum("dup" in r for r in m) == 1
assert len(list(newsreel.split("dump.tar.gz", include=["*.none", "geese*"]))) == 1
assert len(list(newsreel.split("dump.tar.gz", include=None, quiet=False))) == 6'
}

@test "wheel: what a tool said when it stopped is the exception" {
	py '
try:
    list(newsreel.split("nowhere.txt"))
except newsreel.Error as e:
    assert str(e).startswith("nsplit: nowhere.txt: cannot open"), e
else:
    raise SystemExit(1)
try:
    list(newsreel.norm([{"text": "x"}], no_such=True))
except newsreel.Error as e:
    assert "unknown option --no-such" in str(e), e
else:
    raise SystemExit(1)'
}

@test "wheel: damaged input is a warning, after all that was whole" {
	head -c 1500 dump.tar.gz >cut.tar.gz
	py 'with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    n = len(list(newsreel.split("cut.tar.gz")))
assert n >= 1, n
assert [x.category for x in w] == [newsreel.Damaged], w
assert "cut short" in str(w[0].message), w'
}

@test "wheel: an error of the records' own iterator comes through" {
	py '
def records():
    yield {"text": "x"}
    raise KeyError("mine")
try:
    list(newsreel.norm(records()))
except KeyError as e:
    assert e.args == ("mine",)
else:
    raise SystemExit(1)'
}

@test "wheel: an endless iterator is read only as far as is needed, and no tool stays" {
	timeout 20 env/bin/python -c '
import itertools, newsreel, os
taken = itertools.count()
r = newsreel.norm({"id": str(i), "text": "x" * 1000} for i in taken)
assert [next(r)["id"] for _ in range(3)] == ["0", "1", "2"]
r.close()
assert next(taken) < 200000
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    pass
else:
    raise SystemExit("a child is left")'
}

@test "wheel: the same files give the same wheel" {
	python3 "$ROOT/contrib/python/wheel.py" "$(cat "$ROOT/VERSION")" \
	    "$BIN" again >path
	cmp "$(cat wheel)" "$(cat path)"
}
