#pragma once

#include <string>
#include <vector>

#include "engine/port/store.h"

namespace riff {

// One thing that happened to a product.
struct TraceEvent {
  Timestamp at;
  std::string kind;     // "order", "stock", "write", "listing", "link", "todo", "product".
  std::string subject;  // The order line, movement, listing or item.
  std::string text;
  RunId run;  // 0: not of a run.
};

struct Trace {
  Product product;
  Balance real;
  Balance sandbox;
  std::vector<TraceEvent> events;  // In time.
  bool cut = false;                // There was more than `limit`.
};

// A product's whole history over orders, ledger, plans, writes and confirmations, the newest `limit` events of each
// kind, in time. kNotFound without the product.
Result<Trace> TraceProduct(Transaction& tx, const Sku& sku, std::size_t limit);

}  // namespace riff
