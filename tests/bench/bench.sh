#!/usr/bin/env bash
# The numbers that ./dev bench prints: whole processes, medians, each with the bound that it is held to. What is not
# there to be measured is named. Exits with 1 when a bound does not hold.
#
# bench.sh [--fixtures DIR] [--repos DIR]: fixtures are small Terraform folders; each folder in that of --repos is a repository.
set -euo pipefail

program=build/release/blueprint
# shellcheck disable=SC2034 # Used by what is sourced.
hcl_bench=build/release/tests/bench/hcl_bench
fixtures=../shared/conformance/terraform/fixtures
repos=
work=build/bench
most_mib=95 # 100 MB.

while (($#)); do
  case $1 in
    --fixtures) fixtures=${2:?--fixtures needs a folder} ;;
    --repos) repos=${2:?--repos needs a folder of repositories} ;;
    *) echo "bench: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
if [[ -n $repos && ! -d $repos ]]; then echo "bench: there is no folder $repos" >&2; exit 2; fi

mkdir -p "$work"
cc -O2 -o "$work/measure" tests/bench/measure.c
source tests/bench/table.sh

read -r load _ </proc/loadavg
if [[ $(verdict "$load" "$(nproc)") == *NOT* ]]; then
  echo "the machine is busy with other things (load $load): times will be longer than they are"
fi
line "what" "median of whole processes" "bound" ""

source tests/bench/gen.sh
source tests/bench/lint.sh
source tests/bench/parse.sh
source tests/bench/peers.sh

echo
if ((misses)); then echo "$misses of the bounds above do not hold"; exit 1; fi
echo "every bound that could be measured holds"
