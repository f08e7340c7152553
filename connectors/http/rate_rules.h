#pragma once

#include <string>
#include <vector>

#include "connectors/http/transport.h"

namespace riff {

// At most `calls` in any `window`, for requests of one kind.
struct RateWindow {
  int calls = 1;
  Duration window = std::chrono::seconds(1);
};

enum class RateClass { kRead, kWrite };

// Who sends. Urgent is what keeps a sale from being sold twice; it may use what the rules keep for it.
enum class Lane { kOrdinary, kUrgent };

// When a platform's day begins.
enum class DayReset { kUtcMidnight, kPacificMidnight };

// So many calls a day, reads and writes together, counted by the platform over restarts of ours.
struct DayQuota {
  std::string resource;          // "inventory": what its count is kept under.
  std::string path_prefix;       // Of the requests it counts; empty: any.
  std::string operation_prefix;  // Likewise; empty: any.
  int calls = 1;
  DayReset reset = DayReset::kUtcMidnight;
  int kept_for_writes = 0;  // Calls that ordinary reads leave alone.
  int kept_for_urgent = 0;  // Calls that ordinary writes leave alone; reads leave them as well.
};

// A platform's published limits, as data. Every window of a class, and every shared one, must have room before a
// request is sent; without windows requests are sent freely.
struct RateRules {
  std::vector<RateWindow> read;
  std::vector<RateWindow> write;
  Duration wait_max = std::chrono::seconds(90);  // A longer single wait is answered kThrottled instead.
  int slice_max = 8;  // Sent together; best what the transport below keeps in flight, see MakePacedTransport().

  // Windows that reads and writes fill together, where a platform has one bucket for both. Reads leave a share of each
  // free, one call at least, so that a long read never makes a write wait for a window to pass.
  std::vector<RateWindow> shared = {};
  int shared_kept_for_writes_percent = 20;

  std::vector<DayQuota> day_quotas = {};  // The first that fits counts a request.
};

using RateClassOf = RateClass (*)(const HttpRequest&);

}  // namespace riff
