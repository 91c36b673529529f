# shellcheck shell=bash disable=SC2154
# Formatting and parsing, next to the programs they replace. Sourced by bench.sh.

section "fmt and parsing"

# The bare tree-sitter parse: its runtime and its HCL grammar, and nothing done with the tree.
build_floor() {
  local hcl=node_modules/@tree-sitter-grammars/tree-sitter-hcl/src lib=node_modules/tree-sitter/vendor/tree-sitter/lib
  [[ -d $hcl && -d $lib ]] || npm ci --ignore-scripts --silent --no-progress >/dev/null || return 1
  cc -O2 -w -I "$lib/include" -I "$lib/src" -I "$hcl" -o "$work/tree_sitter_floor" \
    tests/bench/tree_sitter_floor.c "$lib/src/lib.c" "$hcl/parser.c" "$hcl/scanner.c"
}

no_floor='npm is not installed, or has no packages'
floor=
if command -v npm >/dev/null && build_floor; then floor=$work/tree_sitter_floor; fi

terraform_files() { find "$1/" -name .terraform -prune -o -name '*.tf' -type f -print | sort; }

# against_floor FOLDER: the processor's time of the lint that $cpu is of, next to one bare parse of the same files.
against_floor() {
  local files bare
  if [[ -z $floor ]]; then
    skip "  bare tree-sitter parse of its files" "$no_floor"
    return
  fi
  mapfile -t files < <(terraform_files "$1")
  read -r _ bare < <("$floor" "${files[@]}")
  line "  bare tree-sitter parse of its files" "$(printf '%12s %8s cpu' '' "$bare")" "" ""
  ratio "  our cpu as a multiple of it" "$cpu" "$bare" 2
}

if [[ ! -d $fixtures ]]; then
  skip "fmt and parsing" "$fixtures is not there"
else
  row "fmt --check of the fixtures" "" "" 21 "$program" fmt --check "$fixtures"
  ours=$median
  if command -v terraform >/dev/null; then
    measured 5 terraform fmt -check -recursive "$fixtures"
    line "terraform fmt -check -recursive" "$(figures)" "" ""
    ratio "  ours as a multiple of it" "$ours" "$median" 0.5
  else
    skip "terraform fmt -check -recursive" "terraform is not installed"
  fi

  mapfile -t files < <(terraform_files "$fixtures")
  ours=$("$hcl_bench" "${files[@]}" | awk '$1 == "parse" { print $2 }')
  line "HCL text to syntax tree" "$(printf '%9s MB/s' "$ours")" "" ""
  if [[ -n $floor ]]; then
    read -r bare _ < <("$floor" "${files[@]}")
    line "bare tree-sitter parse" "$(printf '%9s MB/s' "$bare")" "" ""
    ratio "  our time as a multiple of it" "$bare" "$ours" 1.3
  else
    skip "bare tree-sitter parse" "$no_floor"
  fi

  row "lint of the fixtures" "" "$most_mib" 21 "$program" lint "$fixtures"
  against_floor "$fixtures"
fi
