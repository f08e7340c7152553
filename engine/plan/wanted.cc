#include "engine/plan/wanted.h"

#include <algorithm>

namespace riff {
namespace {

constexpr Quantity kNone{};

Quantity QuantityFor(const ListingCase& at) {
  Quantity shown = std::max(kNone, at.available - at.channel.buffer);
  if (at.channel.max_shown > kNone) {
    shown = std::min(shown, at.channel.max_shown);
  }
  if (const std::optional<Quantity> cap = CapOf(at.listing(), at.channel.can); cap.has_value()) {
    shown = std::min(shown, std::max(kNone, *cap));
  }
  return shown;
}

ListingStatus StatusFor(const Wanted& wanted, const Capabilities& can) {
  return wanted.quantity > kNone || can.shows_zero ? ListingStatus::kLive : ListingStatus::kEnded;
}

}  // namespace

Wanted WantedOf(const ListingCase& at) {
  Wanted wanted;
  if (!IsOldLife(at.product, at.listing())) {
    wanted.unprotected = QuantityFor(at);
    wanted.quantity = at.product.protect ? kNone : wanted.unprotected;
  }
  const Product& product = at.product.product;
  if (product.price.has_value() && product.price->minor > 0) {
    wanted.price = Scale(*product.price, at.channel.price_factor);
  }
  const std::optional<ListingFacts>& stored = at.listing().desired;
  if (stored.has_value() && product.changed_at <= at.listing().desired_at) {
    wanted.kept_content = &stored->content;
  } else if (at.channel.can.sets_content && !product.content.title.empty()) {
    ListingContent title;
    title.title = FitTitle(product.content.title, at.channel.can.title_max);
    wanted.fresh_content = DigestOf(title);
  }
  return wanted;
}

ListingFacts FactsOf(const Wanted& wanted, const Capabilities& can) {
  return ListingFacts{StatusFor(wanted, can), wanted.quantity, wanted.price, wanted.content()};
}

bool IsStored(const std::optional<ListingFacts>& stored, const Wanted& wanted, const Capabilities& can) {
  return stored.has_value() && stored->status == StatusFor(wanted, can) && stored->quantity == wanted.quantity &&
         stored->price == wanted.price && stored->content == wanted.content();
}

bool QuantityAgrees(const ListingFacts& shown, const Wanted& wanted) {
  const std::optional<Quantity> sellable = Sellable(shown);
  return sellable.has_value() ? *sellable == wanted.quantity : wanted.quantity > kNone;
}

bool PriceAgrees(const ListingFacts& shown, const Wanted& wanted, const Capabilities& can) {
  return wanted.quantity == kNone || !can.sets_price || !wanted.price.has_value() || !shown.price.has_value() ||
         *shown.price == *wanted.price;
}

bool ContentAgrees(const ListingFacts& shown, const Wanted& wanted, const Capabilities& can) {
  return wanted.quantity == kNone || !can.sets_content || wanted.content().empty() || shown.content.empty() ||
         shown.content == wanted.content();
}

bool Agrees(const ListingFacts& shown, const Wanted& wanted, const Capabilities& can) {
  return QuantityAgrees(shown, wanted) && PriceAgrees(shown, wanted, can) && ContentAgrees(shown, wanted, can);
}

}  // namespace riff
