#include "engine/base/tripwire.h"

#include <utility>

namespace riff {

void Tripwire::Trip(Attempt attempt) {
  const std::lock_guard lock(mutex_);
  attempts_.push_back(std::move(attempt));
}

bool Tripwire::tripped() {
  const std::lock_guard lock(mutex_);
  return !attempts_.empty();
}

std::vector<Tripwire::Attempt> Tripwire::attempts() {
  const std::lock_guard lock(mutex_);
  return attempts_;
}

}  // namespace riff
