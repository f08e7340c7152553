#include "engine/plan/explain.h"

#include <optional>

namespace riff {
namespace {

Finding FindingOf(TodoType type, const ProductFacts& product, const Listing* listing) {
  Finding finding;
  finding.type = type;
  finding.severity = UsualSeverity(type);
  finding.sku = product.product.sku;
  finding.title = product.product.content.title;
  if (listing != nullptr) {
    finding.channel = listing->key.channel;
    finding.remote = listing->key.remote;
    if (finding.title.empty()) {
      finding.title = listing->title;
    }
  }
  return finding;
}

std::string PriceText(const std::optional<Money>& price) {
  return price.has_value() ? FormatMoney(*price) : "an unknown price";
}

std::string_view StateText(ListingStatus status) {
  switch (status) {
    case ListingStatus::kDraft:
      return "is a draft";
    case ListingStatus::kLive:
      return "is live";
    case ListingStatus::kPaused:
      return "is paused";
    case ListingStatus::kEnded:
      return "has ended";
    case ListingStatus::kSold:
      return "is marked as sold";
    case ListingStatus::kGone:
      return "no longer exists";
  }
  return "is in an unknown state";
}

// For `facts`: the values, without words.
std::string ValuesOf(const ListingFacts& shown) {
  const std::optional<Quantity> sellable = Sellable(shown);
  return std::string(ToString(shown.status)) + " " +
         (sellable.has_value() ? std::to_string(sellable->units()) : std::string("?"));
}

std::string With(std::string_view why, std::string_view suggestion) {
  return why.empty() ? std::string(suggestion) : std::string(why) + "; " + std::string(suggestion);
}

Finding QuantityFinding(const ListingCase& at, const Wanted& wanted, std::string_view why) {
  const bool down = at.observed().status != ListingStatus::kLive && wanted.quantity > Quantity(0);
  Finding finding =
      FindingOf(down ? TodoType::kStatusMismatch : TodoType::kQuantityMismatch, at.product, &at.listing());
  finding.observed = ToString(at.listing().key) + " " + ShownText(at.observed()) + ".";
  finding.intended = UnitsText(wanted.quantity) + " should be for sale there.";
  finding.suggested = With(why, "send our quantity, or correct the stock if the channel is right.");
  finding.facts = ValuesOf(at.observed()) + " wanted " + std::to_string(wanted.quantity.units());
  return finding;
}

}  // namespace

std::string UnitsText(Quantity quantity) {
  return std::to_string(quantity.units()) + (quantity == Quantity(1) ? " unit" : " units");
}

std::string ShownText(const ListingFacts& shown) {
  if (shown.status != ListingStatus::kLive) {
    return std::string(StateText(shown.status));
  }
  return shown.quantity.has_value() ? "shows " + UnitsText(*shown.quantity) : "is live with an unknown quantity";
}

Finding MismatchFinding(const ListingCase& at, const Wanted& wanted, std::string_view why) {
  if (!QuantityAgrees(at.observed(), wanted)) {
    return QuantityFinding(at, wanted, why);
  }
  if (!PriceAgrees(at.observed(), wanted, at.channel.can) && wanted.price.has_value()) {
    return PriceFinding(at, *wanted.price, With(why, "send our price, or change the product's price."));
  }
  Finding finding = FindingOf(TodoType::kContentMismatch, at.product, &at.listing());
  finding.observed = ToString(at.listing().key) + " shows the title \"" + at.listing().title + "\".";
  finding.intended = "It should show \"" + at.product.product.content.title + "\", as far as it fits.";
  finding.suggested = With(why, "send our title, or change the product's title.");
  finding.facts = at.observed().content.text() + " wanted " + wanted.content().text();
  return finding;
}

Finding EndedFinding(const ProductFacts& product, const Listing& listing) {
  Finding finding = FindingOf(TodoType::kEndedUnexplained, product, &listing);
  finding.severity = Severity::kHigh;
  finding.observed = ToString(listing.key) + " " + std::string(StateText(listing.observed.status)) +
                     ", and neither an order nor a write of ours explains it.";
  finding.intended = "It should be for sale while the product is in stock.";
  finding.suggested = "Say whether the product was sold elsewhere, was withdrawn, or shall be listed again.";
  finding.facts = std::string(ToString(listing.observed.status));
  return finding;
}

Finding RaiseApprovalFinding(const ListingCase& at, const Wanted& wanted) {
  Finding finding = FindingOf(TodoType::kApprovalNeeded, at.product, &at.listing());
  finding.observed = ToString(at.listing().key) + " " + ShownText(at.observed()) + ".";
  finding.intended = UnitsText(wanted.quantity) + " should be for sale there, which is more.";
  finding.suggested = "Approve to show our quantity, or correct the stock if the channel is right.";
  finding.facts = ValuesOf(at.observed()) + " wanted " + std::to_string(wanted.quantity.units());
  return finding;
}

Finding RelistFinding(const ListingCase& at, const Wanted& wanted, ComesBack how) {
  Finding finding = FindingOf(TodoType::kRelistDecision, at.product, &at.listing());
  finding.observed = ToString(at.listing().key) + " " + std::string(StateText(at.observed().status)) + ".";
  finding.intended = UnitsText(wanted.quantity) + " could be for sale there.";
  finding.suggested = how == ComesBack::kByRelist
                          ? "Approve to list it again, or dismiss this to keep it down."
                          : "This listing cannot come back: make a new one, or dismiss this to keep it down.";
  finding.facts = std::string(ToString(at.observed().status)) + " wanted " + std::to_string(wanted.quantity.units());
  return finding;
}

Finding NotAppliedFinding(const ListingCase& at, const Write& write) {
  Finding finding = FindingOf(TodoType::kWriteNotApplied, at.product, &at.listing());
  finding.observed = ToString(at.listing().key) + " accepted our write and still " + ShownText(at.observed()) + " at " +
                     PriceText(at.observed().price) + ".";
  finding.intended = "The write was: " + Describe(write.change) + ".";
  finding.suggested = "It is sent again; if this stays, make the change on the channel by hand.";
  finding.facts = Describe(write.change) + " but " + ValuesOf(at.observed());
  return finding;
}

Finding UnverifiedFinding(const ListingCase& at, const Write& write) {
  Finding finding = FindingOf(TodoType::kWriteUnverified, at.product, &at.listing());
  finding.severity = write.urgency == Urgency::kSoldOut ? Severity::kHigh : finding.severity;
  finding.observed = "Our write (" + Describe(write.change) + ") has been on its way to " + ToString(at.listing().key) +
                     " for longer than the settle time, and the listing " + ShownText(at.observed()) + ".";
  finding.intended = "The write was: " + Describe(write.change) + ".";
  finding.suggested = "It is tried again by itself; if it is urgent, make the change on the channel by hand.";
  finding.facts = Describe(write.change) + " but " + ValuesOf(at.observed());
  return finding;
}

Finding PriceFinding(const ListingCase& at, Money expected, std::string_view suggested) {
  Finding finding = FindingOf(TodoType::kPriceMismatch, at.product, &at.listing());
  finding.observed = ToString(at.listing().key) + " shows " + PriceText(at.observed().price) + ".";
  finding.intended = "Its price should be " + FormatMoney(expected) + ".";
  finding.suggested = std::string(suggested);
  finding.facts = PriceText(at.observed().price) + " wanted " + FormatMoney(expected);
  return finding;
}

std::string LevelsText(const std::vector<const Listing*>& levels) {
  std::string text;
  for (const Listing* listing : levels) {
    text += text.empty() ? "" : ", ";
    text += ToString(listing->key) + " shows " + std::to_string(listing->observed.quantity->units());
  }
  return text;
}

Finding LevelsFinding(const ProductFacts& product, const std::vector<const Listing*>& levels, Quantity books,
                      std::string_view suggested) {
  Finding finding = FindingOf(TodoType::kQuantityMismatch, product, nullptr);
  finding.observed = LevelsText(levels) + ".";
  finding.intended = "All of them should show what is available: " + UnitsText(books) + ".";
  finding.suggested = std::string(suggested);
  finding.facts = LevelsText(levels) + " books " + std::to_string(books.units());
  return finding;
}

Finding MassChangeFinding(Channel channel, std::int64_t removals, std::int64_t live) {
  Finding finding;
  finding.type = TodoType::kMassChangeHeld;
  finding.severity = UsualSeverity(finding.type);
  finding.channel = channel;
  finding.title = ToString(channel);
  finding.observed = std::to_string(removals) + " of the " + std::to_string(live) + " live listings on " +
                     ToString(channel) + " would be ended, paused or shown as sold out.";
  finding.intended = "So many at once are held back; everything else goes on.";
  finding.suggested = "Look at the plan: approve these " + std::to_string(removals) +
                      " removals, or read the channels again if the stock looks wrong.";
  finding.facts = std::to_string(removals);
  return finding;
}

}  // namespace riff
