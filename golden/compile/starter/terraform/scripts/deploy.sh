#!/usr/bin/env bash
# Plans, asks, applies, and installs what runs in the cluster.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/deploy.sh [--auto-approve] [--skip-addons] [--role-arn ARN]

  --auto-approve   apply the plan without asking
  --skip-addons    leave Helm releases and Kubernetes documents alone
  --role-arn ARN   the role to talk to Kubernetes as, when it is not the one that you are
  -h, --help       show this
USAGE
}

ask=yes
addons=yes
role=()
while (($# > 0)); do
  case "$1" in
    --auto-approve) ask=no ;;
    --skip-addons) addons=no ;;
    --role-arn)
      if (($# < 2)); then
        usage >&2
        exit 2
      fi
      role=(--role-arn "$2")
      shift
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
  shift
done

die() {
  echo "deploy: $*" >&2
  exit 1
}

cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v terraform >/dev/null || die "terraform is not installed"
[[ -e backend.hcl ]] || die "there is no backend.hcl: run scripts/setup.sh first"

plan=$(mktemp)
trap 'rm -f "$plan"' EXIT

terraform init -input=false -backend-config=backend.hcl
terraform validate
# Exit code 2 says that there is something to do.
changes=0
terraform plan -input=false -detailed-exitcode -out="$plan" || changes=$?

case "$changes" in
  0) echo "The infrastructure is as it should be." ;;
  2)
    if [[ "$ask" == yes ]]; then
      read -r -p "Apply this plan? Only \"yes\" does it: " answer
      [[ "$answer" == yes ]] || die "nothing was changed"
    fi
    terraform apply -input=false "$plan"
    ;;
  *) die "the plan failed" ;;
esac

if [[ "$addons" == yes ]]; then
  scripts/install-addons.sh ${role[@]+"${role[@]}"}
fi
