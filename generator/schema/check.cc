#include "schema/check.h"

#include <algorithm>
#include <array>

#include "schema/structure.h"
#include "schema/values.h"
#include "support/strings.h"

namespace blueprint::schema {
namespace {

constexpr std::array<std::string_view, 12> kNames = {
    "unknown-type",      "unknown-argument",   "unknown-block",       "argument-as-block",
    "block-as-argument", "missing-argument",   "missing-block",       "too-many-blocks",
    "wrong-type",        "read-only-argument", "deprecated-argument", "deprecated-block"};

bool is_about_unknown_name(Check check) { return check <= Check::UnknownBlock; }

// What the versions that code admits allow to be said by the schema of another.
struct Judgement {
  bool unknown_names = false;
  bool only_misspelt = false;  // Of those.
  bool all_else = false;
  bool may_be_newer = false;
};

Judgement judgement(const VersionRange& admitted, const Version& schema) {
  if (admitted.from >= admitted.to) return {};
  const Version major = {schema[0], 0, 0};
  const Version next_major = {schema[0] + 1, 0, 0};
  if (admitted.to <= major) return {.unknown_names = true, .only_misspelt = true};
  if (admitted.from >= next_major) return {};
  if (admitted.from > schema) return {.all_else = true};
  const Version later = {schema[0], schema[1], schema[2] + 1};
  return {.unknown_names = true, .all_else = true, .may_be_newer = admitted.to > later};
}

bool may_be_said(const Fault& fault, const Judgement& judgement) {
  if (!is_about_unknown_name(fault.check)) return judgement.all_else;
  return judgement.unknown_names && (!judgement.only_misspelt || !fault.near.empty());
}

// The first word is how the schema calls the kind.
std::string row_of(const hcl::Block& block) {
  return block.type == "provider" ? std::string(block.type) : concat(block.type, " ", block.label(0));
}

bool is_checked(const hcl::Block& block) {
  return block.type == "resource" || block.type == "data" || block.type == "ephemeral" ||
         block.type == "provider";
}

Fault unknown_type(const catalog::ProviderSchema& schema, const hcl::Block& block) {
  const std::vector<std::string_view> types = schema.types(block.type);
  return {.check = Check::UnknownType,
          .span = block.labels[0].span,
          .name = std::string(block.label(0)),
          .in = std::string(block.type),
          .near = std::string(nearest(block.label(0), types))};
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

std::vector<Fault> Checker::check(std::size_t tree, const hcl::Block& block, const eval::Value& value) {
  std::vector<Fault> faults;
  // In JSON an argument cannot be told from a block.
  if (!is_checked(block) || block.labels.empty() || sources_.path(block.header.file).ends_with(".json"))
    return faults;
  const Requirements& requirements = trees_[tree];
  const std::string source = requirements.source(folder(block), provider_name(block));
  Bodies* bodies = this->bodies(source);
  if (!bodies) return faults;
  const catalog::ProviderSchema& schema = bodies->schema();
  const Body* body = bodies->find(row_of(block));
  const bool is_first = checked_.insert({tree, &block}).second;
  if (body && is_first) check_structure(faults, *bodies, *body, block);
  if (body) check_values(faults, *bodies, *body, block, value, mistyped_);
  if (!body && is_first) faults.push_back(unknown_type(schema, block));
  if (faults.empty()) return faults;

  const Judgement allowed =
      judgement(requirements.versions(source), parse_version(schema.version()).value_or(Version{}));
  std::erase_if(faults, [&](const Fault& fault) { return !may_be_said(fault, allowed); });
  for (Fault& fault : faults) {
    fault.provider = source;
    fault.version = schema.version();
    fault.may_be_newer = allowed.may_be_newer;
  }
  return faults;
}

}  // namespace blueprint::schema
