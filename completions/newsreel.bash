# bash completion of newsreel.  Generated: make completions
# shellcheck shell=bash
_newsreel()
{
	local tool=${1##*/} words='' nothing='' i=$COMP_CWORD
	local cur=${COMP_WORDS[i]} prev=${COMP_WORDS[i - 1]}

	if [[ $cur == = ]]; then
		cur=
	elif [[ $prev == = ]]; then
		prev=${COMP_WORDS[i - 2]}
	fi
	COMPREPLY=()
	case $tool:$prev in
	nsplit:--unit | nsplit:-u) words='article paragraph sentence' ;;
	nsplit:--language) words='en de fr es it ru pl cs none' ;;
	nsplit:--quotes) words='split keep' ;;
	nsplit:--abbreviations) return ;;
	nsplit:--format) words='mbox document end-of-document factiva sgml wire number labels rules stars separators form-feeds end-lines citations dates markdown markup capitals run-in headlines newspaper pattern none' ;;
	nsplit:--input) words='text records' ;;
	nnorm:--unwrap) words='auto guess never' ;;
	nnorm:--punctuation) words='keep ascii typographic' ;;
	nnorm:--fold) words='all font nobreak initial medial final isolated circle super sub vertical wide narrow small square fraction compat' ;;
	nnorm:--language) words='en de fr es it ru pl cs' ;;
	nnorm:--words) return ;;
	nnorm:--evidence) return ;;
	nnorm:--learn) return ;;
	nquote:--write | nquote:-w) words='json tsv' ;;
	nquote:--style) words='keep straight curly' ;;
	nquote:--language) words='en de fr es it ru pl cs' ;;
	ndedup:--duplicates | ndedup:-d) return ;;
	ndedup:--why) nothing=1 ;;
	ndedup:--unit | ndedup:-u) words='record paragraph line' ;;
	ndedup:--index | ndedup:-i) return ;;
	ndedup:--against) return ;;
	ndedup:--mem) nothing=1 ;;
	ndedup:--keep | ndedup:-k) words='first longest newest' ;;
	ndedup:--rank) nothing=1 ;;
	ndedup:--stage) words='sketch match join score link drop' ;;
	ndedup:--roots) return ;;
	ndedup:--max-bucket) nothing=1 ;;
	*:--output | *:-o) return ;;
	*:--jobs | *:-j) nothing=1 ;;
	*:--rejects) return ;;
	*:--stats) return ;;
	*:--explain) return ;;
	*:--text-field) nothing=1 ;;
	*:--id-field) nothing=1 ;;
	*:--files-from) return ;;
	*:--name) nothing=1 ;;
	*:--include) nothing=1 ;;
	*:--exclude) nothing=1 ;;
	*:--max-record) nothing=1 ;;
	*:--max-member) nothing=1 ;;
	*:--max-ratio) nothing=1 ;;
	*)
		[[ $cur == -* ]] || return
		case $tool in
		nsplit) words='-u --unit --language --quotes --abbreviations --format --input --check -o --output --if-changed -j --jobs -Q --no-warn -q --quiet --strict --rejects --stats --explain --progress --no-progress --text-field --id-field --lines --files-from -0 --null --name --include --exclude --max-record --max-member --max-ratio --no-sandbox -h --help -V --version' ;;
		nnorm) words='--keep-lines --unwrap --punctuation --fold --no-mojibake --no-entities -n --dry-run --language --words --evidence --learn -o --output --if-changed -j --jobs -Q --no-warn -q --quiet --strict --rejects --stats --explain --progress --no-progress --text-field --id-field --lines --files-from -0 --null --name --include --exclude --max-record --max-member --max-ratio --no-sandbox -h --help -V --version' ;;
		nquote) words='-r --repair-only -a --annotate-only -x --extract -w --write --style --marks-only --language -o --output --if-changed -j --jobs -Q --no-warn -q --quiet --strict --rejects --stats --explain --progress --no-progress --text-field --id-field --lines --files-from -0 --null --name --include --exclude --max-record --max-member --max-ratio --no-sandbox -h --help -V --version' ;;
		ndedup) words='--mark -d --duplicates -p --pairs -c --clusters --why -u --unit -i --index --against -b --batch --mem -k --keep -e --exact --folded --noisy --fast --rank --stage --roots --max-bucket -o --output --if-changed -j --jobs -Q --no-warn -q --quiet --strict --rejects --stats --explain --progress --no-progress --text-field --id-field --lines --files-from -0 --null --name --include --exclude --max-record --max-member --max-ratio --no-sandbox -h --help -V --version' ;;
		esac
		;;
	esac
	if [[ $nothing ]]; then
		compopt +o default 2>/dev/null
		return
	fi
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -o default -F _newsreel nsplit nnorm nquote ndedup
