// What a name is given: `db_password = "…"`, "token": "…", PASSWORD=…, and the
// pairs of name and value that containers and variables are written with.

#pragma once

#include <optional>
#include <string_view>

#include "secrets/shapes.h"

namespace blueprint::secrets {

// The whole name around `mark`: "DB_PASSWORD" around "password".
Range name_around(std::string_view text, Range mark);

struct Given {
  Range value{};
  bool quoted = false;
};

// The value that the name at `name` is given in `text`, when it is written out.
std::optional<Given> value_of(std::string_view text, Range name);

}  // namespace blueprint::secrets
