#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "engine/base/time.h"

namespace riff::sim {

enum class Loudness { kQuiet, kVerbose };

// What happened, in order: a digest of all of it, and the last events as text. Equal digests mean equal histories.
class Trace {
 public:
  explicit Trace(Loudness loudness) : loudness_(loudness) {}

  void Note(Timestamp at, std::string_view what, std::string_view detail);

  // Into the digest alone: bytes that are too many to read.
  void Mix(std::string_view bytes);

  std::uint64_t digest() const { return digest_; }
  std::int64_t events() const { return events_; }
  const std::deque<std::string>& last() const { return last_; }

 private:
  Loudness loudness_;
  std::uint64_t digest_ = 0xcbf29ce484222325u;
  std::int64_t events_ = 0;
  std::deque<std::string> last_;
};

}  // namespace riff::sim
