// Runs the program itself, as a process of its own that a test may starve or kill.

#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "support/descriptor.h"
#include "temporary_folder.h"

namespace blueprint::cli {

struct Ended {
  int code = -1;   // -1: it was killed.
  int signal = 0;  // What killed it.
  long mebibytes = 0;
  std::string out{};
  std::string err{};
};

class Process {
 public:
  using Prepare = std::function<void()>;

  // Starts the program inside `folder`. `prepare` is called in the new process.
  Process(const TemporaryFolder& folder, std::vector<std::string> words, const Prepare& prepare = {})
      : out_(open_unnamed(folder)), err_(open_unnamed(folder)) {
    // By descriptor, so that it also runs for users who may not look into the build's folder.
    const Descriptor program(::open(BLUEPRINT_PROGRAM, O_RDONLY | O_CLOEXEC));
    REQUIRE(program);
    words.insert(words.begin(), "blueprint");
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ > 0) return;
    const Descriptor nothing(::open("/dev/null", O_RDONLY));
    ::dup2(nothing.get(), 0);
    ::dup2(out_.get(), 1);
    ::dup2(err_.get(), 2);
    if (::chdir(folder.path().c_str()) != 0) ::_exit(126);
    if (prepare) prepare();
    ::fexecve(program.get(), arguments.data(), environ);
    ::_exit(126);
  }
  ~Process() {
    if (child_ > 0) kill(), finish();
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void kill() const { ::kill(child_, SIGKILL); }

  // Waits for its end; a run that takes longer than a minute is killed.
  Ended finish() {
    using namespace std::chrono;
    const auto limit = steady_clock::now() + minutes(1);
    int status = 0;
    rusage usage{};
    while (::wait4(child_, &status, WNOHANG, &usage) == 0) {
      if (steady_clock::now() > limit) kill();
      std::this_thread::sleep_for(milliseconds(2));
    }
    child_ = 0;
    return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
            .mebibytes = usage.ru_maxrss / 1024,
            .out = text_of(out_),
            .err = text_of(err_)};
  }

 private:
  static Descriptor open_unnamed(const TemporaryFolder& folder) {
    std::string name = (folder / ".output-XXXXXX").string();
    Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
    REQUIRE(file);
    ::unlink(name.c_str());
    return file;
  }

  static std::string text_of(const Descriptor& file) {
    std::string text(std::size_t(::lseek(file.get(), 0, SEEK_END)), '\0');
    ::lseek(file.get(), 0, SEEK_SET);
    CHECK(read_up_to(file.get(), text));
    return text;
  }

  Descriptor out_;
  Descriptor err_;
  pid_t child_ = 0;
};

inline Ended run_program(const TemporaryFolder& folder, std::vector<std::string> words,
                         const Process::Prepare& prepare = {}) {
  return Process(folder, std::move(words), prepare).finish();
}

}  // namespace blueprint::cli
