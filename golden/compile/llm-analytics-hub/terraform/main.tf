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
      Environment = "prod"
      ManagedBy   = "Terraform"
      Owner       = "platform-team"
      CostCenter  = "engineering"
    }
  }
}

data "aws_caller_identity" "current" {}

# One key for what the platform stores. Each service may use it only on behalf of this account.
resource "aws_kms_key" "kms" {
  description             = "Data at rest of llm-analytics-hub-prod"
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
  name          = "alias/llm-analytics-hub-prod-eks"
  target_key_id = aws_kms_key.kms.key_id
}

# ---------------------------------------------------------------------------
# Backups
# Volumes that the EBS driver made: it gives each of them this tag.
resource "aws_dlm_lifecycle_policy" "backup" {
  description        = "Volumes of llm-analytics-hub-prod-eks daily"
  execution_role_arn = aws_iam_role.snapshots.arn
  state              = "ENABLED"

  policy_details {
    resource_types = ["VOLUME"]
    target_tags    = { Backup = "llm-analytics-hub-prod-eks" }

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
        Environment = "prod"
        ManagedBy   = "Terraform"
        Owner       = "platform-team"
        CostCenter  = "engineering"
        CreatedBy   = "data-lifecycle-manager"
      }
    }
  }
}

resource "aws_backup_vault" "backup" {
  name        = "llm-analytics-hub-prod-eks"
  kms_key_arn = aws_kms_key.kms.arn
}

resource "aws_backup_plan" "backup" {
  name = "llm-analytics-hub-prod-eks"

  rule {
    rule_name         = "long-term"
    target_vault_name = aws_backup_vault.backup.name
    schedule          = "cron(0 5 1 * ? *)"

    lifecycle {
      delete_after = 365
    }
  }
}

resource "aws_backup_selection" "backup" {
  name         = "tagged"
  plan_id      = aws_backup_plan.backup.id
  iam_role_arn = aws_iam_role.vault.arn

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "Backup"
    value = "llm-analytics-hub-prod-eks"
  }
}

# ---------------------------------------------------------------------------
# Secrets

resource "aws_secretsmanager_secret" "influxdb" {
  name                    = "llm-analytics-hub-prod/influxdb"
  description             = "Administrator of InfluxDB"
  kms_key_id              = aws_kms_key.kms.arn
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "postgresql" {
  name                    = "llm-analytics-hub-prod/postgresql"
  description             = "Superuser of PostgreSQL"
  kms_key_id              = aws_kms_key.kms.arn
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "redis" {
  name                    = "llm-analytics-hub-prod/redis"
  description             = "Password of Redis"
  kms_key_id              = aws_kms_key.kms.arn
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "timescaledb" {
  name                    = "llm-analytics-hub-prod/timescaledb"
  description             = "Superuser of TimescaleDB"
  kms_key_id              = aws_kms_key.kms.arn
  recovery_window_in_days = 30
}

# Ephemeral: Terraform forgets the password as soon as it is written.
ephemeral "aws_secretsmanager_random_password" "influxdb" {
  password_length = 32
  # Safe in connection strings and shells.
  exclude_punctuation = true
}

ephemeral "aws_secretsmanager_random_password" "postgresql" {
  password_length = 32
  # Safe in connection strings and shells.
  exclude_punctuation = true
}

ephemeral "aws_secretsmanager_random_password" "redis" {
  password_length = 32
  # Safe in connection strings and shells.
  exclude_punctuation = true
}

ephemeral "aws_secretsmanager_random_password" "timescaledb" {
  password_length = 32
  # Safe in connection strings and shells.
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret_version" "influxdb" {
  secret_id = aws_secretsmanager_secret.influxdb.id

  secret_string_wo = jsonencode({
    username = "admin"
    password = ephemeral.aws_secretsmanager_random_password.influxdb.random_password
  })

  # Raised when a new password is wanted.
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret_version" "postgresql" {
  secret_id = aws_secretsmanager_secret.postgresql.id

  secret_string_wo = jsonencode({
    username = "postgres"
    password = ephemeral.aws_secretsmanager_random_password.postgresql.random_password
  })

  # Raised when a new password is wanted.
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret_version" "redis" {
  secret_id = aws_secretsmanager_secret.redis.id

  secret_string_wo = jsonencode({ password = ephemeral.aws_secretsmanager_random_password.redis.random_password })

  # Raised when a new password is wanted.
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret_version" "timescaledb" {
  secret_id = aws_secretsmanager_secret.timescaledb.id

  secret_string_wo = jsonencode({
    username = "postgres"
    password = ephemeral.aws_secretsmanager_random_password.timescaledb.random_password
  })

  # Raised when a new password is wanted.
  secret_string_wo_version = 1
}
