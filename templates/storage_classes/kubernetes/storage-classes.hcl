locals {
  types = { for name, class in spec : name => class.type != null ? class.type : startswith(name, "io2") ? "io2" : "gp3" }
}

file {
  path    = "storage-classes.yaml"
  comment = "A volume is made in the zone of the pod that first uses it, so pods are not tied to a zone by chance."

  documents = [for name, class in spec : {
    apiVersion = "storage.k8s.io/v1"
    kind       = "StorageClass"
    metadata = {
      name = name
      annotations = class.default ? {
        "storageclass.kubernetes.io/is-default-class" = "true"
      } : null
    }
    provisioner = "ebs.csi.aws.com"
    parameters = {
      type                        = local.types[name]
      iops                        = class.iops != null ? tostring(class.iops) : local.types[name] == "gp3" ? "3000" : null
      throughput                  = local.types[name] == "gp3" ? tostring(class.throughput != null ? class.throughput : 125) : null
      encrypted                   = "true"
      "csi.storage.k8s.io/fstype" = class.fs_type
    }
    reclaimPolicy        = class.retain ? "Retain" : "Delete"
    volumeBindingMode    = "WaitForFirstConsumer"
    allowVolumeExpansion = true
    allowedTopologies = class.zones == null ? null : [{
      matchLabelExpressions = [{ key = "topology.ebs.csi.aws.com/zone", values = class.zones }]
    }]
  }]
}
