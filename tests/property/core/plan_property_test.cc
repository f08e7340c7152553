#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "engine/plan/aim.h"
#include "engine/plan/listing_case.h"
#include "engine/plan/wanted.h"
#include "tests/property/core/model_shop.h"

namespace riff::test {
namespace {

constexpr auto kRound = std::chrono::minutes(5);

ContentDigest DigestOfTitle(const std::string& title) {
  ListingContent content;
  content.title = title;
  return DigestOf(content);
}

// What somebody may have done to a listing behind our back.
ListingFacts Perturbed(ListingFacts facts) {
  switch (*rc::gen::inRange(0, 9)) {
    case 0:
      facts.quantity = Quantity(*rc::gen::inRange<std::int64_t>(0, 5));
      break;
    case 1:
      facts.price = Money{*rc::gen::inRange<std::int64_t>(1, 300000), Currency::Usd()};
      break;
    case 2:
      facts.content = DigestOfTitle("Somebody's title");
      break;
    case 3:
      facts.status = *rc::gen::element(ListingStatus::kPaused, ListingStatus::kEnded, ListingStatus::kSold,
                                       ListingStatus::kGone, ListingStatus::kLive);
      break;
    case 4:
      facts.quantity.reset();
      break;
    case 5:
      facts.price.reset();
      break;
    default:
      break;  // Mostly nobody does anything.
  }
  return facts;
}

std::optional<Write> AnyOpenWrite(const ModelShop& shop, const Listing& listing) {
  if (*rc::gen::inRange(0, 2) == 0) {
    return std::nullopt;
  }
  Write write;
  write.id = WriteId(1000);
  write.listing = listing.key;
  const int kind = *rc::gen::inRange(0, 4);
  if (kind == 0) {
    write.change = SetPrice{Money{*rc::gen::element<std::int64_t>(149900, 99900), Currency::Usd()}};
    write.urgency = Urgency::kPrice;
  } else if (kind == 1 && shop.CanOf(listing).relists) {
    write.change = Relist{Quantity(*rc::gen::inRange<std::int64_t>(1, 4))};
  } else {
    write.change = SetQuantity{Quantity(*rc::gen::inRange<std::int64_t>(0, 4)), std::nullopt};
  }
  write.state = *rc::gen::element(WriteState::kQueued, WriteState::kAccepted, WriteState::kAmbiguous);
  write.attempted_at = shop.now - std::chrono::minutes(*rc::gen::element(0, 2, 30));
  return write;
}

// One world, perturbed: the listings show what the books say but for what somebody did; what we acked is what they
// showed before, or after, or something older.
ModelShop AnyShop() {
  ModelShop shop;
  shop.policy.sync.raise = *rc::gen::element(RaiseRule::kTwoReads, RaiseRule::kAsk);
  shop.policy.sync.relist = *rc::gen::element(NewListingRule::kAsk, NewListingRule::kAuto);
  const std::int64_t available = *rc::gen::inRange<std::int64_t>(0, 4);
  shop.product.real.available = Quantity(available);
  shop.product.sandbox.available = Quantity(*rc::gen::inRange<std::int64_t>(-1, 2));
  shop.product.protect = *rc::gen::inRange(0, 6) == 0;
  const ListingFacts truth{ListingStatus::kLive, Quantity(available), shop.product.product.price,
                           DigestOfTitle(shop.product.product.content.title)};
  for (const Channel channel : AllChannels()) {
    const int presence = *rc::gen::inRange(0, 4);
    if (presence == 0 || (channel.environment == Environment::kProduction && presence < 3)) {
      continue;
    }
    const ListingFacts before = Perturbed(truth);
    const ListingFacts after = Perturbed(before);
    const std::optional<ListingFacts> acked = *rc::gen::element(std::optional(before), std::optional(after),
                                                                std::optional(truth), std::optional<ListingFacts>());
    const bool sandbox = channel.environment == Environment::kSandbox;
    shop.Add(channel, std::to_string(100 + shop.product.listings.size()), after, sandbox ? acked : std::nullopt);
    if (sandbox) {
      shop.product.listings.back().open = AnyOpenWrite(shop, shop.product.listings.back().listing);
    }
    // What is read may be older than what is shown.
    if (*rc::gen::inRange(0, 3) == 0) {
      shop.shown[shop.product.listings.back().listing.key] = Perturbed(after);
    }
  }
  if (*rc::gen::inRange(0, 3) == 0) {
    shop.product.sold_at_sandbox = shop.now - std::chrono::minutes(*rc::gen::inRange(0, 60));
    shop.product.sold_at_production = shop.now - std::chrono::minutes(*rc::gen::inRange(0, 60));
  }
  return shop;
}

const LinkedListing* Find(const ProductFacts& product, const ListingKey& key) {
  for (const LinkedListing& linked : product.listings) {
    if (linked.listing.key == key) {
      return &linked;
    }
  }
  return nullptr;
}

// What must hold of a plan whatever the facts are.
void CheckPlan(const ModelShop& shop, const Plan& plan) {
  RC_ASSERT(ValidatePlan(plan, shop.policy).has_value());
  std::set<ListingKey> closed;
  for (const WriteSettlement& settlement : plan.settlements) {
    const LinkedListing* linked = Find(shop.product, settlement.listing);
    RC_ASSERT(linked != nullptr && linked->open.has_value() && linked->open->id == settlement.write);
    RC_ASSERT(linked->open->state != WriteState::kInFlight);
    if (settlement.settlement == Settlement::kConfirm) {
      RC_ASSERT(linked->listing.observed_at > linked->open->attempted_at);
      RC_ASSERT(Shows(linked->listing.observed, linked->open->change));
    }
    if (settlement.settlement != Settlement::kSendAgain) {
      closed.insert(settlement.listing);
    }
  }
  for (const PlannedWrite& write : plan.writes) {
    const LinkedListing* linked = Find(shop.product, write.listing);
    RC_ASSERT(linked != nullptr);
    RC_ASSERT(write.listing.channel.environment == Environment::kSandbox);
    RC_ASSERT(!linked->open.has_value() || closed.contains(write.listing));
    RC_ASSERT(plan.unsettled.contains(write.sku));
    const auto* quantity = std::get_if<SetQuantity>(&write.change);
    const std::optional<Quantity> sellable = Sellable(linked->listing.observed);
    if (quantity != nullptr && write.verdict == Verdict::kPush && sellable.has_value() && *sellable < quantity->to) {
      const bool ours = linked->open.has_value() ||
                        (linked->listing.acked.has_value() && Sellable(*linked->listing.acked) == sellable);
      RC_ASSERT(ours || linked->listing.agreeing_reads >= 2);
    }
  }
}

void Round(ModelShop& shop, const std::function<Delivery()>& delivery, const std::function<bool()>& is_read) {
  const Plan plan = shop.Make();
  CheckPlan(shop, plan);
  shop.Store(plan);
  for (LinkedListing& linked : shop.product.listings) {
    shop.Deliver(linked, delivery());
  }
  shop.now += kRound;
  for (LinkedListing& linked : shop.product.listings) {
    if (is_read()) {
      shop.Read(linked);
    }
  }
}

bool IsAskedAbout(const Plan& plan, const ListingKey& key) {
  return std::any_of(plan.findings.begin(), plan.findings.end(), [&key](const Finding& finding) {
    return finding.channel == key.channel && finding.remote == key.remote;
  });
}

bool IsAskedAboutProduct(const Plan& plan) {
  return std::any_of(plan.findings.begin(), plan.findings.end(),
                     [](const Finding& finding) { return !finding.channel.has_value(); });
}

RC_GTEST_PROP(PlanProperty, ComesToRestInAgreementOrWithAnAskedFinding, ()) {
  ModelShop shop = AnyShop();
  const int agitated = *rc::gen::inRange(0, 5);
  for (int round = 0; round < agitated; ++round) {
    Round(
        shop,
        [] {
          return *rc::gen::element(Delivery::kLands, Delivery::kLandsUnheard, Delivery::kIsLostUnheard,
                                   Delivery::kIsLostAccepted, Delivery::kIsNotSent);
        },
        [] { return *rc::gen::inRange(0, 3) > 0; });
  }
  // Twenty rounds are a hundred minutes: ten settle times.
  for (int round = 0; round < 20; ++round) {
    Round(shop, [] { return Delivery::kLands; }, [] { return true; });
  }

  const Plan plan = shop.Make();
  RC_ASSERT(plan.settlements.empty());
  RC_ASSERT(plan.observe.empty());
  RC_ASSERT(plan.acks.empty());
  RC_ASSERT(plan.desired.empty());
  RC_ASSERT(plan.adoptions.empty());
  for (const PlannedWrite& write : plan.writes) {
    RC_ASSERT(write.verdict == Verdict::kAsk);
  }
  for (const LinkedListing& linked : shop.product.listings) {
    const Listing& listing = linked.listing;
    RC_ASSERT(!linked.open.has_value());
    if (!listing.desired.has_value() || IsOldLife(shop.product, listing)) {
      continue;
    }
    Wanted wanted;
    wanted.quantity = *listing.desired->quantity;
    wanted.price = listing.desired->price;
    wanted.kept_content = &listing.desired->content;
    RC_ASSERT(Agrees(listing.observed, wanted, shop.CanOf(listing)) || IsAskedAbout(plan, listing.key));
  }
  for (const LinkedListing& linked : shop.product.listings) {
    const Listing& listing = linked.listing;
    const bool level = listing.key.channel.environment == Environment::kProduction &&
                       listing.observed.status == ListingStatus::kLive && listing.observed.quantity.has_value();
    if (level && !CapOf(listing, shop.CanOf(listing)).has_value()) {
      RC_ASSERT(*listing.observed.quantity == shop.product.real.available || IsAskedAboutProduct(plan));
    }
  }
}

RC_GTEST_PROP(PlanProperty, IsTheSameOnceWhatItSaysIsStored, ()) {
  ModelShop shop = AnyShop();
  for (int round = 0; round < 20; ++round) {
    Round(shop, [] { return Delivery::kLands; }, [] { return true; });
  }
  const Plan first = shop.Make();
  shop.Store(first);

  RC_ASSERT(shop.Make() == first);
}

RC_GTEST_PROP(PlanProperty, IsTheSameForAnyOrderOfTheFacts, ()) {
  const ModelShop shop = AnyShop();
  ProductFacts shuffled = shop.product;
  for (std::size_t last = shuffled.listings.size(); last > 1; --last) {
    std::swap(shuffled.listings[last - 1], shuffled.listings[*rc::gen::inRange<std::size_t>(0, last)]);
  }
  ProductFacts other = AnyShop().product;
  other.product.sku = Sku("SG-61");
  for (LinkedListing& linked : other.listings) {
    linked.listing.key.remote = RemoteId("other " + linked.listing.key.remote.text());
    if (linked.open.has_value()) {
      linked.open->listing = linked.listing.key;
    }
  }
  const std::vector<ProductFacts> one = {shop.product, other};
  const std::vector<ProductFacts> two = {other, shuffled};

  const Plan together = MakePlan(PlanInput{one, shop.policy, shop.now});
  RC_ASSERT(together == MakePlan(PlanInput{two, shop.policy, shop.now}));
  Plan in_parts = shop.MakeOf(other);
  Append(in_parts, shop.MakeOf(shuffled));
  RC_ASSERT(together == in_parts);
}

}  // namespace
}  // namespace riff::test
