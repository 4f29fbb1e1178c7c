# SPDX-License-Identifier: ISC
# shellcheck shell=bash

# Wait until the tool of this number has got so far that SIGUSR1 asks it for
# progress and does not end it: until it blocks that signal.
takes_usr1() {
	local digit

	for _ in $(seq 1000); do
		digit=$(sed -n 's/^SigBlk:.*\(.\)..$/\1/p' "/proc/$1/status")
		case $digit in [2367abef]) return ;; esac
		sleep 0.01
	done
	return 1
}
