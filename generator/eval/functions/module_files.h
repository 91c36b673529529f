// The files that functions may read: those of the module, and nothing else.

#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "eval/functions/function.h"

namespace blueprint::eval {

// The place of the path in argument `i`, symbolic links resolved. Reports a
// path that leads outside the module. nullopt also, without a report, when
// nothing may be read here.
std::optional<std::filesystem::path> module_path(const Call& call, std::size_t i);

// The bytes of the file that argument `i` names; nullopt as above, and after
// reporting that it cannot be read.
std::optional<std::string> read_module_file(const Call& call, std::size_t i);

// As Go's filepath.Clean, Base and Dir do it.
std::string clean_path(std::string_view path);
std::string base_name(std::string_view path);
std::string directory_name(std::string_view path);

}  // namespace blueprint::eval
