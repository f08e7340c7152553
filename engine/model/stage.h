#pragma once

#include <string_view>

#include "engine/base/error.h"
#include "engine/model/channel.h"
#include "engine/model/movement.h"

namespace riff {

// What a platform's channels may be used for.
enum class Stage { kOff, kObserve, kHybrid, kCanary, kLive, kHalted };
std::string_view ToString(Stage stage);
Result<Stage> ParseStage(std::string_view text);

// Why a channel is not read or written, beside its stage.
enum class ChannelHealth { kOk, kDegraded, kNeedsReauth, kMaintenance };
std::string_view ToString(ChannelHealth health);

}  // namespace riff
