terraform {
  required_version = "~> 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
    }
  }

  # Bucket, key and locking come from backend.hcl, which differs per environment:
  # terraform init -backend-config=backend.hcl
  backend "s3" {}
}

provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = {
      Project     = "llm-analytics-hub"
      Environment = var.environment
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      CostCenter  = "engineering"
    }
  }
}

data "aws_caller_identity" "current" {}

locals {
  kms_alias = "alias/llm-analytics-hub-${var.environment}-eks"
}

# One key for what the platform stores. Each service may use it only on behalf of this account.
resource "aws_kms_key" "kms" {
  description             = "Data at rest of llm-analytics-hub-${var.environment}"
  enable_key_rotation     = true
  rotation_period_in_days = 365
  deletion_window_in_days = 7

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # People and roles get access by IAM policies of this account.
        Sid       = "AccountAdministersKey"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "LogGroupsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "logs.us-east-1.amazonaws.com" }
        Action    = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:us-east-1:${data.aws_caller_identity.current.account_id}:*" }
        }
      },
      {
        # Alarms publish to an encrypted topic.
        Sid       = "AlarmsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
      },
    ]
  })
}

# The ARN says nothing to people; the alias does.
resource "aws_kms_alias" "kms" {
  name          = local.kms_alias
  target_key_id = aws_kms_key.kms.key_id
}

# ---------------------------------------------------------------------------
# Backups
# Volumes that the EBS driver made: it gives each of them this tag.
resource "aws_dlm_lifecycle_policy" "backup" {
  description        = "Volumes of ${local.cluster_name} daily"
  execution_role_arn = aws_iam_role.snapshots.arn
  state              = "ENABLED"

  policy_details {
    resource_types = ["VOLUME"]
    target_tags    = { Backup = local.cluster_name }

    schedule {
      name      = "daily, kept 30 days"
      copy_tags = true

      create_rule {
        interval      = 24
        interval_unit = "HOURS"
        times         = ["03:00"]
      }

      retain_rule {
        interval      = 30
        interval_unit = "DAYS"
      }

      tags_to_add = {
        Project     = "llm-analytics-hub"
        Environment = var.environment
        ManagedBy   = "Terraform"
        Owner       = "platform-team"
        CostCenter  = "engineering"
        CreatedBy   = "data-lifecycle-manager"
      }
    }
  }
}
