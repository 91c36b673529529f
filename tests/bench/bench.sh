#!/usr/bin/env bash
# The numbers that ./dev bench prints: whole processes, medians, each with the bound that it is held to. What is not
# there to be measured is named. Exits with 1 when a bound does not hold.
set -euo pipefail

program=build/release/blueprint
hcl_bench=build/release/tests/bench/hcl_bench
fixtures=${1:-../shared/conformance/terraform/fixtures}
work=build/bench
misses=0
mkdir -p "$work"
cc -O2 -o "$work/measure" tests/bench/measure.c

# verdict NUMBER BOUND: whether the number is at most the bound; nothing without a bound.
verdict() {
  [[ -n $2 ]] || return 0
  if awk -v a="$1" -v b="$2" 'BEGIN { exit !(a <= b) }'; then echo holds; else echo 'DOES NOT HOLD'; fi
}

# line LABEL VALUE BOUND VERDICT: one line of the table.
line() {
  printf '%-36s %-31s %-17s %s\n' "$@" | sed 's/ *$//'
  if [[ $4 == *NOT* ]]; then misses=$((misses + 1)); fi
}

skip() { printf '%-36s skipped: %s\n' "$1" "$2"; }

# row LABEL MOST_MS MOST_MIB RUNS COMMAND…: measures a command; leaves its median in $median. MOST_… may be empty.
row() {
  local label=$1 most_ms=$2 most_mib=$3 runs=$4 cpu memory bound held
  shift 4
  read -r median cpu memory < <("$work/measure" "$runs" "$@") || true
  bound=${most_ms:+$most_ms ms${most_mib:+, }}${most_mib:+$most_mib MiB}
  held=$(verdict "$median" "$most_ms")
  [[ $held == *NOT* ]] || held=$(verdict "$memory" "$most_mib")
  [[ -n $held ]] || held=$(verdict "$median" "$most_ms")
  line "$label" "$(printf '%8s ms %7s cpu %6s MiB' "$median" "$cpu" "$memory")" "$bound" "$held"
}

# ratio LABEL A B BOUND: A as a multiple of B, which shall be at most BOUND.
ratio() {
  local value
  value=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.2f", a / b }')
  line "$1" "$(printf '%8s times' "$value")" "$4 times" "$(verdict "$value" "$4")"
}

read -r load _ </proc/loadavg
if [[ $(verdict "$load" "$(nproc)") == *NOT* ]]; then
  echo "the machine is busy with other things (load $load): times will be longer than they are"
fi
printf '%-36s %-31s %-17s %s\n' "what" "median of whole processes" "bound, at most" ""
row "blueprint --version" 5 "" 101 "$program" --version

# A root as people write them, a hundred lines long.
mkdir -p "$work/hundred"
for n in 1 2 3 4 5 6 7; do
  cat <<END
resource "aws_db_instance" "orders_$n" {
  identifier          = "orders-$n"
  engine              = "postgres"
  instance_class      = "db.r6g.large"
  allocated_storage   = 100
  storage_encrypted   = true
  publicly_accessible = false
  multi_az            = true
  deletion_protection = true

  tags = {
    Name = "orders-\${var.environment}-$n"
  }
}

END
done | head -n 104 >"$work/hundred/main.tf"
row "lint of a file of 104 lines" 10 "" 51 "$program" lint "$work/hundred/main.tf"

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

# ---- fmt and parsing, next to the programs they replace

if [[ ! -d $fixtures ]]; then
  skip "fmt and parsing" "$fixtures is not there"
else
  row "fmt --check of the fixtures" "" "" 21 "$program" fmt --check "$fixtures"
  ours=$median
  if command -v terraform >/dev/null; then
    row "terraform fmt -check -recursive" "" "" 5 terraform fmt -check -recursive "$fixtures"
    ratio "  ours as a multiple of it" "$ours" "$median" 0.5
  else
    skip "terraform fmt -check -recursive" "terraform is not installed"
  fi
fi

# The bare tree-sitter parse: its runtime and its HCL grammar, and nothing done with the tree.
floor() {
  local hcl=node_modules/@tree-sitter-grammars/tree-sitter-hcl/src lib=node_modules/tree-sitter/vendor/tree-sitter/lib
  [[ -d $hcl && -d $lib ]] || npm ci --ignore-scripts --silent --no-progress >/dev/null || return 1
  cc -O2 -w -I "$lib/include" -I "$lib/src" -I "$hcl" -o "$work/tree_sitter_floor" \
    tests/bench/tree_sitter_floor.c "$lib/src/lib.c" "$hcl/parser.c" "$hcl/scanner.c"
}

if [[ -d $fixtures ]]; then
  mapfile -t files < <(find "$fixtures" -name '*.tf' | sort)
  ours=$("$hcl_bench" "${files[@]}" | awk '$1 == "parse" { print $2 }')
  line "HCL text to syntax tree" "$(printf '%8s MB/s' "$ours")" "" ""
  if command -v npm >/dev/null && floor; then
    bare=$("$work/tree_sitter_floor" "${files[@]}")
    line "bare tree-sitter parse" "$(printf '%8s MB/s' "$bare")" "" ""
    ratio "  our time as a multiple of it" "$bare" "$ours" 1.3
  else
    skip "bare tree-sitter parse" "npm is not installed, or has no packages"
  fi
fi

echo
if ((misses)); then echo "$misses of the bounds above do not hold"; exit 1; fi
echo "every bound that could be measured holds"
