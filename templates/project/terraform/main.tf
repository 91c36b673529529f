terraform {
  required_version = "~> ${join(".", slice(split(".", spec.terraform_version), 0, 2))}"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = spec.aws_provider
    }
  }

  # Bucket, key and locking come from backend.hcl, which differs per environment:
  # terraform init -backend-config=backend.hcl
  backend "s3" {}
}

provider "aws" {
  region = blueprint.region

  # Terraform refuses to touch any other account.
  allowed_account_ids = blueprint.account == null ? null : [blueprint.account]

  default_tags {
    tags = account.tags
  }
}

dynamic "data" {
  for_each = blueprint.account == null ? ["current"] : []
  iterator = label
  labels   = ["aws_caller_identity", label.value]
  content {}
}
