locals {
  network_name  = component.name == component.type ? blueprint.prefix : "${blueprint.prefix}-${component.name}"
  network_zones = spec.zones != null ? spec.zones : slice(catalog.regions[blueprint.region].zones, 0, spec.availability_zones)

  # Tier → zone → range. A zone's number decides its range, so that adding a zone moves nothing.
  network_cidrs = {
    for tier, subnets in spec.tiers : tier => {
      for number, zone in local.network_zones : zone => subnets.cidrs != null ? subnets.cidrs[number] : cidrsubnet(spec.cidr, subnets.prefix - tonumber(split("/", spec.cidr)[1]), subnets.offset + number)
    } if subnets != null
  }

  network_nat_zones = spec.tiers.public == null || spec.tiers.private == null || spec.nat_gateways == "none" ? [] : spec.nat_gateways == "single" ? slice(local.network_zones, 0, 1) : local.network_zones

  network_gateway_endpoints   = [for service in spec.endpoints : service if contains(["s3", "dynamodb"], service)]
  network_interface_endpoints = [for service in spec.endpoints : service if !contains(["s3", "dynamodb"], service)]

  network_flow_log_group = "/aws/vpc/${local.network_name}/flow-logs"
}

resource "aws_vpc" "this" {
  cidr_block = spec.cidr

  # Private endpoints, the cluster's among them, are found by name.
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = local.network_name }
}

# What nobody put into a group of its own can neither be reached nor reach anything.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${local.network_name}-default-closed" }
}

# ---------------------------------------------------------------------------
# Subnets

# Nodes, pods and databases.
resource "aws_subnet" "private" {
  for_each = spec.tiers.private == null ? {} : local.network_cidrs.private

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name                              = "${local.network_name}-private-${each.key}"
    "kubernetes.io/role/internal-elb" = "1"
    "karpenter.sh/discovery"          = "${blueprint.prefix}-eks"
  }
}

# Load balancers and NAT gateways. They bring their own addresses: nothing that is
# started here gets a public one by itself.
resource "aws_subnet" "public" {
  for_each = spec.tiers.public == null ? {} : local.network_cidrs.public

  vpc_id                  = aws_vpc.this.id
  availability_zone       = each.key
  cidr_block              = each.value
  map_public_ip_on_launch = false

  tags = {
    Name                     = "${local.network_name}-public-${each.key}"
    "kubernetes.io/role/elb" = "1"
  }
}

# No route leads out of the VPC.
resource "aws_subnet" "intra" {
  for_each = spec.tiers.intra == null ? {} : local.network_cidrs.intra

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = { Name = "${local.network_name}-intra-${each.key}" }
}

# ---------------------------------------------------------------------------
# The way out
resource "aws_internet_gateway" "this" {
  count = spec.tiers.public == null ? 0 : 1

  vpc_id = aws_vpc.this.id

  tags = { Name = local.network_name }
}

resource "aws_eip" "nat" {
  for_each = toset(local.network_nat_zones)

  domain = "vpc"

  tags = { Name = "${local.network_name}-nat-${each.key}" }

  depends_on = [aws_internet_gateway.this]
}

resource "aws_nat_gateway" "this" {
  for_each = toset(local.network_nat_zones)

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.public[each.key].id

  tags = { Name = "${local.network_name}-${each.key}" }

  depends_on = [aws_internet_gateway.this]
}

# ---------------------------------------------------------------------------
# Routes

resource "aws_route_table" "public" {
  count = spec.tiers.public == null ? 0 : 1

  vpc_id = aws_vpc.this.id

  tags = { Name = "${local.network_name}-public" }
}

resource "aws_route" "public_internet" {
  count = spec.tiers.public == null ? 0 : 1

  route_table_id         = aws_route_table.public[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route_table_association" "public" {
  for_each = toset(spec.tiers.public == null ? [] : local.network_zones)

  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public[0].id
}

# One table for each zone, so that a zone that fails takes only its own way out with it.
resource "aws_route_table" "private" {
  for_each = toset(spec.tiers.private == null ? [] : local.network_zones)

  vpc_id = aws_vpc.this.id

  tags = { Name = "${local.network_name}-private-${each.key}" }
}

resource "aws_route" "private_nat" {
  for_each = toset(length(local.network_nat_zones) == 0 ? [] : local.network_zones)

  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[length(local.network_nat_zones) == 1 ? local.network_nat_zones[0] : each.key].id
}

resource "aws_route_table_association" "private" {
  for_each = toset(spec.tiers.private == null ? [] : local.network_zones)

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.key].id
}

resource "aws_route_table" "intra" {
  count = spec.tiers.intra == null ? 0 : 1

  vpc_id = aws_vpc.this.id

  tags = { Name = "${local.network_name}-intra" }
}

resource "aws_route_table_association" "intra" {
  for_each = toset(spec.tiers.intra == null ? [] : local.network_zones)

  subnet_id      = aws_subnet.intra[each.key].id
  route_table_id = aws_route_table.intra[0].id
}

# Endpoints reach AWS services without leaving the VPC. Those of the gateway kind are entries in route tables, and free.
resource "aws_vpc_endpoint" "gateway" {
  for_each = toset(local.network_gateway_endpoints)

  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${blueprint.region}.${each.key}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = spec.tiers.intra == null ? values(aws_route_table.private)[*].id : spec.tiers.private == null ? [aws_route_table.intra[0].id] : concat(values(aws_route_table.private)[*].id, [aws_route_table.intra[0].id])

  tags = { Name = "${local.network_name}-${each.key}" }
}

# Interface endpoints take the place of the public names, in every zone.
resource "aws_vpc_endpoint" "interface" {
  for_each = toset(local.network_interface_endpoints)

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${blueprint.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = spec.tiers.private == null ? values(aws_subnet.intra)[*].id : values(aws_subnet.private)[*].id
  security_group_ids  = [aws_security_group.vpc_endpoints[0].id]

  tags = { Name = "${local.network_name}-${each.key}" }
}

# ---------------------------------------------------------------------------
# Flow logs
resource "aws_cloudwatch_log_group" "flow_logs" {
  count = spec.flow_logs == null ? 0 : 1

  name              = local.network_flow_log_group
  retention_in_days = spec.flow_logs.retention_days
  kms_key_id        = kms.key_arn
}

resource "aws_flow_log" "this" {
  count = spec.flow_logs == null ? 0 : 1

  vpc_id                   = aws_vpc.this.id
  traffic_type             = spec.flow_logs.traffic
  max_aggregation_interval = spec.flow_logs.aggregation_seconds
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.flow_logs[0].arn
  iam_role_arn             = aws_iam_role.flow_logs[0].arn

  tags = { Name = local.network_name }
}

# A network ACL is stateless, so answers to connections from inside need a rule of their own.
locals {
  network_acl_return = {
    "tcp-answers" = { number = 200, protocol = "tcp", from = 1024, to = 65535 }
    "udp-answers" = { number = 210, protocol = "udp", from = 1024, to = 65535 }
  }
  network_acl_ingress = {
    public  = merge({ http = { number = 110, protocol = "tcp", from = 80, to = 80 }, https = { number = 120, protocol = "tcp", from = 443, to = 443 } }, local.network_acl_return)
    private = local.network_acl_return
    intra   = {}
  }
  network_acl_rules = merge([for tier, rules in local.network_acl_ingress : { for name, rule in rules : "${tier}-${name}" => merge(rule, { tier = tier }) } if spec.network_acls && spec.tiers[tier] != null]...)
  network_acl_tiers = [for tier in ["private", "public", "intra"] : tier if spec.network_acls && spec.tiers[tier] != null]
}

dynamic "resource" {
  for_each = toset(local.network_acl_tiers)
  iterator = tier
  labels   = ["aws_network_acl", tier.key]
  content {
    vpc_id     = aws_vpc.this.id
    subnet_ids = tier.key == "private" ? [for subnet in aws_subnet.private : subnet.id] : tier.key == "public" ? [for subnet in aws_subnet.public : subnet.id] : [for subnet in aws_subnet.intra : subnet.id]

    tags = { Name = "${local.network_name}-${tier.key}" }
  }
}

dynamic "resource" {
  for_each = toset(local.network_acl_tiers)
  iterator = tier
  labels   = ["aws_network_acl_rule", "${tier.key}_from_vpc"]
  content {
    network_acl_id = aws_network_acl[tier.key].id
    rule_number    = 100
    protocol       = "-1"
    rule_action    = "allow"
    cidr_block     = spec.cidr
  }
}

dynamic "resource" {
  for_each = toset(local.network_acl_tiers)
  iterator = tier
  labels   = ["aws_network_acl_rule", "${tier.key}_out"]
  content {
    network_acl_id = aws_network_acl[tier.key].id
    egress         = true
    rule_number    = 100
    protocol       = "-1"
    rule_action    = "allow"
    cidr_block     = tier.key == "intra" ? spec.cidr : "0.0.0.0/0"
  }
}

dynamic "resource" {
  for_each = local.network_acl_rules
  iterator = rule
  labels   = ["aws_network_acl_rule", replace(rule.key, "-", "_")]
  content {
    network_acl_id = aws_network_acl[rule.value.tier].id
    rule_number    = rule.value.number
    protocol       = rule.value.protocol
    rule_action    = "allow"
    cidr_block     = "0.0.0.0/0"
    from_port      = rule.value.from
    to_port        = rule.value.to
  }
}
