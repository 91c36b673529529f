# ---------------------------------------------------------------------------
# Backups
resource "aws_iam_role" "snapshots" {
  count = spec.snapshots == null ? 0 : 1

  name = "${cluster.cluster_name}-snapshots"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "dlm.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = account.id } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "snapshots" {
  count = spec.snapshots == null ? 0 : 1

  role       = aws_iam_role.snapshots[0].name
  policy_arn = "arn:${blueprint.partition}:iam::aws:policy/service-role/AWSDataLifecycleManagerServiceRole"
}

resource "aws_iam_role" "vault" {
  count = spec.vault == null ? 0 : 1

  name = "${cluster.cluster_name}-backup"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "backup.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = account.id } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "vault" {
  for_each = toset(spec.vault == null ? [] : ["AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores"])

  role       = aws_iam_role.vault[0].name
  policy_arn = "arn:${blueprint.partition}:iam::aws:policy/service-role/${each.key}"
}
