#pragma once

#include <string>
#include <vector>

#include "mocks/market.h"

namespace riff::sim {

// How the export is written: header and text encoding are the site's whim.
enum class VrHeaderStyle { kLower, kTitle };
enum class VrEncoding { kUtf8, kUtf8Mark, kCp1252 };

// The whole inventory as V&R exports it: 27 columns and a comma behind the last, "\r\n", the price in whole units, no
// SKU and no quantity. `listings` are the rows to show, in order.
std::string RenderVrExport(const std::vector<const MarketListing*>& listings, VrHeaderStyle header,
                           VrEncoding encoding);

}  // namespace riff::sim
