#!/usr/bin/env bash
# Lets other programs judge what `blueprint gen` writes: Terraform, the Kubernetes schemas, checkov, trivy, kube-score, …
# Each judge prints one line. Findings that are known and why they stay: accepted.txt.
# $BLUEPRINT: the program; $JUDGES: only these functions; $CHARTS: a folder of Helm charts.
set -uo pipefail

cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/../.." || exit
readonly program=${BLUEPRINT:-build/release/blueprint}
readonly here=tests/conformance
readonly hub=blueprints/llm-analytics-hub.yaml
readonly offline=../shared/tools/terraform-offline
readonly schemas=../shared/data/kubernetes/v1.35.0.json.gz
readonly custom=external-secrets.io/v1/ClusterSecretStore,external-secrets.io/v1/ExternalSecret,karpenter.sh/v1/NodePool,karpenter.k8s.aws/v1/EC2NodeClass,snapshot.storage.k8s.io/v1/VolumeSnapshotClass
export PATH=${XDG_CACHE_HOME:-$HOME/.cache}/blueprint-tools/bin:$PATH

work=$(mktemp -d)
readonly work out=$work/out
trap 'rm -rf "$work"' EXIT
failures=0

has() { command -v "$1" >/dev/null 2>&1; }
say() { printf '%-20s %s\n' "$1" "$2"; }
skip() { say "$1" "skip: $2"; }
# bad JUDGE TEXT [FILE]: the judge disagrees; the file says how.
bad() {
  say "$1" "FAILED: $2"
  [[ -z ${3-} ]] || sed 's/^/    /' "$3" | head -n 60
  failures=$((failures + 1))
}
need() { # need JUDGE TOOL
  has "$2" || { skip "$1" "$2 is not installed"; return 1; }
}
documents() { find "$1" -path '*/kubernetes/*' -name '*.yaml' ! -name kustomization.yaml | sort; }
roots() { find "$out" -name '*.tf' -printf '%h\n' | sort -u; }

# ---- what is judged

# generate NAME BLUEPRINT [OPTION]…
generate() {
  local name=$1
  shift
  "$program" gen "$@" -o "$out/$name" >"$work/log" 2>&1 || bad gen "$name" "$work/log"
}

generate_all() {
  local blueprint name
  for blueprint in blueprints/*.yaml tests/variants/*.yaml; do
    name=$(basename "$blueprint" .yaml)
    [[ $blueprint == "$hub" ]] && name=hub
    generate "$name" "$blueprint"
  done
  generate hub-dev "$hub" --env dev
  say gen "$(find "$out" -mindepth 1 -maxdepth 1 | wc -l) trees, $(find "$out" -type f | wc -l) files"
}

# ---- Terraform

terraform_fmt() {
  need 'terraform fmt' terraform || return 0
  if terraform fmt -check -recursive "$out" >"$work/log" 2>&1; then
    say 'terraform fmt' "$(find "$out" -name '*.tf' | wc -l) files agree"
  else
    bad 'terraform fmt' 'files differ' "$work/log"
  fi
  if python3 $here/fmt_differential.py --rounds 1 --from "$out" "$program" fmt - >"$work/log" 2>&1; then
    say 'blueprint fmt' "the same files, also re-spaced: $(tail -n 1 "$work/log")"
  else
    bad 'blueprint fmt' 'differs from terraform fmt' "$work/log"
  fi
}

# A state on disk. (terraform-offline does this too, but misses the backend of a large root.)
with_local_backend() {
  rm -rf "$2" && cp -r "$1" "$2"
  printf 'terraform {\n  backend "local" {}\n}\n' >"$2/backend_override.tf"
}

can_run_terraform() {
  [[ -x $offline ]] || { skip "$1" '../shared is not here'; return 1; }
  need "$1" terraform && need "$1" go
}

# try_offline OUTPUT COMMAND…: once more where the machine is so busy that a provider does not start in time. Errors are in the log.
try_offline() {
  local output=$1
  shift
  for _ in 1 2; do
    "$offline" "$@" >"$output" 2>"$work/log" && return
    cat "$output" >>"$work/log"
    grep -q 'timeout while waiting for plugin' "$work/log" || return 1
  done
  return 1
}

# Every root is validated and planned; those with the same files once.
terraform_roots() {
  can_run_terraform 'terraform' || return 0
  local root name print planned=0 seen=' '
  for root in $(roots); do
    name=$(basename "$(dirname "$root")")/$(basename "$root")
    print=$(cd "$root" && find . -type f -exec sha256sum {} + | sort | sha256sum | cut -c 1-16)
    [[ $seen != *" $print "* ]] || continue
    seen+="$print "
    with_local_backend "$root" "$work/root"
    if ! try_offline "$work/output" validate --work="$work/offline" "$work/root" -no-color; then
      bad 'terraform validate' "$name" <(grep -A 12 -E 'Error' "$work/log" || tail -n 12 "$work/log")
    elif ! try_offline "$work/output" plan --work="$work/offline" "$work/root" -no-color; then
      bad 'terraform plan' "$name" <(grep -A 12 -E 'Error' "$work/log" || tail -n 12 "$work/log")
    elif grep -q 'Warning: ' "$work/output"; then
      bad 'terraform plan' "$name: warnings" <(grep -A 8 'Warning: ' "$work/output")
    fi
    rm -rf "$work/offline"
    planned=$((planned + 1))
  done
  say terraform "$planned different roots are valid and planned"
}

# ---- Kubernetes and Helm

valid_documents() { # [OPTION]… FILE…
  kubeconform -strict -summary -skip "$custom" -schema-location "$work/schemas/{{ .ResourceKind }}{{ .KindSuffix }}.json" \
    "$@" >"$work/log" 2>&1
}

kubernetes_schemas() {
  need kubeconform kubeconform || return 0
  [[ -f $schemas ]] || { skip kubeconform '../shared is not here'; return 0; }
  python3 $here/outside/kubernetes_schemas.py "$schemas" "$work/schemas"
  local files
  mapfile -t files < <(documents "$out")
  if valid_documents "${files[@]}"; then
    say kubeconform "$(tail -n 1 "$work/log")"
  else
    bad kubeconform 'documents are not valid' "$work/log"
  fi
}

kube_score() {
  need kube-score kube-score || return 0
  local tree
  for tree in "$out"/*/; do
    local files
    mapfile -t files < <(documents "$tree")
    ((${#files[@]} == 0)) || kube-score score -o json --kubernetes-version v1.35 "${files[@]}" >>"$work/kube-score.json" 2>>"$work/log"
  done
  findings kube-score "$work/kube-score.json"
}

# Puts a release's chart, unpacked, into $work/charts: from $CHARTS, or from where the release takes it.
unpack_chart() { # CHART URL VERSION, as releases.py prints them
  local name=${1##*/}
  if [[ -n ${CHARTS-} ]]; then
    [[ -f $CHARTS/$name/Chart.yaml ]] || return 1
    cp -rL "$CHARTS/$name" "$work/charts/"
    # A chart from its sources comes without those it depends on; ours switch them off.
    [[ -d $work/charts/$name/charts ]] || sed -i '/^dependencies:/,/^[a-z]/{/^dependencies:/d;/^[ -]/d}' "$work/charts/$name/Chart.yaml"
    return
  fi
  local from=("$1")
  [[ $2 == - ]] || from+=(--repo "$2")
  timeout 20 helm pull "${from[@]}" --version "$3" --untar -d "$work/charts" >"$work/log" 2>&1
}

helm_values() {
  need helm helm || return 0
  mkdir -p "$work/charts"
  local tree release chart url version rendered=0 without=' '
  for tree in "$out"/*/; do
    [[ -f $tree/helm/helmfile.yaml ]] || continue
    while read -r release chart url version; do
      local folder=$work/charts/${chart##*/} values=$tree/helm/values/$release.yaml where
      where="$(basename "$tree"): $release"
      if [[ $without == *" ${chart##*/} "* ]] || { [[ ! -d $folder ]] && ! unpack_chart "$chart" "$url" "$version"; }; then
        [[ $without == *" ${chart##*/} "* ]] || without+="${chart##*/} "
        continue
      fi
      grep -qE "^version: \"?$version\"?$" "$folder/Chart.yaml" || bad helm "$where: the chart is not version $version"
      helm lint "$folder" -f "$values" >"$work/log" 2>&1 || bad 'helm lint' "$where" "$work/log"
      helm template "$release" "$folder" -f "$values" --kube-version 1.35.0 >"$work/rendered.yaml" 2>"$work/log" ||
        bad 'helm template' "$where" "$work/log"
      # Charts write null for what is absent, which a cluster takes and its schemas do not.
      if [[ -d $work/schemas ]] && ! valid_documents -ignore-missing-schemas "$work/rendered.yaml" &&
        sed -E "s/at '[^']*': (got null, want [a-z]+|validation failed)//g" "$work/log" | grep -q "at '"; then
        bad 'helm template' "$where: documents are not valid" "$work/log"
      fi
      rendered=$((rendered + 1))
    done < <(python3 $here/outside/releases.py "$tree/helm/helmfile.yaml")
  done
  ((rendered == 0)) || say helm "$rendered releases of $(find "$work/charts" -mindepth 1 -maxdepth 1 | wc -l) charts lint and render"
  [[ $without == ' ' ]] || skip helm "no repository answers for${without% } (CHARTS=FOLDER may hold them)"
}

# ---- security

# findings TOOL FILE: those that accepted.txt does not name are failures.
findings() {
  if python3 $here/outside/findings.py "$1" "$2" $here/accepted.txt >"$work/log"; then
    say "$1" "$(tail -n 1 "$work/log")"
  else
    bad "$1" "$(tail -n 1 "$work/log")" <(sed '$d' "$work/log")
  fi
}

# The Hub once more, as Terraform plans it: every value that is known is there.
planned_checkov() {
  can_run_terraform 'checkov, planned' || return 0
  local root
  for root in terraform bootstrap; do
    with_local_backend "$out/hub/$root" "$work/root"
    try_offline "$work/plan.json" show-json "$work/root" || { bad 'checkov, planned' "hub/$root" "$work/log"; continue; }
    printf '{"tree": "hub-plan"}\n' >>"$work/checkov.json"
    checkov -f "$work/plan.json" --skip-download --quiet --compact -o json --framework terraform_plan >>"$work/checkov.json" 2>"$work/log"
  done
}

run_checkov() {
  need checkov checkov || return 0
  local tree
  # One at a time: it relates resources of the same name in different folders.
  for tree in "$out"/*/; do
    printf '{"tree": "%s"}\n' "$(basename "$tree")" >>"$work/checkov.json"
    checkov -d "$tree" --skip-download --quiet --compact -o json --framework terraform kubernetes >>"$work/checkov.json" 2>"$work/log"
  done
  planned_checkov
  findings checkov "$work/checkov.json"
}

run_trivy() {
  need trivy trivy || return 0
  trivy config --skip-check-update --disable-telemetry --quiet --format json "$out" >"$work/trivy.json" 2>"$work/log"
  findings trivy "$work/trivy.json"
}

# The rules that come with tflint, all but one: which files a module for others should have.
run_tflint() {
  need tflint tflint || return 0
  printf 'plugin "terraform" {\n  enabled = true\n  preset = "all"\n}\nrule "terraform_standard_module_structure" {\n  enabled = false\n}\n' >"$work/tflint.hcl"
  local root found=0 linted=0
  : >"$work/log"
  for root in $(roots); do
    tflint --chdir="$root" --config="$work/tflint.hcl" --format=compact >"$work/tflint" 2>&1 || { found=1; grep -v '^$' "$work/tflint" >>"$work/log"; }
    linted=$((linted + 1))
  done
  if ((found)); then bad tflint 'roots have weaknesses' "$work/log"; else say tflint "$linted roots"; fi
}

# ---- scripts

shell_scripts() {
  need shellcheck shellcheck || return 0
  local scripts
  mapfile -t scripts < <(find "$out" -name '*.sh')
  if shellcheck "${scripts[@]}" >"$work/log"; then
    say shellcheck "${#scripts[@]} scripts"
  else
    bad shellcheck 'scripts have weaknesses' "$work/log"
  fi
}

workflows() {
  local files
  mapfile -t files < <(find "$out" -path '*/.github/workflows/*' -name '*.y*ml')
  ((${#files[@]})) || { skip actionlint 'no workflow is written'; return 0; }
  need actionlint actionlint || return 0
  if actionlint "${files[@]}" >"$work/log" 2>&1; then say actionlint "${#files[@]} workflows"; else bad actionlint 'workflows have weaknesses' "$work/log"; fi
}

makefiles() {
  need 'make -n' make || return 0
  local makefile target tried=0
  for makefile in "$out"/*/terraform/Makefile; do
    while read -r target; do
      make -n -C "$(dirname "$makefile")" "$target" ADDRESS=a.b ID=c >"$work/log" 2>&1 || bad 'make -n' "$makefile $target" "$work/log"
      tried=$((tried + 1))
    done < <(grep -oE '^[a-z][a-z-]*:' "$makefile" | tr -d :)
  done
  say 'make -n' "$tried targets"
}

# ---- stability: applied, then changed

# replan CHANGE SCRIPT: the Hub, edited by a sed script, against the state of the one that was applied.
replan() {
  sed -E "$2" "$hub" >"$work/changed.yaml"
  if cmp -s "$hub" "$work/changed.yaml"; then bad stability "$1: the edit changes nothing"; return; fi
  rm -rf "$work/changed"
  if ! "$program" gen "$work/changed.yaml" -o "$work/changed" >"$work/log" 2>&1; then bad stability "$1: gen" "$work/log"; return; fi
  with_local_backend "$work/changed/terraform" "$work/applied"
  if ! try_offline "$work/plan.json" show-json --work="$work/state" "$work/applied"; then
    bad stability "$1: plan" "$work/log"
  elif python3 $here/outside/destroyed.py "$work/plan.json" >"$work/log"; then
    say stability "$1: $(tail -n 1 "$work/log")"
  else
    bad stability "$1" "$work/log"
  fi
}

stability() {
  can_run_terraform stability || return 0
  if ! "$program" gen "$hub" -o "$work/base" >"$work/log" 2>&1; then bad stability gen "$work/log"; return; fi
  with_local_backend "$work/base/terraform" "$work/applied"
  if ! try_offline "$work/output" apply --work="$work/state" "$work/applied" -no-color; then
    bad stability apply <(grep -A 12 Error "$work/log" || tail -n 12 "$work/log")
    return
  fi
  say stability "applied: $(grep -oE '[0-9]+ added' "$work/output")"
  # The private ranges are those that the message about overlapping tiers says.
  replan 'one more node group, a fourth zone, kms renamed to keys' '
    s/^( +)node_groups:$/&\n\1  batch: { instance_types: [m5.large], scaling: { min: 0, desired: 1, max: 3 } }/
    s/availability_zones: 3/availability_zones: 4/
    s|private: \{ prefix: 20|&, cidrs: [10.0.0.0/20, 10.0.16.0/20, 10.0.32.0/20, 10.0.64.0/20]|
    s/^  kms: \{/  keys: { type: kms, was: kms,/; s/aws_kms_key\.kms/aws_kms_key.keys/'
}

# ----

judges=(terraform_fmt shell_scripts makefiles workflows kubernetes_schemas kube_score helm_values run_trivy run_checkov run_tflint
  terraform_roots stability)
[[ -z ${JUDGES-} ]] || read -ra judges <<<"$JUDGES"
[[ -x $program ]] || { echo "$program is not built: ./dev build" >&2; exit 1; }
generate_all
for judge in "${judges[@]}"; do "$judge"; done
((failures == 0))
