#pragma once

#include "mocks/faults.h"

namespace riff::sim {

// Declares what a Shopify shop can be told by name. What no public text settles is a knob.
//   knobs   bucket_points (2000), restore_points_per_s (100), index_lag_ms (searches trail the truth: what they find is
//           told by the old state, what they show is the new one), read_all_orders (0: only 60 days), missing_scopes
//           (comma list of scopes the token lacks), api_version (answer as this version, whatever is asked),
//           shop_state (open; frozen 402, locked 423, gone 404, inactive: SHOP_INACTIVE inside 200), app_installed
//           (yes; no: 401 for everything), operation_delay_ms (1000, productSet that is not waited for), bulk_delay_ms
//           (3000), bulk_running_max (5; 1 as before 2026-01), bulk_link_ms (30 min, as seen; seven days are
//           documented), bulk_keep_ms (7 days, then EXPIRED), stale_rows (whole_batch, row_only: what one stale row of
//           a batch refuses), key_replay (judged_afresh, first_answer: what the same key with the same parameters gets
//           after a success), key_life_ms (a day), product_moves_on_stock (yes, no: whether a product's updatedAt moves
//           when only its stock does), orders_default_status (any, open: what a search for orders finds that names no
//           status)
//   faults  throttled (THROTTLED whatever is left), internal_error (nothing was done), internal_error_after (all was
//           done), security_rejection (430), sku_search_empty (a variant search by SKU finds nothing),
//           idempotency_concurrent, idempotency_previous_failed, refused_but_done (userErrors, yet the quantities are
//           set), bulk_fails (a partial file; `error_code` if it is not INTERNAL_SERVER_ERROR), bulk_short_file
//           (COMPLETED, and the file lacks its last line)
void DeclareShopifyKnobs(Faults& faults);

}  // namespace riff::sim
