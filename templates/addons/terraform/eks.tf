locals {
  # Left out: what is set to null, and the agent when nobody asks it.
  addons = {
    for name, addon in merge({ for name, addon in spec : name => addon if name != "others" }, spec.others) : name => addon
    if addon != null && !(name == "eks-pod-identity-agent" && cluster.identity == "irsa")
  }

  addons_before_nodes = [for name in ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"] : name if contains(keys(local.addons), name)]

  # What the settings above come to, in the words of each add-on.
  addons_settings = {
    vpc-cni = {
      enableNetworkPolicy = tostring(try(spec["vpc-cni"].network_policy, false))
      env = merge(
        try(spec["vpc-cni"].prefix_delegation, false) ? { ENABLE_PREFIX_DELEGATION = "true", WARM_PREFIX_TARGET = "1" } : {},
        try(spec["vpc-cni"].configuration.env, {}),
      )
    }
    # The tags of everything else, and the one by which backups find volumes.
    aws-ebs-csi-driver = {
      controller = merge(
        { extraVolumeTags = merge(account.tags, { Backup = cluster.cluster_name }) },
        try(spec["aws-ebs-csi-driver"].configuration.controller, {}),
      )
    }
  }

  addons_configuration = { for name, addon in local.addons : name => merge(addon.configuration, { for key, value in lookup(local.addons_settings, name, {}) : key => value if length(value) > 0 }) }

  # Who needs AWS rights, as which service account, and which.
  addons_identities = merge(
    {
      vpc-cni = {
        namespace       = "kube-system"
        service_account = "aws-node"
        policies        = ["arn:${blueprint.partition}:iam::aws:policy/AmazonEKS_CNI_Policy"]
      }
      aws-ebs-csi-driver = {
        namespace       = "kube-system"
        service_account = "ebs-csi-controller-sa"
        policies        = ["arn:${blueprint.partition}:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy"]
      }
    },
    { for name, addon in spec.others : name => addon if addon.service_account != null },
  )
  addons_roles = { for name, identity in local.addons_identities : name => identity if contains(keys(local.addons), name) }
}

# The newest versions that this Kubernetes version is tested with.
data "aws_eks_addon_version" "newest" {
  for_each = toset([for name, addon in local.addons : name if addon.version == null])

  addon_name         = each.key
  kubernetes_version = cluster.version
  most_recent        = true
}

# The CNI, kube-proxy and the identity agent are there before the first node; the others wait for nodes to run on.
# This file decides about all of them: what was changed by hand in the cluster is set back.
dynamic "resource" {
  for_each = local.addons
  iterator = addon
  labels   = ["aws_eks_addon", replace(addon.key, "-", "_")]
  content {
    cluster_name  = cluster.name
    addon_name    = addon.key
    addon_version = addon.value.version != null ? addon.value.version : data.aws_eks_addon_version.newest[addon.key].version

    resolve_conflicts_on_create = "OVERWRITE"
    resolve_conflicts_on_update = "OVERWRITE"

    configuration_values = length(local.addons_configuration[addon.key]) == 0 ? null : jsonencode(local.addons_configuration[addon.key])

    service_account_role_arn = contains(keys(local.addons_roles), addon.key) && cluster.identity == "irsa" ? aws_iam_role["addon_${replace(addon.key, "-", "_")}"].arn : null

    dynamic "pod_identity_association" {
      for_each = contains(keys(local.addons_roles), addon.key) && cluster.identity == "pod_identity" ? [local.addons_roles[addon.key].service_account] : []
      content {
        service_account = pod_identity_association.value
        role_arn        = aws_iam_role["addon_${replace(addon.key, "-", "_")}"].arn
      }
    }
  }
}
