#include "requirements/hub.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <charconv>

#include "fold/print.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint {
namespace {

// The day on which the expectations about support dates hold.
constexpr std::string_view kToday = "2026-11-20";

std::string path_of(std::string_view name) {
  const std::string example = concat(PROJECT_DIR, "/blueprints/", name, ".yaml");
  return std::filesystem::exists(example) ? example : concat(PROJECT_DIR, "/tests/variants/", name, ".yaml");
}

}  // namespace

Example::Example(std::string_view name, std::string environment) {
  const Result<std::string> text = read_file(path_of(name));
  REQUIRE(text);
  const FileId file = sources_.add(concat(name, ".yaml"), *text);
  compilation_ = compile(diags_, sources_, library_, file,
                         {.environment = std::move(environment), .today = std::string(kToday)});
  std::vector<lint::InputFile> files;
  for (const emit::OutputFile& output : compilation_.emission.files) {
    if (lint::is_input(output.path)) files.push_back({.path = output.path, .id = output.id});
  }
  Diagnostics already_reported;
  inputs_ = lint::read_inputs(already_reported, sources_, library_, std::move(files));
}

const Example& Example::hub() {
  static const Example hub("llm-analytics-hub");
  return hub;
}

std::string Example::file(std::string_view path) const {
  const auto found = std::ranges::find(compilation_.emission.files, path, &emit::OutputFile::path);
  return found == compilation_.emission.files.end() ? std::string() : found->text.text();
}

bool Example::has_file(std::string_view path) const {
  return std::ranges::count(compilation_.emission.files, path, &emit::OutputFile::path) == 1;
}

std::vector<std::string> Example::paths(std::string_view folder) const {
  std::vector<std::string> found;
  for (const emit::OutputFile& file : compilation_.emission.files) {
    if (file.path.starts_with(folder)) found.push_back(file.path);
  }
  return found;
}

std::vector<const lint::Subject*> Example::resources(std::string_view type, std::string_view path) const {
  std::vector<const lint::Subject*> found;
  for (const lint::Subject& subject : inputs_.subjects) {
    if (subject.language != lint::Language::Terraform || subject.type != type) continue;
    if (path.empty() || sources_.path(subject.head.file) == path) found.push_back(&subject);
  }
  return found;
}

const lint::Subject& Example::resource(std::string_view type, std::string_view argument,
                                       std::string_view value) const {
  for (const lint::Subject* subject : resources(type)) {
    if (at(*subject, argument) == value) return *subject;
  }
  FAIL("no " << type << " has " << argument << " = " << value);
  return inputs_.subjects.front();
}

const lint::Subject& Example::only(std::string_view type) const {
  const auto found = resources(type);
  INFO(type);
  REQUIRE(found.size() == 1);
  return *found.front();
}

std::vector<const lint::Subject*> Example::documents(std::string_view kind) const {
  std::vector<const lint::Subject*> found;
  for (const lint::Subject& subject : inputs_.subjects) {
    if (subject.language == lint::Language::Kubernetes && subject.type == kind) found.push_back(&subject);
  }
  return found;
}

const lint::Subject& Example::document(std::string_view kind, std::string_view name) const {
  for (const lint::Subject* subject : documents(kind)) {
    if (subject->name == name) return *subject;
  }
  FAIL("no " << kind << " is called " << name);
  return inputs_.subjects.front();
}

const lint::Subject& Example::release(std::string_view name) const {
  for (const lint::Subject& subject : inputs_.subjects) {
    if (subject.language == lint::Language::Helm && subject.name == name) return subject;
  }
  FAIL("no release is called " << name);
  return inputs_.subjects.front();
}

std::string Example::problems() const {
  std::string text;
  for (const Diagnostic& d : diags_.sorted()) {
    if (d.severity == Severity::Info) continue;
    text += concat(name(d.severity), " [", d.code, "] ", d.subject, ": ", d.message, "\n");
  }
  return text;
}

std::string at(const eval::Value& value, std::string_view path) {
  const eval::Value* found = &value;
  while (!path.empty() && !found->is_unknown()) {
    if (path.front() == '.') path.remove_prefix(1);
    if (path.front() == '[') {
      const std::size_t close = path.find(']');
      const std::string_view inside = path.substr(1, close - 1);
      path.remove_prefix(close + 1);
      std::size_t index = 0;
      const auto parsed = std::from_chars(inside.data(), inside.data() + inside.size(), index);
      if (parsed.ec == std::errc() && found->is_sequence()) {
        if (index >= found->size()) return "null";
        found = &found->items()[index];
        continue;
      }
      found = found->is_mapping() ? found->find(inside) : nullptr;  // [key.with.dots]
    } else {
      const std::size_t end = std::min(path.find_first_of(".["), path.size());
      found = found->is_mapping() ? found->find(path.substr(0, end)) : nullptr;
      path.remove_prefix(end);
    }
    if (!found) return "null";
  }
  if (found->is_unknown())
    return found->symbol_text().empty() ? "unknown" : std::string(found->symbol_text());
  if (found->is_string()) return found->as_string();
  return found->wholly_printable() ? fold::print(*found) : "unknown";
}

std::string at(const lint::Subject& subject, std::string_view path) { return at(subject.self, path); }

std::string all_at(const std::vector<const lint::Subject*>& subjects, std::string_view path) {
  std::vector<std::string> texts;
  for (const lint::Subject* subject : subjects) texts.push_back(at(*subject, path));
  std::ranges::sort(texts);
  return join(texts, " ");
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace blueprint
