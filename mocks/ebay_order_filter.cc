#include "mocks/ebay_order_filter.h"

#include <algorithm>
#include <utility>

#include "mocks/ebay_words.h"

namespace riff::sim {
namespace {

constexpr auto kDefaultSpan = std::chrono::days(90);
constexpr auto kSpanMax = std::chrono::days(2 * 366);

tl::unexpected<EbayError> Fault(int id, std::string message) {
  return tl::unexpected(EbayError{.id = id, .domain = "API_FULFILLMENT", .message = std::move(message)});
}

// "2026-11-20T10:19:23.000Z" and nothing looser.
Result<Timestamp> ParseInstant(std::string_view text) {
  if (text.size() != 24 || text[10] != 'T' || text[19] != '.' || text[23] != 'Z') {
    return Fail(ErrorKind::kInvalid, "no instant in milliseconds");
  }
  return ParseTimestamp(text);
}

}  // namespace

tl::expected<EbayOrderFilter::Window, EbayError> EbayOrderFilter::ParseWindow(std::string_view value, Timestamp now) {
  const std::size_t dots = value.find("..");
  if (value.size() < 4 || value.front() != '[' || value.back() != ']' || dots == std::string_view::npos) {
    return Fault(30800, "Invalid filter value for a date range");
  }
  const std::string_view first = value.substr(1, dots - 1);
  const std::string_view last = value.substr(dots + 2, value.size() - dots - 3);
  if (first.empty()) {
    return Fault(30820, "Start date is missing");
  }
  const Result<Timestamp> from = ParseInstant(first);
  const Result<Timestamp> to = last.empty() ? Result<Timestamp>(now) : ParseInstant(last);
  if (!from || !to) {
    return Fault(30810, "Invalid date format");
  }
  if (*from > now || *to > now) {
    return Fault(30850, "Start and end dates can't be in the future");
  }
  if (*from >= *to) {
    return Fault(30840, "Start date should be before end date");
  }
  if (now - *from > kSpanMax) {
    return Fault(30830, "Time range between start date and end date must be within '2' years.");
  }
  return Window{*from, *to};
}

tl::expected<EbayOrderFilter, EbayError> EbayOrderFilter::Parse(std::string_view text, Timestamp now) {
  EbayOrderFilter filter;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t colon = std::min(part.find(':'), part.size());
    const std::string_view name = part.substr(0, colon);
    const std::string_view value = part.substr(std::min(colon + 1, part.size()));
    if (name == "creationdate" || name == "lastmodifieddate") {
      const auto window = ParseWindow(value, now);
      if (!window) {
        return tl::unexpected(window.error());
      }
      (name == "creationdate" ? filter.created_ : filter.modified_) = *window;
    } else if (name == "orderfulfillmentstatus") {
      if (value != "{NOT_STARTED|IN_PROGRESS}" && value != "{FULFILLED|IN_PROGRESS}") {
        return Fault(30800, "Invalid filter value for filter orderfulfillmentstatus");
      }
      filter.states_ = value;
    } else {
      return Fault(30700, "Invalid filter name: " + std::string(name));
    }
  }
  if (filter.created_) {
    filter.modified_.reset();
  } else if (!filter.modified_) {
    filter.created_ = Window{now - kDefaultSpan, now};
  }
  return filter;
}

bool EbayOrderFilter::Fits(const MarketOrder& order) const {
  // eBay knows milliseconds only, on both sides of the comparison.
  const auto inside = [](const Window& window, Timestamp at) {
    const Timestamp shown = std::chrono::floor<std::chrono::milliseconds>(at);
    return shown >= window.from && shown <= window.to;
  };
  if ((created_ && !inside(*created_, order.placed_at)) || (modified_ && !inside(*modified_, order.updated_at))) {
    return false;
  }
  return states_.empty() || states_.find(EbayFulfillmentStatusOf(order)) != std::string::npos;
}

}  // namespace riff::sim
