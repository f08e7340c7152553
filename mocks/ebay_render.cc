#include "mocks/ebay_render.h"

#include <chrono>

#include "mocks/ebay_state.h"
#include "mocks/ebay_words.h"

namespace riff::sim {
namespace {

void Amount(JsonWriter& json, std::string_view key, Money amount) {
  json.Key(key).BeginObject().Key("value").Text(FormatDecimal(amount));
  json.Key("currency").Text(amount.currency.code()).EndObject();
}

// All extras under a prefix, as members of the object that is open. "offer.priced" is no field of eBay's.
void KeptFields(JsonWriter& json, const MarketListing& listing, std::string_view prefix) {
  for (const auto& [name, value] : listing.extras) {
    if (name.starts_with(prefix) && name != "offer.priced") {
      json.Key(std::string_view(name).substr(prefix.size())).Raw(value);
    }
  }
}

void TextUnlessEmpty(JsonWriter& json, std::string_view key, const std::string& text) {
  if (!text.empty()) {
    json.Key(key).Text(text);
  }
}

void Product(JsonWriter& json, const MarketListing& listing) {
  const ListingContent& content = listing.content;
  json.Key("product").BeginObject();
  TextUnlessEmpty(json, "title", content.title);
  TextUnlessEmpty(json, "description", content.description);
  TextUnlessEmpty(json, "brand", content.brand);
  if (!content.image_urls.empty()) {
    json.Key("imageUrls").BeginArray();
    for (const std::string& url : content.image_urls) {
      json.Text(url);
    }
    json.EndArray();
  }
  KeptFields(json, listing, kEbayProductPrefix);
  json.EndObject();
}

void CancelStatus(JsonWriter& json, const MarketOrder& order, const EbayOrderView& view) {
  const bool asked = view.cancel != EbayCancelState::kNone;
  const bool done = view.cancel == EbayCancelState::kCanceled;
  const std::string at = FormatUtcMillis(order.updated_at);
  json.Key("cancelStatus").BeginObject().Key("cancelState");
  json.Text(done ? "CANCELED" : asked ? "IN_PROGRESS" : "NONE_REQUESTED");
  if (done) {
    json.Key("cancelledDate").Text(at);
  }
  json.Key("cancelRequests").BeginArray();
  if (asked && view.requests == EbayCancelRequests::kShown) {
    json.BeginObject().Key("cancelRequestId").Text("9" + order.id.text().substr(3, 5));
    json.Key("cancelInitiator").Text("BUYER").Key("cancelReason").Text("BUYER_ASKED_CANCEL");
    json.Key("cancelRequestedDate").Text(at);
    if (done) {
      json.Key("cancelCompletedDate").Text(at);
    }
    json.Key("cancelRequestState").Text(done ? "COMPLETED" : "REQUESTED").EndObject();
  }
  json.EndArray().EndObject();
}

Money Total(const MarketOrder& order) {
  Money total{0, order.lines.front().unit_price.currency};
  for (const MarketOrderLine& line : order.lines) {
    total.minor += line.unit_price.minor * line.quantity.units();
  }
  return total;
}

// Units whose money went back: those given back singly, or all where the order as a whole was undone.
std::int64_t RefundedUnits(const MarketOrderLine& line, const MarketOrder& order) {
  const bool whole = order.state == OrderState::kReturned || order.state == OrderState::kRefunded;
  return whole ? line.quantity.units() : line.refunded.units();
}

// A line of an order of which only a part was sent has a state of its own.
std::string_view LineStatus(const MarketOrderLine& line, const MarketOrder& order) {
  const std::string_view whole = EbayFulfillmentStatusOf(order);
  if (whole != "IN_PROGRESS") {
    return whole;
  }
  const std::int64_t sent = EbayShippedOf(order, line);
  return sent == 0 ? "NOT_STARTED" : sent < line.quantity.units() ? "IN_PROGRESS" : "FULFILLED";
}

void LineItem(JsonWriter& json, const MarketOrderLine& line, const MarketOrder& order) {
  const Money cost{line.unit_price.minor * line.quantity.units(), line.unit_price.currency};
  json.BeginObject().Key("lineItemId").Text(line.id.text()).Key("legacyItemId").Text(line.remote.text());
  if (!line.sku.empty()) {
    json.Key("sku").Text(line.sku.text());
  }
  json.Key("title").Text(line.title).Key("quantity").Integer(line.quantity.units());
  json.Key("soldFormat").Text("FIXED_PRICE").Key("listingMarketplaceId").Text("EBAY_US");
  json.Key("purchaseMarketplaceId").Text("EBAY_US");
  json.Key("lineItemFulfillmentStatus").Text(LineStatus(line, order));
  Amount(json, "lineItemCost", cost);
  Amount(json, "total", cost);
  json.Key("taxes").BeginArray().EndArray().Key("refunds").BeginArray();
  const std::int64_t refunded = RefundedUnits(line, order);
  if (refunded > 0) {
    json.BeginObject();
    Amount(json, "amount", Money{line.unit_price.minor * refunded, line.unit_price.currency});
    json.Key("refundDate").Text(FormatUtcMillis(order.updated_at)).Key("refundId").Text("5" + line.id.text());
    json.EndObject();
  }
  json.EndArray().EndObject();
}

void Payment(JsonWriter& json, const MarketOrder& order) {
  json.Key("paymentSummary").BeginObject();
  Amount(json, "totalDueSeller", Total(order));
  json.Key("refunds").BeginArray().EndArray().Key("payments").BeginArray().BeginObject();
  json.Key("paymentMethod").Text("EBAY").Key("paymentStatus").Text(order.paid_at ? "PAID" : "PENDING");
  if (order.paid_at) {
    json.Key("paymentDate").Text(FormatUtcMillis(*order.paid_at));
  }
  Amount(json, "amount", Total(order));
  json.EndObject().EndArray().EndObject();
}

}  // namespace

void RenderEbayItem(JsonWriter& json, const MarketListing& listing) {
  json.BeginObject().Key("sku").Text(listing.sku.text());
  KeptFields(json, listing, kEbayItemPrefix);
  if (const EbayStock stock = EbayStockOf(listing); stock.item) {
    json.Key("availability").BeginObject().Key("shipToLocationAvailability").BeginObject();
    json.Key("quantity").Integer(*stock.item).EndObject().EndObject();
  }
  Product(json, listing);
  json.EndObject();
}

void RenderEbayOffer(JsonWriter& json, const MarketListing& listing, const EbayOfferView& view) {
  const bool published = IsEbayPublished(listing);
  json.BeginObject().Key("offerId").Text(listing.handle).Key("sku").Text(listing.sku.text());
  json.Key("marketplaceId").Text(view.marketplace).Key("format").Text("FIXED_PRICE");
  json.Key("status").Text(published ? "PUBLISHED" : "UNPUBLISHED");
  TextUnlessEmpty(json, "categoryId", listing.content.category);
  if (const EbayStock stock = EbayStockOf(listing); stock.offer) {
    json.Key("availableQuantity").Integer(*stock.offer);
  }
  if (listing.extras.contains("offer.priced")) {
    json.Key("pricingSummary").BeginObject();
    Amount(json, "price", listing.price);
    json.EndObject();
  }
  KeptFields(json, listing, kEbayOfferPrefix);
  if (published) {
    json.Key("listing").BeginObject().Key("listingId").Text(listing.remote.text());
    json.Key("listingStatus").Text(EbayListingStatusOf(listing)).Key("soldQuantity").Integer(view.sold);
    json.Key("listingOnHold").Bool(false).EndObject();
  }
  json.EndObject();
}

void RenderEbayOrder(JsonWriter& json, const MarketOrder& order, const EbayOrderView& view) {
  json.BeginObject().Key("orderId").Text(order.id.text());
  if (view.legacy_id == EbayLegacyOrderId::kShown) {
    const MarketOrderLine& first = order.lines.front();
    json.Key("legacyOrderId").Text(first.remote.text() + "-" + first.id.text());
  }
  json.Key("creationDate").Text(FormatUtcMillis(order.placed_at));
  json.Key("lastModifiedDate").Text(FormatUtcMillis(order.updated_at));
  json.Key("orderPaymentStatus").Text(EbayPaymentStatusOf(order));
  json.Key("orderFulfillmentStatus").Text(EbayFulfillmentStatusOf(order));
  json.Key("sellerId").Text("riff_music").Key("buyer").BeginObject();
  json.Key("username").Text("a0b1c2d3-buyer").EndObject();
  CancelStatus(json, order, view);
  json.Key("lineItems").BeginArray();
  for (const MarketOrderLine& line : order.lines) {
    LineItem(json, line, order);
  }
  json.EndArray().Key("pricingSummary").BeginObject();
  Amount(json, "priceSubtotal", Total(order));
  Amount(json, "deliveryCost", Money{0, Total(order).currency});
  Amount(json, "total", Total(order));
  json.EndObject();
  Payment(json, order);
  json.Key("fulfillmentHrefs").BeginArray();
  for (const std::string& url : view.fulfillment_urls) {
    json.Text(url);
  }
  json.EndArray().EndObject();
}

}  // namespace riff::sim
