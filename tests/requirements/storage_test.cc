#include <catch2/catch.hpp>

#include "requirements/hub.h"

namespace blueprint {
namespace {

const Example& hub() { return Example::hub(); }

TEST_CASE("H26: gp3 is the default storage class with the seed's parameters") {
  const auto& gp3 = hub().document("StorageClass", "gp3");
  CHECK(at(gp3, "metadata.annotations[storageclass.kubernetes.io/is-default-class]") == "true");
  CHECK(at(gp3, "provisioner") == "ebs.csi.aws.com");
  CHECK(at(gp3, "parameters.type") == "gp3");
  CHECK(at(gp3, "parameters.iops") == "3000");
  CHECK(at(gp3, "parameters.throughput") == "125");
  CHECK(at(gp3, "parameters.encrypted") == "true");
  CHECK(at(gp3, "volumeBindingMode") == "WaitForFirstConsumer");
  CHECK(at(gp3, "allowVolumeExpansion") == "true");
  CHECK(contains(hub().file("kubernetes/storage-classes.yaml"), "iops: \"3000\""));
}

TEST_CASE("H27: io2 has 10000 IOPS and is encrypted") {
  const auto& io2 = hub().document("StorageClass", "io2");
  CHECK(at(io2, "parameters.type") == "io2");
  CHECK(at(io2, "parameters.iops") == "10000");
  CHECK(at(io2, "parameters.encrypted") == "true");
}

TEST_CASE("H28: gp3-retain is gp3 that keeps its volumes") {
  const auto& retain = hub().document("StorageClass", "gp3-retain");
  CHECK(at(retain, "parameters.type") == "gp3");
  CHECK(at(retain, "reclaimPolicy") == "Retain");
}

TEST_CASE("H44: the four databases run on the tainted nodes") {
  for (const char* name : {"postgresql", "influxdb", "redis", "timescaledb"}) {
    INFO(name);
    const auto& set = hub().document("StatefulSet", name);
    CHECK(at(set, "spec.template.spec.tolerations[0].key") == "workload");
    CHECK(at(set, "spec.template.spec.tolerations[0].value") == "database");
    CHECK(at(set, "spec.template.spec.tolerations[0].effect") == "NoSchedule");
    CHECK(at(set, "spec.template.spec.nodeSelector") != "null");
  }
}

}  // namespace
}  // namespace blueprint
