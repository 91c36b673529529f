#!/usr/bin/env bash
# Prepares this folder: the bucket for the state, backend.hcl, terraform.tfvars, and terraform init.
# It can be run again at any time; what is there stays.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/setup.sh [--auto-approve]

Applies ../bootstrap (the state bucket, and what an account has once), writes backend.hcl and
terraform.tfvars where they are missing, and initialises Terraform.

  --auto-approve   do not ask before applying ../bootstrap
  -h, --help       show this
USAGE
}

approve=()
while (($# > 0)); do
  case "$1" in
    --auto-approve) approve=(-auto-approve) ;;
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
  echo "setup: $*" >&2
  exit 1
}

for tool in terraform aws; do
  command -v "$tool" >/dev/null || die "$tool is not installed"
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."

account=$(aws sts get-caller-identity --query Account --output text) || die "the AWS CLI has no valid credentials"
echo "Account $account, region us-east-1."

if [[ ! -e terraform.tfvars ]]; then
  cp terraform.tfvars.example terraform.tfvars
  echo "Made terraform.tfvars; look through it before you plan."
fi

terraform -chdir=../bootstrap init -input=false
# Both roots share the settings; Terraform warns of those that only the other one knows.
terraform -chdir=../bootstrap apply -var-file="$PWD/terraform.tfvars" ${approve[@]+"${approve[@]}"}

if [[ ! -e backend.hcl ]]; then
  terraform -chdir=../bootstrap output -raw backend_config >backend.hcl
  echo "Made backend.hcl."
fi

terraform init -input=false -backend-config=backend.hcl
echo "Ready. Next: make plan"
