resource "aws_vpc" "network" {
  cidr_block = "10.0.0.0/16"

  # Private endpoints, the cluster's among them, are found by name.
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = "example-prod" }
}

# What nobody put into a group of its own can neither be reached nor reach anything.
resource "aws_default_security_group" "network" {
  vpc_id = aws_vpc.network.id

  tags = { Name = "example-prod-default-closed" }
}

# ---------------------------------------------------------------------------
# Subnets

# Nodes, pods and databases.
resource "aws_subnet" "private" {
  for_each = {
    eu-central-1a = "10.0.0.0/20"
    eu-central-1b = "10.0.16.0/20"
    eu-central-1c = "10.0.32.0/20"
  }

  vpc_id            = aws_vpc.network.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name                              = "example-prod-private-${each.key}"
    "kubernetes.io/role/internal-elb" = "1"
    "karpenter.sh/discovery"          = "example-prod-eks"
  }
}

# Load balancers and NAT gateways. They bring their own addresses: nothing that is
# started here gets a public one by itself.
resource "aws_subnet" "public" {
  for_each = {
    eu-central-1a = "10.0.240.0/24"
    eu-central-1b = "10.0.241.0/24"
    eu-central-1c = "10.0.242.0/24"
  }

  vpc_id                  = aws_vpc.network.id
  availability_zone       = each.key
  cidr_block              = each.value
  map_public_ip_on_launch = false

  tags = {
    Name                     = "example-prod-public-${each.key}"
    "kubernetes.io/role/elb" = "1"
  }
}

# ---------------------------------------------------------------------------
# The way out
resource "aws_internet_gateway" "network" {
  vpc_id = aws_vpc.network.id

  tags = { Name = "example-prod" }
}

resource "aws_eip" "nat" {
  for_each = toset(["eu-central-1a", "eu-central-1b", "eu-central-1c"])

  domain = "vpc"

  tags = { Name = "example-prod-nat-${each.key}" }

  depends_on = [aws_internet_gateway.network]
}

resource "aws_nat_gateway" "network" {
  for_each = toset(["eu-central-1a", "eu-central-1b", "eu-central-1c"])

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.public[each.key].id

  tags = { Name = "example-prod-${each.key}" }

  depends_on = [aws_internet_gateway.network]
}

# ---------------------------------------------------------------------------
# Routes

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.network.id

  tags = { Name = "example-prod-public" }
}

resource "aws_route" "public_internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.network.id
}

resource "aws_route_table_association" "public" {
  for_each = toset(["eu-central-1a", "eu-central-1b", "eu-central-1c"])

  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public.id
}

# One table for each zone, so that a zone that fails takes only its own way out with it.
resource "aws_route_table" "private" {
  for_each = toset(["eu-central-1a", "eu-central-1b", "eu-central-1c"])

  vpc_id = aws_vpc.network.id

  tags = { Name = "example-prod-private-${each.key}" }
}

resource "aws_route" "private_nat" {
  for_each = toset(["eu-central-1a", "eu-central-1b", "eu-central-1c"])

  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.network[each.key].id
}

resource "aws_route_table_association" "private" {
  for_each = toset(["eu-central-1a", "eu-central-1b", "eu-central-1c"])

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.key].id
}

# Endpoints reach AWS services without leaving the VPC. Those of the gateway kind are entries in route tables, and free.
resource "aws_vpc_endpoint" "gateway" {
  for_each = toset(["s3"])

  vpc_id            = aws_vpc.network.id
  service_name      = "com.amazonaws.eu-central-1.${each.key}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = values(aws_route_table.private)[*].id

  tags = { Name = "example-prod-${each.key}" }
}

# ---------------------------------------------------------------------------
# Flow logs
resource "aws_cloudwatch_log_group" "flow_logs" {
  name              = "/aws/vpc/example-prod/flow-logs"
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

  tags = { Name = "example-prod" }
}
