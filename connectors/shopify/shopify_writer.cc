#include "connectors/shopify/shopify_writer.h"

#include <deque>
#include <string>
#include <vector>

#include "connectors/http/outcome.h"
#include "connectors/shopify/shopify_product_writer.h"
#include "connectors/shopify/shopify_quantity_writer.h"
#include "connectors/shopify/shopify_reader.h"
#include "connectors/shopify/shopify_write_codec.h"

namespace riff::shopify {

namespace {

// Writes that are delivered together, and where their outcomes go.
struct Share {
  std::vector<const Write*> writes;
  std::vector<std::size_t> indices;

  void Add(const Write& write, std::size_t index) {
    writes.push_back(&write);
    indices.push_back(index);
  }
  void Settle(std::vector<WriteOutcome> settled, std::vector<WriteOutcome>& outcomes) const {
    for (std::size_t i = 0; i < settled.size(); ++i) {
      outcomes[indices[i]] = std::move(settled[i]);
    }
  }
};

// The stock item of each write: its handle, or read from the platform where the listing has none yet.
std::vector<Result<std::string>> ItemsOf(RunContext& run, ShopifyWire& wire, std::span<const Write* const> writes) {
  std::vector<Result<std::string>> items;
  std::vector<std::size_t> unknown;
  std::vector<std::string> variants;
  for (const Write* write : writes) {
    items.emplace_back(write->handle);
    if (!write->handle.empty()) {
      continue;
    }
    if (auto key = ParseRemoteId(write->listing.remote)) {
      unknown.push_back(items.size() - 1);
      variants.push_back(std::move(key->variant));
    } else {
      items.back() = Fail(key.error());
    }
  }
  const auto read = ReadVariants(run, wire, variants);
  for (std::size_t i = 0; i < read.size(); ++i) {
    items[unknown[i]] = read[i].has_value() ? Result<std::string>(read[i]->listing.ref.handle)
                                            : Result<std::string>(Fail(read[i].error()));
  }
  return items;
}

}  // namespace

std::vector<WriteOutcome> ShopifyWriter::Deliver(RunContext& run, std::span<const Write> writes) {
  std::vector<WriteOutcome> outcomes(writes.size(), Fail(ErrorKind::kUnsupported, "shopify: an unknown change"));
  Share quantities;
  Share products;
  Share prices;
  std::deque<Write> shown_again;  // Keeps its elements in place.
  for (std::size_t i = 0; i < writes.size(); ++i) {
    const Change& change = writes[i].change;
    if (const auto* quantity = std::get_if<SetQuantity>(&change)) {
      if (quantity->to > Quantity(0) && wire_->IsKnownPaused(writes[i].listing.remote)) {
        shown_again.push_back(writes[i]);
        shown_again.back().change = Relist{quantity->to};
        products.Add(shown_again.back(), i);
      } else {
        quantities.Add(writes[i], i);
      }
    } else if (std::holds_alternative<SetPrice>(change)) {
      prices.Add(writes[i], i);
    } else if (!std::holds_alternative<CreateListing>(change)) {
      products.Add(writes[i], i);
    }
  }
  quantities.Settle(DeliverQuantities(run, quantities.writes), outcomes);
  products.Settle(ChangeProducts(run, *wire_, products.writes), outcomes);
  prices.Settle(DeliverPrices(run, prices.writes), outcomes);
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (const auto* create = std::get_if<CreateListing>(&writes[i].change)) {
      outcomes[i] = Create(run, *create);
    }
  }
  return outcomes;
}

std::vector<WriteOutcome> ShopifyWriter::DeliverQuantities(RunContext& run, std::span<const Write* const> writes) {
  std::vector<WriteOutcome> outcomes;
  std::vector<QuantityOrder> orders;
  std::vector<std::size_t> indices;
  const auto items = ItemsOf(run, *wire_, writes);
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (!items[i].has_value()) {
      outcomes.emplace_back(Fail(items[i].error()));
      continue;
    }
    const auto& change = std::get<SetQuantity>(writes[i]->change);
    outcomes.emplace_back(Accepted{});
    indices.push_back(i);
    orders.push_back({.row = {.item = *items[i], .to = change.to, .expected = change.expected},
                      .key = writes[i]->key,
                      .attempts = writes[i]->attempts});
  }
  auto set = SetQuantities(run, *wire_, orders);
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (set[i].has_value()) {
      set[i]->handle = orders[i].row.item;
    }
    outcomes[indices[i]] = std::move(set[i]);
  }
  return outcomes;
}

std::vector<WriteOutcome> ShopifyWriter::DeliverPrices(RunContext& run, std::span<const Write* const> writes) {
  std::vector<WriteOutcome> outcomes;
  std::vector<ShopifyCall> calls;
  std::vector<std::size_t> indices;
  for (const Write* write : writes) {
    if (const auto key = ParseRemoteId(write->listing.remote)) {
      indices.push_back(outcomes.size());
      outcomes.emplace_back(Accepted{});
      calls.push_back({.document = kVariantsBulkUpdate,
                       .variables = PriceVariables(*key, std::get<SetPrice>(write->change).to),
                       .effect = RequestEffect::kWrite});
    } else {
      outcomes.emplace_back(Fail(key.error()));
    }
  }
  const auto replies = wire_->CallAll(run, calls);
  for (std::size_t i = 0; i < replies.size(); ++i) {
    outcomes[indices[i]] = OutcomeOf(replies[i], kVariantsBulkUpdate, "productVariantsBulkUpdate");
  }
  return outcomes;
}

WriteOutcome ShopifyWriter::Create(RunContext& run, const CreateListing& change) {
  const Result<std::vector<RemoteListing>> found = SearchSku(run, *wire_, change.sku);
  if (!found.has_value()) {
    return Fail(WithContext("look for the SKU before creating", NotYetWritten(found.error())));
  }
  if (found->size() > 1) {
    return Fail(ErrorKind::kConflict, "several listings show this SKU already");
  }
  if (found->size() == 1) {
    const RemoteListing& there = found->front();
    return Accepted{.remote = there.ref.remote,
                    .handle = there.ref.handle,
                    .shown = there.facts,
                    .note = "a listing with this SKU was there already"};
  }
  const auto reply = wire_->Call(run, {.document = kProductUpsert,
                                       .variables = CreateVariables(change, wire_->location()),
                                       .effect = RequestEffect::kWrite});
  RIFF_TRY(OutcomeOf(reply, kProductUpsert, "productSet"));
  auto created = DecodeCreated(reply->data(), change.sku);
  if (!created.has_value()) {
    return Fail(WriteAnswerFailure(created.error()));
  }
  return Accepted{.remote = created->remote, .handle = created->handle, .shown = {}, .note = {}};
}

}  // namespace riff::shopify
