locals {
  load_balancers_group     = spec.node_group != null ? spec.node_group : contains(keys(node_groups.placement), "system") ? "system" : null
  load_balancers_placement = local.load_balancers_group == null ? null : node_groups.placement[local.load_balancers_group]
}

# Before all other releases: its webhook looks at every Service, and refuses them while it starts.
release "aws-load-balancer-controller" {
  chart     = "aws-load-balancer-controller"
  namespace = spec.namespace
  order     = 20

  values = {
    clusterName = cluster.cluster_name
    region      = blueprint.region
    # Pods cannot ask the instance's metadata; the VPC's id is known only once it exists, its name before.
    vpcTags = { Name = network.vpc_name }

    serviceAccount = {
      create      = true
      name        = load_balancer_controller.service_account
      annotations = load_balancer_controller.service_account_annotations
    }

    ingressClass = spec.ingress_class
    ingressClassParams = {
      create = true
      name   = spec.ingress_class
      # Every load balancer of this class is behind the firewall.
      spec = waf == null ? null : { wafv2AclName = waf.web_acl_name }
    }
    defaultTargetType = "ip"
    defaultSSLPolicy  = spec.ssl_policy
    defaultTags       = account.tags
    enableShield      = spec.shield
    enableWaf         = false
    enableWafv2       = waf != null

    # The webhook's certificate survives upgrades.
    keepTLSSecret = true

    replicaCount        = spec.replicas
    podDisruptionBudget = { maxUnavailable = 1 }
    priorityClassName   = "system-cluster-critical"
    nodeSelector        = local.load_balancers_placement == null ? null : local.load_balancers_placement.node_selector
    tolerations         = local.load_balancers_placement == null ? null : local.load_balancers_placement.tolerations
    topologySpreadConstraints = [{
      maxSkew           = 1
      topologyKey       = "topology.kubernetes.io/zone"
      whenUnsatisfiable = "ScheduleAnyway"
      labelSelector     = { matchLabels = { "app.kubernetes.io/name" = "aws-load-balancer-controller" } }
    }]

    resources = {
      requests = { cpu = "100m", memory = "256Mi" }
      limits   = { cpu = "500m", memory = "512Mi" }
    }
  }
}
