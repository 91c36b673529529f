// Run by the build: packs files into the blob that embedded.h describes.
// Usage: blueprint_pack ROOT LIST OUTPUT, where LIST names files below ROOT.

#include <cstdio>
#include <map>
#include <tuple>
#include <utility>

#include "catalog/embedded.h"
#include "catalog/rule_heads.h"
#include "support/file.h"
#include "support/strings.h"
#include "yaml/prepared.h"

namespace blueprint::catalog::embedded {
namespace {

void append(std::string& blob, const void* data, std::size_t size) {
  blob.append(static_cast<const char*>(data), size);
}

// Nothing for what has mistakes: who reads it then finds them.
std::string prepared(const std::string& path, std::string_view text) {
  if (!path.ends_with(".yaml")) return {};
  Diagnostics mistakes;
  Sources sources;
  const std::vector<yaml::Node> documents = yaml::parse(mistakes, sources, sources.add_view(path, text));
  return mistakes.empty() ? yaml::prepare(documents, text) : std::string();
}

std::string pack(const std::map<std::string, std::string>& files) {
  const auto number = std::uint32_t(files.size());
  std::string rows;
  std::string bytes;
  const std::size_t start = sizeof number + files.size() * sizeof(Row);
  // Where `text` comes to stand, and how much it is.
  const auto add = [&](std::string_view text) {
    bytes += text;
    return std::pair(std::uint32_t(start + bytes.size() - text.size()), std::uint32_t(text.size()));
  };
  for (const auto& [path, text] : files) {
    Row row;
    std::tie(row.path_begin, row.path_size) = add(path);
    std::tie(row.text_begin, row.text_size) = add(text);
    std::tie(row.prepared_begin, row.prepared_size) = add(prepared(path, text));
    append(rows, &row, sizeof row);
  }
  std::string blob;
  append(blob, &number, sizeof number);
  return blob + rows + bytes;
}

// Adds what the rule files among them are about, as files of their own.
void add_rule_tables(std::map<std::string, std::string>& files) {
  std::vector<std::string> ids;
  std::vector<std::string> texts;
  for (const auto& [path, text] : files) {
    if (!path.starts_with(kRulesFolder) || !path.ends_with(kRulesSuffix)) continue;
    ids.push_back(path.substr(kRulesFolder.size(), path.size() - kRulesFolder.size() - kRulesSuffix.size()));
    texts.push_back(text);
  }
  RuleTables tables = rule_tables(ids, texts);
  files.emplace(kRuleHeads, std::move(tables.heads));
  files.emplace(kRuleKeys, std::move(tables.keys));
}

int fail(const Error& error) {
  std::fprintf(stderr, "blueprint_pack: %s\n", error.message.c_str());
  return 1;
}

int run(const std::string& root, const std::string& list, const std::string& output) {
  const Result<std::string> names = read_file(list);
  if (!names) return fail(names.error());
  std::map<std::string, std::string> files;
  for (const std::string_view path : split(*names, '\n')) {
    if (path.empty()) continue;
    Result<std::string> text = read_file(concat(root, "/", path));
    if (!text) return fail(text.error());
    files.emplace(path, std::move(*text));
  }
  add_rule_tables(files);
  const auto error = write_file(output, pack(files));
  return error ? fail(*error) : 0;
}

}  // namespace
}  // namespace blueprint::catalog::embedded

int main(int count, char** args) {
  if (count != 4) return 2;
  return blueprint::catalog::embedded::run(args[1], args[2], args[3]);
}
