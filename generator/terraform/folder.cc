#include "terraform/folder.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "eval/functions/json.h"
#include "hcl/parse.h"
#include "support/strings.h"
#include "terraform/json_syntax.h"
#include "terraform/override.h"

namespace blueprint::terraform {
namespace {

bool is_automatic(std::string_view name) {
  return name == "terraform.tfvars" || name == "terraform.tfvars.json" || name.ends_with(".auto.tfvars") ||
         name.ends_with(".auto.tfvars.json");
}

std::string_view without_suffix(std::string_view name) {
  for (const std::string_view suffix : {".tf.json", ".tofu.json", ".tf", ".tofu"}) {
    if (name.ends_with(suffix)) return name.substr(0, name.size() - suffix.size());
  }
  return name;
}

// True for main.tf.jinja and its like: main.tf before it is made.
bool is_template(std::string_view name) {
  const std::size_t at = name.find(".tf.");
  if (at == name.npos) return false;
  const std::string_view suffix = name.substr(at + 4);
  constexpr std::array<std::string_view, 10> kTemplates = {"jinja",  "jinja2",   "j2",  "tmpl",     "tpl",
                                                           "gotmpl", "template", "erb", "mustache", "ejs"};
  return std::ranges::count(kTemplates, suffix) > 0;
}

}  // namespace

FileKind file_kind(std::string_view name) {
  if (name.ends_with(".tf") || name.ends_with(".tofu")) return FileKind::Configuration;
  if (name.ends_with(".tf.json") || name.ends_with(".tofu.json")) return FileKind::Json;
  if (name.ends_with(".tfvars")) return FileKind::Values;
  if (name.ends_with(".tfvars.json")) return FileKind::JsonValues;
  if (name == ".terraform.lock.hcl") return FileKind::Lock;
  // Not those of other programs, and of Terraform's own tests: a.tftest.hcl, a.pkr.hcl.
  if (name.ends_with(".hcl") && name.find('.') == name.size() - 4 && name.size() > 4)
    return FileKind::Terragrunt;
  if (is_template(name)) return FileKind::Template;
  return FileKind::None;
}

bool is_override(std::string_view name) {
  const std::string_view stem = without_suffix(name);
  return stem == "override" || stem.ends_with("_override");
}

bool is_encrypted(std::string_view text) { return text.starts_with(std::string_view("\0GITCRYPT\0", 10)); }

namespace {

// Nearly every path is; to take one apart is work.
bool is_normal(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  for (bool more = true; more;) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (part.empty() || part == "." || part == "..") return false;
    more = slash != path.npos;
    if (more) path.remove_prefix(slash + 1);
  }
  return true;
}

}  // namespace

std::string normal_path(std::string_view path) {
  if (is_normal(path)) return std::string(path);
  std::string normal = std::filesystem::path(path).lexically_normal().string();
  if (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
  return normal == "." ? std::string() : normal;
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {};
  return normal_path(slash == 0 ? "/" : path.substr(0, slash));
}

std::string below(std::string_view folder, std::string_view path) {
  return normal_path(concat(folder, folder.empty() ? "" : "/", path));
}

const std::string_view* module_source(const hcl::Block& block) {
  const hcl::Attribute* const source = block.type == "module" ? block.body.attribute("source") : nullptr;
  return source ? hcl::literal_text(source->value) : nullptr;
}

std::set<std::string> local_modules(const Folder& folder) {
  std::set<std::string> paths;
  for (const hcl::File& file : folder.files) {
    for (const hcl::Block& block : file.body.blocks) {
      const std::string_view* const source = module_source(block);
      if (source && is_local(*source)) paths.insert(below(folder.path, *source));
    }
  }
  return paths;
}

bool is_local(std::string_view source) {
  return source.starts_with("./") || source.starts_with("../") || source == "." || source == "..";
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

Folders::Folders(Diagnostics& diags, Sources& sources, FolderReader reader, const catalog::Library& library)
    : diags_(diags), sources_(sources), reader_(std::move(reader)), library_(library), terragrunt_(sources) {}

const catalog::Library& Folders::embedded() {
  static const catalog::Library kEmbedded;
  return kEmbedded;
}

Folder Folders::read(Diagnostics& diags, std::string path, const std::vector<NamedFile>& files) const {
  Folder folder{.path = std::move(path)};
  std::vector<hcl::File> overrides;
  std::vector<const NamedFile*> sorted;
  for (const NamedFile& file : files) sorted.push_back(&file);
  const auto name_of = [](const NamedFile* file) { return file_name(file->path); };
  std::ranges::sort(sorted, {}, name_of);
  for (const NamedFile* file : sorted) {
    const std::string_view name = name_of(file);
    const FileKind kind = file_kind(name);
    // OpenTofu reads a.tofu instead of a.tf.
    const bool replaced = name.ends_with(".tf") &&
                          std::ranges::binary_search(
                              sorted, std::string_view(concat(without_suffix(name), ".tofu")), {}, name_of);
    folder.is_incomplete |= kind == FileKind::Template;
    if (kind == FileKind::None || kind == FileKind::Template || kind == FileKind::Terragrunt || replaced)
      continue;
    const bool values = kind == FileKind::Values || kind == FileKind::JsonValues;
    if (values && !is_automatic(name)) continue;
    if (!file->unreadable.empty()) {
      folder.is_incomplete = true;
      diags.add({.code = "terraform/unreadable-file",
                 .message = file->unreadable,
                 .span = {file->id, 0, 0},
                 .help = "Terraform stops at it; take it away, or make it readable"});
      continue;
    }
    if (is_encrypted(sources_.text(file->id))) {
      folder.has_encrypted_values |= values;
      continue;
    }
    const bool json = kind == FileKind::Json || kind == FileKind::JsonValues;
    hcl::File parsed = json ? parse_json_syntax(diags, sources_, library_, file->id, values)
                            : hcl::parse(diags, sources_, file->id);
    auto& into = values                   ? folder.values
                 : kind == FileKind::Lock ? folder.locks
                 : is_override(name)      ? overrides
                                          : folder.files;
    // terraform.tfvars comes before *.auto.tfvars.
    const bool first = values && name.starts_with("terraform.tfvars");
    into.insert(first ? into.begin() : into.end(), std::move(parsed));
  }
  for (hcl::File& file : overrides) merge_override(folder.files, std::move(file));
  return folder;
}

void Folders::add(std::string path, std::vector<NamedFile> files) {
  std::map<std::string, std::vector<NamedFile>> folders;
  folders.emplace(std::move(path), std::move(files));
  add(std::move(folders));
}

void Folders::add(std::map<std::string, std::vector<NamedFile>> folders, const Spread& spread) {
  for (const auto& [path, files] : folders) added_.push_back(path);
  read_terragrunt(folders);
  read_all(std::move(folders), spread);
}

void Folders::read_terragrunt(const std::map<std::string, std::vector<NamedFile>>& folders) {
  const auto read_file = [&](const std::string& path) -> std::optional<FileId> {
    const auto known = folders.find(folder_of(path));
    const std::vector<NamedFile> read = known != folders.end() ? known->second
                                        : reader_              ? reader_(folder_of(path))
                                                               : std::vector<NamedFile>();
    const auto named = [&](const NamedFile& file) { return normal_path(file.path) == path; };
    const auto found = std::ranges::find_if(read, named);
    return found != read.end() && found->unreadable.empty() ? std::optional(found->id) : std::nullopt;
  };
  for (const auto& [folder, files] : folders) {
    for (const NamedFile& file : files) {
      if (file_kind(file_name(file.path)) == FileKind::Terragrunt)
        terragrunt_.add(normal_path(file.path), file.id, read_file);
    }
  }
}

void Folders::read_all(std::map<std::string, std::vector<NamedFile>> folders, const Spread& spread) {
  struct Reading {
    Folder* folder;
    const std::vector<NamedFile>* files;
    Diagnostics diags{};
  };
  std::vector<Reading> all;
  for (const auto& [path, files] : folders)
    all.push_back({.folder = &(folders_[path] = {.path = path}), .files = &files});
  const auto read_one = [&](Reading& reading) {
    *reading.folder = read(reading.diags, reading.folder->path, *reading.files);
  };
  // JSON's strings become texts of their own; these keep their order, too.
  const auto has_json = [](const Reading& reading) {
    return std::ranges::any_of(*reading.files,
                               [](const NamedFile& file) { return file.path.ends_with(".json"); });
  };
  const auto first_without = std::ranges::stable_partition(all, has_json).begin();
  for (auto reading = all.begin(); reading != first_without; ++reading) read_one(*reading);
  spread(std::size_t(all.end() - first_without),
         [&](std::size_t i) { read_one(first_without[std::ptrdiff_t(i)]); });
  for (const Reading& reading : all) diags_.add_all(reading.diags);
}

void Folders::read_called(const Spread& spread) {
  if (!reader_) return;
  std::vector<std::string> callers = added_;
  while (!callers.empty()) {
    std::map<std::string, std::vector<NamedFile>> called;
    for (const std::string& caller : callers) {
      for (const std::string& path : called_by(folders_.at(caller))) {
        if (!folders_.contains(path) && !called.contains(path)) called.emplace(path, reader_(path));
      }
    }
    callers.clear();
    for (const auto& [path, files] : called) callers.push_back(path);
    read_all(std::move(called), spread);
  }
}

std::set<std::string> Folders::called_by(const Folder& folder) {
  std::set<std::string> paths = local_modules(folder);
  const bool calls_others = std::ranges::any_of(folder.files, [](const hcl::File& file) {
    return std::ranges::any_of(file.body.blocks, [](const hcl::Block& block) {
      const std::string_view* const source = module_source(block);
      return source && !is_local(*source);
    });
  });
  if (!calls_others) return paths;
  for (const auto& [key, path] : installed(folder.path).folder_of) paths.insert(path);
  return paths;
}

void Folders::give(const GivenValues& values) {
  for (const NamedFile& file : values.files) {
    const bool json = file_kind(file_name(file.path)) == FileKind::JsonValues;
    values_.push_back(json ? parse_json_syntax(diags_, sources_, library_, file.id, true)
                           : hcl::parse(diags_, sources_, file.id));
  }
  environment_ = read_texts(values.environment);
  stated_ = read_texts(values.stated);
}

std::vector<Folders::GivenText> Folders::read_texts(const std::vector<GivenValues::Text>& texts) const {
  std::vector<GivenText> read;
  for (const GivenValues::Text& given : texts) {
    const std::string_view text = sources_.text(given.text);
    Diagnostics no_expression;  // Most texts are none, and need not be.
    hcl::Fragment expression =
        hcl::parse_expression(no_expression, sources_, {given.text, 0, std::uint32_t(text.size())});
    read.push_back({.name = given.name, .text = text});
    if (!expression.has_errors) read.back().expression = std::move(expression);
  }
  return read;
}

const Folders::GivenText* Folders::find_text(const std::vector<GivenText>& texts, std::string_view name) {
  const auto last =
      std::find_if(texts.rbegin(), texts.rend(), [&](const GivenText& given) { return given.name == name; });
  return last == texts.rend() ? nullptr : &*last;
}

const Folder* Folders::find(const std::string& path) {
  const std::lock_guard lock(finding_);
  auto known = folders_.find(path);
  if (known == folders_.end()) {
    known = folders_.emplace(path, reader_ ? read(diags_, path, reader_(path)) : Folder{.path = path}).first;
  }
  return known->second.files.empty() ? nullptr : &known->second;
}

std::vector<const Folder*> Folders::added() const {
  std::vector<const Folder*> found;
  for (const std::string& path : added_) {
    const Folder& folder = folders_.at(path);
    if (!folder.files.empty()) found.push_back(&folder);
  }
  return found;
}

std::vector<const Folder*> Folders::with_copy_of(const Folder& folder, FileId file) {
  const std::lock_guard lock(finding_);
  if (by_text_.empty()) {
    for (const Folder* other : added()) {
      for (const hcl::File& of_other : other->files) by_text_.emplace(sources_.text(of_other.id), other);
    }
  }
  std::vector<const Folder*> found;
  const auto [first, last] = by_text_.equal_range(sources_.text(file));
  for (auto copy = first; copy != last; ++copy) {
    if (copy->second != &folder) found.push_back(copy->second);
  }
  return found;
}

const Folders::Installed& Folders::installed(const std::string& root) {
  const auto [known, is_new] = installed_.try_emplace(root);
  Installed& modules = known->second;
  if (!is_new || !reader_) return modules;
  for (const NamedFile& file : reader_(below(root, ".terraform/modules"))) {
    if (file_name(file.path) != "modules.json") continue;
    std::string why;
    const auto manifest = eval::parse_json(sources_.text(file.id), 100, why);
    const eval::Value* const listed = manifest ? manifest->find("Modules") : nullptr;
    for (const eval::Value& module : listed ? listed->items() : std::span<const eval::Value>()) {
      const eval::Value* const name = module.find("Key");
      const eval::Value* const dir = module.find("Dir");
      if (name && dir && name->is_string() && dir->is_string() && !name->as_string().empty())
        modules.folder_of[name->as_string()] = below(root, dir->as_string());
    }
  }
  return modules;
}

std::string Folders::downloaded(const std::string& root, const std::string& key) {
  const std::lock_guard lock(finding_);
  const Installed& modules = installed(root);
  const auto found = modules.folder_of.find(key);
  return found == modules.folder_of.end() ? std::string() : found->second;
}

}  // namespace blueprint::terraform
