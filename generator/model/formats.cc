#include "model/formats.h"

#include <algorithm>
#include <cstdlib>

#include "catalog/charts.h"
#include "catalog/instance_types.h"
#include "catalog/kubernetes_versions.h"
#include "catalog/limits.h"
#include "catalog/regions.h"
#include "eval/functions/regex.h"
#include "model/cidr.h"
#include "support/strings.h"

namespace blueprint {
namespace {

std::optional<FormatProblem> check_cidr(const catalog::Library&, std::string_view text) {
  const std::optional<Cidr> cidr = parse_cidr(text);
  if (!cidr) {
    return FormatProblem{.problem = "invalid-cidr",
                         .message = concat(shown(text), " is not a CIDR range"),
                         .help = "write an address and a prefix length, such as `10.0.0.0/16`"};
  }
  if (!cidr->has_host_bits()) return {};
  const std::string network = cidr->network().text();
  return FormatProblem{.problem = "invalid-cidr",
                       .message = concat(shown(text), " is an address inside a range, not the range's first"),
                       .help = concat("write `", network, "`"),
                       .replacement = network};
}

std::optional<FormatProblem> check_instance_type(const catalog::Library& library, std::string_view text) {
  if (catalog::find_instance_type(library, text)) return {};
  const std::vector<std::string_view> known = catalog::instance_type_names(library);
  const std::string_view near = nearest(text, known);
  return FormatProblem{.problem = "unknown-instance-type",
                       .message = concat("there is no instance type ", shown(text)),
                       .help = near.empty() ? std::string("write a type such as `m5.xlarge`")
                                            : concat("did you mean `", near, "`?")};
}

std::optional<FormatProblem> check_region(const catalog::Library& library, std::string_view text) {
  if (catalog::find_region(library, text)) return {};
  return FormatProblem{.problem = "unknown-region",
                       .message = concat("there is no region ", shown(text)),
                       .help = suggestion(text, region_names(library))};
}

std::optional<FormatProblem> check_kubernetes_version(const catalog::Library& library,
                                                      std::string_view text) {
  const std::vector<std::string_view> known = kubernetes_version_names(library);
  if (std::ranges::find(known, text) != known.end()) return {};
  return FormatProblem{.problem = "unknown-kubernetes-version",
                       .message = concat("there is no Kubernetes version ", shown(text), " on EKS"),
                       .help = concat("known here: ", listed(known))};
}

std::optional<FormatProblem> check_retention(const catalog::Library& library, std::string_view text) {
  const std::vector<int> allowed = catalog::log_retention_days(library);
  const int days = std::atoi(std::string(text).c_str());
  const auto next = std::ranges::lower_bound(allowed, days);
  if (allowed.empty() || (next != allowed.end() && *next == days)) return {};
  const std::string meant = std::to_string(next == allowed.end() ? allowed.back() : *next);
  return FormatProblem{
      .problem = "invalid-retention",
      .message = concat("CloudWatch cannot keep logs for ", shown(text), " days"),
      .help = concat("write ", meant,
                     next == allowed.end() ? ", the most it has" : ", the next number of days it has")};
}

std::optional<FormatProblem> check_chart(const catalog::Library& library, std::string_view text) {
  const std::vector<std::string_view> known = chart_names(library);
  if (std::ranges::find(known, text) != known.end()) return {};
  return FormatProblem{.problem = "unknown-chart",
                       .message = concat("there is no chart ", shown(text), " in the catalog"),
                       .help = suggestion(text, known)};
}

std::optional<FormatProblem> check_k8s_name(const catalog::Library&, std::string_view text) {
  if (text.size() <= 253) return {};
  return FormatProblem{
      .problem = "invalid-k8s-name",
      .message = concat("the name has ", std::to_string(text.size()), " characters, at most 253 are allowed"),
      .help = "shorten it"};
}

std::optional<FormatProblem> check_naming(const catalog::Library&, std::string_view text) {
  constexpr std::string_view kWords[] = {"account", "environment", "name", "region"};
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::string_view word = text.substr(at + 1, text.find('}', at) - at - 1);
    if (std::ranges::find(kWords, word) != std::end(kWords)) continue;
    return FormatProblem{.problem = "invalid-naming",
                         .message = concat(shown(word), " is unknown in a naming pattern"),
                         .help = suggestion(word, kWords)};
  }
  return {};
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }

bool is_label(std::string_view text) {
  const auto inner = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
  return !text.empty() && text.front() != '-' && text.back() != '-' && std::ranges::all_of(text, inner);
}

bool is_dns_label(std::string_view text) { return text.size() <= 63 && is_label(text); }

bool is_k8s_name(std::string_view text) { return std::ranges::all_of(split(text, '.'), is_label); }

bool is_identifier(std::string_view text) {
  const auto inner = [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; };
  return !text.empty() && (is_letter(text.front()) || text.front() == '_') &&
         std::ranges::all_of(text, inner);
}

// Keep in alphabetical order.
constexpr Format kFormats[] = {
    {.name = "account-id", .pattern = "[0-9]{12}", .words = "an account id, which has 12 digits"},
    {.name = "any", .words = "any text"},
    {.name = "arn",
     .pattern = "arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12}|aws)?:.+",
     .words = "an ARN such as arn:aws:iam::123456789012:role/name"},
    {.name = "chart", .words = "a Helm chart", .check = check_chart},
    {.name = "cidr", .words = "a CIDR range", .check = check_cidr},
    {.name = "date",
     .pattern = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
     .words = "a date such as 2027-03-01"},
    {.name = "dns-label",
     .pattern = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
     .words = "a DNS label: at most 63 lower-case letters, digits and inner hyphens",
     .fits = is_dns_label},
    {.name = "duration",
     .pattern = "0|([0-9]+(\\.[0-9]*)?(ns|us|µs|ms|s|m|h))+",
     .words = "a duration such as 10s, 15m or 1h30m"},
    {.name = "email",
     .pattern = "[^@\\s<>\"]+@[^@\\s<>\".]+(\\.[^@\\s<>\".]+)+",
     .words = "an e-mail address"},
    {.name = "identifier",
     .pattern = "[A-Za-z_][A-Za-z0-9_-]*",
     .words = "a name of ASCII letters, digits, `_` and `-` that begins with a letter",
     .fits = is_identifier},
    {.name = "instance-type", .words = "an EC2 instance type", .check = check_instance_type},
    {.name = "k8s-name",
     .pattern = "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*",
     .words = "a Kubernetes name: lower-case letters, digits, inner hyphens and dots",
     .fits = is_k8s_name,
     .check = check_k8s_name},
    {.name = "k8s-quantity",
     .pattern = "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?",
     .words = "a quantity such as 500m, 2 or 4Gi"},
    {.name = "kubernetes-version",
     .words = "a Kubernetes version such as 1.35",
     .check = check_kubernetes_version},
    {.name = "log-retention", .pattern = "[0-9]{1,9}", .words = "a number of days", .check = check_retention},
    {.name = "naming",
     .pattern = "[a-z0-9-]*(\\{[^{}]*\\}[a-z0-9-]*)+",
     .words = "a naming pattern: lower-case letters, digits, hyphens and words in braces such as "
              "{name}-{environment}",
     .check = check_naming},
    {.name = "region", .words = "an AWS region", .check = check_region},
};

std::optional<eval::Regex> whole_text(std::string_view pattern, std::string& why) {
  return eval::Regex::compile(concat("\\A(?:", pattern, ")\\z"), why);
}

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  const auto* const found = std::ranges::find(kFormats, name, &Format::name);
  return found == std::end(kFormats) ? nullptr : found;
}

std::vector<std::string_view> region_names(const catalog::Library& library) {
  std::vector<std::string_view> names;
  for (const catalog::Region& region : catalog::regions(library)) names.push_back(region.name);
  return names;
}

std::vector<std::string_view> kubernetes_version_names(const catalog::Library& library) {
  std::vector<std::string_view> names;
  for (const catalog::KubernetesVersion& version : catalog::kubernetes_versions(library))
    names.push_back(version.name);
  return names;
}

std::vector<std::string_view> chart_names(const catalog::Library& library) {
  std::vector<std::string_view> names;
  for (const catalog::Chart& chart : catalog::charts(library)) names.push_back(chart.name);
  return names;
}

std::optional<FormatProblem> format_problem(const Reading& reading, const Format& format,
                                            std::string_view text) {
  const bool fits = format.fits ? format.fits(text) : format.pattern.empty() || matches(format.pattern, text);
  if (!fits) {
    return FormatProblem{
        .problem = "wrong-format",
        .message = concat(shown(text), " is not ", format.words.substr(0, format.words.find(": "))),
        .help = concat("write ", format.words)};
  }
  return format.check ? format.check(reading.library, text) : std::nullopt;
}

bool matches(std::string_view pattern, std::string_view text) {
  std::string why;
  const auto regex = whole_text(pattern, why);
  return regex && regex->find(text);
}

std::string pattern_error(std::string_view pattern) {
  std::string why;
  whole_text(pattern, why);
  return why;
}

}  // namespace blueprint
