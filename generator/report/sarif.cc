#include "report/sarif.h"

#include <algorithm>
#include <map>

#include "report/json_writer.h"
#include "report/lines.h"
#include "report/words.h"
#include "support/fingerprint.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

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

class Printer {
 public:
  explicit Printer(const Report& report) : report_(report), lines_(report.sources) {
    // Results name rules by their place in the list of those that found something.
    for (const Diagnostic& d : report.diagnostics) {
      if (!d.code.empty() && index_.try_emplace(d.code, first_.size()).second) first_.push_back(&d);
    }
  }

  std::string print() {
    json_.object([&] {
      json_.member("$schema", kSchema);
      json_.member("version", "2.1.0");
      json_.key("runs");
      json_.array([&] { json_.object([&] { run(); }); });
    });
    return json_.take();
  }

 private:
  void run() {
    object("tool", [&] {
      object("driver", [&] {
        json_.member("name", "blueprint");
        if (!report_.version.empty()) {
          json_.member("semanticVersion", report_.version);
          json_.member("version", report_.version);
        }
        array("rules", [&] {
          for (const Diagnostic* d : first_) json_.object([&] { rule(*d); });
        });
      });
    });
    json_.member("columnKind", "unicodeCodePoints");
    const std::vector<std::string> prints = fingerprints(report_.sources, report_.diagnostics);
    array("results", [&] {
      for (std::size_t i = 0; i < prints.size(); ++i) {
        json_.object([&] { result(report_.diagnostics[i], prints[i]); });
      }
    });
  }

  void rule(const Diagnostic& d) {
    const auto default_level = [&](Severity severity) {
      object("defaultConfiguration", [&] { json_.member("level", level(severity)); });
    };
    json_.member("id", d.code);
    const RuleText* const rule = rule_of(report_, d);
    if (!rule) return default_level(d.severity);
    json_.member("name", rule->title);
    text("shortDescription", rule->title);
    text("fullDescription", rule->why.empty() ? std::string_view(rule->title) : trim(rule->why));
    object("help", [&] {
      json_.member("text", help_text(*rule));
      json_.member("markdown", help_markdown(d.code, *rule));
    });
    if (!rule->references.empty()) json_.member("helpUri", rule->references.front());
    default_level(rule->severity);
    object("properties", [&] {
      array("tags", [&] {
        json_.value(rule->category);
        for (const std::string& alias : rule->aliases) json_.value(alias);
      });
      if (rule->category == "security") {
        json_.member("security-severity", security_severity(rule->severity));
      }
    });
  }

  void result(const Diagnostic& d, const std::string& fingerprint) {
    if (!d.code.empty()) {
      json_.member("ruleId", d.code);
      json_.member("ruleIndex", index_.find(d.code)->second);
    }
    json_.member("level", level(d.severity));
    text("message", d.help.empty() ? d.message : concat(d.message, "\n", d.help));
    if (d.span) {
      array("locations", [&] {
        json_.object([&] {
          location(d.span);
          logical_locations(d);
        });
      });
    }
    related(d);
    // Code scanning follows a finding by the first name, other programs by any.
    object("partialFingerprints", [&] {
      json_.member("primaryLocationLineHash", fingerprint);
      json_.member("blueprint/v1", fingerprint);
    });
    if (d.fix && !d.fix->edits.empty()) array("fixes", [&] { json_.object([&] { fix(*d.fix); }); });
  }

  void logical_locations(const Diagnostic& d) {
    if (d.subject.empty()) return;
    const auto one = [&](std::string_view address) {
      json_.object([&] {
        json_.member("fullyQualifiedName", address);
        json_.member("kind", "resource");
      });
    };
    array("logicalLocations", [&] {
      one(d.subject);
      for (const std::string& also : d.also) one(also);
    });
  }

  void related(const Diagnostic& d) {
    if (std::ranges::none_of(d.labels, [](const Label& label) { return bool(label.span); })) return;
    std::size_t id = 0;
    array("relatedLocations", [&] {
      for (const Label& label : d.labels) {
        if (!label.span) continue;
        json_.object([&] {
          location(label.span);
          json_.member("id", ++id);
          text("message", label.text);
        });
      }
    });
  }

  void fix(const Fix& fix) {
    text("description", fix.title);
    array("artifactChanges", [&] {
      // Changes of one file stand together.
      for (std::size_t i = 0; i < fix.edits.size();) {
        const FileId file = fix.edits[i].span.file;
        json_.object([&] {
          artifact(file);
          array("replacements", [&] {
            for (; i < fix.edits.size() && fix.edits[i].span.file == file; ++i) {
              json_.object([&] {
                region("deletedRegion", fix.edits[i].span);
                text("insertedContent", fix.edits[i].text);
              });
            }
          });
        });
      }
    });
  }

  void location(Span span) {
    object("physicalLocation", [&] {
      artifact(span.file);
      region("region", span);
    });
  }

  void artifact(FileId file) {
    object("artifactLocation", [&] { json_.member("uri", uri(report_.sources.path(file))); });
  }

  void region(std::string_view key, Span span) {
    const LineColumn begin = lines_.locate(span.file, span.begin);
    const LineColumn end = lines_.locate(span.file, span.end);
    object(key, [&] {
      json_.member("startLine", begin.line);
      json_.member("startColumn", begin.column);
      json_.member("endLine", end.line);
      json_.member("endColumn", end.column);
    });
  }

  void text(std::string_view key, std::string_view text) {
    object(key, [&] { json_.member("text", text); });
  }

  template <typename Body>
  void object(std::string_view key, Body body) {
    json_.key(key);
    json_.object(body);
  }
  template <typename Body>
  void array(std::string_view key, Body body) {
    json_.key(key);
    json_.array(body);
  }

  const Report& report_;
  JsonWriter json_;
  Lines lines_;
  std::map<std::string_view, std::size_t> index_;
  std::vector<const Diagnostic*> first_;  // Of each rule.
};

}  // namespace

std::string print_sarif(const Report& report) { return Printer(report).print(); }

}  // namespace blueprint::report
