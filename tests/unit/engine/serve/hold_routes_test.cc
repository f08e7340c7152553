#include "engine/serve/hold_routes.h"

#include <thread>

#include "tests/unit/engine/serve/checkout_bench.h"

namespace riff {
namespace {

using std::chrono::minutes;
using testing::HasSubstr;

class HoldRoutesTest : public CheckoutTest {};

TEST_F(HoldRoutesTest, SetsUnitsAsideAndSaysWhich) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  rig.AddProduct("SG-61", 1);

  const ServerResponse response = Post("/holds", R"({"owner":"web","reference":"cart 7","ttl_seconds":90,
      "world":"real","lines":[{"sku":"STR-10","quantity":2},{"sku":"SG-61","quantity":1}]})");

  EXPECT_EQ(response.status, 201);
  const std::string id = TextIn(response, "id");
  EXPECT_EQ(HeaderOf(response, "Location"), "/api/inventory/holds/" + id);
  EXPECT_EQ(response.body,
            R"({"id":")" + id +
                R"(","state":"active","owner":"web","reference":"cart 7","world":"real","lines":[)"
                R"({"sku":"SG-61","quantity":1,"committed":0},{"sku":"STR-10","quantity":2,"committed":0}],)"
                R"("placed_at":")" +
                FormatUtc(boot.Read().wall) + R"(","expires_at":")" +
                FormatUtc(boot.Read().wall + std::chrono::seconds(90)) + R"(","extended":false})");
  EXPECT_EQ(rig.BalanceOf("STR-10").reserved, Quantity(2));
  EXPECT_EQ(Ask("GET", "/api/inventory/holds/" + id).body, response.body);
  EXPECT_EQ(moved, 1);
}

TEST_F(HoldRoutesTest, AHoldThatNamesNoOwnerAndNoTimeHasTheUsualOnes) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);

  const ServerResponse response = Place(1);

  EXPECT_EQ(TextIn(response, "owner"), "http");
  EXPECT_EQ(TextIn(response, "expires_at"), FormatUtc(boot.Read().wall + std::chrono::seconds(1200)));
}

TEST_F(HoldRoutesTest, AnswersARepeatOfAKeyAsTheFirstTime) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const ServerResponse first = Place(2, "k-1");
  Post("/holds/" + TextIn(first, "id") + "/release");
  boot.Pass(minutes(1));
  const int moved_before = moved;

  const ServerResponse again = Place(2, "k-1");

  EXPECT_EQ(HeaderOf(first, "Idempotency-Replayed"), "");
  EXPECT_EQ(HeaderOf(again, "Idempotency-Replayed"), "true");
  EXPECT_EQ(again.status, first.status);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(HeaderOf(again, "Location"), HeaderOf(first, "Location"));
  EXPECT_EQ(rig.Available("STR-10"), 5);
  EXPECT_EQ(moved, moved_before);
}

TEST_F(HoldRoutesTest, RefusesAnotherBodyUnderAKey) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  Place(2, "k-1");

  ExpectRefusal(Place(3, "k-1"), 409, "idempotency_key_reused");
  ExpectRefusal(Place(2, "k-1", R"(,"reference":"other")"), 409, "idempotency_key_reused");
  ExpectRefusal(Place(2, std::string(256, 'k')), 422, "invalid_request");

  EXPECT_EQ(rig.BalanceOf("STR-10").reserved, Quantity(2));
}

TEST_F(HoldRoutesTest, ARefusedKeyMayAskAgain) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  ExpectRefusal(Place(6, "k-1"), 409, "insufficient_stock");
  rig.SetAvailable("STR-10", 6, World::kReal);

  EXPECT_EQ(Place(6, "k-1").status, 201);
}

TEST_F(HoldRoutesTest, NamesEveryLineThatWantsTooMuch) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  rig.AddProduct("STR-11", 9, ProductKind::kStocked);
  rig.AddProduct("SG-61", 1);
  const std::string body = R"({"lines":[{"sku":"STR-10","quantity":6},{"sku":"STR-11","quantity":9},
                                        {"sku":"SG-61","quantity":2}]})";
  const std::string lines =
      R"("lines":[{"sku":"SG-61","wanted":2,"available":1},{"sku":"STR-10","wanted":6,"available":5}])";

  for (const char* path : {"/holds", "/validate"}) {
    const ServerResponse response = Post(path, body);
    ExpectRefusal(response, 409, "insufficient_stock");
    EXPECT_THAT(response.body, HasSubstr(lines));
  }

  EXPECT_EQ(rig.BalanceOf("STR-11").reserved, Quantity(0));
  EXPECT_EQ(moved, 0);
}

TEST_F(HoldRoutesTest, AValidationHoldsNothing) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);

  const ServerResponse response = Post("/validate", R"({"lines":[{"sku":"STR-10","quantity":5}]})");

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"valid":true,"mode":"reserve_ttl","hold":null})");
  EXPECT_EQ(rig.Available("STR-10"), 5);
  EXPECT_EQ(Counted("validated"), 1);
}

TEST_F(HoldRoutesTest, KnowsNoSuchProductAndNoSuchHold) {
  ExpectRefusal(Place(1), 404, "unknown_sku");
  EXPECT_THAT(Place(1).body, HasSubstr("STR-10"));

  for (const char* id : {"h0123", "nope", "h%00", "h0123'", "h"}) {
    const std::string path = std::string("/holds/") + id;
    ExpectRefusal(Ask("GET", "/api/inventory" + path), 404, "unknown_hold");
    for (const char* verb : {"/commit", "/release", "/extend"}) {
      ExpectRefusal(Post(path + verb), 404, "unknown_hold");
    }
  }
}

TEST_F(HoldRoutesTest, AnotherOwnersHoldIsNotTouched) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const std::string hold = "/holds/" + TextIn(Place(2, "", R"(,"owner":"web")"), "id");

  for (const char* verb : {"/commit", "/release", "/extend"}) {
    ExpectRefusal(Post(hold + verb), 403, "other_owner");
    ExpectRefusal(Post(hold + verb, R"({"owner":"till"})"), 403, "other_owner");
  }

  EXPECT_EQ(Post(hold + "/commit", R"({"owner":"web"})").status, 200);
}

TEST_F(HoldRoutesTest, CommitsAllOnceAndForAll) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const std::string hold = "/holds/" + TextIn(Place(2), "id");

  const ServerResponse first = Post(hold + "/commit");
  const ServerResponse again = Post(hold + "/commit", "{}");

  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(TextIn(first, "state"), "committed");
  EXPECT_THAT(first.body, HasSubstr(R"("quantity":2,"committed":2}])"));
  EXPECT_THAT(first.body, HasSubstr(R"("late":false)"));
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(rig.BalanceOf("STR-10"), (Balance{Quantity(3), Quantity(0), Quantity(2), {}}));
  ExpectRefusal(Post(hold + "/release"), 409, "hold_ended");
  ExpectRefusal(Post(hold + "/extend"), 409, "hold_ended");
  ExpectRefusal(Post(hold + "/commit", R"({"lines":[{"sku":"STR-10","quantity":1}]})"), 409, "hold_ended");
}

TEST_F(HoldRoutesTest, CommitsAPartAndGivesTheRestBack) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const std::string hold = "/holds/" + TextIn(Place(4), "id");

  EXPECT_EQ(Post(hold + "/commit", R"({"lines":[{"sku":"STR-10","quantity":1}]})").status, 200);

  EXPECT_EQ(rig.BalanceOf("STR-10"), (Balance{Quantity(4), Quantity(0), Quantity(1), {}}));
  EXPECT_EQ(moved, 2);
}

TEST_F(HoldRoutesTest, RefusesACommitOfWhatIsNotHeld) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const std::string commit = "/holds/" + TextIn(Place(2), "id") + "/commit";

  ExpectRefusal(Post(commit, R"({"lines":[{"sku":"STR-10","quantity":3}]})"), 422, "invalid_field");
  ExpectRefusal(Post(commit, R"({"lines":[{"sku":"SG-61","quantity":1}]})"), 422, "invalid_field");
  ExpectRefusal(Post(commit, R"({"lines":[{"sku":"STR-10","quantity":0}]})"), 422, "invalid_field");
  ExpectRefusal(Post(commit, R"({"lines":[{"sku":"STR-10","quantity":-1}]})"), 422, "invalid_field",
                "lines[0].quantity");
  ExpectRefusal(Post(commit, R"({"lines":[]})"), 422, "invalid_field", "lines");
  ExpectRefusal(Post(commit, R"({"ttl_seconds":5})"), 422, "invalid_field", "ttl_seconds");
  ExpectRefusal(Post(commit, "nonsense"), 400, "invalid_body");

  EXPECT_EQ(rig.BalanceOf("STR-10").reserved, Quantity(2));
}

TEST_F(HoldRoutesTest, GivesBackWhatIsReleasedOnce) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const std::string hold = "/holds/" + TextIn(Place(2), "id");

  EXPECT_EQ(TextIn(Post(hold + "/release"), "state"), "released");
  EXPECT_EQ(TextIn(Post(hold + "/release"), "state"), "released");

  EXPECT_EQ(rig.Available("STR-10"), 5);
  ExpectRefusal(Post(hold + "/commit"), 409, "hold_ended");
}

TEST_F(HoldRoutesTest, ProlongsAHoldOnce) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const std::string hold = "/holds/" + TextIn(Place(2), "id");
  boot.Pass(minutes(10));

  EXPECT_EQ(TextIn(Post(hold + "/extend"), "expires_at"), FormatUtc(boot.Read().wall + minutes(20)));
  ExpectRefusal(Post(hold + "/extend"), 409, "hold_ended");
}

TEST_F(HoldRoutesTest, SellsALatePaymentOnlyWhileTheUnitsAreThere) {
  rig.AddProduct("STR-10", 2, ProductKind::kStocked);
  const std::string first = "/holds/" + TextIn(Place(2), "id");
  boot.Pass(minutes(21));
  const std::string second = "/holds/" + TextIn(Place(2), "id");

  const ServerResponse refused = Post(first + "/commit");
  ExpectRefusal(refused, 409, "late_payment");
  EXPECT_THAT(refused.body, HasSubstr(R"("lines":[{"sku":"STR-10","wanted":2,"available":0}])"));

  Post(second + "/release");
  const ServerResponse sold = Post(first + "/commit");
  EXPECT_EQ(sold.status, 200);
  EXPECT_THAT(sold.body, HasSubstr(R"("late":true)"));
  EXPECT_EQ(rig.BalanceOf("STR-10").committed, Quantity(2));
}

TEST_F(HoldRoutesTest, AStoreThatTakesNothingIsSaidPlainlyAndNothingIsDone) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const std::string hold = "/holds/" + TextIn(Place(2), "id");
  store.fault = Error{ErrorKind::kUnavailable, "database or disk is full: /secret/riff.db", std::nullopt};

  for (const ServerResponse& response :
       {Place(1), Post("/validate", R"({"lines":[{"sku":"STR-10","quantity":1}]})"), Post(hold + "/commit"),
        Post(hold + "/release"), Post(hold + "/extend"), Ask("GET", "/api/inventory" + hold)}) {
    ExpectRefusal(response, 503, "unavailable");
    EXPECT_EQ(HeaderOf(response, "Retry-After"), "1");
    EXPECT_THAT(response.body, Not(HasSubstr("secret")));
  }
  EXPECT_EQ(log.lines.size(), 6u);
  store.fault = ErrorOf(ErrorKind::kAmbiguous);
  ExpectRefusal(Place(1), 500, "outcome_unknown");
  store.fault = ErrorOf(ErrorKind::kInvalid);
  ExpectRefusal(Place(1), 500, "store_failed");

  store.fault.reset();
  EXPECT_EQ(rig.BalanceOf("STR-10").reserved, Quantity(2));
}

TEST_F(HoldRoutesTest, IsForWhoeverHasTheToken) {
  for (const char* path : {"/validate", "/holds", "/holds/h1/commit", "/holds/h1/release", "/holds/h1/extend"}) {
    EXPECT_EQ(router->Answer({"POST", std::string("/api/inventory") + path, {}, ""}).status, 401) << path;
  }
  EXPECT_EQ(router->Answer({"GET", "/api/inventory/holds/h1", {}, ""}).status, 401);
}

TEST_F(HoldRoutesTest, InModeOffEverythingIsGrantedLoudlyAndNothingIsHeld) {
  rig.AddProduct("STR-10", 1, ProductKind::kStocked);
  EXPECT_TRUE(log.lines.empty());
  Open(HoldMode::kOff);
  ASSERT_EQ(log.lines.size(), 1u);
  EXPECT_EQ(log.lines.front().first, LogLevel::kWarn);

  const ServerResponse response = Place(9);

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"valid":true,"mode":"off","hold":null})");
  EXPECT_EQ(Post("/validate", R"({"lines":[{"sku":"NOPE","quantity":9}]})").status, 200);
  EXPECT_EQ(rig.Available("STR-10"), 1);
  EXPECT_EQ(Counted("bypassed"), 2);
  ExpectRefusal(Place(0), 422, "invalid_field", "lines[0].quantity");
}

TEST_F(HoldRoutesTest, InModeValidateOnlyIsCheckedAndNothingHeld) {
  rig.AddProduct("STR-10", 1, ProductKind::kStocked);
  Open(HoldMode::kValidateOnly);

  EXPECT_EQ(Place(1).body, R"({"valid":true,"mode":"validate_only","hold":null})");
  ExpectRefusal(Place(2), 409, "insufficient_stock");

  EXPECT_EQ(rig.Available("STR-10"), 1);
  EXPECT_EQ(moved, 0);
}

TEST_F(HoldRoutesTest, OfACommitAndAReleaseFromSixteenClientsAtOnceOneWins) {
  constexpr int kHolds = 20;
  rig.AddProduct("STR-10", kHolds, ProductKind::kStocked);
  std::vector<std::string> holds;
  for (int i = 0; i < kHolds; ++i) {
    holds.push_back("/holds/" + TextIn(Place(1), "id"));
  }
  std::vector<std::atomic<int>> sold(kHolds);
  std::vector<std::atomic<int>> given_back(kHolds);
  std::atomic<int> unexpected{0};
  std::vector<std::thread> clients;
  for (int client = 0; client < 16; ++client) {
    clients.emplace_back([&, client] {
      for (std::size_t i = 0; i < holds.size(); ++i) {
        const bool commits = (client + static_cast<int>(i)) % 2 == 0;
        const int status = Post(holds[i] + (commits ? "/commit" : "/release")).status;
        (commits ? sold : given_back)[i] += status == 200 ? 1 : 0;
        unexpected += status == 200 || status == 409 ? 0 : 1;
      }
    });
  }
  for (std::thread& client : clients) {
    client.join();
  }

  EXPECT_EQ(unexpected, 0);
  std::int64_t all_sold = 0;
  for (std::size_t i = 0; i < holds.size(); ++i) {
    EXPECT_TRUE((sold[i] == 8 && given_back[i] == 0) || (sold[i] == 0 && given_back[i] == 8)) << holds[i];
    all_sold += sold[i] > 0 ? 1 : 0;
  }
  EXPECT_EQ(rig.BalanceOf("STR-10"), (Balance{Quantity(kHolds - all_sold), Quantity(0), Quantity(all_sold), {}}));
}

}  // namespace
}  // namespace riff
