#include "connectors/tiktok/tiktok_errors.h"

#include <algorithm>
#include <array>
#include <string>

namespace riff::tiktok {

namespace {

constexpr std::int64_t kCodeCredentials = 36009004;
constexpr std::int64_t kCodeTokenExpired = 105002;
constexpr std::int64_t kCodeTooManyRequests = 36009002;

enum class Meaning { kDead, kSlowDown, kSlowDownLong, kTheirFailure, kGone, kStateForbids, kNoScope, kRefused };

struct CodeRow {
  std::int64_t code;
  Meaning meaning;
};

// Sources: error_codes.json of the contract data, built from the platform's published tables.
constexpr std::array kCodes = {
    CodeRow{101000, Meaning::kDead},  // The token of one shop, the cipher of another.
    CodeRow{105002, Meaning::kDead},  // Expired, and a refresh did not help.
    CodeRow{105005, Meaning::kNoScope},
    CodeRow{106001, Meaning::kDead},    // Bad signature: with a right program, a wrong app secret.
    CodeRow{36004001, Meaning::kDead},  // The refresh token expired.
    CodeRow{36004004, Meaning::kDead},  // The authorization code is bad.
    CodeRow{36004005, Meaning::kDead},  // No authorization record.
    CodeRow{36009033, Meaning::kDead},  // Address not on the allow-list.
    CodeRow{36009043, Meaning::kDead},  // Shop inactive.
    CodeRow{36009044, Meaning::kDead},  // Seller inactive.
    CodeRow{12052700, Meaning::kDead},  // Seller inactive.
    CodeRow{kCodeTooManyRequests, Meaning::kSlowDown},
    CodeRow{36009037, Meaning::kSlowDownLong},  // Hourly cap of a test shop.
    CodeRow{12052109, Meaning::kSlowDownLong},  // Daily cap on creates.
    CodeRow{36009003, Meaning::kTheirFailure},
    CodeRow{36009007, Meaning::kTheirFailure},  // Timed out behind the gateway: the outcome is unknown.
    CodeRow{12001000, Meaning::kTheirFailure},
    CodeRow{33001002, Meaning::kTheirFailure},
    CodeRow{10002014, Meaning::kTheirFailure},
    CodeRow{10002015, Meaning::kTheirFailure},
    CodeRow{10037002, Meaning::kTheirFailure},
    CodeRow{10037003, Meaning::kTheirFailure},
    CodeRow{10037004, Meaning::kTheirFailure},
    CodeRow{10006402, Meaning::kTheirFailure},
    CodeRow{12052032, Meaning::kGone},  // The product does not exist.
    CodeRow{12052048, Meaning::kGone},  // Not in this shop.
    CodeRow{12019150, Meaning::kGone},  // The product id does not exist.
    CodeRow{12052901, Meaning::kStateForbids},
    CodeRow{12019113, Meaning::kStateForbids},
};

// What a person can do about a refusal that the platform's own words leave open.
struct AdviceRow {
  std::int64_t code;
  std::string_view advice;
};
constexpr std::array kAdvice = {
    AdviceRow{
        12052393,
        "a promotion holds this stock, and it cannot be lowered: a unit sold elsewhere can still be bought there. "
        "End the promotion or deactivate the product, now"},
    AdviceRow{12052371, "an auction is running on it: a unit sold elsewhere can still be bought there. End it by hand"},
    AdviceRow{12052144, "the platform keeps this stock itself: leave it to Seller Center"},
    AdviceRow{12052382, "the platform keeps this stock itself: leave it to Seller Center"},
    AdviceRow{12052921, "the stock is shared with another shop: leave it to Seller Center"},
    AdviceRow{12019028, "its stock lies in several warehouses: leave one of them"},
    AdviceRow{12052570, "the price is above what this region allows"},
    AdviceRow{12052316, "this category takes no used things"},
};

std::string AdviceOf(std::int64_t code) {
  const auto* row = std::ranges::find(kAdvice, code, &AdviceRow::code);
  return row == kAdvice.end() ? "" : ": " + std::string(row->advice);
}

bool Says(std::string_view message, std::string_view word) { return message.find(word) != std::string_view::npos; }

Meaning MeaningOf(std::int64_t code, std::string_view message) {
  if (code == kCodeCredentials) {
    const GatewayRefusal refusal = RefusalOf(code, message);
    if (refusal == GatewayRefusal::kNewToken || Says(message, "app_key")) {
      return Meaning::kDead;
    }
    return Meaning::kRefused;
  }
  const auto* row = std::ranges::find(kCodes, code, &CodeRow::code);
  return row == kCodes.end() ? Meaning::kRefused : row->meaning;
}

}  // namespace

GatewayRefusal RefusalOf(std::int64_t code, std::string_view message) {
  if (code == kCodeTokenExpired) {
    return GatewayRefusal::kNewToken;
  }
  if (code != kCodeCredentials) {
    return GatewayRefusal::kNone;
  }
  if (Says(message, "access-token") || Says(message, "access_token")) {
    return GatewayRefusal::kNewToken;
  }
  return Says(message, "timestamp") ? GatewayRefusal::kNewTime : GatewayRefusal::kNone;
}

Error ErrorOfCode(std::string_view operation, std::int64_t code, std::string_view message, RequestEffect effect) {
  const bool reads = effect == RequestEffect::kRead;
  Error error{
      .kind = ErrorKind::kInvalid,
      .message = std::string(operation) + ": " + std::to_string(code) + " " + std::string(message) + AdviceOf(code),
      .retry_after = std::nullopt};
  switch (MeaningOf(code, message)) {
    case Meaning::kDead:
      error.kind = ErrorKind::kUnauthorized;
      break;
    case Meaning::kNoScope:  // A token that may only read is good for reading.
      error.kind = reads ? ErrorKind::kUnauthorized : ErrorKind::kRejected;
      break;
    case Meaning::kSlowDown:
      error.kind = ErrorKind::kThrottled;
      break;
    case Meaning::kSlowDownLong:
      error.kind = ErrorKind::kThrottled;
      error.retry_after = std::chrono::minutes(30);  // Caps of an hour or a day; asking more often is of no use.
      break;
    case Meaning::kTheirFailure:
      error.kind = reads ? ErrorKind::kUnavailable : ErrorKind::kAmbiguous;
      break;
    case Meaning::kGone:
      error.kind = ErrorKind::kNotFound;
      break;
    case Meaning::kStateForbids:
      error.kind = reads ? ErrorKind::kInvalid : ErrorKind::kConflict;
      break;
    case Meaning::kRefused:
      // A wrong clock is ours to put right, and then the same call is good.
      error.kind = RefusalOf(code, message) == GatewayRefusal::kNewTime ? ErrorKind::kUnavailable
                   : reads                                              ? ErrorKind::kInvalid
                                                                        : ErrorKind::kRejected;
      break;
  }
  return error;
}

}  // namespace riff::tiktok
