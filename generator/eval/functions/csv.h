// CSV as RFC 4180 has it and Go reads it.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blueprint::eval {

using CsvRecord = std::vector<std::string>;

// The records of `text`, empty lines skipped; nullopt after a mistake, and `why` says which.
std::optional<std::vector<CsvRecord>> parse_csv(std::string_view text, std::string& why);

}  // namespace blueprint::eval
