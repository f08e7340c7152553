#include "engine/store/words.h"

#include <array>
#include <charconv>

namespace riff {
namespace {

// As ToString(Channel) says them, platform by platform, production first.
constexpr std::array<std::string_view, 10> kChannelWords = {
    "ebay/production", "ebay/sandbox",      "reverb/production", "reverb/sandbox", "shopify/production",
    "shopify/sandbox", "tiktok/production", "tiktok/sandbox",    "vr/production",  "vr/sandbox"};

template <class Value, std::size_t size>
Result<Value> Parse(std::string_view word, const std::array<Value, size>& values, std::string_view what) {
  for (const Value value : values) {
    if (ToString(value) == word) {
      return value;
    }
  }
  return Fail(ErrorKind::kInvalid, "the store holds no " + std::string(what) + ": \"" + std::string(word) + "\"");
}

}  // namespace

std::string_view WordOf(Channel channel) {
  return kChannelWords[static_cast<std::size_t>(channel.platform) * 2 + static_cast<std::size_t>(channel.environment)];
}

Result<Channel> StoredChannel(std::string_view word) {
  for (std::size_t i = 0; i < kChannelWords.size(); ++i) {
    if (kChannelWords[i] == word) {
      return Channel{static_cast<Platform>(i / 2), static_cast<Environment>(i % 2)};
    }
  }
  return Fail(ErrorKind::kInvalid, "the store holds no channel: \"" + std::string(word) + "\"");
}

Result<World> StoredWorld(std::string_view word) {
  return Parse(word, std::array{World::kReal, World::kSandbox}, "world");
}

Result<ReadStatus> StoredReadStatus(std::string_view word) {
  return Parse(word, std::array{ReadStatus::kComplete, ReadStatus::kPartial, ReadStatus::kFailed, ReadStatus::kSkipped},
               "read status");
}

Result<RunStatus> StoredRunStatus(std::string_view word) {
  return Parse(
      word,
      std::array{RunStatus::kRunning, RunStatus::kOk, RunStatus::kPartial, RunStatus::kFailed, RunStatus::kAborted},
      "run status");
}

Result<ChannelHealth> StoredChannelHealth(std::string_view word) {
  return Parse(word,
               std::array{ChannelHealth::kOk, ChannelHealth::kDegraded, ChannelHealth::kNeedsReauth,
                          ChannelHealth::kMaintenance},
               "channel health");
}

Result<ParkReason> StoredParkReason(std::string_view word) {
  return Parse(word, std::array{ParkReason::kNone, ParkReason::kUnlinked, ParkReason::kUnknownState}, "park reason");
}

std::string JoinTexts(std::span<const std::string> texts) {
  std::string joined;
  for (const std::string& text : texts) {
    joined += std::to_string(text.size());
    joined += ':';
    joined += text;
  }
  return joined;
}

Result<std::vector<std::string>> SplitTexts(std::string_view joined) {
  std::vector<std::string> texts;
  while (!joined.empty()) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(joined.data(), joined.data() + joined.size(), size);
    const auto digits = static_cast<std::size_t>(end - joined.data());
    const bool well_formed =
        error == std::errc() && digits < joined.size() && joined[digits] == ':' && size <= joined.size() - digits - 1;
    if (!well_formed) {
      return Fail(ErrorKind::kInvalid, "the store holds a list of texts that does not read back");
    }
    texts.emplace_back(joined.substr(digits + 1, size));
    joined.remove_prefix(digits + 1 + size);
  }
  return texts;
}

}  // namespace riff
