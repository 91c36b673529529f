# ---------------------------------------------------------------------------
# Nodes

# What every node needs and no more: pods have roles of their own, and so has the CNI.
resource "aws_iam_role" "node" {
  name = "${cluster.cluster_name}-node"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.${blueprint.dns_suffix}" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "node" {
  # Session Manager takes the place of SSH: no keys, no open port, every session recorded.
  for_each = toset(["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"])

  role       = aws_iam_role.node.name
  policy_arn = "arn:${blueprint.partition}:iam::aws:policy/${each.key}"
}
