#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# What is written about the tools is true: help, manuals, completions, README,
# and the rules of the house.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# The options of a table, a line each: short, long, argument; "-" for none.
table_of() {
	sed -n "s/^OPT([A-Z_0-9]*, *\(0\|'.'\), *\"\([^\"]*\)\", *\(NULL\|\"[^\"]*\"\),.*/\1 \2 \3/p" "$1" |
	    sed "s/^0 /- /; s/ NULL$/ -/; s/['\"]//g" | sort
}

# The same from a manual page.
options_of() {
	awk '$1 == ".It" && $2 == "Fl" {
		short = long = arg = "-"
		for (i = 2; i <= NF; i++) {
			if ($i == "Fl" && $(i + 1) ~ /^-/)
				long = substr($(i + 1), 2)
			else if ($i == "Fl")
				short = $(i + 1)
			else if ($i == "Ar")
				arg = $(i + 1)
		}
		print short, long, arg
	}' "$1" | sort
}

# Files that the examples of the manuals and of the README read.
sample_files() {
	local demo=$ROOT/tests/demo/dump

	pack_demo
	cp "$demo/morning/digest.txt" .
	mkdir -p letters texts 2025
	cp "$demo/wire/geese.txt" letters
	cp "$demo/wire/geese.txt" letter.txt
	cp "$demo/wire/geese.txt" "$demo/wire/laternen.txt" texts
	cp "$demo/wire/geese.txt" 2025
	nsplit dump.tar.gz -o split.jsonl
	nnorm split.jsonl -o norm.jsonl
	nquote norm.jsonl | ndedup -o clean.jsonl -d dropped.jsonl
	sed 's/"text"/"body"/' split.jsonl >foreign.jsonl
}

# The commands among the examples of a manual page.
examples_of() {
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE/s/^\.Dl //p' "$1" |
	    sed 's/\\e/\\/g; s/\\&//g'
}

@test "each manual page has the options of its table, and no others" {
	for tool in $TOOLS; do
		table_of "$ROOT/tools/$tool/$tool.def" >table
		[ "$(wc -l <table)" -eq \
		    "$(grep -c '^OPT(' "$ROOT/tools/$tool/$tool.def")" ]
		options_of "$ROOT/man/$tool.1" >page
		same table page
	done
}

@test "newsreel(7) has the common options, and no others" {
	table_of "$ROOT/common/common.def" >table
	[ "$(wc -l <table)" -eq "$(grep -c '^OPT(' "$ROOT/common/common.def")" ]
	options_of "$ROOT/man/newsreel.7" >page
	same table page
}

@test "newsreel(5) has every field that the tools write" {
	need jq
	sample_files
	nquote norm.jsonl >quoted.jsonl
	nquote -x norm.jsonl >extracted.jsonl
	nsplit -u sentence norm.jsonl >cut.jsonl
	nsplit -u paragraph dump.tar.gz >paragraphs.jsonl
	jq -r '[paths | .[] | strings] | unique | .[]' split.jsonl norm.jsonl \
	    quoted.jsonl extracted.jsonl cut.jsonl paragraphs.jsonl \
	    clean.jsonl dropped.jsonl | sort -u >fields
	[ "$(wc -l <fields)" -gt 35 ]
	sed -n 's/^\.It Cm //p' "$ROOT/man/newsreel.5" | tr -d ' ' |
	    tr , '\n' | sort -u >told
	comm -23 fields told >untold
	[ ! -s untold ] || { cat untold; false; }
}

@test "newsreel(7) has every count of --stats that all tools write" {
	need jq
	sample_files
	for tool in $TOOLS; do
		"$tool" --stats stats.json split.jsonl >out
		jq -r 'keys[]' stats.json | sort >"keys.$tool"
	done
	comm -12 keys.nsplit keys.nnorm | comm -12 - keys.nquote |
	    comm -12 - keys.ndedup >common
	[ "$(wc -l <common)" -ge 12 ]
	sed -n '/^\.Ss Statistics/,/^\.El/s/^\.It Cm //p' \
	    "$ROOT/man/newsreel.7" | tr -d ' ' | tr , '\n' | sort >told
	same common told
}

@test "no letter and no name is given to two options of a tool" {
	for tool in $TOOLS; do
		cat "$ROOT/tools/$tool/$tool.def" "$ROOT/common/common.def" >all
		[ -z "$(table_of all | cut -d ' ' -f 2 | uniq -d)" ]
		[ -z "$(table_of all | cut -d ' ' -f 1 | grep -v '^-$' |
		    uniq -d)" ]
	done
}

@test "a letter means the same in every tool that has it" {
	for tool in $TOOLS; do
		table_of "$ROOT/tools/$tool/$tool.def"
	done | awk '$1 != "-" && ($1 in name) && name[$1] != $2 {
		print "-" $1, name[$1], $2
	} { name[$1] = $2 }' >clashes
	[ ! -s clashes ] || { cat clashes; false; }
}

@test "every option of the tables is taken" {
	for tool in $TOOLS; do
		cat "$ROOT/tools/$tool/$tool.def" "$ROOT/common/common.def" >all
		table_of all >table
		while read -r short long arg; do
			set -- "--$long"
			[ "$arg" = - ] || set -- "--$long="
			"$tool" "$@" </dev/null >out 2>err || true
			if grep -q 'unknown option\|takes no argument' err; then
				echo "$tool --$long: $(cat err)"
				return 1
			fi
			[ "$short" = - ] && continue
			"$tool" "-$short" </dev/null >out 2>err || true
			run ! grep 'unknown option' err
		done <table
	done
}

@test "--help is short, goes to stdout, and its lines fit 80 columns" {
	for tool in $TOOLS; do
		echo "$tool"
		"$tool" --help >out 2>err
		[ ! -s err ]
		"$tool" -h | cmp - out
		[ -z "$(awk 'length > 80' out)" ]
		[ "$(head -n 1 out | cut -c 1-$((8 + ${#tool})))" = \
		    "usage: $tool " ]
		run ! grep ' $' out
		# A line an option, and three examples.
		options=$(grep -c '^OPT(' "$ROOT/tools/$tool/$tool.def")
		[ "$(wc -l <out)" -eq $((options + 11)) ]
		sed '1,/^Examples:$/d' out >examples
		[ "$(wc -l <examples)" -eq 3 ]
	done
}

@test "-V names the tool and the version of the file VERSION" {
	for tool in $TOOLS; do
		[ "$("$tool" -V)" = "$tool (newsreel) $(cat "$ROOT/VERSION")" ]
		[ "$("$tool" --version)" = "$("$tool" -V)" ]
	done
}

@test "a misuse shows the usage on stderr, nothing on stdout, and exits 2" {
	for tool in $TOOLS; do
		becomes 2 "$tool" --nothing-like-it >out 2>err
		[ ! -s out ]
		grep -q "^$tool: unknown option --nothing-like-it" err
		grep -q "^usage: $tool " err
		grep -q "Try '$tool --help'" err
	done
}

@test "the committed completions are those that the tables give" {
	"$BUILD/gen/completions" bash | cmp - "$ROOT/completions/newsreel.bash"
	for tool in $TOOLS; do
		"$BUILD/gen/completions" zsh "$tool" |
		    cmp - "$ROOT/completions/_$tool"
		"$BUILD/gen/completions" fish "$tool" |
		    cmp - "$ROOT/completions/$tool.fish"
	done
}

# What bash offers for the words of a command line, the last one begun.
offered() {
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
	_newsreel "$1" "${!#}" ""
	echo "${COMPREPLY[*]}"
}

@test "bash completes options, their words and file names" {
	# shellcheck source=/dev/null
	. "$ROOT/completions/newsreel.bash"
	for tool in $TOOLS; do
		[[ $(complete -p "$tool") == *"-F _newsreel $tool" ]]
	done
	[[ " $(offered nquote --st) " == *" --style "* ]]
	[ "$(offered nquote --sty)" = --style ]
	[ "$(offered nquote --style '')" = "keep straight curly" ]
	[ "$(offered nquote --style = cu)" = curly ]
	[ "$(offered nquote --style =)" = "keep straight curly" ]
	[ "$(offered /usr/bin/nsplit -u '')" = "article paragraph sentence" ]
	[ "$(offered nsplit --output '')" = "" ]
	[ "$(offered nsplit '')" = "" ]
	[ "$(offered ndedup --sty)" = "" ]
	table_of "$ROOT/common/common.def" >table
	for tool in $TOOLS; do
		while read -r _ long _; do
			[[ " $(offered "$tool" --) " == *" --$long "* ]]
		done <table
	done
}

@test "zsh loads the completions and offers options and words" {
	need zsh
	for tool in $TOOLS; do
		zsh -n "$ROOT/completions/_$tool"
	done
	zsh -f -c 'fpath=('"$ROOT"'/completions $fpath)
	    autoload -Uz compinit && compinit -u -d dump
	    for t in nsplit nnorm nquote ndedup; do
		    [ "$_comps[$t]" = "_$t" ] || exit 1
	    done'
	# A zsh on a pseudo terminal, in which TAB is typed.
	cat >type.zsh <<END
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1='> ' fpath=($ROOT/completions \\\$fpath)"
zpty -w z "autoload -Uz compinit && compinit -u -d dump2"
zpty -w z 'zstyle ":completion:*" list-colors ""; echo rea""dy'
zpty -r -m z line '*ready*'
zpty -w -n z \$'nquote --sty\tcu\t; echo got""it\n'
zpty -r -m z line '*gotit*'
print -r -- "\$line"
zpty -d z
END
	timeout 20 zsh -f type.zsh >typed
	# "--style" and "curly" were not typed, only begun.
	grep -q -- '--style' typed
	grep -q curly typed
}

@test "fish loads the completions and offers options and words" {
	need fish
	for tool in $TOOLS; do
		fish -n "$ROOT/completions/$tool.fish"
	done
	export HOME=$PWD
	fish -c "source $ROOT/completions/nquote.fish
	    complete -C 'nquote --sty'
	    complete -C 'nquote --style '" >out
	[ "$(cut -f 1 out | sort | tr '\n' ' ')" = \
	    "--style curly keep straight " ]
}

@test "the manual pages are clean, and have their sections in order" {
	need mandoc
	for page in "$ROOT"/man/*; do
		mandoc -T lint -W warning "$page"
		for s in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES \
		    'SEE ALSO' CAVEATS; do
			[ "$s" = SYNOPSIS ] && [ "${page##*.}" = 5 ] && continue
			echo "$s"
		done >want
		grep '^\.Sh' "$page" | cut -c 5- | grep -xFf want >got
		same want got
	done
	[ "$(find "$ROOT/man" -type f | wc -l)" -eq 7 ]
}

@test "in the manual pages a sentence begins on a line of its own" {
	run ! grep -nE '^[^.].*[a-z][.?!] +[A-Z]' "$ROOT"/man/*
}

@test "every example of the manual pages runs" {
	need jq
	for page in "$ROOT"/man/*; do
		sample_files
		examples_of "$page" >commands
		[ -s commands ]
		while IFS= read -r command; do
			echo "${page##*/}: $command"
			bash -o pipefail -c "$command" </dev/null >out 2>err || {
				[ $? = 141 ] || { cat err; false; }
			}
			[ ! -s err ]
			case $command in
			*' -o '* | *'> '*.jsonl) ;;
			*) [ -s out ] ;;
			esac
		done <commands
	done
}

@test "every example of README.md runs, and gives what stands below it" {
	need jq
	sample_files
	# "    $ command" and, behind it in the same block, its output.
	awk '/^    \$ / {
		n++
		print substr($0, 7) >("command." n)
		want = "want." n
		printf "" >want
		next
	}
	!/^    / { want = "" }
	want != "" { print substr($0, 5) >want }' "$ROOT/README.md"
	[ "$(find . -name 'command.*' | wc -l)" -ge 8 ]
	for n in $(seq "$(find . -name 'command.*' | wc -l)"); do
		cat "command.$n"
		bash -o pipefail "command.$n" </dev/null >out 2>err ||
		    { cat err; false; }
		[ ! -s err ]
		same "want.$n" out
	done
}

@test "the demo shows each article, who spoke, what was mended, what was dropped" {
	"$ROOT/tests/demo/show" demo >out
	[ "$(wc -l <demo/clean.jsonl)" -eq 5 ]
	[ "$(wc -l <demo/dropped.jsonl)" -eq 1 ]
	grep -q "^Geese Hold Up Ferry for a Second Day as Captain Waits$" out
	grep -q "^  said  *\(Captain \)\{0,1\}Ilse Brandvold: " out
	[ "$(grep -c '^  mended ' out)" -ge 4 ]
	grep -q "^             ALL THE TIDES THAT ARE FIT TO PRINT$" out
	grep -q "^  from  *wire/geese.txt$" out
	cp demo/dump.tar.gz first
	"$ROOT/tests/demo/show" demo >again
	same out again
	cmp first demo/dump.tar.gz
	sed "s:$BIN:build/bin:" out >shown
	golden shown demo.txt
}

@test "no tool includes a file of another one" {
	for tool in $TOOLS; do
		for other in $TOOLS; do
			[ "$tool" = "$other" ] && continue
			run ! grep -rn "#include.*$other" "$ROOT/tools/$tool"
			for h in "$ROOT/tools/$other"/*.h; do
				[ -e "$ROOT/tools/$tool/${h##*/}" ] && continue
				run ! grep -rnF "#include \"${h##*/}\"" \
				    --include='*.[ch]' "$ROOT/tools/$tool"
			done
		done
	done
}

@test "common/ includes nothing of the tools" {
	run ! grep -rnE '^#include.*(tools|nsplit|nnorm|nquote|ndedup)' \
	    "$ROOT/common" --include='*.[ch]'
	for h in "$ROOT"/tools/*/*.h; do
		[ -e "$ROOT/common/${h##*/}" ] && continue
		run ! grep -nF "#include \"${h##*/}\"" "$ROOT"/common/*.[ch]
	done
}

@test "only the reader's files know libarchive" {
	grep -rlE '<archive(_entry)?\.h>' "$ROOT/common" "$ROOT/tools" |
	    grep -v '/common/unpack[a-z_]*\.[ch]$' >others || true
	[ ! -s others ] || { cat others; false; }
}

@test "a transform knows no stdio, no clock, no exit and no locale" {
	# What ndedup remembers may lie on disk: these are no transforms.
	for tool in $TOOLS; do
		find "$ROOT/tools/$tool" -maxdepth 1 -name '*.[ch]' \
		    ! -name "$tool.c" ! -path '*/ndedup/temp.c' \
		    ! -path '*/ndedup/store*.c' ! -path '*/ndedup/run.c' \
		    -print0 |
		    xargs -0 grep -nE \
		    '#include <(time|locale|err|unistd)\.h>|(^|[^>.A-Za-z_])(f?open|read|write|f?printf|f?puts|fwrite|exit|setlocale|getenv|s?rand|random) *\(' \
		    >>found || true
	done
	[ ! -s found ] || { cat found; false; }
}

@test "no transform has a variable at file scope that can change" {
	need objdump
	sanitized && skip "sanitizers add variables of their own"
	for tool in $TOOLS; do
		for o in "$BUILD/tools/$tool"/*.o; do
			[ "${o##*/}" = "$tool.o" ] && continue
			objdump -t "$o" | awk -v o="$tool/${o##*/}" '
			$3 == "O" && $4 ~ /^\.(t?data|t?bss)/ &&
			    $4 !~ /^\.data\.rel\.ro/ {
				print o, $4, $NF
			}' >>found
		done
	done
	[ ! -s found ] || { cat found; false; }
}

@test "every header compiles alone" {
	# shellcheck disable=SC2046
	flags=$(pkg-config --cflags libbsd-overlay libarchive libutf8proc \
	    libxxhash uchardet libxml-2.0)
	for h in "$ROOT"/common/*.h "$ROOT"/tools/*/*.h; do
		echo "#include \"$h\"" >one.c
		# shellcheck disable=SC2086
		${CC:-cc} -std=c11 -D_GNU_SOURCE -fsyntax-only -Wall -Wextra \
		    -I"$ROOT/common" -I"$BUILD/gen" -I"$(dirname "$h")" \
		    $flags one.c
	done
}

@test "every source file says its licence in its first line" {
	find "$ROOT" -path "$ROOT/build*" -prune -o \
	    \( -name '*.[ch]' -o -name '*.bats' -o -name '*.sh' \) -print0 |
	    xargs -0 sh -c 'for f; do head -n 2 "$f" |
		grep -q "SPDX-License-Identifier: ISC" || echo "$f"; done' sh \
	    >without
	[ ! -s without ] || { cat without; false; }
}
