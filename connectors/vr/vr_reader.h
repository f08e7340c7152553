#pragma once

#include <memory>
#include <string>

#include "connectors/vr/vr_source.h"
#include "engine/port/connector.h"

namespace riff::vr {

// Reads V&R out of snapshots, each call out of a new one: all listings are one page, and a SKU is the one that a
// listing's marker names. A listing that goes by a pending id is looked for by its SKU.
//
// There is no list of orders. A row that says "sold" is the sale, and the reader shows each such row as an order
// ("vr-<product id>") every time, whatever the window: the engine takes each order once. What it cannot tell is who
// marked the row: rows that we closed ourselves are among them, and so are rows that were sold before we came. Placed
// and updated is when the snapshot was taken, moved into the window.
//
// `site` leads the listings' addresses; empty: they have none. The source is the reader's own.
std::unique_ptr<ChannelReader> MakeReader(Channel channel, std::unique_ptr<SnapshotSource> source, std::string site);

}  // namespace riff::vr
