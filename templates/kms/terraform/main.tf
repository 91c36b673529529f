locals {
  kms_alias = component.name == component.type ? "alias/${blueprint.prefix}-eks" : "alias/${blueprint.prefix}-${replace(component.name, "_", "-")}"
}

# One key for what the platform stores. Each service may use it only on behalf of this account.
resource "aws_kms_key" "this" {
  description             = "Data at rest of ${blueprint.prefix}"
  enable_key_rotation     = true
  rotation_period_in_days = spec.rotation_days
  deletion_window_in_days = spec.deletion_window_days

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # People and roles get access by IAM policies of this account.
        Sid       = "AccountAdministersKey"
        Effect    = "Allow"
        Principal = { AWS = "arn:${blueprint.partition}:iam::${account.id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "LogGroupsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "logs.${blueprint.region}.${blueprint.dns_suffix}" }
        Action    = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${blueprint.partition}:logs:${blueprint.region}:${account.id}:*" }
        }
      },
      {
        # Alarms publish to an encrypted topic.
        Sid       = "AlarmsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = account.id } }
      },
    ]
  })
}

# The ARN says nothing to people; the alias does.
resource "aws_kms_alias" "this" {
  name          = local.kms_alias
  target_key_id = aws_kms_key.this.key_id
}
