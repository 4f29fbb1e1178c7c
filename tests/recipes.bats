#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# The recipes of newsreel-recipes(7), each run as it stands there, against the
# program that it names.  Those for Python and Elasticsearch want RECIPES, the
# folder that tests/long/recipes.sh makes.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	pack_demo
	nsplit dump.tar.gz | nnorm | nquote | ndedup -o clean.jsonl
}

# The Python with the modules of tests/long/recipes.sh.
in_python() {
	[ -n "${RECIPES:-}" ] || skip "make check-long runs it"
	PATH=$RECIPES/readers/bin:$RECIPES/dolma/bin:$PATH
}

# Three days of dumps; the third one brings back an article of the first.
days() {
	mkdir dumps
	for day in 1 2 3; do
		mkdir "day$day"
		for n in 1 2; do
			# No two of them have words in common: shuf by a
			# source that repeats itself orders all files alike.
			awk -v k="$day$n" "!/'/ && NR % 701 == k * 7" \
			    /usr/share/dict/words |
			    fmt >"day$day/$n.txt"
		done
	done
	cp "$ROOT/tests/demo/dump/wire/geese.txt" day1/
	cp day1/geese.txt day3/
	for day in 1 2 3; do
		tar -C "day$day" -cf - . | gzip -n >"dumps/day$day.tar.gz"
	done
}

@test "recipe: jq counts who is quoted" {
	need jq
	recipe newsreel-recipes.7 jq
	bash -o pipefail recipe >out
	grep -q "Ilse Brandvold	Geese Hold Up Ferry" out
	[ "$(awk '{ n += $1 } END { print n }' out)" -eq \
	    "$(jq '.quotes | length' clean.jsonl | paste -sd+ - | bc)" ]
}

@test "recipe: passim's input has an id, a series and a text" {
	need jq
	recipe newsreel-recipes.7 passim
	bash recipe
	jq -es 'length == 5 and all(.[]; (.id | length > 0) and
	    (.series | length > 0) and (.text | length > 100))' passim.json
}

@test "recipe: Spark takes passim's input as passim does, with a series to tell apart" {
	in_python
	recipe newsreel-recipes.7 passim 1
	bash recipe
	recipe newsreel-recipes.7 passim 2
	fields=$(sed -n "s/.*--fields '\([^']*\)'.*/\1/p" recipe)
	pairs=$(sed -n "s/.*--filterpairs '\([^']*\)'.*/\1/p" recipe)
	cat >read.py <<-'P'
		import sys
		from pyspark.sql import SparkSession
		from pyspark.sql.functions import xxhash64
		spark = SparkSession.builder.getOrCreate()
		docs = spark.read.option("mergeSchema", "true").format("json").load(
		    "passim.json").na.drop(subset=["id", "text"]).withColumn(
		    "uid", xxhash64("id")).selectExpr("uid", "text", sys.argv[1])
		names = [c for c in docs.columns if c != "text"]
		a = docs.select(*names)
		b = a.toDF(*[c + "2" for c in names])
		print(docs.count(), a.crossJoin(b).filter(sys.argv[2]).count())
	P
	"$RECIPES/spark/bin/python" read.py "$fields" "$pairs" >out 2>err ||
	    { tail err; false; }
	# Ten pairs, one of them of one paper.
	[ "$(cat out)" = "5 9" ]
}

@test "recipe: make turns a folder of dumps into a corpus, and does no work twice" {
	days
	recipe newsreel-recipes.7 "make: a folder of dumps, one clean corpus"
	cp recipe Makefile
	make -s -j2
	[ "$(wc -l <corpus.jsonl)" -eq 7 ]
	nsplit dumps/*.tar.gz | nnorm | nquote | ndedup -o want.jsonl
	same want.jsonl corpus.jsonl
	make -q
	# Touched, not changed: one dump is read again, the corpus is not
	# made anew.
	touch dumps/day2.tar.gz
	make -n | grep -c nsplit >count || :
	[ "$(cat count)" -eq 1 ]
	cp -p corpus.jsonl before
	make -s
	[ ! corpus.jsonl -nt before ]
	# A dump that cannot be read to its end stops nothing.
	head -c 150 dumps/day1.tar.gz >dumps/day4.tar.gz
	make -s 2>err
	grep -q "day4.tar.gz" err
	[ "$(wc -l <corpus.jsonl)" -ge 7 ]
}

@test "recipe: make takes day by day, and knows the days before" {
	days
	recipe newsreel-recipes.7 "make: day by day"
	cp recipe Makefile
	mv dumps/day3.tar.gz .
	make -s
	mv day3.tar.gz dumps
	make -s
	[ "$(cat clean/*.jsonl | wc -l)" -eq 7 ]
	[ "$(wc -l <clean/day3.jsonl)" -eq 2 ]
	cp clean/day3.jsonl first
	rm clean/day3.jsonl
	make -s
	same first clean/day3.jsonl
}

@test "recipe: GNU parallel gives what one pipe gives" {
	need parallel
	days
	recipe newsreel-recipes.7 "GNU parallel"
	bash -o pipefail recipe
	nsplit dumps/*.tar.gz | nnorm | nquote | ndedup -o want.jsonl
	same want.jsonl corpus.jsonl
}

@test "recipe: DuckDB reads the records, and unnests the quotations" {
	in_python
	recipe newsreel-recipes.7 DuckDB
	python recipe >out
	grep -q "Ilse Brandvold" out
}

@test "recipe: pandas has a row a quotation" {
	in_python
	recipe newsreel-recipes.7 pandas
	python recipe >out
	grep -q "Ilse Brandvold" out
}

@test "recipe: datatrove reads each record as a document" {
	in_python
	recipe newsreel-recipes.7 datatrove
	python recipe >out 2>err
	[ "$(grep -c . out)" -eq 5 ]
	jq -r .id clean.jsonl | while read -r id; do grep -q "^$id " out; done
}

@test "recipe: dolma's tagger takes the records" {
	in_python
	recipe newsreel-recipes.7 dolma
	bash -o pipefail recipe >out 2>&1 || { cat out; false; }
	gzip -dc news/attributes/length/clean.jsonl.gz >tags
	[ "$(jq -r .id tags | sort)" = "$(jq -r .id clean.jsonl | sort)" ]
	jq -e '.attributes | to_entries[0].value[0][2] > 100' tags
}

@test "recipe: Hugging Face datasets load what has the same columns" {
	in_python
	export HF_HOME=$PWD/hf HF_HUB_OFFLINE=1
	recipe newsreel-recipes.7 "Hugging Face datasets" 1
	bash -o pipefail recipe
	recipe newsreel-recipes.7 "Hugging Face datasets" 2
	python recipe >out 2>err || { cat err; false; }
	grep -q "num_rows: 5" out
}

@test "recipe: Elasticsearch takes the bulk lines, and finds the article" {
	in_python
	url=localhost:$("$RECIPES/elasticsearch.sh" start)
	recipe newsreel-recipes.7 Elasticsearch
	sed -i "s/localhost:9200/$url/" recipe
	got=0
	bash -o pipefail recipe || got=$?
	curl -sS "http://$url/news/_search?q=ferry" >found
	curl -sS "http://$url/news/_count" >count
	"$RECIPES/elasticsearch.sh" stop
	[ "$got" -eq 0 ]
	jq -e '.count == 5' count
	jq -e '.hits.hits[0]._source.title | startswith("Geese Hold Up")' found
}
