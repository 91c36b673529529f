resource "aws_vpc" "network" {
  cidr_block = "10.0.0.0/16"

  # Private endpoints, the cluster's among them, are found by name.
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = "llm-analytics-hub-prod" }
}

# What nobody put into a group of its own can neither be reached nor reach anything.
resource "aws_default_security_group" "network" {
  vpc_id = aws_vpc.network.id

  tags = { Name = "llm-analytics-hub-prod-default-closed" }
}

# ---------------------------------------------------------------------------
# Subnets

# Nodes, pods and databases.
resource "aws_subnet" "private" {
  for_each = {
    us-east-1a = "10.0.0.0/20"
    us-east-1b = "10.0.16.0/20"
    us-east-1c = "10.0.32.0/20"
  }

  vpc_id            = aws_vpc.network.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name                              = "llm-analytics-hub-prod-private-${each.key}"
    "kubernetes.io/role/internal-elb" = "1"
    "karpenter.sh/discovery"          = "llm-analytics-hub-prod-eks"
  }
}

# Load balancers and NAT gateways. They bring their own addresses: nothing that is
# started here gets a public one by itself.
resource "aws_subnet" "public" {
  for_each = {
    us-east-1a = "10.0.48.0/24"
    us-east-1b = "10.0.49.0/24"
    us-east-1c = "10.0.50.0/24"
  }

  vpc_id                  = aws_vpc.network.id
  availability_zone       = each.key
  cidr_block              = each.value
  map_public_ip_on_launch = false

  tags = {
    Name                     = "llm-analytics-hub-prod-public-${each.key}"
    "kubernetes.io/role/elb" = "1"
  }
}

# No route leads out of the VPC.
resource "aws_subnet" "intra" {
  for_each = {
    us-east-1a = "10.0.52.0/24"
    us-east-1b = "10.0.53.0/24"
    us-east-1c = "10.0.54.0/24"
  }

  vpc_id            = aws_vpc.network.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = { Name = "llm-analytics-hub-prod-intra-${each.key}" }
}

# ---------------------------------------------------------------------------
# The way out
resource "aws_internet_gateway" "network" {
  vpc_id = aws_vpc.network.id

  tags = { Name = "llm-analytics-hub-prod" }
}

resource "aws_eip" "nat" {
  for_each = toset(["us-east-1a", "us-east-1b", "us-east-1c"])

  domain = "vpc"

  tags = { Name = "llm-analytics-hub-prod-nat-${each.key}" }

  depends_on = [aws_internet_gateway.network]
}

resource "aws_nat_gateway" "network" {
  for_each = toset(["us-east-1a", "us-east-1b", "us-east-1c"])

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.public[each.key].id

  tags = { Name = "llm-analytics-hub-prod-${each.key}" }

  depends_on = [aws_internet_gateway.network]
}

# ---------------------------------------------------------------------------
# Routes

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.network.id

  tags = { Name = "llm-analytics-hub-prod-public" }
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

  tags = { Name = "llm-analytics-hub-prod-private-${each.key}" }
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

  tags = { Name = "llm-analytics-hub-prod-intra" }
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

  tags = { Name = "llm-analytics-hub-prod-${each.key}" }
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

  tags = { Name = "llm-analytics-hub-prod-${each.key}" }
}

# ---------------------------------------------------------------------------
# Flow logs
resource "aws_cloudwatch_log_group" "flow_logs" {
  name              = "/aws/vpc/llm-analytics-hub-prod/flow-logs"
  retention_in_days = 14
  kms_key_id        = aws_kms_key.kms.arn
}

resource "aws_flow_log" "network" {
  vpc_id                   = aws_vpc.network.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.flow_logs.arn
  iam_role_arn             = aws_iam_role.flow_logs.arn

  tags = { Name = "llm-analytics-hub-prod" }
}
