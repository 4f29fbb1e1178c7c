#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# fuzz.sh [TARGET ...]: RUNS (100000) executions of each fuzzer, or of those
# named, under ASan, UBSan and LeakSanitizer; a line of TAP each.  Whole tools
# get a tenth: they are as much slower.  FUZZERS=DIR takes fuzzers that are
# built already; what is found stays in FUZZ_OUT (build-fuzz/long).
#
# Here many executions count: without the tracing of comparisons, which has
# found its seeds by make fuzz, a fuzzer takes half the time.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/long/tap.bash
command -v clang >/dev/null || {
	echo "1..0 # skip: no clang"
	exit 0
}
runs=${RUNS:-100000}
if [ -z "${FUZZERS:-}" ]; then
	make -s -j2 fuzz-build \
	    FUZZ_FLAGS=-fno-sanitize-coverage=trace-cmp >/dev/null 2>&1 || {
		told 1 "the fuzzers are built"
		plan
	}
	FUZZERS=build-fuzz/fuzz
fi
out=${FUZZ_OUT:-build-fuzz/long}
export ASAN_OPTIONS=malloc_context_size=0:quarantine_size_mb=4:detect_leaks=1

if [ $# -eq 0 ]; then
	mapfile -t targets < <(cd "$FUZZERS" && find . -type f -perm -u+x \
	    -printf '%f\n' | LC_ALL=C sort)
else
	targets=("$@")
fi

for target in "${targets[@]}"; do
	mkdir -p "$out/$target"
	max_len=160 some=$runs
	case $target in
	nsplit | nnorm | nquote | ndedup | reader)
		max_len=1024 some=$((runs / 10)) ;;
	archive) max_len=600 ;;
	nsplit_cues) max_len=400 ;;
	utf8 | json | charset | nnorm_mojibake) max_len=96 ;;
	ndedup_index) max_len=41 ;;
	esac
	seeds=tests/fuzz/corpus/$target
	[ -d "$seeds" ] || seeds=
	log=$out/$target.log
	"$FUZZERS/$target" -runs="$some" -max_len="$max_len" -timeout=20 \
	    -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1 -reload=0 \
	    -entropic=0 \
	    -artifact_prefix="$out/$target-" "$out/$target" $seeds \
	    >"$log" 2>&1 && status=0 || status=$?
	did=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	speed=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
	[ "$status" -eq 0 ] && [ "${did:-0}" -ge "$some" ]
	told $? "$target: ${did:-0} executions, $speed a second" \
	    "status $status" || tail -n 40 "$log" | sed 's/^/# /'
done
plan
