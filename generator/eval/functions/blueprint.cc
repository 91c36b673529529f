#include <algorithm>
#include <iterator>

#include "eval/functions/arguments.h"
#include "eval/functions/certificate.h"
#include "eval/functions/cidr.h"
#include "eval/functions/json.h"
#include "eval/functions/policy.h"
#include "eval/functions/policy_public.h"
#include "eval/functions/regex.h"
#include "eval/functions/timestamp.h"
#include "eval/functions/traffic.h"
#include "eval/pieces.h"
#include "secrets/search.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

// An address without a prefix is a network of one.
std::optional<Cidr> network(const Call& call, std::size_t i) {
  const std::string& text = call.args[i].as_string();
  if (const std::optional<Cidr> cidr = parse_cidr(text)) return cidr;
  int bits = 32;
  if (const std::optional<AddressBits> address = parse_address(text, bits)) {
    return Cidr{.address = *address, .length = bits, .bits = bits};
  }
  call.fail(i, concat("invalid CIDR expression: ", quoted_argument(call, i)));
  return std::nullopt;
}

Value compare(const Call& call, bool (*holds)(const Cidr& a, const Cidr& b)) {
  const std::optional<Cidr> a = network(call, 0);
  const std::optional<Cidr> b = network(call, 1);
  if (!a || !b) return Value::unknown(Type::boolean());
  return Value::boolean(a->bits == b->bits && holds(*a, *b));
}

Value call_certificate(const Call& call) {
  const std::optional<Certificate> found = parse_certificate(call.args[0].as_string());
  if (!found) return call.fail(0, "no certificate in PEM");
  return Value::object({{"not_after", Value::string(found->not_after)},
                        {"key", Value::string(found->key)},
                        {"bits", Value::number(found->bits)}});
}

Value call_cidr_contains(const Call& call) {
  return compare(call, [](const Cidr& outer, const Cidr& inner) {
    return outer.address <= inner.address && inner.last() <= outer.last();
  });
}

Value call_cidr_overlaps(const Call& call) {
  return compare(call,
                 [](const Cidr& a, const Cidr& b) { return a.address <= b.last() && b.address <= a.last(); });
}

Value call_cidr_size(const Call& call) {
  const std::optional<Cidr> cidr = network(call, 0);
  if (!cidr) return Value::unknown(Type::number());
  const std::optional<Number> most = Number::parse(decimal_text(low_bits(cidr->bits - cidr->length)));
  return Value::number(most.value_or(Number(0)) + Number(1));
}

Value call_days_until(const Call& call) {
  const std::optional<std::int64_t> date = parse_date(call.args[0].as_string());
  const std::optional<std::int64_t> today = parse_date(call.args[1].as_string());
  if (!date) return call.fail(0, concat("not a date: ", quoted_argument(call, 0)));
  if (!today) return call.fail(1, concat("not a date: ", quoted_argument(call, 1)));
  return Value::number(*date - *today);
}

Value call_nearest(const Call& call) {
  std::vector<std::string_view> names;
  for (const Value& item : call.args[1].items()) names.push_back(item.as_string());
  return Value::string(nearest(call.args[0].as_string(), names));
}

Value call_looks_secret(const Call& call) {
  static const catalog::Library kEmbedded;
  static const secrets::Search kSearch(kEmbedded);
  return Value::boolean(kSearch.is_secret(call.args[0].as_string()));
}

Value call_matches(const Call& call) {
  std::string why;
  const std::optional<Regex> regex = Regex::compile(call.args[1].as_string(), why);
  if (!regex) return call.fail(1, concat("invalid regexp pattern: ", why));
  return Value::boolean(regex->matches(call.args[0].as_string()));
}

Value call_matching_keys(const Call& call) {
  std::string why;
  const std::optional<Regex> regex = Regex::compile(call.args[1].as_string(), why);
  if (!regex) return call.fail(1, concat("invalid regexp pattern: ", why));
  std::vector<Value> keys;
  for (const auto& [key, value] : call.args[0].entries()) {
    if (value.is_string() && value.is_known() && !value.is_sensitive() && regex->matches(value.as_string()))
      keys.push_back(Value::string(key));
  }
  return Value::tuple(std::move(keys));
}

// Appends the paths of what is below `value`; false when they would be too many.
bool append_paths(const Call& call, const Value& value, const std::string& path, std::vector<Value>& out) {
  if (!value.is_mapping() || value.size() == 0) {
    if (!path.empty()) out.push_back(Value::string(path));
    return fits_collection(call, out.size());
  }
  for (const Entry* entry : value.sorted_entries()) {
    const std::string below = path.empty() ? entry->first : concat(path, ".", entry->first);
    if (!append_paths(call, entry->second, below, out)) return false;
  }
  return true;
}

Value call_paths(const Call& call) {
  if (call.args[0].is_unknown()) return Value::unknown(string_list_type());
  std::vector<Value> paths;
  if (!append_paths(call, call.args[0], "", paths)) return Value::unknown(string_list_type());
  return Value::list(Type::string(), std::move(paths));
}

// A text that is not known in all its parts is text all the same.
Value call_text(const Call& call) {
  const std::optional<std::string> text = readable_text(call.args[0]);
  return text ? Value::string(*text) : Value::unknown(Type::string());
}

Value call_statements(const Call& call) {
  return policy_text_statements(call.args[0], call.context.limits.depth).value_or(Value::null());
}

Value call_public_statements(const Call& call) {
  const Value statements = call_statements(call);
  if (!statements.is_sequence()) return statements;
  std::vector<Value> found;
  std::ranges::copy_if(statements.items(), std::back_inserter(found), admits_everybody);
  return Value::tuple(std::move(found));
}

Value call_traffic(const Call& call) {
  if (!call.args[0].is_string()) return Value::unknown();
  return traffic_rules(call.args[0].as_string(), call.args[1]);
}

const Function kFunctions[] = {
    {.name = "blueprint::certificate",
     .params = {{.name = "pem", .type = string_type}},
     .doc =
         "What the first certificate of a PEM text says: `not_after` (its last day), `key` (RSA, EC, …) and "
         "`bits`.",
     .example = "!can(blueprint::certificate(\"\"))",
     .call = call_certificate},
    {.name = "blueprint::cidr_contains",
     .params = {{.name = "outer", .type = string_type}, {.name = "inner", .type = string_type}},
     .result = bool_type,
     .doc = "Whether a network (or address) lies within another.",
     .example = "blueprint::cidr_contains(\"10.0.0.0/8\", \"10.1.0.0/16\")",
     .call = call_cidr_contains},
    {.name = "blueprint::cidr_overlaps",
     .params = {{.name = "a", .type = string_type}, {.name = "b", .type = string_type}},
     .result = bool_type,
     .doc = "Whether two networks have an address in common.",
     .example = "!blueprint::cidr_overlaps(\"10.0.0.0/24\", \"10.0.1.0/24\")",
     .call = call_cidr_overlaps},
    {.name = "blueprint::cidr_size",
     .params = {{.name = "cidr", .type = string_type}},
     .result = number_type,
     .doc = "The number of addresses of a network.",
     .example = "blueprint::cidr_size(\"10.0.0.0/22\") == 1024",
     .call = call_cidr_size},
    {.name = "blueprint::days_until",
     .params = {{.name = "date", .type = string_type}, {.name = "today", .type = string_type}},
     .result = number_type,
     .doc = "The days from one date, given last, to another; both as YYYY-MM-DD.",
     .example = "blueprint::days_until(\"2024-03-01\", \"2024-02-28\") == 2",
     .call = call_days_until},
    {.name = "blueprint::looks_secret",
     .params = {{.name = "text", .type = string_type}},
     .result = bool_type,
     .doc =
         "Whether a text looks like a credential: a known token, a private key, or long random characters.",
     .example = "blueprint::looks_secret(\"AKIAQ3EGRZ7MOCK4TEST\") && "
                "!blueprint::looks_secret(\"hello\")",
     .call = call_looks_secret},
    {.name = "blueprint::matches",
     .params = {{.name = "text", .type = string_type}, {.name = "regex", .type = string_type}},
     .result = bool_type,
     .doc = "Whether a regular expression matches some part of a text.",
     .example = "blueprint::matches(\"web-01\", \"^[a-z]+-[0-9]+$\")",
     .call = call_matches},
    {.name = "blueprint::matching_keys",
     .params = {{.name = "object", .unknown = true}, {.name = "regex", .type = string_type}},
     .keeps_marks = true,
     .doc = "The keys of an object whose values are texts that a regular expression matches some part of.",
     .example = "blueprint::matching_keys({ a = \"10.0.0.1\", b = 1, c = \"::1\" }, \"[.]\") == [\"a\"]",
     .call = call_matching_keys},
    {.name = "blueprint::nearest",
     .params = {{.name = "typed", .type = string_type}, {.name = "names", .type = string_list_type}},
     .result = string_type,
     .doc = "The name that someone who typed another most likely meant; empty when none is near.",
     .example = "blueprint::nearest(\"t3.meduim\", [\"t3.large\", \"t3.medium\"]) == \"t3.medium\"",
     .call = call_nearest},
    {.name = "blueprint::paths",
     .params = {{.name = "value", .null = true, .unknown = true}},
     .result = string_list_type,
     .doc = "The dotted paths of everything in an object that is not itself an object; a list ends a path.",
     .example = "blueprint::paths({a = {b = 1, c = [2]}}) == tolist([\"a.b\", \"a.c\"])",
     .call = call_paths},
    {.name = "blueprint::public_statements",
     .params = {{.name = "policy", .null = true, .unknown = true}},
     .doc = "Those of `blueprint::statements` that are known to allow something to everybody: any principal, "
            "and no "
            "condition that says who they are or where they come from.",
     .example =
         "length(blueprint::public_statements({Statement = {Effect = \"Allow\", Principal = \"*\"}})) == 1",
     .call = call_public_statements},
    {.name = "blueprint::statements",
     .params = {{.name = "policy", .null = true, .unknown = true}},
     .doc = "The statements of an IAM policy (JSON or an object), each with lists in place of single values.",
     .example = "blueprint::statements(\"{\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":"
                "\\\"*\\\"}}\")[0]"
                ".actions == [\"*\"]",
     .call = call_statements},
    {.name = "blueprint::text",
     .params = {{.name = "text", .type = string_type, .unknown = true}},
     .result = string_type,
     .doc = "A text with `${…}` in place of what is not known of it.",
     .example = "blueprint::text(\"a\") == \"a\"",
     .call = call_text},
    {.name = "blueprint::traffic",
     .params = {{.name = "type", .type = string_type}, {.name = "resource", .unknown = true}},
     .doc = "The rules of a security group or network ACL of Terraform, inline or of their own, or "
            "(`module`) of a call "
            "of the public module for security groups, in one shape: "
            "`direction`, `allow`, `number`, `protocol`, `from`, `to`, `services` (at these ports), `cidrs`, "
            "`open` (to every address), `at` (their path).",
     .example =
         "blueprint::traffic(\"aws_vpc_security_group_ingress_rule\", {ip_protocol = \"tcp\", from_port "
         "= 22, to_port = 22, cidr_ipv4 = \"0.0.0.0/0\"})[0].open",
     .call = call_traffic},
};

}  // namespace

std::span<const Function> blueprint_functions() { return kFunctions; }

}  // namespace blueprint::eval
