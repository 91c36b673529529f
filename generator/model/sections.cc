#include "model/sections.h"

#include <algorithm>

#include "model/spec.h"
#include "support/strings.h"

namespace blueprint {
namespace {

using eval::Value;

Value read_section(const Reading& reading, const Schema& blueprint_schema, const yaml::Pair& section) {
  return read_spec(reading, *blueprint_schema.attribute(section.key), &section.value,
                   {.name = section.key, .span = section.key_span});
}

// The text at `key` of an object; empty when it is absent or wrong.
std::string text_at(const Value& object, std::string_view key) {
  const Value* const value = object.find(key);
  return value && value->is_string() ? value->as_string() : std::string();
}

Span span_at(const Value& object, std::string_view key) {
  const Value* const value = object.find(key);
  return value && value->is_string() ? value->origin() : Span{};
}

bool is_real_day(std::string_view date) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int year = std::stoi(std::string(date.substr(0, 4)));
  const auto month = std::size_t(std::stoi(std::string(date.substr(5, 2))));
  const int day = std::stoi(std::string(date.substr(8, 2)));
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

}  // namespace

void read_waivers(const Reading& reading, const Schema& blueprint_schema, const yaml::Pair* section,
                  Blueprint& blueprint) {
  if (!section) return;
  const Value waivers = read_section(reading, blueprint_schema, *section);
  if (!waivers.is_sequence()) return;
  for (const Value& value : waivers.items()) {
    if (!value.is_mapping()) continue;
    Waiver waiver{.rule = text_at(value, "rule"),
                  .where = text_at(value, "where"),
                  .reason = text_at(value, "reason"),
                  .expires = text_at(value, "expires"),
                  .span = value.origin(),
                  .rule_span = span_at(value, "rule"),
                  .expires_span = span_at(value, "expires")};
    if (!waiver.expires.empty() && !is_real_day(waiver.expires)) {
      reading.error("wrong-format", concat("there is no day ", shown(waiver.expires)), waiver.expires_span);
      continue;
    }
    if (!waiver.rule.empty() && !waiver.reason.empty()) blueprint.waivers.push_back(std::move(waiver));
  }
}

void read_overrides(const Reading& reading, const Schema& blueprint_schema, const yaml::Pair* section,
                    Blueprint& blueprint) {
  if (!section) return;
  const Value overrides = read_section(reading, blueprint_schema, *section);
  if (!overrides.is_sequence()) return;
  for (std::size_t i = 0; i < overrides.size(); ++i) {
    const Value& value = overrides.items()[i];
    if (!value.is_mapping()) continue;
    Override change{.resource = text_at(value, "resource"),
                    .document = text_at(value, "document"),
                    .release = text_at(value, "release"),
                    .span = value.origin()};
    const int reached =
        int(!change.resource.empty()) + int(!change.document.empty()) + int(!change.release.empty());
    if (reached != 1) {
      reading.error(
          "wrong-override",
          reached == 0 ? "this override reaches nothing" : "this override reaches several things at once",
          change.span, "name one of `resource`, `document` and `release`");
      continue;
    }
    const Value* const set = value.find("set");
    if (!set || !set->is_mapping()) continue;
    if (set->size() == 0)
      reading.error("wrong-override", "this override sets nothing", set->origin(),
                    "write a path and a value under `set`");
    change.set.assign(set->entries().begin(), set->entries().end());
    const yaml::Node* const written = section->value.items[i].find("set");
    for (const yaml::Pair& pair : written->pairs) change.set_spans.push_back(pair.key_span);
    blueprint.overrides.push_back(std::move(change));
  }
}

}  // namespace blueprint
