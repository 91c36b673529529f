# ---------------------------------------------------------------------------
# Backups
# Volumes that the EBS driver made: it gives each of them this tag.
resource "aws_dlm_lifecycle_policy" "this" {
  count = spec.snapshots == null ? 0 : 1

  description        = "Volumes of ${cluster.cluster_name} daily"
  execution_role_arn = aws_iam_role.snapshots[0].arn
  state              = "ENABLED"

  policy_details {
    resource_types = ["VOLUME"]
    target_tags    = { (addons.backup_tag.key) = addons.backup_tag.value }

    schedule {
      name      = "daily, kept ${spec.snapshots.retention_days} days"
      copy_tags = true

      create_rule {
        interval      = 24
        interval_unit = "HOURS"
        times         = [spec.snapshots.time]
      }

      retain_rule {
        interval      = spec.snapshots.retention_days
        interval_unit = "DAYS"
      }

      tags_to_add = merge(account.tags, { CreatedBy = "data-lifecycle-manager" })
    }
  }
}

resource "aws_backup_vault" "this" {
  count = spec.vault == null ? 0 : 1

  name        = cluster.cluster_name
  kms_key_arn = kms.key_arn
}

resource "aws_backup_vault_lock_configuration" "this" {
  count = spec.vault == null ? 0 : spec.vault.minimum_retention_days == null ? 0 : 1

  backup_vault_name  = aws_backup_vault.this[0].name
  min_retention_days = spec.vault.minimum_retention_days
}

resource "aws_backup_plan" "this" {
  count = spec.vault == null ? 0 : 1

  name = cluster.cluster_name

  rule {
    rule_name         = "long-term"
    target_vault_name = aws_backup_vault.this[0].name
    schedule          = spec.vault.schedule

    lifecycle {
      delete_after = spec.vault.retention_days
    }
  }
}

resource "aws_backup_selection" "this" {
  count = spec.vault == null ? 0 : 1

  name         = "tagged"
  plan_id      = aws_backup_plan.this[0].id
  iam_role_arn = aws_iam_role.vault[0].arn

  selection_tag {
    type  = "STRINGEQUALS"
    key   = addons.backup_tag.key
    value = addons.backup_tag.value
  }
}
