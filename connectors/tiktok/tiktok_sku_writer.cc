#include "connectors/tiktok/tiktok_sku_writer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "connectors/tiktok/tiktok_codec.h"
#include "connectors/tiktok/tiktok_endpoints.h"
#include "connectors/tiktok/tiktok_errors.h"
#include "connectors/tiktok/tiktok_write_codec.h"

namespace riff::tiktok {

namespace {

constexpr std::string_view kSetQuantity = "tiktok.inventory.update";
constexpr std::string_view kSetPrice = "tiktok.price.update";

// The writes for one product.
struct ProductGroup {
  std::string product;
  std::vector<std::string> skus;
  std::vector<std::size_t> indices;
};

// By product, in the order they first come; a write whose listing has no proper id gets its outcome here.
std::vector<ProductGroup> GroupByProduct(std::span<const Write* const> writes, std::vector<WriteOutcome>& outcomes) {
  std::vector<ProductGroup> groups;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    auto key = ParseRemoteId(writes[i]->listing.remote);
    if (!key.has_value()) {
      outcomes[i] = Fail(key.error());
      continue;
    }
    auto group = std::ranges::find(groups, key->product, &ProductGroup::product);
    if (group == groups.end()) {
      group = groups.insert(groups.end(), ProductGroup{.product = key->product, .skus = {}, .indices = {}});
    }
    group->skus.push_back(std::move(key->sku));
    group->indices.push_back(i);
  }
  return groups;
}

void Settle(TiktokWire& wire, std::span<const ProductGroup> groups, std::span<const TiktokCall> calls,
            std::vector<WriteOutcome>& outcomes) {
  const auto replies = wire.CallAll(calls);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    auto settled = OutcomesOf(replies[g], calls[g].operation, groups[g].skus, ItemIdKind::kSku);
    for (std::size_t i = 0; i < settled.size(); ++i) {
      outcomes[groups[g].indices[i]] = std::move(settled[i]);
    }
  }
}

TiktokCall QuantityCall(const TiktokWire& wire, const std::string& product, std::span<const SkuQuantity> rows) {
  return {.operation = kSetQuantity,
          .method = HttpMethod::kPost,
          .path = InventoryUpdatePath(product),
          .query = {},
          .body = QuantitiesBody(rows, wire.config().warehouse),
          .effect = RequestEffect::kWrite};
}

bool IsWithinRange(Quantity to) { return to >= Quantity(0) && to <= Quantity(kQuantityMax); }

}  // namespace

std::vector<WriteOutcome> OutcomesOf(const TiktokReply& reply, std::string_view operation,
                                     std::span<const std::string> ids, ItemIdKind kind) {
  if (!reply.document.has_value()) {
    return {ids.size(), WriteOutcome(Fail(reply.document.error()))};
  }
  const auto errors = DecodeItemErrors(reply.document->root());
  if (!errors.has_value()) {
    return {ids.size(), WriteOutcome(Fail(WriteAnswerFailure(errors.error())))};
  }
  const auto warnings = DecodeWarnings(reply.document->root());
  if (!warnings.has_value()) {
    return {ids.size(), WriteOutcome(Fail(WriteAnswerFailure(warnings.error())))};
  }
  std::vector<WriteOutcome> outcomes(ids.size(), Accepted{.remote = {}, .handle = {}, .shown = {}, .note = *warnings});
  for (const ItemError& error : *errors) {
    const std::string& named = kind == ItemIdKind::kSku ? error.sku : error.product;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (named.empty() || named == ids[i]) {
        outcomes[i] = Fail(ErrorOfCode(operation, error.code, error.message, RequestEffect::kWrite));
      }
    }
  }
  return outcomes;
}

std::vector<WriteOutcome> SetQuantities(TiktokWire& wire, std::span<const Write* const> writes) {
  std::vector<WriteOutcome> outcomes(writes.size(), Accepted{});
  std::vector<const Write*> sendable;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (IsWithinRange(std::get<SetQuantity>(writes[i]->change).to)) {
      sendable.push_back(writes[i]);
      places.push_back(i);
    } else {
      outcomes[i] = Fail(ErrorKind::kRejected, "TikTok Shop shows 0 to 99999 units");
    }
  }
  std::vector<WriteOutcome> settled(sendable.size(), Accepted{});
  const auto groups = GroupByProduct(sendable, settled);
  std::vector<TiktokCall> calls;
  for (const ProductGroup& group : groups) {
    std::vector<SkuQuantity> rows;
    for (std::size_t i = 0; i < group.skus.size(); ++i) {
      rows.push_back({group.skus[i], std::get<SetQuantity>(sendable[group.indices[i]]->change).to});
    }
    calls.push_back(QuantityCall(wire, group.product, rows));
  }
  Settle(wire, groups, calls, settled);
  for (std::size_t i = 0; i < places.size(); ++i) {
    outcomes[places[i]] = std::move(settled[i]);
  }
  return outcomes;
}

std::vector<WriteOutcome> SetPrices(TiktokWire& wire, std::span<const Write* const> writes) {
  std::vector<WriteOutcome> outcomes(writes.size(), Accepted{});
  const auto groups = GroupByProduct(writes, outcomes);
  std::vector<TiktokCall> calls;
  for (const ProductGroup& group : groups) {
    std::vector<SkuPrice> rows;
    for (std::size_t i = 0; i < group.skus.size(); ++i) {
      rows.push_back({group.skus[i], std::get<SetPrice>(writes[group.indices[i]]->change).to});
    }
    calls.push_back({.operation = kSetPrice,
                     .method = HttpMethod::kPost,
                     .path = PricesUpdatePath(group.product),
                     .query = {},
                     .body = PricesBody(rows),
                     .effect = RequestEffect::kWrite});
  }
  Settle(wire, groups, calls, outcomes);
  return outcomes;
}

WriteOutcome SetLevel(TiktokWire& wire, const RemoteId& remote, Quantity to) {
  RIFF_TRY(const SkuKey key, ParseRemoteId(remote));
  if (!IsWithinRange(to)) {
    return Fail(ErrorKind::kRejected, "TikTok Shop shows 0 to 99999 units");
  }
  const SkuQuantity row{key.sku, to};
  const TiktokReply reply = wire.Call(QuantityCall(wire, key.product, std::span(&row, 1)));
  return std::move(OutcomesOf(reply, kSetQuantity, std::span(&key.sku, 1), ItemIdKind::kSku).front());
}

}  // namespace riff::tiktok
