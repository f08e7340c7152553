#include "connectors/tiktok/tiktok_product_writer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "connectors/tiktok/tiktok_codec.h"
#include "connectors/tiktok/tiktok_endpoints.h"
#include "connectors/tiktok/tiktok_reader.h"
#include "connectors/tiktok/tiktok_sku_writer.h"
#include "connectors/tiktok/tiktok_write_codec.h"

namespace riff::tiktok {

namespace {

constexpr std::size_t kProductsPerCall = 20;

// A write, and where its outcome goes.
struct ProductWrite {
  std::size_t index = 0;
  std::string product;
};

TiktokCall StateCall(std::string_view operation, std::string_view path, std::span<const std::string> products) {
  return {.operation = operation,
          .method = HttpMethod::kPost,
          .path = std::string(path),
          .query = {},
          .body = ProductIdsBody(products),
          .effect = RequestEffect::kWrite};
}

// What was refused before anything else was done may be told as it is; after that, "certainly not done" is not true.
Error AfterFirstHalf(Error error) {
  if (error.kind == ErrorKind::kUnavailable || error.kind == ErrorKind::kThrottled) {
    error.kind = ErrorKind::kAmbiguous;
    error.retry_after.reset();
  }
  return WithContext("the first half was done", std::move(error));
}

class ProductDelivery {
 public:
  ProductDelivery(TiktokWire& wire, std::span<const Write* const> writes)
      : wire_(wire), writes_(writes), outcomes_(writes.size(), Accepted{}) {}

  std::vector<WriteOutcome> Run() && {
    const std::vector<ProductWrite> alone = KeepAlone();
    Deactivate(alone);
    for (const ProductWrite& write : alone) {
      const Change& change = writes_[write.index]->change;
      if (const auto* relist = std::get_if<Relist>(&change)) {
        outcomes_[write.index] = ShowAgain(write, relist->quantity);
      }
    }
    Rename(alone);
    return std::move(outcomes_);
  }

 private:
  // The writes whose product has no other SKU; the others get their outcomes.
  std::vector<ProductWrite> KeepAlone() {
    std::vector<ProductWrite> known;
    std::vector<std::string> products;
    for (std::size_t i = 0; i < writes_.size(); ++i) {
      if (auto key = ParseRemoteId(writes_[i]->listing.remote)) {
        products.push_back(key->product);
        known.push_back({i, std::move(key->product)});
      } else {
        outcomes_[i] = Fail(key.error());
      }
    }
    const auto levels = ReadInventory(wire_, products);
    std::vector<ProductWrite> alone;
    for (ProductWrite& write : known) {
      if (!levels.has_value()) {
        outcomes_[write.index] = Fail(levels.error());
        continue;
      }
      const auto count = levels->skus_of_product.find(write.product);
      if (count != levels->skus_of_product.end() && count->second > 1) {
        outcomes_[write.index] =
            Fail(ErrorKind::kRejected, "the product has other SKUs, which the change would reach too");
      } else {
        alone.push_back(std::move(write));
      }
    }
    return alone;
  }

  void Deactivate(std::span<const ProductWrite> alone) {
    std::vector<std::string> products;
    std::vector<std::size_t> indices;
    for (const ProductWrite& write : alone) {
      if (std::holds_alternative<EndListing>(writes_[write.index]->change)) {
        products.push_back(write.product);
        indices.push_back(write.index);
      }
    }
    std::vector<TiktokCall> calls;
    for (std::size_t start = 0; start < products.size(); start += kProductsPerCall) {
      calls.push_back(StateCall("tiktok.listing.deactivate", kDeactivatePath, Part(products, start)));
    }
    const auto replies = wire_.CallAll(calls);
    for (std::size_t c = 0; c < replies.size(); ++c) {
      const std::size_t start = c * kProductsPerCall;
      auto settled = OutcomesOf(replies[c], calls[c].operation, Part(products, start), ItemIdKind::kProduct);
      for (std::size_t i = 0; i < settled.size(); ++i) {
        outcomes_[indices[start + i]] = std::move(settled[i]);
      }
    }
  }

  static std::span<const std::string> Part(const std::vector<std::string>& products, std::size_t start) {
    return std::span(products).subspan(start, std::min(kProductsPerCall, products.size() - start));
  }

  WriteOutcome ShowAgain(const ProductWrite& write, Quantity quantity) {
    const RemoteId& remote = writes_[write.index]->listing.remote;
    const WriteOutcome level = SetLevel(wire_, remote, quantity);
    const bool not_while_inactive = !level.has_value() && level.error().kind == ErrorKind::kConflict;
    if (!level.has_value() && !not_while_inactive) {
      return level;
    }
    const TiktokReply reply =
        wire_.Call(StateCall("tiktok.listing.activate", kActivatePath, std::span(&write.product, 1)));
    WriteOutcome active = std::move(
        OutcomesOf(reply, "tiktok.listing.activate", std::span(&write.product, 1), ItemIdKind::kProduct).front());
    if (!active.has_value()) {
      return not_while_inactive ? active : WriteOutcome(Fail(AfterFirstHalf(active.error())));
    }
    if (not_while_inactive) {
      WriteOutcome later = SetLevel(wire_, remote, quantity);
      return later.has_value() ? later : WriteOutcome(Fail(AfterFirstHalf(later.error())));
    }
    return active;
  }

  void Rename(std::span<const ProductWrite> alone) {
    std::vector<TiktokCall> calls;
    std::vector<const ProductWrite*> renamed;
    for (const ProductWrite& write : alone) {
      if (const auto* content = std::get_if<SetContent>(&writes_[write.index]->change)) {
        renamed.push_back(&write);
        calls.push_back({.operation = "tiktok.listing.update",
                         .method = HttpMethod::kPost,
                         .path = PartialEditPath(write.product),
                         .query = {},
                         .body = TitleBody(content->to.title),
                         .effect = RequestEffect::kWrite});
      }
    }
    const auto replies = wire_.CallAll(calls);
    for (std::size_t i = 0; i < replies.size(); ++i) {
      auto settled =
          OutcomesOf(replies[i], calls[i].operation, std::span(&renamed[i]->product, 1), ItemIdKind::kProduct);
      outcomes_[renamed[i]->index] = std::move(settled.front());
    }
  }

  TiktokWire& wire_;
  std::span<const Write* const> writes_;
  std::vector<WriteOutcome> outcomes_;
};

}  // namespace

std::vector<WriteOutcome> ChangeProducts(TiktokWire& wire, std::span<const Write* const> writes) {
  return ProductDelivery(wire, writes).Run();
}

}  // namespace riff::tiktok
