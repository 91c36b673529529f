locals {
  audit_name   = "${blueprint.prefix}-audit"
  audit_stored = spec.cloudtrail == "create" || spec.config == "create"
  audit_told   = spec.guardduty == "create"
  audit_bucket = "${local.audit_name}-${state.account_id}"
  audit_trail  = "arn:${blueprint.partition}:cloudtrail:${blueprint.region}:${state.account_id}:trail/${blueprint.prefix}"
}

# ---------------------------------------------------------------------------
# Audit: the key
resource "aws_kms_key" "this" {
  count = local.audit_stored || local.audit_told ? 1 : 0

  description             = "Audit records of ${blueprint.prefix}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountAdministersKey"
        Effect    = "Allow"
        Principal = { AWS = "arn:${blueprint.partition}:iam::${state.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "CloudTrailEncrypts"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = ["kms:GenerateDataKey*", "kms:DescribeKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceArn" = local.audit_trail } }
      },
      {
        Sid       = "ConfigEncrypts"
        Effect    = "Allow"
        Principal = { Service = "config.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = state.account_id } }
      },
      {
        Sid       = "LogGroupsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "logs.${blueprint.region}.${blueprint.dns_suffix}" }
        Action    = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${blueprint.partition}:logs:${blueprint.region}:${state.account_id}:*" }
        }
      },
      {
        Sid       = "FindingsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = state.account_id } }
      },
    ]
  })
}

resource "aws_kms_alias" "this" {
  count = local.audit_stored || local.audit_told ? 1 : 0

  name          = "alias/${local.audit_name}"
  target_key_id = aws_kms_key.this[0].key_id
}

# ---------------------------------------------------------------------------
# Audit: the bucket
resource "aws_s3_bucket" "this" {
  count = local.audit_stored ? 1 : 0

  bucket = local.audit_bucket

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "this" {
  count = local.audit_stored ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  count = local.audit_stored ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this[0].arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  count = local.audit_stored ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  count = local.audit_stored ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  count = local.audit_stored ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  rule {
    id     = "keep-${spec.retention_days}-days"
    status = "Enabled"

    filter {}

    transition {
      days          = 90
      storage_class = "STANDARD_IA"
    }

    expiration {
      days = spec.retention_days
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_logging" "this" {
  count = local.audit_stored ? 1 : 0

  bucket        = aws_s3_bucket.this[0].id
  target_bucket = state.access_log_bucket
  target_prefix = "audit/"

  depends_on = [state.access_log_policy]
}

resource "aws_s3_bucket_policy" "this" {
  count = local.audit_stored ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyOverTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.this[0].arn, "${aws_s3_bucket.this[0].arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "CloudTrailLooks"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = aws_s3_bucket.this[0].arn
        Condition = { StringEquals = { "aws:SourceArn" = local.audit_trail } }
      },
      {
        Sid       = "CloudTrailWrites"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.this[0].arn}/AWSLogs/${state.account_id}/*"
        Condition = { StringEquals = { "aws:SourceArn" = local.audit_trail, "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
      {
        Sid       = "ConfigLooks"
        Effect    = "Allow"
        Principal = { Service = "config.amazonaws.com" }
        Action    = ["s3:GetBucketAcl", "s3:ListBucket"]
        Resource  = aws_s3_bucket.this[0].arn
        Condition = { StringEquals = { "aws:SourceAccount" = state.account_id } }
      },
      {
        Sid       = "ConfigWrites"
        Effect    = "Allow"
        Principal = { Service = "config.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.this[0].arn}/AWSLogs/${state.account_id}/Config/*"
        Condition = { StringEquals = { "aws:SourceAccount" = state.account_id, "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.this]
}

# ---------------------------------------------------------------------------
# Audit: who did what
resource "aws_cloudwatch_log_group" "trail" {
  count = spec.cloudtrail == "create" ? 1 : 0

  name              = "/aws/cloudtrail/${blueprint.prefix}"
  retention_in_days = spec.retention_days
  kms_key_id        = aws_kms_key.this[0].arn
}

resource "aws_iam_role" "trail" {
  count = spec.cloudtrail == "create" ? 1 : 0

  name = "${local.audit_name}-trail"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceArn" = local.audit_trail } }
    }]
  })
}

resource "aws_iam_role_policy" "trail" {
  count = spec.cloudtrail == "create" ? 1 : 0

  name = "write-log"
  role = aws_iam_role.trail[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.trail[0].arn}:*"
    }]
  })
}

resource "aws_cloudtrail" "this" {
  count = spec.cloudtrail == "create" ? 1 : 0

  name                       = blueprint.prefix
  s3_bucket_name             = aws_s3_bucket.this[0].id
  kms_key_id                 = aws_kms_key.this[0].arn
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail[0].arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.trail[0].arn

  # An attacker works where nobody looks.
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true

  depends_on = [aws_s3_bucket_policy.this]
}

# ---------------------------------------------------------------------------
# Audit: what there is, and how it changed
resource "aws_iam_role" "config" {
  count = spec.config == "create" ? 1 : 0

  name = "${local.audit_name}-config"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "config.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = state.account_id } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "config" {
  count = spec.config == "create" ? 1 : 0

  role       = aws_iam_role.config[0].name
  policy_arn = "arn:${blueprint.partition}:iam::aws:policy/service-role/AWS_ConfigRole"
}

resource "aws_iam_role_policy" "config" {
  count = spec.config == "create" ? 1 : 0

  name = "deliver"
  role = aws_iam_role.config[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.this[0].arn}/AWSLogs/${state.account_id}/Config/*"
        Condition = { StringLike = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
      {
        Effect   = "Allow"
        Action   = "s3:GetBucketAcl"
        Resource = aws_s3_bucket.this[0].arn
      },
      {
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = aws_kms_key.this[0].arn
      },
    ]
  })
}

resource "aws_config_configuration_recorder" "this" {
  count = spec.config == "create" ? 1 : 0

  name     = blueprint.prefix
  role_arn = aws_iam_role.config[0].arn

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "this" {
  count = spec.config == "create" ? 1 : 0

  name           = blueprint.prefix
  s3_bucket_name = aws_s3_bucket.this[0].id
  s3_kms_key_arn = aws_kms_key.this[0].arn

  depends_on = [aws_config_configuration_recorder.this, aws_s3_bucket_policy.this]
}

resource "aws_config_configuration_recorder_status" "this" {
  count = spec.config == "create" ? 1 : 0

  name       = aws_config_configuration_recorder.this[0].name
  is_enabled = true

  depends_on = [aws_config_delivery_channel.this]
}

resource "aws_config_config_rule" "this" {
  for_each = toset(spec.config == "create" ? spec.config_rules : [])

  name = "${blueprint.prefix}-${lower(replace(each.key, "_", "-"))}"

  source {
    owner             = "AWS"
    source_identifier = each.key
  }

  depends_on = [aws_config_configuration_recorder_status.this]
}

# ---------------------------------------------------------------------------
# Audit: what looks like an attack
resource "aws_guardduty_detector" "this" {
  count = spec.guardduty == "create" ? 1 : 0

  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"
}

resource "aws_guardduty_detector_feature" "this" {
  for_each = toset(spec.guardduty == "create" ? spec.guardduty_features : [])

  detector_id = aws_guardduty_detector.this[0].id
  name        = each.key
  status      = "ENABLED"
}

# GuardDuty puts its agent on the nodes by itself.
resource "aws_guardduty_detector_feature" "runtime_monitoring" {
  count = spec.guardduty == "create" && spec.runtime_monitoring ? 1 : 0

  detector_id = aws_guardduty_detector.this[0].id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"

  additional_configuration {
    name   = "EKS_ADDON_MANAGEMENT"
    status = "ENABLED"
  }
}

resource "aws_sns_topic" "findings" {
  count = local.audit_told ? 1 : 0

  name              = "${local.audit_name}-findings"
  kms_master_key_id = aws_kms_key.this[0].key_id
}

resource "aws_sns_topic_policy" "findings" {
  count = local.audit_told ? 1 : 0

  arn = aws_sns_topic.findings[0].arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "FindingsOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.findings[0].arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.findings[0].arn } }
    }]
  })
}

resource "aws_sns_topic_subscription" "findings" {
  for_each = toset(local.audit_told ? spec.emails : [])

  topic_arn = aws_sns_topic.findings[0].arn
  protocol  = "email"
  endpoint  = each.key
}

# High and critical. The others are in the console, for a quiet hour.
resource "aws_cloudwatch_event_rule" "findings" {
  count = local.audit_told ? 1 : 0

  name        = "${local.audit_name}-findings"
  description = "Serious findings of GuardDuty"

  event_pattern = jsonencode({
    source        = ["aws.guardduty"]
    "detail-type" = ["GuardDuty Finding"]
    detail        = { severity = [{ numeric = [">=", 7] }] }
  })
}

resource "aws_cloudwatch_event_target" "findings" {
  count = local.audit_told ? 1 : 0

  rule      = aws_cloudwatch_event_rule.findings[0].name
  target_id = "people"
  arn       = aws_sns_topic.findings[0].arn
}

# ---------------------------------------------------------------------------
# Audit: what is vulnerable
resource "aws_inspector2_enabler" "this" {
  count = spec.inspector == "create" ? 1 : 0

  account_ids    = [state.account_id]
  resource_types = ["EC2", "ECR"]
}
