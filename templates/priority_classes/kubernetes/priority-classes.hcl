file {
  path = "priority-classes.yaml"

  documents = [for name, class in spec : {
    apiVersion       = "scheduling.k8s.io/v1"
    kind             = "PriorityClass"
    metadata         = { name = name }
    value            = class.value
    globalDefault    = class.default ? true : null
    preemptionPolicy = class.preempt ? "PreemptLowerPriority" : "Never"
    description      = class.description == "" ? null : class.description
  }]
}
