#include "report/json.h"

#include <nlohmann/json.hpp>

#include "report/lines.h"

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

Json diagnostic(const Sources& sources, Lines& lines, const Diagnostic& d) {
  Json labels = Json::array();
  for (const Label& label : d.labels) {
    labels.push_back({{"text", label.text}, {"place", place(sources, lines, label.span)}});
  }
  return {{"severity", name(d.severity)},
          {"code", d.code},
          {"message", d.message},
          {"subject", d.subject.empty() ? Json() : Json(d.subject)},
          {"related", d.related},
          {"place", place(sources, lines, d.span)},
          {"labels", std::move(labels)},
          {"help", d.help.empty() ? Json() : Json(d.help)},
          {"fix", fix(sources, lines, d.fix)}};
}

}  // namespace

std::string print_json(const Report& report) {
  Lines lines(report.sources);
  Json diagnostics = Json::array();
  for (const Diagnostic& d : report.diagnostics) diagnostics.push_back(diagnostic(report.sources, lines, d));
  const Counts counts = count(report.diagnostics);
  const Json document = {{"diagnostics", std::move(diagnostics)},
                         {"summary",
                          {{"errors", counts.errors},
                           {"warnings", counts.warnings},
                           {"infos", counts.infos},
                           {"files", report.files}}}};
  // A path or a text need not be UTF-8; JSON must be.
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace blueprint::report
