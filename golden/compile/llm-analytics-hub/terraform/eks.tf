# Made before the cluster, which would otherwise make a group of its own: unencrypted, and kept for ever.
resource "aws_cloudwatch_log_group" "cluster" {
  name              = "/aws/eks/llm-analytics-hub-prod-eks/cluster"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.kms.arn
}

resource "aws_eks_cluster" "cluster" {
  name     = "llm-analytics-hub-prod-eks"
  version  = "1.35"
  role_arn = aws_iam_role.cluster.arn

  enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
  deletion_protection       = true

  # vpc-cni, CoreDNS and kube-proxy are managed add-ons, so that their versions are known and updated here.
  bootstrap_self_managed_addons = false

  vpc_config {
    subnet_ids              = values(aws_subnet.intra)[*].id
    security_group_ids      = [aws_security_group.cluster.id]
    endpoint_private_access = true
    endpoint_public_access  = true
    public_access_cidrs     = ["203.0.113.0/24"]
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
    bootstrap_cluster_creator_admin_permissions = false
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

# ---------------------------------------------------------------------------
# Who may use the cluster
resource "aws_eks_access_entry" "cluster" {
  for_each = {
    administrators = {
      principal = "platform-admin"
      groups    = []
    }
    developers = {
      principal = "platform-developer"
      groups    = []
    }
  }

  cluster_name      = aws_eks_cluster.cluster.name
  principal_arn     = startswith(each.value.principal, "arn:") ? each.value.principal : "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/${each.value.principal}"
  kubernetes_groups = each.value.groups
}

resource "aws_eks_access_policy_association" "cluster" {
  for_each = {
    administrators = {
      policy     = "AmazonEKSClusterAdminPolicy"
      scope      = "cluster"
      namespaces = []
    }
    developers = {
      policy     = "AmazonEKSEditPolicy"
      scope      = "namespace"
      namespaces = ["analytics"]
    }
  }

  cluster_name  = aws_eks_cluster.cluster.name
  principal_arn = aws_eks_access_entry.cluster[each.key].principal_arn
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/${each.value.policy}"

  access_scope {
    type       = each.value.scope
    namespaces = each.value.namespaces
  }
}

# The newest versions that this Kubernetes version is tested with.
data "aws_eks_addon_version" "newest" {
  for_each = toset([
    "aws-ebs-csi-driver",
    "coredns",
    "eks-pod-identity-agent",
    "kube-proxy",
    "metrics-server",
    "snapshot-controller",
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
        Project     = "llm-analytics-hub"
        Environment = "prod"
        ManagedBy   = "Terraform"
        Owner       = "platform-team"
        CostCenter  = "engineering"
        Backup      = "llm-analytics-hub-prod-eks"
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

resource "aws_eks_addon" "snapshot_controller" {
  cluster_name  = aws_eks_cluster.cluster.name
  addon_name    = "snapshot-controller"
  addon_version = data.aws_eks_addon_version.newest["snapshot-controller"].version

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

# ---------------------------------------------------------------------------
# Container Insights
# Made before the agent, which would otherwise make groups that are kept for ever.
resource "aws_cloudwatch_log_group" "container_insights" {
  for_each = toset(["application", "dataplane", "host", "performance"])

  name              = "/aws/containerinsights/llm-analytics-hub-prod-eks/${each.key}"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.kms.arn
}

data "aws_eks_addon_version" "container_insights" {
  addon_name         = "amazon-cloudwatch-observability"
  kubernetes_version = "1.35"
  most_recent        = true
}

resource "aws_eks_addon" "container_insights" {
  cluster_name  = aws_eks_cluster.cluster.name
  addon_name    = "amazon-cloudwatch-observability"
  addon_version = data.aws_eks_addon_version.container_insights.version

  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"

  pod_identity_association {
    service_account = "cloudwatch-agent"
    role_arn        = aws_iam_role.container_insights.arn
  }

  depends_on = [aws_cloudwatch_log_group.container_insights, aws_eks_node_group.application, aws_eks_node_group.database, aws_eks_node_group.system]
}

# ---------------------------------------------------------------------------
# Alarms
resource "aws_sns_topic" "alarms" {
  name              = "llm-analytics-hub-prod-eks-alarms"
  kms_master_key_id = aws_kms_key.kms.key_id
}

resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AlarmsOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alarms.arn
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
        ArnLike      = { "aws:SourceArn" = "arn:aws:cloudwatch:us-east-1:${data.aws_caller_identity.current.account_id}:alarm:*" }
      }
    }]
  })
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each = toset(["platform-team@example.com"])

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.key
}

resource "aws_cloudwatch_metric_alarm" "cluster" {
  for_each = {
    node-cpu = {
      metric    = "node_cpu_utilization"
      statistic = "Average"
      threshold = 80
      text      = "Nodes are short of CPU"
    }
    node-memory = {
      metric    = "node_memory_utilization"
      statistic = "Average"
      threshold = 80
      text      = "Nodes are short of memory"
    }
    node-disk = {
      metric    = "node_filesystem_utilization"
      statistic = "Maximum"
      threshold = 80
      text      = "The disk of a node fills up"
    }
    failed-nodes = {
      metric    = "cluster_failed_node_count"
      statistic = "Maximum"
      threshold = 1
      text      = "Nodes have failed"
    }
  }

  alarm_name          = "llm-analytics-hub-prod-eks-${each.key}"
  alarm_description   = each.value.text
  namespace           = "ContainerInsights"
  metric_name         = each.value.metric
  dimensions          = { ClusterName = "llm-analytics-hub-prod-eks" }
  statistic           = each.value.statistic
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  period              = 300
  evaluation_periods  = 3
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# ---------------------------------------------------------------------------
# What people look at
resource "aws_cloudwatch_dashboard" "observability" {
  dashboard_name = "llm-analytics-hub-prod-eks"

  dashboard_body = jsonencode({
    widgets = [
      {
        type   = "metric"
        x      = 0
        y      = 0
        width  = 12
        height = 6
        properties = {
          title  = "CPU of nodes, percent"
          region = "us-east-1"
          view   = "timeSeries"
          stat   = "Average"
          period = 300
          metrics = [[
            "ContainerInsights",
            "node_cpu_utilization",
            "ClusterName",
            "llm-analytics-hub-prod-eks",
          ]]
        }
      },
      {
        type   = "metric"
        x      = 12
        y      = 0
        width  = 12
        height = 6
        properties = {
          title  = "Memory of nodes, percent"
          region = "us-east-1"
          view   = "timeSeries"
          stat   = "Average"
          period = 300
          metrics = [[
            "ContainerInsights",
            "node_memory_utilization",
            "ClusterName",
            "llm-analytics-hub-prod-eks",
          ]]
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 6
        width  = 12
        height = 6
        properties = {
          title  = "Disks of nodes, percent"
          region = "us-east-1"
          view   = "timeSeries"
          stat   = "Average"
          period = 300
          metrics = [[
            "ContainerInsights",
            "node_filesystem_utilization",
            "ClusterName",
            "llm-analytics-hub-prod-eks",
          ]]
        }
      },
      {
        type   = "metric"
        x      = 12
        y      = 6
        width  = 12
        height = 6
        properties = {
          title  = "Running pods"
          region = "us-east-1"
          view   = "timeSeries"
          stat   = "Average"
          period = 300
          metrics = [[
            "ContainerInsights",
            "namespace_number_of_running_pods",
            "ClusterName",
            "llm-analytics-hub-prod-eks",
          ]]
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 12
        width  = 12
        height = 6
        properties = {
          title  = "Nodes"
          region = "us-east-1"
          view   = "timeSeries"
          stat   = "Average"
          period = 300
          metrics = [[
            "ContainerInsights",
            "cluster_node_count",
            "ClusterName",
            "llm-analytics-hub-prod-eks",
          ]]
        }
      },
      {
        type   = "metric"
        x      = 12
        y      = 12
        width  = 12
        height = 6
        properties = {
          title  = "Failed nodes"
          region = "us-east-1"
          view   = "timeSeries"
          stat   = "Average"
          period = 300
          metrics = [[
            "ContainerInsights",
            "cluster_failed_node_count",
            "ClusterName",
            "llm-analytics-hub-prod-eks",
          ]]
        }
      },
    ]
  })
}

resource "aws_cloudwatch_query_definition" "rejected_connections" {
  name            = "llm-analytics-hub-prod-eks/rejected-connections"
  log_group_names = ["/aws/vpc/llm-analytics-hub-prod/flow-logs"]

  query_string = <<-EOT
    fields @timestamp, srcAddr, dstAddr, dstPort, protocol
    | filter action = "REJECT"
    | stats count(*) as attempts by srcAddr, dstAddr, dstPort
    | sort attempts desc
    | limit 50
  EOT
}
