#include "connectors/ebay/ebay_reader.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>
#include <utility>

#include "connectors/ebay/ebay_codec.h"
#include "connectors/ebay/ebay_order_codec.h"
#include "connectors/http/url.h"
#include "engine/model/write.h"

namespace riff::ebay {
namespace {

// Where a sweep of the items stands. `surplus` is rows shown so far less items read so far; in a cursor's text:
// "<surplus>:<path and query>".
struct Place {
  std::int64_t surplus = 0;
  std::string path;
};

Result<Place> PlaceOf(const std::optional<Cursor>& cursor) {
  if (!cursor) {
    return Place{.surplus = 0, .path = FirstItems()};
  }
  const std::string& text = cursor->text();
  const std::size_t colon = text.find(':');
  Place place;
  const char* const end = text.data() + std::min(colon, text.size());
  const auto [stop, failure] = std::from_chars(text.data(), end, place.surplus);
  if (colon == std::string::npos || failure != std::errc() || stop != end) {
    return Fail(ErrorKind::kInvalid, "not a cursor of eBay's inventory items");
  }
  RIFF_TRY(place.path, PathOfLink(std::string_view(text).substr(colon + 1), kItemPath));
  return place;
}

Cursor CursorOf(std::int64_t surplus, const std::string& path) { return Cursor(std::to_string(surplus) + ":" + path); }

// A page that names itself as its own successor would be read for ever.
Result<void> CheckMovesOn(const std::string& here, const std::string& next) {
  if (here == next) {
    return Fail(ErrorKind::kInvalid, "a page of eBay's names itself as the next one");
  }
  return {};
}

std::string PageUrlOf(const Config& config) {
  const Result<UrlParts> url = SplitUrl(config.url);
  if (url.has_value() && url->host == "api.ebay.com") {
    return "https://www.ebay.com/itm/";
  }
  if (url.has_value() && url->host == "api.sandbox.ebay.com") {
    return "https://www.sandbox.ebay.com/itm/";
  }
  return {};
}

// The answer to one ref, whichever of the two calls was made for it.
Result<Offer> OfferFor(const ListingRef& ref, const Result<HttpResponse>& outcome, std::string_view marketplace) {
  if (!ref.handle.empty()) {
    RIFF_TRY(const JsonDocument document, ReadAnswer("offer " + ref.handle, outcome));
    return OfferOf(document.root());
  }
  RIFF_TRY(const std::vector<Offer> offers, OffersOf(outcome));
  const Offer* const offer = OfferOfListing(offers, ref.remote, marketplace);
  if (offer == nullptr) {
    return Fail(ErrorKind::kNotFound, "no offer of " + ref.sku.text() + " is listing " + ref.remote.text());
  }
  return *offer;
}

}  // namespace

Reader::Reader(Channel channel, const Config& config, std::shared_ptr<Client> client)
    : channel_(channel),
      marketplace_(config.marketplace),
      page_url_(PageUrlOf(config)),
      requests_(config),
      client_(std::move(client)) {}

Result<Page<RemoteListing>> Reader::ListListings(RunContext& /*run*/, const std::optional<Cursor>& cursor) {
  RIFF_TRY(Place place, PlaceOf(cursor));
  RIFF_TRY(const JsonDocument document, ReadAnswer("inventory items", client_->Send(requests_.Items(place.path))));
  RIFF_TRY(const ItemPage items, ItemPageOf(document.root()));
  RIFF_TRY(CheckMovesOn(place.path, items.next));

  std::vector<HttpRequest> asked;
  asked.reserve(items.items.size());
  for (const Item& item : items.items) {
    asked.push_back(requests_.OffersOf(item.sku));
  }
  const std::vector<Result<HttpResponse>> answers = client_->SendAll(asked);

  Page<RemoteListing> page;
  for (std::size_t i = 0; i < items.items.size(); ++i) {
    RIFF_TRY(const std::vector<Offer> offers, OffersOf(answers[i]));
    for (const Offer& offer : offers) {
      if (Reported(offer)) {
        page.rows.push_back(Shown(items.items[i], offer));
      }
    }
  }
  place.surplus += static_cast<std::int64_t>(page.rows.size()) - static_cast<std::int64_t>(items.items.size());
  if (items.total) {
    page.total = *items.total + place.surplus;
  }
  if (!items.next.empty()) {
    page.next = CursorOf(place.surplus, items.next);
  }
  return page;
}

std::vector<Result<RemoteListing>> Reader::GetListings(RunContext& /*run*/, std::span<const ListingRef> refs) {
  const std::vector<Result<Offer>> offers = OffersOfRefs(refs);
  std::set<Sku> skus;
  for (const Result<Offer>& offer : offers) {
    if (offer.has_value()) {
      skus.insert(offer->sku);
    }
  }
  const std::map<Sku, Result<Item>> items = ItemsOf({skus.begin(), skus.end()});

  std::vector<Result<RemoteListing>> listings;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    if (!offers[i].has_value()) {
      listings.push_back(Fail(offers[i].error()));
      continue;
    }
    const Result<Item>& item = items.at(offers[i]->sku);
    if (!item.has_value()) {
      listings.push_back(Fail(item.error()));
      continue;
    }
    RemoteListing listing = Shown(*item, *offers[i]);
    if (!offers[i]->published() && !refs[i].remote.empty()) {
      listing.ref.remote = refs[i].remote;
    }
    listings.push_back(std::move(listing));
  }
  return listings;
}

Result<std::vector<RemoteListing>> Reader::FindBySku(RunContext& /*run*/, const Sku& sku) {
  const std::vector<Result<HttpResponse>> answers = client_->SendAll({requests_.OffersOf(sku), requests_.Item(sku)});
  RIFF_TRY(const std::vector<Offer> offers, OffersOf(answers[0]));
  if (offers.empty()) {
    return std::vector<RemoteListing>{};
  }
  RIFF_TRY(const JsonDocument document, ReadAnswer("inventory item " + sku.text(), answers[1]));
  RIFF_TRY(const Item item, ItemOf(document.root(), sku));
  std::vector<RemoteListing> listings;
  for (const Offer& offer : offers) {
    if (Reported(offer)) {
      listings.push_back(Shown(item, offer));
    }
  }
  return listings;
}

Result<Page<Order>> Reader::ListOrders(RunContext& /*run*/, const OrderWindow& window,
                                       const std::optional<Cursor>& cursor) {
  std::string path = FirstOrders(window);
  if (cursor) {
    RIFF_TRY(path, PathOfLink(cursor->text(), kOrderPath));
  }
  RIFF_TRY(const JsonDocument document, ReadAnswer("orders", client_->Send(requests_.Orders(path))));
  RIFF_TRY(OrderPage orders, OrderPageOf(document.root(), channel_));
  RIFF_TRY(CheckMovesOn(path, orders.next));
  Page<Order> page;
  page.rows = std::move(orders.orders);
  page.total = orders.total;
  if (!orders.next.empty()) {
    page.next = Cursor(orders.next);
  }
  return page;
}

Result<Order> Reader::GetOrder(RunContext& /*run*/, const OrderId& id) {
  // A path of dots would ask for something else.
  if (id.text().find_first_not_of('.') == std::string::npos) {
    return Fail(ErrorKind::kInvalid, "not the id of an eBay order");
  }
  const std::string what = "order " + id.text();
  RIFF_TRY(const JsonDocument document, ReadAnswer(what, client_->Send(requests_.Order(id))));
  Result<Order> order = OrderOf(document.root(), channel_);
  if (order.has_value() && order->id != id) {
    return Fail(ErrorKind::kInvalid, "asked for " + what + " and got another");
  }
  return order;
}

std::vector<Result<Offer>> Reader::OffersOfRefs(std::span<const ListingRef> refs) {
  std::vector<HttpRequest> asked;
  for (const ListingRef& ref : refs) {
    if (!ref.handle.empty()) {
      asked.push_back(requests_.Offer(ref.handle));
    } else if (!ref.sku.empty()) {
      asked.push_back(requests_.OffersOf(ref.sku));
    }
  }
  const std::vector<Result<HttpResponse>> answers = client_->SendAll(asked);
  std::vector<Result<Offer>> offers;
  std::size_t next = 0;
  for (const ListingRef& ref : refs) {
    if (ref.handle.empty() && ref.sku.empty()) {
      offers.push_back(
          Fail(ErrorKind::kInvalid, "listing " + ref.remote.text() + " has neither an offer id nor a SKU to ask by"));
    } else {
      offers.push_back(OfferFor(ref, answers[next++], marketplace_));
    }
  }
  return offers;
}

std::map<Sku, Result<Item>> Reader::ItemsOf(const std::vector<Sku>& skus) {
  std::vector<HttpRequest> asked;
  for (std::size_t from = 0; from < skus.size(); from += kBulkRowsMax) {
    asked.push_back(requests_.BulkItems(std::span(skus).subspan(from, std::min(kBulkRowsMax, skus.size() - from))));
  }
  const std::vector<Result<HttpResponse>> answers = client_->SendAll(asked);
  std::map<Sku, Result<Item>> items;
  for (std::size_t i = 0; i < skus.size(); ++i) {
    items.insert_or_assign(skus[i], Fail(ErrorKind::kInvalid, "the answer has no item " + skus[i].text()));
  }
  for (std::size_t call = 0; call < answers.size(); ++call) {
    const Result<JsonDocument> document = ReadAnswer("inventory items", answers[call]);
    const Result<std::map<Sku, Result<Item>>> rows = document.has_value()
                                                         ? BulkItemsOf(document->root())
                                                         : Result<std::map<Sku, Result<Item>>>(Fail(document.error()));
    for (std::size_t i = call * kBulkRowsMax; i < std::min((call + 1) * kBulkRowsMax, skus.size()); ++i) {
      if (!rows.has_value()) {
        items.insert_or_assign(skus[i], Fail(rows.error()));
      } else if (const auto row = rows->find(skus[i]); row != rows->end()) {
        items.insert_or_assign(skus[i], row->second);
      }
    }
  }
  return items;
}

bool Reader::Reported(const Offer& offer) const {
  // Somebody's unpublished offer on another marketplace is no listing, and would take the pending id of our own.
  return offer.published() || (offer.marketplace == marketplace_ && offer.format == "FIXED_PRICE");
}

RemoteListing Reader::Shown(const Item& item, const Offer& offer) const {
  RemoteListing listing = ListingOf(item, offer);
  if (offer.published() && !page_url_.empty()) {
    listing.url = page_url_ + offer.listing_id;
  }
  return listing;
}

}  // namespace riff::ebay
