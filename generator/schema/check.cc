#include "schema/check.h"

#include <algorithm>
#include <array>
#include <set>

#include "schema/structure.h"
#include "schema/values.h"
#include "support/strings.h"

namespace blueprint::schema {
namespace {

constexpr std::array<std::string_view, 18> kNames = {
    "unknown-type",       "unknown-argument",    "unknown-block",   "argument-as-block", "block-as-argument",
    "missing-argument",   "null-argument",       "missing-block",   "too-many-blocks",   "wrong-type",
    "read-only-argument", "deprecated-argument", "deprecated-type", "removed-argument",  "removed-type",
    "unknown-value",      "value-length",        "value-form"};

bool is_about_unknown_name(Check check) { return check <= Check::UnknownBlock; }
bool is_about_value(Check check) { return check >= Check::UnknownValue; }
bool is_about_removal(Check check) { return check == Check::RemovedArgument || check == Check::RemovedType; }

// What the versions that code admits allow to be said by the schema of another.
struct Judgement {
  bool unknown_names = false;
  bool only_misspelt = false;  // Of those.
  bool all_else = false;
  bool may_be_newer = false;
  unsigned least_major = 0;
};

// What went with `complete_since` and later is known, so that a name of the
// version before can be told from a misspelt one.
Judgement judgement(const VersionRange& admitted, const Version& schema,
                    std::optional<unsigned> complete_since) {
  if (admitted.from >= admitted.to) return {.least_major = 0};
  const Version major = {schema[0], 0, 0};
  const Version next_major = {schema[0] + 1, 0, 0};
  Judgement result{.least_major = admitted.from[0]};
  if (admitted.to <= major) {
    result.unknown_names = complete_since && admitted.to > Version{*complete_since - 1, 0, 0};
    result.only_misspelt = true;
  } else if (admitted.from < next_major) {
    result.unknown_names = admitted.from <= schema;
    result.all_else = true;
    result.may_be_newer = admitted.to > Version{schema[0], schema[1], schema[2] + 1};
  }
  return result;
}

// What a later version may no longer ask for.
bool is_about_need(Check check) {
  return check == Check::MissingArgument || check == Check::NullArgument || check == Check::MissingBlock;
}

bool may_be_said(const Fault& fault, const Judgement& judgement) {
  if (is_about_value(fault.check)) return true;
  if (is_about_need(fault.check)) return judgement.all_else && judgement.unknown_names;
  if (is_about_removal(fault.check)) return judgement.all_else || int(judgement.least_major) >= fault.since;
  if (!is_about_unknown_name(fault.check)) return judgement.all_else;
  return judgement.unknown_names && (!judgement.only_misspelt || fault.is_misspelt);
}

// Where a later version knows a name, it may have stopped to need others.
void forgive_what_is_new(std::vector<Fault>& faults) {
  std::set<std::string> with_new;
  for (const Fault& fault : faults) {
    if (is_about_unknown_name(fault.check) && !fault.is_misspelt) with_new.insert(fault.in);
  }
  std::erase_if(
      faults, [&](const Fault& fault) { return is_about_need(fault.check) && with_new.contains(fault.in); });
}

// The first word is how the schema calls the kind.
std::string row_of(const hcl::Block& block) {
  return block.type == "provider" ? std::string(block.type) : concat(block.type, " ", block.label(0));
}

bool is_checked(const hcl::Block& block) {
  return block.type == "resource" || block.type == "data" || block.type == "ephemeral" ||
         block.type == "provider";
}

Fault about_type(Check check, const hcl::Block& block) {
  return {.check = check,
          .span = block.labels[0].span,
          .name = std::string(block.label(0)),
          .in = std::string(block.type)};
}

// The type that is probably meant. What all types begin with says nothing about that.
std::string meant_type(const catalog::ProviderSchema& schema, const hcl::Block& block) {
  const std::string_view prefix = block.label(0).substr(0, block.label(0).find('_') + 1);
  std::vector<std::string_view> names;
  for (const std::string_view type : schema.types(block.type)) {
    if (type.starts_with(prefix)) names.push_back(type.substr(prefix.size()));
  }
  const std::string_view best = nearest(block.label(0).substr(prefix.size()), names);
  return best.empty() ? std::string() : concat(prefix, best);
}

// Leaves the faults that one of the certain values has.
void keep_certain(std::vector<Fault>& faults, Bodies& bodies, const Body& body, const hcl::Block& block,
                  const std::vector<eval::Value>& certain) {
  std::vector<Fault> sure;
  std::vector<const hcl::Attribute*> seen;
  for (const eval::Value& value : certain) check_values(sure, bodies, body, block, value, seen);
  std::erase_if(faults, [&](const Fault& fault) {
    return std::ranges::none_of(
        sure, [&](const Fault& other) { return other.check == fault.check && other.span == fault.span; });
  });
}

}  // namespace

std::string_view name(Check check) { return kNames[std::size_t(check)]; }

std::string Checker::folder(const hcl::Block& block) const {
  const std::string_view path = sources_.path(block.header.file);
  return std::string(path.substr(0, path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/')));
}

Bodies* Checker::bodies(const std::string& source) {
  if (const auto known = providers_.find(source); known != providers_.end()) return known->second.get();
  const auto schema = catalog::ProviderSchema::find(library_, source);
  return (providers_[source] = schema ? std::make_unique<Bodies>(*schema) : nullptr).get();
}

void Checker::require(std::size_t tree, const hcl::Block& block) {
  if (block.type == "terraform" || block.type == "provider") trees_[tree].add(folder(block), block);
}

void Checker::find_faults(std::vector<Fault>& faults, Bodies& bodies, std::size_t tree,
                          const hcl::Block& block, const eval::Value& value, const CertainValues& certain) {
  const bool is_first = checked_.insert({tree, &block}).second;
  if (const Body* body = bodies.find(row_of(block))) {
    if (is_first) check_structure(faults, bodies, *body, block);
    std::vector<Fault> of_values;
    std::vector<Fault> refused;
    check_values(of_values, refused, bodies, limits_, *body, block, value, mistyped_[tree]);
    if (certain && !of_values.empty()) keep_certain(of_values, bodies, *body, block, certain());
    faults.insert(faults.end(), of_values.begin(), of_values.end());
    for (Fault& fault : refused) {
      fault.alias = catalog::check_name(block.label(0), fault.name);
      faults.push_back(std::move(fault));
    }
    const auto change = is_first ? changes_.find(row_of(block)) : std::nullopt;
    if (change && !change->is_removed) faults.push_back(about_type(Check::DeprecatedType, block));
  } else if (is_first) {
    faults.push_back(about_type(Check::UnknownType, block));
    faults.back().near = meant_type(bodies.schema(), block);
    faults.back().is_misspelt = is_misspelt(block.label(0), faults.back().near);
  }
}

// Says of what is unknown or read-only that the provider dropped it, and of what is deprecated what to use
// instead.
void Checker::look_up_changes(std::vector<Fault>& faults, const hcl::Block& block) const {
  for (Fault& fault : faults) {
    const bool is_type = fault.check == Check::UnknownType || fault.check == Check::DeprecatedType;
    const std::string type = concat(block.type, " ", block.label(0));
    const auto change = changes_.find(is_type ? type : concat(type, " ", fault.name));
    if (!change) continue;
    const bool is_gone = is_about_unknown_name(fault.check) || fault.check == Check::ReadOnlyArgument;
    if (change->is_removed && is_gone) fault.check = is_type ? Check::RemovedType : Check::RemovedArgument;
    fault.since = change->since;
    fault.instead = change->instead;
  }
}

std::vector<Fault> Checker::check(std::size_t tree, const hcl::Block& block, const eval::Value& value,
                                  const CertainValues& certain) {
  std::vector<Fault> faults;
  if (!is_checked(block) || block.labels.empty()) return faults;
  const Requirements& requirements = trees_[tree];
  const std::string source = requirements.source(folder(block), provider_name(block));
  Bodies* bodies = this->bodies(source);
  if (!bodies) return faults;
  find_faults(faults, *bodies, tree, block, value, certain);
  if (faults.empty()) return faults;

  look_up_changes(faults, block);
  const catalog::ProviderSchema& schema = bodies->schema();
  const Judgement allowed =
      judgement(requirements.versions(source), parse_version(schema.version()).value_or(Version{}),
                catalog::ProviderChanges::complete_since(source));
  std::erase_if(faults, [&](const Fault& fault) { return !may_be_said(fault, allowed); });
  if (allowed.may_be_newer) forgive_what_is_new(faults);
  for (Fault& fault : faults) {
    fault.provider = source;
    fault.version = schema.version();
    fault.may_be_newer = allowed.may_be_newer;
  }
  return faults;
}

}  // namespace blueprint::schema
