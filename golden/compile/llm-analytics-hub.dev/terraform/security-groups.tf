# VPC endpoints answer whoever is in the VPC. They open no connections, so they have no way out.
resource "aws_security_group" "vpc_endpoints" {
  name_prefix = "llm-analytics-hub-dev-endpoints-"
  description = "Interface endpoints of AWS services"
  vpc_id      = aws_vpc.network.id

  tags = { Name = "llm-analytics-hub-dev-endpoints" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "vpc_endpoints_from_vpc" {
  security_group_id = aws_security_group.vpc_endpoints.id
  description       = "AWS APIs, from the VPC"
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# ---------------------------------------------------------------------------
# The control plane

resource "aws_security_group" "cluster" {
  name_prefix = "llm-analytics-hub-dev-cluster-"
  description = "Control plane of llm-analytics-hub-dev-eks"
  vpc_id      = aws_vpc.network.id

  tags = { Name = "llm-analytics-hub-dev-cluster" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "cluster_from_nodes" {
  security_group_id            = aws_security_group.cluster.id
  description                  = "Kubernetes API, from nodes and pods"
  referenced_security_group_id = aws_security_group.node.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "cluster_from_cidrs" {
  for_each = toset(["203.0.113.0/24"])

  security_group_id = aws_security_group.cluster.id
  description       = "Kubernetes API, from allowed ranges"
  cidr_ipv4         = each.key
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "cluster_to_all" {
  security_group_id = aws_security_group.cluster.id
  description       = "To anywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

# ---------------------------------------------------------------------------
# Nodes, and the pods on them

resource "aws_security_group" "node" {
  name_prefix = "llm-analytics-hub-dev-node-"
  description = "Nodes of llm-analytics-hub-dev-eks"
  vpc_id      = aws_vpc.network.id

  tags = {
    Name = "llm-analytics-hub-dev-node"
    # The load-balancer controller opens ports in the one group of a node that has this tag; Karpenter
    # finds the group for new nodes by the other.
    "kubernetes.io/cluster/llm-analytics-hub-dev-eks" = "owned"
    "karpenter.sh/discovery"                          = "llm-analytics-hub-dev-eks"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "node_from_nodes" {
  security_group_id            = aws_security_group.node.id
  description                  = "Pods among each other; network policies say more"
  referenced_security_group_id = aws_security_group.node.id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "node_from_cluster" {
  for_each = {
    https = {
      from = 443
      to   = 443
    }
    kubelet = {
      from = 10250
      to   = 10250
    }
    high-ports = {
      from = 1025
      to   = 65535
    }
  }

  security_group_id            = aws_security_group.node.id
  description                  = "From the control plane: ${each.key}"
  referenced_security_group_id = aws_security_group.cluster.id
  ip_protocol                  = "tcp"
  from_port                    = each.value.from
  to_port                      = each.value.to
}

resource "aws_vpc_security_group_ingress_rule" "node_from_alb" {
  security_group_id            = aws_security_group.node.id
  description                  = "Requests and health checks, from load balancers"
  referenced_security_group_id = aws_security_group.alb.id
  ip_protocol                  = "-1"
}

# Nodes pull images and pods call out; what a pod may reach is for network policies to say.
resource "aws_vpc_security_group_egress_rule" "node_to_all" {
  security_group_id = aws_security_group.node.id
  description       = "To anywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

# ---------------------------------------------------------------------------
# Databases
resource "aws_security_group" "database" {
  name_prefix = "llm-analytics-hub-dev-database-"
  description = "Databases of llm-analytics-hub-dev-eks"
  vpc_id      = aws_vpc.network.id

  tags = { Name = "llm-analytics-hub-dev-database" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "database_from_nodes" {
  for_each = {
    postgresql = 5432
    influxdb   = 8086
    redis      = 6379
  }

  security_group_id            = aws_security_group.database.id
  description                  = "${each.key}, from nodes"
  referenced_security_group_id = aws_security_group.node.id
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
}

resource "aws_vpc_security_group_egress_rule" "database_to_all" {
  security_group_id = aws_security_group.database.id
  description       = "To anywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

# ---------------------------------------------------------------------------
# Load balancers
resource "aws_security_group" "alb" {
  name_prefix = "llm-analytics-hub-dev-alb-"
  description = "Load balancers of llm-analytics-hub-dev-eks"
  vpc_id      = aws_vpc.network.id

  tags = { Name = "llm-analytics-hub-dev-alb" }

  lifecycle {
    create_before_destroy = true
  }
}

# Plain HTTP is let in only to be redirected to HTTPS.
resource "aws_vpc_security_group_ingress_rule" "alb" {
  for_each = {
    "http-0.0.0.0/0" = {
      port = 80
      cidr = "0.0.0.0/0"
    }
    "https-0.0.0.0/0" = {
      port = 443
      cidr = "0.0.0.0/0"
    }
  }

  security_group_id = aws_security_group.alb.id
  description       = each.key
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "alb_to_all" {
  security_group_id = aws_security_group.alb.id
  description       = "To anywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

# ---------------------------------------------------------------------------
# Web application firewall

resource "aws_wafv2_web_acl" "waf" {
  name        = "llm-analytics-hub-dev-web"
  description = "In front of the load balancers of llm-analytics-hub-dev"
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "AmazonIpReputationList"
    priority = 0

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesAmazonIpReputationList"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
      metric_name                = "AmazonIpReputationList"
    }
  }

  rule {
    name     = "CommonRuleSet"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
      metric_name                = "CommonRuleSet"
    }
  }

  rule {
    name     = "KnownBadInputsRuleSet"
    priority = 2

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
      metric_name                = "KnownBadInputsRuleSet"
    }
  }

  rule {
    name     = "SQLiRuleSet"
    priority = 3

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesSQLiRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
      metric_name                = "SQLiRuleSet"
    }
  }

  rule {
    name     = "RateLimit"
    priority = 100

    action {
      block {}
    }

    statement {
      rate_based_statement {
        aggregate_key_type = "IP"
        limit              = 2000
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
      metric_name                = "RateLimit"
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = true
    metric_name                = "llm-analytics-hub-dev-web"
  }
}

resource "aws_cloudwatch_log_group" "waf" {
  name              = "aws-waf-logs-llm-analytics-hub-dev-web"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.kms.arn
}

resource "aws_wafv2_web_acl_logging_configuration" "waf" {
  resource_arn            = aws_wafv2_web_acl.waf.arn
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
