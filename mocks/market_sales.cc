// The half of Market in which money changes hands: buyers, and the seller's own hands.

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "mocks/market.h"

namespace riff::sim {
namespace {

// What the platform makes of a listing whose units the seller set by hand, when no word is said of its state.
ListingStatus StatusAfterHand(Platform platform, const MarketListing& listing) {
  const bool empty = listing.available.units() == 0;
  const bool live = listing.status == ListingStatus::kLive;
  const bool sold = listing.status == ListingStatus::kSold;
  switch (platform) {
    case Platform::kReverb:
      if (empty && live) {
        return listing.stock == StockKind::kStocked ? ListingStatus::kSold : ListingStatus::kEnded;
      }
      return !empty && sold && listing.stock == StockKind::kStocked ? ListingStatus::kLive : listing.status;
    case Platform::kEbay:
      return empty && live && ExtraOf(listing.extras, "out_of_stock_control") != "true" ? ListingStatus::kEnded
                                                                                        : listing.status;
    case Platform::kVr:
      if (empty && live) {
        return ListingStatus::kSold;
      }
      return !empty && sold ? ListingStatus::kLive : listing.status;
    case Platform::kShopify:
    case Platform::kTiktok:
      break;
  }
  return listing.status;
}

bool OneOrderALine(Platform platform) { return platform == Platform::kReverb || platform == Platform::kVr; }

std::string Named(const Wanted& line) {
  return line.remote.empty() ? "SKU '" + line.sku.text() + "'" : "listing '" + line.remote.text() + "'";
}

}  // namespace

ListingStatus Market::SoldOutStatus(const MarketListing& listing) const {
  switch (channel_.platform) {
    case Platform::kShopify:
    case Platform::kTiktok:
      return listing.status;
    case Platform::kEbay:
      return ExtraOf(listing.extras, "out_of_stock_control") == "true" ? listing.status : ListingStatus::kSold;
    case Platform::kReverb:
    case Platform::kVr:
      break;
  }
  return ListingStatus::kSold;
}

Result<RowNumber> Market::RowFor(const Wanted& line) const {
  if (line.quantity.units() < 1) {
    return Fail(ErrorKind::kInvalid, "a buyer wants at least one unit");
  }
  std::vector<const MarketListing*> candidates;
  if (!line.remote.empty()) {
    if (const MarketListing* listing = FindByRemote(line.remote)) {
      candidates.push_back(listing);
    }
  } else {
    candidates = FindBySku(line.sku);
  }
  if (candidates.empty()) {
    return Fail(ErrorKind::kNotFound, "no " + Named(line));
  }
  for (const MarketListing* listing : candidates) {
    if (listing->status == ListingStatus::kLive && listing->available >= line.quantity) {
      return listing->row;
    }
  }
  const MarketListing& first = *candidates.front();
  if (first.status != ListingStatus::kLive) {
    return Fail(ErrorKind::kRejected, Named(line) + " is " + std::string(ToString(first.status)));
  }
  return Fail(ErrorKind::kRejected, Named(line) + " has only " + std::to_string(first.available.units()) + " left");
}

Result<std::vector<OrderId>> Market::Buy(const std::vector<Wanted>& lines, OrderState state) {
  if (lines.empty() || (state != OrderState::kPaid && state != OrderState::kPending)) {
    return Fail(ErrorKind::kInvalid, "an order has lines and is paid or pending");
  }
  std::vector<RowNumber> rows;
  std::map<RowNumber, Quantity> together;
  for (const Wanted& line : lines) {
    RIFF_TRY(const RowNumber row, RowFor(line));
    together[row] += line.quantity;
    if (together[row] > Find(row)->available) {
      return Fail(ErrorKind::kRejected, Named(line) + " is wanted more often than it is there");
    }
    rows.push_back(row);
  }

  std::vector<OrderId> made;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == 0 || OneOrderALine(channel_.platform)) {
      MarketOrder order;
      order.id = NewOrderId();
      order.bundle = made.empty() ? order.id.text() : made.front().text();
      order.state = state;
      order.placed_at = order.updated_at = Now();
      if (state == OrderState::kPaid) {
        order.paid_at = Now();
      }
      order_at_[order.id] = orders_.size();
      made.push_back(order.id);
      orders_.push_back(std::move(order));
    }
    const MarketListing& listing = *Find(rows[i]);
    MarketOrder& order = orders_.back();
    order.lines.push_back({.id = OneOrderALine(channel_.platform)
                                     ? OrderLineId(order.id.text())
                                     : OrderLineId(std::to_string(Next(Numbered::kOrderLine))),
                           .row = listing.row,
                           .remote = listing.remote,
                           .sku = listing.sku,
                           .title = listing.content.title,
                           .quantity = lines[i].quantity,
                           .unit_price = listing.price});
    orders_of_[listing.row].push_back(orders_.size() - 1);
    TakeUnits(rows[i], lines[i].quantity);
  }
  return made;
}

Result<OrderId> Market::Buy(const Wanted& line) {
  RIFF_TRY(const std::vector<OrderId> made, Buy({line}, OrderState::kPaid));
  return made.front();
}

OrderId Market::NewOrderId() { return OrderId(FormatOrderNumber(channel_.platform, Next(Numbered::kOrder))); }

void Market::TakeUnits(RowNumber row, Quantity quantity) {
  MarketListing sold = *Find(row);
  sold.available -= quantity;
  RIFF_CHECK(sold.available.units() >= 0, "nobody buys what is not there");
  if (sold.available.units() == 0) {
    sold.status = SoldOutStatus(sold);
  }
  Replace(sold, ChangedBy::kBuyer);
}

MarketOrder* Market::OrderOf(const OrderId& id) {
  const auto found = order_at_.find(id);
  return found == order_at_.end() ? nullptr : &orders_[found->second];
}

const MarketOrder* Market::FindOrder(const OrderId& id) const {
  const auto found = order_at_.find(id);
  return found == order_at_.end() ? nullptr : &orders_[found->second];
}

Result<void> Market::SetOrderState(const OrderId& id, OrderState state) {
  if (state == OrderState::kCancelled) {
    return CancelOrder(id);
  }
  MarketOrder* order = OrderOf(id);
  if (order == nullptr) {
    return Fail(ErrorKind::kNotFound, "no order '" + id.text() + "'");
  }
  if (order->state == OrderState::kCancelled) {
    return Fail(ErrorKind::kConflict, "order '" + id.text() + "' was cancelled");
  }
  if (order->state == state) {
    return {};
  }
  order->state = state;
  order->updated_at = Now();
  if (!order->paid_at && state != OrderState::kPending && state != OrderState::kUnknown) {
    order->paid_at = Now();
  }
  if (state == OrderState::kShipped) {
    order->shipped_at = Now();
  }
  return {};
}

Result<void> Market::EditByHand(const RemoteId& remote, const HandEdit& edit) {
  const MarketListing* found = FindByRemote(remote);
  if (found == nullptr || found->status == ListingStatus::kGone) {
    return Fail(ErrorKind::kNotFound, "no listing '" + remote.text() + "'");
  }
  MarketListing listing = *found;
  if (edit.available) {
    if (edit.available->units() < 0) {
      return Fail(ErrorKind::kInvalid, "available cannot be negative");
    }
    if (listing.stock == StockKind::kOneOfAKind && edit.available->units() > 1) {
      return Fail(ErrorKind::kInvalid, "this listing is one of a kind");
    }
    listing.available = *edit.available;
    listing.status = StatusAfterHand(channel_.platform, listing);
  }
  if (edit.price) {
    if (edit.price->currency != listing.price.currency) {
      return Fail(ErrorKind::kInvalid, "the listing is priced in " + std::string(listing.price.currency.code()));
    }
    listing.price = *edit.price;
  }
  listing.status = edit.status.value_or(listing.status);
  listing.content.title = edit.title.value_or(listing.content.title);
  listing.sku = edit.sku.value_or(listing.sku);
  Replace(listing, ChangedBy::kHand);
  return {};
}

Quantity Market::CommittedOf(RowNumber row) const {
  Quantity committed;
  const auto orders = orders_of_.find(row);
  if (orders == orders_of_.end()) {
    return committed;
  }
  std::vector<std::size_t> places = orders->second;
  places.erase(std::unique(places.begin(), places.end()), places.end());
  for (const std::size_t place : places) {
    const MarketOrder& order = orders_[place];
    if (order.state != OrderState::kPaid && order.state != OrderState::kPending) {
      continue;
    }
    for (const MarketOrderLine& line : order.lines) {
      committed += line.row == row ? line.quantity - line.refunded : Quantity();
    }
  }
  return committed;
}

void Market::SetOrderExtra(const OrderId& id, std::string_view name, std::string value) {
  MarketOrder* order = OrderOf(id);
  RIFF_CHECK(order != nullptr, "only an order that was placed can be written on");
  order->extras.insert_or_assign(std::string(name), std::move(value));
}

}  // namespace riff::sim
