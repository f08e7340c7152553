#include "engine/store/database.h"
#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

class TokenVaultTest : public StoreContract {
 protected:
  TokenVaultTest() : vault(MakeTokenVault(*database, clock)) {}

  TokenPair Pair(const std::string& name) {
    return {Secret("access " + name), At(5), Secret("refresh " + name), At(60)};
  }
  // Rotates to the pair of this name; answers the refresh token that comes back.
  std::string RotateTo(const std::string& name, const std::string& seen) {
    const Result<TokenPair> pair =
        vault->Rotate(kEbayProduction, key, Secret(seen), [&](const std::optional<TokenPair>& stored) {
          exchanged_from.push_back(stored ? stored->refresh.Reveal() : "nothing");
          return Result<TokenPair>(Pair(name));
        });
    EXPECT_TRUE(pair.has_value()) << pair.error().message;
    return pair.has_value() ? pair->refresh.Reveal() : "";
  }
  std::string StoredRefresh() {
    const Result<std::optional<TokenPair>> pair = vault->Load(kEbayProduction, key);
    EXPECT_TRUE(pair.has_value());
    return pair->has_value() ? (*pair)->refresh.Reveal() : "nothing";
  }

  const Secret key{"a long seal key"};
  std::unique_ptr<TokenVault> vault;
  std::vector<std::string> exchanged_from;
};
RIFF_STORE_SUITE(TokenVaultTest);

using From = std::vector<std::string>;

TEST_P(TokenVaultTest, StartsWithNothing) {
  EXPECT_EQ(StoredRefresh(), "nothing");

  EXPECT_EQ(RotateTo("1", "of the config"), "refresh 1");
  EXPECT_EQ(exchanged_from, From{"nothing"});
}

TEST_P(TokenVaultTest, KeepsBothTokensWithTheirTimes) {
  RotateTo("1", "");

  const Result<std::optional<TokenPair>> pair = vault->Load(kEbayProduction, key);
  ASSERT_TRUE(pair.has_value() && pair->has_value());
  EXPECT_EQ((*pair)->access.Reveal(), "access 1");
  EXPECT_EQ((*pair)->access_expires_at, At(5));
  EXPECT_EQ((*pair)->refresh.Reveal(), "refresh 1");
  EXPECT_EQ((*pair)->refresh_expires_at, At(60));
  EXPECT_FALSE(vault->Load(kReverbSandbox, key)->has_value());
}

TEST_P(TokenVaultTest, KeepsNoTokenInPlainText) {
  RotateTo("1", "");

  rig->RunByHand(
      "CREATE TABLE seen (n INTEGER CHECK (n = 0)); INSERT INTO seen SELECT count(*) FROM tokens WHERE "
      "instr(access_sealed, 'access 1') > 0 OR instr(refresh_sealed, 'refresh 1') > 0; DROP TABLE seen;");
}

TEST_P(TokenVaultTest, ExchangesTheNewestPairAndReplacesIt) {
  RotateTo("1", "");
  EXPECT_EQ(RotateTo("2", "refresh 1"), "refresh 2");

  EXPECT_EQ(exchanged_from, (From{"nothing", "refresh 1"}));
  EXPECT_EQ(StoredRefresh(), "refresh 2");
}

TEST_P(TokenVaultTest, SkipsTheExchangeWhenAnotherWorkerWasFirst) {
  RotateTo("1", "");
  RotateTo("2", "refresh 1");

  EXPECT_EQ(RotateTo("3", "refresh 1"), "refresh 2");

  EXPECT_EQ(exchanged_from.size(), 2u);
  EXPECT_EQ(StoredRefresh(), "refresh 2");
}

TEST_P(TokenVaultTest, HoldsNoTransactionWhileItExchanges) {
  const Result<TokenPair> pair =
      vault->Rotate(kEbayProduction, key, Secret(), [&](const std::optional<TokenPair>&) -> Result<TokenPair> {
        Do([](Transaction& tx) { return tx.settings.Set("written", "meanwhile"); });
        return Pair("1");
      });

  EXPECT_TRUE(pair.has_value());
  EXPECT_EQ(Do([](Transaction& tx) { return tx.settings.Get("written"); }), "meanwhile");
}

TEST_P(TokenVaultTest, LetsOneWorkerRotateAChannelAtATime) {
  const std::unique_ptr<TokenVault> other = MakeTokenVault(*database, clock);
  ErrorKind second = ErrorKind::kInvalid;
  bool other_channel = false;

  const Result<TokenPair> first =
      vault->Rotate(kEbayProduction, key, Secret(), [&](const std::optional<TokenPair>&) -> Result<TokenPair> {
        const auto exchange = [&](const std::optional<TokenPair>&) { return Result<TokenPair>(Pair("2")); };
        const Result<TokenPair> refused = other->Rotate(kEbayProduction, key, Secret(), exchange);
        second = refused.has_value() ? ErrorKind::kUnsupported : refused.error().kind;
        other_channel = vault->Rotate(kReverbSandbox, key, Secret(), exchange).has_value();
        return Pair("1");
      });

  EXPECT_TRUE(first.has_value());
  EXPECT_EQ(second, ErrorKind::kUnavailable);
  EXPECT_TRUE(other_channel);
  EXPECT_EQ(StoredRefresh(), "refresh 1");
}

TEST_P(TokenVaultTest, KeepsTheOldPairAndFreesTheLeaseWhenTheExchangeFails) {
  RotateTo("1", "");

  const Result<TokenPair> failed = vault->Rotate(kEbayProduction, key, Secret("refresh 1"),
                                                 [](const std::optional<TokenPair>&) -> Result<TokenPair> {
                                                   return Fail(ErrorKind::kUnauthorized, "consent again");
                                                 });

  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().kind, ErrorKind::kUnauthorized);
  EXPECT_EQ(StoredRefresh(), "refresh 1");
  EXPECT_EQ(RotateTo("2", "refresh 1"), "refresh 2");
}

TEST_P(TokenVaultTest, TakesOverFromAWorkerThatDiedOnceItsLeaseHasPassed) {
  const std::string lease = "token ebay/production";
  Do([&](Transaction& tx) { return tx.runs.AcquireLease(lease, "a dead worker", clock.Now(), At(2)); });
  const auto rotate = [&] {
    return vault->Rotate(kEbayProduction, key, Secret(),
                         [&](const std::optional<TokenPair>&) { return Result<TokenPair>(Pair("1")); });
  };

  EXPECT_FALSE(rotate().has_value());
  clock.Advance(std::chrono::minutes(2));
  EXPECT_TRUE(rotate().has_value());
}

TEST_P(TokenVaultTest, IsUnauthorizedUnderAnotherSealKey) {
  RotateTo("1", "");

  const Result<std::optional<TokenPair>> pair = vault->Load(kEbayProduction, Secret("another key"));

  ASSERT_FALSE(pair.has_value());
  EXPECT_EQ(pair.error().kind, ErrorKind::kUnauthorized);
}

}  // namespace
}  // namespace riff
