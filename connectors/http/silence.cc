#include "connectors/http/silence.h"

#include <algorithm>

namespace riff {
namespace {

constexpr Duration kBackoffMin = std::chrono::seconds(1);
constexpr Duration kBackoffMax = std::chrono::seconds(60);

}  // namespace

Duration Silence::WaitAt(Timestamp now) {
  until_ = std::min(until_, now + length_);  // A clock that was set back makes no silence longer.
  return std::max(Duration(until_ - now), Duration::zero());
}

void Silence::NoteRefusal(std::optional<Duration> named, Timestamp now) {
  backoff_ = std::clamp(backoff_ * 2, kBackoffMin, kBackoffMax);
  length_ = named.value_or(backoff_);
  until_ = now + length_;
}

}  // namespace riff
