#pragma once

#include <map>

#include "engine/base/quantity.h"
#include "engine/model/capabilities.h"
#include "engine/model/channel.h"
#include "engine/model/stage.h"

namespace riff {

enum class RaiseRule { kTwoReads, kAsk };
enum class NewListingRule { kAsk, kAuto };

struct BlastRadius {
  std::int64_t listings = 5;
  double share = 0.20;
};

// The rules of the whole shop (config section [sync]).
struct SyncPolicy {
  Duration settle_time = std::chrono::minutes(10);
  RaiseRule raise = RaiseRule::kTwoReads;
  NewListingRule create = NewListingRule::kAsk;
  NewListingRule relist = NewListingRule::kAsk;
  BlastRadius blast_radius;
};

// The rules of one channel: what it may be used for, what it can do, and what it shows of a product.
struct ChannelPolicy {
  Stage stage = Stage::kHybrid;
  Capabilities can;
  double price_factor = 1.0;
  Quantity buffer;            // Units never shown here.
  Quantity max_shown;         // 0: no cap.
  bool push_enabled = true;   // The kill switch.
  bool healthy = true;        // False: needs_reauth or maintenance; nothing is sent.
  bool read_this_run = true;  // Its observations are of this run and complete: absences and agreement count.
};

struct PlanPolicy {
  SyncPolicy sync;
  std::map<Channel, ChannelPolicy> channels;  // A channel that is not here is not used.
};

}  // namespace riff
