#pragma once

#include <string>
#include <vector>

#include "connectors/json/json.h"
#include "mocks/market.h"
#include "mocks/reverb_render.h"

namespace riff::sim {

// Why Reverb would not take a body.
struct ReverbRefused {
  int status = 412;
  std::string message;
  ReverbFieldErrors errors;
};

struct ReverbApplied {
  bool publish = false;               // The body asked for publication.
  std::vector<std::string> warnings;  // Said to the client, and otherwise without effect.
};

// Puts the fields a body names into the listing, by the inventory rules of the sheet (3.3): a stocked listing set to 0
// is sold, one raised from sold relists itself; a one-of-a-kind set to 0 is ended and takes no more than one unit.
// Fields it does not know are ignored, as the platform does. All or nothing.
tl::expected<ReverbApplied, ReverbRefused> ApplyReverbWrite(const JsonValue& body, MarketListing& listing);

// What only a new listing has to have: a title, make or model (the others are guessed), a price, a condition, a
// category.
tl::expected<ReverbApplied, ReverbRefused> ApplyReverbCreate(const JsonValue& body, MarketListing& listing);

// Whether a listing may be shown to buyers: one with units, and a Brand New one only with a UPC or the word that it has
// none. Publication of any other does nothing, and nobody is told.
bool CanReverbPublish(const MarketListing& listing);

}  // namespace riff::sim
