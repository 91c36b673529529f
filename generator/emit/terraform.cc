#include "emit/terraform.h"

#include <map>

#include "emit/moved.h"
#include "emit/overrides.h"
#include "emit/text.h"
#include "emit/unused_locals.h"
#include "hcl/format.h"
#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::emit {
namespace {

using eval::Value;

constexpr std::string_view kFolder = "terraform/";

bool is_terraform(const TemplateFile& file) {
  return file.path.starts_with(kFolder) && file.path.ends_with(".tf");
}

// Where a template of `instance` goes: "terraform/vpc.tf".
std::string output_path(const Instance& instance, const TemplateFile& file) {
  return concat(instance.type->root, "/", std::string_view(file.path).substr(kFolder.size()));
}

bool is_blank(const MappedText& text) { return trim(text.text()).empty(); }

MappedText formatted(Plan& plan, const std::string& path, MappedText text, FileId& id) {
  id = plan.sources().add(path, text.text());
  std::vector<Edit> edits = hcl::format(plan.diags(), plan.sources(), id);
  if (edits.empty()) return text;
  MappedText result = text.edited(std::move(edits));
  id = plan.sources().add(path, result.text());
  return result;
}

// Joins the parts that components contribute to one file.
void append_part(MappedText& file, const MappedText& part) {
  if (is_blank(part)) return;
  if (!file.empty()) file.put(file.text().ends_with("\n") ? "\n" : "\n\n");
  file.append(part);
}

// `root.resources`: what the finished files of the main root declare.
void list_resources(Plan& plan, const std::map<std::string, OutputFile>& files) {
  std::vector<Value> rows;
  for (const auto& [path, file] : files) {
    Diagnostics already_reported;
    const hcl::File parsed = hcl::parse(already_reported, plan.sources(), file.id);
    for (const hcl::Block& block : parsed.body.blocks) {
      if (block.type != "resource") continue;
      rows.push_back(Value::object({{"address", Value::string(concat(block.label(0), ".", block.label(1)))},
                                    {"type", Value::string(block.label(0))},
                                    {"file", Value::string(path)}}));
    }
  }
  plan.made["resources"] = Value::tuple(std::move(rows));
}

}  // namespace

void terraform(Plan& plan, Emission& emission) {
  std::map<std::string, MappedText> parts;
  for (const Instance* instance : plan.instances()) {
    const fold::TemplateScope& scope = plan.scope(*instance, View::Terraform);
    for (const TemplateFile& file : plan.templates(*instance)) {
      if (!is_terraform(file)) continue;
      plan.context().steps = 0;
      fold::Environment& environment = plan.environment(*instance, View::Terraform);
      const fold::Declared& declared = plan.declared(*instance, View::Terraform);
      MappedText folded = fold::fold_file(environment, scope, declared, file.syntax);
      MappedText moves = moved_blocks(plan, *instance, file, folded);
      MappedText& whole = parts[output_path(*instance, file)];
      append_part(whole, folded);
      append_part(whole, moves);
    }
  }
  for (auto& [path, text] : parts) text = overridden_terraform(plan, path, std::move(text));
  remove_unused_locals(plan, parts);
  std::map<std::string, OutputFile> files;
  for (auto& [path, text] : parts) {
    if (is_blank(text)) continue;
    OutputFile file{.path = path};
    file.text = formatted(plan, path, std::move(text), file.id);
    files.emplace(path, std::move(file));
  }
  list_resources(plan, files);
  for (auto& [path, file] : files) emission.files.push_back(std::move(file));
  for (const Instance* instance : plan.instances()) {
    for (const TemplateFile& file : plan.templates(*instance)) {
      if (!file.path.starts_with(kFolder) || is_terraform(file)) continue;
      emission.files.push_back(text_file(plan, *instance, file, output_path(*instance, file)));
    }
  }
}

}  // namespace blueprint::emit
