#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/time.h"
#include "mocks/sim/options.h"

namespace riff::sim {

class World;

// One thing that somebody will do, drawn before the history begins: its details come from `draw` and the world at that
// moment, so that leaving another deed out does not change them.
struct Deed {
  Duration after{0};      // The time of trouble began.
  std::string_view what;  // "buy", "edit", "work_todo", or the name of a fault kind.
  std::uint64_t draw = 0;
};

// All deeds of a history, in time, at most `options.deeds_max`.
std::vector<Deed> DrawDeeds(const SimOptions& options);

// Puts them on the world's agenda.
void PlanDeeds(World& world, const std::vector<Deed>& deeds);

// The deeds, by who does them; each is called once, when it is due.
// Buyers and the seller's own hands, at the marketplaces: people.cc.
void DoAsBuyer(World& world, const Deed& deed);
void BuyAll(World& world, Channel channel);  // Somebody takes all that the channel's first live listing shows.
void DoByHand(World& world, const Deed& deed);
// The operator, in RIFF: operator.cc.
void DoAsOperator(World& world, const Deed& deed);
// Clocks, processes and the platforms' own troubles: troubles.cc.
void DoTrouble(World& world, const Deed& deed);

// Sends word of an order or a listing that changed, as the platforms that have web-hooks do: hooks.cc.
void TellOfOrder(World& world, Channel channel, const OrderId& order);
void TellOfListing(World& world, Channel channel, const RemoteId& remote);

}  // namespace riff::sim
