#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Kills each tool at ROUNDS (100) moments: the target of -o is the whole old
# file or the whole new one, always, and one hidden file at most is left.
set -u
. "$(dirname "$0")/tap.bash"
. "$(dirname "$0")/../wait.bash"
BIN=$(cd "${BIN:-build/bin}" && pwd)
rounds=${ROUNDS:-100}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 2

for i in $(seq 20000); do
	printf '{"id":"k%d","text":"\\"\\"Fog number %d,%s he said.\\r\\nRain."}\n' \
	    "$i" "$i" "'"
done >in
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
	told "$bad" "$tool, killed $rounds times, leaves a whole file" \
	    "$bad broken"
done

# The index of ndedup: of the runs before, or of this one too.
head -n 100 in >first
tail -n +101 in >second
"$BIN/ndedup" --index before first >/dev/null
cp before after
"$BIN/ndedup" --index after second >/dev/null
mkdir index
bad=0 seen=0
for signal in KILL TERM INT; do
	for i in $(seq "$rounds"); do
		cp before index/idx
		"$BIN/ndedup" --index index/idx second >/dev/null 2>&1 &
		sleep "0.$(printf %03d $((i * 97 % 200)))"
		kill "-$signal" $! 2>/dev/null && seen=$((seen + 1))
		wait $! 2>/dev/null
		cmp -s index/idx before || cmp -s index/idx after ||
			bad=$((bad + 1))
		[ "$(find index -type f ! -name idx | wc -l)" -le 1 ] ||
			bad=$((bad + 1))
	done
done
told "$bad" "ndedup --index, killed $seen times, leaves a whole index" \
    "$bad broken"

# As many SIGUSR1 as can be sent.
for _ in $(seq 20); do
	cat in
done >long
for tool in nsplit nnorm nquote ndedup; do
	"$BIN/$tool" long >want
	"$BIN/$tool" -j 2 long >got 2>/dev/null &
	sent=0
	takes_usr1 $!
	while kill -USR1 $! 2>/dev/null; do
		sent=$((sent + 1))
	done
	wait $! && cmp -s want got && [ "$sent" -gt 0 ]
	told $? "$tool under $sent SIGUSR1 writes the same"
done
plan
