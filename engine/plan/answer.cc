#include "engine/plan/answer.h"

#include <utility>

#include "engine/plan/explain.h"

namespace riff {
namespace {

constexpr Quantity kNone{};

// Fewer reads could be one stale answer (failures: stale stock re-inflates a sold product).
constexpr int kAgreeingReads = 2;

Answer Wait() {
  Answer answer;
  answer.kind = Answer::Kind::kWait;
  return answer;
}

Answer Push(Change change, std::string reason) {
  Answer answer;
  answer.kind = Answer::Kind::kChange;
  answer.change = std::move(change);
  answer.reason = std::move(reason);
  return answer;
}

Answer Ask(Change change, std::string reason, Finding finding) {
  Answer answer = Push(std::move(change), std::move(reason));
  answer.verdict = Verdict::kAsk;
  answer.finding = std::move(finding);
  return answer;
}

Answer Find(Finding finding) {
  Answer answer;
  answer.kind = Answer::Kind::kFinding;
  answer.finding = std::move(finding);
  return answer;
}

bool IsApproved(const ListingCase& at) {
  return at.input.approved != nullptr && at.input.approved->contains(at.listing().key);
}

bool TwoReadsAgree(const ListingCase& at) { return at.listing().agreeing_reads >= kAgreeingReads; }

bool IsWithinSettleTime(const ListingCase& at, Timestamp since) { return at.now() < since + at.settle_time(); }

SetQuantity QuantityChange(const ListingCase& at, const Wanted& wanted, const ListingFacts& shown) {
  SetQuantity change;
  change.to = wanted.quantity;
  // Nothing left is right whatever is shown now; any other number would undo a sale that nobody has seen yet.
  if (at.channel.can.compares_and_sets && wanted.quantity > kNone) {
    change.expected = shown.quantity;
  }
  return change;
}

Answer LowerAnswer(const ListingCase& at, const Wanted& wanted, const ListingFacts& shown) {
  const std::string reason = ShownText(shown) + ", " + UnitsText(wanted.quantity) + " should be for sale";
  const Capabilities& can = at.channel.can;
  if (can.sets_quantity) {
    return Push(QuantityChange(at, wanted, shown), reason);
  }
  if (wanted.quantity == kNone && can.pauses) {
    return Push(PauseListing{}, reason);
  }
  if (wanted.quantity == kNone && can.ends) {
    return Push(EndListing{}, reason);
  }
  return Find(MismatchFinding(at, wanted, "This channel cannot be told a quantity"));
}

// The channel shows what it last confirmed, so it is we who changed.
bool IsOurs(const Sight& sight) { return sight.acked.has_value() && Sellable(*sight.acked) == Sellable(sight.shown); }

bool MayBeAnOrder(const ListingCase& at, const Sight& sight) {
  return at.channel.can.reads_orders && sight.acked.has_value() &&
         IsWithinSettleTime(at, at.listing().observed_changed_at);
}

Answer RaiseAnswer(const ListingCase& at, const Wanted& wanted, const Sight& sight) {
  if (!at.channel.can.sets_quantity) {
    return Find(MismatchFinding(at, wanted, "This channel cannot be told a quantity"));
  }
  if (!at.channel.read_this_run) {
    return Wait();  // What was sold there since the last read is not known; only lowering needs no fresh look.
  }
  const std::string reason = ShownText(sight.shown) + ", available: " + UnitsText(wanted.quantity);
  Change change = QuantityChange(at, wanted, sight.shown);
  if (IsApproved(at) || IsOurs(sight)) {
    return Push(std::move(change), reason);
  }
  if (MayBeAnOrder(at, sight)) {
    return Wait();
  }
  if (at.input.policy.sync.raise == RaiseRule::kAsk) {
    return Ask(std::move(change), reason, RaiseApprovalFinding(at, wanted));
  }
  return TwoReadsAgree(at) ? Push(std::move(change), reason) : Wait();
}

// Neither we nor an order took it down, and it was seen for sale before.
bool IsUnexplained(const ListingCase& at, const Sight& sight) {
  const Listing& listing = at.listing();
  if (sight.acked.has_value() && Sellable(*sight.acked) == kNone) {
    return false;
  }
  if (!sight.acked.has_value() && listing.first_seen_at == listing.observed_changed_at) {
    return false;
  }
  const bool sandbox = listing.key.channel.environment == Environment::kSandbox;
  const std::optional<Timestamp>& sold_at = sandbox ? at.product.sold_at_sandbox : at.product.sold_at_production;
  const bool ordered = sold_at.has_value() && *sold_at + at.settle_time() >= listing.observed_changed_at;
  return !(ordered && listing.observed.status == ListingStatus::kSold);
}

Answer DownAnswer(const ListingCase& at, const Wanted& wanted, const Sight& sight) {
  const bool can_relist = at.channel.can.relists && at.observed().status != ListingStatus::kGone;
  const Change relist = Relist{wanted.quantity};
  const std::string reason = ShownText(sight.shown) + ", available: " + UnitsText(wanted.quantity);
  if (!at.channel.read_this_run && wanted.quantity > kNone) {
    return Wait();
  }
  if (IsApproved(at) && can_relist && wanted.quantity > kNone) {
    return Push(relist, reason);
  }
  if (IsUnexplained(at, sight)) {
    // A new listing may read as down for a moment on its way up.
    return IsWithinSettleTime(at, at.listing().first_seen_at) ? Wait() : Find(EndedFinding(at.product, at.listing()));
  }
  if (wanted.quantity == kNone) {
    return Answer();
  }
  if (!can_relist) {
    return Find(RelistFinding(at, wanted, ComesBack::kOnlyAsNewListing));
  }
  if (at.input.policy.sync.relist == NewListingRule::kAsk) {
    return Ask(relist, reason, RelistFinding(at, wanted, ComesBack::kByRelist));
  }
  return IsOurs(sight) || TwoReadsAgree(at) ? Push(relist, reason) : Wait();
}

Answer PriceAnswer(const ListingCase& at, const Wanted& wanted, const ListingFacts& shown) {
  if (shown.price->currency != wanted.price->currency) {
    return Find(PriceFinding(at, *wanted.price, "The currencies differ: set the price on the channel by hand."));
  }
  const std::optional<Money>& most = at.channel.can.price_max;
  if (most.has_value() && (most->currency != wanted.price->currency || *wanted.price > *most)) {
    return Find(PriceFinding(at, *wanted.price,
                             "This channel takes at most " + FormatMoney(*most) + ": change the price or its factor."));
  }
  return Push(SetPrice{*wanted.price},
              "shows " + FormatMoney(*shown.price) + ", should be " + FormatMoney(*wanted.price));
}

Answer ContentAnswer(const ListingCase& at) {
  SetContent change;
  change.to = at.product.product.content;
  change.to.title = FitTitle(change.to.title, at.channel.can.title_max);
  return Push(std::move(change), "shows another title");
}

}  // namespace

Answer AnswerFor(const ListingCase& at, const Wanted& wanted, const Sight& sight) {
  const ListingFacts& shown = sight.shown;
  if (IsDown(shown.status) && wanted.unprotected > kNone) {
    return DownAnswer(at, wanted, sight);
  }
  if (!QuantityAgrees(shown, wanted)) {
    const std::optional<Quantity> sellable = Sellable(shown);
    const bool lower = !sellable.has_value() || *sellable > wanted.quantity;
    return lower ? LowerAnswer(at, wanted, shown) : RaiseAnswer(at, wanted, sight);
  }
  if (!PriceAgrees(shown, wanted, at.channel.can)) {
    return PriceAnswer(at, wanted, shown);
  }
  if (!ContentAgrees(shown, wanted, at.channel.can)) {
    return ContentAnswer(at);
  }
  return Answer();
}

}  // namespace riff
