#include "connectors/ebay/ebay_trading_codec.h"

#include <algorithm>
#include <array>
#include <span>

#include "connectors/ebay/ebay_codec.h"

namespace riff::ebay {
namespace {

// Missing, invalid, hard expired, invalid IAF, expired IAF.
constexpr std::array<std::int64_t, 5> kTokenErrors = {930, 931, 932, 21916984, 21917053};
constexpr std::array<std::int64_t, 3> kInventoryOwns = {21919474, 21919233, 21916635};
constexpr std::array<std::int64_t, 2> kZeroErrors = {kZeroQuantity, 515};
constexpr std::int64_t kCallLimit = 518;
constexpr std::int64_t kApplicationFault = 10007;  // "Internal error to the application", whatever its class says.

constexpr std::size_t kErrorsKept = 100;

bool HoldsAny(const std::vector<TradingError>& errors, std::span<const std::int64_t> ids) {
  return std::ranges::any_of(ids, [&](std::int64_t id) { return Holds(errors, id); });
}

// The same shape as the REST APIs' errors, for one way of showing both.
std::string Listed(const std::vector<TradingError>& errors) {
  std::vector<ApiError> shown;
  shown.reserve(errors.size());
  for (const TradingError& error : errors) {
    shown.push_back({.id = error.id, .message = error.message, .parameters = {}});
  }
  return NoteOf(shown);
}

std::vector<TradingError> ErrorsIn(const XmlElement& root) {
  std::vector<TradingError> errors;
  for (const XmlElement& row : root.All("Errors")) {
    const Result<std::int64_t> id = row.Integer("ErrorCode");
    if (!id.has_value() || errors.size() == kErrorsKept) {
      continue;
    }
    TradingError error;
    error.id = *id;
    error.message = row.OptionalText("ShortMessage").value_or("");
    if (row.OptionalText("SeverityCode") == "Warning") {
      error.severity = TradingError::Severity::kWarning;
    }
    if (row.OptionalText("ErrorClassification") == "SystemError") {
      error.source = TradingError::Source::kSystem;
    }
    for (const XmlElement& parameter : row.All("ErrorParameters")) {
      error.parameters.emplace_back(parameter.Attribute("ParamID").value_or(""),
                                    parameter.OptionalText("Value").value_or(""));
    }
    errors.push_back(std::move(error));
  }
  return errors;
}

Result<TradingAnswer::Ack> AckOf(const XmlElement& root) {
  RIFF_TRY(const std::string word, root.Text("Ack"));
  if (word == "Success" || word == "Warning") {
    return TradingAnswer::Ack::kDone;
  }
  if (word == "PartialFailure") {
    return TradingAnswer::Ack::kPartial;
  }
  if (word == "Failure") {
    return TradingAnswer::Ack::kFailure;
  }
  return Fail(ErrorKind::kInvalid, root.path() + "/Ack: an unknown word");
}

Result<TradingAnswer> Parsed(std::string_view call, std::string_view body) {
  RIFF_TRY(XmlDocument document, XmlDocument::Parse(body));
  const XmlElement root = document.root();
  if (root.name() != std::string(call) + "Response") {
    return Fail(ErrorKind::kInvalid, "the answer to another call than " + std::string(call));
  }
  RIFF_TRY(const TradingAnswer::Ack ack, AckOf(root));
  return TradingAnswer{.ack = ack, .errors = ErrorsIn(root), .document = std::move(document)};
}

}  // namespace

bool TradingError::Names(std::string_view item) const {
  return std::ranges::any_of(parameters, [item](const auto& parameter) { return parameter.second == item; });
}

Result<TradingAnswer> TradingAnswerOf(std::string_view call, const Result<HttpResponse>& outcome,
                                      RequestEffect effect) {
  const bool reads = effect == RequestEffect::kRead;
  if (!outcome.has_value()) {
    return Fail(WithContext(call, reads ? ReadFailure(outcome.error()) : outcome.error()));
  }
  if (!Succeeded(outcome->status)) {
    return Fail(RefusalOf(call, *outcome, effect));
  }
  Result<TradingAnswer> answer = Parsed(call, outcome->body);
  if (!answer.has_value()) {
    return Fail(WithContext(call, reads ? answer.error() : WriteAnswerFailure(answer.error())));
  }
  return answer;
}

Result<TradingAnswer> TradingReadOf(std::string_view call, const Result<HttpResponse>& outcome) {
  RIFF_TRY(TradingAnswer answer, TradingAnswerOf(call, outcome, RequestEffect::kRead));
  if (answer.ack == TradingAnswer::Ack::kFailure) {
    return Fail(TradingRefusalOf(call, answer.errors, RequestEffect::kRead));
  }
  if (answer.ack == TradingAnswer::Ack::kPartial) {
    return Fail(ErrorKind::kUnavailable, std::string(call) + ": a part only (" + Listed(answer.errors) + ")");
  }
  return answer;
}

bool Holds(const std::vector<TradingError>& errors, std::int64_t id) {
  return std::ranges::any_of(errors, [id](const TradingError& error) { return error.id == id; });
}

bool OwnedByInventory(const std::vector<TradingError>& errors) { return HoldsAny(errors, kInventoryOwns); }

bool RefusedZero(const std::vector<TradingError>& errors) { return HoldsAny(errors, kZeroErrors); }

Error TradingRefusalOf(std::string_view what, const std::vector<TradingError>& errors, RequestEffect effect) {
  const bool reads = effect == RequestEffect::kRead;
  Error error;
  error.kind = reads ? ErrorKind::kInvalid : ErrorKind::kRejected;
  error.message = std::string(what) + " (" + Listed(errors) + ")";
  const bool system = std::ranges::any_of(errors, [](const TradingError& row) {
    return row.severity == TradingError::Severity::kError && row.source == TradingError::Source::kSystem;
  });
  // What leaves the outcome open, or stops the channel, must not be hidden by a plain refusal beside it.
  if (HoldsAny(errors, kTokenErrors)) {
    error.kind = ErrorKind::kUnauthorized;
  } else if (Holds(errors, kCallLimit)) {
    error.kind = ErrorKind::kThrottled;
  } else if (system || Holds(errors, kApplicationFault)) {
    error.kind = reads ? ErrorKind::kUnavailable : ErrorKind::kAmbiguous;
  } else if (Holds(errors, kItemUnknown)) {
    error.kind = ErrorKind::kNotFound;
  } else if (Holds(errors, kListingEnded) || OwnedByInventory(errors)) {
    error.kind = reads ? ErrorKind::kInvalid : ErrorKind::kConflict;
  }
  return error;
}

std::string NoteOf(const std::vector<TradingError>& errors) { return Listed(errors); }

bool RefusedTradingToken(const HttpResponse& response) {
  if (response.status == 401) {
    return true;
  }
  // Cheap to rule out: only a failure can be one, and it is short.
  constexpr std::size_t kFailureMax = 64u * 1024;
  if (!Succeeded(response.status) || response.body.size() > kFailureMax ||
      response.body.find("Failure") == std::string::npos) {
    return false;
  }
  const Result<XmlDocument> document = XmlDocument::Parse(response.body);
  if (!document.has_value() || document->root().OptionalText("Ack") != "Failure") {
    return false;
  }
  return HoldsAny(ErrorsIn(document->root()), kTokenErrors);
}

}  // namespace riff::ebay
