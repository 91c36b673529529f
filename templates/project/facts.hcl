# What the documents say, worked out once.
locals {
  project_cluster   = cluster == null ? null : cluster.cluster_name
  project_releases  = contains(blueprint.targets, "helm") ? root.releases : []
  project_documents = contains(blueprint.targets, "kubernetes") ? root.documents : []
  project_kinds     = { for document in local.project_documents : document.kind => document.name... }

  # Documents of kinds that every cluster knows come before the charts; all others may need what charts bring.
  project_built_in = ["Namespace", "NetworkPolicy", "LimitRange", "ResourceQuota", "StorageClass", "PriorityClass"]
  project_first = [for path in distinct(local.project_documents[*].path) : path
    if alltrue([for document in local.project_documents : contains(local.project_built_in, document.kind) if document.path == path])
  ]

  project_resources = [for resource in root.resources : resource if startswith(resource.file, "terraform/")]
  project_files     = { for resource in local.project_resources : trimprefix(resource.file, "terraform/") => resource.address... }
  project_groups    = [for resource in local.project_resources : resource.address if resource.type == "aws_eks_node_group"]
  project_roles     = [for resource in local.project_resources : resource.address if resource.type == "aws_iam_role"]

  project_nodes = node_groups == null ? "no nodes" : (
    node_groups.totals.min == node_groups.totals.max ? "${node_groups.totals.max} nodes" : "${node_groups.totals.min} to ${node_groups.totals.max} nodes"
  )

  project_support = cluster == null ? null : lookup(catalog.kubernetes_versions, cluster.version, null)
}
