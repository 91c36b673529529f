#include "lint/name_relations.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "eval/pieces.h"
#include "support/strings.h"
#include "terraform/references.h"

namespace blueprint::lint {
namespace {

// A resource whose type begins with `user` names in `argument` the `owner`
// that has this name in `name`.
struct Naming {
  std::string_view user;
  std::string_view argument;
  std::string_view owner;
  std::string_view name;
};

constexpr Naming kNamings[] = {
    {"aws_cloudtrail", "s3_bucket_name", "aws_s3_bucket", "bucket"},
    {"aws_cloudwatch_log_", "log_group_name", "aws_cloudwatch_log_group", "name"},
    {"aws_db_instance", "parameter_group_name", "aws_db_parameter_group", "name"},
    {"aws_ecr_", "repository", "aws_ecr_repository", "name"},
    {"aws_ecs_service", "cluster", "aws_ecs_cluster", "name"},
    {"aws_eks_", "cluster_name", "aws_eks_cluster", "name"},
    {"aws_iam_group_", "group", "aws_iam_group", "name"},
    {"aws_iam_role_", "role", "aws_iam_role", "name"},
    {"aws_iam_user_", "user", "aws_iam_user", "name"},
    {"aws_lambda_", "function_name", "aws_lambda_function", "function_name"},
    {"aws_rds_cluster", "db_cluster_parameter_group_name", "aws_rds_cluster_parameter_group", "name"},
    {"aws_rds_cluster_instance", "cluster_identifier", "aws_rds_cluster", "cluster_identifier"},
    {"aws_s3_", "bucket", "aws_s3_bucket", "bucket"},
    {"aws_secretsmanager_secret_", "secret_id", "aws_secretsmanager_secret", "name"},
};

// What tells one name of an owner from others. A name that is not known is the
// same only within its module, where `var.x` is one thing.
std::optional<std::string> key(std::string_view owner, const Subject& subject, std::string_view argument) {
  const eval::Value* const value = subject.self.is_mapping() ? subject.self.find(argument) : nullptr;
  if (!value || value->is_null()) return std::nullopt;
  const std::optional<std::string> text = eval::readable_text(*value);
  if (!text || text->empty()) return std::nullopt;
  std::string_view module;
  if (value->is_unknown())
    module = std::string_view(subject.address).substr(0, subject.address.rfind(subject.type));
  return concat(owner, " ", module, " ", *text);
}

// Whether the argument itself refers to an owner; its name tells no more then.
bool refers(const Subject& subject, std::string_view argument, std::string_view type) {
  const hcl::Attribute* const attribute = subject.syntax ? subject.syntax->body.attribute(argument) : nullptr;
  if (!attribute) return false;
  std::set<std::string> references;
  terraform::collect_references(references, *attribute->value);
  return std::ranges::any_of(references, [&](const std::string& reference) {
    return reference.starts_with(type) && reference.substr(type.size()).starts_with('.');
  });
}

// The owners by their names; nullopt where several have one name.
using Owners = std::map<std::string, std::optional<std::size_t>, std::less<>>;

Owners owners_of(std::span<const Subject> subjects, std::size_t first) {
  Owners owners;
  for (std::size_t i = first; i < subjects.size(); ++i) {
    if (subjects[i].select != "resource") continue;
    std::string_view done;
    for (const Naming& naming : kNamings) {
      if (naming.owner != subjects[i].type || naming.name == done) continue;
      done = naming.name;
      const std::optional<std::string> name = key(naming.owner, subjects[i], naming.name);
      if (!name) continue;
      const auto [found, is_new] = owners.emplace(*name, i);
      if (!is_new) found->second.reset();
    }
  }
  return owners;
}

}  // namespace

void relate_by_name(std::span<Subject> subjects, std::size_t first) {
  const Owners owners = owners_of(subjects, first);
  if (owners.empty()) return;
  for (std::size_t i = first; i < subjects.size(); ++i) {
    Subject& user = subjects[i];
    if (user.select != "resource") continue;
    for (const Naming& naming : kNamings) {
      if (!user.type.starts_with(naming.user) || user.type == naming.owner) continue;
      if (refers(user, naming.argument, naming.owner)) continue;
      const std::optional<std::string> name = key(naming.owner, user, naming.argument);
      const auto found = name ? owners.find(*name) : owners.end();
      if (found == owners.end() || !found->second) continue;
      if (!std::ranges::count(user.refers_to, *found->second)) user.refers_to.push_back(*found->second);
    }
  }
}

}  // namespace blueprint::lint
