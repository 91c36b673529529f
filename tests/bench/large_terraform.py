#!/usr/bin/env python3
"""Writes Terraform of a chosen size, as people write it: large_terraform.py KIND FOLDER NUMBER

  roots      NUMBER files, in roots of ten files each
  flat       NUMBER files in one root
  queues     NUMBER resources by one for_each
  buckets    the same of a resource that many rules and relations are about
  calls      NUMBER calls of one module of ten resources
"""

import shutil
import sys
from pathlib import Path

VERSIONS = """terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = local.tags
  }
}
"""

VARIABLES = """variable "region" {
  description = "Where everything runs"
  type        = string
  default     = "eu-central-1"
}

variable "environment" {
  description = "One of dev, stage and prod"
  type        = string
  default     = "prod"

  validation {
    condition     = contains(["dev", "stage", "prod"], var.environment)
    error_message = "The environment is dev, stage or prod."
  }
}
"""

# What refers to each other; @ is the name of what it belongs to.
NETWORK = """resource "aws_security_group" "service" {
  name        = "${local.name}-service"
  description = "The service of @"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.service.id
  description       = "HTTPS from inside"
  cidr_ipv4         = "10.0.0.0/8"
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}
"""

STORAGE = """resource "aws_s3_bucket" "uploads" {
  bucket = "${local.name}-uploads"
}

resource "aws_s3_bucket_public_access_block" "uploads" {
  bucket                  = aws_s3_bucket.uploads.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = var.environment == "prod"
}

resource "aws_s3_bucket_versioning" "uploads" {
  bucket = aws_s3_bucket.uploads.id

  versioning_configuration {
    status = "Enabled"
  }
}
"""

DATABASE = """resource "aws_db_instance" "orders" {
  identifier          = "${local.name}-orders"
  engine              = "postgres"
  instance_class      = "db.r6g.large"
  allocated_storage   = 100
  storage_encrypted   = true
  publicly_accessible = false
  multi_az            = var.environment == "prod"
  deletion_protection = true

  vpc_security_group_ids = [aws_security_group.service.id]
}
"""

QUEUE = """resource "aws_sqs_queue" "jobs" {
  name                       = "${local.name}-jobs"
  visibility_timeout_seconds = 120
  message_retention_seconds  = 1209600
  sqs_managed_sse_enabled    = true
}
"""

ROLE = """data "aws_iam_policy_document" "service" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.uploads.arn}/*"]
  }

  statement {
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage"]
    resources = [aws_sqs_queue.jobs.arn]
  }
}

resource "aws_iam_role" "service" {
  name = "${local.name}-service"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "service" {
  role   = aws_iam_role.service.id
  policy = data.aws_iam_policy_document.service.json
}
"""

LOGS = """resource "aws_cloudwatch_log_group" "service" {
  name              = "/@/service"
  retention_in_days = 90
}
"""

OUTPUTS = """output "bucket" {
  description = "Where uploads are"
  value       = aws_s3_bucket.uploads.bucket
}

output "queue_url" {
  description = "Where jobs are"
  value       = aws_sqs_queue.jobs.url
}
"""

LOCALS = """locals {
  name = "@-${var.environment}"
  tags = { Service = "@", Environment = var.environment }
}

variable "vpc_id" {
  description = "The network to be in"
  type        = string
}
"""

ROOT = {
    "versions.tf": VERSIONS,
    "variables.tf": VARIABLES,
    "locals.tf": LOCALS,
    "network.tf": NETWORK,
    "storage.tf": STORAGE,
    "database.tf": DATABASE,
    "queue.tf": QUEUE,
    "role.tf": ROLE,
    "logs.tf": LOGS,
    "outputs.tf": OUTPUTS,
}

FLAT_ROOT = VERSIONS + "\n" + VARIABLES + """
locals {
  tags = { Environment = var.environment }
}
"""

# One of many files in a root: what it has is its own.
FLAT = """resource "aws_sqs_queue" "@" {
  name                    = "@-${var.environment}"
  sqs_managed_sse_enabled = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.@_dead.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "@_dead" {
  name                    = "@-${var.environment}-dead"
  sqs_managed_sse_enabled = true
}

resource "aws_cloudwatch_log_group" "@" {
  name              = "/@/${var.environment}"
  retention_in_days = 90
}
"""

# Terraform's range() ends at 1,024.
NAMES = """locals {
  tags     = { Environment = var.environment }
  hundreds = range(@)
  names    = toset(flatten([for i in local.hundreds : [for j in range(100) : "orders-${i}-${j}"]]))
}
"""

QUEUES = """resource "aws_sqs_queue" "orders" {
  for_each = local.names

  name                       = "${each.key}-${var.environment}"
  visibility_timeout_seconds = 120
  message_retention_seconds  = 1209600
  sqs_managed_sse_enabled    = true

  tags = { Queue = each.value }
}
"""

BUCKETS = """resource "aws_s3_bucket" "orders" {
  for_each = local.names

  bucket        = "${each.key}-${var.environment}"
  force_destroy = var.environment != "prod"

  tags = { Bucket = each.value }
}
"""

CALL = """
module "@" {
  source = "./service"

  name        = "@"
  environment = var.environment
  vpc_id      = "vpc-0a1b2c3d4e5f60718"
}
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def roots(folder: Path, number: int) -> None:
    for i in range(number // len(ROOT)):
        for name, text in ROOT.items():
            write(folder / f"service-{i}" / name, text.replace("@", f"service-{i}"))


def flat(folder: Path, number: int) -> None:
    write(folder / "main.tf", FLAT_ROOT)
    for i in range(number - 1):
        write(folder / f"queue_{i}.tf", FLAT.replace("@", f"queue_{i}"))


def instances(folder: Path, number: int, resource: str) -> None:
    names = NAMES.replace("@", str(number // 100))
    write(folder / "main.tf", "\n".join([VERSIONS, VARIABLES, names, resource]))


def queues(folder: Path, number: int) -> None:
    instances(folder, number, QUEUES)


def buckets(folder: Path, number: int) -> None:
    instances(folder, number, BUCKETS)


def calls(folder: Path, number: int) -> None:
    resources = [NETWORK, STORAGE, DATABASE, QUEUE, ROLE, LOGS]
    inputs = "".join(
        f'\nvariable "{name}" {{\n  description = "{what}"\n  type        = string\n}}\n'
        for name, what in (("name", "Of what"), ("environment", "Of which stage"), ("vpc_id", "The network to be in"))
    )
    names = 'locals {\n  name = "${var.name}-${var.environment}"\n}\n'
    write(folder / "service" / "variables.tf", inputs.lstrip())
    write(folder / "service" / "main.tf", "\n".join([names, *resources]).replace("@", "${var.name}"))
    write(folder / "service" / "outputs.tf", OUTPUTS)
    tags = "locals {\n  tags = { Environment = var.environment }\n}\n"
    modules = "".join(CALL.replace("@", f"service_{i}") for i in range(number))
    write(folder / "main.tf", "\n".join([VERSIONS, VARIABLES, tags]) + modules)


def main() -> None:
    kinds = {"roots": roots, "flat": flat, "queues": queues, "buckets": buckets, "calls": calls}
    kind, folder, number = sys.argv[1:]
    shutil.rmtree(folder, ignore_errors=True)
    kinds[kind](Path(folder), int(number))


if __name__ == "__main__":
    main()
