// The part of Market in which a sale is undone, as a whole or in part.

#include <algorithm>
#include <utility>

#include "mocks/market.h"

namespace riff::sim {
namespace {

// Whether an order makes the platform put the units back when it is cancelled (sheets of the five platforms; where a
// platform does not say, the answer that hurts a careless client more).
bool PutsUnitsBack(Platform platform, StockKind stock) {
  switch (platform) {
    case Platform::kShopify:
    case Platform::kTiktok:
      return true;
    case Platform::kReverb:
      return stock == StockKind::kStocked;
    case Platform::kEbay:
    case Platform::kVr:
      break;
  }
  return false;
}

MarketListing WithUnitsBack(MarketListing listing, Quantity quantity) {
  listing.available += quantity;
  if (listing.status == ListingStatus::kSold) {
    listing.status = ListingStatus::kLive;
  }
  return listing;
}

}  // namespace

Result<void> Market::CancelOrder(const OrderId& id) {
  MarketOrder* order = OrderOf(id);
  if (order == nullptr) {
    return Fail(ErrorKind::kNotFound, "no order '" + id.text() + "'");
  }
  if (order->state == OrderState::kCancelled) {
    return Fail(ErrorKind::kConflict, "order '" + id.text() + "' was cancelled before");
  }
  order->state = OrderState::kCancelled;
  order->updated_at = Now();
  for (const MarketOrderLine& line : order->lines) {
    const MarketListing listing = *Find(line.row);
    if (PutsUnitsBack(channel_.platform, listing.stock) && listing.status != ListingStatus::kGone) {
      Replace(WithUnitsBack(listing, line.quantity - line.refunded), ChangedBy::kBuyer);
    }
  }
  return {};
}

Result<void> Market::RefundUnits(const OrderId& id, const OrderLineId& line, Quantity quantity, Restock restock) {
  MarketOrder* order = OrderOf(id);
  if (order == nullptr) {
    return Fail(ErrorKind::kNotFound, "no order '" + id.text() + "'");
  }
  const auto found = std::ranges::find(order->lines, line, &MarketOrderLine::id);
  if (found == order->lines.end()) {
    return Fail(ErrorKind::kNotFound, "order '" + id.text() + "' has no line '" + line.text() + "'");
  }
  if (order->state == OrderState::kCancelled || order->state == OrderState::kRefunded ||
      order->state == OrderState::kReturned) {
    return Fail(ErrorKind::kConflict, "order '" + id.text() + "' is undone as a whole");
  }
  if (quantity.units() < 1 || quantity > found->quantity - found->refunded) {
    return Fail(ErrorKind::kInvalid, "as many units as are left of the line can be given back, and at least one");
  }
  found->refunded += quantity;
  order->updated_at = Now();
  const MarketListing listing = *Find(found->row);
  found->restocked += restock == Restock::kYes ? quantity : Quantity();
  if (restock == Restock::kYes && listing.status != ListingStatus::kGone) {
    Replace(WithUnitsBack(listing, quantity), ChangedBy::kBuyer);
  }
  return {};
}

}  // namespace riff::sim
