#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/runtime/config.h"
#include "mocks/sim/tally.h"

namespace riff::sim {

// What can happen in a shop with one guitar on two channels and two engines, one thing at a time.
enum class SmallEvent {
  kBuyHere,      // On the first channel; nobody buys what is not shown.
  kBuyThere,     // On the second.
  kFirstSyncs,   // The first engine's cycle.
  kSecondSyncs,  // The second engine's.
  kFirstDies,    // The first engine dies in the middle of its cycle, after it has claimed what it sends.
  kCancelHere,   // The last order on the first channel is cancelled there.
  kHandThere,    // A person takes the listing on the second channel down.
};
std::string_view ToString(SmallEvent event);
std::vector<SmallEvent> AllSmallEvents();
std::vector<std::vector<SmallEvent>> AllOrders(std::vector<SmallEvent> events);
std::string Describe(const std::vector<SmallEvent>& history);

// Plays the history, then lets the shop come to rest, and says which promises were broken.
Violations PlaySmallWorld(const std::vector<SmallEvent>& history, const Config& config);

}  // namespace riff::sim
