// TiktokFace: everything that is refused before a call is looked at.

#include <utility>

#include "mocks/tiktok_face.h"

namespace riff::sim {
namespace {

constexpr std::int64_t kSecondsAnHour = 3600;

TiktokReply AsTold(const FaultRule& rule) {
  const std::string message = rule.Parameter("message");
  return TiktokRefusal(static_cast<int>(rule.Number("code", 36009003)), message.empty() ? "Refused" : message,
                       static_cast<int>(rule.Number("status", 200)));
}

}  // namespace

std::optional<TiktokReply> TiktokFace::RefuseCipher(const Called& called, const TiktokCall& call) const {
  const std::string cipher = ValueOf(call.query, "shop_cipher");
  if (called.cipher == Cipher::kRefused) {
    return cipher.empty()
               ? std::nullopt
               : std::optional(TiktokRefusal(
                     36009004,
                     "Unexpected identifier. The `shop_cipher` query parameter is not required for this request.",
                     400));
  }
  if (cipher.empty()) {
    return TiktokRefusal(
        106013, "Missing identifier. The `shop_cipher` query parameter is required to identify the target shop.", 400);
  }
  if (cipher != parts_.credentials.Key("shop_cipher")) {
    return TiktokRefusal(101000, "Invalid query or header. The cipher or the `x-tts-access-token` header is invalid.",
                         kTiktokCredentialStatus);
  }
  return std::nullopt;
}

// Counts the call; what is over a limit counts too, as long as its second or hour lasts.
std::optional<TiktokReply> TiktokFace::RefusePace(const Called& called) {
  const std::int64_t second = TiktokSeconds(parts_.clock.Now());
  if (second != second_) {
    second_ = second;
    calls_this_second_.clear();
  }
  if (second / kSecondsAnHour != hour_) {
    hour_ = second / kSecondsAnHour;
    calls_this_hour_ = 0;
  }
  const std::int64_t a_second = parts_.faults.KnobNumber("calls_per_second");
  if (a_second > 0 && ++calls_this_second_[std::string(called.operation)] > a_second) {
    return TiktokRefusal(36009002, "Too many requests. You've made too many requests in a short period of time.", 429);
  }
  const std::int64_t an_hour = parts_.faults.KnobNumber("calls_per_hour");
  if (an_hour > 0 && ++calls_this_hour_ > an_hour) {
    return TiktokRefusal(36009037, "Hourly limit of a test shop reached.", 429);
  }
  return std::nullopt;
}

std::optional<TiktokReply> TiktokFace::RefuseBefore(const Called& called, const TiktokCall& call) {
  const Timestamp now = parts_.clock.Now();
  if (auto refused = CheckTiktokSignature(call.request, call.query, parts_.credentials, now)) {
    return refused;
  }
  if (auto refused = tokens_.Check(call.request.Header("x-tts-access-token"), now)) {
    return refused;
  }
  if (parts_.faults.Knob("deauthorised") == "on") {
    return TiktokRefusal(36009043, "Shop inactive.", kTiktokCredentialStatus);
  }
  if (auto refused = RefuseCipher(called, call)) {
    return refused;
  }
  if (auto refused = RefusePace(called)) {
    return refused;
  }
  if (called.effect == Effect::kChanges && parts_.credentials.access == Access::kReadOnly) {
    return TiktokRefusal(105005, "Access denied. The app or token lacks the access scope for the endpoint.",
                         kTiktokCredentialStatus);
  }
  if (parts_.faults.Take("internal_error", called.operation)) {
    return TiktokRefusal(36009003, "Internal error. Please try again.");
  }
  if (const std::optional<FaultRule> rule = parts_.faults.Take("refused_with", called.operation)) {
    return AsTold(*rule);
  }
  return std::nullopt;
}

}  // namespace riff::sim
