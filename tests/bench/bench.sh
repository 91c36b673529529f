#!/usr/bin/env bash
# The numbers that ./dev bench prints: whole processes, medians. What is not there to be measured is named.
set -euo pipefail

program=build/release/blueprint
fixtures=${1:-../shared/conformance/terraform/fixtures}
work=build/bench
mkdir -p "$work"
cc -O2 -o "$work/measure" tests/bench/measure.c

# row LABEL GOAL RUNS COMMAND...: one line of the table; leaves the median in $median.
row() {
  local label=$1 goal=$2 runs=$3 memory code=0
  shift 3
  read -r median memory < <("$work/measure" "$runs" "$@") || code=$?
  printf '%-34s %9s ms %8s MiB   %s\n' "$label" "$median" "$memory" "$goal"
  return "$code"
}

skip() { printf '%-34s skipped: %s\n' "$1" "$2"; }
over() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

printf '%-34s %12s %12s   %s\n' "what (median of whole processes)" "time" "memory" "goal"
row "blueprint --version" "5 ms" 101 "$program" --version

# A root as people write them, about 100 lines long.
mkdir -p "$work/hundred"
for n in 1 2 3 4 5 6; do
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
done >"$work/hundred/main.tf"
"$program" fmt "$work/hundred"

if "$program" lint --help >/dev/null 2>&1; then
  row "lint of one 100-line file" "10 ms" 51 "$program" lint "$work/hundred/main.tf" || true
else
  skip "lint of one 100-line file" "this program has no lint"
fi

if "$program" gen --help >/dev/null 2>&1 && [[ -f blueprints/llm-analytics-hub.yaml ]]; then
  rm -rf "$work/hub"
  row "gen of the hub, unchanged output" "50 ms, 64 MiB" 21 "$program" gen blueprints/llm-analytics-hub.yaml -o "$work/hub" || true
  hub=$median
  row "gen of the hub, --stdout" "50 ms, 64 MiB" 21 "$program" gen blueprints/llm-analytics-hub.yaml --stdout || true
  python3 tests/bench/large_blueprint.py >"$work/large.yaml"
  row "gen of 200 components, --stdout" "10 times the hub" 5 "$program" gen "$work/large.yaml" --stdout || true
  echo "  200 components take $(over "$median" "$hub") times as long as the hub"
else
  skip "gen" "this program has no gen"
fi

# ---- fmt and parsing, next to the programs they replace

if [[ -d $fixtures ]]; then
  row "blueprint fmt --check, fixtures" "half of terraform's" 11 "$program" fmt --check "$fixtures" || true
  ours=$median
  if command -v terraform >/dev/null; then
    row "terraform fmt -check -recursive" "" 3 terraform fmt -check -recursive "$fixtures" || true
    echo "  blueprint fmt is $(over "$median" "$ours") times as fast"
  else
    skip "terraform fmt -check -recursive" "terraform is not installed"
  fi
else
  skip "fmt of the fixtures" "$fixtures is not there"
fi

floor() {
  local hcl=node_modules/@tree-sitter-grammars/tree-sitter-hcl/src lib=node_modules/tree-sitter/vendor/tree-sitter/lib
  [[ -d $hcl && -d $lib ]] || npm ci --ignore-scripts --silent --no-progress >/dev/null || return 1
  cc -O2 -w -I "$lib/include" -I "$lib/src" -I "$hcl" -o "$work/tree_sitter_floor" \
    tests/bench/tree_sitter_floor.c "$lib/src/lib.c" "$hcl/parser.c" "$hcl/scanner.c"
}

hcl_bench=build/release/tests/bench/hcl_bench
if [[ -d $fixtures && -x $hcl_bench ]]; then
  mapfile -t files < <(find "$fixtures" -name '*.tf' | sort)
  ours=$("$hcl_bench" "${files[@]}" | awk '$1 == "parse" { print $2 }')
  printf '%-34s %9s MB/s\n' "HCL text to syntax tree" "$ours"
  if command -v npm >/dev/null && floor; then
    bare=$("$work/tree_sitter_floor" "${files[@]}")
    printf '%-34s %9s MB/s\n' "bare tree-sitter parse" "$bare"
    echo "  ours takes $(over "$bare" "$ours") times as long (goal: at most 1.30)"
  else
    skip "bare tree-sitter parse" "npm is not installed, or has no packages"
  fi
fi
