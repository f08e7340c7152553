#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.h"
#include "engine/model/channel.h"
#include "engine/model/ids.h"

namespace riff {

// The kinds of to-do item. Their order is not stored; their words are.
enum class TodoType {
  kDoubleSale,
  kOrderUnlinked,
  kOrderShort,
  kUnknownOrderState,
  kLatePayment,
  kHoldStuck,
  kEndedUnexplained,
  kStatusMismatch,
  kQuantityMismatch,
  kPriceMismatch,
  kContentMismatch,
  kNewOnChannel,
  kMatchReview,
  kDuplicateListing,
  kIdentityUnresolved,
  kWriteNotApplied,
  kWriteUnverified,
  kWriteRejected,
  kFanoutPartial,
  kRowQuarantined,
  kMassChangeHeld,
  kApprovalNeeded,
  kReadIncomplete,
  kReadStale,
  kRelistDecision,
  kWorkOrder,
  kListingPrecondition,
  kChannelNeedsReauth,
  kChannelDegraded,
  kEnvironmentViolation,
  kLedgerInconsistent,
  kLowStock,
  kGateFailed,
  kCutoverItem,
  kMembershipPending,
};
std::string_view ToString(TodoType type);  // "double_sale", …
Result<TodoType> ParseTodoType(std::string_view text);

enum class Severity { kCritical, kHigh, kMedium, kLow };
std::string_view ToString(Severity severity);
Result<Severity> ParseSeverity(std::string_view text);

// The severity a type has unless a finding says otherwise.
Severity UsualSeverity(TodoType type);

// One disagreement seen by one run. `observed`, `intended` and `suggested` are sentences for people; `facts` is the
// short text by which "the same facts" is judged (a dismissed item stays dismissed until it changes).
struct Finding {
  TodoType type = TodoType::kStatusMismatch;
  Severity severity = Severity::kMedium;
  std::optional<Channel> channel;
  std::optional<RemoteId> remote;
  Sku sku;  // Empty where no product is known.
  std::string title;
  std::string observed;
  std::string intended;
  std::string suggested;
  std::string facts;
  std::vector<std::string> candidates;  // "SG-61: title equal but for word order (0.93)", best first.

  friend bool operator==(const Finding&, const Finding&) = default;
};

// Type, channel, and listing or product (and nothing that changes from run to run).
Fingerprint FingerprintOf(const Finding& finding);

}  // namespace riff
