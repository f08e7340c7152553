#pragma once

#include "mocks/faults.h"

namespace riff::sim {

// Declares what a Reverb shop can be told by name, but for the pace limits of ReverbLimits. Where sources disagree or
// are silent there is a knob, and its default is what was seen live.
//   knobs   publish_delay_ms (1000), index_lag_ms, retry_after (0: a 429 of the pace limits names no time; 1: it does),
//           visitor_currency (empty; else prices are shown in it unless X-Display-Currency asks for one),
//           version_missing (refused, old_shape: what a call without Accept-Version gets), state_shape (object, text),
//           link_shape (absolute, relative), error_shape (object, list, missing: where a refusal names its fields),
//           validation_status (412, 422, 400), delete_live_status (400, 406), create_status (201, 200, 202), zero_stock
//           (sold, ended: what a stocked listing at 0 becomes), cancel_restocks (stocked, never: whose units an order
//           that is cancelled gives back), ship_repeat (refused, accepted), opt_in_conditions (granted, missing:
//           B-Stock and Mint with inventory), seller_away (off, on: live listings are seller_unavailable), pending_word
//           (unpaid, payment_pending, pending_review, blocked: an order that is not paid yet), webhook_topics
//           (orders_paid, guide: which topics can be registered)
//   faults  duplicate_rows (a page shows its last row twice), no_links (a page without _links), sku_search_empty (a
//           look-up by SKU finds nothing), publish_stuck (a publication never happens; only a warning says so),
//           shop_forbidden (publishing is 403: the shop owes multi-factor authentication)
void DeclareReverbKnobs(Faults& faults);

}  // namespace riff::sim
