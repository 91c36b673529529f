locals {
  # The taints of each workload's node group, as tolerations.
  tolerations = { for name, workload in spec : name => concat(
    workload.node_group == null || node_groups == null ? [] : [for taint in node_groups.groups[workload.node_group].taints : {
      key      = taint.key
      operator = taint.value == null ? "Exists" : "Equal"
      value    = taint.value
      effect   = taint.effect
    }],
    [for toleration in workload.tolerations : {
      key      = toleration.key
      operator = toleration.value == null ? "Exists" : "Equal"
      value    = toleration.value
      effect   = toleration.effect
    }],
  ) }

  # The first that is stated: a command, a path, the port.
  probes = { for name, workload in spec : name => { for kind, probe in {
    exec      = workload.probe.exec == null ? null : { command = workload.probe.exec }
    httpGet   = workload.probe.exec != null || workload.probe.http == null ? null : { path = workload.probe.http, port = "main" }
    tcpSocket = workload.probe.exec != null || workload.probe.http != null || workload.port == null ? null : { port = "main" }
  } : kind => probe if probe != null } }

  pods = { for name, workload in spec : name => {
    metadata = {
      labels = {
        "app.kubernetes.io/name"    = name
        "app.kubernetes.io/part-of" = blueprint.name
      }
    }
    spec = {
      serviceAccountName           = name
      automountServiceAccountToken = false
      priorityClassName            = workload.priority
      nodeSelector                 = workload.node_group == null ? null : { nodegroup = workload.node_group }
      tolerations                  = length(local.tolerations[name]) == 0 ? null : local.tolerations[name]
      securityContext = {
        runAsNonRoot        = true
        runAsUser           = workload.user
        runAsGroup          = workload.user
        fsGroup             = workload.user
        fsGroupChangePolicy = "OnRootMismatch"
        seccompProfile      = { type = "RuntimeDefault" }
      }
      terminationGracePeriodSeconds = workload.kind == "stateful" ? 60 : null
      topologySpreadConstraints = workload.replicas < 2 ? null : [{
        maxSkew           = 1
        topologyKey       = "topology.kubernetes.io/zone"
        whenUnsatisfiable = "ScheduleAnyway"
        labelSelector     = { matchLabels = { "app.kubernetes.io/name" = name } }
      }]
      affinity = workload.replicas < 2 ? null : {
        podAntiAffinity = {
          preferredDuringSchedulingIgnoredDuringExecution = [{
            weight = 100
            podAffinityTerm = {
              topologyKey   = "kubernetes.io/hostname"
              labelSelector = { matchLabels = { "app.kubernetes.io/name" = name } }
            }
          }]
        }
      }
      containers = [{
        name            = name
        image           = workload.image
        imagePullPolicy = "Always"
        command         = workload.command
        args            = workload.args
        ports           = workload.port == null ? null : [{ name = "main", containerPort = workload.port }]
        env = length(workload.env) + length(workload.secret_env) + length(workload.secret_files) == 0 ? null : concat(
          [for key, value in workload.env : { name = key, value = value }],
          [for key, from in workload.secret_files : { name = key, value = "/run/secrets/${name}/${key}" }],
          [for key, from in workload.secret_env : {
            name      = key
            valueFrom = { secretKeyRef = { name = name, key = key } }
          }],
        )
        resources = {
          requests = {
            cpu                 = workload.resources.cpu
            memory              = workload.resources.memory
            "ephemeral-storage" = workload.resources.ephemeral_storage
          }
          limits = {
            cpu                 = workload.resources.cpu_limit
            memory              = workload.resources.memory_limit
            "ephemeral-storage" = workload.resources.ephemeral_storage
          }
        }
        # A pod is alive long before it is ready, so the liveness probe waits longer, and asks only whether somebody
        # listens: a database that recovers answers nothing for a while, and must not be killed for it.
        readinessProbe = length(local.probes[name]) == 0 ? null : merge(local.probes[name], {
          initialDelaySeconds = workload.probe.initial_delay
          periodSeconds       = 10
          timeoutSeconds      = 5
        })
        livenessProbe = length(local.probes[name]) == 0 ? null : merge(workload.port == null ? local.probes[name] : { tcpSocket = { port = "main" } }, {
          initialDelaySeconds = workload.probe.initial_delay + 30
          periodSeconds       = 20
          timeoutSeconds      = 5
          failureThreshold    = 6
        })
        securityContext = {
          allowPrivilegeEscalation = false
          readOnlyRootFilesystem   = true
          runAsNonRoot             = true
          runAsUser                = workload.user
          runAsGroup               = workload.user
          capabilities             = { drop = ["ALL"] }
        }
        volumeMounts = concat(
          workload.storage == null ? [] : [{ name = "data", mountPath = workload.storage.path }],
          length(workload.secret_files) == 0 ? [] : [{ name = "secrets", mountPath = "/run/secrets/${name}", readOnly = true }],
          [for i, path in workload.scratch : { name = "scratch-${i}", mountPath = path }],
        )
      }]
      volumes = length(workload.scratch) + length(workload.secret_files) == 0 ? null : concat(
        # 288: 0440, for the user's group.
        length(workload.secret_files) == 0 ? [] : [{
          name   = "secrets"
          secret = { secretName = name, defaultMode = 288, items = [for key in keys(workload.secret_files) : { key = key, path = key }] }
        }],
        [for i, path in workload.scratch : {
          name     = "scratch-${i}"
          emptyDir = { sizeLimit = workload.resources.ephemeral_storage }
        }],
      )
    }
  } }
}

file {
  for_each = spec
  path     = "workloads/${each.key}.yaml"

  documents = [
    {
      apiVersion                   = "v1"
      kind                         = "ServiceAccount"
      metadata                     = { name = each.key, namespace = each.value.namespace }
      automountServiceAccountToken = false
    },
    length(each.value.secret_env) + length(each.value.secret_files) == 0 ? null : {
      apiVersion = "external-secrets.io/v1"
      kind       = "ExternalSecret"
      metadata   = { name = each.key, namespace = each.value.namespace }
      spec = {
        refreshInterval = external_secrets.refresh
        secretStoreRef  = { kind = "ClusterSecretStore", name = external_secrets.store }
        target          = { name = each.key }
        data = [for key, from in merge(each.value.secret_env, each.value.secret_files) : {
          secretKey = key
          remoteRef = { key = secrets.names[from.secret], property = from.property }
        }]
      }
    },
    each.value.port == null ? null : {
      apiVersion = "v1"
      kind       = "Service"
      metadata   = { name = each.key, namespace = each.value.namespace, labels = { "app.kubernetes.io/name" = each.key } }
      spec = {
        clusterIP = each.value.kind == "stateful" ? "None" : null
        selector  = { "app.kubernetes.io/name" = each.key }
        ports     = [{ name = "main", port = each.value.port, targetPort = "main" }]
      }
    },
    each.value.kind != "stateful" ? null : {
      apiVersion = "apps/v1"
      kind       = "StatefulSet"
      metadata   = { name = each.key, namespace = each.value.namespace, labels = { "app.kubernetes.io/name" = each.key } }
      spec = {
        serviceName         = each.key
        replicas            = each.value.replicas
        podManagementPolicy = "OrderedReady"
        updateStrategy      = { type = "RollingUpdate" }
        selector            = { matchLabels = { "app.kubernetes.io/name" = each.key } }
        template            = local.pods[each.key]
        volumeClaimTemplates = each.value.storage == null ? null : [{
          metadata = { name = "data" }
          spec = {
            accessModes      = ["ReadWriteOnce"]
            storageClassName = each.value.storage.class
            resources        = { requests = { storage = each.value.storage.size } }
          }
        }]
      }
      },
    each.value.kind != "deployment" ? null : {
      apiVersion = "apps/v1"
      kind       = "Deployment"
      metadata   = { name = each.key, namespace = each.value.namespace, labels = { "app.kubernetes.io/name" = each.key } }
      spec = {
        replicas = each.value.autoscaling == null ? each.value.replicas : null
        strategy = { type = "RollingUpdate", rollingUpdate = { maxSurge = "25%", maxUnavailable = 0 } }
        selector = { matchLabels = { "app.kubernetes.io/name" = each.key } }
        template = local.pods[each.key]
      }
    },
    each.value.replicas < 2 && each.value.kind != "stateful" ? null : {
      apiVersion = "policy/v1"
      kind       = "PodDisruptionBudget"
      metadata   = { name = each.key, namespace = each.value.namespace }
      spec = {
        maxUnavailable             = 1
        unhealthyPodEvictionPolicy = "AlwaysAllow"
        selector                   = { matchLabels = { "app.kubernetes.io/name" = each.key } }
      }
    },
    each.value.autoscaling == null ? null : {
      apiVersion = "autoscaling/v2"
      kind       = "HorizontalPodAutoscaler"
      metadata   = { name = each.key, namespace = each.value.namespace }
      spec = {
        scaleTargetRef = { apiVersion = "apps/v1", kind = each.value.kind == "stateful" ? "StatefulSet" : "Deployment", name = each.key }
        minReplicas    = each.value.replicas
        maxReplicas    = each.value.autoscaling.max
        metrics = concat(
          [{ type = "Resource", resource = { name = "cpu", target = { type = "Utilization", averageUtilization = each.value.autoscaling.cpu } } }],
          each.value.autoscaling.memory == null ? [] : [{ type = "Resource", resource = { name = "memory", target = { type = "Utilization", averageUtilization = each.value.autoscaling.memory } } }],
        )
      }
    },
    {
      apiVersion = "networking.k8s.io/v1"
      kind       = "NetworkPolicy"
      metadata   = { name = each.key, namespace = each.value.namespace }
      spec = {
        podSelector = { matchLabels = { "app.kubernetes.io/name" = each.key } }
        policyTypes = ["Ingress", "Egress"]
        ingress = each.value.port == null ? null : [{
          from = concat([{ podSelector = {} }], [for space in each.value.allow_from : {
            namespaceSelector = { matchLabels = { "kubernetes.io/metadata.name" = space } }
          }])
          ports = [{ protocol = "TCP", port = "main" }]
        }]
        # Its own kind, for replication, and what the author names; DNS is allowed by the namespace.
        egress = concat(
          [{ to = [{ podSelector = { matchLabels = { "app.kubernetes.io/name" = each.key } } }] }],
          length(each.value.allow_to) == 0 ? [] : [{ to = [for cidr in each.value.allow_to : { ipBlock = { cidr = cidr } }] }],
        )
      }
    },
  ]
}
