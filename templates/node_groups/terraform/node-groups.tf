locals {
  # As Terraform writes them; Kubernetes says NoSchedule.
  nodes_effects = { NoSchedule = "NO_SCHEDULE", PreferNoSchedule = "PREFER_NO_SCHEDULE", NoExecute = "NO_EXECUTE" }

  # EKS' own numbers where the CNI gives nodes whole prefixes; the kernel's scheduler sets the limit then, not addresses.
  nodes_max_pods = { for name, group in spec : name => group.max_pods != null ? group.max_pods : !addons.prefix_delegation ? null : catalog.instance_types[group.instance_types[0]].vcpu > 30 ? 250 : 110 }
  nodes_ami_type = { for name, group in spec : name => group.ami_type != null ? group.ami_type : catalog.instance_types[group.instance_types[0]].architecture == "arm64" ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD" }
}

dynamic "resource" {
  for_each = spec
  iterator = group
  labels   = ["aws_launch_template", replace(group.key, "-", "_")]
  content {
    name_prefix            = "${blueprint.prefix}-${group.key}-"
    description            = "Nodes of the group ${group.key}"
    update_default_version = true
    ebs_optimized          = true
    vpc_security_group_ids = [security_groups.node_id]

    user_data = local.nodes_max_pods[group.key] == null ? null : base64encode(templatefile("${path.module}/templates/userdata.sh.tpl", {
      max_pods = local.nodes_max_pods[group.key]
    }))

    block_device_mappings {
      device_name = "/dev/xvda"

      ebs {
        volume_type           = group.value.disk.type
        volume_size           = group.value.disk.size
        iops                  = group.value.disk.iops
        throughput            = group.value.disk.type == "gp3" ? coalesce(group.value.disk.throughput, 125) : null
        encrypted             = true
        delete_on_termination = true
      }
    }

    # Tokens only, and none for pods: they are one hop further away than the node.
    metadata_options {
      http_endpoint               = "enabled"
      http_tokens                 = "required"
      http_put_response_hop_limit = 1
    }

    monitoring {
      enabled = true
    }

    # The provider's default tags reach the template, but not what is started from it.
    dynamic "tag_specifications" {
      for_each = ["instance", "volume", "network-interface"]
      content {
        resource_type = tag_specifications.value
        tags          = merge(account.tags, { Name = "${blueprint.prefix}-${group.key}" })
      }
    }

    lifecycle {
      create_before_destroy = true
    }
  }
}

dynamic "resource" {
  for_each = spec
  iterator = group
  labels   = ["aws_eks_node_group", replace(group.key, "-", "_")]
  content {
    cluster_name = cluster.name
    # A prefix, because a group that is replaced exists twice for a while.
    node_group_name_prefix = "${group.key}-"
    node_role_arn          = aws_iam_role.node.arn
    subnet_ids             = network.node_subnet_ids
    version                = cluster.running_version

    ami_type       = local.nodes_ami_type[group.key]
    capacity_type  = group.value.capacity_type
    instance_types = group.value.instance_types

    launch_template {
      id = aws_launch_template[replace(group.key, "-", "_")].id
      # A number, so that a change of the template shows in the plan.
      version = aws_launch_template[replace(group.key, "-", "_")].latest_version
    }

    scaling_config {
      min_size     = group.value.scaling.min
      desired_size = group.value.scaling.desired
      max_size     = group.value.scaling.max
    }

    update_config {
      max_unavailable_percentage = group.value.max_unavailable_percentage
    }

    node_repair_config {
      enabled = group.value.repair
    }

    labels = merge({ role = group.key, nodegroup = group.key }, group.value.labels)

    dynamic "taint" {
      for_each = group.value.taints
      content {
        key    = taint.value.key
        value  = taint.value.value
        effect = local.nodes_effects[taint.value.effect]
      }
    }

    tags = {
      Name                                                = "${blueprint.prefix}-${group.key}"
      "k8s.io/cluster-autoscaler/enabled"                 = "true"
      "k8s.io/cluster-autoscaler/${cluster.cluster_name}" = "owned"
    }

    # Nodes without rights never become ready, and without the CNI they have no network.
    depends_on = concat([aws_iam_role_policy_attachment.node], addons.before_nodes)

    lifecycle {
      create_before_destroy = true
      # The autoscaler's business, once the group exists.
      ignore_changes = [scaling_config[0].desired_size]
    }
  }
}
