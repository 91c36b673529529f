resource "aws_launch_template" "application" {
  name_prefix            = "llm-analytics-hub-dev-application-"
  description            = "Nodes of the group application"
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
      volume_size           = 100
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
      Project     = "llm-analytics-hub"
      Environment = "dev"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      CostCenter  = "engineering"
      Name        = "llm-analytics-hub-dev-application"
    }
  }

  tag_specifications {
    resource_type = "volume"
    tags = {
      Project     = "llm-analytics-hub"
      Environment = "dev"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      CostCenter  = "engineering"
      Name        = "llm-analytics-hub-dev-application"
    }
  }

  tag_specifications {
    resource_type = "network-interface"
    tags = {
      Project     = "llm-analytics-hub"
      Environment = "dev"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      CostCenter  = "engineering"
      Name        = "llm-analytics-hub-dev-application"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_launch_template" "database" {
  name_prefix            = "llm-analytics-hub-dev-database-"
  description            = "Nodes of the group database"
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
      volume_size           = 100
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
      Project     = "llm-analytics-hub"
      Environment = "dev"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      CostCenter  = "engineering"
      Name        = "llm-analytics-hub-dev-database"
    }
  }

  tag_specifications {
    resource_type = "volume"
    tags = {
      Project     = "llm-analytics-hub"
      Environment = "dev"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      CostCenter  = "engineering"
      Name        = "llm-analytics-hub-dev-database"
    }
  }

  tag_specifications {
    resource_type = "network-interface"
    tags = {
      Project     = "llm-analytics-hub"
      Environment = "dev"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      CostCenter  = "engineering"
      Name        = "llm-analytics-hub-dev-database"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_launch_template" "system" {
  name_prefix            = "llm-analytics-hub-dev-system-"
  description            = "Nodes of the group system"
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
      volume_size           = 100
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
      Project     = "llm-analytics-hub"
      Environment = "dev"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      CostCenter  = "engineering"
      Name        = "llm-analytics-hub-dev-system"
    }
  }

  tag_specifications {
    resource_type = "volume"
    tags = {
      Project     = "llm-analytics-hub"
      Environment = "dev"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      CostCenter  = "engineering"
      Name        = "llm-analytics-hub-dev-system"
    }
  }

  tag_specifications {
    resource_type = "network-interface"
    tags = {
      Project     = "llm-analytics-hub"
      Environment = "dev"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      CostCenter  = "engineering"
      Name        = "llm-analytics-hub-dev-system"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_eks_node_group" "application" {
  cluster_name = aws_eks_cluster.cluster.name
  # A prefix, because a group that is replaced exists twice for a while.
  node_group_name_prefix = "application-"
  node_role_arn          = aws_iam_role.node.arn
  subnet_ids             = values(aws_subnet.private)[*].id
  version                = aws_eks_cluster.cluster.version

  ami_type       = "AL2023_x86_64_STANDARD"
  capacity_type  = "SPOT"
  instance_types = ["m5.2xlarge", "m5a.2xlarge", "m5n.2xlarge"]

  launch_template {
    id = aws_launch_template.application.id
    # A number, so that a change of the template shows in the plan.
    version = aws_launch_template.application.latest_version
  }

  scaling_config {
    min_size     = 1
    desired_size = 2
    max_size     = 4
  }

  update_config {
    max_unavailable_percentage = 33
  }

  node_repair_config {
    enabled = true
  }

  labels = {
    role      = "application"
    nodegroup = "application"
  }

  tags = {
    Name                                                  = "llm-analytics-hub-dev-application"
    "k8s.io/cluster-autoscaler/enabled"                   = "true"
    "k8s.io/cluster-autoscaler/llm-analytics-hub-dev-eks" = "owned"
  }

  # Nodes without rights never become ready, and without the CNI they have no network.
  depends_on = [aws_iam_role_policy_attachment.node, aws_eks_addon.vpc_cni, aws_eks_addon.kube_proxy, aws_eks_addon.eks_pod_identity_agent]

  lifecycle {
    create_before_destroy = true
    # The autoscaler's business, once the group exists.
    ignore_changes = [scaling_config[0].desired_size]
  }
}

resource "aws_eks_node_group" "database" {
  cluster_name = aws_eks_cluster.cluster.name
  # A prefix, because a group that is replaced exists twice for a while.
  node_group_name_prefix = "database-"
  node_role_arn          = aws_iam_role.node.arn
  subnet_ids             = values(aws_subnet.private)[*].id
  version                = aws_eks_cluster.cluster.version

  ami_type       = "AL2023_x86_64_STANDARD"
  capacity_type  = "ON_DEMAND"
  instance_types = ["r5.xlarge"]

  launch_template {
    id = aws_launch_template.database.id
    # A number, so that a change of the template shows in the plan.
    version = aws_launch_template.database.latest_version
  }

  scaling_config {
    min_size     = 1
    desired_size = 1
    max_size     = 2
  }

  update_config {
    max_unavailable_percentage = 33
  }

  node_repair_config {
    enabled = true
  }

  labels = {
    role      = "database"
    nodegroup = "database"
  }

  taint {
    key    = "workload"
    value  = "database"
    effect = "NO_SCHEDULE"
  }

  tags = {
    Name                                                  = "llm-analytics-hub-dev-database"
    "k8s.io/cluster-autoscaler/enabled"                   = "true"
    "k8s.io/cluster-autoscaler/llm-analytics-hub-dev-eks" = "owned"
  }

  # Nodes without rights never become ready, and without the CNI they have no network.
  depends_on = [aws_iam_role_policy_attachment.node, aws_eks_addon.vpc_cni, aws_eks_addon.kube_proxy, aws_eks_addon.eks_pod_identity_agent]

  lifecycle {
    create_before_destroy = true
    # The autoscaler's business, once the group exists.
    ignore_changes = [scaling_config[0].desired_size]
  }
}

resource "aws_eks_node_group" "system" {
  cluster_name = aws_eks_cluster.cluster.name
  # A prefix, because a group that is replaced exists twice for a while.
  node_group_name_prefix = "system-"
  node_role_arn          = aws_iam_role.node.arn
  subnet_ids             = values(aws_subnet.private)[*].id
  version                = aws_eks_cluster.cluster.version

  ami_type       = "AL2023_x86_64_STANDARD"
  capacity_type  = "ON_DEMAND"
  instance_types = ["m5.xlarge"]

  launch_template {
    id = aws_launch_template.system.id
    # A number, so that a change of the template shows in the plan.
    version = aws_launch_template.system.latest_version
  }

  scaling_config {
    min_size     = 2
    desired_size = 2
    max_size     = 3
  }

  update_config {
    max_unavailable_percentage = 33
  }

  node_repair_config {
    enabled = true
  }

  labels = {
    role      = "system"
    nodegroup = "system"
  }

  tags = {
    Name                                                  = "llm-analytics-hub-dev-system"
    "k8s.io/cluster-autoscaler/enabled"                   = "true"
    "k8s.io/cluster-autoscaler/llm-analytics-hub-dev-eks" = "owned"
  }

  # Nodes without rights never become ready, and without the CNI they have no network.
  depends_on = [aws_iam_role_policy_attachment.node, aws_eks_addon.vpc_cni, aws_eks_addon.kube_proxy, aws_eks_addon.eks_pod_identity_agent]

  lifecycle {
    create_before_destroy = true
    # The autoscaler's business, once the group exists.
    ignore_changes = [scaling_config[0].desired_size]
  }
}
