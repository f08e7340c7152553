#include "connectors/ebay/ebay_codec.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "connectors/http/url.h"

namespace riff::ebay {
namespace {

// How long one call keeps another off the same SKU (25025): no time is documented; a few seconds clear it.
constexpr Duration kConcurrentWait = std::chrono::seconds(5);

// A platform's text in an error of ours is cut to this many bytes.
constexpr std::size_t kMessageMax = 200;

// Remote text is hostile: control characters would forge lines in a log.
std::string Quoted(std::string_view text) {
  std::string plain;
  for (const char c : text.substr(0, kMessageMax)) {
    const auto byte = static_cast<unsigned char>(c);
    plain += byte < 0x20 || byte >= 0x7f ? ' ' : c;
  }
  return plain;
}

std::string Listed(const std::vector<ApiError>& errors) {
  std::string text;
  for (const ApiError& error : errors) {
    text += text.empty() ? "" : "; ";
    text += std::to_string(error.id) + " " + Quoted(error.message);
  }
  return text;
}

struct Meaning {
  std::int64_t id;
  ErrorKind read;
  ErrorKind write;
};

// Of several errors in one answer the first row here wins: what leaves the outcome open, or stops the channel, must not
// be hidden by a plain refusal beside it.
constexpr std::array kMeanings = {
    Meaning{kInvalidToken, ErrorKind::kUnauthorized, ErrorKind::kUnauthorized},
    Meaning{kSystemError, ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
    Meaning{kFrontDoorFault, ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
    Meaning{kOrderSystemError, ErrorKind::kUnavailable, ErrorKind::kAmbiguous},
    Meaning{kAccessDenied, ErrorKind::kUnauthorized, ErrorKind::kRejected},
    Meaning{kTooManyRequests, ErrorKind::kThrottled, ErrorKind::kThrottled},
    Meaning{kConcurrentAccess, ErrorKind::kThrottled, ErrorKind::kThrottled},
    Meaning{kSkuUnknown, ErrorKind::kNotFound, ErrorKind::kNotFound},
    Meaning{kEntityUnknown, ErrorKind::kNotFound, ErrorKind::kNotFound},
    Meaning{kOfferUnavailable, ErrorKind::kNotFound, ErrorKind::kNotFound},
    Meaning{kLocationUnknown, ErrorKind::kNotFound, ErrorKind::kNotFound},
    Meaning{kLocationExists, ErrorKind::kConflict, ErrorKind::kConflict},
};

const Meaning* MeaningOf(const std::vector<ApiError>& errors) {
  for (const Meaning& meaning : kMeanings) {
    if (Holds(errors, meaning.id)) {
      return &meaning;
    }
  }
  return nullptr;
}

Error Refusal(std::string_view what, const HttpResponse& response, const std::vector<ApiError>& errors,
              RequestEffect effect) {
  Error error = StatusError(what, response, effect);
  if (const Meaning* meaning = MeaningOf(errors)) {
    error.kind = effect == RequestEffect::kRead ? meaning->read : meaning->write;
    error.retry_after.reset();
    if (meaning->id == kConcurrentAccess) {
      error.retry_after = kConcurrentWait;
    } else if (error.kind == ErrorKind::kThrottled || error.kind == ErrorKind::kUnavailable) {
      error.retry_after = RetryAfter(response);
    }
  } else if (!errors.empty() && Succeeded(response.status)) {
    error.kind = effect == RequestEffect::kRead ? ErrorKind::kInvalid : ErrorKind::kRejected;
  }
  if (!errors.empty()) {
    error.message += " (" + Listed(errors) + ")";
  }
  return error;
}

// {"error": "invalid_scope", "error_description": …}: the front door's other shape.
std::vector<ApiError> OAuthErrorsOf(std::string_view body) {
  const Result<JsonDocument> document = JsonDocument::Parse(body);
  if (!document.has_value()) {
    return {};
  }
  const Result<std::optional<std::string>> word = document->root().OptionalText("error");
  if (!word.has_value() || !word->has_value()) {
    return {};
  }
  return {ApiError{.id = 0, .message = **word, .parameters = {}}};
}

}  // namespace

std::vector<ApiError> ErrorsIn(const JsonValue& holder, std::string_view key) {
  std::vector<ApiError> errors;
  const Result<std::vector<JsonValue>> rows = holder.OptionalArray(key);
  if (!rows.has_value()) {
    return errors;
  }
  for (const JsonValue& row : *rows) {
    const Result<std::int64_t> id = row.Integer("errorId");
    if (!id.has_value()) {
      continue;
    }
    ApiError error{.id = *id, .message = row.Text("message").value_or(""), .parameters = {}};
    const Result<std::vector<JsonValue>> parameters = row.OptionalArray("parameters");
    if (parameters.has_value()) {
      for (const JsonValue& parameter : *parameters) {
        error.parameters.emplace_back(parameter.Text("name").value_or(""), parameter.Text("value").value_or(""));
      }
    }
    errors.push_back(std::move(error));
  }
  return errors;
}

std::vector<ApiError> ErrorsOf(std::string_view body, std::string_view key) {
  const Result<JsonDocument> document = JsonDocument::Parse(body);
  return document.has_value() ? ErrorsIn(document->root(), key) : std::vector<ApiError>{};
}

bool Holds(const std::vector<ApiError>& errors, std::int64_t id) {
  return std::ranges::any_of(errors, [id](const ApiError& error) { return error.id == id; });
}

std::optional<std::string> ExistingOfferOf(const std::vector<ApiError>& errors) {
  for (const ApiError& error : errors) {
    for (const auto& [name, value] : error.parameters) {
      if (error.id == kUserError && name == "offerId" && !value.empty()) {
        return value;
      }
    }
  }
  return std::nullopt;
}

std::string NoteOf(const std::vector<ApiError>& warnings) { return Listed(warnings); }

Error RefusalOf(std::string_view what, const HttpResponse& response, RequestEffect effect) {
  std::vector<ApiError> errors = ErrorsOf(response.body);
  if (!errors.empty()) {
    return Refusal(what, response, errors, effect);
  }
  errors = OAuthErrorsOf(response.body);
  Error error = StatusError(what, response, effect);
  if (!errors.empty()) {
    error.message += " (" + Quoted(errors.front().message) + ")";
  }
  return error;
}

Error RowRefusalOf(std::string_view what, int status, const std::vector<ApiError>& errors, RequestEffect effect) {
  HttpResponse response;
  response.status = status;
  return Refusal(what, response, errors, effect);
}

bool RefusedToken(const HttpResponse& response) {
  return response.status == 401 || (!Succeeded(response.status) && Holds(ErrorsOf(response.body), kInvalidToken));
}

Result<JsonDocument> ReadAnswer(std::string_view what, const Result<HttpResponse>& outcome) {
  if (!outcome.has_value()) {
    return Fail(WithContext(what, ReadFailure(outcome.error())));
  }
  if (!Succeeded(outcome->status)) {
    return Fail(RefusalOf(what, *outcome, RequestEffect::kRead));
  }
  Result<JsonDocument> document = JsonDocument::Parse(outcome->body);
  if (!document.has_value()) {
    return Fail(WithContext(what, document.error()));
  }
  return document;
}

Result<std::string> PathOfLink(std::string_view link, std::string_view path) {
  // A link may be absolute or begin at the path; only what follows the host is ever used.
  std::string_view rest = link;
  if (const std::size_t scheme = link.find("://"); scheme != std::string_view::npos && link.front() != '/') {
    const std::size_t slash = link.find('/', scheme + 3);
    rest = slash == std::string_view::npos ? std::string_view{} : link.substr(slash);
  }
  if (rest.substr(0, rest.find('?')) != path) {
    return Fail(ErrorKind::kInvalid, "a next link leads out of " + std::string(path));
  }
  // Brackets must travel encoded, or eBay refuses the filter; links have been seen with them plain.
  std::string encoded;
  for (const char c : rest) {
    const bool plain = static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f &&
                       std::string_view("[]{}|\"<>\\^`").find(c) == std::string_view::npos;
    encoded += plain ? std::string(1, c) : PercentEncode(std::string_view(&c, 1));
  }
  return encoded;
}

Result<Money> MoneyOf(const JsonValue& amount) {
  RIFF_TRY(const std::string value, amount.Decimal("value"));
  RIFF_TRY(const std::string code, amount.Text("currency"));
  RIFF_TRY(const Currency currency, Currency::Parse(code));
  Result<Money> money = ParseMoney(value, currency);
  if (!money.has_value()) {
    return Fail(WithContext(amount.path(), money.error()));
  }
  return money;
}

void WriteMoney(JsonWriter& json, Money amount) {
  json.BeginObject();
  json.Key("value").Text(FormatDecimal(amount));
  json.Key("currency").Text(amount.currency.code());
  json.EndObject();
}

Result<std::vector<std::string>> ProgramsOf(const JsonValue& answer) {
  RIFF_TRY(const std::vector<JsonValue> rows, answer.OptionalArray("programs"));
  std::vector<std::string> programs;
  for (const JsonValue& row : rows) {
    RIFF_TRY(std::string word, row.Text("programType"));
    programs.push_back(std::move(word));
  }
  return programs;
}

std::optional<Timestamp> ServerTimeOf(const HttpResponse& response) {
  // "Fri, 20 Nov 2026 10:19:23 GMT"
  const std::string text(HeaderOf(response.headers, "Date"));
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 29 || !text.ends_with(" GMT")) {
    return std::nullopt;
  }
  const std::size_t month = kMonths.find(text.substr(8, 3));
  if (month == std::string_view::npos || month % 3 != 0) {
    return std::nullopt;
  }
  std::array<char, 3> digits{};
  std::snprintf(digits.data(), digits.size(), "%02d", static_cast<int>(month / 3) + 1);
  const Result<Timestamp> at = ParseTimestamp(text.substr(12, 4) + "-" + digits.data() + "-" + text.substr(5, 2) + "T" +
                                              text.substr(17, 8) + "Z");
  return at.has_value() ? std::optional(*at) : std::nullopt;
}

}  // namespace riff::ebay
