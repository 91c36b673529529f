# shellcheck shell=bash disable=SC2154
# Starting, and compiling blueprints. Sourced by bench.sh.

section "gen"
row "blueprint --version" 5 "" 101 "$program" --version

rm -rf "$work/hub"
hub=blueprints/llm-analytics-hub.yaml
row "gen of the Hub, nothing to change" 50 64 31 "$program" gen "$hub" -o "$work/hub"
unchanged=$median
# Each run has a folder of its own.
first_runs=$work/first
rm -rf "$first_runs" && mkdir -p "$first_runs"
row "gen of the Hub, into an empty folder" 50 64 11 "$program" gen "$hub" -o "$first_runs/{}"
python3 tests/bench/large_blueprint.py >"$work/large.yaml"
row "gen of 200 components" "" 64 5 "$program" gen "$work/large.yaml" -o "$work/large"
ratio "  as a multiple of the Hub" "$median" "$unchanged" 10
