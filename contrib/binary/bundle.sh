#!/bin/sh
# SPDX-License-Identifier: ISC
# Make an installed tree run wherever it is unpacked: give it, in lib/, the
# shared libraries that its tools want, with their licences, but for those of
# the C library.  The tools were linked with a relative rpath (not a runpath,
# which libraries of libraries would not follow).  Not static: libxml2 wants
# 28 MB of ICU's tables, here once and not once a tool; and iconv wants its
# modules from the system's own C library.
# usage: bundle.sh TREE      Debian's dpkg tells the licences
set -eu
tree=$1
mkdir -p "$tree/lib" "$tree/share/doc/newsreel/libraries"
tools="$tree/bin/nsplit $tree/bin/nnorm $tree/bin/nquote $tree/bin/ndedup"
strip --strip-debug $tools
ldd $tools | awk '$2 == "=>" { print $3 }' | sort -u |
while read -r library; do
	case ${library##*/} in
	libc.so.* | libm.so.* | libpthread.so.* | libdl.so.*) continue ;;
	esac
	cp -L "$library" "$tree/lib"
	package=$(dpkg -S "*/${library##*/}" | sed "s/:.*//;q")
	cp "/usr/share/doc/$package/copyright" \
	    "$tree/share/doc/newsreel/libraries/${library##*/}.txt"
done
