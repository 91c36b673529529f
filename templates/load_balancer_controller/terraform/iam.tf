locals {
  balancing_service_account = "aws-load-balancer-controller"
  balancing_role_name       = "${cluster.cluster_name}-load-balancer-controller"
}

# ---------------------------------------------------------------------------
# Load-balancer controller

resource "aws_iam_role" "this" {
  name = local.balancing_role_name

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
          "${cluster.oidc_issuer}:sub" = "system:serviceaccount:${spec.namespace}:${local.balancing_service_account}"
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
          "aws:RequestTag/kubernetes-namespace"       = spec.namespace
          "aws:RequestTag/kubernetes-service-account" = local.balancing_service_account
        }
      }
    }]
  })
}

# What the controller's documentation asks for: it may change what it made, which it recognises by its tag.
resource "aws_iam_policy" "this" {
  name        = local.balancing_role_name
  description = "AWS Load Balancer Controller of ${cluster.cluster_name}"
  policy      = file("${path.module}/policies/aws-load-balancer-controller-policy.json")
}

resource "aws_iam_role_policy_attachment" "this" {
  role       = aws_iam_role.this.name
  policy_arn = aws_iam_policy.this.arn
}

resource "aws_eks_pod_identity_association" "this" {
  count = cluster.identity == "pod_identity" ? 1 : 0

  cluster_name    = cluster.name
  namespace       = spec.namespace
  service_account = local.balancing_service_account
  role_arn        = aws_iam_role.this.arn
}
