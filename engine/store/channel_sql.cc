#include "engine/store/channel_sql.h"

#include "engine/store/query.h"
#include "engine/store/words.h"

namespace riff {
namespace {

constexpr Sql kGet = {R"sql(
SELECT channel, health, health_why, health_since, orders_watermark, sweep, sweep_started_at, sweep_cursor, sweep_rows,
  complete_read_at FROM channels WHERE channel = :channel)sql",
                      "tttiiiitii"};

constexpr Sql kSave = {R"sql(
INSERT INTO channels (channel, health, health_why, health_since, orders_watermark, sweep, sweep_started_at,
  sweep_cursor, sweep_rows, complete_read_at)
VALUES (:channel, :health, :health_why, :health_since, :orders_watermark, :sweep, :sweep_started_at, :sweep_cursor,
  :sweep_rows, :complete_read_at)
ON CONFLICT (channel) DO UPDATE SET health = excluded.health, health_why = excluded.health_why,
  health_since = excluded.health_since, orders_watermark = excluded.orders_watermark, sweep = excluded.sweep,
  sweep_started_at = excluded.sweep_started_at, sweep_cursor = excluded.sweep_cursor,
  sweep_rows = excluded.sweep_rows, complete_read_at = excluded.complete_read_at)sql"};

Result<ChannelState> ReadState(Query& query) {
  ChannelState state;
  RIFF_TRY(state.channel, query.ChannelWord());
  RIFF_TRY(state.health, StoredChannelHealth(query.Text()));
  state.health_why = query.Text();
  state.health_since = query.OptionalTime();
  state.orders_watermark = query.OptionalTime();
  state.sweep = query.Integer();
  state.sweep_started_at = query.OptionalTime();
  state.sweep_cursor = query.Text();
  state.sweep_rows = query.Integer();
  state.complete_read_at = query.OptionalTime();
  return state;
}

}  // namespace

Result<ChannelState> SqlChannelTable::Get(Channel channel) {
  Query query(session_, kGet);
  query.Bind("channel", channel);
  RIFF_TRY(std::optional<ChannelState> state, ReadRow<ChannelState>(query, ReadState));
  if (state.has_value()) {
    return *std::move(state);
  }
  ChannelState fresh;
  fresh.channel = channel;
  return fresh;
}

Result<void> SqlChannelTable::Save(const ChannelState& state) {
  Query query(session_, kSave);
  query.Bind("channel", state.channel)
      .Bind("health", ToString(state.health))
      .Bind("health_why", state.health_why)
      .Bind("health_since", state.health_since)
      .Bind("orders_watermark", state.orders_watermark)
      .Bind("sweep", state.sweep)
      .Bind("sweep_started_at", state.sweep_started_at)
      .Bind("sweep_cursor", state.sweep_cursor)
      .Bind("sweep_rows", state.sweep_rows)
      .Bind("complete_read_at", state.complete_read_at);
  return query.Run();
}

}  // namespace riff
