locals {
  # Where the autoscaler runs: never on nodes that it may take away itself, if there is such a choice.
  autoscaler_group     = spec.node_group != null ? spec.node_group : contains(keys(node_groups.placement), "system") ? "system" : null
  autoscaler_placement = local.autoscaler_group == null ? null : node_groups.placement[local.autoscaler_group]
  autoscaler_spot      = [for name, group in node_groups.groups : "eks-${name}-.*" if group.capacity_type == "SPOT"]
}

release "cluster-autoscaler" {
  for_each  = spec.kind == "cluster-autoscaler" ? ["cluster-autoscaler"] : []
  chart     = "cluster-autoscaler"
  namespace = spec.namespace
  order     = 30

  values = {
    fullnameOverride = "cluster-autoscaler"
    cloudProvider    = "aws"
    awsRegion        = blueprint.region
    autoDiscovery    = { clusterName = cluster.cluster_name }

    # The autoscaler simulates the scheduler, so it has the cluster's minor version.
    image = startswith(catalog.charts["cluster-autoscaler"].app_version, "${cluster.version}.") ? null : { tag = "v${cluster.version}.0" }

    extraArgs = {
      "scan-interval"                    = spec.scan_interval
      "scale-down-unneeded-time"         = spec.scale_down_delay
      "scale-down-delay-after-add"       = spec.scale_down_delay
      "max-node-provision-time"          = spec.max_provision_time
      "scale-down-utilization-threshold" = tostring(spec.utilization_threshold)
      "balance-similar-node-groups"      = true
      "skip-nodes-with-system-pods"      = false
      expander                           = spec.expander
    }

    # The cheaper groups first.
    expanderPriorities = spec.expander != "priority" ? null : length(local.autoscaler_spot) == 0 ? { "10" = [".*"] } : { "20" = local.autoscaler_spot, "10" = [".*"] }

    rbac = {
      serviceAccount = {
        create      = true
        name        = autoscaler.service_account
        annotations = autoscaler.service_account_annotations
      }
    }

    replicaCount        = spec.replicas
    podDisruptionBudget = { maxUnavailable = 1 }
    priorityClassName   = "system-cluster-critical"
    nodeSelector        = local.autoscaler_placement == null ? null : local.autoscaler_placement.node_selector
    tolerations         = local.autoscaler_placement == null ? null : local.autoscaler_placement.tolerations
    topologySpreadConstraints = [{
      maxSkew           = 1
      topologyKey       = "topology.kubernetes.io/zone"
      whenUnsatisfiable = "ScheduleAnyway"
      labelSelector     = { matchLabels = { "app.kubernetes.io/instance" = "cluster-autoscaler" } }
    }]

    resources = {
      requests = { cpu = "100m", memory = "600Mi" }
      limits   = { cpu = "500m", memory = "600Mi" }
    }
    securityContext = {
      runAsNonRoot   = true
      runAsUser      = 65534
      runAsGroup     = 65534
      fsGroup        = 65534
      seccompProfile = { type = "RuntimeDefault" }
    }
    containerSecurityContext = {
      allowPrivilegeEscalation = false
      readOnlyRootFilesystem   = true
      capabilities             = { drop = ["ALL"] }
    }
  }
}

# Its kinds have a chart of their own, because Helm never changes those that are inside a chart.
release "karpenter-crd" {
  for_each  = spec.kind == "karpenter" ? ["karpenter-crd"] : []
  chart     = "karpenter-crd"
  namespace = spec.namespace
  order     = 10
}

release "karpenter" {
  for_each  = spec.kind == "karpenter" ? ["karpenter"] : []
  chart     = "karpenter"
  namespace = spec.namespace
  order     = 30

  values = {
    settings = {
      clusterName       = cluster.cluster_name
      interruptionQueue = autoscaler.interruption_queue
      eksControlPlane   = true
      enableZonalShift  = cluster.zonal_shift
    }

    serviceAccount = {
      create      = true
      name        = autoscaler.service_account
      annotations = autoscaler.service_account_annotations
    }

    replicas            = spec.replicas
    podDisruptionBudget = { name = "karpenter", maxUnavailable = 1 }
    priorityClassName   = "system-cluster-critical"
    nodeSelector        = local.autoscaler_placement == null ? null : local.autoscaler_placement.node_selector
    tolerations = concat(
      [{ key = "CriticalAddonsOnly", operator = "Exists" }],
      local.autoscaler_placement == null ? [] : local.autoscaler_placement.tolerations,
    )
    topologySpreadConstraints = [{
      maxSkew           = 1
      topologyKey       = "topology.kubernetes.io/zone"
      whenUnsatisfiable = "ScheduleAnyway"
    }]

    controller = {
      # Pods cannot ask the instance's metadata.
      env = [{ name = "AWS_REGION", value = blueprint.region }]
      resources = {
        requests = { cpu = "1", memory = "1Gi" }
        limits   = { cpu = "1", memory = "1Gi" }
      }
    }
  }
}
