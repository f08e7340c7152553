#pragma once

#include <string>
#include <vector>

#include "connectors/json/json.h"
#include "engine/model/hold.h"

namespace riff {

// A hold's members, into an object that is begun: "id", "state", "owner", "reference", "world", "lines" ("sku",
// "quantity", "committed"), "placed_at", "expires_at", "extended". The same hold gives the same text.
void WriteHoldMembers(JsonWriter& json, const Hold& hold);

// [{"sku","wanted","available"}]
void WriteShortages(JsonWriter& json, const std::vector<Shortage>& shortages);

}  // namespace riff
