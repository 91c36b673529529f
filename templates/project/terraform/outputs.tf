dynamic "output" {
  for_each = root.outputs
  labels   = [output.key]
  content {
    description = output.value.doc
    value       = output.value.value
  }
}
