// The text that `blueprint init` writes: blueprints/starter.yaml.

#pragma once

#include <string_view>

namespace blueprint::cli {

extern const std::string_view kStarter;

}  // namespace blueprint::cli
