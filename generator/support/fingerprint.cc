#include "support/fingerprint.h"

#include <map>

#include "support/sha256.h"
#include "support/strings.h"

namespace blueprint {
namespace {

constexpr std::size_t kDigits = 32;

std::string squeezed(std::string_view text) {
  std::string result;
  for (const char c : trim(text)) {
    const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!is_space)
      result += c;
    else if (!result.ends_with(' '))
      result += ' ';
  }
  return result;
}

std::string hash_of(const Sources& sources, const Diagnostic& diagnostic) {
  std::string_view path;
  std::string text;
  if (diagnostic.span) {
    path = sources.path(diagnostic.span.file);
    while (path.starts_with("./")) path.remove_prefix(2);
    if (!diagnostic.secret) text = squeezed(sources.text(diagnostic.span));
  }
  // A zero byte stands in none of these, so no two sets of parts read the same.
  const std::string_view zero("\0", 1);
  return sha256_hex(concat(diagnostic.code, zero, path, zero, diagnostic.subject, zero, text))
      .substr(0, kDigits);
}

}  // namespace

std::vector<std::string> fingerprints(const Sources& sources, std::span<const Diagnostic> diagnostics) {
  std::map<std::string, std::size_t> seen;
  std::vector<std::string> result;
  result.reserve(diagnostics.size());
  for (const Diagnostic& diagnostic : diagnostics) {
    std::string hash = hash_of(sources, diagnostic);
    const std::size_t times = ++seen[hash];
    if (times > 1) hash += concat(":", std::to_string(times));
    result.push_back(std::move(hash));
  }
  return result;
}

}  // namespace blueprint
