#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.h"
#include "engine/model/channel.h"
#include "engine/model/ids.h"

namespace riff {

// Only a complete read says anything about listings that it did not show.
enum class ReadStatus { kComplete, kPartial, kFailed, kSkipped };
std::string_view ToString(ReadStatus status);

struct ReadReport {
  ReadStatus status = ReadStatus::kSkipped;
  std::int64_t listings = 0;
  std::int64_t orders = 0;
  std::int64_t requests = 0;
};

struct PushReport {
  std::int64_t accepted = 0;
  std::int64_t confirmed = 0;
  std::int64_t later = 0;  // Throttled or unavailable: will be sent again.
  std::int64_t ambiguous = 0;
  std::int64_t rejected = 0;
  std::int64_t requests = 0;
};

struct ChannelReport {
  Channel channel;
  ReadReport read;
  PushReport push;
  std::string error;  // Empty: none.
};

struct ChangeCounts {
  std::int64_t planned = 0;
  std::int64_t asked = 0;
  std::int64_t refused = 0;
  std::int64_t held = 0;  // By the blast radius.
};

struct TodoCounts {
  std::int64_t opened = 0;
  std::int64_t closed = 0;
  std::int64_t open = 0;
};

enum class RunStatus { kRunning, kOk, kPartial, kFailed, kAborted };
std::string_view ToString(RunStatus status);  // "running", "ok", "partial", "failed", "aborted"

// One sync cycle and what it did.
struct RunReport {
  RunId run;
  std::string command;  // "sync", "clone", …
  RunStatus status = RunStatus::kRunning;
  Timestamp started_at;
  std::optional<Timestamp> ended_at;
  std::vector<ChannelReport> channels;
  ChangeCounts changes;
  TodoCounts todo;
};

}  // namespace riff
