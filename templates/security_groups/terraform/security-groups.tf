locals {
  groups_name         = component.name == component.type ? blueprint.prefix : "${blueprint.prefix}-${replace(trimsuffix(component.name, "_${component.type}"), "_", "-")}"
  groups_cluster_name = component.name == component.type ? "${blueprint.prefix}-eks" : local.groups_name
  groups_open         = spec.egress == "all"

  # What the control plane asks of nodes: webhooks, the kubelet, and services on high ports.
  groups_control_plane_ports = {
    https      = { from = 443, to = 443 }
    kubelet    = { from = 10250, to = 10250 }
    high-ports = { from = 1025, to = 65535 }
  }

  groups_alb_rules = spec.alb == null ? {} : merge([for name, port in spec.alb.ports : { for cidr in spec.alb.cidrs : "${name}-${cidr}" => { port = port, cidr = cidr } }]...)
}

# ---------------------------------------------------------------------------
# The control plane

resource "aws_security_group" "cluster" {
  name_prefix = "${local.groups_name}-cluster-"
  description = "Control plane of ${local.groups_cluster_name}"
  vpc_id      = network.vpc_id

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

resource "aws_vpc_security_group_ingress_rule" "cluster_from_cidrs" {
  for_each = toset(spec.api_cidrs)

  security_group_id = aws_security_group.cluster.id
  description       = "Kubernetes API, from allowed ranges"
  cidr_ipv4         = each.key
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "cluster_to_nodes" {
  for_each = local.groups_open ? {} : local.groups_control_plane_ports

  security_group_id            = aws_security_group.cluster.id
  description                  = "To nodes: ${each.key}"
  referenced_security_group_id = aws_security_group.node.id
  ip_protocol                  = "tcp"
  from_port                    = each.value.from
  to_port                      = each.value.to
}

resource "aws_vpc_security_group_egress_rule" "cluster_to_all" {
  count = local.groups_open ? 1 : 0

  security_group_id = aws_security_group.cluster.id
  description       = "To anywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

# ---------------------------------------------------------------------------
# Nodes, and the pods on them

resource "aws_security_group" "node" {
  name_prefix = "${local.groups_name}-node-"
  description = "Nodes of ${local.groups_cluster_name}"
  vpc_id      = network.vpc_id

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
  for_each = local.groups_control_plane_ports

  security_group_id            = aws_security_group.node.id
  description                  = "From the control plane: ${each.key}"
  referenced_security_group_id = aws_security_group.cluster.id
  ip_protocol                  = "tcp"
  from_port                    = each.value.from
  to_port                      = each.value.to
}

resource "aws_vpc_security_group_ingress_rule" "node_from_alb" {
  count = spec.alb == null ? 0 : 1

  security_group_id            = aws_security_group.node.id
  description                  = "Requests and health checks, from load balancers"
  referenced_security_group_id = aws_security_group.alb[0].id
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
  count = spec.database == null ? 0 : 1

  name_prefix = "${local.groups_name}-database-"
  description = "Databases of ${local.groups_cluster_name}"
  vpc_id      = network.vpc_id

  tags = { Name = "${local.groups_name}-database" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "database_from_nodes" {
  for_each = spec.database == null ? {} : spec.database.ports

  security_group_id            = aws_security_group.database[0].id
  description                  = "${each.key}, from nodes"
  referenced_security_group_id = aws_security_group.node.id
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
}

resource "aws_vpc_security_group_egress_rule" "database_to_all" {
  count = spec.database != null && local.groups_open ? 1 : 0

  security_group_id = aws_security_group.database[0].id
  description       = "To anywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

# ---------------------------------------------------------------------------
# Load balancers
resource "aws_security_group" "alb" {
  count = spec.alb == null ? 0 : 1

  name_prefix = "${local.groups_name}-alb-"
  description = "Load balancers of ${local.groups_cluster_name}"
  vpc_id      = network.vpc_id

  tags = { Name = "${local.groups_name}-alb" }

  lifecycle {
    create_before_destroy = true
  }
}

# Plain HTTP is let in only to be redirected to HTTPS.
resource "aws_vpc_security_group_ingress_rule" "alb" {
  for_each = local.groups_alb_rules

  security_group_id = aws_security_group.alb[0].id
  description       = each.key
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "alb_to_nodes" {
  count = spec.alb != null && !local.groups_open ? 1 : 0

  security_group_id            = aws_security_group.alb[0].id
  description                  = "To nodes and pods"
  referenced_security_group_id = aws_security_group.node.id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_egress_rule" "alb_to_all" {
  count = spec.alb != null && local.groups_open ? 1 : 0

  security_group_id = aws_security_group.alb[0].id
  description       = "To anywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
