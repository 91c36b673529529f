resource "aws_launch_template" "general" {
  name_prefix            = "example-prod-general-"
  description            = "Nodes of the group general"
  update_default_version = true
  ebs_optimized          = true
  vpc_security_group_ids = [aws_security_group.node.id]

  user_data = base64encode(templatefile("${path.module}/templates/userdata.sh.tpl", {
    max_pods = 110
  }))

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type           = "gp3"
      volume_size           = 50
      iops                  = 3000
      throughput            = 125
      encrypted             = true
      delete_on_termination = true
    }
  }

  # Tokens only, and none for pods: they are one hop further away than the node.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  monitoring {
    enabled = true
  }

  # The provider's default tags reach the template, but not what is started from it.
  tag_specifications {
    resource_type = "instance"
    tags = {
      Project     = "example"
      Environment = "prod"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      Name        = "example-prod-general"
    }
  }

  tag_specifications {
    resource_type = "volume"
    tags = {
      Project     = "example"
      Environment = "prod"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      Name        = "example-prod-general"
    }
  }

  tag_specifications {
    resource_type = "network-interface"
    tags = {
      Project     = "example"
      Environment = "prod"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      Name        = "example-prod-general"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_eks_node_group" "general" {
  cluster_name = aws_eks_cluster.cluster.name
  # A prefix, because a group that is replaced exists twice for a while.
  node_group_name_prefix = "general-"
  node_role_arn          = aws_iam_role.node.arn
  subnet_ids             = values(aws_subnet.private)[*].id
  version                = aws_eks_cluster.cluster.version

  ami_type       = "AL2023_x86_64_STANDARD"
  capacity_type  = "ON_DEMAND"
  instance_types = ["m7i.large"]

  launch_template {
    id = aws_launch_template.general.id
    # A number, so that a change of the template shows in the plan.
    version = aws_launch_template.general.latest_version
  }

  scaling_config {
    min_size     = 3
    desired_size = 3
    max_size     = 6
  }

  update_config {
    max_unavailable_percentage = 33
  }

  node_repair_config {
    enabled = true
  }

  labels = {
    role      = "general"
    nodegroup = "general"
  }

  tags = {
    Name                                         = "example-prod-general"
    "k8s.io/cluster-autoscaler/enabled"          = "true"
    "k8s.io/cluster-autoscaler/example-prod-eks" = "owned"
  }

  # Nodes without rights never become ready, and without the CNI they have no network.
  depends_on = [aws_iam_role_policy_attachment.node, aws_eks_addon.vpc_cni, aws_eks_addon.kube_proxy, aws_eks_addon.eks_pod_identity_agent]

  lifecycle {
    create_before_destroy = true
    # The autoscaler's business, once the group exists.
    ignore_changes = [scaling_config[0].desired_size]
  }
}
