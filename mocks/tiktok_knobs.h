#pragma once

#include "mocks/faults.h"

namespace riff::sim {

// Declares what a TikTok shop can be told by name. What no public text settles is a knob, and its default is the answer
// that is more trouble for a careless client.
//   knobs   credential_status (401 or 200: the HTTP status of refused credentials), audit_delay_ms (0: a product is
//           ACTIVATE at once), edits_show (at_once, after_audit: when buyers see an edit of a live product),
//           promotion_lock (product ids, comma between, or "*": their stock cannot go down), stock_needs_live (on; off:
//           a deactivated product takes stock too), quantity_counts_committed (off; on: the quantity that is written
//           and shown with a product includes units sold and not shipped), unpaid_holds (on; off: an unpaid order
//           leaves its units available), warehouses (1; 2: an update names both), idempotency (first_answer; ignored: a
//           repeat makes a second product), idempotency_key_seconds (86400), creates_per_day (0: any number),
//           price_max_minor (0: no cap; else the region's, in cents), search_results_max (10000), calls_per_second and
//           calls_per_hour (0: no limit; the first for each operation), retry_after (0; 1: a 429 names a second),
//           last_token (empty, absent: how the last page ends), detail_status_key (status, product_status), scope_names
//           (dotted, plain: how granted scopes are spelled), deauthorised (off; on: the seller withdrew the app:
//           everything is refused), and the lives of TiktokTokens
//   faults  audit_fails (an audit ends in FAILED), duplicate_rows (a page shows its last row twice), internal_error
//           (36009003, nothing is done), request_timeout (36009007; all was done where the parameter `done` is "yes"),
//           refused_with (any code, by the parameters `code`, `message`, `status`; nothing is done), sku_refused (one
//           SKU of a stock update is named in data.errors, by `code` and `message`, and is not set)
void DeclareTiktokKnobs(Faults& faults);

}  // namespace riff::sim
