#include "report/json.h"

#include "report/json_writer.h"
#include "report/lines.h"
#include "support/fingerprint.h"

namespace blueprint::report {
namespace {

class Printer {
 public:
  Printer(JsonWriter& json, const Report& report) : json_(json), report_(report), lines_(report.sources) {}

  void diagnostic(const Diagnostic& d, const std::string& fingerprint) {
    json_.object([&] {
      json_.member("severity", name(d.severity));
      json_.member("code", d.code);
      json_.member("message", d.message);
      json_.member_or_null("alias", d.alias);
      json_.member_or_null("subject", d.subject);
      texts("also", d.also);
      texts("related", d.related);
      json_.member("fingerprint", fingerprint);
      place(d.span);
      json_.key("labels");
      json_.array([&] {
        for (const Label& label : d.labels) {
          json_.object([&] {
            json_.member("text", label.text);
            place(label.span);
          });
        }
      });
      json_.member_or_null("help", d.help);
      fix(d.fix);
    });
  }

 private:
  void texts(std::string_view key, const std::vector<std::string>& all) {
    json_.key(key);
    json_.array([&] {
      for (const std::string& text : all) json_.value(text);
    });
  }

  void place(Span span) {
    json_.key("place");
    if (!span) return json_.null();
    json_.object([&] {
      json_.member("file", report_.sources.path(span.file));
      point("start", span.file, span.begin);
      point("end", span.file, span.end);
    });
  }

  void point(std::string_view key, FileId file, std::uint32_t offset) {
    const LineColumn at = lines_.locate(file, offset);
    json_.key(key);
    json_.object([&] {
      json_.member("line", at.line);
      json_.member("column", at.column);
      json_.member("offset", offset);
    });
  }

  void fix(const std::optional<Fix>& fix) {
    json_.key("fix");
    if (!fix) return json_.null();
    json_.object([&] {
      json_.member("title", fix->title);
      json_.member("safe", fix->safety == Safety::Safe);
      json_.key("edits");
      json_.array([&] {
        for (const Edit& edit : fix->edits) {
          json_.object([&] {
            place(edit.span);
            json_.member("text", edit.text);
          });
        }
      });
    });
  }

  JsonWriter& json_;
  const Report& report_;
  Lines lines_;
};

void summary(JsonWriter& json, const Report& report) {
  const Counts counts = count(report.diagnostics);
  json.key("summary");
  json.object([&] {
    json.member("errors", counts.errors);
    json.member("warnings", counts.warnings);
    json.member("infos", counts.infos);
    json.member("files", report.files);
    json.member("silenced", report.accepted.silenced);
    json.member("in_baseline", report.accepted.in_baseline);
    json.member("resolved", report.accepted.resolved);
  });
}

}  // namespace

std::string print_json(const Report& report) {
  JsonWriter json;
  Printer printer(json, report);
  const std::vector<std::string> prints = fingerprints(report.sources, report.diagnostics);
  json.object([&] {
    json.key("diagnostics");
    json.array([&] {
      for (std::size_t i = 0; i < prints.size(); ++i) printer.diagnostic(report.diagnostics[i], prints[i]);
    });
    summary(json, report);
  });
  return json.take();
}

std::string print_json_lines(const Report& report) {
  JsonWriter json(JsonWriter::Layout::OneLine);
  Printer printer(json, report);
  const std::vector<std::string> prints = fingerprints(report.sources, report.diagnostics);
  std::string text;
  for (std::size_t i = 0; i < prints.size(); ++i) {
    printer.diagnostic(report.diagnostics[i], prints[i]);
    text += json.take();
  }
  return text;
}

}  // namespace blueprint::report
