#!/usr/bin/env bash
# Lets other programs judge what `blueprint gen` writes: Terraform, the Kubernetes schemas, checkov, trivy, kube-score, …
# Each judge prints one line. Findings that are known and why they stay: accepted.txt.
# $BLUEPRINT: the program; $JUDGES: only these functions.
set -uo pipefail

cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/../.." || exit
readonly program=${BLUEPRINT:-build/release/blueprint}
readonly here=tests/conformance
readonly hub=blueprints/llm-analytics-hub.yaml
readonly offline=../shared/tools/terraform-offline
readonly schemas=../shared/data/kubernetes/v1.35.0.json.gz
readonly custom=external-secrets.io/v1/ClusterSecretStore,external-secrets.io/v1/ExternalSecret,karpenter.sh/v1/NodePool,karpenter.k8s.aws/v1/EC2NodeClass,snapshot.storage.k8s.io/v1/VolumeSnapshotClass
# Planned as well as validated; the others are validated.
readonly planned='hub hub-dev irsa karpenter no-public-subnets'
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

# Roots with the same files are tried once. A plan validates first.
terraform_roots() {
  can_run_terraform 'terraform' || return 0
  local root name command print validated=0 planned_roots=0 seen=' '
  for root in $(roots); do
    name=$(basename "$(dirname "$root")")
    command=validate
    [[ " $planned " != *" $name "* ]] || command=plan
    print=$(cd "$root" && find . -type f -exec sha256sum {} + | sort | sha256sum | cut -c 1-16)
    [[ $seen != *" $print "* ]] || continue
    seen+="$print "
    with_local_backend "$root" "$work/root"
    if ! "$offline" "$command" "$work/root" -no-color >"$work/log" 2>&1; then
      bad "terraform $command" "$name/$(basename "$root")" <(grep -A 12 -E 'Error' "$work/log" || tail -n 12 "$work/log")
    fi
    validated=$((validated + 1))
    [[ $command == validate ]] || planned_roots=$((planned_roots + 1))
  done
  say terraform "$validated different roots are valid, $planned_roots of them planned"
}

# ---- Kubernetes and Helm

kubernetes_schemas() {
  need kubeconform kubeconform || return 0
  [[ -f $schemas ]] || { skip kubeconform '../shared is not here'; return 0; }
  python3 $here/outside/kubernetes_schemas.py "$schemas" "$work/schemas"
  local files
  mapfile -t files < <(documents "$out")
  if kubeconform -strict -summary -skip "$custom" \
    -schema-location "$work/schemas/{{ .ResourceKind }}{{ .KindSuffix }}.json" "${files[@]}" >"$work/log" 2>&1; then
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

helm_values() {
  need helm helm || return 0
  local release chart url version rendered=0
  while read -r release chart url version; do
    if ! timeout 20 helm pull "$chart" --repo "$url" --version "$version" --untar -d "$work/charts/$release" >"$work/log" 2>&1; then
      skip helm "cannot fetch charts from $url"
      return 0
    fi
    local values=$out/hub/helm/values/$release.yaml
    helm lint "$work/charts/$release/$chart" -f "$values" >"$work/log" 2>&1 || bad 'helm lint' "$release" "$work/log"
    helm template "$release" "$work/charts/$release/$chart" -f "$values" >"$work/log" 2>&1 || bad 'helm template' "$release" "$work/log"
    rendered=$((rendered + 1))
  done < <(python3 $here/outside/releases.py "$out/hub/helm/helmfile.yaml")
  say helm "$rendered releases lint and render"
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

run_checkov() {
  need checkov checkov || return 0
  checkov -d "$out" --skip-download --quiet --compact -o json --framework terraform kubernetes >"$work/checkov.json" 2>"$work/log"
  findings checkov "$work/checkov.json"
}

run_trivy() {
  need trivy trivy || return 0
  trivy config --skip-check-update --disable-telemetry --quiet --format json "$out" >"$work/trivy.json" 2>"$work/log"
  findings trivy "$work/trivy.json"
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
  sed -E "$2" "$work/hub.yaml" >"$work/changed.yaml"
  if cmp -s "$work/hub.yaml" "$work/changed.yaml"; then bad stability "$1: the edit changes nothing"; return; fi
  rm -rf "$work/changed"
  if ! "$program" gen "$work/changed.yaml" -o "$work/changed" >"$work/log" 2>&1; then bad stability "$1: gen" "$work/log"; return; fi
  with_local_backend "$work/changed/terraform" "$work/applied"
  if ! "$offline" show-json --work="$work/state" "$work/applied" >"$work/plan.json" 2>"$work/log"; then
    bad stability "$1: plan" "$work/log"
  elif python3 $here/outside/destroyed.py "$work/plan.json" >"$work/log"; then
    say stability "$1: $(tail -n 1 "$work/log")"
  else
    bad stability "$1" "$work/log"
  fi
}

stability() {
  can_run_terraform stability || return 0
  # Room for a fourth zone's private subnet before the public ones, so that no subnet has to move.
  sed -E 's/offset: 48/offset: 96/; s/offset: 52/offset: 104/' "$hub" >"$work/hub.yaml"
  if ! "$program" gen "$work/hub.yaml" -o "$work/base" >"$work/log" 2>&1; then bad stability gen "$work/log"; return; fi
  with_local_backend "$work/base/terraform" "$work/applied"
  if ! "$offline" apply --work="$work/state" "$work/applied" -no-color >"$work/log" 2>&1; then
    bad stability apply <(grep -A 12 Error "$work/log" || tail -n 12 "$work/log")
    return
  fi
  say stability "applied: $(grep -oE '[0-9]+ added' "$work/log")"
  replan 'one more node group, a fourth zone, kms renamed to keys' '
    s/^( +)node_groups:$/&\n\1  batch: { instance_types: [m5.large], scaling: { min: 0, desired: 1, max: 3 } }/
    s/availability_zones: 3/availability_zones: 4/
    s/^  kms: \{/  keys: { type: kms, was: kms,/; s/aws_kms_key\.kms/aws_kms_key.keys/'
}

# ----

judges=(terraform_fmt shell_scripts makefiles kubernetes_schemas kube_score helm_values run_trivy run_checkov terraform_roots stability)
[[ -z ${JUDGES-} ]] || read -ra judges <<<"$JUDGES"
[[ -x $program ]] || { echo "$program is not built: ./dev build" >&2; exit 1; }
generate_all
for judge in "${judges[@]}"; do "$judge"; done
((failures == 0))
