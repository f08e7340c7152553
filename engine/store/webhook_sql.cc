#include "engine/store/webhook_sql.h"

#include "engine/store/query.h"

namespace riff {
namespace {

constexpr Sql kReceive = {R"sql(
INSERT INTO webhook_deliveries (channel, delivery, kind, topic, order_id, remote, handle, occurred_at, received_at,
  due_at, attempts, outcome, done_at)
VALUES (:channel, :delivery, :kind, :topic, :order_id, :remote, :handle, :occurred_at, :received_at, :received_at, 0,
  '', NULL)
ON CONFLICT (channel, delivery) DO NOTHING)sql"};

constexpr Sql kWaiting = {R"sql(
SELECT channel, delivery, kind, topic, order_id, remote, handle, occurred_at, attempts
FROM webhook_deliveries
WHERE outcome = '' AND channel = :channel AND due_at <= :now
ORDER BY due_at, received_at, delivery LIMIT :limit)sql",
                          "tttttttii"};

constexpr Sql kPutOff = {R"sql(
UPDATE webhook_deliveries SET due_at = :due_at, attempts = attempts + 1
WHERE channel = :channel AND delivery = :delivery AND outcome = '')sql"};

constexpr Sql kFinish = {R"sql(
UPDATE webhook_deliveries SET outcome = :outcome, done_at = :at
WHERE channel = :channel AND delivery = :delivery AND outcome = '')sql"};

Result<WaitingWebhook> ReadWaiting(Query& query) {
  WaitingWebhook waiting;
  RIFF_TRY(waiting.event.channel, query.ChannelWord());
  waiting.event.delivery = query.Text();
  RIFF_TRY(waiting.event.kind, ParseWebhookKind(query.Text()));
  waiting.event.topic = query.Text();
  waiting.event.order = query.IdText<OrderId>();
  waiting.event.remote = query.IdText<RemoteId>();
  waiting.event.handle = query.Text();
  waiting.event.occurred_at = query.Time();
  waiting.attempts = query.SmallInteger();
  return waiting;
}

}  // namespace

Result<bool> SqlWebhookTable::Receive(const WebhookEvent& event, Timestamp received_at) {
  Query query(session_, kReceive);
  query.Bind("channel", event.channel)
      .Bind("delivery", event.delivery)
      .Bind("kind", ToString(event.kind))
      .Bind("topic", event.topic)
      .Bind("order_id", event.order)
      .Bind("remote", event.remote)
      .Bind("handle", event.handle)
      .Bind("occurred_at", event.occurred_at)
      .Bind("received_at", received_at);
  RIFF_TRY(const std::int64_t inserted, query.RunCounted());
  return inserted == 1;
}

Result<std::vector<WaitingWebhook>> SqlWebhookTable::Waiting(Channel channel, Timestamp now, std::size_t limit) {
  Query query(session_, kWaiting);
  query.Bind("channel", channel).Bind("now", now).Bind("limit", limit);
  return ReadRows<WaitingWebhook>(query, ReadWaiting);
}

Result<void> SqlWebhookTable::PutOff(Channel channel, const std::string& delivery, Timestamp due_at) {
  Query query(session_, kPutOff);
  query.Bind("channel", channel).Bind("delivery", delivery).Bind("due_at", due_at);
  return query.Run();
}

Result<void> SqlWebhookTable::Finish(Channel channel, const std::string& delivery, WebhookOutcome outcome,
                                     Timestamp at) {
  Query query(session_, kFinish);
  query.Bind("channel", channel).Bind("delivery", delivery).Bind("outcome", ToString(outcome)).Bind("at", at);
  return query.Run();
}

}  // namespace riff
