#pragma once

#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/time.h"

namespace riff {

// A span of time and the calls set aside for it: made, or about to be made.
struct CountedCalls {
  Timestamp from;
  Timestamp to;
  int calls = 0;

  friend bool operator==(const CountedCalls&, const CountedCalls&) = default;
};

// Where one channel's calls are counted so that a restart does not forget them. Calls are set aside in blocks before
// they are made: a crash can only leave calls counted that were never made. Its errors mean that nothing was counted.
class CallBook {
 public:
  virtual ~CallBook() = default;

  // Sets up to `span.calls` more aside for that resource and span, as long as the span's sum stays within `limit`, and
  // says how many. Two that ask at once get no more than the limit between them.
  virtual Result<int> SetAside(const std::string& resource, const CountedCalls& span, int limit) = 0;

  // Gives back what was set aside and not used. When it fails they stay counted, which loses them and nothing else.
  virtual void GiveBack(const std::string& resource, const CountedCalls& span) = 0;

  // The spans of that resource that end after `at`, oldest first.
  virtual Result<std::vector<CountedCalls>> EndingAfter(const std::string& resource, Timestamp at) = 0;
};

}  // namespace riff
