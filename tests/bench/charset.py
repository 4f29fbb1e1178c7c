#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""How often the character set of a file is found: of what share of the files the
text is that of the true set.

    charset.py corpus DIR   folders named after sets, as the tests of chardet are
    charset.py udhr DIR     UTF-8 files, text or HTML, one a language: each is
                            written in the first legacy set that holds it

BIN says where nsplit is (build/bin).  -v names what was decoded wrongly.
Python 3.8 or later, standard library.
"""
import codecs
import collections
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

BIN = os.environ.get("BIN", "build/bin")
# Order: Western first, then by how common they are.
SETS = """iso-8859-1 windows-1252 iso-8859-15 windows-1251 koi8-r windows-1250 iso-8859-2
    windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258
    tis-620 shift_jis euc-jp gb18030 big5 euc-kr""".split()


def decode(data, name):
    """As the tools do: a byte without a meaning stays one of a kind."""
    name = {"x-mac-cyrillic": "mac-cyrillic", "x-mac-ce": "mac-latin2", "windows-874": "cp874",
            "x-windows-949": "cp949", "big5": "big5hkscs", "shift_jis": "cp932", "euc-kr": "cp949",
            "iso-8859-8-i": "iso-8859-8", "macintosh": "mac-roman"}.get(name, name)
    text = data.decode(name, "replace").lstrip("\ufeff")
    return re.sub("[\x80-\x9f\ufffd]", "\ufffd", text)


def truth(folder):
    name = os.path.basename(folder).lower()
    name = re.sub("^(big5|gb2312|johab|cp949|euc-jp|euc-kr|euc-tw|ascii|utf-8-sig).*", r"\1", name)
    for lang in ("-arabic -bulgarian -cyrillic -greek -hebrew -hungarian -polish -russian -turkish "
                 "-croatian -czech -slovak -slovene -romanian -macedonian -serbian -belarusian -ukrainian").split():
        name = name.replace(lang, "")
    name = {"gb2312": "gb18030", "iso-8859-1": "windows-1252", "ascii": "windows-1252", "maccyrillic": "mac-cyrillic",
            "macroman": "mac-roman", "tis-620": "cp874", "iso-8859-9": "windows-1254"}.get(name, name)
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name


def corpus(top):
    for folder, _, names in sorted(os.walk(top)):
        name = truth(folder)
        for n in sorted(names):
            path = os.path.join(folder, n)
            if folder != top and name and os.path.getsize(path) > 0:
                yield name, path


def udhr(top, out):
    for n in sorted(os.listdir(top)):
        with open(os.path.join(top, n), encoding="utf-8", errors="ignore") as f:
            text = f.read()
        if n.endswith("html"):
            text = re.sub(r"<(script|style|head).*?</\1>", "", text, flags=re.S)
            text = html.unescape(re.sub("<[^>]+>", "", text))
        text = unicodedata.normalize("NFC", re.sub(r"[ \t]*\n\s*", "\n", text).strip())
        # The sets have no typographic marks; their texts were typed without.
        plain = text.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "-", 0xA0: " "})
        east = len(re.findall("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", text)) * 5 > len(text)
        for name in SETS:
            if not east and name in "tis-620 shift_jis euc-jp gb18030 big5 euc-kr":
                continue
            for t in (text, plain):
                try:
                    data = t.encode(name)
                except UnicodeEncodeError:
                    continue
                break
            else:
                continue
            if not data.isascii():
                path = os.path.join(out, "%s.%s" % (n, name))
                with open(path, "wb") as f:
                    f.write(data)
                yield {"iso-8859-1": "windows-1252", "tis-620": "cp874"}.get(name, name), path
            break


def found(paths):
    """The set that nsplit decoded each file from."""
    said = {}
    for path in paths:
        p = subprocess.run([os.path.join(BIN, "nsplit"), "-Q", "-q", path], capture_output=True)
        first = p.stdout.split(b"\n", 1)[0]
        if first:
            m = json.loads(first).get("metadata", {})
            said[path] = m.get("encoding", "utf-8")
    return said


def main():
    kind, top = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as tmp:
        files = list(corpus(top) if kind == "corpus" else udhr(top, tmp))
        said = found([p for _, p in files])
        right, n = collections.Counter(), collections.Counter()
        for name, path in files:
            with open(path, "rb") as f:
                data = f.read()
            got = said.get(path, "utf-8").split(",")[0]
            n[name] += 1
            try:
                good = decode(data, got) == decode(data, name)
            except LookupError:
                good = False
            right[name] += good
            if not good and "-v" in sys.argv:
                print("  %s is %s, not %s" % (os.path.relpath(path, top if kind == "corpus" else tmp), name, got))
        for name in sorted(n):
            print("%-16s %4d of %4d" % (name, right[name], n[name]))
        print("%s: %d of %d files, %.1f %%" % (kind, sum(right.values()), sum(n.values()), 100 * sum(right.values()) / sum(n.values())))


main()
