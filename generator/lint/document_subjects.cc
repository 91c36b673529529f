#include "lint/document_subjects.h"

#include <array>
#include <charconv>

#include "support/strings.h"

namespace blueprint::lint {
namespace {

using eval::Value;

// Where each kind that makes pods keeps their spec.
struct Workload {
  std::string_view kind;
  std::string_view pod_path;
};
constexpr std::array<Workload, 8> kWorkloads = {{{"Pod", "spec"},
                                                 {"Deployment", "spec.template.spec"},
                                                 {"StatefulSet", "spec.template.spec"},
                                                 {"DaemonSet", "spec.template.spec"},
                                                 {"ReplicaSet", "spec.template.spec"},
                                                 {"ReplicationController", "spec.template.spec"},
                                                 {"Job", "spec.template.spec"},
                                                 {"CronJob", "spec.jobTemplate.spec.template.spec"}}};

const yaml::Node* member(const yaml::Node& node, std::string_view path) {
  const yaml::Node* at = &node;
  for (const std::string_view step : split(path, '.')) {
    at = at->find(step);
    if (!at) return nullptr;
  }
  return at;
}

std::string text_of(const yaml::Node* node) { return node && node->is_scalar() ? node->text : std::string(); }

}  // namespace

Value to_value(const yaml::Node& node) {
  const auto convert = [&]() -> Value {
    switch (node.kind) {
      case yaml::Kind::Null: return Value::null();
      case yaml::Kind::Bool: return Value::boolean(node.boolean);
      case yaml::Kind::Number: {
        const auto number = eval::Number::parse(node.text);
        return number ? Value::number(*number) : Value::string(node.text);
      }
      case yaml::Kind::String: return Value::string(node.text);
      case yaml::Kind::Sequence: {
        std::vector<Value> items;
        for (const yaml::Node& item : node.items) items.push_back(to_value(item));
        return Value::tuple(std::move(items));
      }
      case yaml::Kind::Mapping: {
        std::vector<eval::Entry> entries;
        for (const yaml::Pair& pair : node.pairs) entries.emplace_back(pair.key, to_value(pair.value));
        return Value::object(std::move(entries));
      }
    }
    return Value::null();
  };
  return convert().with_origin(node.span);
}

Span locate(const yaml::Node& node, std::string_view path) {
  const yaml::Node* at = &node;
  Span place = node.span;
  while (!path.empty()) {
    if (path.front() == '.') path.remove_prefix(1);
    if (path.starts_with('[')) {
      std::size_t index = 0;
      std::from_chars(path.data() + 1, path.data() + path.size(), index);
      path.remove_prefix(std::min(path.size(), path.find(']') + 1));
      if (index >= at->items.size()) return place;
      at = &at->items[index];
      place = at->span;
      continue;
    }
    // A key may hold dots (annotations): the longest one that fits is meant.
    const yaml::Pair* best = nullptr;
    for (const yaml::Pair& pair : at->pairs) {
      if (!path.starts_with(pair.key)) continue;
      const std::string_view rest = path.substr(pair.key.size());
      const bool whole = rest.empty() || rest.front() == '.' || rest.front() == '[';
      if (whole && (!best || pair.key.size() > best->key.size())) best = &pair;
    }
    if (!best) return place;
    at = &best->value;
    place = best->key_span;
    path.remove_prefix(best->key.size());
  }
  return place;
}

bool add_subject(std::vector<Subject>& subjects, std::shared_ptr<const yaml::Node> document,
                 std::size_t group) {
  const std::string kind = text_of(document->find("kind"));
  if (kind.empty() || text_of(document->find("apiVersion")).empty()) return false;
  if (const yaml::Node* items = kind == "List" ? document->find("items") : nullptr) {
    for (const yaml::Node& item : items->items) {
      add_subject(subjects, std::shared_ptr<const yaml::Node>(document, &item), group);
    }
    return true;
  }
  const std::string name = text_of(member(*document, "metadata.name"));
  const std::string space = text_of(member(*document, "metadata.namespace"));
  const Span head = document->pairs.empty() ? document->span : document->find("kind")->span;
  Subject subject{.language = Language::Kubernetes,
                  .select = "kind",
                  .type = kind,
                  .address = space.empty() ? concat(kind, "/", name) : concat(kind, "/", space, "/", name),
                  .name = name,
                  .self = to_value(*document),
                  .head = head,
                  .locate = [document](std::string_view path) { return locate(*document, path); },
                  .group = group};
  for (const Workload& workload : kWorkloads) {
    if (workload.kind != kind) continue;
    const yaml::Node* pod = member(*document, workload.pod_path);
    subject.also.push_back("workload");
    subject.names = {{"pod", pod ? to_value(*pod) : Value::null()},
                     {"pod_path", Value::string(workload.pod_path)}};
  }
  subjects.push_back(std::move(subject));
  return true;
}

}  // namespace blueprint::lint
