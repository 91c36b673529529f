// Runs the program inside a test, in a folder of its own.

#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "cli/run.h"
#include "support/descriptor.h"
#include "temporary_folder.h"

namespace blueprint::cli {

struct Outcome {
  int code = 0;
  std::string out{};
  std::string err{};
};

// Open to everybody: aws/security-group-open-ingress in line 10.
inline constexpr std::string_view kOpen = R"(resource "aws_security_group" "web" {
  name        = "web"
  description = "web"
  vpc_id      = "vpc-1"
  ingress {
    description = "admin"
    from_port   = 8443
    to_port     = 8443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
)";

class Session {
 public:
  Session() : before_(std::filesystem::current_path()) { std::filesystem::current_path(folder.path()); }
  ~Session() { std::filesystem::current_path(before_); }

  // Does what the words say; relative paths are below `folder`.
  Outcome run(std::vector<std::string> words, std::string_view input = {}) const {
    folder.write(".in", input);
    Outcome outcome;
    {
      const Descriptor in(::open((folder / ".in").c_str(), O_RDONLY | O_CLOEXEC));
      const Descriptor out(::open((folder / ".out").c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
      const Descriptor err(::open((folder / ".err").c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
      Console console({.in = in.get(), .out = out.get(), .err = err.get()},
                      {.today = "2026-11-20", .environment = [this] { return environment; }});
      outcome.code = int(cli::run(words, console));
    }
    outcome.out = folder.read(".out");
    outcome.err = folder.read(".err");
    for (const char* name : {".in", ".out", ".err"}) std::filesystem::remove(folder / name);
    return outcome;
  }

  TemporaryFolder folder;
  std::vector<std::string> environment{};  // NAME=VALUE

 private:
  std::filesystem::path before_;
};

}  // namespace blueprint::cli
