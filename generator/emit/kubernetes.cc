#include "emit/kubernetes.h"

#include <map>

#include "emit/documents.h"
#include "emit/overrides.h"
#include "emit/yaml.h"
#include "support/strings.h"

namespace blueprint::emit {
namespace {

using eval::Entry;
using eval::Value;

std::string member_text(const Value& document, std::string_view member) {
  const Value* found = document.is_mapping() ? document.find(member) : nullptr;
  return found && found->is_string() ? found->as_string() : std::string();
}

void add_comment(MappedText& text, const BlockUse& use) {
  const Value comment = use.known("comment");
  if (!comment.is_string()) return;
  for (const std::string_view line : split(trim(comment.as_string()), '\n')) {
    text.put(line.empty() ? "#\n" : concat("# ", line, "\n"), {.copied = use.block.span});
  }
}

void add_file(Plan& plan, Emission& emission, std::map<std::string, MappedText>& files, const BlockUse& use) {
  const Value documents = use.known("documents");
  const std::string path = use.text("path");
  if (path.empty() || !documents.is_sequence()) return;
  MappedText& text = files[concat("kubernetes/", path)];
  bool first = text.empty();
  if (first) add_comment(text, use);
  const Span at = use.block.body.attribute("documents")->value->span;
  for (const Value& item : documents.items()) {
    if (item.is_null()) continue;
    const Value document = overridden_document(plan, item);
    if (!first) text.put("---\n", {.copied = at});
    first = false;
    print_yaml(text, document, at);
    emission.documents.push_back(
        {.path = concat("kubernetes/", path), .value = document, .span = use.block.span});
  }
}

// `root.documents`, for the texts of the component `project`.
Value listed(const Emission& emission) {
  std::vector<Value> rows;
  for (const Document& document : emission.documents) {
    const Value* metadata = document.value.find("metadata");
    rows.push_back(Value::object({
        {"path", Value::string(document.path)},
        {"kind", Value::string(member_text(document.value, "kind"))},
        {"name", Value::string(metadata ? member_text(*metadata, "name") : std::string())},
        {"namespace", Value::string(metadata ? member_text(*metadata, "namespace") : std::string())},
    }));
  }
  return Value::tuple(std::move(rows));
}

MappedText kustomization(const std::map<std::string, MappedText>& files) {
  std::vector<Value> paths;
  for (const auto& [path, text] : files)
    paths.push_back(Value::string(path.substr(std::string("kubernetes/").size())));
  MappedText text;
  text.put("# kubectl apply -k . applies all of these.\n");
  print_yaml(text,
             Value::object({{"apiVersion", Value::string("kustomize.config.k8s.io/v1beta1")},
                            {"kind", Value::string("Kustomization")},
                            {"resources", Value::tuple(std::move(paths))}}),
             {});
  return text;
}

}  // namespace

void kubernetes(Plan& plan, Emission& emission) {
  std::map<std::string, MappedText> files;
  for_each_block(plan, "kubernetes/", "file",
                 [&](const BlockUse& use) { add_file(plan, emission, files, use); });
  std::erase_if(files, [](const auto& file) { return file.second.empty(); });
  plan.made["documents"] = listed(emission);
  if (files.empty()) return;
  emission.files.push_back({.path = "kubernetes/kustomization.yaml", .text = kustomization(files)});
  for (auto& [path, text] : files) emission.files.push_back({.path = path, .text = std::move(text)});
}

}  // namespace blueprint::emit
