// What is wrong with a block, by its provider's schema. The words for it are in
// rules/terraform/, whose rules select faults by their check.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/source.h"

namespace blueprint::schema {

enum class Check {
  UnknownType,
  UnknownArgument,
  UnknownBlock,
  ArgumentAsBlock,
  BlockAsArgument,
  MissingArgument,
  NullArgument,
  MissingBlock,
  TooManyBlocks,
  WrongType,
  ReadOnlyArgument,
  DeprecatedArgument,
  DeprecatedType,
  RemovedArgument,
  RemovedType,
  // Of values that AWS does not take, whatever the provider:
  UnknownValue,
  ValueLength,
  ValueForm,
};

std::string_view name(Check check);  // "unknown-type", …

struct Fault {
  Check check{};
  Span span{};         // The narrowest text that is wrong.
  std::string name{};  // Of the type, argument or block that it is about.
  std::string in{};    // What that stands in: "aws_instance", "root_block_device of aws_instance".
  std::string near{};  // The name that may be meant; may be empty.
  // Whether `name` differs from it in one place only, by a few letters: of a
  // name that a later version of the provider may have, this can be said.
  bool is_misspelt = false;
  std::string why{};    // WrongType: "a number is required". NullArgument: when it is null; empty: always.
                        // UnknownValue: the values there are; ValueLength, ValueForm: the limit.
  std::string value{};  // The text that AWS does not take.
  std::string alias{};  // What another tool calls the check of this argument; may be empty.
  // Removed… and Deprecated…: since which major version, and what takes its place; may be absent.
  int since = 0;
  std::string instead{};
  // Whose schema says so, and whether the code may run with a later version of it.
  std::string provider{};  // "hashicorp/aws"
  std::string version{};   // "6.25.0"
  bool may_be_newer = false;
};

}  // namespace blueprint::schema
