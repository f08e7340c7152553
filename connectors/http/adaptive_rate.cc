#include "connectors/http/adaptive_rate.h"

#include <algorithm>

namespace riff {
namespace {

constexpr double kDecrease = 0.5;
constexpr double kIncrease = 0.05;
constexpr double kShareMin = 0.05;
constexpr Duration kStepMin = std::chrono::seconds(1);
constexpr double kTurnsASecond = 8;  // Calls go in groups of an eighth of a second's, so that none looks like a burst.

}  // namespace

AdaptiveRate::AdaptiveRate(const std::vector<RateWindow>& rules) {
  if (rules.empty()) {
    return;
  }
  const auto rate_of = [](const RateWindow& rule) {
    return static_cast<double>(std::max(1, rule.calls)) / std::chrono::duration<double>(rule.window).count();
  };
  const RateWindow slowest = *std::ranges::min_element(rules, {}, rate_of);
  const RateWindow shortest = *std::ranges::min_element(rules, {}, &RateWindow::window);
  const double per_second = rate_of(slowest);
  const int calls = std::max(1, static_cast<int>(per_second / kTurnsASecond));
  spread_ = RateWindow{.calls = calls,
                       .window = std::chrono::ceil<Duration>(std::chrono::duration<double>(calls / per_second))};
  step_ = std::max(shortest.window, kStepMin);
}

int AdaptiveRate::Room(Timestamp now, int wanted) {
  const double share = ShareAt(now);
  return window_.has_value() ? std::min(wanted, window_->Room(now, share)) : wanted;
}

Duration AdaptiveRate::WaitAt(Timestamp now) {
  const double share = ShareAt(now);
  return window_.has_value() ? window_->WaitAt(now, share) : Duration::zero();
}

void AdaptiveRate::Record(int calls, Timestamp at) {
  if (window_.has_value()) {
    window_->Record(calls, at);
  }
}

void AdaptiveRate::NoteRefusal(Timestamp started, Timestamp now) {
  if (!spread_.has_value() || (window_.has_value() && started < lowered_at_ && lowered_at_ <= now)) {
    return;
  }
  share_ = std::max(kShareMin, ShareAt(now) * kDecrease);
  lowered_at_ = now;
  grown_at_ = now;
  window_.emplace(*spread_);
}

double AdaptiveRate::ShareAt(Timestamp now) {
  if (!window_.has_value()) {
    return 1;
  }
  grown_at_ = std::min(grown_at_, now);  // A clock that was set back takes no growth away.
  const auto steps = (now - grown_at_) / step_;
  share_ = std::min(1.0, share_ + kIncrease * static_cast<double>(steps));
  grown_at_ += steps * step_;
  if (share_ >= 1) {
    window_.reset();
  }
  return share_;
}

}  // namespace riff
