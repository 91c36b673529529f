# ---------------------------------------------------------------------------
# Secrets

dynamic "resource" {
  for_each = spec
  iterator = secret
  labels   = ["aws_secretsmanager_secret", replace(secret.key, "-", "_")]
  content {
    name                    = "${blueprint.prefix}/${secret.key}"
    description             = secret.value.description
    kms_key_id              = kms.key_arn
    recovery_window_in_days = secret.value.recovery_days
  }
}

# Ephemeral: Terraform forgets the password as soon as it is written.
dynamic "ephemeral" {
  for_each = { for name, secret in spec : name => secret if secret.generated }
  iterator = secret
  labels   = ["aws_secretsmanager_random_password", replace(secret.key, "-", "_")]
  content {
    password_length = secret.value.length
    # Safe in connection strings and shells.
    exclude_punctuation = true
  }
}

dynamic "resource" {
  for_each = { for name, secret in spec : name => secret if secret.generated }
  iterator = secret
  labels   = ["aws_secretsmanager_secret_version", replace(secret.key, "-", "_")]
  content {
    secret_id = aws_secretsmanager_secret[replace(secret.key, "-", "_")].id

    secret_string_wo = jsonencode(merge(
      secret.value.username == null ? {} : { username = secret.value.username },
      { password = ephemeral.aws_secretsmanager_random_password[replace(secret.key, "-", "_")].random_password },
      secret.value.values,
    ))

    # Raised when a new password is wanted.
    secret_string_wo_version = secret.value.generation
  }
}

dynamic "resource" {
  for_each = { for name, secret in spec : name => secret if secret.rotation != null }
  iterator = secret
  labels   = ["aws_secretsmanager_secret_rotation", replace(secret.key, "-", "_")]
  content {
    secret_id           = aws_secretsmanager_secret[replace(secret.key, "-", "_")].id
    rotation_lambda_arn = secret.value.rotation.function

    rotation_rules {
      automatically_after_days = secret.value.rotation.days
    }
  }
}
