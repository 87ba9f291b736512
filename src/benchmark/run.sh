#!/bin/sh
# Installs the project and runs the benchmarks: all, or those that are named.
#
#   src/benchmark/run.sh http,latency rounds=3,seconds=5
set -eu
cd "$(dirname "$0")/../.."
# The tests are the other command's.
mvn -q install -DskipTests
exec mvn -B -f src/benchmark verify -DskipTests -Dbenchmark="${1:-all}" -Dbenchmark.options="${2:-}"
