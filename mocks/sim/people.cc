// Buyers, and the seller's own hands at the marketplaces.

#include <algorithm>

#include "mocks/sim/deeds.h"
#include "mocks/sim/world.h"

namespace riff::sim {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

// What can be bought or edited right now on a channel.
struct Offer {
  Channel channel;
  MarketListing listing;
};

std::vector<Offer> LiveOffers(World& world, const std::vector<Channel>& channels) {
  std::vector<Offer> offers;
  for (const Channel channel : channels) {
    world.markets().At(channel).With([&](Market& market, Faults&) {
      for (const auto& [row, listing] : market.rows()) {
        if (listing.status == ListingStatus::kLive && listing.available > Quantity(0) && !listing.remote.empty()) {
          offers.push_back(Offer{channel, listing});
        }
      }
    });
  }
  return offers;
}

// V&R shows no orders: a sale is known by the row that says sold.
OrderId ShownAs(Channel channel, const OrderId& number, const RemoteId& remote) {
  return channel.platform == Platform::kVr ? OrderId("vr-" + remote.text()) : number;
}

bool Buy(World& world, const Offer& offer, Quantity quantity, OrderState state) {
  Result<std::vector<OrderId>> bought;
  world.markets().At(offer.channel).With([&](Market& market, Faults&) {
    bought = market.Buy({Wanted{offer.listing.remote, Sku(), quantity}}, state);
  });
  if (!bought.has_value()) {
    world.Note("not sold", offer.listing.remote.text() + ": " + bought.error().message);
    return false;
  }
  Sale sale;
  sale.channel = offer.channel;
  sale.number = bought->front();
  sale.order = ShownAs(offer.channel, sale.number, offer.listing.remote);
  sale.sku = world.SkuOf(offer.channel, offer.listing.row);
  sale.remote = offer.listing.remote;
  sale.quantity = quantity;
  sale.placed_at = world.truth().Now();
  world.Note("bought", std::to_string(quantity.units()) + " of " + sale.sku.text() + " on " + ToString(offer.channel) +
                           ", order " + sale.order.text());
  world.sales().Add(world, sale);
  TellOfOrder(world, offer.channel, sale.order);
  TellOfListing(world, offer.channel, sale.remote);
  return true;
}

void MoveOrder(World& world, const Sale& sale, OrderState state) {
  Result<void> moved = Fail(ErrorKind::kConflict, "it came back already");
  world.markets().At(sale.channel).With([&](Market& market, Faults&) {
    const MarketOrder* order = market.FindOrder(sale.number);
    if (order != nullptr && order->state != OrderState::kReturned) {
      moved = market.SetOrderState(sale.number, state);
    }
  });
  world.Note("order moves", ToString(sale.channel) + " " + sale.order.text() + " " +
                                std::string(riff::ToString(state)) + (moved.has_value() ? "" : ": refused"));
  if (state == OrderState::kCancelled) {
    world.sales().Lowered(sale.sku, world.truth().Now());  // Some platforms show the units again at once.
  }
  TellOfOrder(world, sale.channel, sale.order);
}

// An order that was placed, of those that may still go another way.
std::optional<Sale> PickSale(World& world, Random& random) {
  const std::vector<Sale>& all = world.sales().all();
  if (all.empty()) {
    return std::nullopt;
  }
  return all[random.Below(all.size())];
}

void Race(World& world, Random& random) {
  const std::vector<Offer> offers = LiveOffers(world, world.written());
  if (offers.empty()) {
    return;
  }
  const Offer& first = offers[random.Below(offers.size())];
  const Sku wanted = world.SkuOf(first.channel, first.listing.row);
  for (const Offer& offer : offers) {
    if (world.SkuOf(offer.channel, offer.listing.row) == wanted) {
      const Channel channel = offer.channel;
      const Duration after = std::chrono::milliseconds(random.Below(20'000));
      world.In(after, Needs::kNobody, [&world, channel, wanted] {
        for (const Offer& now : LiveOffers(world, {channel})) {
          if (world.SkuOf(channel, now.listing.row) == wanted) {
            Buy(world, now, now.listing.available, OrderState::kPaid);
            return;
          }
        }
      });
    }
  }
  world.CountFault("last_unit_race");
}

void Burst(World& world, Random& random) {
  const std::vector<Offer> offers = LiveOffers(world, world.written());
  if (offers.empty()) {
    return;
  }
  world.CountFault("burst_of_buyers");
  const Offer& chosen = *std::ranges::max_element(offers, {}, [](const Offer& o) { return o.listing.available; });
  const Sku wanted = world.SkuOf(chosen.channel, chosen.listing.row);
  for (int i = 0; i < 40; ++i) {
    const std::uint64_t draw = random.Next();
    world.In(std::chrono::milliseconds(random.Below(60'000)), Needs::kNobody, [&world, wanted, draw] {
      std::vector<Offer> now = LiveOffers(world, world.written());
      std::erase_if(now, [&](const Offer& o) { return world.SkuOf(o.channel, o.listing.row) != wanted; });
      if (!now.empty()) {
        Buy(world, now[draw % now.size()], Quantity(1), OrderState::kPaid);
      }
    });
  }
}

}  // namespace

void DoAsBuyer(World& world, const Deed& deed) {
  SeededRandom random(deed.draw);
  if (deed.what == "last_unit_race") {
    return Race(world, random);
  }
  if (deed.what == "burst_of_buyers") {
    return Burst(world, random);
  }
  if (deed.what == "buy" || deed.what == "unpaid_order") {
    const std::vector<Offer> offers = LiveOffers(world, world.written());
    if (offers.empty()) {
      return;
    }
    const Offer& offer = offers[random.Below(offers.size())];
    const auto units = static_cast<std::int64_t>(
        1 + random.Below(static_cast<std::uint64_t>(std::min<std::int64_t>(offer.listing.available.units(), 4))));
    const bool unpaid = deed.what == "unpaid_order";
    const bool sold = Buy(world, offer, Quantity(units), unpaid ? OrderState::kPending : OrderState::kPaid);
    if (!sold) {
      return;
    }
    if (unpaid) {
      world.CountFault("unpaid_order");
    }
    const OrderState next = !unpaid                ? OrderState::kShipped
                            : random.Below(2) == 0 ? OrderState::kPaid
                                                   : OrderState::kCancelled;
    const Sale sale = world.sales().all().back();
    const Duration after = minutes(10 + static_cast<int>(random.Below(180)));
    world.In(after, Needs::kNobody, [&world, sale, next] { MoveOrder(world, sale, next); });
    return;
  }
  const std::optional<Sale> sale = PickSale(world, random);
  if (sale.has_value()) {
    world.CountFault(deed.what);
    MoveOrder(world, *sale, deed.what == "cancelled_order" ? OrderState::kCancelled : OrderState::kReturned);
  }
}

void BuyAll(World& world, Channel channel) {
  const std::vector<Offer> offers = LiveOffers(world, {channel});
  if (!offers.empty()) {
    Buy(world, offers.front(), offers.front().listing.available, OrderState::kPaid);
  }
}

void DoByHand(World& world, const Deed& deed) {
  SeededRandom random(deed.draw);
  const std::vector<Offer> offers = LiveOffers(world, world.written());
  if (offers.empty()) {
    return;
  }
  const Offer& offer = offers[random.Below(offers.size())];
  const Sku sku = world.SkuOf(offer.channel, offer.listing.row);
  HandEdit edit;
  if (deed.what == "hand_edit_quantity") {
    const bool one = offer.listing.stock == StockKind::kOneOfAKind;
    edit.available = Quantity(static_cast<std::int64_t>(random.Below(one ? 2 : 9)));
  } else if (deed.what == "hand_edit_price") {
    edit.price = Scale(offer.listing.price, 1.1);
    edit.price->minor -= edit.price->minor % 100;
  } else if (deed.what == "hand_edit_title") {
    edit.title = offer.listing.content.title + " *";
  } else {
    edit.status = ListingStatus::kEnded;
  }
  Result<void> done;
  world.markets().At(offer.channel).With([&](Market& market, Faults&) {
    done = market.EditByHand(offer.listing.remote, edit);
  });
  if (!done.has_value()) {
    return;
  }
  world.CountFault(deed.what);
  world.sales().Lowered(sku, world.truth().Now());
  world.Note("by hand", std::string(deed.what) + " " + sku.text() + " on " + ToString(offer.channel) + " " +
                            offer.listing.remote.text());
  TellOfListing(world, offer.channel, offer.listing.remote);
}

}  // namespace riff::sim
