#pragma once

#include <memory>
#include <string>

#include "connectors/http/transport.h"
#include "connectors/reverb/reverb_endpoint.h"
#include "engine/port/connector.h"

namespace riff::reverb {

// Writes one Reverb account. Quantities, prices, contents and endings of one call travel together, one request each;
// creations and relists follow one by one, because they look before they act. `transport` outlives it.
//
// kRejected names what a person must settle: a sold one-of-a-kind listing that cannot come back, a field Reverb
// refuses, a shop that may not publish. Pausing is kUnsupported. An accepted publication is still on its way: Reverb
// fetches the pictures first, and a draft that stays one says why only in the warnings (in `note`) or in a mail to the
// seller.
std::unique_ptr<ChannelWriter> MakeWriter(Transport& transport, Endpoint endpoint, std::string shipping_profile);

}  // namespace riff::reverb
