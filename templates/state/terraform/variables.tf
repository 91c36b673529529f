# Only what this root needs: the names, and the settings of its own components.
dynamic "variable" {
  for_each = { for name, parameter in blueprint.parameters : name => parameter if can(regex("^([a-z]+|state[.].*|audit[.].*)$", parameter.sets)) }
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
