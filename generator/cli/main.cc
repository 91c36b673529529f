#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "cli/run.h"

// Read by jemalloc. Large pages: a run touches its memory once, and most of that was the system's work.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "thp:always";
}

namespace {

using blueprint::cli::Console;
using blueprint::cli::Surroundings;

// Support dates and waivers are judged by the day, in UTC so that it is the same everywhere.
std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  char text[16] = {};
  if (!::gmtime_r(&now, &parts) || std::strftime(text, sizeof text, "%Y-%m-%d", &parts) == 0) return {};
  return text;
}

std::vector<std::string> environment() {
  std::vector<std::string> entries;
  for (char** entry = environ; entry && *entry; ++entry) entries.emplace_back(*entry);
  return entries;
}

Surroundings surroundings() {
  const char* const no_color = std::getenv("NO_COLOR");
  const char* const terminal = std::getenv("TERM");
  const bool is_dumb = terminal && std::string_view(terminal) == "dumb";
  return {.no_color = (no_color && *no_color) || is_dumb, .today = today(), .environment = environment};
}

}  // namespace

int main(int argc, char** argv) {
  Console console({}, surroundings());
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  const auto code = blueprint::cli::run(words, console);
  // With the process goes all memory: to take a large run apart piece by piece takes a tenth of its time.
  std::_Exit(int(code));
}
