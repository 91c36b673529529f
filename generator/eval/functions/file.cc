#include <algorithm>

#include "eval/functions/arguments.h"
#include "eval/functions/base64.h"
#include "eval/functions/digest.h"
#include "eval/functions/glob.h"
#include "eval/functions/module_files.h"
#include "eval/functions/template.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace fs = std::filesystem;

namespace {

// A relative path depends on where Terraform runs, and so is not known here.
Value call_abspath(const Call& call) {
  const std::string& path = call.args[0].as_string();
  return path.starts_with('/') ? Value::string(clean_path(path)) : Value::unknown(Type::string());
}

Value call_basename(const Call& call) { return Value::string(base_name(call.args[0].as_string())); }
Value call_dirname(const Call& call) { return Value::string(directory_name(call.args[0].as_string())); }

Value call_file(const Call& call) {
  std::optional<std::string> text = read_module_file(call, 0);
  if (!text) return Value::unknown(Type::string());
  if (is_utf8(*text)) return Value::string(std::move(*text));
  return call.fail(0, concat("contents of ", quoted_argument(call, 0),
                             " are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded "
                             "contents or the other file functions (e.g. filemd5, filesha256) to obtain file "
                             "hashing results instead"));
}

Value call_filebase64(const Call& call) {
  const std::optional<std::string> bytes = read_module_file(call, 0);
  if (!bytes || !fits_text(call, bytes->size() / 3 * 4)) return Value::unknown(Type::string());
  return Value::string(to_base64(*bytes));
}

template <Digest kind>
Value call_file_hex(const Call& call) {
  const std::optional<std::string> bytes = read_module_file(call, 0);
  return bytes ? Value::string(to_hex(digest(kind, *bytes))) : Value::unknown(Type::string());
}

template <Digest kind>
Value call_file_base64(const Call& call) {
  const std::optional<std::string> bytes = read_module_file(call, 0);
  return bytes ? Value::string(to_base64(digest(kind, *bytes))) : Value::unknown(Type::string());
}

Value call_fileexists(const Call& call) {
  const std::optional<fs::path> path = module_path(call, 0);
  if (!path) return Value::unknown(Type::boolean());
  std::error_code error;
  const fs::file_status status = fs::status(*path, error);
  if (!fs::exists(status)) return Value::boolean(false);
  if (fs::is_regular_file(status)) return Value::boolean(true);
  return call.fail(
      0, concat(quoted_argument(call, 0),
                fs::is_directory(status) ? " is a directory, not a file" : " is not a regular file"));
}

// A pattern's parts before the first one with a special character.
std::string fixed_folder(std::string_view pattern) {
  const std::size_t special = std::min(pattern.find_first_of("*?[{\\"), pattern.size());
  const std::size_t slash = pattern.substr(0, special).rfind('/');
  return std::string(slash == std::string_view::npos ? "" : pattern.substr(0, slash));
}

Value call_fileset(const Call& call) {
  const Value unknown = Value::unknown(string_set_type());
  const std::optional<fs::path> folder = module_path(call, 0);
  if (!folder) return unknown;
  const std::string pattern = clean_path(call.args[1].as_string());
  if (pattern.starts_with("..") || pattern.starts_with('/')) {
    return call.fail(1, concat(quoted_argument(call, 1), " reads outside the module"));
  }
  if (!is_valid_glob(pattern)) {
    return call.fail(
        1, concat("failed to glob pattern ", quoted_argument(call, 1), ": syntax error in pattern"));
  }
  const std::string fixed = fixed_folder(pattern);
  const auto files = list_files(*folder / fixed);
  if (!files) return call.fail(0, concat("failed to list ", quoted_argument(call, 0)));
  if (!fits_collection(call, files->size())) return unknown;
  std::vector<Value> items;
  for (const fs::path& file : *files) {
    const std::string path =
        fixed.empty() ? file.generic_string() : concat(fixed, "/", file.generic_string());
    if (is_utf8(path) && matches_glob(pattern, path)) items.push_back(Value::string(path));
  }
  return Value::set(Type::string(), std::move(items));
}

Value call_pathexpand(const Call& call) {
  if (call.args[0].as_string().starts_with('~')) return Value::unknown(Type::string());
  return call.args[0];
}

constexpr std::string_view kPath = "path";

const Function kFunctions[] = {
    {.name = "abspath",
     .params = {{.name = kPath, .type = string_type}},
     .result = string_type,
     .doc = "An absolute path in its shortest form; a relative path is not known before Terraform runs.",
     .example = "abspath(\"/a/../b\") == \"/b\"",
     .call = call_abspath},
    {.name = "basename",
     .params = {{.name = kPath, .type = string_type}},
     .result = string_type,
     .doc = "The last part of a path.",
     .example = "basename(\"foo/bar/baz.txt\") == \"baz.txt\"",
     .call = call_basename},
    {.name = "dirname",
     .params = {{.name = kPath, .type = string_type}},
     .result = string_type,
     .doc = "A path without its last part.",
     .example = "dirname(\"foo/bar/baz.txt\") == \"foo/bar\"",
     .call = call_dirname},
    {.name = "file",
     .params = {{.name = kPath, .type = string_type}},
     .result = string_type,
     .doc = "The text of a file of the module.",
     .call = call_file},
    {.name = "filebase64",
     .params = {{.name = kPath, .type = string_type}},
     .result = string_type,
     .doc = "The bytes of a file of the module, in base64.",
     .call = call_filebase64},
    {.name = "filebase64sha256",
     .params = {{.name = kPath, .type = string_type}},
     .result = string_type,
     .doc = "The SHA-256 hash of a file of the module, in base64.",
     .call = call_file_base64<Digest::Sha256>},
    {.name = "filebase64sha512",
     .params = {{.name = kPath, .type = string_type}},
     .result = string_type,
     .doc = "The SHA-512 hash of a file of the module, in base64.",
     .call = call_file_base64<Digest::Sha512>},
    {.name = "fileexists",
     .params = {{.name = kPath, .type = string_type}},
     .result = bool_type,
     .doc = "Whether the module has a file of this path.",
     .call = call_fileexists},
    {.name = "filemd5",
     .params = {{.name = kPath, .type = string_type}},
     .result = string_type,
     .doc = "The MD5 hash of a file of the module, in hexadecimal.",
     .call = call_file_hex<Digest::Md5>},
    {.name = "fileset",
     .params = {{.name = kPath, .type = string_type}, {.name = "pattern", .type = string_type}},
     .result = string_set_type,
     .doc = "The files below a folder of the module that fit a pattern.",
     .call = call_fileset},
    {.name = "filesha1",
     .params = {{.name = kPath, .type = string_type}},
     .result = string_type,
     .doc = "The SHA-1 hash of a file of the module, in hexadecimal.",
     .call = call_file_hex<Digest::Sha1>},
    {.name = "filesha256",
     .params = {{.name = kPath, .type = string_type}},
     .result = string_type,
     .doc = "The SHA-256 hash of a file of the module, in hexadecimal.",
     .call = call_file_hex<Digest::Sha256>},
    {.name = "filesha512",
     .params = {{.name = kPath, .type = string_type}},
     .result = string_type,
     .doc = "The SHA-512 hash of a file of the module, in hexadecimal.",
     .call = call_file_hex<Digest::Sha512>},
    {.name = "pathexpand",
     .params = {{.name = kPath, .type = string_type}},
     .result = string_type,
     .doc = "A path with ~ replaced by the home folder, which is not known before Terraform runs.",
     .example = "pathexpand(\"/etc/resolv.conf\") == \"/etc/resolv.conf\"",
     .call = call_pathexpand},
    {.name = "templatefile",
     .params = {{.name = kPath, .type = string_type, .unknown = true}, {.name = "vars", .unknown = true}},
     .doc = "The text of a template file of the module, with variables filled in.",
     .call = call_templatefile},
};

}  // namespace

std::span<const Function> file_functions() { return kFunctions; }

}  // namespace blueprint::eval
