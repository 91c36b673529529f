// Which configuration of the AWS provider a block uses, and what it says.

#include <algorithm>

#include "eval/pieces.h"
#include "support/strings.h"
#include "terraform/block_value.h"
#include "terraform/module_state.h"

namespace blueprint::terraform {

using eval::Entry;
using eval::Value;

namespace {

// "aws" and "aws.east" as `provider` and `providers` name configurations; empty for what is no such name.
std::string provider_name(const hcl::Expr& expr) {
  if (const auto* name = hcl::as<hcl::Name>(&expr)) return std::string(name->name);
  if (const std::string_view* text = hcl::literal_text(&expr)) return std::string(*text);
  const auto* const alias = hcl::as<hcl::Attr>(&expr);
  const auto* const name = alias ? hcl::as<hcl::Name>(alias->object) : nullptr;
  return name ? concat(name->name, ".", alias->name) : std::string();
}

std::string name_of(const hcl::Block& provider) {
  const hcl::Attribute* const alias = provider.body.attribute("alias");
  if (!alias) return std::string(provider.label(0));
  const std::string_view* const text = hcl::literal_text(alias->value);
  return text ? concat(provider.label(0), ".", *text) : std::string();
}

bool is_account(std::string_view text) {
  return text.size() == 12 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

const Value* member(const Value& of, std::string_view name) {
  const Value* const found = of.is_mapping() ? of.find(name) : nullptr;
  return found && !found->is_null() ? found : nullptr;
}

// The last block of this kind; null when there is none, unknown when that is not known.
Value last_block(const Value& provider, std::string_view type) {
  const Value* const blocks = member(provider, type);
  if (!blocks) return Value::null();
  if (blocks->is_mapping()) return *blocks;
  if (!blocks->is_sequence()) return Value::unknown();
  return blocks->size() == 0 ? Value::null() : blocks->items().back();
}

// The only account it may work on, or the one whose role it takes at last.
Value account_of(const Value& provider) {
  const Value* const allowed = member(provider, "allowed_account_ids");
  if (allowed && allowed->is_sequence() && allowed->size() == 1) {
    const auto id = eval::readable_text(allowed->items().front());
    if (id && is_account(*id)) return Value::string(*id);
  }
  const Value role = last_block(provider, "assume_role");
  const Value* const arn = member(role, "role_arn");
  const auto text = arn ? eval::readable_text(*arn) : std::nullopt;
  const std::vector<std::string_view> parts = split(text ? std::string_view(*text) : std::string_view(), ':');
  const bool says = parts.size() > 5 && parts[0] == "arn" && parts[2] == "iam" && is_account(parts[4]);
  return says ? Value::string(parts[4]) : Value::unknown();
}

Value default_tags_of(const Value& provider) {
  const Value block = last_block(provider, "default_tags");
  if (block.is_null()) return Value::object({});
  if (!block.is_mapping()) return Value::unknown();
  const Value* const tags = member(block, "tags");
  if (!tags) return Value::object({});
  return tags->is_mapping() ? *tags : Value::unknown();
}

}  // namespace

const Module::State::AwsProvider& Module::State::aws_provider(const hcl::Block& block) const {
  const hcl::Attribute* const stated = block.body.attribute("provider");
  return aws_configuration(stated ? provider_name(*stated->value) : std::string("aws"));
}

const Module::State::AwsProvider& Module::State::aws_configuration(const std::string& name) const {
  if (const auto known = aws_providers.find(name); known != aws_providers.end()) return known->second;
  static const AwsProvider kBeingRead;  // Its region asks for its own region.
  if (!being_evaluated.insert(concat("provider ", name)).second) return kBeingRead;
  AwsProvider found = find_configuration(name);
  being_evaluated.erase(concat("provider ", name));
  return aws_providers.emplace(name, std::move(found)).first->second;
}

Module::State::AwsProvider Module::State::find_configuration(const std::string& name) const {
  if (name.empty()) return {};
  for (const hcl::File& file : folder.files) {
    for (const hcl::Block& block : file.body.blocks) {
      if (block.type == "provider" && name_of(block) == name) return read_configuration(block, name);
    }
  }
  if (!caller) return {};
  const hcl::Attribute* const providers = called_by->body.attribute("providers");
  // Without being told, a module has its caller's configuration that has no alias.
  if (!providers) return name.find('.') == name.npos ? caller->aws_configuration(name) : AwsProvider();
  const auto* const passed = hcl::as<hcl::Object>(providers->value);
  for (const hcl::ObjectItem& item : passed ? passed->items : std::span<const hcl::ObjectItem>()) {
    if (provider_name(*item.key) == name) return caller->aws_configuration(provider_name(*item.value));
  }
  return {};
}

Module::State::AwsProvider Module::State::read_configuration(const hcl::Block& block,
                                                             const std::string& name) const {
  // OpenTofu makes a configuration for each key.
  if (block.body.attribute("for_each")) return {.name = prefixed(name)};
  const Value provider = block_value(context, block.body, *this);
  const Value* const region = member(provider, "region");
  return {.name = prefixed(name),
          .region = region && region->is_string() ? *region : Value::unknown(),
          .account = account_of(provider),
          .default_tags = default_tags_of(provider)};
}

Value Module::State::all_tags(const hcl::Block& block, const Value* tags, const std::string& local) const {
  const Value not_known =
      Value::symbol(concat(prefixed(local), ".tags_all"), eval::Type::map(eval::Type::string()));
  const Value& defaults = aws_provider(block).default_tags;
  const bool has_tags = tags && !tags->is_null();
  if (!defaults.is_mapping() || (has_tags && !tags->is_mapping())) return not_known;
  std::vector<Entry> all;
  for (const Entry& tag : defaults.entries()) {
    if (!tag.second.is_null() && !(has_tags && tags->find(tag.first))) all.push_back(tag);
  }
  for (const Entry& tag : has_tags ? tags->entries() : std::span<const Entry>()) {
    if (!tag.second.is_null()) all.push_back(tag);
  }
  return Value::object(std::move(all));
}

void Module::State::add_provider_facts(std::vector<Entry>& arguments, const hcl::Block& block,
                                       const std::string& local) const {
  const AwsProvider& provider = aws_provider(block);
  const auto argument = [&](std::string_view name) -> Value* {
    const auto found = std::ranges::find(arguments, name, &Entry::first);
    return found == arguments.end() ? nullptr : &found->second;
  };
  Value* const stated = argument("provider");
  if (stated && !provider.name.empty()) {
    *stated = Value::string(provider.name);
  } else if (!provider.name.empty()) {
    arguments.emplace_back("provider", Value::string(provider.name));
  }
  if (block.type != "resource") return;
  if (!argument("region") && provider.region.is_known()) arguments.emplace_back("region", provider.region);
  if (!argument("tags_all")) {
    Value all = all_tags(block, argument("tags"), local);
    arguments.emplace_back("tags_all", std::move(all));
  }
}

}  // namespace blueprint::terraform
