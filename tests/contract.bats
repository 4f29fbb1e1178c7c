#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# The filter contract, newsreel(7): what holds for every tool alike.
# shellcheck disable=SC2154 # run sets $stderr

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	for tool in $TOOLS; do
		input_of "$tool" >"in.$tool"
		"$tool" "in.$tool" >"want.$tool"
	done
}

# TOOL's input over and over, N bytes at least.
much() {
	input_of "$1" >once.txt
	while [ "$(wc -c <once.txt)" -lt "$2" ]; do
		cat once.txt once.txt >twice.txt
		mv twice.txt once.txt
	done
	cat once.txt
}

# Start a command whose input is a pipe that stays open: what goes to
# descriptor 9.  Its process is $!.
hold() {
	rm -f pipe
	mkfifo pipe
	"$@" <pipe 3>&- &
	exec 9>pipe
}

# Wait two seconds (a slow tool: a minute) for a file to hold something.
await() {
	local i

	for i in $(seq "$(amount 40 1200)"); do
		[ -s "$1" ] && return
		sleep 0.05
	done
	echo "nothing came after $((i / 20)) seconds"
	return 1
}

@test "an empty input gives an empty output and status 0" {
	for tool in $TOOLS; do
		echo "$tool"
		"$tool" </dev/null >out
		[ ! -s out ]
		: >empty
		"$tool" empty >out
		[ ! -s out ]
	done
}

@test "a missing last newline changes nothing" {
	for tool in nnorm nquote ndedup; do
		echo "$tool"
		head -c -1 "in.$tool" | "$tool" >out
		same "want.$tool" out
	done
	head -c -1 in.nsplit >cut.txt
	nsplit cut.txt | jq -r .text >out
	jq -r .text want.nsplit >want
	same want out
}

@test "a NUL byte costs at most its own line" {
	for tool in nnorm nquote ndedup; do
		echo "$tool"
		sed '2s/^/\x0/' "in.$tool" >with
		becomes 1 "$tool" with >out 2>err
		sed 2d "want.$tool" >want
		same want out
		grep -q "^$tool: with:2:1: " err
		printf '{"u":"a\0b","text":"Ice."}\n' >lax
		"$tool" lax >out
		[ "$(sed 's/,"quotes":\[.*\]//' out | cmp - lax)" = "" ]
	done
	sed 's/thirteen/thir\x0teen/' in.nsplit >with
	becomes 0 nsplit with >out || becomes 1 nsplit with >out
	# Whatever it is taken for, nothing raw comes out.
	[ "$(tr -d -c '\0' <out | wc -c)" -eq 0 ]
}

@test "CRLF is read as LF and not written again" {
	for tool in nnorm nquote ndedup; do
		echo "$tool"
		sed 's/$/\r/' "in.$tool" | "$tool" >out
		same "want.$tool" out
	done
	sed 's/$/\r/' in.nsplit | nsplit | nnorm | jq -r .title,.text >out
	nnorm want.nsplit | jq -r .title,.text >want
	same want out
}

@test "a byte order mark is dropped, at the start and in mid-file" {
	for tool in nnorm nquote ndedup; do
		echo "$tool"
		sed 's/^/\xEF\xBB\xBF/' "in.$tool" | "$tool" >out
		same "want.$tool" out
	done
	{ printf '\357\273\277'; cat in.nsplit; } | nsplit | jq -r .text >out
	jq -r .text want.nsplit >want
	same want out
}

@test "blank lines between records are skipped" {
	for tool in nnorm nquote ndedup; do
		sed 's/$/\n  \t\n/' "in.$tool" | "$tool" >out
		same "want.$tool" out
	done
}

@test "bad UTF-8 costs at most its own record, and none ever comes out" {
	for tool in nnorm nquote ndedup; do
		echo "$tool"
		sed '2s/"id"/"u":"\xff\xfe","id"/' "in.$tool" >with
		becomes 1 "$tool" with >out 2>err
		sed 2d "want.$tool" >want
		same want out
		grep -qx "$tool: with:2:7: invalid UTF-8" err
	done
	sed 's/generous/gen\xe9r\xffous/' in.nsplit | nsplit >out
	[ "$(wc -l <out)" -eq 3 ]
	iconv -f utf-8 -t utf-8 out >/dev/null
}

@test "nnorm takes a text with bad UTF-8, for that is its work" {
	printf '{"id":"x","text":"caf\xe9 and na\xefve"}\n' | nnorm >out
	iconv -f utf-8 -t utf-8 out >/dev/null
	jq -e '.text == "café and naïve"' out
	# Another member of that name is not the text.
	printf '{"text":"caf\xe9","text":"Ice."}\n' >two
	becomes 1 nnorm two >out 2>err
	[ ! -s out ]
	grep -qx "nnorm: two:1:13: invalid UTF-8" err
}

@test "reads of one byte, short writes and interrupts change nothing" {
	for tool in $TOOLS; do
		echo "$tool"
		SHIM_READ=1 SHIM_WRITE=7 SHIM_EINTR=1 \
		    LD_PRELOAD="$BUILD/shim.so" "$tool" "in.$tool" >out
		same "want.$tool" out
		gzip -nc "in.$tool" >"in.$tool.gz"
		"$tool" --name x <"in.$tool.gz" >want
		SHIM_READ=1 SHIM_EINTR=1 LD_PRELOAD="$BUILD/shim.so" \
		    "$tool" --name x <"in.$tool.gz" >out
		same want out
	done
}

@test "a slow writer changes nothing" {
	for tool in $TOOLS; do
		"$tool" <"in.$tool" >want
		perl -e '$| = 1; while (read STDIN, $b, 97) {
		    print $b; select undef, undef, undef, .01 }' \
		    <"in.$tool" | "$tool" >out
		same want out
	done
}

@test "a failing read is reported, and the status is 2" {
	for tool in $TOOLS; do
		echo "$tool"
		SHIM_READ_EIO=150 LD_PRELOAD="$BUILD/shim.so" \
		    becomes 2 "$tool" "in.$tool" >out 2>err
		grep -q "in.$tool.*: Input/output error" err
	done
}

@test "a line of 100 MB passes, or is rejected where --max-record says so" {
	long=$(amount 100000000 3000000)
	for tool in $TOOLS; do
		echo "$tool"
		{
			printf '{"id":"long","text":"'
			head -c "$long" /dev/zero | tr '\0' a
			printf '"}\n'
			cat "$FIXTURES/three.jsonl"
		} >long
		becomes 1 "$tool" --max-record 1M --rejects rejects long \
		    >out 2>err
		[ "$(wc -l <out)" -eq 3 ]
		grep -q "^$tool: long:1: longer than --max-record" err
		head -n 1 long | cmp - rejects
		"$tool" long >out
		[ "$(wc -l <out)" -eq 4 ]
		[ "$(head -n 1 out | wc -c)" -gt "$long" ]
	done
}

@test "nsplit cuts a text over --max-record at a paragraph and says so" {
	# The least that it looks at is 1 MiB.
	seq -f 'Paragraph %.0f tells of geese, clocks and bakers.' 60000 |
	    sed 'a\\' >long
	becomes 1 nsplit --max-record 1M long >out 2>err
	grep -q long err
	[ "$(wc -l <out)" -gt 2 ]
	jq -s -e 'map(.metadata.part) == [range(1; length + 1)]' out
	jq -r .text out | sed '/^$/d' >got
	sed '/^$/d' long >want
	same want got
}

@test "a missing file does not stop the others: they come out, status 2" {
	for tool in $TOOLS; do
		echo "$tool"
		cp "in.$tool" a
		becomes 2 "$tool" missing a >out 2>err
		"$tool" a >want
		same want out
		[ "$(wc -l <err)" -eq 1 ]
		grep -qx "$tool: missing: .*No such file or directory" err
	done
}

@test "a directory is walked in order, hidden names left out" {
	for tool in $TOOLS; do
		echo "$tool"
		rm -rf dir
		mkdir -p dir/b
		cp "in.$tool" dir/b/one
		sed 's/"a/"b/; s/h/H/' "in.$tool" >dir/a
		cp "in.$tool" dir/.hidden
		"$tool" dir >out
		# The order of a walk is that of the names.
		if [ "$tool" = nsplit ]; then
			[ "$(jq -r .metadata.member out | uniq)" = \
			    "$(printf 'a\nb/one')" ]
		else
			"$tool" dir/a dir/b/one >want
			same want out
		fi
	done
}

@test "a full disk gives status 2 and a message" {
	for tool in $TOOLS; do
		echo "$tool"
		becomes 2 "$tool" "in.$tool" >/dev/full 2>err
		grep -q "^$tool: stdout: .*No space left on device" err
		becomes 2 "$tool" -o /dev/full "in.$tool" 2>err
		grep -q "^$tool: /dev/full: .*No space left on device" err
		becomes 2 "$tool" --stats /dev/full "in.$tool" >out 2>err
		grep -q "^$tool: /dev/full: .*No space left on device" err
		becomes 2 "$tool" --help >/dev/full 2>err
		grep -q "No space left on device" err
	done
}

@test "a closed standard output gives status 2 and a message" {
	case $(cat "$BUILD/flags") in
	*memcheck*) skip "valgrind opens its log there" ;;
	esac
	for tool in $TOOLS; do
		echo "$tool"
		becomes 2 "$tool" "in.$tool" >&- 2>err
		grep -q "^$tool: stdout: .*Bad file descriptor" err
		"$tool" -o out "in.$tool" >&-
		same "want.$tool" out
	done
}

@test "a closed standard input gives status 2 and a message" {
	for tool in $TOOLS; do
		echo "$tool"
		becomes 2 "$tool" <&- >out 2>err
		[ -s err ]
		[ ! -s out ]
	done
}

@test "a reader that goes away ends the tool silently, as by SIGPIPE" {
	for tool in $TOOLS; do
		echo "$tool"
		much "$tool" "$(amount 2000000 400000)" >long
		case $tool in
		ndedup) set -- "$tool" --mark long ;;
		*) set -- "$tool" long ;;
		esac
		echo 0 >status
		{ "$@" 2>err || echo $? >status; } | head -n 1 >out
		[ "$(wc -l <out)" -eq 1 ]
		[ "$(cat status)" = 141 ]
		[ ! -s err ]
	done
}

@test "where SIGPIPE is ignored a tool still dies by it" {
	for tool in nsplit nnorm nquote; do
		echo "$tool"
		much "$tool" "$(amount 2000000 400000)" >long
		echo 0 >status
		(
			trap '' PIPE
			{ "$tool" long 2>err || echo $? >status; } |
			    head -n 1 >out
		)
		[ "$(cat status)" = 141 ]
		[ ! -s err ]
	done
}

@test "an unknown option exits 2 and names the near one" {
	for tool in $TOOLS; do
		echo "$tool"
		run -2 --separate-stderr "$tool" --ouptut x
		[[ $stderr == *"did you mean --output?"* ]]
		[ "$output" = "" ]
		run -2 --separate-stderr "$tool" -Z
		[[ $stderr == *"unknown option -Z"* ]]
		[[ $stderr == *"usage: $tool "* ]]
		run -2 "$tool" --output
		[[ $output == *"needs an argument"* ]]
		run -2 "$tool" --jobs=none
		run -2 "$tool" --if-changed in.nnorm
		run -2 "$tool" -0 in.nnorm
	done
}

@test "an argument that is not taken is told with its option, the words, the near one" {
	run -2 --separate-stderr nsplit --unit=sentance
	[[ $stderr == "nsplit: --unit sentance: no such word; it takes: article paragraph sentence; did you mean sentence?"$'\n'* ]]
	run -2 --separate-stderr nquote --language xx
	[[ $stderr == "nquote: --language xx: no such language; it takes: en de "* ]]
	[[ $stderr != *"did you mean"* ]]
	run -2 --separate-stderr ndedup --max-record 12Q
	[[ $stderr == "ndedup: --max-record 12Q: not a size such as"* ]]
	echo '{"body":"x"}' >other
	run -1 --separate-stderr nnorm other
	[ "$stderr" = "nnorm: other:1:1: no text: no such field; --text-field NAME takes another" ]
}

@test "-o keeps the old file when the run is stopped, and its mode" {
	for tool in $TOOLS; do
		echo "$tool"
		echo old >out
		chmod 640 out
		becomes 2 "$tool" -o out "in.$tool" missing 2>err
		[ "$(cat out)" = old ]
		SHIM_ENOSPC=50 LD_PRELOAD="$BUILD/shim.so" \
		    becomes 2 "$tool" -o out "in.$tool" 2>err
		[ "$(cat out)" = old ]
		SHIM_FSYNC=1 LD_PRELOAD="$BUILD/shim.so" \
		    becomes 2 "$tool" -o out "in.$tool" 2>err
		[ "$(cat out)" = old ]
		"$tool" -o out "in.$tool"
		same "want.$tool" out
		[ "$(stat -c %a out)" = 640 ]
		[ "$(find . -name '.*newsreel' | wc -l)" -eq 0 ]
		rm out
	done
}

@test "-o writes where /proc is not there, and leaves nothing beside" {
	for tool in $TOOLS; do
		echo "$tool"
		SHIM_NO_PROC=1 LD_PRELOAD="$BUILD/shim.so" \
		    "$tool" -o new "in.$tool"
		same "want.$tool" new
		[ "$(find . -name '.*newsreel' | wc -l)" -eq 0 ]
		rm new
	done
}

@test "-o makes no file when the run is stopped" {
	for tool in $TOOLS; do
		becomes 2 "$tool" -o new missing 2>err
		[ ! -e new ]
		becomes 2 "$tool" -o no/such/dir "in.$tool" 2>err
		grep -q "^$tool: no/such/dir: " err
	done
}

@test "-o follows symbolic links, and writes devices and pipes directly" {
	for tool in $TOOLS; do
		echo "$tool"
		mkdir -p d
		rm -f d/real link
		ln -s d/real link
		"$tool" -o link "in.$tool"
		[ -L link ]
		same "want.$tool" d/real
		"$tool" -o link "in.$tool"
		[ -L link ]
		"$tool" -o /dev/null "in.$tool"
		[ -c /dev/null ]
		rm -f fifo
		mkfifo fifo
		cat fifo >out &
		"$tool" -o fifo "in.$tool"
		wait $!
		[ -p fifo ]
		same "want.$tool" out
	done
}

@test "-o and its input may be the same file" {
	for tool in nnorm nquote ndedup; do
		cp "in.$tool" f
		"$tool" -o f f
		same "want.$tool" f
	done
}

@test "--if-changed keeps the time of a file that would stay the same" {
	for tool in $TOOLS; do
		echo "$tool"
		"$tool" -o out "in.$tool"
		touch -d 2001-02-03 out
		"$tool" --if-changed -o out "in.$tool"
		[ "$(date -r out +%F)" = 2001-02-03 ]
		echo more >>out
		touch -d 2001-02-03 out
		"$tool" --if-changed -o out "in.$tool"
		[ "$(date -r out +%F)" != 2001-02-03 ]
		same "want.$tool" out
		rm out
	done
}

@test "killed, a tool leaves at most one hidden file, which the next run takes" {
	for tool in $TOOLS; do
		echo "$tool"
		rm -rf k
		mkdir k
		echo old >k/out
		hold "$tool" -o k/out
		cat "in.$tool" >&9
		sleep 0.2
		kill -9 $!
		exec 9>&-
		wait $! || true
		[ "$(cat k/out)" = old ]
		[ "$(find k -type f ! -name out | wc -l)" -le 1 ]
		"$tool" -o k/out "in.$tool"
		[ "$(find k -type f | wc -l)" -eq 1 ]
		same "want.$tool" k/out
	done
}

@test "bad lines are told with their place, and kept by --rejects" {
	sed 's/^/{"id":"ok","text":"Fog."}\n/' "$FIXTURES/nasty-bad.jsonl" >with
	for tool in $TOOLS; do
		echo "$tool"
		becomes 1 "$tool" --input=records --rejects rejects with \
		    >out 2>err ||
		    becomes 1 "$tool" --rejects rejects with >out 2>err
		same "$FIXTURES/nasty-bad.jsonl" rejects
		[ "$(head -n 20 err | grep -c \
		    "^$tool: with:[0-9]*:[0-9]*: [a-zA-Z]")" -eq 20 ]
		[ "$(sed -n 21p err)" = \
		    "$tool: 4 more messages of this kind not shown" ]
		[ "$(wc -l <err)" -eq 21 ]
	done
	# The places, as wanted by hand.
	nnorm with 2>err >out || true
	grep -qx "nnorm: with:2:16: invalid UTF-8" err
	grep -qx "nnorm: with:6:24: invalid UTF-8" err
	grep -qx "nnorm: with:10:20: string without end" err
	grep -qx "nnorm: with:20:24: bad escape" err
}

@test "--strict stops at the first bad line, with status 2" {
	for tool in nnorm nquote ndedup; do
		echo "$tool"
		sed '2s/.*/broken/' "in.$tool" >with
		becomes 2 "$tool" --strict with >out 2>err
		head -n 1 "want.$tool" >want
		same want out
		grep -q "^$tool: with:2:1: " err
		echo old >o
		becomes 2 "$tool" --strict -o o with 2>err
		[ "$(cat o)" = old ]
	done
}

@test "-Q exits 0 where it would be 1, and never where it would be 2" {
	for tool in nnorm nquote ndedup; do
		echo "$tool"
		sed '2s/.*/broken/' "in.$tool" >with
		becomes 1 "$tool" with >out 2>err
		becomes 0 "$tool" -Q --stats stats with >out 2>err
		[ -s err ]
		jq -e '.rejected == 1 and .status == 1' stats
		becomes 2 "$tool" -Q missing 2>err
		becomes 2 "$tool" -Q --strict with >out 2>err
	done
	printf '%%PDF-1.4\n' >x.pdf
	becomes 1 nsplit x.pdf in.nsplit >out 2>err
	becomes 0 nsplit -Q x.pdf in.nsplit >out 2>err
	same want.nsplit out
}

@test "-q says nothing of bad lines, and keeps the status" {
	for tool in nnorm nquote ndedup; do
		sed '2s/.*/broken/' "in.$tool" >with
		becomes 1 "$tool" -q with >out 2>err
		[ ! -s err ]
		becomes 2 "$tool" -q missing >out 2>err
		[ -s err ]
	done
}

@test "prose given to a tool of records is sent to nsplit" {
	for tool in nnorm nquote ndedup; do
		becomes 1 "$tool" in.nsplit >out 2>err
		[ "$(head -n 1 err)" = \
		    "$tool: in.nsplit:1:1: not JSON Lines; run nsplit first" ]
	done
}

@test "--stats is one JSON object, and its counts are right" {
	for tool in nnorm nquote ndedup; do
		echo "$tool"
		{ cat "in.$tool"; echo broken; cat "$FIXTURES/nasty-lax.jsonl"
		} >with
		becomes 1 "$tool" --stats stats with >out 2>err
		[ "$(wc -l <stats)" -eq 1 ]
		jq -e --arg tool "$tool" --argjson in "$(wc -c <with)" \
		    --argjson out "$(wc -c <out)" \
		    '.tool == $tool and .status == 1 and .in == 8 and
		    .out == 7 and .rejected == 1 and .lax == 4 and
		    .bytes_in == $in and .bytes_out == $out' stats
	done
	nsplit --stats stats in.nsplit >out
	jq -e --argjson in "$(wc -c <in.nsplit)" \
	    '.in == 1 and .out == 3 and .bytes_in == $in' stats
}

@test "--explain writes one object a decision, of one shape for all tools" {
	printf '%s\n' '{"id":"e1","text":"\"\"Fog,'\'' he said.\r\nRain."}' \
	    '{"id":"e2","text":"\"\"Fog,'\'' he said.\r\nRain."}' >in
	input_of nsplit >text
	for tool in $TOOLS; do
		echo "$tool"
		case $tool in
		nsplit) set -- text ;;
		*) set -- in ;;
		esac
		"$tool" --explain why "$@" >out
		jq -s -e 'length > 0 and all(.[];
		    (keys_unsorted == ["record", "offset", "rule", "before",
		    "after"]) and (.offset | type) == "number" and
		    (.rule | type) == "string")' why
	done
}

@test "SIGUSR1 shows a line of progress and does no harm" {
	for tool in $TOOLS; do
		echo "$tool"
		hold "$tool" >out 2>err
		cat "in.$tool" >&9
		takes_usr1 $!
		sleep "$(amount 0.2 5)"
		kill -USR1 $!
		sleep "$(amount 0.1 2)"
		exec 9>&-
		wait $!
		grep -Eq "^$tool: [0-9]+ in, [0-9]+ out, [0-9]+ rejected, " err
		[ "$(wc -l <err)" -eq 1 ]
	done
}

@test "--progress shows a line where stderr is no terminal" {
	{ cat in.nnorm; sleep "$(amount 1.5 8)"; } | nnorm --progress >out 2>err
	grep -q "^nnorm: 3 in, 3 out, 0 rejected" err
	same want.nnorm out
}

@test "the same bytes come out for any number of threads" {
	for tool in $TOOLS; do
		echo "$tool"
		much "$tool" "$(amount 3000000 1500000)" >long
		"$tool" -j 1 long >one
		"$tool" -j 2 long | cmp one -
		"$tool" -j 8 long | cmp one -
		"$tool" -j 3 <long >out
		"$tool" <long | cmp - out
	done
}

@test "the locale and the time zone change nothing" {
	for tool in $TOOLS; do
		echo "$tool"
		LC_ALL=C TZ=UTC "$tool" "in.$tool" >out
		same "want.$tool" out
		LC_ALL=C.UTF-8 TZ=Pacific/Auckland "$tool" "in.$tool" >out
		same "want.$tool" out
		LC_ALL='' LANG=tr_TR.UTF-8 "$tool" "in.$tool" >out
		same "want.$tool" out
	done
}

@test "a record leaves while its writer still holds the pipe open" {
	for tool in nnorm nquote ndedup; do
		for jobs in 1 3; do
			echo "$tool -j $jobs"
			hold "$tool" -j "$jobs" >out
			head -n 1 "in.$tool" >&9
			await out
			head -n 1 "want.$tool" >want
			same want out
			exec 9>&-
			wait $!
		done
	done
}

@test "a member's articles leave at its end, though the archive goes on" {
	mkdir d
	cp in.nsplit d/a
	tar -cf d.tar d/a
	hold nsplit >out 2>err
	head -c 4096 d.tar >&9
	await out
	[ "$(wc -l <out)" -eq 3 ]
	exec 9>&-
	wait $! || true
}

@test "--files-from reads names, one a line, or ended by NULs" {
	for tool in $TOOLS; do
		echo "$tool"
		cp "in.$tool" 'a b'
		cp "in.$tool" c
		"$tool" 'a b' c >want
		printf 'a b\nc\n' >names
		"$tool" --files-from names >out
		same want out
		printf 'a b\0c\0' | "$tool" -0 --files-from - >out
		same want out
		printf 'a b\nc' | "$tool" --files-from - >out
		same want out
		becomes 2 "$tool" --files-from names c 2>err
		becomes 2 "$tool" --files-from missing 2>err
		: >none
		"$tool" --files-from none <"in.$tool" >out
		[ ! -s out ]
	done
}

@test "--include and --exclude choose members and walked files" {
	for tool in $TOOLS; do
		echo "$tool"
		rm -rf d
		mkdir -p d/x
		cp "in.$tool" d/a.txt
		cp "in.$tool" d/b.log
		cp "in.$tool" d/x/c.txt
		tar -cf d.tar d
		for from in d d.tar; do
			"$tool" --stats s --include '*.txt' "$from" >out
			jq -e '.rejected == 0' s
			n=$(jq .in s)
			"$tool" --stats s --exclude '*.log' "$from" >out
			[ "$(jq .in s)" -eq "$n" ]
			"$tool" --stats s --include '*.txt' --include '*.log' \
			    "$from" >out
			[ "$(jq .in s)" -eq $((n / 2 * 3)) ]
			"$tool" --stats s --include '*.none' "$from" >out
			[ "$(jq .in s)" -eq 0 ]
		done
	done
}

@test "fields that a tool does not change keep their bytes" {
	for tool in $TOOLS; do
		echo "$tool"
		"$tool" "$FIXTURES/nasty.jsonl" >raw
		sed 's/,"quotes":\[.*\]//' raw >out
		same "$FIXTURES/nasty.jsonl" out
		"$tool" --strict "$FIXTURES/nasty.jsonl" | cmp - raw
	done
}

@test "what is lax keeps its bytes, is counted, and --strict refuses it" {
	for tool in $TOOLS; do
		echo "$tool"
		"$tool" --stats s "$FIXTURES/nasty-lax.jsonl" >raw
		sed 's/,"quotes":\[.*\]//' raw >out
		same "$FIXTURES/nasty-lax.jsonl" out
		jq -e '.lax == 4' s
		while IFS= read -r line; do
			printf '%s\n' "$line" >one
			becomes 2 "$tool" --strict one >out 2>err
			[ ! -s out ]
		done <"$FIXTURES/nasty-lax.jsonl"
	done
}

@test "strange texts keep their bytes where they are not changed" {
	for tool in nquote ndedup; do
		echo "$tool"
		"$tool" "$FIXTURES/nasty-text.jsonl" |
		    sed 's/,"quotes":\[.*\]//' >out
		same "$FIXTURES/nasty-text.jsonl" out
	done
}

@test "nesting to 10000 passes, and deeper is rejected" {
	for depth in 9999 10001; do
		{
			printf '{"d":'
			printf '%*s' "$depth" '' | tr ' ' '['
			printf '%*s' "$depth" '' | tr ' ' ']'
			printf ',"text":"Fog."}\n'
		} >"deep.$depth"
	done
	for tool in $TOOLS; do
		echo "$tool"
		"$tool" deep.9999 | sed 's/,"quotes":\[.*\]//' >out
		same deep.9999 out
		becomes 1 "$tool" --rejects r deep.10001 >out 2>err
		same deep.10001 r
		[ ! -s out ]
	done
}

@test "--text-field and --id-field name other members" {
	for tool in $TOOLS; do
		echo "$tool"
		sed 's/"id"/"nr"/; s/"text"/"body"/' "$FIXTURES/three.jsonl" >in
		"$tool" --text-field body --id-field nr in |
		    sed 's/,"quotes":\[.*\]//' >out
		same in out
		becomes 1 "$tool" --text-field body "$FIXTURES/three.jsonl" \
		    >out 2>err || [ "$tool" = nsplit ]
	done
}

@test "--lines takes plain lines, and gives at most one line for each" {
	printf 'One fog.\nTwo fogs.\n\nThree "fogs," he said.\n' >in
	for tool in nnorm nquote ndedup; do
		echo "$tool"
		"$tool" --lines in >out
		[ "$(grep -c fog out)" -eq 3 ]
		[ "$(wc -l <out)" -le 4 ]
	done
	nsplit --lines -u sentence in >out
	[ "$(grep -c fog out)" -ge 3 ]
}

@test "standard input may be named, and be an operand among others" {
	for tool in $TOOLS; do
		echo "$tool"
		cp "in.$tool" a
		"$tool" a a >want
		"$tool" --name a - a <a >out
		same want out
	done
}

@test "compressed input gives the records of the plain one" {
	for tool in nnorm nquote ndedup; do
		for c in gzip bzip2 xz; do
			need "$c"
			"$c" -c "in.$tool" | "$tool" >out
			same "want.$tool" out
		done
	done
}

@test "what a tool does to its own output changes nothing more" {
	for tool in nnorm nquote ndedup; do
		echo "$tool"
		"$tool" "want.$tool" >out
		same "want.$tool" out
	done
}

@test "wherever a read fails, the status is 2 and what came out is a beginning" {
	for tool in $TOOLS; do
		size=$(wc -c <"in.$tool")
		for n in $(seq 0 41 $((size - 1))); do
			SHIM_READ_EIO=$n LD_PRELOAD="$BUILD/shim.so" \
			    becomes 2 "$tool" -q "in.$tool" >out 2>err
			[ -s err ]
			[ "$tool" = nsplit ] ||
			    cmp -n "$(wc -c <out)" out "want.$tool"
		done
	done
}

@test "wherever a write fails, the status is 2 and the old file stays" {
	for tool in $TOOLS; do
		size=$(wc -c <"want.$tool")
		for n in $(seq 0 83 $((size - 1))); do
			echo old >out
			SHIM_ENOSPC=$n LD_PRELOAD="$BUILD/shim.so" \
			    becomes 2 "$tool" -o out "in.$tool" 2>err
			[ "$(cat out)" = old ]
			grep -q 'No space left on device' err
			SHIM_ENOSPC=$n LD_PRELOAD="$BUILD/shim.so" \
			    becomes 2 "$tool" "in.$tool" >out 2>err
			cmp -n "$(wc -c <out)" out "want.$tool"
		done
	done
}

@test "a full disk under --rejects, --explain or --duplicates is told" {
	printf '{"id":"x","text":"\\"\\"Fog,'\'' he said.\\r"}\nbroken\n' >in
	for tool in nnorm nquote; do
		becomes 2 "$tool" --rejects /dev/full in >out 2>err
		grep -q '/dev/full: .*No space left on device' err
		becomes 2 "$tool" --explain /dev/full in >out 2>err
		grep -q '/dev/full: .*No space left on device' err
	done
	cat in.ndedup in.ndedup >twice
	becomes 2 ndedup --duplicates /dev/full twice >out 2>err
	grep -q '/dev/full: .*No space left on device' err
}

@test "without memory a tool says so and the status is 2" {
	sanitized && skip "sanitizers need much address space"
	{
		printf '{"id":"long","text":"'
		head -c 100000000 /dev/zero | tr '\0' a
		printf '"}\n'
	} >long
	for tool in $TOOLS; do
		echo "$tool"
		(
			ulimit -v 150000
			becomes 2 "$tool" long >out 2>err
		)
		[ "$(cat err)" = "$tool: Cannot allocate memory" ]
	done
}

@test "memory does not grow with the input" {
	need python3
	sanitized && skip "sanitizers keep what was freed"
	for tool in nsplit nnorm nquote; do
		much "$tool" 4000000 >short
		rm -rf d
		mkdir d
		for i in 1 2 3 4 5 6 7 8; do ln short "d/$i"; done
		few=$(peak "$tool" short)
		many=$(peak "$tool" d)
		echo "$tool: $few and $many KiB"
		[ "$many" -lt $((few + few / 4)) ]
	done
}

@test "a terminal on standard input and no operand show the usage" {
	for tool in $TOOLS; do
		run -2 timeout 10 script -qec "'$BIN/$tool'" /dev/null
		[[ $output == *"usage: $tool "* ]]
	done
}

@test "on a terminal progress is a line that is wiped at the end" {
	cat >run.sh <<END
{ cat in.nnorm; sleep $(amount 1.5 8); } | nnorm >out
END
	timeout 30 script -qec 'sh run.sh' /dev/null >typed
	grep -q 'nnorm: 3 in, 3 out, 0 rejected' typed
	[ "$(tail -c 4 typed)" = $'\r\033[K' ]
	same want.nnorm out
}

@test "control characters of the input reach no terminal through messages" {
	printf '{"id":"x","text":"a"}\nbroken\n' >$'in\033[31m\nred'
	for tool in nnorm nquote ndedup; do
		becomes 1 "$tool" $'in\033[31m\nred' >out 2>err
		[ "$(wc -l <err)" -eq 1 ]
		run ! grep -q $'\033' err
	done
}

@test "what is wrong with an option is told, and what was meant" {
	for tool in $TOOLS; do
		run -2 --separate-stderr $tool --strict=yes
		[[ $stderr == *"option --strict=yes takes no argument"* ]]
		run -2 --separate-stderr $tool --max-record=99999999999999999999
		[[ $stderr == *"--max-record 99999999999999999999: too large"* ]]
		run -2 --separate-stderr $tool --max-record=99999999999T
		[[ $stderr == *"too large"* ]]
		run -2 --separate-stderr $tool --max-record=1Q
		[[ $stderr == *"not a size such as"* ]]
		run -2 --separate-stderr $tool --max-recrod=1M
		[[ $stderr == *"did you mean --max-record?"* ]]
		run -2 --separate-stderr $tool \
		    --an-option-that-is-longer-than-all-those-that-there-are
		[[ $stderr == *"unknown option --an-option"* ]]
		[[ $stderr != *"did you mean"* ]]
	done
}

@test "-o follows a link to a whole name, and one that lies in another folder" {
	mkdir -p here there
	ln -s "$PWD/there/whole" here/whole
	ln -s ../there/near here/near
	for tool in $TOOLS; do
		for link in whole near; do
			"$tool" -o here/$link "in.$tool"
			[ -L here/$link ]
			[ ! -L there/$link ]
			same "want.$tool" there/$link
			rm there/$link
		done
	done
}
