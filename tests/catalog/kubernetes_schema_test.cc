#include "catalog/kubernetes_schema.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "support/strings.h"

namespace blueprint::catalog {
namespace {

using Kind = KubernetesType::Kind;

// The type at a path of fields ("spec.template.spec"), through lists and maps.
std::optional<KubernetesType> at(const KubernetesSchema& schema, std::string_view api_version,
                                 std::string_view kind, std::string_view path) {
  std::optional<KubernetesType> type = schema.find(api_version, kind);
  for (const std::string_view name : split(path, '.')) {
    while (type && (type->kind() == Kind::List || type->kind() == Kind::Map)) type = type->element();
    const auto field = type ? type->field(name) : std::nullopt;
    if (!field) return std::nullopt;
    type = field->type;
  }
  return type;
}

TEST_CASE("fields have types") {
  const Library library;
  const KubernetesSchema schema(library, "1.35");
  const auto check = [&](std::string_view path) {
    const auto type = at(schema, "apps/v1", "Deployment", path);
    REQUIRE(type);
    return type->kind();
  };
  CHECK(check("spec") == Kind::Object);
  CHECK(check("spec.replicas") == Kind::Integer);
  CHECK(check("spec.paused") == Kind::Boolean);
  CHECK(check("metadata.labels") == Kind::Map);
  CHECK(check("spec.template.spec.containers") == Kind::List);
  CHECK(check("spec.template.spec.containers.name") == Kind::String);
  CHECK(check("spec.template.spec.containers.resources.limits") == Kind::Map);
  CHECK(check("spec.strategy.rollingUpdate.maxSurge") == Kind::IntOrString);
  const auto limits = at(schema, "apps/v1", "Deployment", "spec.template.spec.containers.resources.limits");
  CHECK(limits->element().kind() == Kind::Quantity);
}

TEST_CASE("required fields are marked") {
  const Library library;
  const auto spec = at(KubernetesSchema(library, "1.35"), "apps/v1", "Deployment", "spec");
  REQUIRE(spec);
  CHECK(spec->field("selector")->required);
  CHECK(spec->field("template")->required);
  CHECK(!spec->field("replicas")->required);
}

TEST_CASE("some fields take certain values only") {
  const Library library;
  const KubernetesSchema schema(library, "1.35");
  const auto policy = at(schema, "v1", "Pod", "spec.containers.imagePullPolicy");
  REQUIRE(policy);
  CHECK(policy->kind() == Kind::String);
  CHECK(policy->values() == std::vector<std::string_view>{"Always", "IfNotPresent", "Never"});
  CHECK(at(schema, "v1", "Pod", "spec.containers.name")->values().empty());
}

TEST_CASE("unknown fields and kinds are not found") {
  const Library library;
  const KubernetesSchema schema(library, "1.35");
  CHECK(!at(schema, "apps/v1", "Deployment", "spec.replica"));
  CHECK(!at(schema, "apps/v1", "Deployment", "spec.replicas.x"));
  CHECK(!schema.find("apps/v1beta1", "Deployment"));
  CHECK(!schema.find("v1", "Deployment"));
  CHECK(!schema.find("", ""));
  CHECK(!KubernetesSchema(library, "0.1").find("v1", "Pod"));
}

TEST_CASE("the versions and names of kinds are listed") {
  const Library library;
  const KubernetesSchema schema(library, "1.35");
  CHECK(schema.api_versions("HorizontalPodAutoscaler") ==
        std::vector<std::string_view>{"autoscaling/v1", "autoscaling/v2"});
  CHECK(schema.api_versions("Deployment") == std::vector<std::string_view>{"apps/v1"});
  CHECK(schema.api_versions("deployment").empty());
  const auto kinds = schema.kinds();
  CHECK(std::ranges::count(kinds, "Event") == 1);
  CHECK(std::ranges::is_sorted(kinds));
}

TEST_CASE("every type that a type refers to is there, in every version") {
  const Library library;
  for (const std::string& version : kubernetes_schema_versions(library)) {
    const KubernetesSchema schema(library, version);
    const Table types(*library.find("catalog/kubernetes/" + version + "/types.tsv"));
    for (const std::string_view name : types.first_cells()) {
      for (const KubernetesField& field : KubernetesType(types, concat("@", name)).fields()) {
        INFO(version << " " << name << "." << field.name);
        KubernetesType type = field.type;
        while (type.kind() == Kind::List || type.kind() == Kind::Map) type = type.element();
        if (type.kind() == Kind::Object) CHECK(!type.fields().empty());
      }
    }
  }
}

TEST_CASE("a cluster's schema is the newest that is not newer") {
  const Library library;
  CHECK(kubernetes_schema_versions(library) == std::vector<std::string>{"1.33", "1.35", "1.36"});
  CHECK(kubernetes_schema_version(library, "1.35") == "1.35");
  CHECK(kubernetes_schema_version(library, "1.34") == "1.33");
  CHECK(kubernetes_schema_version(library, "1.28") == "1.33");
  CHECK(kubernetes_schema_version(library, "1.40") == "1.36");
}

}  // namespace
}  // namespace blueprint::catalog
