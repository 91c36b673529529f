// The expressions and templates of HCL's own tests, from ../shared/conformance.

#include <fstream>
#include <iostream>
#include <set>

#include <catch2/catch.hpp>

#include "eval/evaluated.h"
#include "eval/functions/json.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

// Types and unknown values as Go code: "cty.UnknownVal(cty.List(cty.String))".
class GoReader {
 public:
  explicit GoReader(std::string_view text) {
    for (const char c : text) {
      if (c != ' ' && c != '\t' && c != '\n') text_ += c;
    }
  }

  Value unknown() {
    Value value;
    if (take("cty.UnknownVal(")) value = Value::unknown(type());
    if (take("cty.DynamicVal")) value = Value::unknown();
    return value.with_sensitive(text_.find(".Mark(") != std::string::npos);
  }

 private:
  bool take(std::string_view word) {
    if (std::string_view(text_).substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  Type closed(Type type) {
    take(")");
    return type;
  }

  Type type() {
    if (take("cty.String")) return Type::string();
    if (take("cty.Number")) return Type::number();
    if (take("cty.Bool")) return Type::boolean();
    if (take("cty.List(")) return closed(Type::list(type()));
    if (take("cty.Set(")) return closed(Type::set(type()));
    if (take("cty.Map(")) return closed(Type::map(type()));
    if (take("cty.Tuple([]cty.Type{")) return tuple();
    if (take("cty.Object(map[string]cty.Type{")) return object();
    take("cty.DynamicPseudoType");
    return Type::dynamic();
  }

  Type tuple() {
    std::vector<Type> elements;
    while (!take("}")) {
      elements.push_back(type());
      take(",");
    }
    return closed(Type::tuple(std::move(elements)));
  }

  Type object() {
    std::vector<Type::Attribute> attributes;
    while (take("\"")) {
      const std::size_t end = text_.find('"', at_);
      Type::Attribute& added = attributes.emplace_back(Type::Attribute{.name = text_.substr(at_, end - at_)});
      at_ = end + 1;
      take(":");
      added.type = type();
      take(",");
    }
    take("}");
    return closed(Type::object(std::move(attributes)));
  }

  std::string text_;
  std::size_t at_ = 0;
};

// JSON with {"__unknown__": …} and {"__set__": […]} as values.
Value revived(const Value& value) {
  if (value.is_sequence()) {
    std::vector<Value> items;
    for (const Value& item : value.items()) items.push_back(revived(item));
    return Value::tuple(std::move(items));
  }
  if (!value.is_mapping()) return value;
  if (const Value* const text = value.find("__unknown__")) return GoReader(text->as_string()).unknown();
  std::vector<Entry> entries;
  for (const Entry& entry : value.entries()) entries.emplace_back(entry.first, revived(entry.second));
  const Value* const set = value.find("__set__");
  if (!set) return Value::object(std::move(entries));
  const Value items = revived(*set);
  return Value::set(items.size() ? items.items()[0].type() : Type(),
                    {items.items().begin(), items.items().end()});
}

// Equal as JSON, with unknown equal to unknown: JSON does not tell lists from tuples.
bool alike(const Value& a, const Value& b) {
  if (a.state() != b.state()) return false;
  if (a.is_sequence()) return b.is_sequence() && std::ranges::equal(a.items(), b.items(), alike);
  if (a.is_mapping()) {
    return b.is_mapping() && a.size() == b.size() &&
           std::ranges::all_of(a.entries(), [&](const Entry& entry) {
             const Value* const other = b.find(entry.first);
             return other && alike(entry.second, *other);
           });
  }
  return !a.is_known() || identical(a, b);
}

struct Exception {
  std::string_view input;
  std::string_view detail;  // Also in the line, as the same input may be there twice.
  std::string_view reason;
};

constexpr std::string_view kOwnFunctions = "calls a function that only HCL's test defines";
constexpr std::string_view kNoRefinements =
    "an unknown value that is known not to be null: Terraform's plan alone has such";
constexpr std::string_view kLostType = "the type of a null, or of a list, is lost in the case's JSON";

// Cases that cannot be told here, or mean something else, and why.
constexpr Exception kExceptions[] = {
    {"foo::upper(\\\"foo\\\")", "", kOwnFunctions},
    {"foo :: upper(\\\"foo\\\")", "", kOwnFunctions},
    {"[\\\"hello\\\"][negate(0)]", "", kOwnFunctions},
    {"test ? sensitiveString : \\\"\\\"", "", kOwnFunctions},
    {"concat(var.unknownlist...)", "", "uses a variable that only HCL's test defines"},
    {"unkstr[*]", "RefineNotNull", kNoRefinements},
    {"unkobj.*.name", "RefineNotNull", kNoRefinements},
    {"nulllist.*.name", "", kLostType},
    {"listofobj[*].scalar[*]", "\"diags\": 1", kLostType},
    {"unknown ? a : b", "[\"hello\"]", kLostType},
};

const Exception* exception_of(std::string_view line) {
  for (const Exception& exception : kExceptions) {
    const std::string input = concat("\"input\": \"", exception.input, "\"");
    const bool here = line.find(input) != std::string_view::npos;
    if (here && line.find(exception.detail) != std::string_view::npos) return &exception;
  }
  // Its text was put together by a program.
  static constexpr Exception kNoInput = {"null", "", "the input is not in the file"};
  return line.find("\"input\": null") != std::string_view::npos ? &kNoInput : nullptr;
}

struct Outcome {
  Value value{};
  std::size_t errors = 0;
};

Outcome outcome(const Value& test, const Value& vars) {
  const std::string& input = test.find("input")->as_string();
  Sources sources;
  Diagnostics diags;
  Context context{.diags = diags, .sources = sources};
  const FileId file = sources.add("test", input);
  const Span whole{.file = file, .begin = 0, .end = static_cast<std::uint32_t>(input.size())};
  Outcome result;
  if (test.find("kind")->as_string() == "template") {
    result.value = evaluate_template(context, whole, vars);
  } else {
    LocalScope scope;
    for (const Entry& entry : vars.entries()) scope.set(entry.first, entry.second);
    const hcl::Fragment fragment = hcl::parse_expression(diags, sources, whole);
    result.value = evaluate(context, *fragment.expr, scope);
  }
  result.errors = diags.size();
  return result;
}

std::string shown(const Value& value) {
  return value.wholly_known() ? json_text(value) : concat("unknown ", value.type().text());
}

}  // namespace

TEST_CASE("HCL's own expressions and templates have the values its tests expect") {
  std::ifstream file(PROJECT_DIR "/../shared/conformance/hcl_expressions.jsonl");
  if (!file) {
    std::cout << "skipped: ../shared/conformance/hcl_expressions.jsonl is not there\n";
    return;
  }
  std::size_t passed = 0;
  std::size_t total = 0;
  std::set<const Exception*> excepted;
  for (std::string line; std::getline(file, line); ++total) {
    if (const Exception* const exception = exception_of(line)) {
      excepted.insert(exception);
      continue;
    }
    std::string why;
    const Value test = parse_json(line, 100, why).value();
    const Value vars = revived(*test.find("vars"));
    const Value want = revived(*test.find("want"));
    const bool fails = test.find("diags")->as_number() > Number(0);
    const Outcome got = outcome(test, vars);
    const bool right = fails ? got.errors > 0 : got.errors == 0 && alike(got.value, want);
    INFO(line);
    INFO("got " << shown(got.value) << " with " << got.errors << " errors");
    CHECK(right);
    passed += right;
  }
  std::cout << "hcl_expressions.jsonl: " << passed << " of " << total << ", " << excepted.size()
            << " excepted\n";
  for (const Exception& exception : kExceptions) {
    INFO(exception.input << ": " << exception.reason);
    CHECK(excepted.contains(&exception));
  }
}

}  // namespace blueprint::eval
