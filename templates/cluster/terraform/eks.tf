locals {
  cluster_name      = component.name == component.type ? "${blueprint.prefix}-eks" : "${blueprint.prefix}-${replace(component.name, "_", "-")}"
  cluster_log_group = "/aws/eks/${local.cluster_name}/cluster"
  cluster_oidc      = spec.identity == "irsa" || spec.oidc_provider
}

# Made before the cluster, which would otherwise make a group of its own: unencrypted, and kept for ever.
resource "aws_cloudwatch_log_group" "this" {
  name              = local.cluster_log_group
  retention_in_days = spec.logging.retention_days
  kms_key_id        = kms.key_arn
}

resource "aws_eks_cluster" "this" {
  name     = local.cluster_name
  version  = spec.version
  role_arn = aws_iam_role.this.arn

  enabled_cluster_log_types = spec.logging.types
  deletion_protection       = spec.deletion_protection

  # vpc-cni, CoreDNS and kube-proxy are managed add-ons, so that their versions are known and updated here.
  bootstrap_self_managed_addons = false

  vpc_config {
    subnet_ids              = network.control_plane_subnet_ids
    security_group_ids      = [security.cluster_id]
    endpoint_private_access = spec.private_access
    endpoint_public_access  = length(spec.public_access_cidrs) > 0
    public_access_cidrs     = length(spec.public_access_cidrs) > 0 ? spec.public_access_cidrs : null
  }

  # Envelope encryption: whoever copies etcd has nothing without the key.
  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = kms.key_arn
    }
  }

  # Access entries only; the aws-auth ConfigMap, which locks people out when it is edited badly, is ignored.
  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = spec.creator_is_admin
  }

  kubernetes_network_config {
    service_ipv4_cidr = spec.service_cidr
  }

  upgrade_policy {
    support_type = spec.support
  }

  zonal_shift_config {
    enabled = spec.zonal_shift
  }

  # Without its rights the cluster can neither be made nor clean up its network interfaces when it goes.
  depends_on = [
    aws_cloudwatch_log_group.this,
    aws_iam_role_policy.encryption,
    aws_iam_role_policy_attachment.cluster,
  ]
}

# ---------------------------------------------------------------------------
# Who may use the cluster
resource "aws_eks_access_entry" "this" {
  for_each = { for name, entry in spec.access : name => { principal = coalesce(entry.principal, entry.role), groups = entry.groups } }

  cluster_name      = aws_eks_cluster.this.name
  principal_arn     = startswith(each.value.principal, "arn:") ? each.value.principal : "arn:${blueprint.partition}:iam::${account.id}:role/${each.value.principal}"
  kubernetes_groups = each.value.groups
}

resource "aws_eks_access_policy_association" "this" {
  for_each = { for name, entry in spec.access : name => { policy = entry.policy, scope = length(entry.namespaces) > 0 ? "namespace" : "cluster", namespaces = entry.namespaces } if entry.policy != null }

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_eks_access_entry.this[each.key].principal_arn
  policy_arn    = "arn:${blueprint.partition}:eks::aws:cluster-access-policy/${each.value.policy}"

  access_scope {
    type       = each.value.scope
    namespaces = each.value.namespaces
  }
}
