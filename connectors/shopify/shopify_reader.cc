#include "connectors/shopify/shopify_reader.h"

#include <algorithm>
#include <utility>

#include "connectors/shopify/shopify_bulk_reader.h"
#include "connectors/shopify/shopify_changes.h"

namespace riff::shopify {

namespace {

using Part = ListPosition::Part;

constexpr int kSearchRows = 10;       // SKUs are meant to be unique.
constexpr int kSearchPagesMax = 100;  // A thousand listings of one SKU is not a SKU.
constexpr int kLinePagesMax = 50;     // 5,000 lines in one order is more than the platform allows.

ShopifyCall VariantsCall(std::span<const std::string> variants, const std::string& location) {
  JsonWriter json;
  json.BeginObject().Key("ids").BeginArray();
  for (const std::string& variant : variants) {
    json.Text(GidOf("ProductVariant", variant));
  }
  json.EndArray().Key("locationId").Text(location).EndObject();
  return ShopifyCall{.document = kVariantsByIds, .variables = json.Take(), .rows = variants.size()};
}

Result<std::vector<Result<ShopifyVariant>>> DecodeVariants(const JsonValue& data, std::size_t asked) {
  RIFF_TRY(const Currency currency, DecodeCurrency(data));
  RIFF_TRY(const std::vector<JsonValue> nodes, data.Array("nodes"));
  if (nodes.size() != asked) {
    return Fail(ErrorKind::kInvalid, "$.data.nodes: not one entry for each id");
  }
  std::vector<Result<ShopifyVariant>> variants;
  for (const JsonValue& node : nodes) {
    if (node.IsNull()) {
      variants.emplace_back(Fail(ErrorKind::kNotFound, "no such variant"));
    } else {
      variants.push_back(DecodeVariant(node, currency));
    }
  }
  return variants;
}

void WriteCursor(JsonWriter& json, const std::optional<Cursor>& cursor) {
  json.Key("after");
  if (cursor.has_value()) {
    json.Text(cursor->text());
  } else {
    json.Null();
  }
}

}  // namespace

std::vector<Result<ShopifyVariant>> ReadVariants(RunContext& run, ShopifyWire& wire,
                                                 std::span<const std::string> variants) {
  constexpr std::size_t kPerCall = kVariantsPerCall;
  std::vector<ShopifyCall> calls;
  for (std::size_t start = 0; start < variants.size(); start += kPerCall) {
    calls.push_back(
        VariantsCall(variants.subspan(start, std::min(kPerCall, variants.size() - start)), wire.location()));
  }
  std::vector<Result<ShopifyVariant>> all;
  for (const Result<ShopifyReply>& reply : wire.CallAll(run, calls)) {
    const std::size_t asked = std::min(kPerCall, variants.size() - all.size());
    auto decoded = reply.has_value() ? DecodeVariants(reply->data(), asked)
                                     : Result<std::vector<Result<ShopifyVariant>>>(Fail(reply.error()));
    if (!decoded.has_value()) {
      all.insert(all.end(), asked, Result<ShopifyVariant>(Fail(decoded.error())));
      continue;
    }
    for (Result<ShopifyVariant>& variant : *decoded) {
      if (variant.has_value()) {
        wire.Remember(variant->listing.ref.remote, variant->listing.facts.status);
      }
      all.push_back(std::move(variant));
    }
  }
  return all;
}

Result<std::vector<RemoteListing>> SearchSku(RunContext& run, ShopifyWire& wire, const Sku& sku) {
  std::vector<RemoteListing> rows;
  std::optional<Cursor> cursor;
  for (int page = 0; page < kSearchPagesMax; ++page) {
    JsonWriter json;
    json.BeginObject().Key("first").Integer(kSearchRows);
    WriteCursor(json, cursor);
    json.Key("query").Text(SkuQuery(sku)).Key("locationId").Text(wire.location()).EndObject();
    RIFF_TRY(const ShopifyReply reply, wire.Call(run, {.document = kVariantsBySku, .variables = json.Take()}));
    RIFF_TRY(Page<RemoteListing> found, DecodeVariantsPage(reply.data()));
    RIFF_TRY(std::vector<RemoteListing> exact, KeepExactSku(std::move(found.rows), sku));
    std::ranges::move(exact, std::back_inserter(rows));
    if (!found.next.has_value()) {
      return rows;
    }
    cursor = found.next;
  }
  return Fail(ErrorKind::kInvalid, "the search for a SKU does not end");
}

Result<Page<RemoteListing>> ShopifyReader::ListListings(RunContext& run, const std::optional<Cursor>& cursor) {
  ListPosition position;
  if (cursor.has_value()) {
    RIFF_TRY(position, ParseCursor(*cursor));
  }
  switch (position.part) {
    case Part::kPages:
      return ReadPage(run, position);
    case Part::kBegin:
      return BeginBulk(run, *wire_, position);
    case Part::kBulk: {
      RIFF_TRY(Page<RemoteListing> page, ReadBulk(run, *wire_, position));
      for (const RemoteListing& row : page.rows) {
        wire_->Remember(row.ref.remote, row.facts.status);
      }
      return page;
    }
    case Part::kLevels:
    case Part::kProducts:
      return ReadChanges(run, *wire_, position);
  }
  return Fail(ErrorKind::kInvalid, "not a cursor of this channel");
}

Result<Page<RemoteListing>> ShopifyReader::ReadPage(RunContext& run, const ListPosition& position) {
  JsonWriter json;
  json.BeginObject().Key("first").Integer(kVariantsPerCall);
  WriteCursor(json, position.token.empty() ? std::nullopt : std::optional<Cursor>(Cursor(position.token)));
  json.Key("locationId").Text(wire_->location()).EndObject();
  RIFF_TRY(const ShopifyReply reply, wire_->Call(run, {.document = kVariantsPage, .variables = json.Take()}));
  RIFF_TRY(Page<RemoteListing> page, DecodeVariantsPage(reply.data()));
  for (const RemoteListing& row : page.rows) {
    wire_->Remember(row.ref.remote, row.facts.status);
  }
  if (page.next.has_value()) {
    const bool is_large = position.token.empty() && page.total.value_or(0) > wire_->bulk_above();
    page.next = CursorOf({.part = is_large ? Part::kBegin : Part::kPages, .token = page.next->text()});
  }
  return page;
}

Result<Page<RemoteListing>> ShopifyReader::ListChanged(RunContext& run, Timestamp since,
                                                       const std::optional<Cursor>& cursor) {
  ListPosition position{.part = Part::kLevels, .since = SecondsOf(since)};
  if (cursor.has_value()) {
    RIFF_TRY(const ListPosition given, ParseCursor(*cursor));
    if ((given.part != Part::kLevels && given.part != Part::kProducts) || given.since != position.since) {
      return Fail(ErrorKind::kInvalid, "not a cursor of this read of changes");
    }
    position = given;
  }
  return ReadChanges(run, *wire_, position);
}

std::vector<Result<RemoteListing>> ShopifyReader::GetListings(RunContext& run, std::span<const ListingRef> refs) {
  std::vector<Result<RemoteListing>> rows;
  std::vector<std::string> variants;
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    const auto key = ParseRemoteId(refs[i].remote);
    // What is no id of Shopify's (a pending one, too) is certainly not there: Shopify gives its ids at once.
    rows.emplace_back(Fail(ErrorKind::kNotFound, "no Shopify listing is called " + refs[i].remote.text()));
    if (key.has_value()) {
      variants.push_back(key->variant);
      asked.push_back(i);
    }
  }
  auto read = ReadVariants(run, *wire_, variants);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!read[i].has_value()) {
      rows[asked[i]] = Fail(read[i].error());
    } else if (read[i]->listing.ref.remote != refs[asked[i]].remote) {
      rows[asked[i]] = Fail(ErrorKind::kNotFound, "the variant belongs to another product now");
    } else {
      rows[asked[i]] = std::move(read[i]->listing);
    }
  }
  return rows;
}

Result<std::vector<RemoteListing>> ShopifyReader::FindBySku(RunContext& run, const Sku& sku) {
  return SearchSku(run, *wire_, sku);
}

Result<Page<Order>> ShopifyReader::ListOrders(RunContext& run, const OrderWindow& window,
                                              const std::optional<Cursor>& cursor) {
  const Timestamp from = std::chrono::floor<std::chrono::seconds>(window.from);
  JsonWriter json;
  json.BeginObject().Key("first").Integer(kOrdersPerPage);
  WriteCursor(json, cursor);
  json.Key("query").Text("updated_at:>='" + FormatUtc(from) + "'");
  json.Key("lines").Integer(kLinesPerOrder).EndObject();
  RIFF_TRY(const ShopifyReply reply, wire_->Call(run, {.document = kOrdersPage, .variables = json.Take()}));
  RIFF_TRY(CheckNotAhead(window.to, reply));
  RIFF_TRY(Page<ShopifyOrder> shown, DecodeOrdersPage(reply.data(), channel_));

  if (std::ranges::any_of(shown.rows, [&](const ShopifyOrder& row) { return row.order.updated_at < from; })) {
    return Fail(ErrorKind::kInvalid, "orders older than asked for came back: the filter was dropped");
  }
  // An order that moved on since it was indexed lies beyond the end in the middle of a page: only a whole page says
  // that the window is over. What moved on belongs to the next window.
  const auto beyond = [&](const ShopifyOrder& row) { return row.order.updated_at > window.to; };
  Page<Order> page;
  if (!std::ranges::all_of(shown.rows, beyond)) {
    page.next = shown.next;
  }
  std::erase_if(shown.rows, beyond);
  for (ShopifyOrder& order : shown.rows) {
    RIFF_TRY(ReadOtherLines(run, order));
  }
  RIFF_TRY(const std::vector<RefundsByLine> refunds, ReadRefunds(run, shown.rows));
  for (std::size_t i = 0; i < shown.rows.size(); ++i) {
    page.rows.push_back(MeaningOf(std::move(shown.rows[i]), refunds[i]));
  }
  return page;
}

Result<Order> ShopifyReader::GetOrder(RunContext& run, const OrderId& id) {
  JsonWriter json;
  json.BeginObject().Key("id").Text(GidOf("Order", id.text())).Key("lines").Integer(kLinesPerOrder).EndObject();
  RIFF_TRY(const ShopifyReply reply, wire_->Call(run, {.document = kOrderById, .variables = json.Take()}));
  RIFF_TRY(ShopifyOrder shown, DecodeOneOrder(reply.data(), channel_));
  if (shown.order.id != id) {
    return Fail(ErrorKind::kInvalid, "asked for order " + id.text() + " and got another");
  }
  RIFF_TRY(ReadOtherLines(run, shown));
  RIFF_TRY(const std::vector<RefundsByLine> refunds, ReadRefunds(run, std::span(&shown, 1)));
  return MeaningOf(std::move(shown), refunds.front());
}

Result<void> ShopifyReader::ReadOtherLines(RunContext& run, ShopifyOrder& order) {
  for (int pages = 0; order.more_lines.has_value(); ++pages) {
    if (pages == kLinePagesMax) {
      return Fail(ErrorKind::kInvalid, "the lines of an order do not end");
    }
    JsonWriter json;
    json.BeginObject().Key("id").Text(GidOf("Order", order.order.id.text()));
    json.Key("first").Integer(kLinesPerPage).Key("after").Text(*order.more_lines).EndObject();
    RIFF_TRY(const ShopifyReply reply, wire_->Call(run, {.document = kOrderLinesPage, .variables = json.Take()}));
    RIFF_TRY(const JsonValue node, reply.data().Get("order"));
    RIFF_TRY(LinesPage lines, DecodeLines(node));
    std::ranges::move(lines.lines, std::back_inserter(order.lines));
    order.more_lines = std::move(lines.next);
  }
  return {};
}

Result<std::vector<RefundsByLine>> ShopifyReader::ReadRefunds(RunContext& run, std::span<const ShopifyOrder> orders) {
  std::vector<RefundsByLine> refunds(orders.size());
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (!NeedsRefunds(orders[i])) {
      continue;
    }
    // One after the other: most of what a request reserves is given back with its answer.
    JsonWriter json;
    json.BeginObject().Key("id").Text(GidOf("Order", orders[i].order.id.text())).EndObject();
    RIFF_TRY(const ShopifyReply reply, wire_->Call(run, {.document = kOrderRefunds, .variables = json.Take()}));
    RIFF_TRY(refunds[i], DecodeRefunds(reply.data()));
  }
  return refunds;
}

}  // namespace riff::shopify
