// EbayFace: what follows from the settings, and from what buyers did.

#include "mocks/ebay_face.h"
#include "mocks/ebay_state.h"

namespace riff::sim {
namespace {

constexpr std::int64_t kPercent = 100;

// Which of the seeded rows belong to the Trading API at such a share: spread evenly, and a larger share has all that
// the smaller one had.
bool IsInShare(RowNumber row, std::int64_t share) { return row * 37 % kPercent < share; }

}  // namespace

void EbayFace::Adopt(MarketListing& listing) const {
  AdoptIntoEbay(parts_.credentials, listing);
  listing.extras["out_of_stock_control"] = OutOfStockControl() ? "true" : "false";
  listing.extras["seeded"] = "true";
}

void EbayFace::Settle() {
  SettleStockControl();
  SettleLegacyShare();
  const auto& orders = parts_.market.orders();
  for (; orders_counted_ < orders.size(); ++orders_counted_) {
    for (const MarketOrderLine& line : orders[orders_counted_].lines) {
      sold_[line.remote] += line.quantity.units();
    }
  }
  SettleCancellations();
  feed_.Settle();
  notifications_.Settle();
}

void EbayFace::SettleStockControl() {
  // The Market asks each listing whether 0 keeps it alive; the seller opts in for all of them.
  if (const std::string& control = parts_.faults.Knob("out_of_stock_control"); control != control_settled_) {
    control_settled_ = control;
    for (const auto& [row, listing] : parts_.market.rows()) {
      MarketListing changed = listing;
      changed.extras["out_of_stock_control"] = OutOfStockControl() ? "true" : "false";
      parts_.market.Replace(changed, ChangedBy::kSeed);
    }
  }
}

void EbayFace::SettleLegacyShare() {
  const std::int64_t share = parts_.faults.KnobNumber("legacy_share");
  if (share == share_settled_) {
    return;
  }
  for (const auto& [row, listing] : parts_.market.rows()) {
    const bool wanted = listing.extras.contains("seeded") && IsEbayRunning(listing) && IsInShare(row, share);
    // What was migrated by the seller stays so.
    const bool was = IsInShare(row, share_settled_);
    if (wanted == was || !listing.extras.contains("seeded")) {
      continue;
    }
    MarketListing changed = listing;
    if (wanted) {
      SetEbayLegacy(changed);
    } else {
      MigrateEbayListing(changed);
    }
    parts_.market.Replace(changed, ChangedBy::kSeed);
  }
  share_settled_ = share;
}

void EbayFace::SettleCancellations() {
  if (parts_.faults.Knob("cancel_restocks") != "on") {
    return;
  }
  for (const MarketOrder& order : parts_.market.orders()) {
    if (order.state != OrderState::kCancelled || !restocked_.insert(order.id).second) {
      continue;
    }
    for (const MarketOrderLine& line : order.lines) {
      MarketListing listing = *parts_.market.Find(line.row);
      listing.available += line.quantity - line.refunded;
      listing.status = listing.status == ListingStatus::kSold ? ListingStatus::kLive : listing.status;
      parts_.market.Replace(listing, ChangedBy::kBuyer);
    }
  }
}

}  // namespace riff::sim
