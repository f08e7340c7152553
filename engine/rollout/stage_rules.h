#pragma once

#include "engine/model/channel.h"
#include "engine/model/movement.h"
#include "engine/model/stage.h"

namespace riff {

// What a stage lets a channel be used for. The table of the design, and nothing else, is in the .cc.
enum class ChannelUse { kUnused, kRead, kReadAndWrite };
ChannelUse UseOf(Stage stage, Environment environment);

// Canary: only products that the rollout flag lets in may be written.
bool NeedsRolloutFlag(Stage stage);

// Whose truth holds on a production channel: in observe, hybrid and halted the store adopts what the channel shows;
// from canary on the channel is brought to what the store says. A sandbox channel always follows the store.
enum class Truth { kChannel, kStore };
Truth TruthOf(Stage stage, Environment environment);

// The world whose movements an order of this channel makes, and the books the channel is held against.
World WorldOf(Environment environment);

}  // namespace riff
