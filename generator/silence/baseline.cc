#include "silence/baseline.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "support/fingerprint.h"
#include "support/strings.h"

namespace blueprint::silence {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kVersionKey = "blueprint-baseline";
constexpr int kVersion = 1;

// What is wrong with a file is not to be got used to.
bool can_be_accepted(const Diagnostic& finding) {
  return !finding.code.starts_with("hcl/") && !finding.code.starts_with("yaml/");
}

std::string without_ordinal(std::string_view fingerprint) {
  return std::string(fingerprint.substr(0, fingerprint.find(':')));
}

std::string text_of(const nlohmann::ordered_json& entry, const char* key) {
  const auto found = entry.find(key);
  return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

std::string print_baseline(const Sources& sources, const Diagnostics& findings) {
  const std::vector<Diagnostic> sorted = findings.sorted();
  const std::vector<std::string> prints = fingerprints(sources, sorted);
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const Diagnostic& finding = sorted[i];
    if (!can_be_accepted(finding)) continue;
    const Json line = {{"file", finding.span ? sources.path(finding.span.file) : std::string_view()},
                       {"rule", finding.code},
                       {"subject", finding.subject},
                       {"fingerprint", without_ordinal(prints[i])}};
    lines.push_back(line.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
  std::ranges::sort(lines);
  return concat("{\n\"", kVersionKey, "\": ", std::to_string(kVersion), ",\n\"findings\": [\n",
                join(lines, ",\n"), lines.empty() ? "" : "\n", "]\n}\n");
}

Result<Baseline> parse_baseline(std::string_view text) {
  const Json document = Json::parse(text, nullptr, false);
  if (!document.is_object() || !document.contains(kVersionKey)) return Error{"this is no baseline"};
  if (document[kVersionKey] != kVersion) return Error{"this baseline is of another version of blueprint"};
  const auto findings = document.find("findings");
  if (findings == document.end() || !findings->is_array())
    return Error{"the baseline has no list of findings"};
  Baseline baseline;
  for (const Json& entry : *findings) {
    const std::string fingerprint = entry.is_object() ? text_of(entry, "fingerprint") : "";
    if (fingerprint.empty()) return Error{"an entry of the baseline has no fingerprint"};
    baseline.push_back(
        {.file = text_of(entry, "file"), .rule = text_of(entry, "rule"), .fingerprint = fingerprint});
  }
  return baseline;
}

Known apply_baseline(Diagnostics& findings, const Sources& sources, const Baseline& baseline,
                     const std::function<bool(const BaselineEntry&)>& looked_for) {
  std::multimap<std::string, const BaselineEntry*> left;
  for (const BaselineEntry& entry : baseline) left.emplace(without_ordinal(entry.fingerprint), &entry);
  findings.all() = findings.sorted();
  const std::vector<std::string> prints = fingerprints(sources, findings.all());
  Known known;
  std::vector<Diagnostic> reported;
  for (std::size_t i = 0; i < prints.size(); ++i) {
    Diagnostic& finding = findings.all()[i];
    const auto entry = left.find(without_ordinal(prints[i]));
    if (can_be_accepted(finding) && entry != left.end()) {
      left.erase(entry);
      ++known.in_baseline;
    } else {
      reported.push_back(std::move(finding));
    }
  }
  findings.all() = std::move(reported);
  for (const auto& [fingerprint, entry] : left) known.resolved += looked_for(*entry) ? 1 : 0;
  return known;
}

}  // namespace blueprint::silence
