#pragma once

#include "mocks/faults.h"

namespace riff::sim {

// Declares what may be asked of a simulated eBay account, but for the budgets (EbayQuotas) and the web-hooks' own
// (WebhookOutbox). Where the platform's behaviour is not confirmed, a knob has both; its default is the likelier one.
//   out_of_stock_control (on|off)     off: the account has not opted in: a listing at 0 ends, a 0 is 25004
//   mixed_status (207|200)            the status of a bulk answer with failed rows
//   write_hold_ms (0)                 a write keeps its SKU to itself so long, another one meanwhile is 25025
//   legacy_share (0)                  percent of the seeded listings that the Trading API owns
//   missing_item (404|400)            404 with 25710, or 400 with 25702
//   no_offers (refused|empty)         404 with 25713, or an empty list
//   second_withdraw (25713|25002)     the id by which a second withdraw is refused
//   item_offset (pages|rows)          what `offset` counts in getInventoryItems
//   replace_answer (204|200)          the status of createOrReplaceInventoryItem
//   subdomain_spelling (subdomain|subDomain)
//   cancel_restocks (off|on)          whether a cancelled order puts its units back on sale
//   cancel_progress_ms (0)            so long a cancellation is IN_PROGRESS before it is CANCELED
//   legacy_order_id (off|on)          whether an order shows legacyOrderId
//   legacy_order_sku (shown|absent)   whether an order's line shows the SKU of a legacy listing
//   trading_scopes (ignored|enforced) whether a Trading call that writes wants sell.inventory
//   quantity_available (shown|absent) whether GetMyeBaySelling shows QuantityAvailable
//   report_file (zip|xml)             how a feed's result is packed
//   report_delay_ms (0)               from ordering a report until it is COMPLETED; half of it QUEUED
//   order_topic (offered|absent)      whether getTopics offers ORDER_CONFIRMATION
//   quota_placeholders (off|on)       whether getRateLimits answers dummies, as the sandbox does
//   retry_after_s (0)                 Retry-After on 429; 0: none
//   faults  busy, system_error, row_fails, missing_row, duplicate_rows, report_fails
void DeclareEbayKnobs(Faults& faults);

}  // namespace riff::sim
