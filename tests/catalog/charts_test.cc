#include "catalog/charts.h"

#include <catch2/catch.hpp>

namespace blueprint::catalog {
namespace {

bool check(std::string_view chart, std::string_view path) { return ChartKeys(Library(), chart).has(path); }

TEST_CASE("a chart has a version and a repository") {
  const Library library;
  const auto chart = find_chart(library, "cluster-autoscaler");
  REQUIRE(chart);
  CHECK(chart->version == "9.59.0");
  CHECK(chart->app_version == "1.35.0");
  CHECK(chart->repository == "https://kubernetes.github.io/autoscaler");
  CHECK(!chart->has_schema);
  CHECK(find_chart(library, "aws-ebs-csi-driver")->has_schema);
  CHECK(find_chart(library, "karpenter")->repository == "oci://public.ecr.aws/karpenter/karpenter");
  CHECK(!find_chart(library, "kube2iam"));
}

TEST_CASE("every chart has a release's version, a repository and keys") {
  const Library library;
  CHECK(charts(library).size() == 30);
  for (const Chart& chart : charts(library)) {
    INFO(chart.name);
    CHECK(!chart.version.empty());
    CHECK(chart.version != "v0.0.0");
    CHECK(chart.version.find("SNAPSHOT") == std::string_view::npos);
    CHECK((chart.repository.starts_with("https://") || chart.repository.starts_with("oci://")));
    CHECK(library.find("catalog/charts/" + std::string(chart.name) + ".keys").has_value());
  }
}

TEST_CASE("a listed path is a key, at every depth") {
  CHECK(check("cluster-autoscaler", "autoDiscovery"));
  CHECK(check("cluster-autoscaler", "autoDiscovery.clusterName"));
  CHECK(check("cluster-autoscaler", "rbac.serviceAccount.create"));
  CHECK(check("aws-load-balancer-controller", "clusterName"));
  CHECK(check("metrics-server", "podDisruptionBudget.enabled"));
}

TEST_CASE("below empty maps and maps of one's own keys everything is a key") {
  CHECK(check("cluster-autoscaler", "nodeSelector.workload"));
  CHECK(check("cluster-autoscaler", "extraArgs.balance-similar-node-groups"));
  CHECK(check("cluster-autoscaler", "rbac.serviceAccount.annotations.eks.amazonaws.com/role-arn"));
  CHECK(check("argo-cd", "configs.params.server.insecure"));
  CHECK(check("kube-prometheus-stack", "grafana.admin.existingSecret"));
}

TEST_CASE("what the chart does not know is no key") {
  CHECK(!check("cluster-autoscaler", "autoDiscovery.cluster"));
  CHECK(!check("cluster-autoscaler", "rbac.serviceaccount"));
  CHECK(!check("cluster-autoscaler", "serviceAccount.create"));
  CHECK(!check("cluster-autoscaler", ""));
  CHECK(!check("cluster-autoscaler", "."));
  CHECK(!check("cluster-autoscaler", "autoDiscovery."));
  CHECK(!check("kube2iam", "anything"));
}

TEST_CASE("a key that only the chart's templates show is one too") {
  CHECK(check("aws-cloudwatch-metrics", "serviceAccount.annotations.eks.amazonaws.com/role-arn"));
}

TEST_CASE("the keys that generated values need exist") {
  struct Need {
    std::string_view chart;
    std::vector<std::string_view> paths;
  };
  const Need needs[] = {
      {"aws-load-balancer-controller",
       {"clusterName", "region", "vpcId", "serviceAccount.create", "serviceAccount.name", "replicaCount",
        "defaultTags", "enableWafv2", "enableShield", "podDisruptionBudget.maxUnavailable",
        "defaultTargetType", "defaultSSLPolicy", "serviceMonitor.enabled", "ingressClass"}},
      {"aws-ebs-csi-driver",
       {"controller.serviceAccount.annotations", "controller.region", "controller.extraVolumeTags",
        "controller.k8sTagClusterId", "storageClasses", "defaultStorageClass.enabled",
        "node.tolerateAllTaints"}},
      {"cert-manager", {"crds.enabled", "serviceAccount.annotations", "podDisruptionBudget.enabled"}},
      {"cluster-autoscaler",
       {"autoDiscovery.clusterName", "awsRegion", "cloudProvider", "rbac.serviceAccount.name", "image.tag",
        "extraArgs.expander", "serviceMonitor.enabled"}},
      {"external-dns",
       {"provider.name", "policy", "registry", "txtOwnerId", "domainFilters", "sources", "env"}},
      {"external-secrets", {"installCRDs", "leaderElect", "webhook.replicaCount", "crds.unsafeServeV1Beta1"}},
      {"karpenter",
       {"settings.clusterName", "settings.clusterEndpoint", "settings.interruptionQueue",
        "serviceAccount.annotations", "replicas", "controller.resources"}},
      {"kube-prometheus-stack",
       {"prometheus.prometheusSpec.retention", "prometheus.prometheusSpec.storageSpec.volumeClaimTemplate",
        "prometheus.prometheusSpec.serviceMonitorSelectorNilUsesHelmValues", "kubeEtcd.enabled",
        "kubeScheduler.enabled", "kubeControllerManager.enabled", "alertmanager.alertmanagerSpec.storage"}},
      {"metrics-server", {"replicas", "podDisruptionBudget.enabled", "args", "resources"}},
      {"opensearch", {"clusterName", "persistence.size", "persistence.storageClass", "extraEnvs"}},
      {"sonarqube",
       {"community.enabled", "edition", "monitoringPasscodeSecretName", "jdbcOverwrite.enabled"}},
  };
  for (const Need& need : needs) {
    for (const std::string_view path : need.paths) {
      INFO(need.chart << ": " << path);
      CHECK(check(need.chart, path));
    }
  }
}

TEST_CASE("the nearest key is suggested") {
  const ChartKeys keys(Library(), "cluster-autoscaler");
  CHECK(keys.nearest("autoDiscovery.clustername") == "autoDiscovery.clusterName");
  CHECK(keys.nearest("zzzzzzzz").empty());
}

}  // namespace
}  // namespace blueprint::catalog
