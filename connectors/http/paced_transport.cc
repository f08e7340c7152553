#include "connectors/http/paced_transport.h"

#include <algorithm>
#include <optional>

#include "connectors/http/outcome.h"
#include "connectors/http/rate_limiter.h"
#include "engine/base/check.h"

namespace riff {
namespace {

constexpr Duration kBackoffMin = std::chrono::seconds(1);
constexpr Duration kBackoffMax = std::chrono::seconds(60);
constexpr int kMeasuredMin = 16;  // Slices before the fastest of them is believed to be the round trip without delay.

// What the other side's 429s demand: silence until a time, longer each time they follow each other.
class Silence {
 public:
  Duration WaitAt(Timestamp now) {
    until_ = std::min(until_, now + length_);  // A clock that was set back makes no silence longer.
    return std::max(Duration(until_ - now), Duration::zero());
  }

  void Note(std::span<const Result<HttpResponse>> answers, Timestamp now) {
    std::optional<Duration> named;
    bool refused = false;
    bool served = false;
    for (const Result<HttpResponse>& answer : answers) {
      if (!answer.has_value()) {
        continue;
      }
      (answer->status == 429 ? refused : served) = true;
      if (answer->status == 429) {
        named = std::max(named, RetryAfter(*answer));
      }
    }
    if (refused) {
      backoff_ = std::clamp(backoff_ * 2, kBackoffMin, kBackoffMax);
      // A Retry-After of zero says nothing about when; the backoff does.
      length_ = named.value_or(Duration::zero()) > Duration::zero() ? *named : backoff_;
      until_ = now + length_;
    } else if (served) {
      backoff_ = Duration::zero();
    }
  }

 private:
  Timestamp until_;
  Duration length_{0};
  Duration backoff_{0};
};

class PacedTransport final : public Transport {
 public:
  PacedTransport(Transport& inner, Clock& clock, Waiter& waiter, const RateRules& rules, RateClassOf class_of)
      : inner_(inner),
        clock_(clock),
        waiter_(waiter),
        wait_max_(rules.wait_max),
        slice_max_(std::max(1, rules.slice_max)),
        class_of_(class_of),
        read_(rules.read),
        write_(rules.write) {}

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override {
    std::vector<Result<HttpResponse>> outcomes;
    outcomes.reserve(requests.size());
    bool interrupted = false;
    while (outcomes.size() < requests.size()) {
      const std::span<const HttpRequest> rest = requests.subspan(outcomes.size());
      const Duration wait = WaitFor(rest.front());
      if (wait > Duration::zero() && (interrupted || wait > wait_max_)) {
        outcomes.emplace_back(Fail(Postponed(rest.front(), wait)));
      } else if (wait > Duration::zero()) {
        interrupted = !waiter_.Wait(wait);
      } else {
        SendSlice(rest.first(SliceOf(rest)), outcomes);
      }
    }
    return outcomes;
  }

 private:
  RateLimiter& LimiterOf(const HttpRequest& request) {
    return class_of_(request) == RateClass::kWrite ? write_ : read_;
  }

  Duration WaitFor(const HttpRequest& request) {
    const Timestamp now = clock_.Now();
    return std::max(silence_.WaitAt(now), LimiterOf(request).WaitAt(now));
  }

  static Error Postponed(const HttpRequest& request, Duration wait) {
    return {.kind = ErrorKind::kThrottled,
            .message = request.operation + ": not sent, the rate limit has no room for another " + FormatDuration(wait),
            .retry_after = wait};
  }

  // How many of `rest`, one at least, may go together.
  std::size_t SliceOf(std::span<const HttpRequest> rest) {
    const Timestamp now = clock_.Now();
    int read_room = read_.Room(now, slice_max_);
    int write_room = write_.Room(now, slice_max_);
    std::size_t size = 0;
    while (size < rest.size() && size < static_cast<std::size_t>(slice_max_)) {
      int& room = class_of_(rest[size]) == RateClass::kWrite ? write_room : read_room;
      if (room == 0) {
        break;
      }
      --room;
      ++size;
    }
    return std::max<std::size_t>(1, size);
  }

  void SendSlice(std::span<const HttpRequest> slice, std::vector<Result<HttpResponse>>& outcomes) {
    const Timestamp started = clock_.Now();
    std::vector<Result<HttpResponse>> answers = inner_.SendAll(slice);
    RIFF_CHECK(answers.size() == slice.size(), "a transport answers each request once");
    const Timestamp answered = clock_.Now();

    const Timestamp arrived = ArrivedAt(started, answered);
    for (const HttpRequest& request : slice) {
      LimiterOf(request).Record(1, arrived);
    }
    if (answered >= started && std::ranges::any_of(answers, [](const auto& answer) { return answer.has_value(); })) {
      fastest_ = std::min(fastest_, answered - started);
      ++measured_;
    }
    silence_.Note(answers, answered);
    std::ranges::move(answers, std::back_inserter(outcomes));
  }

  // When the slice was at the other side for certain, on a clock that is late by the way there: whatever it took longer
  // than the fastest one may have been spent on that way.
  Timestamp ArrivedAt(Timestamp started, Timestamp answered) const {
    const Duration fastest = measured_ < kMeasuredMin ? Duration::zero() : fastest_;
    return std::max(started, answered - fastest);
  }

  Transport& inner_;
  Clock& clock_;
  Waiter& waiter_;
  const Duration wait_max_;
  const int slice_max_;
  const RateClassOf class_of_;
  RateLimiter read_;
  RateLimiter write_;
  Silence silence_;
  Duration fastest_ = Duration::max();  // The quickest slice so far: the round trip without any delay.
  int measured_ = 0;
};

}  // namespace

std::unique_ptr<Transport> MakePacedTransport(Transport& inner, Clock& clock, Waiter& waiter, RateRules rules,
                                              RateClassOf class_of) {
  return std::make_unique<PacedTransport>(inner, clock, waiter, rules, class_of);
}

}  // namespace riff
