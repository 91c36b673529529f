# shellcheck shell=bash disable=SC2154
# The same folders to the linters that ./dev tools installs, offline and with all their rules. Sourced by bench.sh.

readonly patience=300 # Seconds that another program may take.

# The rules for AWS of tflint are a program of their own, which goes where tflint looks for it.
tflint_rules=$work/tflint.hcl
aws_rules=${TFLINT_PLUGIN_DIR:-$HOME/.tflint.d/plugins}/tflint-ruleset-aws
printf 'plugin "terraform" {\n  enabled = true\n  preset  = "all"\n}\n' >"$tflint_rules"
tflint_label=tflint without_aws=
if [[ -x $aws_rules ]]; then
  printf 'plugin "aws" {\n  enabled = true\n}\n' >>"$tflint_rules"
else
  tflint_label+=', without its AWS rules'
  without_aws='the bound is with its AWS rules'
fi

# peer LABEL PROGRAM LEAST OPEN COMMAND…: another program on that for which ours took $ours; it shall take LEAST times as
# long. OPEN is as of `faster`.
peer() {
  local label=$1 name=$2 least=$3 open=$4
  shift 4
  if ! command -v "$name" >/dev/null; then
    skip "  $label" "./dev tools installs it"
    return
  fi
  measured 1 timeout "$patience" "$@"
  # One run is enough where chance weighs little.
  if awk -v a="$median" 'BEGIN { exit !(a < 5000) }'; then measured 3 timeout "$patience" "$@"; fi
  if ((status == 124)); then label+=", stopped"; fi
  line "  $label" "$(figures)" "" ""
  # Up to 2, it has looked at the folder; a time at which it was stopped is less than what it needs.
  if ((status > 2 && status != 124)); then
    skip "    as a multiple of ours" "it ended with $status"
  else
    faster "    as a multiple of ours" "$median" "$ours" "$least" "$open"
  fi
}

# peers FOLDER CHECKOV TRIVY TFLINT: each with how many times our $median it shall take.
peers() {
  local folder
  folder=$(realpath "$1")
  ours=$median
  peer checkov checkov "$2" "" checkov --directory "$folder" --framework terraform --skip-download --quiet --compact
  peer trivy trivy "$3" "" trivy config --skip-check-update --skip-version-check --disable-telemetry --quiet \
    --cache-dir "$work/trivy" "$folder"
  peer "$tflint_label" tflint "$4" "$without_aws" \
    env -C "$folder" tflint --recursive --force --config "$(realpath "$tflint_rules")"
}

section "lint, next to other linters"
if [[ ! -d $fixtures ]]; then
  skip "the fixtures" "$fixtures is not there"
else
  row "lint of the fixtures" "" "$most_mib" 21 "$program" lint "$fixtures"
  peers "$fixtures" 30 20 100
fi

if [[ -z $repos ]]; then
  skip "module repositories" "--repos DIR names a folder of them"
else
  for repo in "$repos"/*/; do
    repo=${repo%/}
    section "$(basename "$repo"), $(terraform_files "$repo" | wc -l) files"
    row "lint of the repository" "" "$most_mib" 21 "$program" lint "$repo/"
    against_floor "$repo"
    peers "$repo" 100 20 100
  done
fi
