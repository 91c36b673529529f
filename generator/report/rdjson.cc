#include "report/rdjson.h"

#include "report/json_writer.h"
#include "report/lines.h"
#include "report/words.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return "ERROR";
    case Severity::Warning: return "WARNING";
    case Severity::Info: return "INFO";
  }
  return "";
}

class Printer {
 public:
  explicit Printer(const Report& report) : report_(report), lines_(report.sources) {}

  std::string print() {
    json_.object([&] {
      json_.key("source");
      json_.object([&] { json_.member("name", "blueprint"); });
      json_.key("diagnostics");
      json_.array([&] {
        for (const Diagnostic& d : report_.diagnostics) {
          if (d.span) json_.object([&] { diagnostic(d); });
        }
      });
    });
    return json_.take();
  }

 private:
  void diagnostic(const Diagnostic& d) {
    json_.member("message", d.help.empty() ? d.message : concat(d.message, "\nhelp: ", d.help));
    json_.key("location");
    json_.object([&] {
      json_.member("path", plain_path(report_.sources.path(d.span.file)));
      range(d.span);
    });
    json_.member("severity", severity_of(d.severity));
    if (!d.code.empty()) {
      json_.key("code");
      json_.object([&] {
        json_.member("value", d.code);
        const RuleText* const rule = rule_of(report_, d);
        if (rule && !rule->references.empty()) json_.member("url", rule->references.front());
      });
    }
    // A suggestion is one range; a fix of several edits is not one.
    if (!d.fix || d.fix->edits.size() != 1) return;
    json_.key("suggestions");
    json_.array([&] {
      json_.object([&] {
        range(d.fix->edits.front().span);
        json_.member("text", d.fix->edits.front().text);
      });
    });
  }

  void range(Span span) {
    json_.key("range");
    json_.object([&] {
      position("start", span.file, span.begin);
      position("end", span.file, span.end);
    });
  }

  void position(std::string_view key, FileId file, std::uint32_t offset) {
    const int line = lines_.locate(file, offset).line;
    json_.key(key);
    json_.object([&] {
      json_.member("line", line);
      json_.member("column", offset - lines_.begin(file, line) + 1);
    });
  }

  const Report& report_;
  JsonWriter json_;
  Lines lines_;
};

}  // namespace

std::string print_rdjson(const Report& report) { return Printer(report).print(); }

}  // namespace blueprint::report
