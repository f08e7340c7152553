// TiktokFace: what becomes of a product: audits, activation, deactivation, deletion, recovery.

#include <utility>

#include "mocks/tiktok_face.h"
#include "mocks/tiktok_pages.h"
#include "mocks/tiktok_words.h"

namespace riff::sim {
namespace {

constexpr std::size_t kIdsMax = 20;

// The platform's own spelling.
TiktokItemError WrongState() {
  return {.code = 12052003, .message = "The current product status can not be actiavted", .id_key = "product_id"};
}

}  // namespace

void TiktokFace::BeginAudit(MarketListing& listing, std::string_view operation) {
  listing.extras["audit"] = "AUDITING";
  const bool fails = parts_.faults.Take("audit_fails", operation).has_value();
  listing.extras["audit_verdict"] = fails ? "FAILED" : "APPROVED";
  const Duration delay = parts_.faults.KnobMs("audit_delay_ms");
  if (delay > Duration(0)) {
    listing.extras["audit_until"] = std::to_string(ToMicros(parts_.clock.Now() + delay));
  } else {
    FinishAudit(listing);
  }
}

void TiktokFace::FinishAudit(MarketListing& listing) {
  const bool failed = ExtraOf(listing.extras, "audit_verdict") == "FAILED";
  if (!failed && listing.extras.contains("review")) {
    listing = WithKept(listing, Kept::kReview);
  }
  listing.extras.erase("review");
  listing.extras.erase("audit_until");
  listing.extras.erase("audit_verdict");
  listing.extras.erase("audit");
  if (failed) {
    listing.extras["audit"] = "FAILED";
    if (listing.status == ListingStatus::kLive) {
      listing.status = ListingStatus::kDraft;
    }
  } else if (listing.status == ListingStatus::kDraft || listing.status == ListingStatus::kPaused) {
    listing.status = ListingStatus::kLive;
  }
}

void TiktokFace::SettleAudits() {
  for (auto row = auditing_.begin(); row != auditing_.end();) {
    MarketListing listing = *parts_.market.Find(*row);
    const std::string due = ExtraOf(listing.extras, "audit_until");
    if (!due.empty() && parts_.clock.Now() < FromMicros(std::stoll(due))) {
      ++row;
      continue;
    }
    row = auditing_.erase(row);
    FinishAudit(listing);
    parts_.market.Replace(listing, ChangedBy::kWire);
  }
}

TiktokReply TiktokFace::ChangeStates(const TiktokCall& call, StateChange change) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const auto ids = body ? TiktokIds(body->root(), "product_ids") : std::nullopt;
  if (!ids || ids->empty()) {
    return TiktokBadParameter();
  }
  if (ids->size() > kIdsMax) {
    return TiktokRefusal(12019120, "The number of provided product IDs exceeds the limit.");
  }
  std::vector<TiktokItemError> errors;
  for (const std::string& id : *ids) {
    const MarketListing* found = Product(id);
    if (found == nullptr) {
      errors.push_back({.code = 12052990,
                        .message = "Check failed",
                        .id_key = "product_id",
                        .id = id,
                        .inner_code = 12052048,
                        .inner_message = "You can't edit other sellers' products"});
      continue;
    }
    MarketListing listing = *found;
    if (std::optional<TiktokItemError> error = (this->*change)(listing, call)) {
      error->id = id;
      errors.push_back(*std::move(error));
      continue;
    }
    parts_.market.Replace(listing, ChangedBy::kWire);
    if (listing.extras.contains("audit_until")) {
      auditing_.insert(listing.row);
    }
  }
  return TiktokPartly(errors);
}

TiktokReply TiktokFace::Activate(const TiktokCall& call) { return ChangeStates(call, &TiktokFace::ActivateOne); }

TiktokReply TiktokFace::Deactivate(const TiktokCall& call) { return ChangeStates(call, &TiktokFace::DeactivateOne); }

TiktokReply TiktokFace::Recover(const TiktokCall& call) { return ChangeStates(call, &TiktokFace::RecoverOne); }

TiktokReply TiktokFace::Delete(const TiktokCall& call) { return ChangeStates(call, &TiktokFace::DeleteOne); }

std::optional<TiktokItemError> TiktokFace::ActivateOne(MarketListing& listing, const TiktokCall& call) {
  const std::string_view status = TiktokStatusOf(listing);
  if (status == "ACTIVATE") {
    return std::nullopt;
  }
  if (status != "SELLER_DEACTIVATED" && status != "DRAFT" && status != "FAILED") {
    return WrongState();
  }
  BeginAudit(listing, call.operation);
  return std::nullopt;
}

std::optional<TiktokItemError> TiktokFace::DeactivateOne(MarketListing& listing, const TiktokCall&) {
  const std::string_view status = TiktokStatusOf(listing);
  if (status == "SELLER_DEACTIVATED") {
    return std::nullopt;
  }
  if (status != "ACTIVATE") {
    return WrongState();
  }
  listing.status = ListingStatus::kPaused;
  // An audit that is under way ends with the deactivation.
  for (const char* name : {"audit", "audit_until", "audit_verdict", "review"}) {
    listing.extras.erase(name);
  }
  auditing_.erase(listing.row);
  return std::nullopt;
}

std::optional<TiktokItemError> TiktokFace::RecoverOne(MarketListing& listing, const TiktokCall&) {
  if (listing.status != ListingStatus::kGone) {
    return WrongState();
  }
  listing.status = ListingStatus::kPaused;
  return std::nullopt;
}

std::optional<TiktokItemError> TiktokFace::DeleteOne(MarketListing& listing, const TiktokCall&) {
  listing.status = ListingStatus::kGone;
  for (const char* name : {"audit", "audit_until", "audit_verdict", "review", "draft"}) {
    listing.extras.erase(name);
  }
  auditing_.erase(listing.row);
  return std::nullopt;
}

}  // namespace riff::sim
