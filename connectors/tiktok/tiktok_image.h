#pragma once

#include <string>
#include <string_view>

#include "connectors/tiktok/tiktok_wire.h"
#include "engine/base/error.h"

namespace riff::tiktok {

// A plain grey PNG of 300 × 300 pixels, the smallest that the platform takes as a main picture: what a listing of a
// test shop shows where there is nothing better. Always the same bytes.
std::string StandInPicture();

// Uploads a PNG as a main picture and returns the uri by which a product may show it. An upload lists nothing; a repeat
// leaves a second, unused picture there. Errors are those of any write of TiktokWire: kAmbiguous where the picture may
// be there although its uri is not known, which is also said of an answer without one.
Result<std::string> UploadMainPicture(TiktokWire& wire, std::string_view png);

}  // namespace riff::tiktok
