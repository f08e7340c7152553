#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

class LedgerTableTest : public StoreContract {
 protected:
  bool Post(const Movement& movement) {
    return Do([&](Transaction& tx) { return tx.ledger.Post(movement); });
  }
  ErrorKind Refusal(const Movement& movement) {
    return ErrorOf([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(tx.ledger.Post(movement));
      return {};
    });
  }
  Balance BalanceOf(const std::string& sku, World world) {
    return Do([&](Transaction& tx) { return tx.ledger.BalanceOf(Sku(sku), world); });
  }
  std::vector<LedgerTable::Entry> Of(const std::string& sku, std::int64_t after, std::size_t limit) {
    return Do([&](Transaction& tx) { return tx.ledger.Of(Sku(sku), after, limit); });
  }
  void ExpectNoMismatch() {
    EXPECT_TRUE(Do([](Transaction& tx) { return tx.ledger.FindMismatches(9); }).empty());
  }
  static Movement Received(const std::string& sku, std::int64_t units, const std::string& reference) {
    return Moved(World::kReal, sku, Account::kSupply, Account::kAvailable, units, reference);
  }
};
RIFF_STORE_SUITE(LedgerTableTest);

TEST_P(LedgerTableTest, KeepsEveryFieldOfAMovement) {
  const Movement movement = Received("SG-61", kLarge, "r1");

  EXPECT_TRUE(Post(movement));

  const std::vector<LedgerTable::Entry> entries = Of("SG-61", 0, 9);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].movement, movement);
  EXPECT_EQ(BalanceOf("SG-61", World::kReal), (Balance{Quantity(kLarge), {}, {}, {}}));
}

TEST_P(LedgerTableTest, PostsTheSameCauseOnce) {
  EXPECT_TRUE(Post(Received("SG-61", 2, "r1")));
  EXPECT_FALSE(Post(Received("SG-61", 2, "r1")));

  EXPECT_EQ(BalanceOf("SG-61", World::kReal).available, Quantity(2));
  EXPECT_EQ(Of("SG-61", 0, 9).size(), 1u);
}

TEST_P(LedgerTableTest, BringsEachAccountOfTheBalanceAlong) {
  Post(Received("SG-61", 10, "r1"));
  Post(Moved(World::kReal, "SG-61", Account::kAvailable, Account::kReserved, 4, "h1"));
  Post(Moved(World::kReal, "SG-61", Account::kReserved, Account::kCommitted, 3, "h1"));
  Post(Moved(World::kReal, "SG-61", Account::kCommitted, Account::kShipped, 1, "h1"));
  Post(Moved(World::kReal, "SG-61", Account::kOversold, Account::kCommitted, 5, "o1"));
  Post(Moved(World::kReal, "SG-61", Account::kAvailable, Account::kOversold, 2, "debt"));

  const Balance expected{Quantity(4), Quantity(1), Quantity(7), Quantity(3)};
  EXPECT_EQ(BalanceOf("SG-61", World::kReal), expected);
  ExpectNoMismatch();
}

TEST_P(LedgerTableTest, RefusesToTakeMoreThanThereIs) {
  Post(Received("SG-61", 1, "r1"));

  EXPECT_EQ(Refusal(Moved(World::kReal, "SG-61", Account::kAvailable, Account::kReserved, 2, "h1")),
            ErrorKind::kConflict);
  EXPECT_EQ(Refusal(Moved(World::kReal, "SG-61", Account::kReserved, Account::kCommitted, 1, "h1")),
            ErrorKind::kConflict);
  EXPECT_EQ(Refusal(Moved(World::kReal, "NONE", Account::kAvailable, Account::kReserved, 1, "h2")),
            ErrorKind::kConflict);
  EXPECT_EQ(Of("SG-61", 0, 9).size(), 1u);
  EXPECT_EQ(BalanceOf("SG-61", World::kReal), (Balance{Quantity(1), {}, {}, {}}));
}

TEST_P(LedgerTableTest, PostsNothingOfARefusedMovementWhenItsTransactionGoesOn) {
  Do([](Transaction& tx) -> Result<void> {
    const Result<bool> refused =
        tx.ledger.Post(Moved(World::kReal, "SG-61", Account::kAvailable, Account::kReserved, 1, "h1"));
    EXPECT_FALSE(refused.has_value());
    return {};
  });

  EXPECT_TRUE(Of("SG-61", 0, 9).empty());
  ExpectNoMismatch();
}

TEST_P(LedgerTableTest, RefusesAMovementOfNothingAndOneToItself) {
  EXPECT_EQ(Refusal(Received("SG-61", 0, "r1")), ErrorKind::kInvalid);
  EXPECT_EQ(Refusal(Moved(World::kReal, "SG-61", Account::kAvailable, Account::kAvailable, 1, "r1")),
            ErrorKind::kInvalid);
}

TEST_P(LedgerTableTest, LetsASimulationTakeRealUnitsAndNoMoreThanBothWorldsHave) {
  Post(Received("SG-61", 2, "r1"));

  Post(Moved(World::kSandbox, "SG-61", Account::kAvailable, Account::kCommitted, 2, "s1"));

  EXPECT_EQ(BalanceOf("SG-61", World::kSandbox), (Balance{Quantity(-2), {}, Quantity(2), {}}));
  EXPECT_EQ(BalanceOf("SG-61", World::kReal), (Balance{Quantity(2), {}, {}, {}}));
  EXPECT_EQ(Refusal(Moved(World::kSandbox, "SG-61", Account::kAvailable, Account::kCommitted, 1, "s2")),
            ErrorKind::kConflict);
  EXPECT_TRUE(Post(Moved(World::kReal, "SG-61", Account::kAvailable, Account::kCommitted, 2, "o1")));
  ExpectNoMismatch();
}

TEST_P(LedgerTableTest, PagesInTheOrderOfPosting) {
  for (const char* reference : {"r1", "r2", "r3"}) {
    Post(Received("SG-61", 1, reference));
    Post(Received("TELE", 1, reference));
  }

  const std::vector<LedgerTable::Entry> first = Of("SG-61", 0, 2);
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].movement.cause.reference, "r1");
  const std::vector<LedgerTable::Entry> rest = Of("SG-61", first[1].sequence, 2);
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].movement.cause.reference, "r3");
}

TEST_P(LedgerTableTest, FindsABalanceThatIsNotTheFoldOfItsMovements) {
  Post(Received("SG-61", 3, "r1"));
  Post(Received("TELE", 1, "r1"));
  rig->RunByHand(
      "UPDATE balances SET available = 4 WHERE sku = 'SG-61'; DELETE FROM balances WHERE sku = 'TELE';"
      "INSERT INTO balances VALUES ('GHOST', 'sandbox', 0, 0, 0, 6)");

  const auto found = Do([](Transaction& tx) { return tx.ledger.FindMismatches(9); });

  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].sku, Sku("GHOST"));
  EXPECT_EQ(found[0].world, World::kSandbox);
  EXPECT_EQ(found[0].stored.oversold, Quantity(6));
  EXPECT_EQ(found[1].sku, Sku("SG-61"));
  EXPECT_EQ(found[1].stored.available, Quantity(4));
  EXPECT_EQ(found[1].folded.available, Quantity(3));
  EXPECT_EQ(found[2].sku, Sku("TELE"));
  EXPECT_EQ(found[2].folded.available, Quantity(1));
  EXPECT_EQ(Do([](Transaction& tx) { return tx.ledger.FindMismatches(1); }).size(), 1u);
}

TEST_P(LedgerTableTest, DropsTheSandboxWorldByOppositeMovements) {
  Post(Received("SG-61", 5, "r1"));
  Post(Moved(World::kSandbox, "SG-61", Account::kSupply, Account::kAvailable, 3, "s0"));
  Post(Moved(World::kSandbox, "SG-61", Account::kAvailable, Account::kReserved, 7, "s1"));
  Post(Moved(World::kSandbox, "SG-61", Account::kReserved, Account::kAvailable, 2, "s2"));
  Post(Moved(World::kSandbox, "SG-61", Account::kReserved, Account::kCommitted, 4, "s3"));
  const Cause cause{"drop", "request 1", "start again"};

  EXPECT_EQ(Do([&](Transaction& tx) { return tx.ledger.DropSandboxWorld(cause, At(1)); }), 3);

  EXPECT_EQ(BalanceOf("SG-61", World::kSandbox), Balance{});
  EXPECT_EQ(BalanceOf("SG-61", World::kReal), (Balance{Quantity(5), {}, {}, {}}));
  EXPECT_EQ(Of("SG-61", 0, 99).size(), 8u);
  ExpectNoMismatch();
  EXPECT_EQ(Do([&](Transaction& tx) { return tx.ledger.DropSandboxWorld(cause, At(2)); }), 0);
}

TEST_P(LedgerTableTest, RefusesToDropANewSimulationUnderAnOldCause) {
  const Cause cause{"drop", "request 1", ""};
  Post(Moved(World::kSandbox, "SG-61", Account::kSupply, Account::kAvailable, 3, "s0"));
  Do([&](Transaction& tx) { return tx.ledger.DropSandboxWorld(cause, At(1)); });
  Post(Moved(World::kSandbox, "SG-61", Account::kSupply, Account::kAvailable, 3, "s1"));

  EXPECT_EQ(ErrorOf([&](Transaction& tx) -> Result<void> {
              RIFF_TRY(tx.ledger.DropSandboxWorld(cause, At(2)));
              return {};
            }),
            ErrorKind::kConflict);
  EXPECT_EQ(BalanceOf("SG-61", World::kSandbox).available, Quantity(3));
}

TEST_P(LedgerTableTest, EditsAndDeletesNoMovementEvenByHand) {
  Post(Received("SG-61", 1, "r1"));

  EXPECT_DEATH(rig->RunByHand("UPDATE movements SET quantity = 2"), "the test's own SQL is right");
  EXPECT_DEATH(rig->RunByHand("DELETE FROM movements"), "the test's own SQL is right");
  EXPECT_EQ(Of("SG-61", 0, 9).size(), 1u);
}

TEST_P(LedgerTableTest, SellsTheLastUnitToOneOfTwoSessions) {
  Post(Received("SG-61", 1, "r1"));
  const std::unique_ptr<Store> other = OpenStore();
  const auto reserve = [](Store& session, const std::string& hold) {
    return session
        .Transact([&](Transaction& tx) -> Result<void> {
          RIFF_TRY(tx.ledger.Post(Moved(World::kReal, "SG-61", Account::kAvailable, Account::kReserved, 1, hold)));
          return {};
        })
        .has_value();
  };

  EXPECT_TRUE(reserve(*store, "h1"));
  EXPECT_FALSE(reserve(*other, "h2"));
}

}  // namespace
}  // namespace riff
