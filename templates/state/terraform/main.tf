# What an account has once, and what must exist before the main root can keep its
# state. This root's own state is local: losing it loses nothing, all of it can be imported.

terraform {
  required_version = "~> 1.11"

  # This root makes the place where state lives, so its own stays beside it. It holds no secret.
  backend "local" {}

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
    }
  }
}

provider "aws" {
  region              = blueprint.region
  allowed_account_ids = blueprint.account == null ? null : [blueprint.account]

  default_tags {
    tags = merge({ Project = blueprint.name, Environment = blueprint.environment, ManagedBy = "Terraform" }, blueprint.tags)
  }
}

dynamic "data" {
  for_each = blueprint.account == null ? ["current"] : []
  iterator = label
  labels   = ["aws_caller_identity", label.value]
  content {}
}

locals {
  state_account_id = blueprint.account != null ? blueprint.account : data.aws_caller_identity.current.account_id
  state_bucket     = spec.bucket != null ? spec.bucket : "${blueprint.prefix}-tfstate-${local.state_account_id}"
  state_key        = spec.key != null ? spec.key : "${blueprint.prefix}/terraform.tfstate"
}

# ---------------------------------------------------------------------------
# The key

# The state holds every attribute of every resource, so reading it takes more
# than the right to read buckets.
resource "aws_kms_key" "this" {
  description             = "Terraform state of ${blueprint.prefix}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      # Access is granted by IAM policies of this account, and by nothing else.
      Sid       = "AccountAdministersKey"
      Effect    = "Allow"
      Principal = { AWS = "arn:${blueprint.partition}:iam::${local.state_account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_alias" "this" {
  name          = "alias/${blueprint.prefix}-state"
  target_key_id = aws_kms_key.this.key_id
}

# ---------------------------------------------------------------------------
# The bucket

resource "aws_s3_bucket" "this" {
  bucket = local.state_bucket

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    # One data key per bucket and not per object: fewer calls to KMS.
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket = aws_s3_bucket.this.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "forget-old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = spec.keep_versions_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyOverTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.this]
}

resource "aws_s3_bucket_logging" "this" {
  bucket        = aws_s3_bucket.this.id
  target_bucket = aws_s3_bucket.access_logs.id
  target_prefix = "state/"

  depends_on = [aws_s3_bucket_policy.access_logs]
}

# ---------------------------------------------------------------------------
# Who read the state, and when

resource "aws_s3_bucket" "access_logs" {
  bucket = "${local.state_bucket}-logs"
}

resource "aws_s3_bucket_versioning" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  versioning_configuration {
    status = "Enabled"
  }
}

# S3 cannot deliver access logs to a bucket that is encrypted with a KMS key.
resource "aws_s3_bucket_server_side_encryption_configuration" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  rule {
    id     = "keep-a-year"
    status = "Enabled"

    filter {}

    expiration {
      days = 365
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.access_logs]
}

resource "aws_s3_bucket_policy" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyOverTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.access_logs.arn, "${aws_s3_bucket.access_logs.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "S3DeliversLogs"
        Effect    = "Allow"
        Principal = { Service = "logging.s3.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.access_logs.arn}/*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.state_account_id } }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.access_logs]
}

# ---------------------------------------------------------------------------
# The lock
resource "aws_dynamodb_table" "this" {
  count = spec.lock == "dynamodb" ? 1 : 0

  name         = spec.lock_table
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "LockID"

  deletion_protection_enabled = true

  attribute {
    name = "LockID"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.this.arn
  }
}

# ---------------------------------------------------------------------------
# What the main root has to be told

output "backend_config" {
  description = "The text of the main root's backend.hcl. scripts/setup.sh writes it there."
  value       = <<-EOT
    bucket  = "${aws_s3_bucket.this.id}"
    key     = "${local.state_key}"
    region  = "${blueprint.region}"
    encrypt = true

    kms_key_id = "${aws_kms_key.this.arn}"
    ${spec.lock == "dynamodb" ? "dynamodb_table = \"${spec.lock_table}\"" : "use_lockfile = true"}
  EOT
}

output "state_bucket" {
  description = "The bucket that holds the state."
  value       = aws_s3_bucket.this.id
}
