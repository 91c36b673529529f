// Folds small templates for the tests.

#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fold/fold.h"
#include "hcl/format.h"
#include "hcl/parse.h"

namespace blueprint::fold {

// What a template's `known` names stand for, written as an HCL object; a
// string "symbol:x" is the symbol x, "unknown:" an unknown value.
struct Setup {
  std::string known = "{}";
  std::string key = "network";
  bool default_instance = true;
};

// One template, folded.
class Folded {
 public:
  Folded(const Setup& setup, std::string_view text) : Folded(setup, std::vector<std::string_view>{text}) {}

  // Several files of one component; `text()` is that of the first.
  Folded(const Setup& setup, std::vector<std::string_view> texts) : known_(*this, setup.known) {
    environment_ = std::make_unique<Environment>(
        Environment{.context = context_,
                    .known = known_,
                    .naming = {.key = setup.key, .default_instance = setup.default_instance}});
    std::vector<hcl::File> parsed;
    for (const std::string_view text : texts) {
      parsed.push_back(hcl::parse(diags_, sources_, sources_.add("t.tf", std::string(text))));
    }
    files_ = std::move(parsed);
    for (const hcl::File& file : files_) pointers_.push_back(&file);
    declared_ = declare(*environment_, pointers_);
    scope_ = std::make_unique<TemplateScope>(*environment_, declared_, pointers_);
    mapped_ = fold_file(*environment_, *scope_, declared_, files_.front());
  }

  const MappedText& mapped() const { return mapped_; }
  // Before formatting.
  const std::string& raw() const { return mapped_.text(); }
  // As `terraform fmt` leaves it; what does not parse says so instead.
  std::string text() {
    Diagnostics problems;
    const FileId id = sources_.add("out.tf", mapped_.text());
    const std::vector<Edit> edits = hcl::format(problems, sources_, id);
    if (!problems.empty()) return "does not parse: " + problems.all()[0].message + "\n" + mapped_.text();
    return apply_edits(mapped_.text(), edits);
  }
  // "code: message" of each diagnostic, a line each.
  std::string problems() const {
    std::string result;
    for (const Diagnostic& diagnostic : diags_.sorted()) {
      result += diagnostic.code + ": " + diagnostic.message + "\n";
    }
    return result;
  }

  eval::Value value(std::string_view expression) {
    const FileId id = sources_.add("e", std::string(expression));
    fragments_.push_back(hcl::parse_expression(diags_, sources_, {id, 0, std::uint32_t(expression.size())}));
    return fold_value(*environment_, *scope_, *fragments_.back().expr);
  }

  const Declared& declared() const { return declared_; }
  const Diagnostics& diags() const { return diags_; }
  const Sources& sources() const { return sources_; }
  const TemplateScope& scope() const { return *scope_; }

 private:
  class Known final : public eval::Scope {
   public:
    Known(Folded& owner, const std::string& text) : text_(text) {
      const FileId id = owner.sources_.add("known", text);
      const Span span{id, 0, std::uint32_t(text.size())};
      file_ = id;
      fragment_ = hcl::parse_expression(owner.diags_, owner.sources_, span);
      const eval::LocalScope nothing;
      const eval::Value value = eval::evaluate(owner.context_, *fragment_.expr, nothing);
      if (value.is_mapping()) value_ = with_symbols(value);
    }

    std::optional<Found> find(eval::Context&, std::span<const std::string_view> path, Span) const override {
      const eval::Value* value = value_.find(path[0]);
      if (!value) return std::nullopt;
      return Found{*value};
    }

   private:
    eval::Value with_symbols(const eval::Value& value) const {
      if (value.is_string() && value.as_string().starts_with("symbol:")) {
        return eval::Value::symbol(value.as_string().substr(7));
      }
      if (value.is_string() && value.as_string() == "unknown:") return eval::Value::unknown();
      if (value.is_mapping()) {
        std::vector<eval::Entry> entries;
        for (const auto& [key, item] : value.entries()) entries.emplace_back(key, with_symbols(item));
        return eval::Value::object(std::move(entries)).with_origin(value.origin());
      }
      if (value.is_sequence()) {
        std::vector<eval::Value> items;
        for (const eval::Value& item : value.items()) items.push_back(with_symbols(item));
        return eval::Value::tuple(std::move(items)).with_origin(value.origin());
      }
      if (value.is_string()) {
        // A string that is written only once remembers where.
        const std::string quoted = "\"" + value.as_string() + "\"";
        const std::size_t at = text_.find(quoted);
        if (at == std::string::npos) return value;
        return value.with_origin({file_, std::uint32_t(at), std::uint32_t(at + quoted.size())});
      }
      return value;
    }

    std::string text_;
    FileId file_{};
    hcl::Fragment fragment_;
    eval::Value value_ = eval::Value::object({});
  };

  Sources sources_;
  Diagnostics diags_;
  eval::Context context_{.diags = diags_, .sources = sources_, .limits = {.steps = 1'000'000}};
  Known known_;
  std::unique_ptr<Environment> environment_;
  std::vector<hcl::File> files_;
  std::vector<const hcl::File*> pointers_;
  Declared declared_;
  std::unique_ptr<TemplateScope> scope_;
  MappedText mapped_;
  std::vector<hcl::Fragment> fragments_;
};

// The folded text, formatted, or the problems when there are any.
inline std::string folded(const Setup& setup, std::string_view text) {
  Folded result(setup, text);
  const std::string problems = result.problems();
  return problems.empty() ? result.text() : problems;
}

// The value of the argument `a`, folded: `folded_value(setup, "spec.x")`.
inline std::string folded_value(const Setup& setup, std::string_view expression) {
  std::string text = folded(setup, "b {\n  a = " + std::string(expression) + "\n}\n");
  const std::string before = "b {\n  a = ";
  const std::string after = "\n}\n";
  if (!text.starts_with(before) || !text.ends_with(after)) return text;
  return text.substr(before.size(), text.size() - before.size() - after.size());
}

}  // namespace blueprint::fold
