# ---------------------------------------------------------------------------
# The control plane

resource "aws_security_group" "cluster" {
  name_prefix = "example-dev-cluster-"
  description = "Control plane of example-dev-eks"
  vpc_id      = aws_vpc.network.id

  tags = { Name = "example-dev-cluster" }

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
  name_prefix = "example-dev-node-"
  description = "Nodes of example-dev-eks"
  vpc_id      = aws_vpc.network.id

  tags = {
    Name = "example-dev-node"
    # The load-balancer controller opens ports in the one group of a node that has this tag; Karpenter
    # finds the group for new nodes by the other.
    "kubernetes.io/cluster/example-dev-eks" = "owned"
    "karpenter.sh/discovery"                = "example-dev-eks"
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
