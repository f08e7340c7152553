#include "engine/store/statement.h"

#include <gtest/gtest.h>

#include "engine/store/query.h"

namespace riff {
namespace {

using Names = std::vector<std::string>;

TEST(ParameterNamesTest, AnswersEachNameOnceInTheOrderOfTheText) {
  EXPECT_EQ(ParameterNames("SELECT :b, :a_1 FROM t WHERE x = :b AND y>:c"), (Names{"b", "a_1", "c"}));
}

TEST(ParameterNamesTest, FindsNoneInQuotedTextAndAfterALoneColon) {
  EXPECT_EQ(ParameterNames("SELECT 'at :noon', ': ', :real WHERE a = 'it''s :not'"), Names{"real"});
  EXPECT_EQ(ParameterNames("SELECT 1 : 2"), Names{});
}

constexpr Sql kCreate = {"CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE, size REAL)"};
constexpr Sql kInsert = {"INSERT INTO t (name, size) VALUES (:name, :size)"};
constexpr Sql kReturning = {"INSERT INTO t (name) VALUES (:name) RETURNING id", "i"};
constexpr Sql kSelect = {"SELECT id, name, size FROM t WHERE id >= :least ORDER BY id", "itr"};
constexpr Sql kBroken = {"SELECT nothing FROM nowhere", "i"};

class StatementCacheTest : public testing::Test {
 protected:
  StatementCacheTest() {
    Result<std::unique_ptr<Session>> opened = Session::Open({":memory:", Duration(0), SessionOptions::Kind::kMemory});
    session = *std::move(opened);
    Write([this] { return Query(*session, kCreate).Run(); });
  }

  Result<void> Write(const std::function<Result<void>()>& body) { return session->Run(TransactionMode::kWrite, body); }
  Result<void> Insert(const std::string& name) {
    return Write([&] { return Query(*session, kInsert).Bind("name", name).Bind("size", 0.5).Run(); });
  }

  std::unique_ptr<Session> session;
};

TEST_F(StatementCacheTest, UsesAStatementAgainWithOtherValues) {
  const std::size_t before = session->statements().idle();
  ASSERT_TRUE(Insert("a").has_value());
  ASSERT_TRUE(Insert("b").has_value());

  EXPECT_EQ(session->statements().idle(), before + 1);
  std::vector<std::string> names;
  ASSERT_TRUE(Write([&]() -> Result<void> {
                Query query(*session, kSelect);
                query.Bind("least", 1);
                RIFF_TRY(names, ReadRows<std::string>(query, [](Query& row) -> Result<std::string> {
                           row.Integer();
                           return row.Text();
                         }));
                return {};
              }).has_value());
  EXPECT_EQ(names, (Names{"a", "b"}));
}

TEST_F(StatementCacheTest, GivesAQueryInsideAnotherOneAStatementOfItsOwn) {
  ASSERT_TRUE(Insert("a").has_value());
  ASSERT_TRUE(Insert("b").has_value());
  int pairs = 0;

  ASSERT_TRUE(Write([&]() -> Result<void> {
                Query outer(*session, kSelect);
                outer.Bind("least", 1);
                while (*outer.Next()) {
                  Query inner(*session, kSelect);
                  inner.Bind("least", 1);
                  while (*inner.Next()) {
                    ++pairs;
                  }
                }
                return {};
              }).has_value());

  EXPECT_EQ(pairs, 4);
}

TEST_F(StatementCacheTest, ResetsAStatementThatFailed) {
  ASSERT_TRUE(Insert("a").has_value());

  const Result<void> twice = Insert("a");
  ASSERT_FALSE(twice.has_value());
  EXPECT_EQ(twice.error().kind, ErrorKind::kConflict);

  EXPECT_TRUE(Insert("b").has_value());
}

TEST_F(StatementCacheTest, ResetsAStatementWhoseRowsWereNotAllRead) {
  ASSERT_TRUE(Insert("a").has_value());
  ASSERT_TRUE(Insert("b").has_value());
  const auto read_one = [this] {
    return Write([this]() -> Result<void> {
      Query query(*session, kReturning);
      query.Bind("name", "c" + std::to_string(session->statements().idle()));
      RIFF_TRY(query.Next());
      return {};
    });
  };

  EXPECT_TRUE(read_one().has_value());  // A statement still running would make the commit fail.
  EXPECT_TRUE(Insert("d").has_value());
}

TEST_F(StatementCacheTest, KeepsNoStatementThatCannotBePrepared) {
  const std::size_t before = session->statements().idle();

  const Result<void> broken = Write([this]() -> Result<void> {
    RIFF_TRY(Query(*session, kBroken).Next());
    return {};
  });

  ASSERT_FALSE(broken.has_value());
  EXPECT_EQ(broken.error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(session->statements().idle(), before);
}

TEST_F(StatementCacheTest, ReadsBackNullsLargeNumbersAndFractions) {
  constexpr Sql kEcho = {"SELECT :number, :nothing, :fraction, :text", "iirt"};
  static constexpr Sql kKept = kEcho;

  ASSERT_TRUE(Write([&]() -> Result<void> {
                Query query(*session, kKept);
                query.Bind("number", std::int64_t{-9'007'199'254'740'993})
                    .Bind("nothing", std::optional<std::int64_t>())
                    .Bind("fraction", 0.1)
                    .Bind("text", "日本");
                RIFF_TRY(query.Next());
                EXPECT_EQ(query.Integer(), -9'007'199'254'740'993);
                EXPECT_EQ(query.OptionalInteger(), std::nullopt);
                EXPECT_EQ(query.Real(), 0.1);
                EXPECT_EQ(query.Text(), "日本");
                return {};
              }).has_value());
}

using StatementCacheDeathTest = StatementCacheTest;

TEST_F(StatementCacheDeathTest, StopsAtAParameterThatWasNotBoundThisTime) {
  ASSERT_TRUE(Insert("a").has_value());

  EXPECT_DEATH((void)Write([this] { return Query(*session, kInsert).Bind("name", "b").Run(); }),
               "would send the last call's value");
}

TEST_F(StatementCacheDeathTest, StopsAtANullThatIsReadAsAValue) {
  EXPECT_DEATH((void)Write([this]() -> Result<void> {
                 static constexpr Sql kNull = {"SELECT NULL", "i"};
                 Query query(*session, kNull);
                 RIFF_TRY(query.Next());
                 query.Integer();
                 return {};
               }),
               "may be NULL");
}

}  // namespace
}  // namespace riff
