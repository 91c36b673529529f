// A Terraform root written in a test.

#pragma once

#include <string>
#include <string_view>

#include "fold/print.h"
#include "support/strings.h"
#include "terraform/module.h"

namespace blueprint::terraform {

struct ModuleText {
  explicit ModuleText(std::string_view text) : module(read(text)) {}

  // Further folders: { "modules/a", "…" }, a main.tf each.
  ModuleText(std::string_view text, const std::vector<std::pair<std::string, std::string>>& others)
      : module(read(text, others)) {}

  // The same as shown(), with the modules that are called.
  std::string shown_with_calls() const {
    std::string lines;
    show(lines, module);
    return lines;
  }

  // "address -> what it is related to" for each resource of all modules.
  std::string relations() const {
    std::string lines;
    relate(lines, module);
    return lines;
  }

  // "address: value" for each block, a line each; unknown parts are their symbol or "?".
  std::string shown() const {
    std::string lines;
    for (const Block& block : module.blocks())
      lines += concat(block.address, ": ", text_of(block.value), "\n");
    return lines;
  }

  std::string problems() const {
    std::string lines;
    for (const Diagnostic& d : diags.sorted()) {
      lines += concat(std::to_string(sources.locate(d.span.file, d.span.begin).line), ": ", d.message, "\n");
    }
    return lines;
  }

  static std::string text_of(const eval::Value& value) {
    if (value.is_unknown()) return value.symbol_text().empty() ? "?" : std::string(value.symbol_text());
    std::string text;
    if (value.is_mapping()) {
      for (const eval::Entry& entry : value.entries()) {
        text += concat(text.empty() ? "" : ", ", entry.first, " = ", text_of(entry.second));
      }
      return concat("{", text, "}");
    }
    if (value.is_sequence()) {
      for (const eval::Value& item : value.items()) text += concat(text.empty() ? "" : ", ", text_of(item));
      return concat("[", text, "]");
    }
    return fold::print(value);
  }

  Sources sources{};
  Diagnostics diags{};
  Folders folders{diags, sources};
  Module module;

 private:
  static void show(std::string& lines, const Module& of) {
    for (const Block& block : of.blocks()) lines += concat(block.address, ": ", text_of(block.value), "\n");
    for (const Module* called : of.calls()) show(lines, *called);
  }

  static void relate(std::string& lines, const Module& of) {
    for (const Block& block : of.blocks()) {
      if (block.kind != "resource") continue;
      for (const auto& [address, declared] : of.related(block)) {
        lines += concat(block.address, " -> ", address, "\n");
      }
    }
    for (const Module* called : of.calls()) relate(lines, *called);
  }

  Module read(std::string_view text, const std::vector<std::pair<std::string, std::string>>& others = {}) {
    const FileId file = sources.add("main.tf", std::string(text));
    folders.add("", {{.path = "main.tf", .id = file}});
    for (const auto& [folder, other] : others) {
      const std::string path = concat(folder, "/main.tf");
      folders.add(folder, {{.path = path, .id = sources.add(path, other)}});
    }
    return Module(diags, sources, folders, *folders.find(""));
  }
};

}  // namespace blueprint::terraform
