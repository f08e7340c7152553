#pragma once

#include <vector>

#include "engine/model/run.h"
#include "engine/sync/queue_create.h"
#include "engine/sync/shop.h"

namespace riff {

struct ListedOn {
  Channel channel;
  Queued queued = Queued::kYes;
  std::string error;  // Empty: none.
};

struct ListReport {
  RunReport run;
  std::vector<ListedOn> channels;
};

// Makes a listing of a product on the named platforms: in hybrid on their sandboxes, from canary on in production.
// kNotFound without the product; kRejected when no named platform may be written in its stage. Safe to repeat.
Result<ListReport> ListProduct(Store& store, RunContext& run, const Shop& shop, const Sku& sku,
                               const std::vector<Platform>& platforms, const Progress& progress);

}  // namespace riff
