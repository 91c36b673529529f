locals {
  waf_name = component.name == component.type ? "${blueprint.prefix}-web" : "${blueprint.prefix}-${replace(component.name, "_", "-")}"
  # WAF accepts no other beginning.
  waf_log_group = "aws-waf-logs-${local.waf_name}"
}

# ---------------------------------------------------------------------------
# Web application firewall

resource "aws_wafv2_web_acl" "this" {
  name        = local.waf_name
  description = "In front of the load balancers of ${blueprint.prefix}"
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  dynamic "rule" {
    for_each = { for priority, name in spec.managed_rules : name => priority }
    content {
      name     = trimprefix(rule.key, "AWSManagedRules")
      priority = rule.value

      override_action {
        dynamic "none" {
          for_each = contains(spec.count_only, rule.key) ? [] : [1]
          content {}
        }

        dynamic "count" {
          for_each = contains(spec.count_only, rule.key) ? [1] : []
          content {}
        }
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.key
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = true
        metric_name                = trimprefix(rule.key, "AWSManagedRules")
      }
    }
  }

  dynamic "rule" {
    for_each = spec.rate_limit == null ? [] : [spec.rate_limit]
    content {
      name     = "RateLimit"
      priority = 100

      action {
        block {}
      }

      statement {
        rate_based_statement {
          aggregate_key_type = "IP"
          limit              = rule.value
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = true
        metric_name                = "RateLimit"
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = true
    metric_name                = local.waf_name
  }
}

resource "aws_cloudwatch_log_group" "waf" {
  name              = local.waf_log_group
  retention_in_days = spec.retention_days
  kms_key_id        = kms.key_arn
}

resource "aws_wafv2_web_acl_logging_configuration" "this" {
  resource_arn            = aws_wafv2_web_acl.this.arn
  log_destination_configs = [aws_cloudwatch_log_group.waf.arn]

  # Whoever reads the log must not be able to log in as those who were logged.
  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }
}
