# ---------------------------------------------------------------------------
# Container Insights
resource "aws_iam_role" "container_insights" {
  count = spec.container_insights == null ? 0 : 1

  name = local.observability_role_name

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
          "${cluster.oidc_issuer}:sub" = "system:serviceaccount:${local.observability_namespace}:${local.observability_service_account}"
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
          "aws:RequestTag/kubernetes-namespace"       = local.observability_namespace
          "aws:RequestTag/kubernetes-service-account" = local.observability_service_account
        }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "container_insights" {
  for_each = toset(spec.container_insights == null ? [] : ["CloudWatchAgentServerPolicy", "AWSXrayWriteOnlyAccess"])

  role       = aws_iam_role.container_insights[0].name
  policy_arn = "arn:${blueprint.partition}:iam::aws:policy/${each.key}"
}
