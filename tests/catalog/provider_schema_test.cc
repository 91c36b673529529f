#include "catalog/provider_schema.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "catalog/provider_changes.h"
#include "support/strings.h"

namespace blueprint::catalog {
namespace {

using Use = SchemaField::Use;
using Kind = SchemaType::Kind;

ProviderSchema aws(const Library& library) { return ProviderSchema::find(library, "hashicorp/aws").value(); }

// The field at a path of names ("rule.statement") below a row.
SchemaField field(const ProviderSchema& schema, std::string row, std::string_view path) {
  SchemaField found;
  for (const std::string_view name : split(path, '.')) {
    const auto fields = schema.fields(row);
    REQUIRE(fields);
    const auto at = std::ranges::find(*fields, name, &SchemaField::name);
    INFO(row << " " << path);
    REQUIRE(at != fields->end());
    found = *at;
    row = std::string(found.body);
  }
  return found;
}

TEST_CASE("arguments say how they are used and of what type they are") {
  const Library library;
  const ProviderSchema schema = aws(library);
  CHECK(schema.version() == "6.25.0");
  const auto of = [&](std::string_view path) { return field(schema, "resource aws_instance", path); };
  CHECK(of("instance_type").use == Use::OptionalComputed);
  CHECK(of("instance_type").type.kind() == Kind::String);
  CHECK(of("arn").use == Use::Computed);
  CHECK(of("monitoring").type.kind() == Kind::Bool);
  CHECK(of("ipv6_address_count").type.kind() == Kind::Number);
  CHECK(of("tags").type.kind() == Kind::Map);
  CHECK(of("tags").type.element().kind() == Kind::String);
  CHECK(of("vpc_security_group_ids").type.kind() == Kind::Set);
  CHECK(of("ebs_block_device.device_name").use == Use::Required);
  CHECK(of("network_interface").is_deprecated);
  CHECK_FALSE(of("tags").is_deprecated);
}

TEST_CASE("blocks say how many there may be") {
  const Library library;
  const ProviderSchema schema = aws(library);
  const SchemaField vpc_config = field(schema, "resource aws_eks_cluster", "vpc_config");
  CHECK(vpc_config.is_block());
  CHECK(vpc_config.is_single);
  CHECK(vpc_config.is_needed);
  const SchemaField ebs = field(schema, "resource aws_instance", "ebs_block_device");
  CHECK_FALSE(ebs.is_single);
  CHECK_FALSE(ebs.is_needed);
  CHECK(field(schema, "resource aws_instance", "timeouts").is_single);
  CHECK(field(schema, "resource aws_wafv2_web_acl", "rule.statement").is_needed);
}

TEST_CASE("lists of objects may be written as blocks, but not nested attributes") {
  const Library library;
  const SchemaField ingress = field(aws(library), "resource aws_security_group", "ingress");
  CHECK_FALSE(ingress.is_block());
  CHECK(ingress.type.may_be_blocks());
  CHECK(ingress.type.element().kind() == Kind::Object);
  const auto helm = ProviderSchema::find(library, "hashicorp/helm");
  REQUIRE(helm);
  CHECK_FALSE(field(*helm, "resource helm_release", "set").type.may_be_blocks());
}

TEST_CASE("every body that a field names is there, and fields are sorted") {
  const Library library;
  for (const std::string& path : library.list("catalog/providers")) {
    INFO(path);
    const std::string source = path.substr(18, path.size() - 22);
    const auto schema = ProviderSchema::find(library, source);
    REQUIRE(schema);
    std::vector<std::string> rows = {"provider"};
    for (const char* kind : {"resource", "data", "ephemeral"}) {
      for (const std::string_view type : schema->types(kind)) rows.push_back(concat(kind, " ", type));
    }
    std::set<std::string> seen(rows.begin(), rows.end());
    bool complete = true;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto fields = schema->fields(rows[i]);
      complete = complete && fields && std::ranges::is_sorted(*fields, {}, &SchemaField::name);
      if (!fields) continue;
      for (const SchemaField& each : *fields) {
        SchemaType type = each.type;
        while (type.kind() == Kind::List || type.kind() == Kind::Set || type.kind() == Kind::Map)
          type = type.element();
        const std::string body(each.is_block()               ? each.body
                               : type.kind() == Kind::Object ? type.body()
                                                             : std::string_view());
        if (!body.empty() && seen.insert(body).second) rows.push_back(body);
      }
    }
    CHECK(complete);
  }
}

TEST_CASE("types are listed by kind") {
  const Library library;
  CHECK(aws(library).types("resource").size() == 1581);
  CHECK(aws(library).types("data").size() == 630);
  CHECK_FALSE(ProviderSchema::find(library, "hashicorp/nothing"));
  CHECK_FALSE(aws(library).fields("resource aws_nothing"));
}

TEST_CASE("what providers changed is found by its name") {
  const Library library;
  const ProviderChanges changes(library);
  const auto vpc = changes.find("resource aws_eip vpc");
  REQUIRE(vpc);
  CHECK(vpc->is_removed);
  CHECK(vpc->since == 6);
  CHECK(vpc->instead == "`domain = \"vpc\"`");
  const auto store = changes.find("resource aws_media_store_container");
  REQUIRE(store);
  CHECK_FALSE(store->is_removed);
  CHECK_FALSE(changes.find("resource aws_eip"));
}

TEST_CASE("types that were removed are gone from the schema, and deprecated ones are there") {
  const Library library;
  const ProviderSchema schema = aws(library);
  const Table table(library.find("catalog/provider-changes.tsv").value());
  for (const Row& row : table.rows()) {
    if (std::ranges::count(row[0], ' ') != 1) continue;
    INFO(row[0]);
    CHECK(schema.fields(row[0]).has_value() == (row[1] == "deprecated"));
  }
}

}  // namespace
}  // namespace blueprint::catalog
