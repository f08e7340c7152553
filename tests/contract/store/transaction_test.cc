#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

using TransactionTest = StoreContract;
RIFF_STORE_SUITE(TransactionTest);

TEST_P(TransactionTest, KeepsWhatTheBodyWroteOverARestart) {
  Do([](Transaction& tx) { return tx.settings.Set("stage", "hybrid"); });

  store.reset();
  database.reset();
  database = rig->OpenAgain();
  store = OpenStore();

  EXPECT_EQ(Do([](Transaction& tx) { return tx.settings.Get("stage"); }), "hybrid");
}

TEST_P(TransactionTest, LeavesNothingWhenTheBodyFails) {
  const ErrorKind kind = ErrorOf([](Transaction& tx) -> Result<void> {
    RIFF_TRY(tx.settings.Set("stage", "hybrid"));
    RIFF_TRY(tx.products.MarkDirty(Sku("SG-61")));
    return Fail(ErrorKind::kRejected, "no");
  });

  EXPECT_EQ(kind, ErrorKind::kRejected);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.settings.Get("stage"); }), std::nullopt);
  EXPECT_TRUE(Do([](Transaction& tx) { return tx.products.ListDirty(Sku(), 10); }).empty());
}

TEST_P(TransactionTest, LeavesNothingWhenAnExceptionPassesThrough) {
  EXPECT_THROW((void)store->Transact([](Transaction& tx) -> Result<void> {
    RIFF_TRY(tx.settings.Set("stage", "hybrid"));
    throw std::bad_alloc();
  }),
               std::bad_alloc);

  EXPECT_EQ(Do([](Transaction& tx) { return tx.settings.Get("stage"); }), std::nullopt);
}

TEST_P(TransactionTest, LeavesNothingWhenTheProcessDiesInside) {
  store.reset();
  database.reset();

  const pid_t child = fork();
  if (child == 0) {
    const std::unique_ptr<Database> own = rig->OpenAgain();
    const Result<std::unique_ptr<Store>> session = own->Open();
    (void)(*session)->Transact([](Transaction& tx) -> Result<void> {
      RIFF_TRY(tx.settings.Set("stage", "hybrid"));
      _exit(7);  // No destructor runs: as good as a kill.
    });
    _exit(1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_EQ(WEXITSTATUS(status), 7);

  database = rig->OpenAgain();
  store = OpenStore();
  EXPECT_EQ(Do([](Transaction& tx) { return tx.settings.Get("stage"); }), std::nullopt);
  Do([](Transaction& tx) { return tx.settings.Set("stage", "live"); });
}

TEST_P(TransactionTest, SeesItsOwnWritesAtOnce) {
  Do([](Transaction& tx) -> Result<void> {
    RIFF_TRY(tx.settings.Set("name", "value"));
    RIFF_TRY(const std::optional<std::string> value, tx.settings.Get("name"));
    EXPECT_EQ(value, "value");
    return {};
  });
}

TEST_P(TransactionTest, IsReadingOneSnapshotWhileAnotherSessionWrites) {
  Do([](Transaction& tx) { return tx.settings.Set("name", "old"); });
  const std::unique_ptr<Store> writer = OpenStore();

  const Result<void> read = store->Read([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(const std::optional<std::string> before, tx.settings.Get("name"));
    In(*writer, [](Transaction& other) { return other.settings.Set("name", "new"); });
    RIFF_TRY(const std::optional<std::string> after, tx.settings.Get("name"));
    EXPECT_EQ(before, "old");
    EXPECT_EQ(after, "old");
    return {};
  });

  EXPECT_TRUE(read.has_value());
  EXPECT_EQ(Do([](Transaction& tx) { return tx.settings.Get("name"); }), "new");
}

TEST_P(TransactionTest, RefusesToWriteInARead) {
  const Result<void> read = store->Read([](Transaction& tx) { return tx.settings.Set("name", "value"); });

  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.settings.Get("name"); }), std::nullopt);
}

TEST_P(TransactionTest, IsUnavailableWhileAnotherSessionHoldsTheLock) {
  const std::unique_ptr<Store> other = OpenStore();
  ErrorKind kind = ErrorKind::kInvalid;

  Do([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(tx.settings.Set("name", "held"));
    const Result<void> refused = other->Transact([](Transaction& late) { return late.settings.Set("name", "late"); });
    kind = refused.has_value() ? ErrorKind::kUnsupported : refused.error().kind;
    return {};
  });

  EXPECT_EQ(kind, ErrorKind::kUnavailable);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.settings.Get("name"); }), "held");
  In(*other, [](Transaction& tx) { return tx.settings.Set("name", "later"); });
}

TEST_P(TransactionTest, GoesOnAfterAStatementThatAConstraintRefused) {
  const ErrorKind kind = ErrorOf([](Transaction& tx) {
    TodoEvent event;
    event.todo = TodoId(404);  // There is no such item.
    return tx.todos.AppendEvent(event);
  });

  EXPECT_EQ(kind, ErrorKind::kConflict);
  Do([](Transaction& tx) { return tx.settings.Set("name", "value"); });
}

TEST_P(TransactionTest, RefusesATextWithANul) {
  const ErrorKind kind = ErrorOf([](Transaction& tx) { return tx.settings.Set("name", std::string("cut\0here", 8)); });

  EXPECT_EQ(kind, ErrorKind::kInvalid);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.settings.Get("name"); }), std::nullopt);
}

TEST_P(TransactionTest, LosesNoIncrementOfTwoSessionsInTwoThreads) {
  constexpr int kRounds = 40;
  const auto count = [this] {
    const std::unique_ptr<Store> session = OpenStore();
    for (int done = 0; done < kRounds;) {
      const Result<void> counted = session->Transact([](Transaction& tx) -> Result<void> {
        RIFF_TRY(const std::optional<std::string> value, tx.settings.Get("count"));
        return tx.settings.Set("count", std::to_string(std::stoi(value.value_or("0")) + 1));
      });
      done += counted.has_value() ? 1 : 0;  // Busy: certainly not done, so again.
    }
  };

  std::thread first(count);
  std::thread second(count);
  first.join();
  second.join();

  EXPECT_EQ(Do([](Transaction& tx) { return tx.settings.Get("count"); }), std::to_string(2 * kRounds));
}

using SettingTest = StoreContract;
RIFF_STORE_SUITE(SettingTest);

TEST_P(SettingTest, ReplacesRemovesAndListsByPrefix) {
  Do([](Transaction& tx) -> Result<void> {
    RIFF_TRY(tx.settings.Set("flag/b", "1"));
    RIFF_TRY(tx.settings.Set("flag/a", "1"));
    RIFF_TRY(tx.settings.Set("flag/a", "2"));
    RIFF_TRY(tx.settings.Set("flag%c", "3"));
    RIFF_TRY(tx.settings.Set("flag/d", "4"));
    return tx.settings.Remove("flag/d");
  });

  const std::map<std::string, std::string> expected = {{"flag/a", "2"}, {"flag/b", "1"}};
  EXPECT_EQ(Do([](Transaction& tx) { return tx.settings.WithPrefix("flag/"); }), expected);
}

}  // namespace
}  // namespace riff
