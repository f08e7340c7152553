#pragma once

#include <string>
#include <vector>

#include "engine/model/stage.h"
#include "engine/port/store.h"
#include "engine/sync/edit_product.h"

namespace riff {

// Sets a platform's stage by hand: off, observe, hybrid, and halted from anywhere. Going to canary or live is refused
// (kRejected): only a cutover does that. `configured` is what holds while nothing was set by hand.
Result<void> SetStageByHand(Transaction& tx, Platform platform, Stage configured, Stage stage, const Actor& actor);

// Turns a switch on or off; pushes that are under way see it before their next batch. kInvalid for an unknown switch or
// another value.
Result<void> SetFlagByHand(Transaction& tx, const std::string& name, const std::string& value, const Actor& actor);
std::vector<std::string> FlagNames();

}  // namespace riff
