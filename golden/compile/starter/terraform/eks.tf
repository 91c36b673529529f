# Made before the cluster, which would otherwise make a group of its own: unencrypted, and kept for ever.
resource "aws_cloudwatch_log_group" "cluster" {
  name              = "/aws/eks/example-dev-eks/cluster"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.kms.arn
}

resource "aws_eks_cluster" "cluster" {
  name     = "example-dev-eks"
  version  = "1.35"
  role_arn = aws_iam_role.cluster.arn

  enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
  deletion_protection       = true

  # vpc-cni, CoreDNS and kube-proxy are managed add-ons, so that their versions are known and updated here.
  bootstrap_self_managed_addons = false

  vpc_config {
    subnet_ids              = values(aws_subnet.private)[*].id
    security_group_ids      = [aws_security_group.cluster.id]
    endpoint_private_access = true
    endpoint_public_access  = false
  }

  # Envelope encryption: whoever copies etcd has nothing without the key.
  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = aws_kms_key.kms.arn
    }
  }

  # Access entries only; the aws-auth ConfigMap, which locks people out when it is edited badly, is ignored.
  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = true
  }

  kubernetes_network_config {
    service_ipv4_cidr = "172.20.0.0/16"
  }

  upgrade_policy {
    support_type = "STANDARD"
  }

  zonal_shift_config {
    enabled = true
  }

  # Without its rights the cluster can neither be made nor clean up its network interfaces when it goes.
  depends_on = [
    aws_cloudwatch_log_group.cluster,
    aws_iam_role_policy.encryption,
    aws_iam_role_policy_attachment.cluster,
  ]
}

# The newest versions that this Kubernetes version is tested with.
data "aws_eks_addon_version" "newest" {
  for_each = toset([
    "aws-ebs-csi-driver",
    "coredns",
    "eks-pod-identity-agent",
    "kube-proxy",
    "metrics-server",
    "vpc-cni",
  ])

  addon_name         = each.key
  kubernetes_version = "1.35"
  most_recent        = true
}

# The CNI, kube-proxy and the identity agent are there before the first node; the others wait for nodes to run on.
# This file decides about all of them: what was changed by hand in the cluster is set back.
resource "aws_eks_addon" "aws_ebs_csi_driver" {
  cluster_name  = aws_eks_cluster.cluster.name
  addon_name    = "aws-ebs-csi-driver"
  addon_version = data.aws_eks_addon_version.newest["aws-ebs-csi-driver"].version

  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"

  configuration_values = jsonencode({
    controller = {
      extraVolumeTags = {
        Project     = "example"
        Environment = "dev"
        ManagedBy   = "Terraform"
        Owner       = "platform-team"
        Backup      = "example-dev-eks"
      }
    }
  })

  pod_identity_association {
    service_account = "ebs-csi-controller-sa"
    role_arn        = aws_iam_role.addon_aws_ebs_csi_driver.arn
  }
}

resource "aws_eks_addon" "coredns" {
  cluster_name  = aws_eks_cluster.cluster.name
  addon_name    = "coredns"
  addon_version = data.aws_eks_addon_version.newest["coredns"].version

  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
}

resource "aws_eks_addon" "eks_pod_identity_agent" {
  cluster_name  = aws_eks_cluster.cluster.name
  addon_name    = "eks-pod-identity-agent"
  addon_version = data.aws_eks_addon_version.newest["eks-pod-identity-agent"].version

  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
}

resource "aws_eks_addon" "kube_proxy" {
  cluster_name  = aws_eks_cluster.cluster.name
  addon_name    = "kube-proxy"
  addon_version = data.aws_eks_addon_version.newest["kube-proxy"].version

  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
}

resource "aws_eks_addon" "metrics_server" {
  cluster_name  = aws_eks_cluster.cluster.name
  addon_name    = "metrics-server"
  addon_version = data.aws_eks_addon_version.newest["metrics-server"].version

  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
}

resource "aws_eks_addon" "vpc_cni" {
  cluster_name  = aws_eks_cluster.cluster.name
  addon_name    = "vpc-cni"
  addon_version = data.aws_eks_addon_version.newest["vpc-cni"].version

  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"

  configuration_values = jsonencode({
    enableNetworkPolicy = "true"
    env = {
      ENABLE_PREFIX_DELEGATION = "true"
      WARM_PREFIX_TARGET       = "1"
    }
  })

  pod_identity_association {
    service_account = "aws-node"
    role_arn        = aws_iam_role.addon_vpc_cni.arn
  }
}
