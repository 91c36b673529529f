// What a comment says about findings: ours, and those of other linters, which
// people keep in their code when they come to this one.
//
//     # blueprint:ignore aws/database-public, aws/imds-v1 until 2027-01-01: behind the VPN
//     # checkov:skip=CKV_AWS_17,CKV_AWS_79:behind the VPN
//     # trivy:ignore:AWS-0080:exp:2027-01-01 trivy:ignore:aws-0028[http_tokens=optional]
//     # tfsec:ignore:AWS-0080
//     # tflint-ignore: terraform_unused_declarations, aws_x # behind the VPN
//     # tflint-ignore-file: terraform_unused_declarations
//     # kics-scan ignore-line
//     # kics-scan ignore-block
//     # kics-scan ignore
//     # kics-scan disable=alb_deletion_protection_disabled
//     # kics-scan enable=alb_deletion_protection_disabled

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/source.h"

namespace blueprint::silence {

// KicsOnly: what KICS looks for and is not named is silenced.
enum class Dialect { Blueprint, Checkov, Trivy, Tflint, TflintFile, KicsLine, KicsBlock, KicsFile, KicsOnly };

struct Name {
  std::string text{};  // As typed: "aws/database-public", "AVD-AWS-0080", "aws/*".
  Span span{};
};

// "[ingress.from_port=22]": only where the argument has this value.
struct Condition {
  std::string path{};
  std::string value{};
};

struct Directive {
  Dialect dialect{};
  Span span{};                // All of it.
  std::vector<Name> names{};  // None, in a dialect other than ours: every rule.
  std::vector<Condition> conditions{};
  std::string until{};   // "2027-01-01"; the last day on which it holds.
  std::string reason{};  // Of those that can say one: ours, checkov's, tflint's.
  bool ignored = false;  // It holds under circumstances that are not known here.
};

// True when `text` may hold a directive: a quick look, before anything is parsed.
bool may_hold_directives(std::string_view text);

// The directives in a comment, whose text begins at `place.begin`.
std::vector<Directive> read_directives(std::string_view comment, Span place);

// True for "2027-01-31", false for "2027-02-30" and everything else.
bool is_date(std::string_view text);

}  // namespace blueprint::silence
