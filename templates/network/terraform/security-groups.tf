# VPC endpoints answer whoever is in the VPC. They open no connections, so they have no way out.
resource "aws_security_group" "vpc_endpoints" {
  count = length(local.network_interface_endpoints) == 0 ? 0 : 1

  name_prefix = "${local.network_name}-endpoints-"
  description = "Interface endpoints of AWS services"
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${local.network_name}-endpoints" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "vpc_endpoints_from_vpc" {
  count = length(local.network_interface_endpoints) == 0 ? 0 : 1

  security_group_id = aws_security_group.vpc_endpoints[0].id
  description       = "AWS APIs, from the VPC"
  cidr_ipv4         = spec.cidr
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
