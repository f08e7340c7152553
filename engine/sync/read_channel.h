#pragma once

#include "engine/model/run.h"
#include "engine/sync/shop.h"
#include "engine/sync/take_order.h"

namespace riff {

// What reading one channel brought, beside what is in the store.
struct ChannelRead {
  ReadReport report;
  std::int64_t todo_opened = 0;
  std::string error;  // Empty when the read is complete.
};

// Orders first: every order changed since the watermark (with an overlap) is taken, page by page, each page in one
// transaction. The watermark moves only when the last page is stored, to a little before the time at which the read
// began. The very first read of a channel is the baseline: what was ordered before it moves nothing.
Result<TakeCounts> ReadOrders(Store& store, RunContext& run, const ShopChannel& channel, ReadReport& report,
                              const Progress& progress);

// Then a sweep over all listings, stored page by page with the page to go on from, so that a crash continues. A page
// that is refused for pace or not answered is asked for again, a few times, with waits; then the read is partial. A
// sweep that showed fewer listings than the channel says it has is partial too. After a complete sweep each listing it
// did not show is asked for by id: only one that is certainly not there, and was not in the sweep before either,
// becomes gone. When more are missing than the blast radius allows, none is touched and an item asks.
Result<void> ReadListings(Store& store, RunContext& run, const Shop& shop, const ShopChannel& channel,
                          ChannelRead& read, const Progress& progress);

// Both, with what went wrong as a report and, for credentials that are dead or a channel that is down, as channel
// health and a to-do item. It never fails the run: each channel fails alone. A kUnauthorized stops this channel only.
ChannelRead ReadChannel(Store& store, RunContext& run, const Shop& shop, const ShopChannel& channel,
                        const Progress& progress);

}  // namespace riff
