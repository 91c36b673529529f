# VPC endpoints answer whoever is in the VPC. They open no connections, so they have no way out.
resource "aws_security_group" "vpc_endpoints" {
  name_prefix = "${local.network_name}-endpoints-"
  description = "Interface endpoints of AWS services"
  vpc_id      = aws_vpc.network.id

  tags = { Name = "${local.network_name}-endpoints" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "vpc_endpoints_from_vpc" {
  security_group_id = aws_security_group.vpc_endpoints.id
  description       = "AWS APIs, from the VPC"
  cidr_ipv4         = var.vpc_cidr
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  groups_name         = "llm-analytics-hub-${var.environment}"
  groups_cluster_name = "llm-analytics-hub-${var.environment}-eks"
}

# ---------------------------------------------------------------------------
# The control plane

resource "aws_security_group" "cluster" {
  name_prefix = "${local.groups_name}-cluster-"
  description = "Control plane of ${local.groups_cluster_name}"
  vpc_id      = aws_vpc.network.id

  tags = { Name = "${local.groups_name}-cluster" }

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

resource "aws_vpc_security_group_egress_rule" "cluster_to_nodes" {
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

  security_group_id            = aws_security_group.cluster.id
  description                  = "To nodes: ${each.key}"
  referenced_security_group_id = aws_security_group.node.id
  ip_protocol                  = "tcp"
  from_port                    = each.value.from
  to_port                      = each.value.to
}

# ---------------------------------------------------------------------------
# Nodes, and the pods on them

resource "aws_security_group" "node" {
  name_prefix = "${local.groups_name}-node-"
  description = "Nodes of ${local.groups_cluster_name}"
  vpc_id      = aws_vpc.network.id

  tags = {
    Name = "${local.groups_name}-node"
    # The load-balancer controller opens ports in the one group of a node that has this tag; Karpenter
    # finds the group for new nodes by the other.
    "kubernetes.io/cluster/${local.groups_cluster_name}" = "owned"
    "karpenter.sh/discovery"                             = local.groups_cluster_name
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

# Nodes pull images and pods call out; what a pod may reach is for network policies to say.
resource "aws_vpc_security_group_egress_rule" "node_to_all" {
  security_group_id = aws_security_group.node.id
  description       = "To anywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
