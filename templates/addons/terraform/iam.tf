# ---------------------------------------------------------------------------
# Add-ons

dynamic "resource" {
  for_each = local.addons_roles
  iterator = addon
  labels   = ["aws_iam_role", "addon_${replace(addon.key, "-", "_")}"]
  content {
    name = "${cluster.cluster_name}-${addon.key}"

    # Only for this service account of this cluster.
    assume_role_policy = cluster.identity == "irsa" ? jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = { Federated = cluster.oidc_provider_arn }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "${cluster.oidc_issuer}:aud" = "sts.amazonaws.com"
            "${cluster.oidc_issuer}:sub" = "system:serviceaccount:${addon.value.namespace}:${addon.value.service_account}"
          }
        }
      }]
      }) : jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = { Service = "pods.eks.amazonaws.com" }
        Action    = ["sts:AssumeRole", "sts:TagSession"]
        Condition = {
          StringEquals = {
            "aws:SourceAccount"                         = account.id
            "aws:RequestTag/eks-cluster-name"           = cluster.cluster_name
            "aws:RequestTag/kubernetes-namespace"       = addon.value.namespace
            "aws:RequestTag/kubernetes-service-account" = addon.value.service_account
          }
        }
      }]
    })
  }
}

dynamic "resource" {
  for_each = local.addons_roles
  iterator = addon
  labels   = ["aws_iam_role_policy_attachment", "addon_${replace(addon.key, "-", "_")}"]
  content {
    for_each = toset(addon.value.policies)

    role       = aws_iam_role["addon_${replace(addon.key, "-", "_")}"].name
    policy_arn = each.key
  }
}
