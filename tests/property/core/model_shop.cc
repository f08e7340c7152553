#include "tests/property/core/model_shop.h"

#include <span>
#include <utility>

#include "engine/ledger/balance_rules.h"
#include "engine/plan/aim.h"

namespace riff::test {
namespace {

Capabilities CanOfPlatform(Platform platform) {
  Capabilities can;
  can.sets_quantity = can.sets_price = can.sets_content = can.relists = can.creates = true;
  can.reads_orders = platform != Platform::kVr;
  can.shows_zero = platform == Platform::kEbay;
  can.compares_and_sets = platform == Platform::kShopify;
  if (platform == Platform::kVr) {
    can.quantity_max = Quantity(1);
    can.relists = false;
  }
  return can;
}

}  // namespace

ModelShop::ModelShop() {
  for (const Channel channel : AllChannels()) {
    ChannelPolicy of_channel;
    of_channel.stage = Stage::kHybrid;
    of_channel.can = CanOfPlatform(channel.platform);
    of_channel.read_this_run = true;
    policy.channels[channel] = of_channel;
  }
  product.product.sku = Sku("JM-64");
  product.product.content.title = "1964 Jazzmaster";
  product.product.price = Money{149900, Currency::Usd()};
  product.product.changed_at = now - std::chrono::hours(24);
  product.stock_known = true;
}

void ModelShop::Add(Channel channel, const std::string& remote, const ListingFacts& facts,
                    const std::optional<ListingFacts>& acked) {
  LinkedListing linked;
  linked.listing.key = ListingKey{channel, RemoteId(remote)};
  linked.listing.observed = facts;
  linked.listing.acked = acked;
  linked.listing.observed_at = now - std::chrono::minutes(1);
  linked.listing.observed_changed_at = now - std::chrono::minutes(1);
  linked.listing.first_seen_at = now - std::chrono::hours(24);
  shown[linked.listing.key] = facts;
  product.listings.push_back(linked);
}

Plan ModelShop::MakeOf(const ProductFacts& facts) const {
  return MakePlan(PlanInput{std::span<const ProductFacts>(&facts, 1), policy, now});
}

Plan ModelShop::Make() const { return MakeOf(product); }

void ModelShop::Store(const Plan& plan) {
  for (const Adoption& adoption : plan.adoptions) {
    product.real = Apply(product.real, adoption.movement).value_or(product.real);
    product.stock_known = true;
  }
  for (LinkedListing& linked : product.listings) {
    Listing& listing = linked.listing;
    for (const DesiredUpdate& update : plan.desired) {
      if (update.listing == listing.key) {
        listing.desired = update.desired;
        listing.desired_at = now;
      }
    }
    for (const Ack& ack : plan.acks) {
      if (ack.listing == listing.key) {
        listing.acked = ack.acked;
        listing.acked_at = now;
      }
    }
    for (const WriteSettlement& settlement : plan.settlements) {
      if (settlement.listing == listing.key && settlement.settlement == Settlement::kSendAgain) {
        linked.open->state = WriteState::kQueued;
      } else if (settlement.listing == listing.key) {
        linked.open.reset();
      }
    }
    for (const PlannedWrite& planned : plan.writes) {
      if (planned.listing == listing.key && planned.verdict == Verdict::kPush) {
        Write write;
        write.id = WriteId(++writes_given);
        write.key = planned.key;
        write.listing = planned.listing;
        write.change = planned.change;
        write.urgency = planned.urgency;
        linked.open = write;
      }
    }
  }
}

void ModelShop::Deliver(LinkedListing& linked, Delivery delivery) {
  if (!linked.open.has_value() || linked.open->state != WriteState::kQueued || delivery == Delivery::kIsNotSent) {
    return;
  }
  linked.open->attempted_at = now;
  ++linked.open->attempts;
  if (delivery == Delivery::kLands || delivery == Delivery::kLandsUnheard) {
    ListingFacts& facts = shown[linked.listing.key];
    facts = Landed(facts, linked.open->change);
    if (Removes(linked.open->change) && !CanOf(linked.listing).shows_zero) {
      facts.status = CanOf(linked.listing).relists ? ListingStatus::kPaused : ListingStatus::kEnded;
    }
  }
  const bool heard = delivery == Delivery::kLands || delivery == Delivery::kIsLostAccepted;
  linked.open->state = heard ? WriteState::kAccepted : WriteState::kAmbiguous;
}

void ModelShop::Read(LinkedListing& linked) {
  Listing& listing = linked.listing;
  const ListingFacts& facts = shown[listing.key];
  listing.agreeing_reads = facts == listing.observed ? listing.agreeing_reads + 1 : 1;
  if (facts != listing.observed) {
    listing.observed = facts;
    listing.observed_changed_at = now;
  }
  listing.observed_at = now;
}

}  // namespace riff::test
