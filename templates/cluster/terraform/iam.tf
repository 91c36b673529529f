# ---------------------------------------------------------------------------
# The control plane

resource "aws_iam_role" "this" {
  name = "${local.cluster_name}-cluster"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "eks.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "cluster" {
  for_each = toset(["AmazonEKSClusterPolicy", "AmazonEKSVPCResourceController"])

  role       = aws_iam_role.this.name
  policy_arn = "arn:${blueprint.partition}:iam::aws:policy/${each.key}"
}

resource "aws_iam_role_policy" "encryption" {
  name = "encrypt-secrets"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"]
      Resource = kms.key_arn
    }]
  })
}

# ---------------------------------------------------------------------------
# Service accounts as AWS identities
# IAM trusts tokens that this cluster signs. Each role names the one service account it is for.
resource "aws_iam_openid_connect_provider" "this" {
  count = local.cluster_oidc ? 1 : 0

  url            = aws_eks_cluster.this.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]
}
