#pragma once

#include "engine/net/http_server.h"
#include "mocks/markets.h"

namespace riff::sim {

// The control address, for tests and demos only: nothing that a marketplace would offer. JSON throughout; what is wrong
// is 400 (bad input), 404 (no such path, channel, listing or order), 405 or 409 with {"error":"…"}.
//   GET  /listings?channel=C             the truth there: [{remote_id, sku, title, status, available, price,
//   currency}];
//                                        available is what a buyer could buy, 0 unless live
//   GET  /requests?channel=C[&since=N]   what arrived: [{seq, method, path, operation, mutating, status}]
//   GET  /orders?channel=C               [{order_id, state, placed_at, updated_at, lines:[{remote_id, sku, quantity}]}]
//   GET  /changes?channel=C[&since=N]    every committed change: [{seq, at, by, remote_id, sku, status, available,
//   price}] POST /orders   {channel, sku | remote_id, quantity}   a buyer; answers {order_id}, or {refused} (also 200):
//   the
//                  platform would not sell. With `lines`: [{sku | remote_id, quantity}] for several at once, and with
//                  `state`: "pending" for one not paid yet; then also {order_ids}
//   POST /order-state {channel, order_id, state}          "paid", "shipped", "returned", "refunded", "cancelled"
//   POST /cancel   {channel, order_id}
//   POST /edit     {channel, remote_id, available?, price?, status?, title?, sku?}   the seller, by hand
//   GET  /faults[?channel=C]             {faults:[{name, sort, meaning}], rules:[…]}; without a channel a list of those
//   PUT  /faults   {channel, rules:[{operation, fault, count | rate, …}]}   in place of the rules before
//   GET  /planted                        [{kind, sku, channel, remote_id, expect}]
//   GET  /clock                          {now, ahead_ms}
//   POST /clock    {advance_ms}          answers as GET /clock
//   POST /webhooks {channel, url, topics?, token?}   sends the channel's web-hooks there, as if the seller had
//                  subscribed it; answers {channel, url}. `token` is what a platform wants agreed with the receiver
//   GET  /webhooks?channel=C[&since=N]   {waiting, deliveries:[{seq, at, id, topic, url, attempt, status}]}: every try
//                  with a greater seq, status 0 where nobody answered
//   POST /reset                          {}
// Several threads at once.
class ControlAddress {
 public:
  explicit ControlAddress(Markets& markets) : markets_(markets) {}

  ServerResponse Answer(const ServerRequest& request);

 private:
  Markets& markets_;
};

}  // namespace riff::sim
