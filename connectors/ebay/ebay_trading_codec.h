#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/http/outcome.h"
#include "connectors/http/transport.h"
#include "connectors/xml/xml.h"
#include "engine/base/error.h"

namespace riff::ebay {

// The error codes of the legacy Trading API that mean something to us. They come with HTTP status 200.
inline constexpr std::int64_t kItemUnknown = 17;
inline constexpr std::int64_t kListingEnded = 291;       // It cannot be revised any more.
inline constexpr std::int64_t kAlreadyClosed = 1047;     // It cannot be ended a second time.
inline constexpr std::int64_t kRedundant = 21917091;     // Price and quantity are what they were.
inline constexpr std::int64_t kZeroQuantity = 21916583;  // Zero, without OUT_OF_STOCK_CONTROL.

// One row of `Errors`; warnings stand in the same list.
struct TradingError {
  std::int64_t id = 0;
  enum class Severity { kWarning, kError } severity = Severity::kError;
  enum class Source { kRequest, kSystem } source = Source::kRequest;
  std::string message;
  std::vector<std::pair<std::string, std::string>> parameters;  // ParamID and value.

  // Whether it speaks of this item: a parameter is its id.
  bool Names(std::string_view item) const;
};

// An answer that could be read. Its Ack decides what it says: `kFailure` did nothing at all, `kPartial` some of it.
struct TradingAnswer {
  enum class Ack { kDone, kPartial, kFailure } ack = Ack::kDone;  // Warning is done.
  std::vector<TradingError> errors;
  XmlDocument document;
};

// The answer to a Trading call of that name. An HTTP status that is not 2xx is as with the other APIs. What cannot be
// understood (no XML, another call's answer, an Ack that is not known) is kInvalid to a read and kAmbiguous to a write.
Result<TradingAnswer> TradingAnswerOf(std::string_view call, const Result<HttpResponse>& outcome, RequestEffect effect);

// The same for reads, of which only the whole is taken: a failure is its error, a partial answer kUnavailable.
Result<TradingAnswer> TradingReadOf(std::string_view call, const Result<HttpResponse>& outcome);

bool Holds(const std::vector<TradingError>& errors, std::int64_t id);

// Whether the errors say that the Inventory API owns the listing, so that it cannot be revised here.
bool OwnedByInventory(const std::vector<TradingError>& errors);

// Whether the errors say that this seller may not show zero.
bool RefusedZero(const std::vector<TradingError>& errors);

// What the errors mean to the caller: a token's code is kUnauthorized, the call limit kThrottled, a system error leaves
// the outcome of a write open, an unknown item is kNotFound, an ended one kConflict, and so is one that the Inventory
// API owns by now; else kInvalid to a read and kRejected to a write.
Error TradingRefusalOf(std::string_view what, const std::vector<TradingError>& errors, RequestEffect effect);

// Warnings as one line for people.
std::string NoteOf(const std::vector<TradingError>& errors);

// Whether a Trading call was refused for its token alone, and so certainly had no effect.
bool RefusedTradingToken(const HttpResponse& response);

}  // namespace riff::ebay
