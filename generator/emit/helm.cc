#include "emit/helm.h"

#include <algorithm>
#include <tuple>

#include "catalog/charts.h"
#include "emit/documents.h"
#include "emit/overrides.h"
#include "emit/yaml.h"
#include "support/strings.h"

namespace blueprint::emit {
namespace {

using eval::Value;

void add_release(Plan& plan, std::vector<Release>& releases, const BlockUse& use) {
  Release release{.span = use.block.span};
  const Value name = use.known("name");
  release.name = name.is_string() ? name.as_string() : std::string(use.block.label(0));
  release.chart = use.text("chart");
  release.namespace_name = use.text("namespace");
  if (const Value order = use.known("order"); order.is_number())
    release.order = order.as_number().as_double();
  const auto chart = catalog::find_chart(plan.library(), release.chart);
  if (!chart) {
    const hcl::Attribute* attribute = use.block.body.attribute("chart");
    plan.diags().add({.code = "helm/unknown-chart",
                      .message = concat("the catalog has no chart `", release.chart, "`"),
                      .span = attribute ? attribute->value->span : use.block.header});
    return;
  }
  release.version = chart->version;
  release.repository = chart->repository;
  release.values = overridden_values(plan, release.name, use.known("values"));
  releases.push_back(std::move(release));
}

Value described(const Release& release) {
  const bool oci = release.repository.starts_with("oci://");
  return Value::object({
      {"name", Value::string(release.name)},
      {"chart", Value::string(oci ? release.repository : release.chart)},
      {"version", Value::string(release.version)},
      {"repository", oci ? Value::null() : Value::string(release.repository)},
      {"namespace", Value::string(release.namespace_name)},
      {"values", Value::string(concat("helm/values/", release.name, ".yaml"))},
  });
}

// `root.releases`, for the texts of the component `project`.
Value listed(const std::vector<Release>& releases) {
  std::vector<Value> rows;
  for (const Release& release : releases) rows.push_back(described(release));
  return Value::tuple(std::move(rows));
}

// helmfile's own order is by `needs`: each release waits for those of the
// order before its own.
MappedText helmfile(const std::vector<Release>& releases) {
  std::vector<Value> repositories;
  std::vector<std::string> known;
  std::vector<Value> rows;
  std::vector<Value> previous;
  std::vector<Value> current;
  double order = releases.empty() ? 0 : releases.front().order;
  for (const Release& release : releases) {
    const bool oci = release.repository.starts_with("oci://");
    if (!oci && std::ranges::count(known, release.repository) == 0) {
      known.push_back(release.repository);
      repositories.push_back(Value::object(
          {{"name", Value::string(release.chart)}, {"url", Value::string(release.repository)}}));
    }
    if (release.order != order) {
      previous = std::exchange(current, {});
      order = release.order;
    }
    const auto home = std::ranges::find(known, release.repository);
    const std::string chart =
        oci ? release.repository
            : concat(repositories[std::size_t(home - known.begin())].find("name")->as_string(), "/",
                     release.chart);
    rows.push_back(Value::object({
        {"name", Value::string(release.name)},
        {"namespace", Value::string(release.namespace_name)},
        {"createNamespace", Value::boolean(true)},
        {"chart", Value::string(chart)},
        {"version", Value::string(release.version)},
        {"needs", previous.empty() ? Value::null() : Value::tuple(previous)},
        {"values", Value::tuple({Value::string(concat("values/", release.name, ".yaml"))})},
    }));
    current.push_back(Value::string(concat(release.namespace_name, "/", release.name)));
  }
  MappedText text;
  text.put("# helmfile apply installs these, in order; scripts/install-addons.sh does it with helm alone.\n");
  print_yaml(
      text,
      Value::object({{"repositories", repositories.empty() ? Value::null() : Value::tuple(repositories)},
                     {"releases", Value::tuple(std::move(rows))}}),
      {});
  return text;
}

MappedText values_file(const Release& release) {
  MappedText text;
  const bool oci = release.repository.starts_with("oci://");
  text.put(concat("# Values of chart ", oci ? release.repository : release.chart, " ", release.version,
                  oci ? "" : concat(" from ", release.repository), "\n"),
           {.copied = release.span});
  print_yaml(text, release.values.is_null() ? Value::object({}) : release.values, release.span);
  return text;
}

}  // namespace

void helm(Plan& plan, Emission& emission) {
  std::vector<Release>& releases = emission.releases;
  for_each_block(plan, "helm/", "release", [&](const BlockUse& use) { add_release(plan, releases, use); });
  std::ranges::sort(releases, [](const Release& a, const Release& b) {
    return std::tie(a.order, a.name) < std::tie(b.order, b.name);
  });
  plan.made["releases"] = listed(releases);
  if (releases.empty()) return;
  emission.files.push_back({.path = "helm/helmfile.yaml", .text = helmfile(releases)});
  for (const Release& release : releases) {
    emission.files.push_back(
        {.path = concat("helm/values/", release.name, ".yaml"), .text = values_file(release)});
  }
}

}  // namespace blueprint::emit
