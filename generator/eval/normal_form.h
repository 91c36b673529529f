// Unicode's normal form C, in which Terraform keeps every string: a letter and an
// accent that follows it are the one character that stands for both.

#pragma once

#include <string>

namespace blueprint::eval {

// `text` in normal form; as it is when it is not UTF-8.
std::string in_normal_form(std::string text);

}  // namespace blueprint::eval
