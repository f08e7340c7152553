#include "engine/model/finding.h"

#include "engine/model/word_table.h"

namespace riff {
namespace {

constexpr WordTable<TodoType, 35> kTodoTypes = {
    "type of to-do item",
    {{
        {TodoType::kDoubleSale, "double_sale"},
        {TodoType::kOrderUnlinked, "order_unlinked"},
        {TodoType::kOrderShort, "order_short"},
        {TodoType::kUnknownOrderState, "unknown_order_state"},
        {TodoType::kLatePayment, "late_payment"},
        {TodoType::kHoldStuck, "hold_stuck"},
        {TodoType::kEndedUnexplained, "ended_unexplained"},
        {TodoType::kStatusMismatch, "status_mismatch"},
        {TodoType::kQuantityMismatch, "quantity_mismatch"},
        {TodoType::kPriceMismatch, "price_mismatch"},
        {TodoType::kContentMismatch, "content_mismatch"},
        {TodoType::kNewOnChannel, "new_on_channel"},
        {TodoType::kMatchReview, "match_review"},
        {TodoType::kDuplicateListing, "duplicate_listing"},
        {TodoType::kIdentityUnresolved, "identity_unresolved"},
        {TodoType::kWriteNotApplied, "write_not_applied"},
        {TodoType::kWriteUnverified, "write_unverified"},
        {TodoType::kWriteRejected, "write_rejected"},
        {TodoType::kFanoutPartial, "fanout_partial"},
        {TodoType::kRowQuarantined, "row_quarantined"},
        {TodoType::kMassChangeHeld, "mass_change_held"},
        {TodoType::kApprovalNeeded, "approval_needed"},
        {TodoType::kReadIncomplete, "read_incomplete"},
        {TodoType::kReadStale, "read_stale"},
        {TodoType::kRelistDecision, "relist_decision"},
        {TodoType::kWorkOrder, "work_order"},
        {TodoType::kListingPrecondition, "listing_precondition"},
        {TodoType::kChannelNeedsReauth, "channel_needs_reauth"},
        {TodoType::kChannelDegraded, "channel_degraded"},
        {TodoType::kEnvironmentViolation, "environment_violation"},
        {TodoType::kLedgerInconsistent, "ledger_inconsistent"},
        {TodoType::kLowStock, "low_stock"},
        {TodoType::kGateFailed, "gate_failed"},
        {TodoType::kCutoverItem, "cutover_item"},
        {TodoType::kMembershipPending, "membership_pending"},
    }},
};
static_assert(kTodoTypes.InOrder(TodoType::kMembershipPending));

constexpr WordTable<Severity, 4> kSeverities = {
    "severity",
    {{
        {Severity::kCritical, "critical"},
        {Severity::kHigh, "high"},
        {Severity::kMedium, "medium"},
        {Severity::kLow, "low"},
    }},
};
static_assert(kSeverities.InOrder(Severity::kLow));

}  // namespace

std::string_view ToString(TodoType type) { return kTodoTypes.WordOf(type); }

Result<TodoType> ParseTodoType(std::string_view text) { return kTodoTypes.Parse(text); }

std::string_view ToString(Severity severity) { return kSeverities.WordOf(severity); }

Result<Severity> ParseSeverity(std::string_view text) { return kSeverities.Parse(text); }

Severity UsualSeverity(TodoType type) {
  switch (type) {
    case TodoType::kDoubleSale:
    case TodoType::kMassChangeHeld:
    case TodoType::kEnvironmentViolation:
      return Severity::kCritical;
    case TodoType::kOrderUnlinked:
    case TodoType::kOrderShort:
    case TodoType::kUnknownOrderState:
    case TodoType::kLatePayment:
    case TodoType::kEndedUnexplained:
    case TodoType::kStatusMismatch:
    case TodoType::kDuplicateListing:
    case TodoType::kIdentityUnresolved:
    case TodoType::kWriteNotApplied:
    case TodoType::kWriteRejected:
    case TodoType::kFanoutPartial:
    case TodoType::kWorkOrder:
    case TodoType::kChannelNeedsReauth:
    case TodoType::kChannelDegraded:
    case TodoType::kLedgerInconsistent:
    case TodoType::kGateFailed:
      return Severity::kHigh;
    case TodoType::kHoldStuck:
    case TodoType::kQuantityMismatch:
    case TodoType::kPriceMismatch:
    case TodoType::kNewOnChannel:
    case TodoType::kMatchReview:
    case TodoType::kWriteUnverified:
    case TodoType::kRowQuarantined:
    case TodoType::kApprovalNeeded:
    case TodoType::kReadIncomplete:
    case TodoType::kReadStale:
    case TodoType::kRelistDecision:
    case TodoType::kListingPrecondition:
    case TodoType::kCutoverItem:
      return Severity::kMedium;
    case TodoType::kContentMismatch:
    case TodoType::kLowStock:
    case TodoType::kMembershipPending:
      return Severity::kLow;
  }
  return Severity::kCritical;
}

// A readable text, so that the store's rows can be understood. A listing's finding is not named by its product too:
// the product may become known between two runs, and the disagreement stays the same one.
Fingerprint FingerprintOf(const Finding& finding) {
  std::string text(ToString(finding.type));
  text.append("|").append(finding.channel ? ToString(*finding.channel) : "-");
  if (finding.remote) {
    text.append("|listing ").append(finding.remote->text());
  } else if (!finding.sku.empty()) {
    text.append("|product ").append(finding.sku.text());
  }
  return Fingerprint(std::move(text));
}

}  // namespace riff
