#include "connectors/shopify/shopify_writer.h"

#include <utility>

#include "connectors/shopify/shopify_quantity_writer.h"
#include "connectors/shopify/shopify_write_codec.h"

namespace riff::shopify {

namespace {

template <class ChangeType>
bool Is(const Write& write) {
  return std::holds_alternative<ChangeType>(write.change);
}

bool ChangesProduct(const Write& write) {
  return Is<PauseListing>(write) || Is<EndListing>(write) || Is<Relist>(write) || Is<SetContent>(write);
}

// What one change asks of the product, beside what it shows now.
struct ProductChange {
  std::size_t index = 0;  // Of the write.
  VariantKey key;
  std::string item;
  std::string status;                // Empty: stays.
  std::optional<Quantity> quantity;  // Set before the status.
  bool level_was_set = false;
};

ProductChange ChangeOf(const Write& write, const ShopifyVariant& shown) {
  ProductChange change;
  change.item = shown.listing.ref.handle;
  const ListingStatus now = shown.listing.facts.status;
  if (Is<PauseListing>(write)) {
    change.quantity = Quantity(0);
    change.status = now == ListingStatus::kPaused ? "" : "UNLISTED";
  } else if (Is<EndListing>(write)) {
    change.status = now == ListingStatus::kEnded ? "" : "ARCHIVED";
  } else if (const auto* relist = std::get_if<Relist>(&write.change)) {
    change.quantity = relist->quantity;
    change.status = now == ListingStatus::kLive ? "" : "ACTIVE";
  }
  if (change.quantity == shown.listing.facts.quantity) {
    change.quantity.reset();
  }
  return change;
}

WriteOutcome OutcomeOf(const Result<ShopifyReply>& reply, const ShopifyDocument& document, std::string_view mutation) {
  if (!reply.has_value()) {
    return Fail(reply.error());
  }
  const auto errors = DecodeUserErrors(reply->data(), mutation);
  if (!errors.has_value()) {
    return Fail(WriteAnswerFailure(errors.error()));
  }
  if (!errors->empty()) {
    return Fail(ErrorOf(document.operation, errors->front()));
  }
  return Accepted{};
}

}  // namespace

struct ShopifyWriter::Delivery {
  std::span<const Write> writes;
  std::vector<WriteOutcome> outcomes;

  // The writes that `belongs` picks, with their keys; a write whose listing has no proper id gets its outcome at once.
  template <class Predicate>
  std::vector<std::pair<std::size_t, VariantKey>> Pick(Predicate belongs) {
    std::vector<std::pair<std::size_t, VariantKey>> picked;
    for (std::size_t i = 0; i < writes.size(); ++i) {
      if (!belongs(writes[i])) {
        continue;
      }
      if (auto key = ParseRemoteId(writes[i].listing.remote)) {
        picked.emplace_back(i, *std::move(key));
      } else {
        outcomes[i] = Fail(key.error());
      }
    }
    return picked;
  }
};

std::vector<WriteOutcome> ShopifyWriter::Deliver(RunContext& run, std::span<const Write> writes) {
  Delivery delivery{.writes = writes, .outcomes = {}};
  delivery.outcomes.assign(writes.size(), Fail(ErrorKind::kUnsupported, "shopify: not a change it knows"));
  DeliverQuantities(run, delivery);
  DeliverProducts(run, delivery);
  DeliverPrices(run, delivery);
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (const auto* create = std::get_if<CreateListing>(&writes[i].change)) {
      delivery.outcomes[i] = Create(run, *create);
    }
  }
  return std::move(delivery.outcomes);
}

void ShopifyWriter::DeliverQuantities(RunContext& run, Delivery& delivery) {
  std::vector<std::size_t> indices;
  std::vector<QuantityOrder> orders;
  std::vector<std::size_t> without_item;  // Into `orders`.
  std::vector<std::string> variants;
  for (auto& [index, key] : delivery.Pick(Is<SetQuantity>)) {
    const Write& write = delivery.writes[index];
    const auto& change = std::get<SetQuantity>(write.change);
    if (write.handle.empty()) {
      without_item.push_back(orders.size());
      variants.push_back(key.variant);
    }
    indices.push_back(index);
    orders.push_back({.row = {.item = write.handle, .to = change.to, .expected = change.expected},
                      .key = write.key,
                      .attempts = write.attempts});
  }
  auto read = ReadVariants(run, *wire_, variants);
  for (std::size_t i = 0; i < read.size(); ++i) {
    const std::size_t order = without_item[i];
    if (read[i].has_value()) {
      orders[order].row.item = read[i]->listing.ref.handle;
    } else {
      delivery.outcomes[indices[order]] = Fail(read[i].error());
    }
  }
  // Those whose item is still not known have their outcome already.
  std::vector<QuantityOrder> known;
  std::vector<std::size_t> known_indices;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (!orders[i].row.item.empty()) {
      known.push_back(std::move(orders[i]));
      known_indices.push_back(indices[i]);
    }
  }
  auto outcomes = SetQuantities(run, *wire_, known);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].has_value()) {
      outcomes[i]->handle = known[i].row.item;
    }
    delivery.outcomes[known_indices[i]] = std::move(outcomes[i]);
  }
}

void ShopifyWriter::DeliverProducts(RunContext& run, Delivery& delivery) {
  const auto picked = delivery.Pick(ChangesProduct);
  std::vector<std::string> variants;
  for (const auto& [index, key] : picked) {
    variants.push_back(key.variant);
  }
  const auto read = ReadVariants(run, *wire_, variants);
  std::vector<ProductChange> changes;
  for (std::size_t i = 0; i < picked.size(); ++i) {
    const auto& [index, key] = picked[i];
    if (!read[i].has_value()) {
      delivery.outcomes[index] = Fail(read[i].error());
    } else if (read[i]->variants_of_product > 1) {
      delivery.outcomes[index] =
          Fail(ErrorKind::kRejected, "the product has other variants, which the change would reach too");
    } else {
      ProductChange change = ChangeOf(delivery.writes[index], *read[i]);
      change.index = index;
      change.key = key;
      delivery.outcomes[index] = Accepted{.remote = {}, .handle = change.item, .shown = {}, .note = {}};
      changes.push_back(std::move(change));
    }
  }

  std::vector<QuantityOrder> levels;
  std::vector<ProductChange*> leveled;
  for (ProductChange& change : changes) {
    if (change.quantity.has_value()) {
      levels.push_back({.row = {.item = change.item, .to = *change.quantity, .expected = std::nullopt},
                        .key = delivery.writes[change.index].key,
                        .attempts = delivery.writes[change.index].attempts});
      leveled.push_back(&change);
    }
  }
  const auto set = SetQuantities(run, *wire_, levels);
  for (std::size_t i = 0; i < set.size(); ++i) {
    leveled[i]->level_was_set = set[i].has_value();
    if (!set[i].has_value()) {
      delivery.outcomes[leveled[i]->index] = Fail(set[i].error());
    }
  }

  std::vector<ShopifyCall> calls;
  std::vector<const ProductChange*> called;
  for (const ProductChange& change : changes) {
    const auto* content = std::get_if<SetContent>(&delivery.writes[change.index].change);
    if (!delivery.outcomes[change.index].has_value() || (content == nullptr && change.status.empty())) {
      continue;
    }
    calls.push_back({.document = kProductUpdate,
                     .variables = content != nullptr ? ContentVariables(change.key, content->to)
                                                     : StatusVariables(change.key, change.status),
                     .effect = RequestEffect::kWrite});
    called.push_back(&change);
  }
  const auto replies = wire_->CallAll(run, calls);
  for (std::size_t i = 0; i < replies.size(); ++i) {
    const WriteOutcome outcome = OutcomeOf(replies[i], kProductUpdate, "productUpdate");
    if (!outcome.has_value()) {
      Error error = outcome.error();
      if (called[i]->level_was_set) {
        error = {.kind = ErrorKind::kAmbiguous, .message = "the level was set; " + error.message, .retry_after = {}};
      }
      delivery.outcomes[called[i]->index] = Fail(std::move(error));
    }
  }
}

void ShopifyWriter::DeliverPrices(RunContext& run, Delivery& delivery) {
  const auto picked = delivery.Pick(Is<SetPrice>);
  std::vector<ShopifyCall> calls;
  for (const auto& [index, key] : picked) {
    calls.push_back({.document = kVariantsBulkUpdate,
                     .variables = PriceVariables(key, std::get<SetPrice>(delivery.writes[index].change).to),
                     .effect = RequestEffect::kWrite});
  }
  const auto replies = wire_->CallAll(run, calls);
  for (std::size_t i = 0; i < replies.size(); ++i) {
    delivery.outcomes[picked[i].first] = OutcomeOf(replies[i], kVariantsBulkUpdate, "productVariantsBulkUpdate");
  }
}

WriteOutcome ShopifyWriter::Create(RunContext& run, const CreateListing& change) {
  RIFF_TRY(const std::vector<RemoteListing> found, SearchSku(run, *wire_, change.sku));
  if (found.size() > 1) {
    return Fail(ErrorKind::kConflict, "several listings show this SKU already");
  }
  if (found.size() == 1) {
    const RemoteListing& there = found.front();
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
