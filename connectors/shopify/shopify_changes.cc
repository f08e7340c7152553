#include "connectors/shopify/shopify_changes.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "connectors/shopify/shopify_reader.h"

namespace riff::shopify {

namespace {

using Part = ListPosition::Part;

constexpr int kVariantPagesMax = 25;  // A product has 2,048 variants at most, 100 a page.

// The variants named by one page of changes.
struct Named {
  std::vector<std::string> variants;
  std::optional<std::string> next;
};

std::string Since(const ListPosition& position) { return "updated_at:>='" + FormatUtc(TimeOf(position.since)) + "'"; }

void WriteAfter(JsonWriter& json, const std::string& token) {
  json.Key("after");
  if (token.empty()) {
    json.Null();
  } else {
    json.Text(token);
  }
}

Result<void> CheckChanged(const JsonValue& node, std::int64_t since) {
  RIFF_TRY(const std::string updated, node.Text("updatedAt"));
  RIFF_TRY(const Timestamp at, ParseTimestamp(updated));
  if (SecondsOf(at) < since) {
    return Fail(ErrorKind::kInvalid, node.path() + ": changed before the time asked for: the filter was dropped");
  }
  return {};
}

Result<std::optional<std::string>> NextOf(const JsonValue& connection) {
  RIFF_TRY(const JsonValue info, connection.Get("pageInfo"));
  RIFF_TRY(const bool more, info.Bool("hasNextPage"));
  if (!more) {
    return std::optional<std::string>();
  }
  RIFF_TRY(std::string end, info.Text("endCursor"));
  return std::optional<std::string>(std::move(end));
}

Result<void> AddVariants(const JsonValue& parent, std::vector<std::string>& variants) {
  RIFF_TRY(const JsonValue connection, parent.Get("variants"));
  RIFF_TRY(const std::vector<JsonValue> nodes, connection.Array("nodes"));
  for (const JsonValue& node : nodes) {
    RIFF_TRY(const std::string gid, node.Text("id"));
    RIFF_TRY(variants.emplace_back(), NumberOfGid("ProductVariant", gid));
  }
  return {};
}

Result<Named> ReadLevels(RunContext& run, ShopifyWire& wire, const ListPosition& position) {
  JsonWriter json;
  json.BeginObject().Key("locationId").Text(wire.location()).Key("first").Integer(kLevelsPerPage);
  WriteAfter(json, position.token);
  json.Key("query").Text(Since(position)).EndObject();
  RIFF_TRY(const ShopifyReply reply, wire.Call(run, {.document = kLevelsChanged, .variables = json.Take()}));
  RIFF_TRY(CheckNotAhead(TimeOf(position.since), reply));
  RIFF_TRY(const JsonValue location, reply.data().Get("location"));
  if (location.IsNull()) {
    return Fail(ErrorKind::kInvalid, "shopify.inventory.changed: the shop has no such location");
  }
  RIFF_TRY(const JsonValue levels, location.Get("inventoryLevels"));
  RIFF_TRY(const std::vector<JsonValue> nodes, levels.Array("nodes"));
  Named named;
  for (const JsonValue& node : nodes) {
    RIFF_TRY(CheckChanged(node, position.since));
    RIFF_TRY(const JsonValue item, node.Get("item"));
    RIFF_TRY(AddVariants(item, named.variants));
  }
  RIFF_TRY(named.next, NextOf(levels));
  return named;
}

Result<void> ReadOtherVariants(RunContext& run, ShopifyWire& wire, const std::string& product, std::string after,
                               std::vector<std::string>& variants) {
  for (int pages = 0; pages < kVariantPagesMax; ++pages) {
    JsonWriter json;
    json.BeginObject().Key("id").Text(product).Key("first").Integer(kVariantsPerCall);
    WriteAfter(json, after);
    json.EndObject();
    RIFF_TRY(const ShopifyReply reply, wire.Call(run, {.document = kProductVariants, .variables = json.Take()}));
    const auto node = reply.data().Find("product");
    if (!node.has_value()) {
      return {};  // Deleted meanwhile, with all its variants.
    }
    RIFF_TRY(AddVariants(*node, variants));
    RIFF_TRY(const JsonValue connection, node->Get("variants"));
    RIFF_TRY(const auto next, NextOf(connection));
    if (!next.has_value()) {
      return {};
    }
    after = *next;
  }
  return Fail(ErrorKind::kInvalid, "shopify.product.variants: the variants of a product do not end");
}

Result<Named> ReadProducts(RunContext& run, ShopifyWire& wire, const ListPosition& position) {
  JsonWriter json;
  json.BeginObject().Key("first").Integer(kProductsPerPage);
  WriteAfter(json, position.token);
  json.Key("query").Text(Since(position)).EndObject();
  RIFF_TRY(const ShopifyReply reply, wire.Call(run, {.document = kProductsChanged, .variables = json.Take()}));
  RIFF_TRY(CheckNotAhead(TimeOf(position.since), reply));
  RIFF_TRY(const JsonValue products, reply.data().Get("products"));
  RIFF_TRY(const std::vector<JsonValue> nodes, products.Array("nodes"));
  Named named;
  for (const JsonValue& node : nodes) {
    RIFF_TRY(CheckChanged(node, position.since));
    RIFF_TRY(AddVariants(node, named.variants));
    RIFF_TRY(const JsonValue connection, node.Get("variants"));
    RIFF_TRY(const auto more, NextOf(connection));
    if (more.has_value()) {
      RIFF_TRY(const std::string product, node.Text("id"));
      RIFF_TRY(ReadOtherVariants(run, wire, product, *more, named.variants));
    }
  }
  RIFF_TRY(named.next, NextOf(products));
  return named;
}

std::optional<Cursor> CursorAfter(ListPosition position, const Named& named) {
  if (named.next.has_value()) {
    position.token = *named.next;
    return CursorOf(position);
  }
  if (position.part == Part::kLevels) {
    return CursorOf({.part = Part::kProducts, .since = position.since});
  }
  return std::nullopt;
}

}  // namespace

Result<Page<RemoteListing>> ReadChanges(RunContext& run, ShopifyWire& wire, const ListPosition& position) {
  RIFF_TRY(Named named,
           position.part == Part::kLevels ? ReadLevels(run, wire, position) : ReadProducts(run, wire, position));
  std::ranges::sort(named.variants);
  const auto repeated = std::ranges::unique(named.variants);
  named.variants.erase(repeated.begin(), repeated.end());
  Page<RemoteListing> page;
  for (Result<ShopifyVariant>& variant : ReadVariants(run, wire, named.variants)) {
    if (variant.has_value()) {
      page.rows.push_back(std::move(variant->listing));
    } else if (variant.error().kind != ErrorKind::kNotFound) {  // Deleted since: of that, a full read tells.
      return Fail(std::move(variant).error());
    }
  }
  page.next = CursorAfter(position, named);
  return page;
}

Result<void> CheckNotAhead(Timestamp at, const ShopifyReply& reply) {
  if (reply.server_time.has_value() && at > *reply.server_time + kClockAheadMax) {
    return Fail(ErrorKind::kInvalid,
                "this machine's clock is ahead of Shopify's by more than ten minutes: set it (riff doctor tells)");
  }
  return {};
}

}  // namespace riff::shopify
