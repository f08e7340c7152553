#pragma once

#include <string>
#include <vector>

#include "engine/cli/console.h"
#include "engine/sync/settle_hold.h"

namespace riff {

// "SG-61" and "STR-10=3", as one writes them on the command line. kInvalid names the one that is wrong.
Result<std::vector<HoldLine>> ParseHoldLines(const std::vector<std::string>& items);

// Each prints in both forms.
void PrintHold(Console& console, const Hold& hold);
void PrintHolds(Console& console, const std::vector<Hold>& holds, std::size_t limit);
void PrintPlaced(Console& console, const Placed& placed, HoldMode mode);
void PrintCommitted(Console& console, const Committed& committed);

}  // namespace riff
