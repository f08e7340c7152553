#include "connectors/tiktok/tiktok_reader.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>

#include "connectors/tiktok/tiktok_endpoints.h"
#include "connectors/tiktok/tiktok_errors.h"
#include "connectors/tiktok/tiktok_order_codec.h"

namespace riff::tiktok {

namespace {

constexpr std::int64_t kSearchResultsMax = 10'000;
constexpr std::size_t kProductsPerInventorySearch = 100;
constexpr Duration kClockAheadMax = std::chrono::minutes(10);  // Less than what windows overlap by.
constexpr int kSearchPagesMax = 100;                           // Ten thousand products of one SKU is not a SKU.
constexpr std::int64_t kOldest = 1577836800;                   // 2020-01-01: no shop there is older.

std::int64_t SecondsOf(Timestamp at) { return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count(); }

QueryPairs PageQuery(const std::string& token) {
  QueryPairs query = {{"page_size", "100"}};
  if (!token.empty()) {
    query.emplace_back("page_token", token);
  }
  return query;
}

TiktokCall ProductsCall(const ListPosition& position) {
  JsonWriter json;
  json.BeginObject().Key("status").Text("ALL");
  if (position.windowed) {
    json.Key("update_time_ge").Integer(position.from);
    if (position.to != 0) {
      json.Key("update_time_le").Integer(position.to);
    }
  }
  json.EndObject();
  return {.operation = "tiktok.listing.list",
          .method = HttpMethod::kPost,
          .path = std::string(kSearchPath),
          .query = PageQuery(position.token),
          .body = json.Take()};
}

bool IsTooLarge(const TiktokReply& reply, const Result<ProductsPage>& page) {
  return reply.code == kCodeSearchTooLarge || (page.has_value() && page->total >= kSearchResultsMax);
}

// The page after this one: of the same window, or the first of what is left behind it.
std::optional<Cursor> CursorAfter(ListPosition position, const ProductsPage& page) {
  if (page.next_token.has_value()) {
    position.token = *page.next_token;
    return CursorOf(position);
  }
  if (position.windowed && position.to != 0) {
    return CursorOf({.windowed = true, .from = position.to + 1, .to = 0, .token = {}});
  }
  return std::nullopt;
}

Result<ProductsPage> DecodeProducts(const TiktokReply& reply, const std::string& warehouse) {
  RIFF_TRY(const JsonValue data, reply.data());
  return DecodeProductsPage(data, warehouse);
}

TiktokCall InventoryCall(std::span<const std::string> products) {
  JsonWriter json;
  json.BeginObject().Key("product_ids").BeginArray();
  for (const std::string& product : products) {
    json.Text(product);
  }
  json.EndArray().EndObject();
  return {.operation = "tiktok.inventory.search",
          .method = HttpMethod::kPost,
          .path = std::string(kInventorySearchPath),
          .query = {},
          .body = json.Take()};
}

Result<std::vector<RemoteListing>> DecodeDetail(const TiktokReply& reply, const std::string& warehouse) {
  RIFF_TRY(const JsonValue data, reply.data());
  return DecodeProduct(data, warehouse);
}

Result<RemoteListing> PickRow(const Result<std::vector<RemoteListing>>& rows, const RemoteId& remote,
                              const Result<InventoryLevels>& levels) {
  if (!rows.has_value()) {
    return Fail(rows.error());
  }
  const auto row = std::ranges::find(*rows, remote, [](const RemoteListing& listing) { return listing.ref.remote; });
  if (row == rows->end()) {
    return Fail(ErrorKind::kNotFound, "the product has no such SKU");
  }
  if (!levels.has_value()) {
    return Fail(levels.error());
  }
  RemoteListing listing = *row;
  RIFF_TRY(const SkuKey key, ParseRemoteId(remote));
  if (const auto level = levels->available.find(key.sku); level != levels->available.end()) {
    listing.facts.quantity = level->second;
  }
  return listing;
}

}  // namespace

Result<std::vector<RemoteListing>> SearchSku(TiktokWire& wire, const Sku& sku) {
  JsonWriter json;
  json.BeginObject().Key("status").Text("ALL").Key("seller_skus").BeginArray().Text(sku.text()).EndArray().EndObject();
  TiktokCall call{.operation = "tiktok.listing.search",
                  .method = HttpMethod::kPost,
                  .path = std::string(kSearchPath),
                  .query = PageQuery(""),
                  .body = json.Take()};
  std::vector<RemoteListing> rows;
  for (int pages = 0; pages < kSearchPagesMax; ++pages) {
    const TiktokReply reply = wire.Call(call);
    RIFF_TRY(ProductsPage page, DecodeProducts(reply, wire.config().warehouse));
    RIFF_TRY(std::vector<RemoteListing> exact, KeepExactSku(std::move(page.rows), sku));
    std::ranges::move(exact, std::back_inserter(rows));
    if (!page.next_token.has_value()) {
      return rows;
    }
    call.query = PageQuery(*page.next_token);
  }
  return Fail(ErrorKind::kInvalid, "tiktok.listing.search: the pages do not end");
}

Result<InventoryLevels> ReadInventory(TiktokWire& wire, std::span<const std::string> products) {
  std::vector<TiktokCall> calls;
  for (std::size_t start = 0; start < products.size(); start += kProductsPerInventorySearch) {
    calls.push_back(
        InventoryCall(products.subspan(start, std::min(kProductsPerInventorySearch, products.size() - start))));
  }
  InventoryLevels all;
  for (const TiktokReply& reply : wire.CallAll(calls)) {
    RIFF_TRY(const JsonValue data, reply.data());
    RIFF_TRY(InventoryLevels levels, DecodeInventory(data, wire.config().warehouse));
    all.available.merge(levels.available);
    all.skus_of_product.merge(levels.skus_of_product);
  }
  return all;
}

Result<Page<RemoteListing>> TiktokReader::ListListings(RunContext& /*run*/, const std::optional<Cursor>& cursor) {
  if (cursor.has_value()) {
    RIFF_TRY(const ListPosition position, ParseCursor(*cursor));
    return position.token.empty() ? FirstPageOfWindow(position) : NextPage(position);
  }
  const TiktokReply reply = wire_->Call(ProductsCall({}));
  auto page = DecodeProducts(reply, wire_->config().warehouse);
  if (IsTooLarge(reply, page)) {
    return FirstPageOfWindow({.windowed = true, .from = kOldest, .to = 0, .token = {}});
  }
  if (!page.has_value()) {
    return Fail(page.error());
  }
  return Page<RemoteListing>{.rows = std::move(page->rows), .next = CursorAfter({}, *page), .total = page->total};
}

Result<Page<RemoteListing>> TiktokReader::NextPage(const ListPosition& position) {
  const TiktokReply reply = wire_->Call(ProductsCall(position));
  RIFF_TRY(ProductsPage page, DecodeProducts(reply, wire_->config().warehouse));
  return Page<RemoteListing>{.rows = std::move(page.rows), .next = CursorAfter(position, page), .total = std::nullopt};
}

// Halves the window until its products fit into one search; the rest stays for later pages.
Result<Page<RemoteListing>> TiktokReader::FirstPageOfWindow(ListPosition window) {
  const std::int64_t now = SecondsOf(wire_->Now());
  while (true) {
    const TiktokReply reply = wire_->Call(ProductsCall(window));
    auto page = DecodeProducts(reply, wire_->config().warehouse);
    if (!IsTooLarge(reply, page)) {
      if (!page.has_value()) {
        return Fail(page.error());
      }
      return Page<RemoteListing>{
          .rows = std::move(page->rows), .next = CursorAfter(window, *page), .total = std::nullopt};
    }
    const std::int64_t end = window.to == 0 ? now : window.to;
    if (end <= window.from) {
      return Fail(ErrorKind::kInvalid, "tiktok.listing.list: more products changed in one second than a search shows");
    }
    window.to = window.from + (end - window.from) / 2;
  }
}

std::vector<Result<RemoteListing>> TiktokReader::GetListings(RunContext& /*run*/, std::span<const ListingRef> refs) {
  std::vector<std::string> products;
  std::vector<TiktokCall> calls;
  std::map<std::string, std::size_t> place_of_product;
  for (const ListingRef& ref : refs) {
    const auto key = ParseRemoteId(ref.remote);
    if (key.has_value() && place_of_product.emplace(key->product, products.size()).second) {
      products.push_back(key->product);
      calls.push_back({.operation = "tiktok.listing.get",
                       .method = HttpMethod::kGet,
                       .path = ProductPath(key->product),
                       .query = {},
                       .body = {}});
    }
  }
  std::vector<Result<std::vector<RemoteListing>>> details;
  for (const TiktokReply& reply : wire_->CallAll(calls)) {
    details.push_back(DecodeDetail(reply, wire_->config().warehouse));
  }
  const auto levels = ReadInventory(*wire_, products);
  std::vector<Result<RemoteListing>> rows;
  for (const ListingRef& ref : refs) {
    const auto key = ParseRemoteId(ref.remote);
    if (key.has_value()) {
      rows.push_back(PickRow(details[place_of_product[key->product]], ref.remote, levels));
    } else {
      // A pending id among them: the platform gives its ids at once, so nothing there goes by any other name.
      rows.push_back(Fail(ErrorKind::kNotFound, "no TikTok Shop listing is called " + ref.remote.text()));
    }
  }
  return rows;
}

Result<std::vector<RemoteListing>> TiktokReader::FindBySku(RunContext& /*run*/, const Sku& sku) {
  return SearchSku(*wire_, sku);
}

Result<Page<Order>> TiktokReader::ListOrders(RunContext& /*run*/, const OrderWindow& window,
                                             const std::optional<Cursor>& cursor) {
  const std::int64_t from = SecondsOf(window.from);
  JsonWriter json;
  json.BeginObject().Key("update_time_ge").Integer(from);
  json.Key("update_time_lt").Integer(SecondsOf(window.to) + 1).EndObject();
  std::string token;
  if (cursor.has_value()) {
    RIFF_TRY(token, ParseOrderCursor(*cursor));
  }
  QueryPairs query = PageQuery(token);
  query.emplace_back("sort_field", "update_time");
  query.emplace_back("sort_order", "ASC");  // The platform's default is newest first.
  const TiktokReply reply = wire_->Call({.operation = "tiktok.order.list",
                                         .method = HttpMethod::kPost,
                                         .path = std::string(kOrdersSearchPath),
                                         .query = std::move(query),
                                         .body = json.Take()});
  RIFF_TRY(const JsonValue data, reply.data());
  if (window.to > wire_->Now() + kClockAheadMax) {
    return Fail(ErrorKind::kInvalid,
                "tiktok.order.list: this machine's clock is ahead of TikTok's by more than ten minutes: set it (riff "
                "doctor tells)");
  }
  RIFF_TRY(OrdersPage shown, DecodeOrdersPage(data, channel_));
  if (std::ranges::any_of(shown.rows, [&](const Order& row) { return SecondsOf(row.updated_at) < from; })) {
    return Fail(ErrorKind::kInvalid, "tiktok.order.list: orders older than asked for: the filter was dropped");
  }
  Page<Order> page{.rows = std::move(shown.rows), .next = std::nullopt, .total = std::nullopt};
  if (shown.next_token.has_value()) {
    page.next = OrderCursorOf(*shown.next_token);
  }
  return page;
}

Result<Order> TiktokReader::GetOrder(RunContext& /*run*/, const OrderId& id) {
  const TiktokReply reply = wire_->Call({.operation = "tiktok.order.get",
                                         .method = HttpMethod::kGet,
                                         .path = std::string(kOrdersPath),
                                         .query = {{"ids", id.text()}},
                                         .body = {}});
  RIFF_TRY(const JsonValue data, reply.data());
  RIFF_TRY(OrdersPage shown, DecodeOrdersPage(data, channel_));
  const auto found = std::ranges::find(shown.rows, id, &Order::id);
  if (found != shown.rows.end()) {
    return std::move(*found);
  }
  if (!shown.rows.empty()) {
    return Fail(ErrorKind::kInvalid, "tiktok.order.get: asked for order " + id.text() + " and got another");
  }
  return Fail(ErrorKind::kNotFound, "no TikTok order is called " + id.text());
}

}  // namespace riff::tiktok
