#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Each allocation and each call of the system made to fail in turn.
set -u
cd "$(dirname "$0")/../.." || exit 2
case $(cat "${B:-build}/flags") in
*-fsanitize*) echo "1..0 # skip: sanitizers have allocators of their own"
	exit 0 ;;
esac
make -s B="${B:-build}" "${B:-build}/fault.so" || exit 2
BIN=${BIN:-${B:-build}/bin} exec tests/torture "$@"
