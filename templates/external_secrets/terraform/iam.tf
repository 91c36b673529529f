locals {
  external_secrets_service_account = "external-secrets"
  external_secrets_role_name       = "${cluster.cluster_name}-external-secrets"
}

# ---------------------------------------------------------------------------
# External Secrets

resource "aws_iam_role" "this" {
  name = local.external_secrets_role_name

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
          "${cluster.oidc_issuer}:sub" = "system:serviceaccount:${spec.namespace}:${local.external_secrets_service_account}"
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
          "aws:RequestTag/kubernetes-service-account" = local.external_secrets_service_account
        }
      }
    }]
  })
}

# The secrets of this system, and the key they are encrypted with.
resource "aws_iam_role_policy" "this" {
  name = "read-secrets"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadSecrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds"]
        Resource = "arn:${blueprint.partition}:secretsmanager:${blueprint.region}:${account.id}:secret:${blueprint.prefix}/*"
      },
      {
        Sid       = "DecryptSecrets"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = kms.key_arn
        Condition = { StringEquals = { "kms:ViaService" = "secretsmanager.${blueprint.region}.${blueprint.dns_suffix}" } }
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "this" {
  count = cluster.identity == "pod_identity" ? 1 : 0

  cluster_name    = cluster.name
  namespace       = spec.namespace
  service_account = local.external_secrets_service_account
  role_arn        = aws_iam_role.this.arn
}
