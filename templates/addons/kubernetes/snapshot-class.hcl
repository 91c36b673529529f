file {
  for_each = spec["snapshot-controller"] == null || spec["aws-ebs-csi-driver"] == null ? [] : ["snapshots"]
  path     = "snapshot-class.yaml"
  comment  = "A snapshot goes when its VolumeSnapshot goes."

  documents = [{
    apiVersion = "snapshot.storage.k8s.io/v1"
    kind       = "VolumeSnapshotClass"
    metadata = {
      name        = "ebs"
      annotations = { "snapshot.storage.kubernetes.io/is-default-class" = "true" }
    }
    driver         = "ebs.csi.aws.com"
    deletionPolicy = "Delete"
  }]
}
