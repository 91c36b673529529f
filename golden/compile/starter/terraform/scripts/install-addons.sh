#!/usr/bin/env bash
# Installs, or updates, what runs in the cluster: Helm releases in their order, then Kubernetes documents.
# It can be run again at any time.
set -euo pipefail

cluster="example-dev-eks"
region="us-east-1"

usage() {
  cat <<'USAGE'
usage: scripts/install-addons.sh [--role-arn ARN]

  --role-arn ARN   the role to talk to Kubernetes as, when it is not the one that you are
  -h, --help       show this
USAGE
}

role=()
while (($# > 0)); do
  case "$1" in
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
  echo "install-addons: $*" >&2
  exit 1
}

for tool in aws kubectl; do
  command -v "$tool" >/dev/null || die "$tool is not installed"
done

output=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

kube() {
  kubectl --context "$cluster" "$@"
}

# A context that is there already may name a role of its own.
if ((${#role[@]} > 0)) || ! kubectl config get-contexts "$cluster" >/dev/null 2>&1; then
  aws eks update-kubeconfig --region "$region" --name "$cluster" --alias "$cluster" ${role[@]+"${role[@]}"}
fi
kube wait --for=condition=Ready nodes --all --timeout=5m

# What charts may build upon.
kube apply -f "$output/kubernetes/storage-classes.yaml"

# Everything, now that the charts have brought their kinds.
kube apply -k "$output/kubernetes"

echo "Done. What does not run yet: kubectl --context $cluster get pods --all-namespaces"
