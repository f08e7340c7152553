#include "engine/store/database.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "engine/base/manual_clock.h"
#include "engine/store/migrations.h"

namespace riff {
namespace {

class OpenDatabaseTest : public testing::Test {
 protected:
  OpenDatabaseTest() {
    std::string name = (std::filesystem::temp_directory_path() / "riff database XXXXXX").string();
    folder = mkdtemp(name.data());
  }
  ~OpenDatabaseTest() override { std::filesystem::remove_all(folder); }

  Result<std::unique_ptr<Database>> Open(const std::string& url) {
    return OpenDatabase({url, folder.string(), clock, std::chrono::milliseconds(20)});
  }
  ErrorKind Refusal(const std::string& url) {
    const Result<std::unique_ptr<Database>> opened = Open(url);
    return opened.has_value() ? ErrorKind::kAmbiguous : opened.error().kind;
  }

  ManualClock clock{FromMicros(0)};
  std::filesystem::path folder;
};

TEST_F(OpenDatabaseTest, MakesTheFileInTheFolderGiven) {
  EXPECT_TRUE(Open("sqlite:my store.db").has_value());

  EXPECT_TRUE(std::filesystem::exists(folder / "my store.db"));
}

TEST_F(OpenDatabaseTest, TakesAnAbsolutePathAsItIs) {
  EXPECT_TRUE(Open("sqlite:" + (folder / "absolute.db").string()).has_value());

  EXPECT_TRUE(std::filesystem::exists(folder / "absolute.db"));
}

TEST_F(OpenDatabaseTest, SaysThatPostgresIsNotSupportedYet) {
  EXPECT_EQ(Refusal("postgresql://user@host/db"), ErrorKind::kUnsupported);
}

TEST_F(OpenDatabaseTest, RefusesAUrlOfAnotherForm) {
  for (const char* url : {"", "sqlite:", "store.db", "mysql://x", "sqlite:a\"b"}) {
    EXPECT_EQ(Refusal(url), ErrorKind::kInvalid) << url;
  }
}

TEST_F(OpenDatabaseTest, IsUnavailableWhereNoFileCanBe) {
  EXPECT_EQ(Refusal("sqlite:no/such/folder/store.db"), ErrorKind::kUnavailable);
}

TEST_F(OpenDatabaseTest, RefusesAFileThatIsNoDatabase) {
  std::ofstream(folder / "notes.txt") << std::string(4096, 'n');

  EXPECT_EQ(Refusal("sqlite:notes.txt"), ErrorKind::kInvalid);
}

TEST_F(OpenDatabaseTest, SharesAMemoryDatabaseAmongItsOwnSessionsOnly) {
  const std::unique_ptr<Database> first = *Open("sqlite::memory:");
  const std::unique_ptr<Database> second = *Open("sqlite::memory:");
  ASSERT_TRUE(MigrateUp(*first).has_value());
  const std::unique_ptr<Store> writer = *first->Open();
  const std::unique_ptr<Store> reader = *first->Open();

  ASSERT_TRUE(writer->Transact([](Transaction& tx) { return tx.settings.Set("name", "value"); }).has_value());

  std::optional<std::string> value;
  ASSERT_TRUE(reader
                  ->Read([&](Transaction& tx) -> Result<void> {
                    RIFF_TRY(value, tx.settings.Get("name"));
                    return {};
                  })
                  .has_value());
  EXPECT_EQ(value, "value");
  EXPECT_EQ(*SchemaStateOf(*second), SchemaState::kEmpty);
}

TEST_F(OpenDatabaseTest, AnswersAnErrorForATableThatIsNotThereYet) {
  const std::unique_ptr<Database> database = *Open("sqlite:empty.db");
  const std::unique_ptr<Store> store = *database->Open();

  const Result<void> read = store->Read([](Transaction& tx) -> Result<void> {
    RIFF_TRY(tx.products.Count());
    return {};
  });

  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::kInvalid);
}

}  // namespace
}  // namespace riff
