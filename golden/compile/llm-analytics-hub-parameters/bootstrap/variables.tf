# Only what this root needs: the names, and the settings of its own components.
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
