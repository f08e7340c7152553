#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/channel.h"
#include "engine/model/movement.h"
#include "engine/model/run.h"
#include "engine/model/stage.h"
#include "engine/port/order_table.h"

namespace riff {

// The words of the store that nobody else reads back from text. kInvalid: the row was not written by this program.
std::string_view WordOf(Channel channel);
Result<Channel> StoredChannel(std::string_view word);
Result<World> StoredWorld(std::string_view word);
Result<ReadStatus> StoredReadStatus(std::string_view word);
Result<RunStatus> StoredRunStatus(std::string_view word);
Result<ChannelHealth> StoredChannelHealth(std::string_view word);
Result<ParkReason> StoredParkReason(std::string_view word);

// A list of texts as one text that reads back exactly, whatever the texts hold: each led by its length in bytes.
std::string JoinTexts(std::span<const std::string> texts);
Result<std::vector<std::string>> SplitTexts(std::string_view joined);

}  // namespace riff
