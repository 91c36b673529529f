# What is decided when applying: the `parameters` of the blueprint. Everything else is decided there.

variable "access" {
  description = "Who may use the cluster, by a name of your choice."
  type        = map(object({ role = optional(string), principal = optional(string), policy = optional(string), namespaces = optional(list(string), []), groups = optional(list(string), []) }))
  default = {
    administrators = {
      role       = "platform-admin"
      principal  = null
      policy     = "AmazonEKSClusterAdminPolicy"
      namespaces = []
      groups     = []
    }
  }
  nullable = false
}

variable "application_instance_types" {
  description = "The instance types of application nodes, in order of preference."
  type        = list(string)
  default     = ["m5.2xlarge", "m5a.2xlarge", "m5n.2xlarge"]
  nullable    = false
}

variable "application_nodes" {
  description = "How many nodes run applications."
  type        = object({ min = number, desired = number, max = number })
  default = {
    min     = 3
    desired = 5
    max     = 10
  }
  nullable = false
}

variable "database_nodes" {
  description = "How many nodes run databases."
  type        = object({ min = number, desired = number, max = number })
  default = {
    min     = 3
    desired = 4
    max     = 6
  }
  nullable = false
}

variable "environment" {
  description = "Which environment this is; a part of every name."
  type        = string
  default     = "prod"
  nullable    = false

  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "The environment is dev, staging or prod."
  }
}

variable "public_access_cidrs" {
  description = "Who may reach the public endpoint of the cluster."
  type        = list(string)
  default     = ["203.0.113.0/24"]
  nullable    = false

  validation {
    condition     = !contains(var.public_access_cidrs, "0.0.0.0/0")
    error_message = "The whole internet is not a range of ours."
  }
}

variable "system_nodes" {
  description = "How many nodes run the cluster's own components."
  type        = object({ min = number, desired = number, max = number })
  default = {
    min     = 2
    desired = 3
    max     = 4
  }
  nullable = false
}

variable "vpc_cidr" {
  description = "The VPC's address range, a /16."
  type        = string
  default     = "10.0.0.0/16"
  nullable    = false

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && endswith(var.vpc_cidr, "/16")
    error_message = "The range is a /16 such as 10.0.0.0/16."
  }
}
