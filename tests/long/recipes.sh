#!/bin/sh
# SPDX-License-Identifier: ISC
# The recipes of newsreel-recipes(7), and of newsreel(7) for engines, against the
# programs that they name, in their newest versions, installed into B/recipes
# (2 GB).  Wants mvn, a Java of at least 17 (Elasticsearch, Spark), unzip and curl.
# usage: B=build BIN=build/bin tests/long/recipes.sh
set -eu
cd "$(dirname "$0")/../.."
B=${B:-build} BIN=${BIN:-$B/bin}
RECIPES=$(mkdir -p "$B/recipes" && cd "$B/recipes" && pwd)
export BIN RECIPES

# venv NAME PACKAGE ...: a Python with these packages.  uv finds in seconds which
# versions go together, where pip may try for an hour.
venv() {
	dir=$RECIPES/$1
	shift
	if [ ! -e "$dir/done" ]; then
		python3 -m venv "$dir"
		"$dir/bin/pip" -q install uv
		"$dir/bin/uv" pip install -q --python "$dir/bin/python" "$@"
		touch "$dir/done"
	fi
	"$dir/bin/pip" list 2>/dev/null |
	    grep -E "^($(echo "$@" | tr ' ' '|')) " | sed 's/^/# /'
}
venv readers pandas duckdb datasets datatrove orjson
venv dolma dolma
venv spark pyspark
venv dask dask

# Elasticsearch's own server, as small as it comes.
es=8.19.21
if [ ! -d "$RECIPES/elasticsearch-$es" ]; then
	mvn -q dependency:copy -DoutputDirectory="$RECIPES" \
	    -Dartifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:$es:zip
	unzip -q -d "$RECIPES" "$RECIPES/elasticsearch-$es.zip"
fi
cat >"$RECIPES/elasticsearch.sh" <<'S'
#!/bin/sh
# start: prints the port, when it answers.  It does not run as root.
set -eu
cd "$(dirname "$0")"/elasticsearch-*/
port=9277
if [ "$1" = stop ]; then
	kill "$(cat ../elasticsearch.pid)"
	exit
fi
as=
if [ "$(id -u)" -eq 0 ]; then
	home=$(mktemp -d)
	cp -R . "$home"
	chown -R nobody "$home"
	cd "$home"
	as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
fi
ES_JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
export ES_JAVA_HOME ES_JAVA_OPTS="-Xms512m -Xmx512m" HOME="$PWD"
$as bin/elasticsearch -E discovery.type=single-node \
    -E xpack.security.enabled=false -E http.port=$port \
    >"$OLDPWD/../elasticsearch.log" 2>&1 3>&- &
echo $! >"$OLDPWD/../elasticsearch.pid"
n=0
until curl -s "localhost:$port" >/dev/null; do
	sleep 1
	n=$((n + 1))
	[ $n -lt 120 ]
done
echo $port
S
chmod +x "$RECIPES/elasticsearch.sh"

# What is skipped here was not run.
STRICT=1 bats tests/recipes.bats
STRICT=1 bats -f "recipe: " tests/scale.bats
