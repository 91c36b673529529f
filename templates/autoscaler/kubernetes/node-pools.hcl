file {
  for_each = spec.kind == "karpenter" ? spec.node_pools : {}
  path     = "node-pools/${each.key}.yaml"
  comment  = "Nodes that Karpenter starts. A pool that changes replaces its nodes, a few at a time."

  documents = [
    {
      apiVersion = "karpenter.k8s.aws/v1"
      kind       = "EC2NodeClass"
      metadata   = { name = each.key }
      spec = {
        role                       = autoscaler.node_role_name
        amiSelectorTerms           = [{ alias = "al2023@latest" }]
        subnetSelectorTerms        = [{ tags = { (network.discovery_tag.key) = cluster.cluster_name } }]
        securityGroupSelectorTerms = [{ tags = { (network.discovery_tag.key) = cluster.cluster_name } }]
        kubelet                    = addons.prefix_delegation ? { maxPods = 110 } : null
        metadataOptions = {
          httpEndpoint            = "enabled"
          httpTokens              = "required"
          httpPutResponseHopLimit = 1
        }
        blockDeviceMappings = [{
          deviceName = "/dev/xvda"
          ebs = {
            volumeType          = "gp3"
            volumeSize          = "${each.value.disk_size}Gi"
            encrypted           = true
            deleteOnTermination = true
          }
        }]
        detailedMonitoring = true
        tags               = merge(account.tags, { Name = "${blueprint.prefix}-${each.key}" })
      }
    },
    {
      apiVersion = "karpenter.sh/v1"
      kind       = "NodePool"
      metadata   = { name = each.key }
      spec = {
        template = {
          metadata = length(each.value.labels) == 0 ? null : { labels = each.value.labels }
          spec = {
            nodeClassRef = { group = "karpenter.k8s.aws", kind = "EC2NodeClass", name = each.key }
            taints       = length(each.value.taints) == 0 ? null : each.value.taints
            requirements = [
              { key = "kubernetes.io/os", operator = "In", values = ["linux"] },
              { key = "kubernetes.io/arch", operator = "In", values = each.value.architectures },
              { key = "karpenter.sh/capacity-type", operator = "In", values = each.value.capacity_types },
              { key = "karpenter.k8s.aws/instance-category", operator = "In", values = each.value.categories },
              { key = "karpenter.k8s.aws/instance-generation", operator = "Gt", values = [tostring(each.value.minimum_generation - 1)] },
            ]
            expireAfter = each.value.expire_after
          }
        }
        limits = { cpu = tostring(each.value.cpu_limit) }
        disruption = {
          consolidationPolicy = "WhenEmptyOrUnderutilized"
          consolidateAfter    = each.value.consolidate_after
        }
      }
    },
  ]
}
