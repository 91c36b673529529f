# What is decided when applying: the `parameters` of the blueprint. Everything else is decided there.

dynamic "variable" {
  for_each = blueprint.parameters
  iterator = parameter
  labels   = [parameter.key]
  content {
    description = parameter.value.description
    type        = parameter.value.type
    default     = parameter.value.default
    nullable    = false

    dynamic "validation" {
      for_each = parameter.value.validations
      content {
        condition     = validation.value.condition
        error_message = validation.value.message
      }
    }
  }
}
