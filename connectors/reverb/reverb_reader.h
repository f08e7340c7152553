#pragma once

#include <memory>
#include <span>
#include <vector>

#include "connectors/http/transport.h"
#include "connectors/reverb/reverb_endpoint.h"
#include "engine/port/connector.h"

namespace riff::reverb {

// Reads one Reverb account. `transport` outlives it.
std::unique_ptr<ChannelReader> MakeReader(Channel channel, Transport& transport, Endpoint endpoint);

// Asks for the shop's name. Which scopes a token has, Reverb does not tell.
std::unique_ptr<ChannelProber> MakeProber(Transport& transport, Endpoint endpoint);

// The listings by id, each read where Reverb is never behind. One result an id, in order; kNotFound is certain.
std::vector<Result<RemoteListing>> ReadListings(Transport& transport, const Endpoint& endpoint,
                                                std::span<const RemoteId> ids);

// Every listing of exactly this SKU, in every state. The search finds them, and each is then read by its id, because
// the search trails changes by seconds.
Result<std::vector<RemoteListing>> FindListings(Transport& transport, const Endpoint& endpoint, const Sku& sku);

}  // namespace riff::reverb
