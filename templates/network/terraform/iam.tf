resource "aws_iam_role" "flow_logs" {
  count = spec.flow_logs == null ? 0 : 1

  name = "${local.network_name}-flow-logs"

  # Only for flow logs of this account, so that nobody else's can be pointed here.
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = account.id }
        ArnLike      = { "aws:SourceArn" = "arn:${blueprint.partition}:ec2:${blueprint.region}:${account.id}:vpc-flow-log/*" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "flow_logs" {
  count = spec.flow_logs == null ? 0 : 1

  name = "write-flow-logs"
  role = aws_iam_role.flow_logs[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"]
      Resource = [aws_cloudwatch_log_group.flow_logs[0].arn, "${aws_cloudwatch_log_group.flow_logs[0].arn}:*"]
    }]
  })
}
