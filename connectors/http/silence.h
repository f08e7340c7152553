#pragma once

#include <optional>

#include "engine/base/time.h"

namespace riff {

// What the other side's 429s demand: silence until a time, longer each time they follow each other.
class Silence {
 public:
  Duration WaitAt(Timestamp now);

  // A refusal heard at `now`. Where it names no time the backoff does: 1, 2, 4 … 60 s.
  void NoteRefusal(std::optional<Duration> named, Timestamp now);

  // Requests went through: the next refusal is a first one again.
  void NoteServed() { backoff_ = Duration::zero(); }

 private:
  Timestamp until_;
  Duration length_{0};
  Duration backoff_{0};
};

}  // namespace riff
