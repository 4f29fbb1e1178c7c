#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""corpus.py KIND MEGABYTES >FILE: seeded news-like text of invented words' order.

KIND  records   JSON Lines, clean English prose, one paragraph a line
      wrapped   JSON Lines, hard-wrapped at 78 columns with indents
      digest    press digests of sixty numbered items each, plain text
      russian   JSON Lines, clean Russian prose

Python 3, standard library.  A block of about a megabyte is made and repeated
under new ids: the tools under test keep nothing from record to record.
"""
import json
import random
import sys
import textwrap

EN = """the of and to in a that for was on with he by at from his said have new will would
city council harbour bridge mayor minister budget school river market fire police court
festival library railway company workers union harvest election government report
committee yesterday Tuesday Wednesday morning evening year month two three many several
announced agreed rejected opened closed built repaired planned voted warned expects
old small large northern southern public private local national foreign""".split()
RU = """в и на что с по не он из за был как для она его это к было города мост река совет
министр рынок школа пожар суд праздник газета рабочие выборы правительство доклад
сегодня утром вечером год месяц сказал заявил сообщил решил открыл построил новый старый
большой северный местный народный""".split()


def sentence(rng, words):
    n = rng.randint(8, 28)
    out = [rng.choice(words) for _ in range(n)]
    out[0] = out[0].capitalize()
    if rng.random() < 0.2:
        return '"%s," said Councillor %s.' % (" ".join(out[: n // 2 + 1]), rng.choice(("Brandt", "Okafor", "Lindqvist", "Hale")))
    return " ".join(out) + "."


def article(rng, words):
    return [" ".join(sentence(rng, words) for _ in range(rng.randint(2, 5))) for _ in range(rng.randint(4, 12))]


def main():
    kind, size = sys.argv[1], int(float(sys.argv[2]) * 1e6)
    rng = random.Random(1916)
    words = RU if kind == "russian" else EN
    block = [article(rng, words) for _ in range(400)]
    done = n = 0
    out = sys.stdout.buffer
    while done < size:
        for paras in block:
            n += 1
            if kind == "digest":
                body = "\n\n".join(textwrap.fill(p, 78) for p in paras)
                number = (n - 1) % 60 + 1
                item = "%d. Harbour Gazette\n\nCouncil meets on bridge number %d\n\n%s\n\n" % (number, n, body)
                if number == 1:
                    item = "PRESS DIGEST\nNumber %d\n\n" % (n // 60 + 1) + item
                data = item.encode()
            else:
                if kind == "wrapped":
                    text = "\n".join(textwrap.fill(p, 78, initial_indent=" ") for p in paras)
                else:
                    text = "\n\n".join(paras)
                data = (json.dumps({"id": "b%d" % n, "text": text, "source": "bench"}, ensure_ascii=False) + "\n").encode()
            out.write(data)
            done += len(data)
            if done >= size:
                break


main()
