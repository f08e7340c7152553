#pragma once

#include <cstdint>
#include <string_view>

#include "connectors/http/outcome.h"
#include "engine/base/error.h"

namespace riff::tiktok {

inline constexpr std::int64_t kCodeSearchTooLarge = 12052180;  // More than 10,000 results: split the window.
inline constexpr std::int64_t kCodeDuplicateExternalId = 12052996;
inline constexpr std::int64_t kCodeCheckFailed = 12052990;  // The reason is in detail.extra_errors.

// What a refusal by the gateway asks for, before anything is done about it.
enum class GatewayRefusal {
  kNone,      // Not one of these.
  kNewToken,  // The access token is old or dead: refresh once, then send again.
  kNewTime,   // Our clock is off: learn theirs, then send again.
};

// 36009004 means a dozen things; words of the message tell them apart (never whole sentences: the wording drifts).
GatewayRefusal RefusalOf(std::int64_t code, std::string_view message);

// The error for a code other than 0, wherever it came from: the envelope or one item inside it. What the platform
// refused is certainly not done; what failed on its side is kUnavailable for a read and kAmbiguous for a write.
// Codes not known: kInvalid for a read, kRejected for a write, with code and message for a person. A stock that is
// locked by a promotion or an auction is kRejected, and says that it must be ended by hand: nothing else takes the unit
// down.
Error ErrorOfCode(std::string_view operation, std::int64_t code, std::string_view message, RequestEffect effect);

}  // namespace riff::tiktok
