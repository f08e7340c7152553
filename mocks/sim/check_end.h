#pragma once

#include <string>
#include <vector>

#include "mocks/sim/tally.h"

namespace riff::sim {

class World;

// What is still under way: open writes that nobody was asked about, web-hooks that wait, listings that show something
// else than the books say and that no to-do item names. Empty: the shop has come to rest.
std::vector<std::string> StillPending(World& world);

// What must hold once the shop is at rest, each held against what the marketplaces and the buyers know:
//   I4 the past is as it was; I11, I12, I13 every order was taken, once, and nothing else was; I15 no listing was made
//   twice; I21 each question is asked once, and a debt is asked about.
void CheckAtRest(World& world);

// Exposures of the history's sales, and the duplicates, into the tally.
void CountAtRest(World& world);

}  // namespace riff::sim
