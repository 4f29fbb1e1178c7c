#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Kills each tool at ROUNDS (100) moments: the target of -o is the whole old
# file or the whole new one, always, and one hidden file at most is left.
set -u
BIN=$(cd "${BIN:-build/bin}" && pwd)
rounds=${ROUNDS:-100}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 2

for i in $(seq 20000); do
	printf '{"id":"k%d","text":"\\"\\"Fog number %d,%s he said.\\r\\nRain."}\n' \
	    "$i" "$i" "'"
done >in
n=0 failed=0
for tool in nsplit nnorm nquote ndedup; do
	"$BIN/$tool" in >new
	mkdir "$tool"
	bad=0
	for i in $(seq "$rounds"); do
		echo old >"$tool/out"
		"$BIN/$tool" -o "$tool/out" in 2>/dev/null &
		sleep "0.$(printf %03d $((i * 97 % 150)))"
		kill -9 $! 2>/dev/null
		wait $! 2>/dev/null
		if [ "$(head -c 4 "$tool/out")" != "old" ] &&
		    ! cmp -s "$tool/out" new; then
			bad=$((bad + 1))
		fi
		[ "$(find "$tool" -type f ! -name out | wc -l)" -le 1 ] ||
			bad=$((bad + 1))
	done
	n=$((n + 1))
	if [ "$bad" -eq 0 ]; then
		echo "ok $n - $tool, killed $rounds times, leaves a whole file"
	else
		echo "not ok $n - $tool, killed, left $bad broken files"
		failed=1
	fi
done
echo "1..$n"
exit "$failed"
