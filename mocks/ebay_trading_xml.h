#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/xml/xml.h"
#include "engine/base/time.h"
#include "engine/net/http_server.h"
#include "mocks/market.h"

// What the Trading API's answers look like: HTTP 200 whatever happened, and an Ack that says what did.
namespace riff::sim {

enum class TradingSeverity { kError, kWarning };

struct TradingFault {
  int code = 0;
  std::string message;
  std::vector<std::pair<std::string, std::string>> parameters = {};
  TradingSeverity severity = TradingSeverity::kError;
};

// What a call came to. The Ack follows from it: Failure when there is an error and nothing was done, PartialFailure
// when something was, Warning with warnings only, else Success.
struct TradingOutcome {
  std::vector<TradingFault> faults = {};
  std::size_t done = 0;                               // Of the call's rows, how many went through.
  std::function<void(XmlWriter&)> content = nullptr;  // Behind the envelope's own elements.
};
inline TradingOutcome TradingFailure(TradingFault fault) { return {{std::move(fault)}}; }
std::string_view TradingAckOf(const TradingOutcome& outcome);  // "Success", …

struct TradingEnvelope {
  std::string_view call_name;
  std::string correlation_id;  // The request's MessageID; empty: none.
  Timestamp at;
};
ServerResponse TradingAnswer(const TradingEnvelope& envelope, const TradingOutcome& outcome);

// "499.0", as the older API writes amounts: a digit behind the point at least, and no needless ones.
std::string TradingAmount(Money amount);
void WriteTradingAmount(XmlWriter& xml, std::string_view name, Money amount);

enum class TradingDetail { kSummary, kWhole };  // GetMyeBaySelling shows less than the others.

struct TradingItemView {
  std::int64_t sold = 0;
  TradingDetail detail = TradingDetail::kWhole;
  enum class Available { kAbsent, kShown } available = Available::kAbsent;  // QuantityAvailable.
};
// <Item>: Quantity is what is left and what was sold, together.
void WriteTradingItem(XmlWriter& xml, const MarketListing& listing, const TradingItemView& view, Timestamp now);

// When a listing that runs until it is cancelled comes to its end next, or when one that is over ended.
Timestamp TradingEndTimeOf(const MarketListing& listing, Timestamp now);

}  // namespace riff::sim
