#include "mocks/sim/small_world.h"

#include <algorithm>

#include "mocks/sim/deeds.h"
#include "mocks/sim/engine_process.h"
#include "mocks/sim/run_seed.h"
#include "mocks/sim/world.h"

namespace riff::sim {
namespace {

SimOptions SmallShop() {
  SimOptions options;
  options.seed = 1;
  options.world = WorldKind::kSandbox;
  options.platforms = {Platform::kReverb, Platform::kShopify};
  options.products = 1;
  options.engines = 2;
  options.webhooks = false;
  return options;
}

void Cancel(World& world, Channel channel) {
  const std::vector<Sale>& sales = world.sales().all();
  for (auto sale = sales.rbegin(); sale != sales.rend(); ++sale) {
    if (sale->channel == channel) {
      world.markets().At(channel).With(
          [&](Market& market, Faults&) { (void)market.SetOrderState(sale->number, OrderState::kCancelled); });
      return;
    }
  }
}

void Do(World& world, SmallEvent event) {
  const Channel here = world.written().front();
  const Channel there = world.written().back();
  switch (event) {
    case SmallEvent::kBuyHere:
    case SmallEvent::kBuyThere:
      BuyAll(world, event == SmallEvent::kBuyHere ? here : there);
      return;
    case SmallEvent::kFirstSyncs:
    case SmallEvent::kSecondSyncs:
      world.engine(event == SmallEvent::kFirstSyncs ? 1 : 2).Sync({});
      return;
    case SmallEvent::kFirstDies:
      world.crashes().ArmAt(1, "deliver.answered");
      world.engine(1).Sync({});
      world.crashes().Disarm(1);
      return;
    case SmallEvent::kCancelHere:
      Cancel(world, here);
      return;
    case SmallEvent::kHandThere:
      world.markets().At(there).With([&](Market& market, Faults&) {
        (void)market.EditByHand(market.rows().begin()->second.remote, HandEdit{.status = ListingStatus::kEnded});
      });
      world.sales().Lowered(world.skus().front(), world.truth().Now());
      return;
  }
}

}  // namespace

std::string_view ToString(SmallEvent event) {
  switch (event) {
    case SmallEvent::kBuyHere:
      return "BuyHere";
    case SmallEvent::kBuyThere:
      return "BuyThere";
    case SmallEvent::kFirstSyncs:
      return "FirstSyncs";
    case SmallEvent::kSecondSyncs:
      return "SecondSyncs";
    case SmallEvent::kFirstDies:
      return "FirstDies";
    case SmallEvent::kCancelHere:
      return "CancelHere";
    case SmallEvent::kHandThere:
      break;
  }
  return "HandThere";
}

std::vector<SmallEvent> AllSmallEvents() {
  return {SmallEvent::kBuyHere,   SmallEvent::kBuyThere,   SmallEvent::kFirstSyncs, SmallEvent::kSecondSyncs,
          SmallEvent::kFirstDies, SmallEvent::kCancelHere, SmallEvent::kHandThere};
}

std::vector<std::vector<SmallEvent>> AllOrders(std::vector<SmallEvent> events) {
  std::vector<std::vector<SmallEvent>> orders;
  std::ranges::sort(events);
  do {
    orders.push_back(events);
  } while (std::ranges::next_permutation(events).found);
  return orders;
}

std::string Describe(const std::vector<SmallEvent>& history) {
  std::string text;
  for (const SmallEvent event : history) {
    text += (text.empty() ? "" : ", ") + std::string(ToString(event));
  }
  return text;
}

Violations PlaySmallWorld(const std::vector<SmallEvent>& history, const Config& config) {
  return PlayHistory(SmallShop(), config, [&](World& world) {
    for (const SmallEvent event : history) {
      world.Pass(std::chrono::minutes(1));
      Do(world, event);
    }
  });
}

}  // namespace riff::sim
