#include "engine/ledger/hold_rules.h"

#include <gtest/gtest.h>

#include "engine/ledger/balance_rules.h"

namespace riff {
namespace {

constexpr Timestamp kNow = Timestamp(std::chrono::hours(1000));

HoldLine Line(const std::string& sku, std::int64_t units) { return HoldLine{Sku(sku), Quantity(units), {}}; }

HoldRequest Request(std::vector<HoldLine> lines) {
  HoldRequest request;
  request.owner = "till-1";
  request.lines = std::move(lines);
  return request;
}

Hold HoldOf(const std::string& sku, std::int64_t units, std::int64_t committed) {
  Hold hold;
  hold.id = HoldId("h1");
  hold.owner = "till-1";
  hold.lines = {HoldLine{Sku(sku), Quantity(units), Quantity(committed)}};
  hold.placed_at = kNow;
  return hold;
}

TEST(NormaliseHold, AddsUpLinesOfOneProductAndOrdersThem) {
  const Result<HoldRequest> normal = NormaliseHold(Request({Line("Z", 1), Line("A", 2), Line("Z", 3)}), HoldLimits{});

  ASSERT_TRUE(normal.has_value());
  EXPECT_EQ(normal->lines, (std::vector<HoldLine>{Line("A", 2), Line("Z", 4)}));
}

TEST(NormaliseHold, FillsInTheUsualTimeToLive) {
  const Result<HoldRequest> normal = NormaliseHold(Request({Line("A", 1)}), HoldLimits{});

  ASSERT_TRUE(normal.has_value());
  EXPECT_EQ(normal->ttl, std::chrono::seconds(1200));
}

TEST(NormaliseHold, RefusesWhatIsOutOfBoundsAndSaysWhere) {
  const HoldLimits limits;
  const auto refusal = [&limits](HoldRequest request) {
    const Result<HoldRequest> normal = NormaliseHold(request, limits);
    EXPECT_FALSE(normal.has_value());
    EXPECT_EQ(normal.has_value() ? ErrorKind::kAmbiguous : normal.error().kind, ErrorKind::kInvalid);
    return normal.has_value() ? "" : normal.error().message;
  };

  EXPECT_NE(refusal(Request({})).find("lines"), std::string::npos);
  EXPECT_NE(refusal(Request(std::vector<HoldLine>(101, Line("A", 1)))).find("101"), std::string::npos);
  EXPECT_NE(refusal(Request({Line("A", 1), Line("", 1)})).find("line 2"), std::string::npos);
  EXPECT_NE(refusal(Request({Line("A", 0)})).find("line 1"), std::string::npos);
  EXPECT_NE(refusal(Request({Line("A", -3)})).find("-3"), std::string::npos);
  EXPECT_NE(refusal(Request({Line("A", 1'000'001)})).find("1000000"), std::string::npos);
  HoldRequest nobody = Request({Line("A", 1)});
  nobody.owner = "";
  EXPECT_NE(refusal(nobody).find("owner"), std::string::npos);
  HoldRequest hasty = Request({Line("A", 1)});
  hasty.ttl = std::chrono::milliseconds(10);
  EXPECT_NE(refusal(hasty).find("ttl"), std::string::npos);
  HoldRequest endless = Request({Line("A", 1)});
  endless.ttl = std::chrono::hours(25);
  EXPECT_NE(refusal(endless).find("ttl"), std::string::npos);
  HoldRequest long_key = Request({Line("A", 1)});
  long_key.key = std::string(256, 'k');
  EXPECT_NE(refusal(long_key).find("255"), std::string::npos);
}

TEST(RequestDigest, ChangesWithEveryPartButTheKey) {
  const HoldRequest first = Request({Line("A", 1)});
  HoldRequest other = first;
  other.key = "k2";
  EXPECT_EQ(RequestDigest(first), RequestDigest(other));

  other = first;
  other.lines[0].quantity = Quantity(2);
  EXPECT_NE(RequestDigest(first), RequestDigest(other));
  other = first;
  other.owner = "till-2";
  EXPECT_NE(RequestDigest(first), RequestDigest(other));
  other = first;
  other.reference = "cart 9";
  EXPECT_NE(RequestDigest(first), RequestDigest(other));
  other = first;
  other.world = World::kSandbox;
  EXPECT_NE(RequestDigest(first), RequestDigest(other));
  other = first;
  other.ttl = std::chrono::seconds(7);
  EXPECT_NE(RequestDigest(first), RequestDigest(other));
}

TEST(HoldIdOf, DoesNotMixOwnersAndKeys) {
  EXPECT_EQ(HoldIdOf("till-1", "k"), HoldIdOf("till-1", "k"));
  EXPECT_NE(HoldIdOf("till-1", "k"), HoldIdOf("till-2", "k"));
  EXPECT_NE(HoldIdOf("a", "bc"), HoldIdOf("ab", "c"));
}

TEST(HoldMovements, PlaceThenEndLeaveNothingReserved) {
  for (const HoldEnd end : {HoldEnd::kCommit, HoldEnd::kRelease, HoldEnd::kExpire}) {
    const Hold hold = HoldOf("A", 5, end == HoldEnd::kCommit ? 2 : 0);
    std::vector<Movement> all = PlaceMovements(hold);
    const std::vector<Movement> second = EndMovements(hold, end, kNow);
    all.insert(all.end(), second.begin(), second.end());

    const Balance sum = Fold(all);

    EXPECT_EQ(sum.reserved, Quantity(0));
    EXPECT_EQ(sum.committed, end == HoldEnd::kCommit ? Quantity(2) : Quantity(0));
    EXPECT_EQ(sum.available, end == HoldEnd::kCommit ? Quantity(-2) : Quantity(0));
  }
}

TEST(HoldMovements, EveryEndHasACauseOfItsOwn) {
  const Hold hold = HoldOf("A", 1, 1);
  const MovementId committed = EndMovements(hold, HoldEnd::kCommit, kNow)[0].id;
  const MovementId released = EndMovements(hold, HoldEnd::kRelease, kNow)[0].id;
  const MovementId expired = EndMovements(hold, HoldEnd::kExpire, kNow)[0].id;
  const MovementId late = LateCommitMovements(hold, kNow)[0].id;

  EXPECT_NE(released, expired);
  EXPECT_NE(committed, late);
  EXPECT_EQ(committed, EndMovements(hold, HoldEnd::kCommit, kNow + std::chrono::hours(1))[0].id);
}

TEST(CounterSale, TakesUnitsOutOfTheShop) {
  const Movement sale = CounterSale(World::kReal, Sku("A"), Quantity(1), "s1", kNow);

  EXPECT_EQ(sale.from, Account::kAvailable);
  EXPECT_EQ(sale.to, Account::kShipped);
  EXPECT_EQ(sale.id, CounterSale(World::kReal, Sku("A"), Quantity(1), "s1", kNow).id);
  EXPECT_NE(sale.id, CounterSale(World::kReal, Sku("A"), Quantity(1), "s2", kNow).id);
}

}  // namespace
}  // namespace riff
