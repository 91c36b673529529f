#include "cli/parallel.h"

#include <algorithm>
#include <vector>

#include "support/strings.h"

namespace blueprint::cli {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Progress::Progress(Console& console, std::string_view what, std::size_t total)
    : console_(console), what_(what), total_(total), next_(steady_clock::now() + milliseconds(1000)) {}

Progress::~Progress() {
  if (shown_) console_.note("\r\x1b[K");
}

void Progress::step() {
  ++done_;
  if (!console_.shows_progress()) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (lock && steady_clock::now() >= next_) show();
}

void Progress::show() {
  console_.note(
      concat("\r", what_, " ", std::to_string(done_), " of ", std::to_string(total_), " files\x1b[K"));
  next_ = steady_clock::now() + milliseconds(100);
  shown_ = true;
}

LongWork::LongWork(Console& console, std::string_view what) : console_(console) {
  if (!console.shows_progress()) return;
  watcher_ = std::thread([this, text = concat("\r", what, "…\x1b[K")] {
    std::unique_lock lock(mutex_);
    if (done_.wait_for(lock, milliseconds(1000), [this] { return is_done_; })) return;
    console_.note(text);
    shown_ = true;
  });
}

LongWork::~LongWork() {
  if (!watcher_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_done_ = true;
  }
  done_.notify_one();
  watcher_.join();
  if (shown_) console_.note("\r\x1b[K");
}

Spread threads(std::size_t most, std::size_t little) {
  if (most == 0) most = std::thread::hardware_concurrency();
  return [=](std::size_t count, const std::function<void(std::size_t)>& work) {
    const std::size_t useful = std::min(most, (count + little - 1) / little);
    // Neighbours are taken together: what they write often lies in one line of the cache. But few, so that
    // nobody is left with much at the end.
    const std::size_t together = useful == 0 ? 1 : std::clamp<std::size_t>(count / (useful * 64), 1, 32);
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
      for (std::size_t first = next.fetch_add(together); first < count; first = next.fetch_add(together)) {
        for (std::size_t i = first; i < std::min(first + together, count); ++i) work(i);
      }
    };
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < useful; ++i) others.emplace_back(run);
    run();
  };
}

}  // namespace blueprint::cli
