#!/usr/bin/env python3
"""Makes the generated files of catalog/ from ../shared/data: see catalog/README.md.

usage: catalog/refresh.py [--check] [DATA]

DATA is the folder with the sources, ../shared/data unless stated. --check writes
nothing and fails when a committed file differs from what would be written. Exits
with 77, which means "skipped" to ctest, when there is no such folder.
"""

import csv
import gzip
import json
import pathlib
import re
import sys

from provider_schemas import provider_schemas

CATALOG = pathlib.Path(__file__).resolve().parent
KUBERNETES_VERSIONS = ("1.33", "1.35", "1.36")

# Where each chart is published. Versions are the data's own, except of snapshots
# of repositories between two releases: those are pinned to the release before.
REPOSITORIES = {
    "argo-cd": "https://argoproj.github.io/argo-helm",
    "argocd-apps": "https://argoproj.github.io/argo-helm",
    "aws-cloudwatch-metrics": "https://aws.github.io/eks-charts",
    "aws-ebs-csi-driver": "https://kubernetes-sigs.github.io/aws-ebs-csi-driver",
    "aws-efs-csi-driver": "https://kubernetes-sigs.github.io/aws-efs-csi-driver/",
    "aws-for-fluent-bit": "https://aws.github.io/eks-charts",
    "aws-load-balancer-controller": "https://aws.github.io/eks-charts",
    "aws-vpc-cni": "https://aws.github.io/eks-charts",
    "cert-manager": "https://charts.jetstack.io",
    "cluster-autoscaler": "https://kubernetes.github.io/autoscaler",
    "data-prepper": "https://opensearch-project.github.io/helm-charts/",
    "eck-elasticsearch": "https://helm.elastic.co",
    "eck-kibana": "https://helm.elastic.co",
    "eck-logstash": "https://helm.elastic.co",
    "eck-operator": "https://helm.elastic.co",
    "eck-stack": "https://helm.elastic.co",
    "external-dns": "https://kubernetes-sigs.github.io/external-dns/",
    "external-secrets": "https://charts.external-secrets.io",
    "karpenter": "oci://public.ecr.aws/karpenter/karpenter",
    "karpenter-crd": "oci://public.ecr.aws/karpenter/karpenter-crd",
    "keep": "https://keephq.github.io/helm-charts",
    "keycloakx": "https://codecentric.github.io/helm-charts",
    "kube-prometheus-stack": "https://prometheus-community.github.io/helm-charts",
    "metrics-server": "https://kubernetes-sigs.github.io/metrics-server/",
    "nexus-nxrm-ha": "https://sonatype.github.io/helm3-charts/",
    "opensearch": "https://opensearch-project.github.io/helm-charts/",
    "opensearch-dashboards": "https://opensearch-project.github.io/helm-charts/",
    "sonarqube": "https://SonarSource.github.io/helm-chart-sonarqube",
    "sonarqube-dce": "https://SonarSource.github.io/helm-chart-sonarqube",
    "vertical-pod-autoscaler": "https://kubernetes.github.io/autoscaler",
}
RELEASES = {
    "cert-manager": ("v1.21.2", "v1.21.2"),
    "eck-elasticsearch": ("0.20.0", ""),
    "eck-kibana": ("0.20.0", ""),
    "eck-logstash": ("0.20.0", ""),
    "eck-operator": ("3.5.0", "3.5.0"),
    "eck-stack": ("0.20.0", ""),
}

# Maps whose default is not empty, and that still take keys of the user's choice.
OPEN_KEYS = {
    "argo-cd": ["configs.cm", "configs.params", "configs.rbac", "redis-ha"],
    "eck-stack": ["eck-agent", "eck-apm-server", "eck-beats", "eck-elasticsearch", "eck-enterprise-search",
                  "eck-fleet-server", "eck-kibana", "eck-logstash"],
    "kube-prometheus-stack": ["alertmanager.config", "customRules", "grafana", "kube-state-metrics",
                              "prometheus-node-exporter", "prometheus-windows-exporter"],
    "sonarqube": ["ingress-nginx", "postgresql"],
    "sonarqube-dce": ["ingress-nginx", "postgresql"],
}
# By the last word of the path, in every chart.
OPEN_WORDS = re.compile(
    r"(annotations|labels|selector|extraArgs|customArgs|env|affinity|resources|limits|requests|"
    r"securityContext|updateStrategy|deploymentStrategy|probe)$", re.IGNORECASE)
# Keys that a chart's templates honour although its values.yaml does not show them.
UNLISTED_KEYS = {
    "aws-cloudwatch-metrics": ["serviceAccount.annotations"],
    "cert-manager": ["serviceAccount.annotations"],
    "opensearch": ["persistence.storageClass"],
    "sonarqube": ["edition", "monitoringPasscodeSecretKey", "monitoringPasscodeSecretName"],
    "sonarqube-dce": ["monitoringPasscodeSecretKey", "monitoringPasscodeSecretName"],
}

# Kubernetes publishes the allowed values of these fields in prose only.
ENUMS = {
    "apps.v1.DaemonSetUpdateStrategy.type": "OnDelete RollingUpdate",
    "apps.v1.DeploymentStrategy.type": "Recreate RollingUpdate",
    "apps.v1.StatefulSetSpec.podManagementPolicy": "OrderedReady Parallel",
    "apps.v1.StatefulSetUpdateStrategy.type": "OnDelete RollingUpdate",
    "batch.v1.CronJobSpec.concurrencyPolicy": "Allow Forbid Replace",
    "core.v1.Container.imagePullPolicy": "Always IfNotPresent Never",
    "core.v1.ContainerPort.protocol": "SCTP TCP UDP",
    "core.v1.PersistentVolumeClaimSpec.volumeMode": "Block Filesystem",
    "core.v1.PersistentVolumeSpec.persistentVolumeReclaimPolicy": "Delete Recycle Retain",
    "core.v1.PodSpec.dnsPolicy": "ClusterFirst ClusterFirstWithHostNet Default None",
    "core.v1.PodSpec.restartPolicy": "Always Never OnFailure",
    "core.v1.SeccompProfile.type": "Localhost RuntimeDefault Unconfined",
    "core.v1.ServicePort.protocol": "SCTP TCP UDP",
    "core.v1.ServiceSpec.externalTrafficPolicy": "Cluster Local",
    "core.v1.ServiceSpec.internalTrafficPolicy": "Cluster Local",
    "core.v1.ServiceSpec.sessionAffinity": "ClientIP None",
    "core.v1.ServiceSpec.type": "ClusterIP ExternalName LoadBalancer NodePort",
    "core.v1.Taint.effect": "NoExecute NoSchedule PreferNoSchedule",
    "core.v1.Toleration.effect": "NoExecute NoSchedule PreferNoSchedule",
    "core.v1.TopologySpreadConstraint.whenUnsatisfiable": "DoNotSchedule ScheduleAnyway",
    "networking.v1.HTTPIngressPath.pathType": "Exact ImplementationSpecific Prefix",
    "policy.v1.PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy": "AlwaysAllow IfHealthyBudget",
    "scheduling.v1.PriorityClass.preemptionPolicy": "Never PreemptLowerPriority",
    "storage.v1.StorageClass.reclaimPolicy": "Delete Retain",
    "storage.v1.StorageClass.volumeBindingMode": "Immediate WaitForFirstConsumer",
}
TYPE_PREFIXES = (
    "io.k8s.apiextensions-apiserver.pkg.apis.",
    "io.k8s.apimachinery.pkg.apis.",
    "io.k8s.apimachinery.pkg.",
    "io.k8s.kube-aggregator.pkg.apis.",
    "io.k8s.api.",
)


def table(header, rows):
    """Text of a table as generator/catalog/table.h reads it."""
    lines = ["\t".join(header)] + sorted("\t".join(row) for row in rows)
    return "\n".join(lines) + "\n"


def read_json(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def instance_types(data):
    offered = read_json(data / "allowed_values.json.gz")["aws_ec2_instance.instancetype"]
    regions = sorted(set(offered["regions"]) - {"description"})
    masks = dict.fromkeys(offered["values"], 0)
    for bit, region in enumerate(regions):
        for index in offered["regions"][region]:
            masks[offered["values"][index]] |= 1 << bit
    with open(data / "ec2_instances.csv", newline="", encoding="utf-8") as file:
        rows = [[row["instance_type"], row["vcpu"], row["memory_mib"], row["architecture"], row["max_enis"],
                 row["ipv4_per_eni"], row["max_pods"], row["usd_per_hour_us_east_1"],
                 f"{masks[row['instance_type']]:x}" if masks.get(row["instance_type"]) else ""]
                for row in csv.DictReader(file)
                # The source lists types that were announced and never came.
                if row["vcpu"] or masks.get(row["instance_type"])]
    header = ["name", "vcpu", "memory_mib", "architecture", "enis", "ips_per_eni", "max_pods", "usd_per_hour",
              " ".join(regions)]
    return table(header, rows)


# What the data calls a property of CloudFormation, and the rules by what it is of.
ALLOWED = {
    "aws_amazonmq_broker.instancetype": "mq-broker",
    "aws_appstream_fleet.instancetype": "appstream-fleet",
    "aws_dax_cluster.nodetype": "dax-node",
    "aws_docdb_dbinstance.dbinstanceclass": "docdb-instance",
    "aws_ec2_instance.instancetype": "ec2-instance",
    "aws_elasticache_cachecluster.cachenodetype": "elasticache-node",
    "aws_elasticsearch_domain.elasticsearchclusterconfig_instancetype": "elasticsearch-instance",
    "aws_emr_cluster.instancetypeconfig_instancetype": "emr-instance",
    "aws_gamelift_fleet.ec2instancetype": "gamelift-instance",
    "aws_managedblockchain_node.nodeconfiguration_instancetype": "managedblockchain-node",
    "aws_neptune_dbinstance.dbinstanceclass": "neptune-instance",
    "aws_opensearchservice_domain.clusterconfig_instancetype": "opensearch-instance",
    "aws_rds_dbcluster.dbclusterinstanceclass": "rds-cluster",
    "aws_rds_dbinstance.dbinstanceclass": "rds-instance",
    "aws_redshift_cluster.nodetype": "redshift-node",
    "aws_sagemaker_cluster.instancetype": "sagemaker-cluster",
    "aws_sagemaker_hosting.instancetype": "sagemaker-endpoint",
    "aws_sagemaker_processing.instancetype": "sagemaker-processing",
    "aws_sagemaker_transform.instancetype": "sagemaker-transform",
}
VERSIONS = {
    "elasticache_engine_versions": "elasticache-version",
    "rds_engine_versions": "rds-version",
    "rds_engine_versions_deprecated": "rds-version-withdrawn",
}


def allowed_values(data):
    found = read_json(data / "allowed_values.json.gz")
    assert not set(found) - set(ALLOWED) - set(VERSIONS), "the data names something new"
    rows = [[name, " ".join(found[key]["values"])] for key, name in ALLOWED.items()]
    rows += [[f"{name} {engine}", " ".join(versions)]
             for key, name in VERSIONS.items() for engine, versions in found[key].items()]
    return table(["of", "values"], rows)


def is_open(chart, path, below):
    """Whether the map at `path` takes other keys than those `below` it."""
    return (not below or path in OPEN_KEYS.get(chart, []) or OPEN_WORDS.search(path.rsplit(".", 1)[-1])
            or any("/" in key for key in below))


def chart_keys(chart, paths):
    """One path a line; a dot at its end says that all keys of that map are listed."""
    paths = sorted(set(paths) | set(UNLISTED_KEYS.get(chart, [])))
    below = {path: [other for other in paths if other.startswith(path + ".")] for path in paths}
    opened = {path for path in paths if is_open(chart, path, below[path])}
    hidden = {other for path in opened for other in below[path]}
    lines = [path if path in opened else path + "." for path in paths if path not in hidden]
    return "\n".join(sorted(lines)) + "\n"


def charts(data):
    found = read_json(data / "helm_chart_keys.json")
    files = {}
    rows = []
    for name, chart in found.items():
        app_version = "" if chart["appVersion"] in (None, "None") else chart["appVersion"]
        version, app_version = RELEASES.get(name, (chart["version"], app_version))
        rows.append([name, version, app_version, REPOSITORIES[name], "yes" if chart["schema"] else "no"])
        files[f"charts/{name}.keys"] = chart_keys(name, chart["keys"])
    files["charts.tsv"] = table(["name", "version", "app_version", "repository", "has_schema"], rows)
    return files


class Schema:
    """One version's definitions, by short names."""

    def __init__(self, definitions):
        self.types = {}
        for name, definition in definitions.items():
            short = self.short(name)
            assert short not in self.types, short
            self.types[short] = definition

    @staticmethod
    def short(name):
        for prefix in TYPE_PREFIXES:
            if name.startswith(prefix):
                return name[len(prefix):]
        raise ValueError(name)

    def type_of(self, schema):
        if "$ref" in schema:
            short = self.short(schema["$ref"].removeprefix("#/definitions/"))
            if short == "api.resource.Quantity":
                return "quantity"
            if short == "util.intstr.IntOrString":
                return "int-or-string"
            return "@" + short if "properties" in self.types[short] else self.type_of(self.types[short])
        kind = schema.get("type")
        if kind == "array":
            return "[]" + self.type_of(schema["items"])
        if kind == "object" and "additionalProperties" in schema:
            return "{}" + self.type_of(schema["additionalProperties"])
        return kind if kind in ("string", "integer", "number", "boolean") else "any"

    def fields_of(self, name):
        definition = self.types[name]
        for field, schema in sorted(definition["properties"].items()):
            kind = self.type_of(schema)
            values = ENUMS.get(f"{name}.{field}")
            if values and kind == "string":
                kind += f"({'|'.join(values.split())})"
            yield field, field in definition.get("required", []), kind

    def kinds(self):
        """("Deployment apps/v1", type) of everything that can be a document of its own."""
        for name, definition in self.types.items():
            if "metadata" not in definition.get("properties", {}) or name.endswith("List"):
                continue
            for gvk in definition.get("x-kubernetes-group-version-kind", []):
                group = gvk["group"] + "/" if gvk["group"] else ""
                yield f"{gvk['kind']} {group}{gvk['version']}", name

    def reachable(self, roots):
        seen = set()
        waiting = list(roots)
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            waiting += [kind.rsplit("@", 1)[1] for _, _, kind in self.fields_of(name) if "@" in kind]
        return seen


def kubernetes(data):
    files = {}
    for version in KUBERNETES_VERSIONS:
        schema = Schema(read_json(data / f"kubernetes/v{version}.0.json.gz")["definitions"])
        kinds = dict(schema.kinds())
        types = [[name] + [f"{field}{'!' if required else ''}:{kind}" for field, required, kind in schema.fields_of(name)]
                 for name in schema.reachable(kinds.values())]
        files[f"kubernetes/{version}/kinds.tsv"] = table(["kind", "type"], [[k, "@" + t] for k, t in kinds.items()])
        files[f"kubernetes/{version}/types.tsv"] = table(["type", "fields"], types)
    return files


# The levels of IAM's own reference, in the order of the table's columns.
IAM_LEVELS = ("List", "Read", "Tagging", "Write", "Permissions management")


def iam_actions(data):
    rows = []
    for service, facts in read_json(data / "iam_actions.json.gz").items():
        by_level = {level: [] for level in IAM_LEVELS}
        for action, its in sorted(facts["actions"].items()):
            by_level[its["level"]].append(action if its["resources"] else "~" + action)
        rows.append([service] + [" ".join(by_level[level]) for level in IAM_LEVELS])
    return table(["service", "list", "read", "tagging", "write", "permissions"], rows)


def lambda_runtimes(data):
    dates = ("deprecated", "create-block", "update-block", "successor")
    rows = [[name] + [facts[key] or "" for key in dates] for name, facts in read_json(data / "lambda_runtimes.json").items()]
    return table(["name", "deprecated", "no_creation", "no_update", "successor"], rows)


def generated(data):
    tables = {"instance-types.tsv": instance_types(data), "iam-actions.tsv": iam_actions(data),
              "allowed-values.tsv": allowed_values(data),
              "lambda-runtimes.tsv": lambda_runtimes(data)} | charts(data) | kubernetes(data)
    return tables | provider_schemas(lambda name: read_json(data / name))


def main(args):
    check = "--check" in args
    rest = [arg for arg in args if arg != "--check"]
    data = pathlib.Path(rest[0]) if rest else CATALOG.parent.parent / "shared" / "data"
    if not data.is_dir():
        print(f"skipped: there is no {data} to compare catalog/ with")
        return 77
    different = 0
    for name, text in generated(data).items():
        path = CATALOG / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        different += 1
        print(f"catalog/{name} {'differs' if check else 'written'}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if check and different:
        print("run catalog/refresh.py, read the diff, and commit it")
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
