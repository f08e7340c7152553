#include "connectors/ebay/ebay_reader.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "connectors/ebay/ebay_codec.h"
#include "connectors/ebay/ebay_order_codec.h"
#include "connectors/http/url.h"
#include "engine/model/write.h"

namespace riff::ebay {
namespace {

// A page that names itself as its own successor would be read for ever.
Result<void> CheckMovesOn(const std::string& here, const std::string& next) {
  if (here == next) {
    return Fail(ErrorKind::kInvalid, "a page of eBay's names itself as the next one");
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

Reader::Reader(Channel channel, const Config& config, const std::shared_ptr<Client>& client)
    : channel_(channel),
      legacy_included_(config.legacy),
      shopfront_(config),
      requests_(config),
      client_(client),
      legacy_(config, client),
      sweep_(config, client),
      report_(config, client) {}

Result<Page<RemoteListing>> Reader::ListListings(RunContext& run, const std::optional<Cursor>& cursor) {
  if (!cursor) {
    if (std::optional<Cursor> ordered = report_.Begin(run.clock.Now())) {
      Page<RemoteListing> nothing_yet;
      nothing_yet.next = *std::move(ordered);  // Kept by the caller, so that no second report is ordered.
      return nothing_yet;
    }
  } else if (ReportSweep::Owns(*cursor)) {
    return report_.Next(
        *cursor, [this](std::span<const ReportRow> rows) { return UnknownListings(rows); },
        [this, &run](std::span<const ListingRef> refs) { return GetListings(run, refs); });
  }
  Result<Page<RemoteListing>> page = sweep_.Next(cursor);
  if (page.has_value()) {
    report_.Remember(cursor, *page, run.clock.Now());
  }
  return page;
}

std::vector<Result<RemoteListing>> Reader::GetListings(RunContext& /*run*/, std::span<const ListingRef> refs) {
  return Rows(refs);
}

std::vector<Result<RemoteListing>> Reader::Rows(std::span<const ListingRef> refs) {
  std::vector<ListingRef> legacy;
  std::vector<ListingRef> others;
  for (const ListingRef& ref : refs) {
    (IsLegacyHandle(ref.handle) ? legacy : others).push_back(ref);
  }
  std::vector<Result<RemoteListing>> of_legacy = LegacyListings(legacy);
  std::vector<Result<RemoteListing>> of_others = InventoryListings(others);
  std::vector<Result<RemoteListing>> listings;
  auto next_legacy = of_legacy.begin();
  auto next_other = of_others.begin();
  for (const ListingRef& ref : refs) {
    listings.push_back(std::move(IsLegacyHandle(ref.handle) ? *next_legacy++ : *next_other++));
    if (listings.back().has_value()) {
      report_.Remember(*listings.back());
    }
  }
  return listings;
}

std::vector<Result<RemoteListing>> Reader::UnknownListings(std::span<const ReportRow> rows) {
  std::vector<ListingRef> refs;
  std::vector<LegacyItem> items;
  for (const ReportRow& row : rows) {
    refs.push_back({.remote = row.remote, .sku = row.sku, .handle = LegacyHandle(row.remote)});
    LegacyItem item{.id = ItemIdOf(row.remote), .format = {}, .relisted_as = {}, .rows = {}};
    item.rows.emplace_back().ref = refs.back();
    items.push_back(std::move(item));
  }
  const Result<std::set<std::string>> owned = legacy_.OwnedByInventoryOf(items);
  if (!owned.has_value()) {
    return {rows.size(), Fail(owned.error())};
  }
  for (ListingRef& ref : refs) {
    if (owned->contains(ItemIdOf(ref.remote))) {
      ref.handle.clear();
    }
  }
  return Rows(refs);
}

std::vector<Result<RemoteListing>> Reader::LegacyListings(std::span<const ListingRef> refs) {
  std::vector<std::string> ids;
  std::map<std::string, std::size_t> places;  // One call serves all variations of an item.
  for (const ListingRef& ref : refs) {
    const std::string id = ItemIdOf(ref.remote);
    if (places.emplace(id, ids.size()).second) {
      ids.push_back(id);
    }
  }
  const std::vector<Result<LegacyItem>> items = legacy_.Items(ids);
  std::vector<Result<RemoteListing>> listings;
  for (const ListingRef& ref : refs) {
    const Result<LegacyItem>& item = items[places.at(ItemIdOf(ref.remote))];
    if (!item.has_value()) {
      listings.push_back(Fail(item.error()));
      continue;
    }
    const auto row =
        std::ranges::find(item->rows, ref.remote, [](const RemoteListing& shown) { return shown.ref.remote; });
    listings.push_back(row != item->rows.end()
                           ? Result<RemoteListing>(shopfront_.Show(*row))
                           : Fail(ErrorKind::kNotFound, "item " + item->id + " has no variation of that name"));
  }
  return listings;
}

std::vector<Result<RemoteListing>> Reader::InventoryListings(std::span<const ListingRef> refs) {
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
    RemoteListing listing = shopfront_.Show(*item, *offers[i]);
    if (!offers[i]->published() && !refs[i].remote.empty()) {
      listing.ref.remote = refs[i].remote;
    }
    listings.push_back(std::move(listing));
  }
  return listings;
}

Result<std::vector<RemoteListing>> Reader::FindBySku(RunContext& run, const Sku& sku) {
  const std::vector<Result<HttpResponse>> answers = client_->SendAll({requests_.OffersOf(sku), requests_.Item(sku)});
  RIFF_TRY(const std::vector<Offer> offers, OffersOf(answers[0]));
  std::vector<RemoteListing> listings;
  if (!offers.empty()) {
    RIFF_TRY(const JsonDocument document, ReadAnswer("inventory item " + sku.text(), answers[1]));
    RIFF_TRY(const Item item, ItemOf(document.root(), sku));
    for (const Offer& offer : offers) {
      if (shopfront_.Reports(offer)) {
        listings.push_back(shopfront_.Show(item, offer));
      }
    }
  }
  if (legacy_included_ == Config::Legacy::kIncluded) {
    RIFF_TRY(const std::vector<LegacyItem> items, legacy_.WithSku(sku, run.clock.Now()));
    AddLegacyRows(items, {.sku = sku, .offers = offers}, listings);
  }
  return listings;
}

void Reader::AddLegacyRows(std::span<const LegacyItem> items, const Search& search,
                           std::vector<RemoteListing>& listings) const {
  for (const LegacyItem& item : items) {
    if (std::ranges::find(search.offers, item.id, &Offer::listing_id) != search.offers.end()) {
      continue;  // Shown already, by the API that owns it.
    }
    for (const RemoteListing& row : item.rows) {
      if (row.ref.sku == search.sku) {
        listings.push_back(shopfront_.Show(row));
      }
    }
  }
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
      offers.push_back(OfferFor(ref, answers[next++], shopfront_.marketplace()));
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

}  // namespace riff::ebay
