#include "engine/store/counterpart_sql.h"

#include "engine/store/query.h"

namespace riff {
namespace {

// The same pair again replaces the rest; a pair with one side taken changes nothing.
constexpr Sql kSave = {R"sql(
INSERT INTO counterparts (production_channel, production_remote, sandbox_channel, sandbox_remote, sku, made_at)
VALUES (:production_channel, :production_remote, :sandbox_channel, :sandbox_remote, :sku, :made_at)
ON CONFLICT DO NOTHING)sql"};

constexpr Sql kReplace = {R"sql(
UPDATE counterparts SET sku = :sku, made_at = :made_at
WHERE production_channel = :production_channel AND production_remote = :production_remote
AND sandbox_channel = :sandbox_channel AND sandbox_remote = :sandbox_remote)sql"};

#define RIFF_COUNTERPART_COLUMNS \
  "production_channel, production_remote, sandbox_channel, sandbox_remote, sku, made_at FROM counterparts "

constexpr Sql kOfProduction = {
    "SELECT " RIFF_COUNTERPART_COLUMNS "WHERE production_channel = :channel AND production_remote = :remote", "ttttti"};
constexpr Sql kOfSandbox = {
    "SELECT " RIFF_COUNTERPART_COLUMNS "WHERE sandbox_channel = :channel AND sandbox_remote = :remote", "ttttti"};

#undef RIFF_COUNTERPART_COLUMNS

constexpr Sql kCount = {"SELECT count(*) FROM counterparts WHERE production_channel = :channel", "i"};

Query& BindCounterpart(Query& query, const Counterpart& counterpart) {
  return query.Bind("production_channel", counterpart.production.channel)
      .Bind("production_remote", counterpart.production.remote)
      .Bind("sandbox_channel", counterpart.sandbox.channel)
      .Bind("sandbox_remote", counterpart.sandbox.remote)
      .Bind("sku", counterpart.sku)
      .Bind("made_at", counterpart.made_at);
}

Result<Counterpart> ReadCounterpart(Query& query) {
  Counterpart counterpart;
  RIFF_TRY(counterpart.production.channel, query.ChannelWord());
  counterpart.production.remote = query.IdText<RemoteId>();
  RIFF_TRY(counterpart.sandbox.channel, query.ChannelWord());
  counterpart.sandbox.remote = query.IdText<RemoteId>();
  counterpart.sku = query.IdText<Sku>();
  counterpart.made_at = query.Time();
  return counterpart;
}

Result<std::optional<Counterpart>> FindBy(Session& session, const Sql& sql, const ListingKey& key) {
  Query query(session, sql);
  query.Bind("channel", key.channel).Bind("remote", key.remote);
  return ReadRow<Counterpart>(query, ReadCounterpart);
}

}  // namespace

Result<void> SqlCounterpartTable::Save(const Counterpart& counterpart) {
  Query insert(session_, kSave);
  RIFF_TRY(const std::int64_t inserted, BindCounterpart(insert, counterpart).RunCounted());
  if (inserted == 1) {
    return {};
  }
  Query replace(session_, kReplace);
  RIFF_TRY(const std::int64_t replaced, BindCounterpart(replace, counterpart).RunCounted());
  if (replaced == 1) {
    return {};
  }
  return Fail(ErrorKind::kConflict, ToString(counterpart.production) + " or " + ToString(counterpart.sandbox) +
                                        " has another counterpart already");
}

Result<std::optional<Counterpart>> SqlCounterpartTable::OfProduction(const ListingKey& production) {
  return FindBy(session_, kOfProduction, production);
}

Result<std::optional<Counterpart>> SqlCounterpartTable::OfSandbox(const ListingKey& sandbox) {
  return FindBy(session_, kOfSandbox, sandbox);
}

Result<std::int64_t> SqlCounterpartTable::CountOf(Platform platform) {
  Query query(session_, kCount);
  query.Bind("channel", Channel{platform, Environment::kProduction});
  return ReadNumber(query);
}

}  // namespace riff
