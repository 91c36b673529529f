file {
  for_each = spec
  path     = "namespaces/${each.key}.yaml"

  documents = [
    {
      apiVersion = "v1"
      kind       = "Namespace"
      metadata = {
        name = each.key
        labels = merge(each.value.labels, {
          "app.kubernetes.io/part-of"                  = blueprint.name
          "pod-security.kubernetes.io/enforce"         = each.value.pod_security
          "pod-security.kubernetes.io/enforce-version" = "latest"
          "pod-security.kubernetes.io/audit"           = each.value.pod_security
          "pod-security.kubernetes.io/warn"            = each.value.pod_security
        })
      }
    },
    each.value.default_deny ? {
      apiVersion = "networking.k8s.io/v1"
      kind       = "NetworkPolicy"
      metadata   = { name = "default-deny", namespace = each.key }
      spec = {
        podSelector = {}
        policyTypes = ["Ingress", "Egress"]
      }
    } : null,
    each.value.default_deny ? {
      apiVersion = "networking.k8s.io/v1"
      kind       = "NetworkPolicy"
      metadata   = { name = "allow-dns", namespace = each.key }
      spec = {
        podSelector = {}
        policyTypes = ["Egress"]
        egress = [{
          to = [{
            namespaceSelector = { matchLabels = { "kubernetes.io/metadata.name" = "kube-system" } }
            podSelector       = { matchLabels = { "k8s-app" = "kube-dns" } }
          }]
          ports = [{ protocol = "UDP", port = 53 }, { protocol = "TCP", port = 53 }]
        }]
      }
    } : null,
    {
      apiVersion = "v1"
      kind       = "LimitRange"
      metadata   = { name = "defaults", namespace = each.key }
      spec = {
        limits = [{
          type           = "Container"
          default        = { memory = each.value.defaults.memory_limit }
          defaultRequest = { cpu = each.value.defaults.cpu, memory = each.value.defaults.memory }
        }]
      }
    },
    each.value.quota == null ? null : {
      apiVersion = "v1"
      kind       = "ResourceQuota"
      metadata   = { name = "quota", namespace = each.key }
      spec = {
        hard = {
          "requests.cpu"           = each.value.quota.cpu
          "requests.memory"        = each.value.quota.memory
          "pods"                   = each.value.quota.pods == null ? null : tostring(each.value.quota.pods)
          "persistentvolumeclaims" = each.value.quota.volumes == null ? null : tostring(each.value.quota.volumes)
        }
      }
    },
  ]
}
