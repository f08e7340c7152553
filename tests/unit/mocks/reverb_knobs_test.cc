#include "mocks/reverb_knobs.h"

#include <gtest/gtest.h>

#include "tests/unit/mocks/wire_rig.h"

namespace riff::sim {
namespace {

constexpr std::string_view kBStock = "9225283f-60c2-4413-ad18-1f5eba7a856f";

// Where sources disagree or are silent, both ways.
class ReverbKnobsTest : public testing::Test {
 protected:
  ReverbKnobsTest() : rig({Platform::kReverb, Environment::kSandbox}, MakeReverbFace) {}

  ServerResponse Send(const std::string& method, const std::string& target, const std::string& body = "",
                      const std::string& version = "3.0") {
    return rig.mock.Handle(Request(method, "/api" + target,
                                   {{"Authorization", "Bearer " + rig.mock.credentials().Key("token")},
                                    {"Accept-Version", version},
                                    {"Content-Type", "application/hal+json"}},
                                   body));
  }
  std::string Body(const std::string& target, const std::string& version = "3.0") {
    return Send("GET", target, "", version).body;
  }
  ServerResponse Put(const RemoteId& remote, const std::string& body) {
    return Send("PUT", "/listings/" + remote.text(), body);
  }
  static bool Holds(const std::string& text, std::string_view wanted) { return text.find(wanted) != std::string::npos; }

  ChannelRig rig;
};

TEST_F(ReverbKnobsTest, ACallWithoutAVersionIsRefusedOrGetsTheOldShape) {
  const RemoteId one = rig.mock.Seed(Guitar("G-1"));
  EXPECT_EQ(Send("GET", "/listings/" + one.text(), "", "").status, 400);

  rig.Put("version_missing", "old_shape");
  EXPECT_TRUE(Holds(Body("/listings/" + one.text(), ""), R"("state":"live")"));
  EXPECT_EQ(Send("GET", "/listings/" + one.text(), "", "2.0").status, 400);
}

TEST_F(ReverbKnobsTest, AStateIsAnObjectOrAText) {
  const RemoteId one = rig.mock.Seed(Guitar("G-1"));
  EXPECT_TRUE(Holds(Body("/listings/" + one.text()), R"("state":{"slug":"live")"));
  rig.Put("state_shape", "text");
  EXPECT_TRUE(Holds(Body("/listings/" + one.text()), R"("state":"live")"));
}

TEST_F(ReverbKnobsTest, LinksAreAbsoluteOrRelative) {
  rig.mock.Seed(Guitar("G-1"));
  rig.mock.Seed(Guitar("G-2"));
  EXPECT_TRUE(Holds(Body("/my/listings?per_page=1"), R"("next":{"href":"https://api.reverb.com/api/my/listings)"));
  rig.Put("link_shape", "relative");
  EXPECT_TRUE(Holds(Body("/my/listings?per_page=1"), R"("next":{"href":"/api/my/listings)"));
}

TEST_F(ReverbKnobsTest, ARefusalNamesItsFieldsInOneOfThreeShapesAndStatuses) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 3));
  const auto refused = [&] { return Put(one, R"({"inventory":-1})"); };
  EXPECT_EQ(refused().status, 412);
  EXPECT_TRUE(Holds(refused().body, R"("errors":{"inventory":[)"));

  rig.Put("error_shape", "list");
  EXPECT_TRUE(Holds(refused().body, R"("errors":["inventory must)"));
  rig.Put("error_shape", "missing");
  EXPECT_FALSE(Holds(refused().body, "errors"));
  for (const char* status : {"422", "400"}) {
    rig.Put("validation_status", status);
    EXPECT_EQ(refused().status, std::stoi(status));
  }
}

TEST_F(ReverbKnobsTest, DeletingALiveListingIs400Or406) {
  const RemoteId one = rig.mock.Seed(Guitar("G-1"));
  EXPECT_EQ(Send("DELETE", "/listings/" + one.text()).status, 400);
  rig.Put("delete_live_status", "406");
  EXPECT_EQ(Send("DELETE", "/listings/" + one.text()).status, 406);
}

TEST_F(ReverbKnobsTest, ACreateIs201Or200Or202) {
  const std::string body =
      R"({"title":"1964 Jazzmaster","condition":{"uuid":"df268ad1-c462-4ba6-b6db-e007e23922ea"},"categories":)"
      R"([{"uuid":"e57deb7a-382b-4e18-a008-67d4fbcb2879"}],"price":{"amount":"10.00","currency":"USD"}})";
  EXPECT_EQ(Send("POST", "/listings", body).status, 201);
  for (const char* status : {"200", "202"}) {
    rig.Put("create_status", status);
    EXPECT_EQ(Send("POST", "/listings", body).status, std::stoi(status));
  }
}

TEST_F(ReverbKnobsTest, AStockedListingAtZeroIsSoldOrEndedAndComesBackEitherWay) {
  for (const std::string state : {"sold", "ended"}) {
    const RemoteId one = rig.mock.Seed(Strings("S-" + state, 3));
    rig.Put("zero_stock", state);
    EXPECT_EQ(Put(one, R"({"inventory":0})").status, 200);
    EXPECT_TRUE(Holds(Body("/listings/" + one.text()), R"("slug":")" + state + "\""));
    EXPECT_EQ(Put(one, R"({"inventory":2})").status, 200);
    EXPECT_TRUE(Holds(Body("/listings/" + one.text()), R"("slug":"live")")) << state;
  }
}

TEST_F(ReverbKnobsTest, ACancelledOrderGivesStockedUnitsBackOrNever) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 3));
  const auto left_after_cancelling = [&] {
    const OrderId order = *rig.Buy(one, 1);
    rig.mock.With([&](Market& market, Faults&) { EXPECT_TRUE(market.CancelOrder(order)); });
    (void)Body("/my/counts");
    return rig.Of(one).available.units();
  };
  EXPECT_EQ(left_after_cancelling(), 3);
  rig.Put("cancel_restocks", "never");
  (void)Body("/my/counts");
  EXPECT_EQ(left_after_cancelling(), 2);
}

TEST_F(ReverbKnobsTest, ShippingAgainIsRefusedOrAccepted) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 3));
  const OrderId order = *rig.Buy(one);
  const auto ship = [&] {
    return Send("POST", "/my/orders/selling/" + order.text() + "/ship", R"({"provider":"UPS","tracking_number":"1Z"})")
        .status;
  };
  EXPECT_EQ(ship(), 200);
  EXPECT_EQ(ship(), 422);
  rig.Put("ship_repeat", "accepted");
  EXPECT_EQ(ship(), 200);
}

TEST_F(ReverbKnobsTest, ConditionsThatAShopMustAskForAreGrantedOrMissing) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 3));
  const std::string body = R"({"condition":{"uuid":")" + std::string(kBStock) + R"("}})";
  rig.Put("opt_in_conditions", "missing");
  EXPECT_EQ(Put(one, body).status, 412);
  EXPECT_EQ(Put(one, R"({"inventory":2})").status, 200) << "what it has already stays good";
  rig.Put("opt_in_conditions", "granted");
  EXPECT_EQ(Put(one, body).status, 200);
}

TEST_F(ReverbKnobsTest, ASellerWhoIsAwaySellsNothing) {
  const RemoteId one = rig.mock.Seed(Guitar("G-1"));
  rig.Put("seller_away", "on");
  EXPECT_TRUE(Holds(Body("/listings/" + one.text()), R"("slug":"seller_unavailable")"));
}

TEST_F(ReverbKnobsTest, AnOrderThatIsNotPaidHasOneOfFourWords) {
  const RemoteId one = rig.mock.Seed(Strings("S-1", 3));
  rig.mock.With(
      [&](Market& market, Faults&) { EXPECT_TRUE(market.Buy({{one, Sku(), Quantity(1)}}, OrderState::kPending)); });
  for (const std::string word : {"unpaid", "payment_pending", "pending_review", "blocked"}) {
    rig.Put("pending_word", word);
    EXPECT_TRUE(Holds(Body("/my/orders/selling/all"), R"("status":")" + word + "\"")) << word;
  }
}

TEST_F(ReverbKnobsTest, TopicsAreThoseOfTheProbeOrThoseOfTheGuide) {
  const ServerResponse made =
      rig.mock.Handle(Request("POST", "/oauth/token", {},
                              "grant_type=client_credentials&client_secret=" + rig.mock.credentials().Key("token")));
  const std::string token = *JsonDocument::Parse(made.body)->root().Text("access_token");
  const auto register_for = [&](const std::string& topic) {
    return rig.mock
        .Handle(Request("POST", "/api/webhooks/registrations",
                        {{"Authorization", "Bearer " + token}, {"Accept-Version", "3.0"}},
                        R"({"url":"https://hooks.example.invalid","topic":")" + topic + "\"}"))
        .status;
  };
  EXPECT_EQ(register_for("orders/paid"), 201);
  EXPECT_EQ(register_for("orders/update"), 400);
  rig.Put("webhook_topics", "guide");
  EXPECT_EQ(register_for("orders/paid"), 400);
  EXPECT_EQ(register_for("orders/update"), 201);
}

}  // namespace
}  // namespace riff::sim
