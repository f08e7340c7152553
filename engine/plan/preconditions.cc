#include "engine/plan/preconditions.h"

#include "engine/base/digest.h"
#include "engine/plan/idempotency.h"
#include "engine/plan/plan.h"

namespace riff {
namespace {

std::string TextOf(const ListingFacts& facts) {
  std::string text(ToString(facts.status));
  text += facts.quantity.has_value() ? " " + std::to_string(facts.quantity->units()) : " -";
  text += facts.price.has_value() ? " " + FormatMoney(*facts.price) : " -";
  return text + " " + facts.content.text() + "\n";
}

std::string TextOf(const Balance& books) {
  return std::to_string(books.available.units()) + " " + std::to_string(books.reserved.units()) + " " +
         std::to_string(books.committed.units()) + " " + std::to_string(books.oversold.units()) + "\n";
}

}  // namespace

Preconditions PreconditionsOf(const ProductFacts& product, const Listing& listing) {
  return Preconditions{listing.observed, listing.acked, product.real, product.sandbox, product.product.changed_at};
}

std::string DigestOf(const PlannedWrite& write) {
  // The intent without its time: that moves with every look until the desired facts are stored.
  std::string text = KeyFor(write.listing, write.change, Timestamp()).text() + "\n" + write.sku.text() + "\n";
  if (const auto* set = std::get_if<SetQuantity>(&write.change); set != nullptr && set->expected.has_value()) {
    text += "expected " + std::to_string(set->expected->units()) + "\n";
  }
  text += write.handle + "\n" + TextOf(write.desired) + TextOf(write.facts.observed);
  text += write.facts.acked.has_value() ? TextOf(*write.facts.acked) : "-\n";
  text += TextOf(write.facts.real) + TextOf(write.facts.sandbox);
  return Sha256Hex(text + std::to_string(ToMicros(write.facts.product_changed_at)));
}

}  // namespace riff
