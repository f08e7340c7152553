#include "tests/unit/mocks/ebay/ebay_rig.h"

namespace riff::sim {
namespace {

const std::string kScopes = "https%3A%2F%2Fapi.ebay.com%2Foauth%2Fapi_scope";

TEST_F(EbayFaceTest, MintsATokenThatLivesTwoHoursOfTheClock) {
  const auto answer = Ask("grant_type=refresh_token&refresh_token=" + Key("refresh_token"));

  const JsonDocument minted = *JsonDocument::Parse(answer.body);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(*minted.root().Integer("expires_in"), 7200);
  EXPECT_EQ(*minted.root().Text("token_type"), "User Access Token");
  EXPECT_FALSE(minted.root().Find("refresh_token")) << "the old one stays valid";

  token = *minted.root().Text("access_token");
  rig.clock.Advance(std::chrono::seconds(7199));
  EXPECT_EQ(Inventory("GET", "inventory_item").status, 200);
  rig.clock.Advance(std::chrono::seconds(1));
  EXPECT_EQ(Inventory("GET", "inventory_item").status, 401);
  EXPECT_EQ(ErrorOf(last), 1001);
}

TEST_F(EbayFaceTest, RefusesGrantsInOauthsOwnShape) {
  const auto error = [&](const ServerResponse& answer) {
    return std::to_string(answer.status) + " " + *JsonDocument::Parse(answer.body)->root().Text("error");
  };
  const Credentials other = CredentialsFor({Platform::kEbay, Environment::kProduction}, Access::kReadOnly);
  const std::string good = "grant_type=refresh_token&refresh_token=" + Key("refresh_token");

  EXPECT_EQ(error(Ask("grant_type=refresh_token&refresh_token=wrong")), "400 invalid_grant");
  EXPECT_EQ(error(Ask("grant_type=refresh_token&refresh_token=" + other.Key("refresh_token"))), "400 invalid_grant");
  EXPECT_EQ(error(Ask("grant_type=authorization_code&code=x")), "400 invalid_grant");
  EXPECT_EQ(error(Ask(good, "nobody", "nothing")), "401 invalid_client");
  EXPECT_EQ(error(Ask(good, other.Key("client_id"), other.Key("client_secret"))), "401 invalid_client");
  EXPECT_EQ(error(Ask("grant_type=password")), "400 unsupported_grant_type");
  EXPECT_EQ(error(Ask(good + "&scope=" + kScopes + "%2Fsell.marketing")), "400 invalid_scope");
  EXPECT_EQ(error(Ask("grant_type=client_credentials")), "400 invalid_scope");
}

TEST_F(EbayFaceTest, ATokenCanDoWhatItsScopesSay) {
  token = Mint("grant_type=refresh_token&refresh_token=" + Key("refresh_token") + "&scope=" + kScopes +
               "%2Fsell.inventory.readonly%20" + kScopes + "%2Fsell.account.readonly");
  ASSERT_NE(token, "");

  EXPECT_EQ(Inventory("GET", "inventory_item").status, 200);
  EXPECT_EQ(Inventory("POST", "bulk_get_inventory_item", R"({"requests":[{"sku":"A"}]})").status, 207) << "a read";
  EXPECT_EQ(Inventory("PUT", "inventory_item/A", ItemBody(1)).status, 403);
  EXPECT_EQ(ErrorOf(last), 1100);
  EXPECT_EQ(Send("GET", "/sell/fulfillment/v1/order").status, 403);
  EXPECT_EQ(Send("GET", "/sell/account/v1/privilege").status, 200);
}

TEST_F(EbayFaceTest, AnApplicationTokenSeesQuotasOnly) {
  token = Mint("grant_type=client_credentials&scope=" + kScopes);
  ASSERT_NE(token, "");

  EXPECT_EQ(Send("GET", "/developer/analytics/v1_beta/rate_limit/").status, 200);
  EXPECT_EQ(Inventory("GET", "inventory_item").status, 403);
}

TEST_F(EbayFaceTest, RefusesTokensItNeverGave) {
  token = "v^1.1#i^1#invented";
  EXPECT_EQ(Inventory("GET", "inventory_item").status, 401);
  token = "";
  EXPECT_EQ(Inventory("GET", "inventory_item").status, 401);
}

TEST_F(EbayProductionTest, ReadsAndNeverWrites) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));
  const std::string offer = rig.Of(remote).handle;

  EXPECT_EQ(Inventory("GET", "inventory_item/GTR-1").status, 200);
  EXPECT_EQ(Inventory("POST", "bulk_update_price_quantity", StockBody("GTR-1", offer, 0, 0)).status, 403);
  EXPECT_EQ(Inventory("POST", "offer/" + offer + "/withdraw", "{}").status, 403);
  EXPECT_EQ(rig.Of(remote).status, ListingStatus::kLive);
  const auto wanted =
      Ask("grant_type=refresh_token&refresh_token=" + Key("refresh_token") + "&scope=" + kScopes + "%2Fsell.inventory");
  EXPECT_EQ(wanted.status, 400) << "the consent does not cover it";
}

TEST_F(EbayFaceTest, ProgramsSayWhetherZeroKeepsAListing) {
  const auto programs = [&] {
    const JsonDocument answer = Json("GET", "/sell/account/v1/program/get_opted_in_programs");
    std::string names;
    for (const JsonValue& program : Values(answer.root().Array("programs"))) {
      names += *program.Text("programType") + " ";
    }
    return names;
  };

  EXPECT_NE(programs().find("OUT_OF_STOCK_CONTROL"), std::string::npos);
  rig.Put("out_of_stock_control", "off");
  EXPECT_EQ(programs().find("OUT_OF_STOCK_CONTROL"), std::string::npos);
  const JsonDocument privileges = Json("GET", "/sell/account/v1/privilege");
  EXPECT_TRUE(*privileges.root().Bool("sellerRegistrationCompleted"));
}

TEST_F(EbayFaceTest, PoliciesAreTheAccountsOwn) {
  const JsonDocument policies = Json("GET", "/sell/account/v1/return_policy?marketplace_id=EBAY_US");
  const auto rows = Values(policies.root().Array("returnPolicies"));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(*rows[0].Text("returnPolicyId"), Key("return_policy"));
  EXPECT_EQ(Send("GET", "/sell/account/v1/payment_policy").status, 400) << "marketplace_id is required";
}

TEST_F(EbayFaceTest, LocationsAreMadeOnceAndCanBeDisabled) {
  const std::string body = R"({"location":{"address":{"postalCode":"10001","country":"US"}},"name":"Store"})";

  EXPECT_EQ(Inventory("POST", "location/store-2", body).status, 204);
  EXPECT_EQ(Inventory("POST", "location/store-2", body).status, 409);
  EXPECT_EQ(ErrorOf(last), 25803);
  EXPECT_EQ(Inventory("POST", "location/store-3", R"({"location":{"address":{"country":"US"}}})").status, 400);
  EXPECT_EQ(Inventory("POST", "location/" + std::string(37, 'x'), body).status, 400);
  EXPECT_EQ(Inventory("POST", "location/store-2/disable", "{}").status, 200);
  EXPECT_EQ(Inventory("POST", "location/nowhere/disable", "{}").status, 404);

  const JsonDocument all = Json("GET", "/sell/inventory/v1/location?limit=1&offset=1");
  const auto rows = Values(all.root().Array("locations"));
  ASSERT_EQ(rows.size(), 1u) << "offset counts rows here";
  EXPECT_EQ(*rows[0].Text("merchantLocationStatus"), "DISABLED");
  EXPECT_EQ(Inventory("GET", "location/store-2").status, 200);
  EXPECT_EQ(Inventory("GET", "location/nowhere").status, 404);
}

TEST_F(EbayFaceTest, TheDaysBudgetEndsIn429AndIsToldByGetRateLimits) {
  rig.Put("inventory_calls_per_day", "2");

  EXPECT_EQ(Inventory("GET", "inventory_item").status, 200);
  EXPECT_EQ(Inventory("GET", "inventory_item").status, 200);
  EXPECT_EQ(Inventory("GET", "inventory_item").status, 429);
  EXPECT_EQ(ErrorOf(last), 2001);
  EXPECT_EQ(Send("GET", "/sell/fulfillment/v1/order").status, 200) << "every API has its own budget";

  const JsonDocument limits =
      Json("GET", "/developer/analytics/v1_beta/rate_limit/?api_name=inventory&api_context=sell");
  const auto rows = Values(limits.root().Array("rateLimits"));
  ASSERT_EQ(rows.size(), 1u);
  const JsonValue rate = Values(Values(rows[0].Array("resources"))[0].Array("rates"))[0];
  EXPECT_EQ(*rate.Integer("remaining"), 0);
  EXPECT_EQ(*rate.Integer("limit"), 2);
  EXPECT_EQ(*rate.Text("reset"), "2026-11-21T08:00:00.000Z") << "midnight Pacific";
  EXPECT_EQ(Send("GET", "/developer/analytics/v1_beta/rate_limit/?api_name=nothing").status, 204);

  rig.clock.Advance(std::chrono::hours(20));
  token = Mint("grant_type=refresh_token&refresh_token=" + Key("refresh_token"));
  EXPECT_EQ(Inventory("GET", "inventory_item").status, 200);
}

TEST_F(EbayFaceTest, UnknownPathsAndMethodsAreToldApart) {
  EXPECT_EQ(Inventory("GET", "no_such_thing").status, 404);
  EXPECT_EQ(Inventory("PATCH", "inventory_item").status, 405);
  EXPECT_EQ(Send("GET", "/developer/analytics/v1_beta/rate_limit").status, 404) << "the slash belongs to it";
}

TEST_F(EbayFaceTest, EveryCallIsClassifiedFromTheRequestAlone) {
  const auto of = [](const std::string& method, const std::string& target) {
    ChannelRig fresh({Platform::kEbay, Environment::kSandbox}, MakeEbayFace);
    fresh.mock.Handle(Request(method, target));
    return fresh.mock.RequestsSince(0).front().classified;
  };

  EXPECT_EQ(of("POST", "/sell/inventory/v1/offer/7/publish").operation, "ebay.offer.publish");
  EXPECT_EQ(of("POST", "/sell/inventory/v1/offer/7/publish").effect, Effect::kChanges);
  EXPECT_EQ(of("POST", "/sell/inventory/v1/bulk_get_inventory_item").effect, Effect::kReads);
  EXPECT_EQ(of("POST", "/identity/v1/oauth2/token").effect, Effect::kReads);
  EXPECT_EQ(of("POST", "/sell/feed/v1/task").effect, Effect::kChanges);
  EXPECT_EQ(of("GET", "/sell/feed/v1/task").operation, "ebay.unknown");
  EXPECT_EQ(of("GET", "/sell/feed/v1/task").effect, Effect::kReads);
}

}  // namespace
}  // namespace riff::sim
