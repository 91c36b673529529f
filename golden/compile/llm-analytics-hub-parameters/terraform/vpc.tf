locals {
  network_name = "llm-analytics-hub-${var.environment}"

  # Tier → zone → range. A zone's number decides its range, so that adding a zone moves nothing.
  network_cidrs = {
    for tier, subnets in {
      private = {
        prefix = 20
        offset = 0
        cidrs  = null
      }
      public = {
        prefix = 24
        offset = 48
        cidrs  = null
      }
      intra = {
        prefix = 24
        offset = 52
        cidrs  = null
      }
      } : tier => {
      for number, zone in ["us-east-1a", "us-east-1b", "us-east-1c"] : zone => subnets.cidrs != null ? subnets.cidrs[number] : cidrsubnet(var.vpc_cidr, subnets.prefix - tonumber(split("/", var.vpc_cidr)[1]), subnets.offset + number)
    } if subnets != null
  }

  network_flow_log_group = "/aws/vpc/${local.network_name}/flow-logs"
}

resource "aws_vpc" "network" {
  cidr_block = var.vpc_cidr

  # Private endpoints, the cluster's among them, are found by name.
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = local.network_name }
}

# What nobody put into a group of its own can neither be reached nor reach anything.
resource "aws_default_security_group" "network" {
  vpc_id = aws_vpc.network.id

  tags = { Name = "${local.network_name}-default-closed" }
}

# ---------------------------------------------------------------------------
# Subnets

# Nodes, pods and databases.
resource "aws_subnet" "private" {
  for_each = local.network_cidrs.private

  vpc_id            = aws_vpc.network.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name                              = "${local.network_name}-private-${each.key}"
    "kubernetes.io/role/internal-elb" = "1"
    "karpenter.sh/discovery"          = "llm-analytics-hub-${var.environment}-eks"
  }
}

# Load balancers and NAT gateways. They bring their own addresses: nothing that is
# started here gets a public one by itself.
resource "aws_subnet" "public" {
  for_each = local.network_cidrs.public

  vpc_id                  = aws_vpc.network.id
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
  for_each = local.network_cidrs.intra

  vpc_id            = aws_vpc.network.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = { Name = "${local.network_name}-intra-${each.key}" }
}

# ---------------------------------------------------------------------------
# The way out
resource "aws_internet_gateway" "network" {
  vpc_id = aws_vpc.network.id

  tags = { Name = local.network_name }
}

resource "aws_eip" "nat" {
  for_each = toset(["us-east-1a", "us-east-1b", "us-east-1c"])

  domain = "vpc"

  tags = { Name = "${local.network_name}-nat-${each.key}" }

  depends_on = [aws_internet_gateway.network]
}

resource "aws_nat_gateway" "network" {
  for_each = toset(["us-east-1a", "us-east-1b", "us-east-1c"])

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.public[each.key].id

  tags = { Name = "${local.network_name}-${each.key}" }

  depends_on = [aws_internet_gateway.network]
}

# ---------------------------------------------------------------------------
# Routes

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.network.id

  tags = { Name = "${local.network_name}-public" }
}

resource "aws_route" "public_internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.network.id
}

resource "aws_route_table_association" "public" {
  for_each = toset(["us-east-1a", "us-east-1b", "us-east-1c"])

  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public.id
}

# One table for each zone, so that a zone that fails takes only its own way out with it.
resource "aws_route_table" "private" {
  for_each = toset(["us-east-1a", "us-east-1b", "us-east-1c"])

  vpc_id = aws_vpc.network.id

  tags = { Name = "${local.network_name}-private-${each.key}" }
}

resource "aws_route" "private_nat" {
  for_each = toset(["us-east-1a", "us-east-1b", "us-east-1c"])

  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.network[each.key].id
}

resource "aws_route_table_association" "private" {
  for_each = toset(["us-east-1a", "us-east-1b", "us-east-1c"])

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.key].id
}

resource "aws_route_table" "intra" {
  vpc_id = aws_vpc.network.id

  tags = { Name = "${local.network_name}-intra" }
}

resource "aws_route_table_association" "intra" {
  for_each = toset(["us-east-1a", "us-east-1b", "us-east-1c"])

  subnet_id      = aws_subnet.intra[each.key].id
  route_table_id = aws_route_table.intra.id
}

# Endpoints reach AWS services without leaving the VPC. Those of the gateway kind are entries in route tables, and free.
resource "aws_vpc_endpoint" "gateway" {
  for_each = toset(["s3"])

  vpc_id            = aws_vpc.network.id
  service_name      = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = concat(values(aws_route_table.private)[*].id, [aws_route_table.intra.id])

  tags = { Name = "${local.network_name}-${each.key}" }
}

# Interface endpoints take the place of the public names, in every zone.
resource "aws_vpc_endpoint" "interface" {
  for_each = toset([
    "autoscaling",
    "ec2",
    "ecr.api",
    "ecr.dkr",
    "elasticloadbalancing",
    "logs",
    "sts",
  ])

  vpc_id              = aws_vpc.network.id
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = values(aws_subnet.private)[*].id
  security_group_ids  = [aws_security_group.vpc_endpoints.id]

  tags = { Name = "${local.network_name}-${each.key}" }
}

# ---------------------------------------------------------------------------
# Flow logs
resource "aws_cloudwatch_log_group" "flow_logs" {
  name              = local.network_flow_log_group
  retention_in_days = 365
  kms_key_id        = aws_kms_key.kms.arn
}

resource "aws_flow_log" "network" {
  vpc_id                   = aws_vpc.network.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.flow_logs.arn
  iam_role_arn             = aws_iam_role.flow_logs.arn

  tags = { Name = local.network_name }
}
