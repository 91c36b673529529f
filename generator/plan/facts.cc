#include "plan/facts.h"

#include <map>

#include "catalog/charts.h"
#include "catalog/instance_types.h"
#include "catalog/kubernetes_versions.h"
#include "catalog/regions.h"
#include "catalog/table.h"
#include "support/strings.h"

namespace blueprint {
namespace {

using eval::Entry;
using eval::Value;

Value text_or_null(std::string_view text) { return text.empty() ? Value::null() : Value::string(text); }

Value strings(const auto& texts) {
  std::vector<Value> items;
  for (const auto& text : texts) items.push_back(Value::string(std::string_view(text)));
  return Value::tuple(std::move(items));
}

// Parameters as `variable` blocks need them: type and conditions are symbols,
// because they are Terraform text and not values.
Value parameter_facts(const Blueprint& blueprint) {
  std::vector<Entry> entries;
  for (const BlueprintParameter& parameter : blueprint.parameters) {
    std::vector<Value> validations;
    for (const BlueprintParameter::Validation& validation : parameter.validations) {
      validations.push_back(Value::object({{"condition", Value::symbol(validation.condition)},
                                           {"message", Value::string(validation.message)}}));
    }
    const std::string type =
        parameter.type_text.empty() ? parameter.default_value.type().text() : parameter.type_text;
    entries.emplace_back(parameter.name,
                         Value::object({{"name", Value::string(parameter.name)},
                                        {"type", Value::symbol(type)},
                                        {"default", parameter.default_value},
                                        {"description", Value::string(parameter.description)},
                                        {"sets", Value::string(parameter.sets)},
                                        {"validations", Value::tuple(std::move(validations))}}));
  }
  return Value::object(std::move(entries));
}

Value component_facts(const Blueprint& blueprint) {
  std::vector<Entry> entries;
  for (const Instance& instance : blueprint.instances) {
    if (!instance.type) continue;
    entries.emplace_back(instance.key, Value::object({{"type", Value::string(instance.type->name)},
                                                      {"title", Value::string(instance.type->title)},
                                                      {"spec", instance.spec}}));
  }
  return Value::object(std::move(entries));
}

Value region_facts(const catalog::Region& region) {
  return Value::object({{"name", Value::string(region.name)},
                        {"title", Value::string(region.title)},
                        {"partition", Value::string(region.partition)},
                        {"dns_suffix", Value::string(region.dns_suffix)},
                        {"zones", strings(region.zones)}});
}

Value instance_type_facts(const catalog::InstanceType& type) {
  const auto price = eval::Number::parse(type.usd_per_hour);
  return Value::object({{"vcpu", Value::number(type.vcpu)},
                        {"memory_mib", Value::number(type.memory_mib)},
                        {"architecture", Value::string(type.architecture)},
                        {"max_pods", Value::number(type.max_pods)},
                        {"usd_per_hour", price ? Value::number(*price) : Value::null()}});
}

Value all_regions(const catalog::Library& library) {
  std::vector<Entry> entries;
  for (const catalog::Region& region : catalog::regions(library)) {
    entries.emplace_back(region.name, region_facts(region));
  }
  return Value::object(std::move(entries));
}

Value all_instance_types(const catalog::Library& library) {
  std::vector<Entry> entries;
  for (const catalog::InstanceType& type : catalog::instance_types(library)) {
    entries.emplace_back(type.name, instance_type_facts(type));
  }
  return Value::object(std::move(entries));
}

Value all_charts(const catalog::Library& library) {
  std::vector<Entry> entries;
  for (const catalog::Chart& chart : catalog::charts(library)) {
    entries.emplace_back(chart.name, Value::object({{"version", Value::string(chart.version)},
                                                    {"app_version", text_or_null(chart.app_version)},
                                                    {"repository", text_or_null(chart.repository)}}));
  }
  return Value::object(std::move(entries));
}

Value all_kubernetes_versions(const catalog::Library& library) {
  std::vector<Entry> entries;
  for (const catalog::KubernetesVersion& version : catalog::kubernetes_versions(library)) {
    entries.emplace_back(version.name, Value::object({{"released", text_or_null(version.released)},
                                                      {"end_standard", text_or_null(version.standard_end)},
                                                      {"end_extended", text_or_null(version.extended_end)}}));
  }
  return Value::object(std::move(entries));
}

// "postgres 13" → when its support ends.
Value all_lifecycles(const catalog::Library& library) {
  const auto text = library.find("catalog/lifecycle.tsv");
  if (!text) return Value::object({});
  std::vector<Entry> entries;
  for (const catalog::Row& row : catalog::Table(*text).rows()) {
    entries.emplace_back(row[0], Value::object({{"end_standard", text_or_null(row[1])},
                                                {"end_extended", text_or_null(row[2])},
                                                {"advice", text_or_null(row[3])}}));
  }
  return Value::object(std::move(entries));
}

Value all_lambda_runtimes(const catalog::Library& library) {
  const auto text = library.find("catalog/lambda-runtimes.tsv");
  if (!text) return Value::object({});
  std::vector<Entry> entries;
  for (const catalog::Row& row : catalog::Table(*text).rows()) {
    entries.emplace_back(row[0], Value::object({{"deprecated", text_or_null(row[1])},
                                                {"no_creation", text_or_null(row[2])},
                                                {"no_update", text_or_null(row[3])},
                                                {"successor", text_or_null(row[4])}}));
  }
  return Value::object(std::move(entries));
}

// "ec2-instance" → the values that AWS takes.
Value all_allowed_values(const catalog::Library& library) {
  const auto text = library.find("catalog/allowed-values.tsv");
  if (!text) return Value::object({});
  std::vector<Entry> entries;
  for (const catalog::Row& row : catalog::Table(*text).rows()) {
    std::vector<Value> values;
    for (const std::string_view value : split(row[1], ' ')) values.push_back(Value::string(value));
    entries.emplace_back(row[0], Value::list(eval::Type::string(), std::move(values)));
  }
  return Value::object(std::move(entries));
}

// "ec2 m4" → what came after it.
Value all_previous_generations(const catalog::Library& library) {
  const auto text = library.find("catalog/previous-generations.tsv");
  if (!text) return Value::object({});
  std::vector<Entry> entries;
  for (const catalog::Row& row : catalog::Table(*text).rows())
    entries.emplace_back(row[0], Value::string(row[1]));
  return Value::object(std::move(entries));
}

}  // namespace

Value blueprint_facts(const Blueprint& blueprint, const catalog::Library& library, View view) {
  const auto region = catalog::find_region(library, blueprint.region);
  const auto written = [&](std::string_view path, const std::string& text) {
    return top_level_value(blueprint, path, Value::string(text), view);
  };
  const Value name = written("name", blueprint.name).with_origin(blueprint.name_span);
  const Value environment =
      written("environment", blueprint.environment).with_origin(blueprint.environment_span);
  const Value region_name = written("region", blueprint.region).with_origin(blueprint.region_span);
  const std::vector<Entry> words = {{"name", name}, {"environment", environment}, {"region", region_name}};
  return Value::object({
      {"name", name},
      {"environment", environment},
      {"region", region_name},
      {"account", blueprint.account ? Value::string(*blueprint.account) : Value::null()},
      {"partition", Value::string(region ? region->partition : "aws")},
      {"dns_suffix", Value::string(region ? region->dns_suffix : "amazonaws.com")},
      {"prefix", named(blueprint.naming, words).with_origin(blueprint.name_span)},
      {"tags", blueprint.tags.is_null() ? Value::object({}) : blueprint.tags},
      {"targets", strings(blueprint.targets)},
      {"parameters", parameter_facts(blueprint)},
      {"components", component_facts(blueprint)},
  });
}

Value catalog_facts(const catalog::Library& library, std::string_view member) {
  if (member == "allowed_values") return all_allowed_values(library);
  if (member == "previous_generations") return all_previous_generations(library);
  if (member == "regions") return all_regions(library);
  if (member == "instance_types") return all_instance_types(library);
  if (member == "charts") return all_charts(library);
  if (member == "kubernetes_versions") return all_kubernetes_versions(library);
  if (member == "lambda_runtimes") return all_lambda_runtimes(library);
  if (member == "lifecycle") return all_lifecycles(library);
  return Value::null();
}

std::function<Value(std::string_view)> remembered_catalog_facts(const catalog::Library& library) {
  return [&library, known = std::map<std::string, Value, std::less<>>()](std::string_view member) mutable {
    const auto found = known.find(member);
    if (found != known.end()) return found->second;
    return known[std::string(member)] = catalog_facts(library, member);
  };
}

}  // namespace blueprint
