#include <atomic>
#include <utility>

#include "engine/base/crash_point.h"
#include "engine/base/digest.h"
#include "engine/base/random.h"
#include "engine/store/database.h"
#include "engine/store/query.h"
#include "engine/store/run_sql.h"
#include "engine/store/sql_database.h"
#include "engine/store/words.h"

namespace riff {
namespace {

// Longer than one token request with its time-out takes; after a crash the next worker waits this long.
constexpr Duration kRotationLease = std::chrono::minutes(2);

constexpr Sql kLoad = {R"sql(
SELECT access_sealed, access_expires_at, refresh_sealed, refresh_expires_at FROM tokens
WHERE channel = :channel)sql",
                       "titi"};

constexpr Sql kSave = {R"sql(
INSERT INTO tokens (channel, access_sealed, access_expires_at, refresh_sealed, refresh_expires_at, rotated_at)
VALUES (:channel, :access, :access_expires_at, :refresh, :refresh_expires_at, :rotated_at)
ON CONFLICT (channel) DO UPDATE SET access_sealed = excluded.access_sealed,
  access_expires_at = excluded.access_expires_at, refresh_sealed = excluded.refresh_sealed,
  refresh_expires_at = excluded.refresh_expires_at, rotated_at = excluded.rotated_at)sql"};

Result<TokenPair> ReadPair(Query& query, const Secret& seal_key) {
  TokenPair pair;
  RIFF_TRY(pair.access, Open(seal_key, query.Text()));
  pair.access_expires_at = query.Time();
  RIFF_TRY(pair.refresh, Open(seal_key, query.Text()));
  pair.refresh_expires_at = query.Time();
  return pair;
}

Result<std::optional<TokenPair>> LoadPair(Session& session, Channel channel, const Secret& seal_key) {
  Query query(session, kLoad);
  query.Bind("channel", channel);
  return ReadRow<TokenPair>(query, [&seal_key](Query& row) { return ReadPair(row, seal_key); });
}

class SqlTokenVault final : public TokenVault {
 public:
  SqlTokenVault(Database& database, Clock& clock)
      : database_(SqlDatabase::Of(database)), clock_(clock), name_(SeededRandom(FreshSeed()).Hex(16)) {}

  Result<std::optional<TokenPair>> Load(Channel channel, const Secret& seal_key) override {
    RIFF_TRY(const std::unique_ptr<Session> session, database_.OpenSession());
    std::optional<TokenPair> pair;
    RIFF_TRY(session->Run(TransactionMode::kRead, [&]() -> Result<void> {
      RIFF_TRY(pair, LoadPair(*session, channel, seal_key));
      return {};
    }));
    return pair;
  }

  Result<TokenPair> Rotate(Channel channel, const Secret& seal_key, const Secret& seen_refresh,
                           const std::function<Result<TokenPair>(const std::optional<TokenPair>&)>& exchange) override {
    RIFF_TRY(const std::unique_ptr<Session> session, database_.OpenSession());
    // No two calls share an owner, or both would hold the lease.
    const std::string owner = "vault " + name_ + " " + std::to_string(++calls_);
    RIFF_TRY(const std::optional<TokenPair> stored, Begin(*session, channel, seal_key, owner));
    RIFF_CRASH_POINT("token.exchange_ahead");
    const bool rotated_by_another = stored && !EqualInConstantTime(stored->refresh.Reveal(), seen_refresh.Reveal());
    Result<TokenPair> pair = rotated_by_another ? Result<TokenPair>(*stored) : exchange(stored);
    RIFF_CRASH_POINT("token.exchanged");
    const bool fresh = pair.has_value() && !rotated_by_another;
    RIFF_TRY(Finish(*session, channel, owner, fresh ? Sealed(*pair, seal_key) : std::nullopt));
    RIFF_CRASH_POINT("token.stored");
    return pair;
  }

 private:
  // A pair on its way into the store.
  struct SealedPair {
    std::string access;
    Timestamp access_expires_at;
    std::string refresh;
    Timestamp refresh_expires_at;
  };

  static std::optional<SealedPair> Sealed(const TokenPair& pair, const Secret& seal_key) {
    return SealedPair{Seal(seal_key, pair.access), pair.access_expires_at, Seal(seal_key, pair.refresh),
                      pair.refresh_expires_at};
  }

  static std::string LeaseOf(Channel channel) { return "token " + std::string(WordOf(channel)); }

  // Takes the lease and reads what the exchange starts from, in one transaction.
  Result<std::optional<TokenPair>> Begin(Session& session, Channel channel, const Secret& seal_key,
                                         const std::string& owner) {
    std::optional<TokenPair> stored;
    RIFF_TRY(session.Run(TransactionMode::kWrite, [&]() -> Result<void> {
      const Timestamp now = clock_.Now();
      RIFF_TRY(const bool ours, SqlRunTable(session).AcquireLease(LeaseOf(channel), owner, now, now + kRotationLease));
      if (!ours) {
        return Fail(ErrorKind::kUnavailable, "another worker is rotating the tokens of " + ToString(channel));
      }
      RIFF_TRY(stored, LoadPair(session, channel, seal_key));
      return {};
    }));
    return stored;
  }

  // Stores the new pair, if there is one, and gives the lease back, in one transaction.
  Result<void> Finish(Session& session, Channel channel, const std::string& owner,
                      const std::optional<SealedPair>& pair) {
    return session.Run(TransactionMode::kWrite, [&]() -> Result<void> {
      if (pair.has_value()) {
        Query query(session, kSave);
        query.Bind("channel", channel)
            .Bind("access", pair->access)
            .Bind("access_expires_at", pair->access_expires_at)
            .Bind("refresh", pair->refresh)
            .Bind("refresh_expires_at", pair->refresh_expires_at)
            .Bind("rotated_at", clock_.Now());
        RIFF_TRY(query.Run());
      }
      return SqlRunTable(session).ReleaseLease(LeaseOf(channel), owner);
    });
  }

  SqlDatabase& database_;
  Clock& clock_;
  const std::string name_;
  std::atomic<std::int64_t> calls_ = 0;
};

}  // namespace

std::unique_ptr<TokenVault> MakeTokenVault(Database& database, Clock& clock) {
  return std::make_unique<SqlTokenVault>(database, clock);
}

}  // namespace riff
