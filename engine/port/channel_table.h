#pragma once

#include <optional>
#include <string>

#include "engine/base/error.h"
#include "engine/model/stage.h"

namespace riff {

// What is remembered of a channel between runs.
struct ChannelState {
  Channel channel;
  ChannelHealth health = ChannelHealth::kOk;
  std::string health_why;
  std::optional<Timestamp> health_since;
  std::optional<Timestamp> orders_watermark;  // Read without a gap up to here.
  std::int64_t sweep = 0;                     // The number of the last sweep begun.
  std::optional<Timestamp> sweep_started_at;  // Set while it is not finished,
  std::string sweep_cursor;                   // with the page to go on from,
  std::int64_t sweep_rows = 0;                // and the rows stored so far.
  std::optional<Timestamp> complete_read_at;  // Start of the last sweep that was complete.

  friend bool operator==(const ChannelState&, const ChannelState&) = default;
};

class ChannelTable {
 public:
  virtual ~ChannelTable() = default;
  virtual Result<ChannelState> Get(Channel channel) = 0;  // A channel never saved: all empty.
  virtual Result<void> Save(const ChannelState& state) = 0;
};

}  // namespace riff
