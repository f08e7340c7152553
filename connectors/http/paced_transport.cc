#include "connectors/http/paced_transport.h"

#include <algorithm>
#include <optional>

#include "connectors/http/adaptive_rate.h"
#include "connectors/http/counted_rate.h"
#include "connectors/http/day_quotas.h"
#include "connectors/http/memory_call_book.h"
#include "connectors/http/outcome.h"
#include "connectors/http/rate_limiter.h"
#include "connectors/http/silence.h"
#include "engine/base/check.h"

namespace riff {
namespace {

constexpr int kMeasuredMin = 16;  // Slices before the fastest of them is believed to be the round trip without delay.

std::vector<RateWindow> Both(std::vector<RateWindow> own, const std::vector<RateWindow>& shared) {
  own.insert(own.end(), shared.begin(), shared.end());
  return own;
}

// What is known of one class's pace.
struct ClassPace {
  ClassPace(const std::string& name, const std::vector<RateWindow>& own, const std::vector<RateWindow>& shared,
            CallBook& book)
      : windows(own), share(Both(own, shared)), counted("rate." + name, Both(own, shared), book) {}

  RateLimiter windows;
  AdaptiveRate share;
  CountedRate counted;
  Silence silence;
};

class PacedTransportOfRules final : public PacedTransport {
 public:
  PacedTransportOfRules(Transport& inner, Clock& clock, Waiter& waiter, const Pacing& pacing)
      : inner_(inner),
        clock_(clock),
        waiter_(waiter),
        rules_(pacing.rules),
        slice_max_(std::max(1, pacing.rules.slice_max)),
        class_of_(pacing.class_of),
        is_kept_(pacing.book != nullptr),
        book_(pacing.book == nullptr ? memory_ : *pacing.book),
        read_("read", rules_.read, rules_.shared, book_),
        write_("write", rules_.write, rules_.shared, book_),
        shared_(rules_.shared),
        quotas_(rules_.day_quotas, book_) {}

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override {
    const Result<void> remembered = Remember();
    if (!remembered.has_value()) {
      return std::vector<Result<HttpResponse>>(requests.size(), Fail(NotCounted(remembered.error())));
    }
    std::vector<Result<HttpResponse>> outcomes;
    outcomes.reserve(requests.size());
    bool interrupted = false;
    while (outcomes.size() < requests.size()) {
      const std::span<const HttpRequest> rest = requests.subspan(outcomes.size());
      const Duration wait = WaitFor(rest.front());
      if (wait > Duration::zero() && (interrupted || wait > rules_.wait_max)) {
        outcomes.emplace_back(Fail(Postponed(rest.front(), wait)));
      } else if (wait > Duration::zero()) {
        interrupted = !waiter_.Wait(wait);
      } else {
        SendNext(rest, outcomes);
      }
    }
    return outcomes;
  }

  void SetLane(Lane lane) override { lane_ = lane; }

  void Learn(const QuotaReading& reading) override {
    // A reading that cannot be kept costs nothing but a refusal later: the platform's own.
    (void)quotas_.Learn(reading.resource, reading.remaining, clock_.Now());
  }

 private:
  ClassPace& PaceOf(RateClass rate_class) { return rate_class == RateClass::kWrite ? write_ : read_; }

  // The shared part that this request leaves alone.
  int KeptPercent(RateClass rate_class) const {
    const bool leaves = rate_class == RateClass::kRead && lane_ == Lane::kOrdinary;
    return leaves ? rules_.shared_kept_for_writes_percent : 0;
  }

  // Fills the windows with what was sent before this transport began.
  Result<void> Remember() {
    if (!is_kept_ || remembered_) {
      return {};
    }
    struct Earlier {
      Timestamp at;
      int calls;
      ClassPace* pace;
    };
    std::vector<Earlier> all;
    const Timestamp now = clock_.Now();
    for (ClassPace* pace : {&read_, &write_}) {
      const Duration longest = std::max(pace->windows.longest(), shared_.longest());
      RIFF_TRY(const std::vector<CountedCalls> spans, pace->counted.Earlier(longest, now));
      for (const CountedCalls& span : spans) {
        all.push_back({.at = span.to, .calls = span.calls, .pace = pace});
      }
    }
    std::ranges::sort(all, {}, &Earlier::at);
    for (const Earlier& earlier : all) {
      earlier.pace->windows.Record(earlier.calls, earlier.at);
      shared_.Record(earlier.calls, earlier.at);
    }
    remembered_ = true;
    return {};
  }

  Duration WaitFor(const HttpRequest& request) {
    const Timestamp now = clock_.Now();
    const RateClass rate_class = class_of_(request);
    ClassPace& pace = PaceOf(rate_class);
    return std::max({SilenceFor(rate_class, now), pace.windows.WaitAt(now), pace.share.WaitAt(now),
                     shared_.WaitAt(now, KeptPercent(rate_class))});
  }

  // An urgent write does not wait for what was said to reads, where the two are counted apart.
  Duration SilenceFor(RateClass rate_class, Timestamp now) {
    const bool alone = rate_class == RateClass::kWrite && lane_ == Lane::kUrgent && rules_.shared.empty();
    const Duration other = rate_class == RateClass::kWrite ? read_.silence.WaitAt(now) : write_.silence.WaitAt(now);
    return std::max(PaceOf(rate_class).silence.WaitAt(now), alone ? Duration::zero() : other);
  }

  static Error Postponed(const HttpRequest& request, Duration wait) {
    return {.kind = ErrorKind::kThrottled,
            .message = request.operation + ": not sent, the rate limit has no room for another " + FormatDuration(wait),
            .retry_after = wait};
  }

  static Error NotCounted(Error error) {
    error.kind = ErrorKind::kUnavailable;
    return WithContext("not sent, its call could not be counted", std::move(error));
  }

  // How many of `rest`, one at least, may go together.
  std::size_t SliceOf(std::span<const HttpRequest> rest) {
    const Timestamp now = clock_.Now();
    int read_room = read_.share.Room(now, read_.windows.Room(now, slice_max_));
    int write_room = write_.share.Room(now, write_.windows.Room(now, slice_max_));
    int shared_room = shared_.Room(now, slice_max_);
    const int shared_for_reads = shared_.Room(now, slice_max_, KeptPercent(RateClass::kRead));
    read_room = std::min(read_room, shared_for_reads);
    std::size_t size = 0;
    while (size < rest.size() && size < static_cast<std::size_t>(slice_max_)) {
      int& room = class_of_(rest[size]) == RateClass::kWrite ? write_room : read_room;
      if (room == 0 || shared_room == 0) {
        break;
      }
      --room;
      --shared_room;
      ++size;
    }
    return std::max<std::size_t>(1, size);
  }

  // Sends as many of `rest` as may go together; or, where the first is not even counted, answers that one.
  void SendNext(std::span<const HttpRequest> rest, std::vector<Result<HttpResponse>>& outcomes) {
    const Timestamp now = clock_.Now();
    std::size_t admitted = 0;
    for (const HttpRequest& request : rest.first(SliceOf(rest))) {
      const RateClass rate_class = class_of_(request);
      Result<void> counted = quotas_.Take(request, rate_class, lane_, now);
      if (counted.has_value() && is_kept_) {
        counted = PaceOf(rate_class).counted.Count(1, now);
      }
      if (!counted.has_value() && admitted == 0) {
        Error error = std::move(counted).error();
        outcomes.emplace_back(Fail(error.kind == ErrorKind::kThrottled ? error : NotCounted(std::move(error))));
        return;
      }
      if (!counted.has_value()) {
        break;
      }
      ++admitted;
    }
    SendSlice(rest.first(admitted), outcomes);
  }

  void SendSlice(std::span<const HttpRequest> slice, std::vector<Result<HttpResponse>>& outcomes) {
    const Timestamp started = clock_.Now();
    std::vector<Result<HttpResponse>> answers = inner_.SendAll(slice);
    RIFF_CHECK(answers.size() == slice.size(), "a transport answers each request once");
    const Timestamp answered = clock_.Now();

    const Timestamp arrived = ArrivedAt(started, answered);
    for (const HttpRequest& request : slice) {
      ClassPace& pace = PaceOf(class_of_(request));
      pace.windows.Record(1, arrived);
      pace.share.Record(1, arrived);
      shared_.Record(1, arrived);
    }
    if (answered >= started && std::ranges::any_of(answers, [](const auto& answer) { return answer.has_value(); })) {
      fastest_ = std::min(fastest_, answered - started);
      ++measured_;
    }
    for (const RateClass rate_class : {RateClass::kRead, RateClass::kWrite}) {
      Note(rate_class, slice, answers, started);
    }
    std::ranges::move(answers, std::back_inserter(outcomes));
  }

  // What the answers to one class say of its pace.
  void Note(RateClass rate_class, std::span<const HttpRequest> slice, std::span<const Result<HttpResponse>> answers,
            Timestamp started) {
    std::optional<Duration> named;
    bool refused = false;
    bool served = false;
    for (std::size_t i = 0; i < slice.size(); ++i) {
      if (!answers[i].has_value() || class_of_(slice[i]) != rate_class) {
        continue;
      }
      (answers[i]->status == 429 ? refused : served) = true;
      // A Retry-After of zero says nothing about when.
      if (answers[i]->status == 429 && RetryAfter(*answers[i]).value_or(Duration::zero()) > Duration::zero()) {
        named = std::max(named, RetryAfter(*answers[i]));
      }
    }
    ClassPace& pace = PaceOf(rate_class);
    const Timestamp now = clock_.Now();
    if (refused) {
      pace.silence.NoteRefusal(named, now);
    } else if (served) {
      pace.silence.NoteServed();
    }
    if (refused && !named.has_value()) {
      pace.share.NoteRefusal(started, now);
    }
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
  const RateRules rules_;
  const int slice_max_;
  const RateClassOf class_of_;
  const bool is_kept_;  // In a book that outlives us.
  MemoryCallBook memory_;
  CallBook& book_;
  ClassPace read_;
  ClassPace write_;
  RateLimiter shared_;
  DayQuotas quotas_;
  Lane lane_ = Lane::kOrdinary;
  bool remembered_ = false;
  Duration fastest_ = Duration::max();  // The quickest slice so far: the round trip without any delay.
  int measured_ = 0;
};

}  // namespace

std::unique_ptr<PacedTransport> MakePacedTransport(Transport& inner, Clock& clock, Waiter& waiter, Pacing pacing) {
  return std::make_unique<PacedTransportOfRules>(inner, clock, waiter, pacing);
}

std::unique_ptr<PacedTransport> MakePacedTransport(Transport& inner, Clock& clock, Waiter& waiter, RateRules rules,
                                                   RateClassOf class_of) {
  return MakePacedTransport(inner, clock, waiter, Pacing{.rules = std::move(rules), .class_of = class_of});
}

}  // namespace riff
