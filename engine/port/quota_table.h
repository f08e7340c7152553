#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/time.h"
#include "engine/model/channel.h"

namespace riff {

// What a platform counts ("inventory"), on one channel.
struct QuotaKey {
  Channel channel;
  std::string resource;
};

// A span of time, and the calls set aside for it.
struct QuotaSpan {
  Timestamp from;
  Timestamp to;
  std::int64_t calls = 0;

  friend bool operator==(const QuotaSpan&, const QuotaSpan&) = default;
};

// Calls set aside to be made to platforms, so that a restart does not forget them.
class QuotaTable {
 public:
  virtual ~QuotaTable() = default;

  // Sets up to `span.calls` more aside for the span, as long as its sum stays within `limit`, and says how many.
  virtual Result<std::int64_t> SetAside(const QuotaKey& key, const QuotaSpan& span, std::int64_t limit) = 0;

  // Takes `span.calls` off the span again, never below none.
  virtual Result<void> GiveBack(const QuotaKey& key, const QuotaSpan& span) = 0;

  // The spans that end after `at`, oldest first.
  virtual Result<std::vector<QuotaSpan>> EndingAfter(const QuotaKey& key, Timestamp at) = 0;

  // Drops the spans that ended before `at`.
  virtual Result<void> Forget(const QuotaKey& key, Timestamp at) = 0;
};

}  // namespace riff
