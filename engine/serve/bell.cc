#include "engine/serve/bell.h"

#include <algorithm>

namespace riff {

namespace {

// A signal's flag cannot ring: it is looked at so often.
constexpr Duration kLook = std::chrono::milliseconds(200);

}  // namespace

void Bell::Ring() {
  const std::lock_guard lock(mutex_);
  rung_ = true;
  woken_.notify_all();
}

void Bell::Wait(Duration span, const std::atomic<bool>& stopping) {
  std::unique_lock lock(mutex_);
  while (!rung_ && !stopping && span > Duration(0)) {
    const Duration part = std::min(span, kLook);
    woken_.wait_for(lock, part, [this] { return rung_; });
    span -= part;
  }
  rung_ = false;
}

bool Bell::rung() {
  const std::lock_guard lock(mutex_);
  return rung_;
}

}  // namespace riff
