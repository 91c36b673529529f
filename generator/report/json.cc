#include "report/json.h"

#include <nlohmann/json.hpp>

#include "report/lines.h"
#include "support/fingerprint.h"

namespace blueprint::report {
namespace {

using Json = nlohmann::ordered_json;

Json place(const Sources& sources, Lines& lines, Span span) {
  if (!span) return nullptr;
  const auto point = [&](std::uint32_t offset) {
    const LineColumn at = lines.locate(span.file, offset);
    return Json{{"line", at.line}, {"column", at.column}, {"offset", offset}};
  };
  return {{"file", sources.path(span.file)}, {"start", point(span.begin)}, {"end", point(span.end)}};
}

Json fix(const Sources& sources, Lines& lines, const std::optional<Fix>& fix) {
  if (!fix) return nullptr;
  Json edits = Json::array();
  for (const Edit& edit : fix->edits) {
    edits.push_back({{"place", place(sources, lines, edit.span)}, {"text", edit.text}});
  }
  return {{"title", fix->title}, {"safe", fix->safety == Safety::Safe}, {"edits", std::move(edits)}};
}

Json diagnostic(const Sources& sources, Lines& lines, const Diagnostic& d, const std::string& fingerprint) {
  Json labels = Json::array();
  for (const Label& label : d.labels) {
    labels.push_back({{"text", label.text}, {"place", place(sources, lines, label.span)}});
  }
  return {{"severity", name(d.severity)},
          {"code", d.code},
          {"message", d.message},
          {"subject", d.subject.empty() ? Json() : Json(d.subject)},
          {"also", d.also},
          {"related", d.related},
          {"fingerprint", fingerprint},
          {"place", place(sources, lines, d.span)},
          {"labels", std::move(labels)},
          {"help", d.help.empty() ? Json() : Json(d.help)},
          {"fix", fix(sources, lines, d.fix)}};
}

std::vector<Json> diagnostics(const Report& report) {
  Lines lines(report.sources);
  const std::vector<std::string> prints = fingerprints(report.sources, report.diagnostics);
  std::vector<Json> result;
  for (std::size_t i = 0; i < report.diagnostics.size(); ++i) {
    result.push_back(diagnostic(report.sources, lines, report.diagnostics[i], prints[i]));
  }
  return result;
}

// A path or a text need not be UTF-8; JSON must be.
std::string dump(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string print_json(const Report& report) {
  const Counts counts = count(report.diagnostics);
  return dump({{"diagnostics", diagnostics(report)},
               {"summary",
                {{"errors", counts.errors},
                 {"warnings", counts.warnings},
                 {"infos", counts.infos},
                 {"files", report.files},
                 {"silenced", report.accepted.silenced},
                 {"in_baseline", report.accepted.in_baseline},
                 {"resolved", report.accepted.resolved}}}},
              2);
}

std::string print_json_lines(const Report& report) {
  std::string text;
  for (const Json& line : diagnostics(report)) text += dump(line, -1);
  return text;
}

}  // namespace blueprint::report
