#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

class MigrationTest : public StoreContract {
 protected:
  MigrationTest() { store.reset(); }

  std::vector<std::string> Up() { return Must(MigrateUp(*database)); }
  std::vector<std::string> Down(std::int64_t to) { return Must(MigrateDown(*database, to)); }
  std::vector<std::string> Verify() { return Must(VerifyMigrations(*database)); }
  SchemaState State() { return Must(SchemaStateOf(*database)); }

  template <class T>
  static T Must(Result<T> result) {
    EXPECT_TRUE(result.has_value()) << result.error().message;
    return result.has_value() ? *std::move(result) : T{};
  }
};
RIFF_STORE_SUITE(MigrationTest);

using Lines = std::vector<std::string>;

TEST_P(MigrationTest, GoesUpAllTheWayDownAndUpAgain) {
  EXPECT_EQ(State(), SchemaState::kCurrent);
  EXPECT_TRUE(CheckSchema(*database).has_value());

  const Lines undone = Down(0);
  EXPECT_GE(undone.size(), 9u);
  EXPECT_EQ(undone.back(), "0001_products");
  EXPECT_EQ(State(), SchemaState::kEmpty);
  EXPECT_EQ(Verify(), Lines{});

  EXPECT_EQ(Up().size(), undone.size());
  EXPECT_EQ(State(), SchemaState::kCurrent);
  EXPECT_EQ(Verify(), Lines{});
}

TEST_P(MigrationTest, AppliesNothingTwice) {
  EXPECT_EQ(Up(), Lines{});
  EXPECT_EQ(Down(1).size(), Must(MigrationStatus(*database)).size() - 1);
  EXPECT_EQ(Down(1), Lines{});
}

TEST_P(MigrationTest, UndoesEachOneByItself) {
  const std::vector<MigrationLine> lines = Must(MigrationStatus(*database));
  for (std::size_t i = lines.size(); i-- > 0;) {
    EXPECT_EQ(Down(lines[i].version - 1), Lines{lines[i].name});
    EXPECT_EQ(Verify(), Lines{});
  }
}

TEST_P(MigrationTest, SaysWhatIsAppliedAndSinceWhen) {
  Down(1);
  const std::vector<MigrationLine> lines = Must(MigrationStatus(*database));

  EXPECT_EQ(lines[0].name, "0001_products");
  EXPECT_EQ(lines[0].version, 1);
  EXPECT_EQ(lines[0].state, MigrationState::kApplied);
  EXPECT_EQ(lines[0].applied_at, clock.Now());
  EXPECT_EQ(lines[7].name, "0008_activity");
  EXPECT_EQ(lines[7].version, 8);
  EXPECT_EQ(lines[7].state, MigrationState::kPending);
  EXPECT_EQ(lines[7].applied_at, std::nullopt);
}

TEST_P(MigrationTest, NamesTheCommandForAStoreThatIsEmptyOrOlder) {
  Down(4);
  EXPECT_EQ(State(), SchemaState::kOlder);
  const Result<void> older = CheckSchema(*database);
  Down(0);
  const Result<void> empty = CheckSchema(*database);

  for (const Result<void>& refused : {older, empty}) {
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, ErrorKind::kRejected);
    EXPECT_NE(refused.error().message.find("riff migrate up"), std::string::npos);
  }
}

TEST_P(MigrationTest, RefusesAStoreOfANewerProgram) {
  rig->RunByHand("INSERT INTO schema_migrations VALUES (9000, '9000_future', 'x', 0)");

  EXPECT_EQ(State(), SchemaState::kNewer);
  EXPECT_FALSE(CheckSchema(*database).has_value());
  EXPECT_EQ(MigrateUp(*database).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(MigrateDown(*database, 0).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(Verify(), Lines{"migration 9000_future is not known to this program"});
  EXPECT_EQ(Must(MigrationStatus(*database)).back().state, MigrationState::kUnknown);
}

TEST_P(MigrationTest, FindsAnEditedChecksumAndGoesNoFurther) {
  Down(8);
  rig->RunByHand("UPDATE schema_migrations SET checksum = 'edited' WHERE version = 3");

  EXPECT_EQ(Verify(), Lines{"migration 0003_ledger was another one when it was applied"});
  EXPECT_EQ(MigrateUp(*database).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(State(), SchemaState::kOlder);
}

TEST_P(MigrationTest, FindsEachObjectThatDrifted) {
  rig->RunByHand("DROP INDEX outbox_queue; CREATE TABLE mine (a INTEGER); ALTER TABLE settings ADD COLUMN b TEXT;");

  EXPECT_EQ(Verify(), (Lines{"index outbox_queue is missing", "table settings is not as its migration made it",
                             "table mine is not of any migration"}));
}

TEST_P(MigrationTest, KeepsEarlierMigrationsWhenALaterOneFails) {
  Down(5);
  rig->RunByHand("CREATE TABLE todo_items (a INTEGER)");  // 0007 makes a table of this name.

  EXPECT_FALSE(MigrateUp(*database).has_value());

  const std::vector<MigrationLine> lines = Must(MigrationStatus(*database));
  EXPECT_EQ(lines[5].state, MigrationState::kApplied);
  EXPECT_EQ(lines[6].state, MigrationState::kPending);
  rig->RunByHand("DROP TABLE todo_items");
  EXPECT_EQ(Up().front(), "0007_todos");
  EXPECT_EQ(Verify(), Lines{});
}

TEST_P(MigrationTest, HasAViewOfEachPlatformsListings) {
  store = OpenStore();
  Do([&](Transaction& tx) { return tx.listings.Save(FullListing({kReverbSandbox, RemoteId("1")}, clock.Now())); });

  // Fails, and the rig with it, where a view does not answer.
  for (const char* platform : {"ebay", "reverb", "shopify", "tiktok", "vr"}) {
    const std::string view = std::string(platform) + "_listings";
    const char* rows = view == "reverb_listings" ? "1" : "0";
    rig->RunByHand("CREATE TABLE counted (n INTEGER CHECK (n = " + std::string(rows) +
                   ")); INSERT INTO counted SELECT count(*) FROM " + view +
                   " WHERE environment = 'sandbox'; DROP TABLE counted;");
  }
}

}  // namespace
}  // namespace riff
