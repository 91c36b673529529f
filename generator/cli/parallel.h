// Work on many things at once, and a line that says how far it is.

#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "cli/console.h"
#include "support/spread.h"

namespace blueprint::cli {

// Says on standard error how much of `total` is done: only on a terminal, and
// only when the work takes longer than a second. Gone when it is destroyed.
class Progress {
 public:
  // `what` as in "checked 12 of 3000 files": "checked".
  Progress(Console& console, std::string_view what, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void step();  // From any thread.

 private:
  void show();

  Console& console_;
  std::string what_;
  std::size_t total_;
  std::atomic<std::size_t> done_{0};
  std::mutex mutex_;
  std::chrono::steady_clock::time_point next_;
  bool shown_ = false;
};

// The same for work that has no parts to count: "compiling…".
class LongWork {
 public:
  LongWork(Console& console, std::string_view what);
  ~LongWork();
  LongWork(const LongWork&) = delete;
  LongWork& operator=(const LongWork&) = delete;

 private:
  Console& console_;
  std::mutex mutex_;
  std::condition_variable done_;
  bool is_done_ = false;
  bool shown_ = false;
  std::thread watcher_;
};

// As many threads as there are cores or, if it is not 0, `most`; for little work one is enough.
// `little`: how much of `count` does not make up for a second thread.
Spread threads(std::size_t most = 0, std::size_t little = 4);

}  // namespace blueprint::cli
