#include "connectors/http/counted_rate.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace riff {
namespace {

constexpr Duration kLengthMin = std::chrono::seconds(5);
constexpr int kSpansAWindow = 10;

}  // namespace

CountedRate::CountedRate(std::string resource, const std::vector<RateWindow>& rules, CallBook& book)
    : resource_(std::move(resource)), book_(book) {
  if (!rules.empty()) {
    const Duration shortest = std::ranges::min_element(rules, {}, &RateWindow::window)->window;
    length_ = std::max(kLengthMin, shortest / kSpansAWindow);
  }
}

CountedRate::~CountedRate() { GiveBack(); }

Result<void> CountedRate::Count(int calls, Timestamp now) {
  if (length_ == Duration::zero()) {
    return {};
  }
  if (now >= span_.to || now < span_.from) {
    GiveBack();
    const Timestamp from(now.time_since_epoch() / length_ * length_);
    span_ = {.from = from, .to = from + length_};
  }
  if (left_ < calls) {
    CountedCalls block = span_;
    block.calls = std::max(calls - left_, span_.calls);  // As many again as so far.
    RIFF_TRY(const int granted, book_.SetAside(resource_, block, std::numeric_limits<int>::max()));
    span_.calls += granted;
    left_ += granted;
  }
  if (left_ < calls) {
    return Fail(ErrorKind::kUnavailable, resource_ + ": the book sets no more calls aside");
  }
  left_ -= calls;
  return {};
}

Result<std::vector<CountedCalls>> CountedRate::Earlier(Duration longest, Timestamp now) {
  if (length_ == Duration::zero()) {
    return std::vector<CountedCalls>();
  }
  RIFF_TRY(std::vector<CountedCalls> spans, book_.EndingAfter(resource_, now - 2 * longest - 2 * length_));
  for (CountedCalls& span : spans) {
    span.to = std::min(now, span.to + length_);  // The last of a span may have been under way a while.
  }
  return spans;
}

void CountedRate::GiveBack() {
  if (left_ > 0) {
    CountedCalls rest = span_;
    rest.calls = left_;
    book_.GiveBack(resource_, rest);
  }
  left_ = 0;
}

}  // namespace riff
