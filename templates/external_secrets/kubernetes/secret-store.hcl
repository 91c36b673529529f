file {
  path    = "secret-store.yaml"
  comment = "Secrets Manager, as external-secrets reads it: with the rights of its own service account."

  documents = [{
    apiVersion = "external-secrets.io/v1"
    kind       = "ClusterSecretStore"
    metadata   = { name = spec.store }
    spec = {
      provider = {
        aws = { service = "SecretsManager", region = blueprint.region }
      }
    }
  }]
}
