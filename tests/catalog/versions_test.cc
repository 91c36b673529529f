#include <catch2/catch.hpp>

#include "catalog/kubernetes_versions.h"
#include "catalog/lifecycle.h"

namespace blueprint::catalog {
namespace {

TEST_CASE("Kubernetes versions have their dates") {
  const Library library;
  const auto old = find_kubernetes_version(library, "1.28");
  REQUIRE(old);
  CHECK(old->released == "2023-09-26");
  CHECK(old->standard_end == "2024-11-26");
  CHECK(old->extended_end == "2025-11-26");
  CHECK(find_kubernetes_version(library, "1.24")->extended_end == "2025-01-31");
  CHECK(find_kubernetes_version(library, "1.35")->extended_end == "2028-03-27");
  CHECK(find_kubernetes_version(library, "1.36")->extended_end.empty());
}

TEST_CASE("the default version is 1.35") { CHECK(default_kubernetes_version(Library()) == "1.35"); }

TEST_CASE("versions are listed from the oldest on") {
  const Library library;
  const auto all = kubernetes_versions(library);
  REQUIRE(all.size() == 14);
  CHECK(all.front().name == "1.23");
  CHECK(all.back().name == "1.36");
}

TEST_CASE("versions that EKS never had are unknown") {
  const Library library;
  CHECK(!find_kubernetes_version(library, "1.99"));
  CHECK(!find_kubernetes_version(library, "1.3"));
  CHECK(!find_kubernetes_version(library, "v1.35"));
}

TEST_CASE("other ends of life are known by subject and version") {
  const Library library;
  CHECK(find_lifecycle(library, "aurora-postgresql", "13")->standard_end == "2026-01-31");
  CHECK(find_lifecycle(library, "redis", "5")->standard_end == "2026-01-31");
  CHECK(find_lifecycle(library, "eks-ami", "AL2")->advice == "use an AL2023 or Bottlerocket image");
  CHECK(find_lifecycle(library, "ingress-nginx", "")->standard_end == "2026-03-31");
  CHECK(!find_lifecycle(library, "redis", "7.1"));
}

}  // namespace
}  // namespace blueprint::catalog
