# ---------------------------------------------------------------------------
# Karpenter
# Nodes of managed groups are let in by EKS itself; Karpenter's need an entry.
resource "aws_eks_access_entry" "karpenter_node" {
  count = local.autoscaler_karpenter ? 1 : 0

  cluster_name  = cluster.name
  principal_arn = aws_iam_role.karpenter_node[0].arn
  type          = "EC2_LINUX"
}

# A message that is minutes old is of no use: the instance is gone.
resource "aws_sqs_queue" "interruptions" {
  count = local.autoscaler_karpenter ? 1 : 0

  name                      = local.autoscaler_queue
  message_retention_seconds = 300
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "interruptions" {
  count = local.autoscaler_karpenter ? 1 : 0

  queue_url = aws_sqs_queue.interruptions[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "EventBridgeDelivers"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.interruptions[0].arn
        Condition = { StringEquals = { "aws:SourceAccount" = account.id } }
      },
      {
        Sid       = "OnlyOverTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.interruptions[0].arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

# What AWS says before it takes an instance back, stops it or repairs what it runs on.
resource "aws_cloudwatch_event_rule" "interruptions" {
  for_each = local.autoscaler_karpenter ? {
    scheduled-change      = { source = "aws.health", detail_type = "AWS Health Event" }
    spot-interruption     = { source = "aws.ec2", detail_type = "EC2 Spot Instance Interruption Warning" }
    rebalance             = { source = "aws.ec2", detail_type = "EC2 Instance Rebalance Recommendation" }
    state-change          = { source = "aws.ec2", detail_type = "EC2 Instance State-change Notification" }
    capacity-interruption = { source = "aws.ec2", detail_type = "EC2 Capacity Reservation Instance Interruption Warning" }
  } : {}

  name        = "${cluster.cluster_name}-${each.key}"
  description = "${each.value.detail_type}, for Karpenter"

  event_pattern = jsonencode({
    source        = [each.value.source]
    "detail-type" = [each.value.detail_type]
  })
}

resource "aws_cloudwatch_event_target" "interruptions" {
  for_each = aws_cloudwatch_event_rule.interruptions

  rule      = each.value.name
  target_id = "karpenter"
  arn       = aws_sqs_queue.interruptions[0].arn
}
