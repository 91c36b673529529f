// How work on many things is spread over threads. Who has the work says how much
// there is; who runs the program gives a Spread, and so decides how many do it.

#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace blueprint {

// Calls `work` with every number below `count`, in any order and perhaps several
// at once, and returns when all are done. Results belong into places of their
// own, so that they do not depend on the number of threads.
using Spread = std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;

inline void one_by_one(std::size_t count, const std::function<void(std::size_t)>& work) {
  for (std::size_t i = 0; i < count; ++i) work(i);
}

// Things that are dear to make, such as caches: one for each thread, kept for its next piece of work.
template <typename Thing>
class Pool {
 public:
  template <typename Make, typename Use>
  void with_one(Make make, Use use) {
    std::unique_ptr<Thing> thing = take();
    if (!thing) thing = make();
    use(*thing);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(thing));
  }

 private:
  std::unique_ptr<Thing> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return nullptr;
    std::unique_ptr<Thing> thing = std::move(idle_.back());
    idle_.pop_back();
    return thing;
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<Thing>> idle_;
};

}  // namespace blueprint
