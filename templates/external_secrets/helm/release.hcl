locals {
  secrets_group     = spec.node_group != null ? spec.node_group : contains(keys(node_groups.placement), "system") ? "system" : null
  secrets_placement = local.secrets_group == null ? null : node_groups.placement[local.secrets_group]
  secrets_budget    = { enabled = spec.replicas > 1, minAvailable = 1 }
  secrets_resources = {
    requests = { cpu = "50m", memory = "128Mi" }
    limits   = { cpu = "500m", memory = "256Mi" }
  }
}

release "external-secrets" {
  chart     = "external-secrets"
  namespace = spec.namespace
  order     = 30

  values = {
    serviceAccount = {
      create      = true
      name        = external_secrets.service_account
      annotations = external_secrets.service_account_annotations
    }

    # It reads secrets, and never writes any to AWS.
    processPushSecret        = false
    processClusterPushSecret = false

    replicaCount        = spec.replicas
    leaderElect         = true
    priorityClassName   = "system-cluster-critical"
    podDisruptionBudget = local.secrets_budget
    resources           = local.secrets_resources

    # No Secret can be asked for while the webhook is away.
    webhook = {
      replicaCount        = spec.replicas
      priorityClassName   = "system-cluster-critical"
      podDisruptionBudget = local.secrets_budget
      resources           = local.secrets_resources
    }
    certController = {
      resources = local.secrets_resources
    }

    global = {
      nodeSelector = local.secrets_placement == null ? null : local.secrets_placement.node_selector
      tolerations  = local.secrets_placement == null ? null : local.secrets_placement.tolerations
      topologySpreadConstraints = [{
        maxSkew           = 1
        topologyKey       = "topology.kubernetes.io/zone"
        whenUnsatisfiable = "ScheduleAnyway"
        labelSelector     = { matchLabels = { "app.kubernetes.io/instance" = "external-secrets" } }
      }]
    }
  }
}
