#!/usr/bin/env bash
# Takes everything down. The state bucket and what ../bootstrap made stay.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/destroy.sh

Asks for the name of what is destroyed, removes what the cluster has made in AWS (load balancers, volumes),
and destroys the rest with Terraform, which asks once more. What is retained on purpose stays: volumes of
storage classes that retain them, backups, logs of AWS, and the state.

  -h, --help   show this
USAGE
}

case "${1:-}" in
  "") ;;
  -h | --help)
    usage
    exit 0
    ;;
  *)
    usage >&2
    exit 2
    ;;
esac

die() {
  echo "destroy: $*" >&2
  exit 1
}

cd "$(dirname "${BASH_SOURCE[0]}")/.."

name="llm-analytics-hub-prod-eks"
read -r -p "This destroys $name and all that runs in it. Type its name to go on: " answer
[[ "$answer" == "$name" ]] || die "that is not its name; nothing was changed"

protected=$(aws eks describe-cluster --region "us-east-1" --name "$name" --query cluster.deletionProtection --output text)
if [[ "$protected" == True ]]; then
  die "$name is protected: set cluster.deletion_protection to false in the blueprint, generate and apply, then come back"
fi

# A context that is there already may name a role of its own.
if ! kubectl config get-contexts "$name" >/dev/null 2>&1; then
  aws eks update-kubeconfig --region "us-east-1" --name "$name" --alias "$name"
fi
kube() {
  kubectl --context "$name" "$@"
}

# Controllers remove what they have made in AWS only while they run.
kube delete ingress --all --all-namespaces --timeout=10m
kube get service --all-namespaces --output jsonpath='{range .items[?(@.spec.type=="LoadBalancer")]}{.metadata.namespace}{" "}{.metadata.name}{"\n"}{end}' |
  while read -r namespace service; do
    kube delete service --namespace "$namespace" "$service" --timeout=10m
  done
helm uninstall cluster-autoscaler --kube-context "$name" --namespace kube-system --ignore-not-found --wait
helm uninstall aws-load-balancer-controller --kube-context "$name" --namespace kube-system --ignore-not-found --wait

terraform init -input=false -backend-config=backend.hcl
terraform destroy
