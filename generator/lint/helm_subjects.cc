#include "lint/helm_subjects.h"

#include "catalog/charts.h"
#include "lint/document_subjects.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

using eval::Value;

std::string text_of(const yaml::Node* node) { return node && node->is_scalar() ? node->text : std::string(); }

// "eks/aws-load-balancer-controller" → the repository's URL and the chart's name.
std::string repository_url(const yaml::Node& helmfile, std::string_view chart) {
  if (chart.starts_with("oci://")) return std::string(chart);
  const yaml::Node* repositories = helmfile.find("repositories");
  if (!repositories) return {};
  for (const yaml::Node& repository : repositories->items) {
    if (text_of(repository.find("name")) == chart.substr(0, chart.find('/')))
      return text_of(repository.find("url"));
  }
  return {};
}

std::string_view chart_name(std::string_view chart) {
  const std::size_t slash = chart.rfind('/');
  return slash == std::string_view::npos ? chart : chart.substr(slash + 1);
}

// The ways to everything in `values` that is no mapping with members.
void collect_paths(std::vector<std::string>& paths, const yaml::Node& values, const std::string& prefix) {
  for (const yaml::Pair& pair : values.pairs) {
    const std::string path = prefix.empty() ? pair.key : concat(prefix, ".", pair.key);
    if (pair.value.is_mapping() && !pair.value.pairs.empty()) {
      collect_paths(paths, pair.value, path);
    } else {
      paths.push_back(path);
    }
  }
}

Value unknown_values(const catalog::Library& library, std::string_view chart, const yaml::Node* values) {
  std::vector<Value> unknown;
  if (!values || !catalog::find_chart(library, chart)) return Value::tuple({});
  const catalog::ChartKeys keys(library, chart);
  std::vector<std::string> paths;
  collect_paths(paths, *values, {});
  for (const std::string& path : paths) {
    if (keys.has(path)) continue;
    unknown.push_back(
        Value::object({{"path", Value::string(path)}, {"nearest", Value::string(keys.nearest(path))}}));
  }
  return Value::tuple(std::move(unknown));
}

void add_release(std::vector<Subject>& subjects, const catalog::Library& library,
                 const std::shared_ptr<const yaml::Node>& helmfile, const yaml::Node& release,
                 const ValuesReader& read_values, std::size_t group) {
  const std::string chart = text_of(release.find("chart"));
  const yaml::Node* listed = release.find("values");
  std::shared_ptr<const yaml::Node> values;
  if (listed && listed->is_sequence() && !listed->items.empty()) {
    const yaml::Node& last = listed->items.back();  // It wins over the others.
    values = last.is_string() ? read_values(last.text) : std::shared_ptr<const yaml::Node>(helmfile, &last);
  }
  const auto entry = [&](std::string_view key) {
    const yaml::Node* node = release.find(key);
    return node ? to_value(*node) : Value::null();
  };
  const std::string name = text_of(release.find("name"));
  Value self = Value::object({{"name", Value::string(name)},
                              {"chart", Value::string(chart_name(chart))},
                              {"version", entry("version")},
                              {"namespace", entry("namespace")},
                              {"repository", Value::string(repository_url(*helmfile, chart))},
                              {"values", values ? to_value(*values) : Value::object({})}});
  const auto place = std::shared_ptr<const yaml::Node>(helmfile, &release);
  subjects.push_back({.language = Language::Helm,
                      .select = "chart",
                      .type = std::string(chart_name(chart)),
                      .address = name,
                      .name = name,
                      .self = std::move(self),
                      .head = release.find("name") ? release.find("name")->span : release.span,
                      .locate =
                          [place, values](std::string_view path) {
                            constexpr std::string_view kValues = "values.";
                            if (!path.starts_with(kValues) || !values) return locate(*place, path);
                            return locate(*values, path.substr(kValues.size()));
                          },
                      .names = {{"unknown_values", unknown_values(library, chart_name(chart), values.get())}},
                      .group = group});
}

}  // namespace

bool add_releases(std::vector<Subject>& subjects, const catalog::Library& library,
                  std::shared_ptr<const yaml::Node> helmfile, const ValuesReader& read_values,
                  std::size_t group) {
  const yaml::Node* releases = helmfile->find("releases");
  if (!releases || !releases->is_sequence()) return false;
  for (const yaml::Node& release : releases->items) {
    if (release.find("chart") && release.find("name"))
      add_release(subjects, library, helmfile, release, read_values, group);
  }
  return true;
}

}  // namespace blueprint::lint
