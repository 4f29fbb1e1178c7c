#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""corpus.py KIND MEGABYTES >FILE: seeded news-like text of invented words' order.

KIND  records   JSON Lines, clean English prose, one paragraph a line
      wrapped   JSON Lines, hard-wrapped at 78 columns with indents
      digest    press digests of sixty numbered items each, plain text
      russian french german chinese   JSON Lines, clean prose

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

FR = """le la de et les à des en un une dans que pour sur qui au par il est avec été pas ne se
conseil ville mairie école fête élection élève pêcheur marché rivière théâtre hôpital député
matin soir année trois plusieurs décidé fermé ouvert annoncé rejeté près très déjà même après
ancien nouvelle général régional étranger l’été le la les de du et un une dans pour sur avec
ce cette son sa ses leur mais plus sans sous entre comme tout pont port bois train route vent
pluie maire ministre travail bureau journal place jardin moulin comptoir voisin depuis pendant
selon contre encore toujours jamais demain hier lundi mardi mars avril juin reste tenir porter""".split()
DE = """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an
Rat Stadt Bürgermeister Brücke Fluß Schule Gebühr Behörde Straße Gärtner Bäcker Zeitung Gewerkschaft
heute früh Abend Jahr drei mehrere eröffnet beschlossen gewählt angekündigt möchte können über
alte neue größere kleine südliche öffentliche ausländische der die das und oder aber wenn weil
von vor nach bei mit ohne gegen unter zwischen Hafen Markt Theater Bahnhof Krankenhaus Minister
Arbeiter Bericht Ernte Wahl Woche Monat Montag Dienstag gestern morgen wieder immer noch schon
sehr viel wenig ganz gehen kommen sagen bleiben halten stehen finden lassen bringen""".split()
ZH = """的 了 在 是 和 有 这 他 我们 市议会 桥梁 市长 部长 预算 学校 河流 市场 火灾 警察 法院 节日 图书馆
铁路 公司 工人 工会 收成 选举 政府 报告 委员会 昨天 星期二 早上 晚上 今年 宣布 同意 拒绝 开放 关闭
修建 计划 警告 预计 新的 老的 北部 南部 地方 外国""".split()
WORDS = {"russian": RU, "french": FR, "german": DE, "chinese": ZH}


def sentence(rng, words):
    if words is ZH:
        return "，".join("".join(rng.choice(words) for _ in range(rng.randint(4, 9))) for _ in range(rng.randint(1, 4))) + "。"
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
    words = WORDS.get(kind, EN)
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
