#include "report/sarif.h"

#include <nlohmann/json.hpp>

#include "report/lines.h"
#include "report/words.h"
#include "support/fingerprint.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

std::string_view level(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: return "note";
  }
  return "";
}

// Code scanning sorts findings of security by this number, 0 to 10.
std::string_view security_severity(Severity severity) {
  switch (severity) {
    case Severity::Error: return "8.0";
    case Severity::Warning: return "5.5";
    case Severity::Info: return "2.0";
  }
  return "";
}

std::string help_text(const RuleText& rule) {
  return concat(trim(rule.why), rule.why.empty() ? "" : "\n\n", trim(rule.help));
}

std::string help_markdown(const std::string& id, const RuleText& rule) {
  std::string text = concat("# ", rule.title, "\n\n", trim(rule.why), "\n");
  if (!rule.help.empty()) text += concat("\n**What to do:** ", trim(rule.help), "\n");
  if (!rule.references.empty()) {
    text += "\n**See**\n\n";
    for (const std::string& page : rule.references) text += concat("- <", page, ">\n");
  }
  text += concat("\nRule `", id, "`");
  if (!rule.aliases.empty()) text += concat(", elsewhere called ", join(rule.aliases, ", "));
  return text + ".\n";
}

// Results name rules by their place in the list of those that found something.
class Rules {
 public:
  explicit Rules(const Report& report) : report_(report) {}

  std::size_t index_of(const Diagnostic& d) {
    const auto [entry, is_new] = index_.try_emplace(d.code, descriptors_.size());
    if (is_new) descriptors_.push_back(descriptor(d));
    return entry->second;
  }

  Json take() { return std::move(descriptors_); }

 private:
  Json descriptor(const Diagnostic& d) const {
    Json result = {{"id", d.code}};
    const RuleText* const rule = rule_of(report_, d);
    if (!rule) {
      result["defaultConfiguration"] = {{"level", level(d.severity)}};
      return result;
    }
    result["name"] = rule->title;
    result["shortDescription"] = {{"text", rule->title}};
    result["fullDescription"] = {{"text", rule->why.empty() ? rule->title : std::string(trim(rule->why))}};
    result["help"] = {{"text", help_text(*rule)}, {"markdown", help_markdown(d.code, *rule)}};
    if (!rule->references.empty()) result["helpUri"] = rule->references.front();
    result["defaultConfiguration"] = {{"level", level(rule->severity)}};
    Json tags = Json::array({rule->category});
    for (const std::string& alias : rule->aliases) tags.push_back(alias);
    result["properties"] = {{"tags", std::move(tags)}};
    if (rule->category == "security") {
      result["properties"]["security-severity"] = security_severity(rule->severity);
    }
    return result;
  }

  const Report& report_;
  std::map<std::string, std::size_t> index_;
  Json descriptors_ = Json::array();
};

class Printer {
 public:
  explicit Printer(const Report& report) : report_(report), lines_(report.sources), rules_(report) {}

  Json run() {
    const std::vector<std::string> prints = fingerprints(report_.sources, report_.diagnostics);
    Json results = Json::array();
    for (std::size_t i = 0; i < report_.diagnostics.size(); ++i) {
      results.push_back(result(report_.diagnostics[i], prints[i]));
    }
    Json driver = {{"name", "blueprint"}};
    if (!report_.version.empty()) driver["version"] = driver["semanticVersion"] = report_.version;
    driver["rules"] = rules_.take();
    return {{"tool", {{"driver", std::move(driver)}}},
            {"columnKind", "unicodeCodePoints"},
            {"results", std::move(results)}};
  }

 private:
  Json artifact(FileId file) const { return {{"uri", uri(report_.sources.path(file))}}; }

  Json region(Span span) {
    const LineColumn begin = lines_.locate(span.file, span.begin);
    const LineColumn end = lines_.locate(span.file, span.end);
    return {{"startLine", begin.line},
            {"startColumn", begin.column},
            {"endLine", end.line},
            {"endColumn", end.column}};
  }

  Json location(Span span) {
    return {{"physicalLocation", {{"artifactLocation", artifact(span.file)}, {"region", region(span)}}}};
  }

  Json fix(const Fix& fix) {
    // Changes of one file stand together.
    Json changes = Json::array();
    FileId last{};
    for (const Edit& edit : fix.edits) {
      if (edit.span.file != last) {
        changes.push_back({{"artifactLocation", artifact(edit.span.file)}, {"replacements", Json::array()}});
        last = edit.span.file;
      }
      changes.back()["replacements"].push_back(
          {{"deletedRegion", region(edit.span)}, {"insertedContent", {{"text", edit.text}}}});
    }
    return {{"description", {{"text", fix.title}}}, {"artifactChanges", std::move(changes)}};
  }

  Json result(const Diagnostic& d, const std::string& fingerprint) {
    Json result = Json::object();
    if (!d.code.empty()) result = {{"ruleId", d.code}, {"ruleIndex", rules_.index_of(d)}};
    result["level"] = level(d.severity);
    result["message"] = {{"text", d.help.empty() ? d.message : concat(d.message, "\n", d.help)}};
    if (d.span) {
      Json place = location(d.span);
      if (!d.subject.empty()) {
        Json subjects = Json::array();
        subjects.push_back({{"fullyQualifiedName", d.subject}, {"kind", "resource"}});
        for (const std::string& also : d.also) {
          subjects.push_back({{"fullyQualifiedName", also}, {"kind", "resource"}});
        }
        place["logicalLocations"] = std::move(subjects);
      }
      result["locations"] = Json::array({std::move(place)});
    }
    Json related = Json::array();
    for (const Label& label : d.labels) {
      if (!label.span) continue;
      related.push_back(location(label.span));
      related.back()["id"] = related.size();
      related.back()["message"] = {{"text", label.text}};
    }
    if (!related.empty()) result["relatedLocations"] = std::move(related);
    // Code scanning follows a finding by the first name, other programs by any.
    result["partialFingerprints"] = {{"primaryLocationLineHash", fingerprint}, {"blueprint/v1", fingerprint}};
    if (d.fix && !d.fix->edits.empty()) result["fixes"] = Json::array({fix(*d.fix)});
    return result;
  }

  const Report& report_;
  Lines lines_;
  Rules rules_;
};

}  // namespace

std::string print_sarif(const Report& report) {
  const Json document = {
      {"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({Printer(report).run()})}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace blueprint::report
