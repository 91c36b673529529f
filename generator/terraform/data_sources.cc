// Data sources whose results can be computed.

#include <algorithm>

#include "catalog/regions.h"
#include "support/strings.h"
#include "terraform/block_value.h"
#include "terraform/module_state.h"
#include "terraform/policy_document.h"

namespace blueprint::terraform {

using eval::Entry;
using eval::Value;

namespace {

// "amazonaws.com.cn" is "cn.com.amazonaws" the other way round.
std::string reversed_domain(std::string_view domain) {
  std::vector<std::string_view> parts = split(domain, '.');
  std::ranges::reverse(parts);
  std::string text;
  for (const std::string_view part : parts) text += concat(text.empty() ? "" : ".", part);
  return text;
}

// What an argument says; null when it is absent.
Value argument(const Value& block, std::string_view name) {
  const Value* const found = block.is_mapping() ? block.find(name) : nullptr;
  return found ? *found : Value::null();
}

}  // namespace

bool Module::State::is_computed(const hcl::Block& block) {
  const std::string_view type = block.label(0);
  return block.type == "data" &&
         (type == "aws_iam_policy_document" || type == "aws_partition" || type == "aws_region" ||
          type == "aws_caller_identity" || type == "aws_default_tags");
}

std::vector<Entry> Module::State::computed(const hcl::Block& block, const Value& arguments,
                                           const std::string& symbol) const {
  const std::string_view type = block.label(0);
  std::vector<Entry> result;
  // What is not known is a symbol of this instance.
  const auto add = [&](std::string_view name, Value value = Value::unknown()) {
    result.emplace_back(name, value.is_unknown() && value.pieces().empty()
                                  ? Value::symbol(concat(symbol, ".", name), eval::Type::string())
                                  : std::move(value));
  };
  if (type == "aws_iam_policy_document") {
    const Value document = policy_document(arguments);
    result = {{"json", document}, {"minified_json", document}};
    add("id");
    add("override_json");
    return result;
  }
  const AwsProvider& provider = aws_provider(block);
  if (type == "aws_caller_identity") {
    add("account_id", provider.account);
    add("id", provider.account);
    add("arn");
    add("user_id");
    return result;
  }
  if (type == "aws_default_tags") {
    const bool known = provider.default_tags.is_mapping();
    result.emplace_back("tags", known ? provider.default_tags : Value::symbol(concat(symbol, ".tags")));
    add("id");
    return result;
  }
  Value region = provider.region;
  if (type == "aws_region") {
    for (const std::string_view name : {"endpoint", "name", "region"}) {
      const Value stated = argument(arguments, name);
      if (stated.is_null()) continue;
      region = name != "endpoint" && stated.is_string() ? stated : Value::unknown();
    }
  }
  const auto facts =
      region.is_string() ? catalog::find_region(tree.folders.library(), region.as_string()) : std::nullopt;
  if (type == "aws_partition") {
    for (const std::string_view name : {"id", "partition"}) {
      add(name, facts ? Value::string(facts->partition) : Value::unknown());
    }
    add("dns_suffix", facts ? Value::string(facts->dns_suffix) : Value::unknown());
    add("reverse_dns_prefix", facts ? Value::string(reversed_domain(facts->dns_suffix)) : Value::unknown());
    return result;
  }
  for (const std::string_view name : {"id", "name", "region"}) add(name, region);
  add("description", facts ? Value::string(facts->title) : Value::unknown());
  add("endpoint",
      facts ? Value::string(concat("ec2.", facts->name, ".", facts->dns_suffix)) : Value::unknown());
  return result;
}

// An object, or one for each instance.
Value Module::State::computed_data(const hcl::Block& block, const std::string& local) const {
  const Instances instances = instances_of(block);
  if (!instances.known) return Value::symbol(prefixed(local));
  std::vector<Entry> by_key;
  std::vector<Value> in_order;
  for (const Instances::Key& key : instances.keys) {
    const Value arguments = block_value(context, block.body, key.scope(*this));
    Value result = Value::object(computed(block, arguments, concat(prefixed(local), key.suffix)));
    if (!instances.several) return result;
    if (key.key.is_string()) {
      by_key.emplace_back(key.key.as_string(), std::move(result));
    } else {
      in_order.push_back(std::move(result));
    }
  }
  return block.body.attribute("for_each") ? Value::object(std::move(by_key))
                                          : Value::tuple(std::move(in_order));
}

}  // namespace blueprint::terraform
