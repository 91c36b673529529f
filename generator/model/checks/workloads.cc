#include <algorithm>

#include "model/checks/checks.h"
#include "support/strings.h"

namespace blueprint::checks {
namespace {

using eval::Value;
using Names = std::vector<std::string_view>;

// What `need` of a component offers by name; nothing where no component meets it, as others may then.
std::optional<Names> names_of(const Blueprint& blueprint, const Instance& instance, std::string_view need) {
  const std::string* const link = instance.link(need);
  if (!link) return {};
  Names names;
  for (const Instance& other : blueprint.instances) {
    if (other.key != *link) continue;
    for (const auto& [name, spec] : entries_at(other.spec, "")) names.push_back(name);
  }
  return names;
}

bool is_known(const Value& name, const std::optional<Names>& known) {
  return !known || !name.is_known() || !name.is_string() ||
         std::ranges::find(*known, name.as_string()) != known->end();
}

struct Known {
  std::optional<Names> namespaces{};
  std::optional<Names> classes{};
  std::optional<Names> priorities{};
  std::optional<Names> secrets{};
};

Known known_to(const Blueprint& blueprint, const Instance& workloads) {
  Known known{.namespaces = names_of(blueprint, workloads, "namespaces"),
              .classes = names_of(blueprint, workloads, "storage_classes"),
              .priorities = names_of(blueprint, workloads, "priority_classes"),
              .secrets = names_of(blueprint, workloads, "secrets")};
  if (known.priorities) {
    // Every cluster has them.
    known.priorities->push_back("system-cluster-critical");
    known.priorities->push_back("system-node-critical");
  }
  return known;
}

void check_name(const Reading& reading, std::string_view problem, std::string_view what, const Value* name,
                const std::optional<Names>& known) {
  if (!name || is_known(*name, known)) return;
  reading.error(problem, concat("there is no ", what, " ", shown(name->as_string())), name->origin(),
                suggestion(name->as_string(), *known));
}

// A namespace may also be made elsewhere.
void check_namespace(const Reading& reading, const Value* name, const std::optional<Names>& known) {
  if (!name || is_known(*name, known) || name->as_string().starts_with("kube-")) return;
  reading.warning("unknown-namespace", concat("nothing here makes the namespace ", shown(name->as_string())),
                  name->origin(), suggestion(name->as_string(), *known));
}

}  // namespace

void workloads(const Reading& reading, const Blueprint& blueprint) {
  for (const Instance* instance : instances_of(blueprint, "workloads")) {
    const Known known = known_to(blueprint, *instance);
    for (const auto& [name, workload] : entries_at(instance->spec, "")) {
      check_namespace(reading, value_at(workload, "namespace"), known.namespaces);
      for (const Value& from : items_at(workload, "allow_from"))
        check_namespace(reading, &from, known.namespaces);
      check_name(reading, "unknown-priority-class", "priority class", value_at(workload, "priority"),
                 known.priorities);
      check_name(reading, "unknown-storage-class", "storage class", value_at(workload, "storage.class"),
                 known.classes);
      for (const std::string_view key : {"secret_env", "secret_files"}) {
        for (const auto& [variable, from] : entries_at(workload, key))
          check_name(reading, "unknown-secret", "secret", value_at(from, "secret"), known.secrets);
      }
    }
  }
}

}  // namespace blueprint::checks
