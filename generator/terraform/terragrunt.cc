#include "terraform/terragrunt.h"

#include <algorithm>

#include "hcl/parse.h"
#include "hcl/visit.h"
#include "support/diagnostic.h"
#include "support/strings.h"
#include "terraform/folder.h"

namespace blueprint::terraform {
namespace {

// The text that a template makes, with a word for what is not known: it is the
// same in quotes and outside of them.
std::string filled_in(std::span<const hcl::TemplatePart> parts) {
  std::string text;
  for (const hcl::TemplatePart& part : parts) {
    text += part.kind == hcl::TemplatePartKind::Text            ? std::string(part.text)
            : part.kind == hcl::TemplatePartKind::Interpolation ? std::string("unknown")
                                                                : filled_in(part.body);
  }
  return text;
}

bool is_above(std::string_view folder, std::string_view path) {
  return folder.empty() || path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
}

// The module that a `source` names, as far as it is text: "../../modules//vpc" in full, of a text that
// begins with something else its end.
std::string module_named(const hcl::Template& source, const std::string& folder) {
  if (source.parts.empty() || source.parts.back().kind != hcl::TemplatePartKind::Text) return {};
  std::string path(source.parts.back().text.substr(0, source.parts.back().text.find('?')));
  const std::size_t scheme = path.find("://");
  const std::size_t inner = path.find("//", scheme == path.npos ? 0 : scheme + 3);
  if (scheme != path.npos && inner == path.npos) return {};
  if (scheme != path.npos) return concat("*", path.substr(inner + 1));
  if (inner != path.npos) path.erase(inner, 1);
  if (source.parts.size() == 1 && is_local(path)) return below(folder, path);
  return path.empty() || path[0] != '/' ? std::string() : concat("*", path);
}

}  // namespace

void Terragrunt::keep(Generated& into, FileId id) {
  Diagnostics ignored;  // What is filled in by another program need not be right here.
  files_.push_back(hcl::parse(ignored, sources_, id));
  into.files.push_back(&files_.back());
  into.is_whole = into.is_whole && !files_.back().has_errors;
  for (const hcl::Block& block : into.files.back()->body.blocks) {
    const hcl::Attribute* const version =
        block.type == "provider" ? block.body.attribute("version") : nullptr;
    const std::string_view* const text = version ? hcl::literal_text(version->value) : nullptr;
    if (!text) continue;
    // The old way to ask for a version.
    const std::string required =
        concat("terraform {\n  required_providers {\n    ", block.label(0), " = \"", *text, "\"\n  }\n}\n");
    keep(into, sources_.add(std::string(sources_.path(id)), required));
  }
}

void Terragrunt::generate(Generated& into, const hcl::Expr& contents, const std::string& folder,
                          const ReadFile& read_file) {
  if (const auto* text = hcl::as<hcl::Template>(&contents)) {
    return keep(into, sources_.add(below(folder, "generated.tf"), filled_in(text->parts)));
  }
  // file("a.tf"), or the choice between several.
  bool is_read = false;
  hcl::each_expression(contents, [&](const hcl::Expr& expr) {
    const auto* const call = hcl::as<hcl::Call>(&expr);
    const std::string_view* const name =
        call && call->name == "file" && call->args.size() == 1 ? hcl::literal_text(call->args[0]) : nullptr;
    const std::optional<FileId> id = name ? read_file(below(folder, *name)) : std::nullopt;
    if (id) keep(into, *id);
    is_read = is_read || id;
  });
  into.is_whole = into.is_whole && is_read;
}

void Terragrunt::add(const std::string& path, FileId id, const ReadFile& read_file) {
  const bool is_named = file_name(path) == "terragrunt.hcl";
  const bool generates = sources_.text(id).find("generate \"") != std::string_view::npos;
  if (!is_named && !generates) return;
  const std::string folder = folder_of(path);
  if (is_named) units_.emplace(folder, folder);
  Diagnostics ignored;
  files_.push_back(hcl::parse(ignored, sources_, id));
  for (const hcl::Block& block : files_.back().body.blocks) {
    if (block.type == "generate") {
      const hcl::Attribute* const contents = block.body.attribute("contents");
      if (contents) generate(of_[folder], *contents->value, folder, read_file);
    }
    const hcl::Attribute* const source = block.type == "terraform" ? block.body.attribute("source") : nullptr;
    if (!source) continue;
    hcl::each_expression(*source->value, [&](const hcl::Expr& expr) {
      const auto* const text = hcl::as<hcl::Template>(&expr);
      std::string module = text ? module_named(*text, folder) : std::string();
      if (!module.empty()) units_.emplace(folder, std::move(module));
    });
  }
}

bool Terragrunt::runs_in(std::string_view folder, std::string_view unit) const {
  if (!unit.starts_with('*')) return folder == unit;
  return concat("/", folder).ends_with(unit.substr(1));
}

Terragrunt::Added Terragrunt::added_to(std::string_view folder) const {
  Added added;
  std::vector<const Generated*> known;
  for (const auto& [unit, module] : units_) {
    if (of_.empty() || !runs_in(folder, module)) continue;
    for (const auto& [above, generated] : of_) {
      if (!is_above(above, unit) || std::ranges::count(known, &generated)) continue;
      known.push_back(&generated);
      added.files.insert(added.files.end(), generated.files.begin(), generated.files.end());
      added.is_whole = added.is_whole && generated.is_whole;
    }
  }
  return added;
}

}  // namespace blueprint::terraform
