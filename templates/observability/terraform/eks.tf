locals {
  observability_service_account = "cloudwatch-agent"
  observability_namespace       = "amazon-cloudwatch"
  observability_role_name       = "${cluster.cluster_name}-cloudwatch-agent"
  observability_dashboard       = cluster.cluster_name
  observability_log_groups      = ["application", "dataplane", "host", "performance"]

  observability_metrics = [
    { title = "CPU of nodes, percent", name = "node_cpu_utilization" },
    { title = "Memory of nodes, percent", name = "node_memory_utilization" },
    { title = "Disks of nodes, percent", name = "node_filesystem_utilization" },
    { title = "Running pods", name = "namespace_number_of_running_pods" },
    { title = "Nodes", name = "cluster_node_count" },
    { title = "Failed nodes", name = "cluster_failed_node_count" },
  ]

  observability_alarms = spec.alarms == null ? {} : {
    node-cpu     = { metric = "node_cpu_utilization", statistic = "Average", threshold = spec.alarms.cpu_percent, text = "Nodes are short of CPU" }
    node-memory  = { metric = "node_memory_utilization", statistic = "Average", threshold = spec.alarms.memory_percent, text = "Nodes are short of memory" }
    node-disk    = { metric = "node_filesystem_utilization", statistic = "Maximum", threshold = spec.alarms.disk_percent, text = "The disk of a node fills up" }
    failed-nodes = { metric = "cluster_failed_node_count", statistic = "Maximum", threshold = spec.alarms.failed_nodes, text = "Nodes have failed" }
  }
}

# ---------------------------------------------------------------------------
# Container Insights
# Made before the agent, which would otherwise make groups that are kept for ever.
resource "aws_cloudwatch_log_group" "container_insights" {
  for_each = toset(spec.container_insights == null ? [] : local.observability_log_groups)

  name              = "/aws/containerinsights/${cluster.cluster_name}/${each.key}"
  retention_in_days = spec.container_insights.retention_days
  kms_key_id        = kms.key_arn
}

data "aws_eks_addon_version" "container_insights" {
  count = spec.container_insights == null ? 0 : spec.container_insights.version == null ? 1 : 0

  addon_name         = "amazon-cloudwatch-observability"
  kubernetes_version = cluster.version
  most_recent        = true
}

resource "aws_eks_addon" "container_insights" {
  count = spec.container_insights == null ? 0 : 1

  cluster_name  = cluster.name
  addon_name    = "amazon-cloudwatch-observability"
  addon_version = spec.container_insights.version != null ? spec.container_insights.version : data.aws_eks_addon_version.container_insights[0].version

  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"

  configuration_values     = length(spec.container_insights.configuration) == 0 ? null : jsonencode(spec.container_insights.configuration)
  service_account_role_arn = cluster.identity == "irsa" ? aws_iam_role.container_insights[0].arn : null

  dynamic "pod_identity_association" {
    for_each = cluster.identity == "pod_identity" ? [local.observability_service_account] : []
    content {
      service_account = pod_identity_association.value
      role_arn        = aws_iam_role.container_insights[0].arn
    }
  }

  depends_on = concat([aws_cloudwatch_log_group.container_insights], node_groups.ready)
}

# ---------------------------------------------------------------------------
# Alarms
resource "aws_sns_topic" "alarms" {
  count = spec.alarms == null ? 0 : 1

  name              = "${cluster.cluster_name}-alarms"
  kms_master_key_id = kms.key_id
}

resource "aws_sns_topic_policy" "alarms" {
  count = spec.alarms == null ? 0 : 1

  arn = aws_sns_topic.alarms[0].arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AlarmsOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alarms[0].arn
      Condition = {
        StringEquals = { "aws:SourceAccount" = account.id }
        ArnLike      = { "aws:SourceArn" = "arn:${blueprint.partition}:cloudwatch:${blueprint.region}:${account.id}:alarm:*" }
      }
    }]
  })
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each = toset(spec.alarms == null ? [] : spec.alarms.emails)

  topic_arn = aws_sns_topic.alarms[0].arn
  protocol  = "email"
  endpoint  = each.key
}

resource "aws_cloudwatch_metric_alarm" "cluster" {
  for_each = spec.container_insights == null ? {} : local.observability_alarms

  alarm_name          = "${cluster.cluster_name}-${each.key}"
  alarm_description   = each.value.text
  namespace           = "ContainerInsights"
  metric_name         = each.value.metric
  dimensions          = { ClusterName = cluster.cluster_name }
  statistic           = each.value.statistic
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  period              = 300
  evaluation_periods  = 3
  alarm_actions       = [aws_sns_topic.alarms[0].arn]
  ok_actions          = [aws_sns_topic.alarms[0].arn]
}

# ---------------------------------------------------------------------------
# What people look at
resource "aws_cloudwatch_dashboard" "this" {
  count = spec.dashboard ? 1 : 0

  dashboard_name = local.observability_dashboard

  dashboard_body = jsonencode({
    widgets = [for place, metric in local.observability_metrics : {
      type   = "metric"
      x      = place % 2 * 12
      y      = floor(place / 2) * 6
      width  = 12
      height = 6
      properties = {
        title   = metric.title
        region  = blueprint.region
        view    = "timeSeries"
        stat    = "Average"
        period  = 300
        metrics = [["ContainerInsights", metric.name, "ClusterName", cluster.cluster_name]]
      }
    }]
  })
}

resource "aws_cloudwatch_query_definition" "rejected_connections" {
  count = network.flow_log_group == null ? 0 : 1

  name            = "${cluster.cluster_name}/rejected-connections"
  log_group_names = [network.flow_log_group]

  query_string = <<-EOT
    fields @timestamp, srcAddr, dstAddr, dstPort, protocol
    | filter action = "REJECT"
    | stats count(*) as attempts by srcAddr, dstAddr, dstPort
    | sort attempts desc
    | limit 50
  EOT
}
