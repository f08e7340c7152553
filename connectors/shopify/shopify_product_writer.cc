#include "connectors/shopify/shopify_product_writer.h"

#include <string>
#include <utility>

#include "connectors/shopify/shopify_quantity_writer.h"
#include "connectors/shopify/shopify_reader.h"

namespace riff::shopify {

namespace {

// What one write asks of its product, beside what the product shows now.
struct ProductChange {
  std::size_t index = 0;  // Of the write.
  VariantKey key;
  std::string item;
  std::string status;                // Empty: stays.
  std::optional<Quantity> quantity;  // Unset: stays.
  bool level_was_set = false;
};

ProductChange ChangeOf(const Write& write, const ShopifyVariant& shown) {
  ProductChange change;
  change.item = shown.listing.ref.handle;
  const ListingStatus now = shown.listing.facts.status;
  if (std::holds_alternative<PauseListing>(write.change)) {
    change.quantity = Quantity(0);
    change.status = now == ListingStatus::kPaused ? "" : "UNLISTED";
  } else if (std::holds_alternative<EndListing>(write.change)) {
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

// Once the level was set, "certainly not done" is not true any more.
Error AfterFirstHalf(Error error) {
  if (error.kind == ErrorKind::kUnavailable || error.kind == ErrorKind::kThrottled) {
    error.kind = ErrorKind::kAmbiguous;
    error.retry_after.reset();
  }
  return WithContext("the level was set", std::move(error));
}

class ProductDelivery {
 public:
  ProductDelivery(RunContext& run, ShopifyWire& wire, std::span<const Write* const> writes)
      : run_(run), wire_(wire), writes_(writes), outcomes_(writes.size(), Accepted{}) {}

  std::vector<WriteOutcome> Run() && {
    ReadProducts();
    SetLevels();
    SendUpdates();
    return std::move(outcomes_);
  }

 private:
  void ReadProducts() {
    std::vector<ProductChange> asked;
    std::vector<std::string> variants;
    for (std::size_t i = 0; i < writes_.size(); ++i) {
      if (auto key = ParseRemoteId(writes_[i]->listing.remote)) {
        variants.push_back(key->variant);
        asked.push_back({.index = i, .key = *std::move(key), .item = {}, .status = {}, .quantity = {}});
      } else {
        outcomes_[i] = Fail(key.error());
      }
    }
    const auto read = ReadVariants(run_, wire_, variants);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      WriteOutcome& outcome = outcomes_[asked[i].index];
      if (!read[i].has_value()) {
        outcome = Fail(read[i].error());
      } else if (read[i]->variants_of_product > 1) {
        outcome = Fail(ErrorKind::kRejected, "the product has other variants, which the change would reach too");
      } else {
        ProductChange change = ChangeOf(*writes_[asked[i].index], *read[i]);
        change.index = asked[i].index;
        change.key = std::move(asked[i].key);
        outcome->handle = change.item;
        changes_.push_back(std::move(change));
      }
    }
  }

  void SetLevels() {
    std::vector<QuantityOrder> levels;
    std::vector<ProductChange*> leveled;
    for (ProductChange& change : changes_) {
      if (change.quantity.has_value()) {
        const Write& write = *writes_[change.index];
        levels.push_back({.row = {.item = change.item, .to = *change.quantity, .expected = std::nullopt},
                          .key = write.key,
                          .attempts = write.attempts});
        leveled.push_back(&change);
      }
    }
    const auto set = SetQuantities(run_, wire_, levels);
    for (std::size_t i = 0; i < set.size(); ++i) {
      leveled[i]->level_was_set = set[i].has_value();
      if (!set[i].has_value()) {
        outcomes_[leveled[i]->index] = Fail(set[i].error());
      }
    }
  }

  void SendUpdates() {
    std::vector<ShopifyCall> calls;
    std::vector<const ProductChange*> called;
    for (const ProductChange& change : changes_) {
      const auto* content = std::get_if<SetContent>(&writes_[change.index]->change);
      if (!outcomes_[change.index].has_value() || (content == nullptr && change.status.empty())) {
        continue;
      }
      calls.push_back({.document = kProductUpdate,
                       .variables = content != nullptr ? ContentVariables(change.key, content->to)
                                                       : StatusVariables(change.key, change.status),
                       .effect = RequestEffect::kWrite});
      called.push_back(&change);
    }
    const auto replies = wire_.CallAll(run_, calls);
    for (std::size_t i = 0; i < replies.size(); ++i) {
      WriteOutcome outcome = OutcomeOf(replies[i], kProductUpdate, "productUpdate");
      if (outcome.has_value()) {
        continue;
      }
      if (called[i]->level_was_set) {
        outcome = Fail(AfterFirstHalf(outcome.error()));
      }
      outcomes_[called[i]->index] = std::move(outcome);
    }
  }

  RunContext& run_;
  ShopifyWire& wire_;
  std::span<const Write* const> writes_;
  std::vector<WriteOutcome> outcomes_;
  std::vector<ProductChange> changes_;
};

}  // namespace

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

std::vector<WriteOutcome> ChangeProducts(RunContext& run, ShopifyWire& wire, std::span<const Write* const> writes) {
  return ProductDelivery(run, wire, writes).Run();
}

}  // namespace riff::shopify
