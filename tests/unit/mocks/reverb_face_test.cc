#include "mocks/reverb_face.h"

#include <gtest/gtest.h>

#include "tests/unit/mocks/wire_rig.h"

namespace riff::sim {
namespace {

constexpr std::string_view kSolidBody = "e57deb7a-382b-4e18-a008-67d4fbcb2879";
constexpr std::string_view kElectricRoot = "dfd39027-d134-4353-b9e4-57dc6be791b9";
constexpr std::string_view kExcellent = "df268ad1-c462-4ba6-b6db-e007e23922ea";
constexpr std::string_view kBrandNew = "7c3f45de-2ae0-4c81-8400-fdb6b1d74890";

std::string Quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

// A body that creates a listing; `more` is put in at its end.
std::string NewListing(std::string_view condition, const std::string& more = "") {
  return R"({"make":"Fender","model":"Jazzmaster","title":"1964 Jazzmaster","sku":"GTR-1","condition":{"uuid":)" +
         Quoted(condition) + R"(},"categories":[{"uuid":)" + Quoted(kSolidBody) +
         R"(}],"price":{"amount":"2450.00","currency":"USD"})" + more + "}";
}

class ReverbFaceTest : public testing::Test {
 protected:
  explicit ReverbFaceTest(Environment environment = Environment::kSandbox)
      : rig({Platform::kReverb, environment}, MakeReverbFace) {}

  ServerResponse Send(const std::string& method, const std::string& target, const std::string& body = "") {
    return rig.mock.Handle(Request(method, target,
                                   {{"Authorization", "Bearer " + rig.mock.credentials().Key("token")},
                                    {"Accept-Version", "3.0"},
                                    {"Content-Type", "application/hal+json"}},
                                   body));
  }
  JsonDocument Json(const std::string& method, const std::string& target, const std::string& body = "") {
    last = Send(method, target, body);
    auto document = JsonDocument::Parse(last.body);
    EXPECT_TRUE(document) << last.body;
    return *std::move(document);
  }
  std::string StateOf(const RemoteId& remote) {
    const JsonDocument listing = Json("GET", "/api/listings/" + remote.text());
    return *listing.root().Get("state")->Text("slug");
  }
  RemoteId Create(const std::string& body) {
    const JsonDocument made = Json("POST", "/api/listings", body);
    EXPECT_EQ(last.status, 201) << last.body;
    return RemoteId(std::to_string(*made.root().Get("listing")->Integer("id")));
  }
  int Put(const RemoteId& remote, const std::string& body) {
    return Send("PUT", "/api/listings/" + remote.text(), body).status;
  }
  std::size_t Rows(const std::string& target, const std::string& name = "listings") {
    const JsonDocument page = Json("GET", target);
    return page.root().Array(name)->size();
  }

  ChannelRig rig;
  ServerResponse last;
};

class ReverbProductionTest : public ReverbFaceTest {
 protected:
  ReverbProductionTest() : ReverbFaceTest(Environment::kProduction) {}
};

TEST_F(ReverbFaceTest, RefusesTokensItDoesNotKnowAndCallsWithoutAVersion) {
  const auto status = [&](const std::string& token, const std::string& version) {
    return rig.mock.Handle(Request("GET", "/api/my/listings", {{"Authorization", token}, {"Accept-Version", version}}))
        .status;
  };
  const std::string good = "Bearer " + rig.mock.credentials().Key("token");
  const Credentials other = CredentialsFor({Platform::kReverb, Environment::kProduction}, Access::kReadOnly);

  EXPECT_EQ(status(good, "3.0"), 200);
  EXPECT_EQ(status("", "3.0"), 401);
  EXPECT_EQ(status("Bearer wrong", "3.0"), 401);
  EXPECT_EQ(status("Bearer " + other.Key("token"), "3.0"), 401) << "bound to its environment";
  EXPECT_EQ(status(good, ""), 400);
}

TEST_F(ReverbFaceTest, ServesSearchConditionsAndCategoriesToAnyone) {
  for (const char* target : {"/api/listings", "/api/listing_conditions", "/api/categories/flat"}) {
    EXPECT_EQ(rig.mock.Handle(Request("GET", target, {{"Accept-Version", "3.0"}})).status, 200) << target;
  }
}

TEST_F(ReverbProductionTest, LetsAProductionTokenReadAndRefusesItEveryWrite) {
  const RemoteId guitar = rig.mock.Seed(Guitar("GTR-1"));

  EXPECT_EQ(Send("GET", "/api/listings/" + guitar.text()).status, 200);
  EXPECT_EQ(Put(guitar, R"({"inventory":0})"), 403);
  EXPECT_EQ(Send("POST", "/api/listings", NewListing(kExcellent)).status, 403);
  EXPECT_EQ(Send("PUT", "/api/my/listings/" + guitar.text() + "/state/end", R"({"reason":"not_sold"})").status, 403);
  EXPECT_EQ(StateOf(guitar), "live");
}

TEST_F(ReverbFaceTest, ListsOnlyLiveListingsUnlessAskedForAll) {
  rig.mock.Seed(Guitar("GTR-1"));
  MarketListing ended = Guitar("GTR-2");
  ended.status = ListingStatus::kEnded;
  rig.mock.Seed(ended);
  Create(NewListing(kExcellent));

  EXPECT_EQ(Rows("/api/my/listings"), 1u);
  EXPECT_EQ(Rows("/api/my/listings?state=all"), 3u);
  EXPECT_EQ(Rows("/api/my/listings?state=ended"), 1u);
  EXPECT_EQ(Rows("/api/my/listings/drafts"), 1u);
  EXPECT_EQ(Rows("/api/my/listings?sku=GTR-2&state=all"), 1u);
  EXPECT_EQ(Send("GET", "/api/my/listings?state=lost").status, 400);
}

TEST_F(ReverbFaceTest, CutsPagesAtFiftyAndLinksToTheProductionHost) {
  for (int i = 0; i < 120; ++i) {
    rig.mock.Seed(Guitar("GTR-" + std::to_string(i)));
  }

  EXPECT_EQ(Rows("/api/my/listings?per_page=100"), 50u);
  EXPECT_EQ(Rows("/api/my/listings?per_page=100&page=3"), 20u);
  EXPECT_EQ(Rows("/api/my/listings?per_page=100&page=4"), 0u);
  EXPECT_EQ(Rows("/api/my/listings"), 24u);

  const JsonDocument page = Json("GET", "/api/my/listings?state=all&per_page=50&page=2");
  EXPECT_EQ(*page.root().Integer("total"), 120);
  EXPECT_EQ(*page.root().Integer("current_page"), 2);
  EXPECT_EQ(*page.root().Integer("total_pages"), 3);
  EXPECT_EQ(*page.root().Get("_links")->Get("next")->Text("href"),
            "https://api.reverb.com/api/my/listings?page=3&state=all&per_page=50");
  EXPECT_FALSE(Json("GET", "/api/my/listings?per_page=50&page=3").root().Get("_links")->Find("next"));
}

TEST_F(ReverbFaceTest, CreatesADraftThatReadsBackWithoutInventoryWhenUsed) {
  const RemoteId remote = Create(NewListing(kExcellent, R"(,"has_inventory":true,"inventory":3)"));

  const JsonDocument listing = Json("GET", "/api/listings/" + remote.text());
  EXPECT_EQ(*listing.root().Get("state")->Text("slug"), "draft");
  EXPECT_FALSE(*listing.root().Bool("has_inventory"));
  EXPECT_EQ(*listing.root().Integer("inventory"), 0);
  EXPECT_EQ(*listing.root().Get("price")->Text("amount"), "2450.00");
  EXPECT_EQ(*listing.root().Text("sku"), "GTR-1");
}

TEST_F(ReverbFaceTest, PublishesLaterThanItSaysYes) {
  const RemoteId remote = Create(NewListing(kExcellent));

  const JsonDocument answer = Json("PUT", "/api/listings/" + remote.text(), R"({"publish":true})");
  EXPECT_EQ(*answer.root().Get("listing")->Get("state")->Text("slug"), "draft");
  EXPECT_EQ(StateOf(remote), "draft");
  rig.base.Advance(std::chrono::milliseconds(999));
  EXPECT_EQ(StateOf(remote), "draft");
  rig.base.Advance(std::chrono::milliseconds(1));
  EXPECT_EQ(StateOf(remote), "live");
  EXPECT_EQ(rig.Of(remote).available, Quantity(1));
}

TEST_F(ReverbFaceTest, SettlesAPublicationBeforeAnybodyLooksAtTheTruth) {
  const RemoteId remote = Create(NewListing(kExcellent, R"(,"publish":true)"));
  rig.base.Advance(std::chrono::seconds(1));

  EXPECT_EQ(rig.Of(remote).status, ListingStatus::kLive);
}

TEST_F(ReverbFaceTest, NeverPublishesABrandNewListingWithoutAUpc) {
  const RemoteId without = Create(NewListing(kBrandNew, R"(,"inventory":2,"publish":true)"));
  const RemoteId waived = Create(NewListing(kBrandNew, R"(,"inventory":2,"publish":"true","upc_does_not_apply":true)"));
  const RemoteId empty = Create(NewListing(kBrandNew, R"(,"inventory":0,"publish":true,"upc":"012345678905")"));
  rig.base.Advance(std::chrono::hours(1));

  EXPECT_EQ(StateOf(without), "draft");
  EXPECT_EQ(StateOf(waived), "live");
  EXPECT_EQ(StateOf(empty), "draft");
}

TEST_F(ReverbFaceTest, LetsAStuckOrForbiddenPublicationNeverHappen) {
  const RemoteId remote = Create(NewListing(kExcellent));
  rig.Put("publish_stuck");
  const JsonDocument answer = Json("PUT", "/api/listings/" + remote.text(), R"({"publish":true})");
  EXPECT_EQ(answer.root().Array("warnings")->size(), 1u);
  rig.base.Advance(std::chrono::hours(1));
  EXPECT_EQ(StateOf(remote), "draft");

  rig.Put("shop_forbidden");
  EXPECT_EQ(Put(remote, R"({"publish":true})"), 403);
}

TEST_F(ReverbFaceTest, SellsAStockedListingAtZeroAndRelistsItAbove) {
  const RemoteId remote = rig.mock.Seed(Strings("STR-1", 5));

  EXPECT_EQ(Put(remote, R"({"inventory":3})"), 200);
  EXPECT_EQ(rig.Of(remote).available, Quantity(3));
  EXPECT_EQ(Put(remote, R"({"inventory":0})"), 200);
  EXPECT_EQ(StateOf(remote), "sold");
  EXPECT_EQ(Put(remote, R"({"inventory":2})"), 200);
  EXPECT_EQ(StateOf(remote), "live");
}

TEST_F(ReverbFaceTest, EndsAUsedListingAtZeroAndNeverTakesASecondUnit) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));

  const JsonDocument answer = Json("PUT", "/api/listings/" + remote.text(), R"({"inventory":4})");
  EXPECT_EQ(answer.root().Array("warnings")->size(), 1u);
  EXPECT_EQ(rig.Of(remote).available, Quantity(1));
  EXPECT_EQ(Put(remote, R"({"inventory":0})"), 200);
  EXPECT_EQ(StateOf(remote), "ended");
  EXPECT_EQ(Put(remote, R"({"inventory":1})"), 200);
  EXPECT_EQ(StateOf(remote), "ended") << "only publishing revives it";
  EXPECT_EQ(Put(remote, R"({"publish":true})"), 200);
  rig.base.Advance(std::chrono::seconds(1));
  EXPECT_EQ(StateOf(remote), "live");
  EXPECT_EQ(rig.Of(remote).available, Quantity(1));
}

TEST_F(ReverbFaceTest, LocksAUsedListingForGoodOnceItIsSold) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));
  ASSERT_TRUE(rig.Buy(remote));

  EXPECT_EQ(StateOf(remote), "ordered");
  EXPECT_EQ(Put(remote, R"({"inventory":1})"), 422);
  EXPECT_EQ(Put(remote, R"({"publish":true})"), 422);
  EXPECT_EQ(Rows("/api/my/listings?state=ordered"), 1u);
}

TEST_F(ReverbFaceTest, RefusesFieldsThatAreWrong) {
  const RemoteId remote = rig.mock.Seed(Strings("STR-1", 5));
  const std::pair<const char*, int> bodies[] = {{R"({"price":{"amount":10.5,"currency":"USD"}})", 412},
                                                {R"({"price":{"amount":"0","currency":"USD"}})", 412},
                                                {R"({"price":{"amount":"10.00","currency":"GBP"}})", 412},
                                                {R"({"condition":{"uuid":"nope"}})", 412},
                                                {R"({"inventory":-1})", 412},
                                                {R"({"inventory":"3"})", 412},
                                                {R"({"categories":[{"uuid":"nope"}]})", 400},
                                                {R"({"title":5})", 412},
                                                {R"({"publish":"maybe"})", 412},
                                                {R"({"photos":["ftp://x"]})", 412},
                                                {R"({})", 400},
                                                {R"(not json)", 400}};
  for (const auto& [body, status] : bodies) {
    EXPECT_EQ(Put(remote, body), status) << body;
  }
  const std::string middle = R"({"categories":[{"uuid":)" + Quoted(kElectricRoot) + "}]}";
  EXPECT_EQ(Put(remote, middle), 400);
  EXPECT_EQ(rig.Of(remote).available, Quantity(5));
  EXPECT_EQ(rig.Of(remote).price.minor, 900);
}

TEST_F(ReverbFaceTest, ChangesNothingWhenOneFieldOfSeveralIsWrong) {
  const RemoteId remote = rig.mock.Seed(Strings("STR-1", 5));

  EXPECT_EQ(Put(remote, R"({"title":"New title","inventory":0,"publish":7})"), 412);

  EXPECT_EQ(StateOf(remote), "live");
  EXPECT_NE(rig.Of(remote).content.title, "New title");
}

TEST_F(ReverbFaceTest, ReadsABodyOfAnotherTypeAsAFormWithNoneOfTheFields) {
  const ServerResponse response = rig.mock.Handle(
      Request("POST", "/api/listings",
              {{"Authorization", "Bearer " + rig.mock.credentials().Key("token")}, {"Accept-Version", "3.0"}},
              NewListing(kExcellent)));

  EXPECT_EQ(response.status, 412);
  EXPECT_NE(response.body.find("can't be blank"), std::string::npos);
}

TEST_F(ReverbFaceTest, EndsOnlyWhatIsLiveAndAnswersWithNothing) {
  const RemoteId live = rig.mock.Seed(Guitar("GTR-1"));
  const RemoteId draft = Create(NewListing(kExcellent));
  const auto end = [&](const RemoteId& remote, const std::string& reason) {
    return Send("PUT", "/api/my/listings/" + remote.text() + "/state/end", R"({"reason":")" + reason + "\"}");
  };

  EXPECT_EQ(end(live, "sold").status, 422);
  EXPECT_EQ(StateOf(live), "live");
  const ServerResponse ended = end(live, "not_sold");
  EXPECT_EQ(ended.status, 200);
  EXPECT_EQ(ended.body, "");
  EXPECT_EQ(StateOf(live), "ended");
  EXPECT_EQ(end(live, "not_sold").status, 422);
  EXPECT_EQ(end(draft, "not_sold").status, 422);
  EXPECT_EQ(end(RemoteId("1"), "not_sold").status, 404);
}

TEST_F(ReverbFaceTest, DeletesOnlyDraftsAndForgetsThem) {
  const RemoteId live = rig.mock.Seed(Guitar("GTR-1"));
  const RemoteId draft = Create(NewListing(kExcellent));

  EXPECT_EQ(Send("DELETE", "/api/listings/" + live.text()).status, 400);
  EXPECT_EQ(Send("DELETE", "/api/listings/" + draft.text()).status, 200);
  EXPECT_EQ(Send("DELETE", "/api/listings/" + draft.text()).status, 404);
  EXPECT_EQ(Send("GET", "/api/listings/" + draft.text()).status, 404);
  EXPECT_EQ(Rows("/api/my/listings?state=all"), 1u);
}

TEST_F(ReverbFaceTest, LagsInListsButNotByIdOrSku) {
  rig.Put("index_lag_ms", "5000");
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-7"));
  const RemoteId fresh = Create(NewListing(kExcellent));
  EXPECT_EQ(Put(remote, R"({"inventory":0})"), 200);

  EXPECT_EQ(Rows("/api/my/listings?state=all"), 1u);
  EXPECT_EQ(Rows("/api/my/listings?state=live"), 1u) << "still shown as it was";
  EXPECT_EQ(StateOf(remote), "ended");
  EXPECT_EQ(Rows("/api/my/listings?state=all&sku=GTR-1"), 1u) << fresh.text();
  rig.base.Advance(std::chrono::seconds(5));
  EXPECT_EQ(Rows("/api/my/listings?state=all"), 2u);
  EXPECT_EQ(Rows("/api/my/listings?state=live"), 0u);
}

TEST_F(ReverbFaceTest, ShowsOrdersNewestFirstWithWhatIsLeft) {
  const RemoteId strings = rig.mock.Seed(Strings("STR-1", 5));
  const OrderId first = *rig.Buy(strings, 2);
  rig.base.Advance(std::chrono::minutes(5));
  const OrderId second = *rig.Buy(strings);

  const JsonDocument page = Json("GET", "/api/my/orders/selling/all");
  const auto orders = *page.root().Array("orders");
  ASSERT_EQ(orders.size(), 2u);
  EXPECT_EQ(*orders[0].Text("order_number"), second.text());
  EXPECT_EQ(*orders[1].Text("order_number"), first.text());
  EXPECT_EQ(*orders[1].Integer("quantity"), 2);
  EXPECT_EQ(*orders[1].Text("product_id"), strings.text());
  EXPECT_EQ(*orders[0].Integer("remaining_listing_inventory"), 2);
  EXPECT_EQ(*orders[0].Text("status"), "paid");
  EXPECT_EQ(*orders[0].Text("created_at"), "2026-11-20T06:05:00-06:00");
  EXPECT_EQ(*Json("GET", "/api/my/orders/selling/" + first.text()).root().Text("order_number"), first.text());
  EXPECT_EQ(Send("GET", "/api/my/orders/selling/1").status, 404);
}

TEST_F(ReverbFaceTest, FiltersOrdersByTheirLastChange) {
  const RemoteId strings = rig.mock.Seed(Strings("STR-1", 5));
  const OrderId order = *rig.Buy(strings);
  rig.base.Advance(std::chrono::hours(2));
  rig.mock.With([&](Market& market, Faults&) { ASSERT_TRUE(market.CancelOrder(order)); });
  const std::string all = "/api/my/orders/selling/all?";

  EXPECT_EQ(Rows(all + "updated_start_date=2026-11-20T13:00:00Z", "orders"), 1u);
  EXPECT_EQ(Rows(all + "created_start_date=2026-11-20T13:00:00Z", "orders"), 0u);
  EXPECT_EQ(Rows(all + "updated_end_date=2026-11-20T13:00:00%2B00:00", "orders"), 0u);
  EXPECT_EQ(Rows(all + "updated_start_date=2026-11-20T14:00:00Z&updated_end_date=2026-11-20T14:00:00Z", "orders"), 1u);
  EXPECT_EQ(*Json("GET", all).root().Array("orders")->front().Text("status"), "cancelled");
}

TEST_F(ReverbFaceTest, ReadsARawPlusInADateAsABlank) {
  EXPECT_EQ(Send("GET", "/api/my/orders/selling/all?updated_start_date=2026-09-01T00:00:00+00:00").status, 400);
  EXPECT_EQ(Send("GET", "/api/my/orders/selling/all?updated_start_date=2026-09-01T00:00:00%2B00:00").status, 200);
  EXPECT_EQ(Send("GET", "/api/my/orders/selling/all?updated_start_date=2015-01-01T12:00-00:00").status, 200);
  EXPECT_EQ(Send("GET", "/api/my/orders/selling/all?updated_start_date=2026-09-01T00:00:00").status, 400);
}

TEST_F(ReverbFaceTest, ShipsAPaidOrderOnce) {
  const OrderId order = *rig.Buy(rig.mock.Seed(Guitar("GTR-1")));
  const std::string ship = "/api/my/orders/selling/" + order.text() + "/ship";
  const std::string body = R"({"provider":"UPS","tracking_number":"1Z","send_notification":true})";

  EXPECT_EQ(Send("POST", ship, R"({"provider":"UPS"})").status, 412);
  EXPECT_EQ(Send("POST", ship, body).status, 200);
  EXPECT_EQ(Send("POST", ship, body).status, 422);
  EXPECT_EQ(*Json("GET", "/api/my/orders/selling/" + order.text()).root().Text("status"), "shipped");
}

TEST_F(ReverbFaceTest, ThrottlesUntilTheWindowHasPassed) {
  FaultRule reads;
  reads.fault = "reads_per_minute";
  reads.parameters["value"] = "2";
  FaultRule named;
  named.fault = "retry_after";
  named.parameters["value"] = "1";
  rig.Put({reads, named});
  rig.base.Advance(std::chrono::seconds(20));

  EXPECT_EQ(Send("GET", "/api/shop").status, 200);
  EXPECT_EQ(Send("GET", "/api/shop").status, 200);
  const ServerResponse refused = Send("GET", "/api/shop");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(HeaderIn(refused, "Retry-After"), "40");
  EXPECT_EQ(Send("POST", "/api/listings", NewListing(kExcellent)).status, 201) << "writes have a window of their own";
  rig.base.Advance(std::chrono::seconds(40));
  EXPECT_EQ(Send("GET", "/api/shop").status, 200);
  rig.Put({reads});
  EXPECT_EQ(Send("GET", "/api/shop").status, 200);
  EXPECT_EQ(HeaderIn(Send("GET", "/api/shop"), "Retry-After"), "");
}

TEST_F(ReverbFaceTest, MisbehavesInListsWhenAskedTo) {
  rig.mock.Seed(Guitar("GTR-1"));
  rig.Put("duplicate_rows");
  EXPECT_EQ(Rows("/api/my/listings"), 2u);
  rig.Put("no_links");
  EXPECT_FALSE(Json("GET", "/api/my/listings").root().Find("_links"));
  rig.Put("sku_search_empty");
  EXPECT_EQ(Rows("/api/my/listings?sku=GTR-1"), 0u);
}

TEST_F(ReverbFaceTest, ShowsPricesInAnotherCurrencyUnlessOneIsAskedFor) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));
  rig.Put("visitor_currency", "EUR");
  const auto currency = [&](const std::string& asked) {
    std::vector<ServerHeader> headers = {{"Authorization", "Bearer " + rig.mock.credentials().Key("token")},
                                         {"Accept-Version", "3.0"}};
    if (!asked.empty()) {
      headers.push_back({"X-Display-Currency", asked});
    }
    const auto body = rig.mock.Handle(Request("GET", "/api/listings/" + remote.text(), headers)).body;
    return *JsonDocument::Parse(body)->root().Get("price")->Text("currency");
  };

  EXPECT_EQ(currency(""), "EUR");
  EXPECT_EQ(currency("USD"), "USD");
}

TEST_F(ReverbFaceTest, RegistersWebhooksOnlyOverOauthAndOnlyForOneTopic) {
  EXPECT_EQ(Send("POST", "/api/webhooks/registrations", R"({"url":"https://x.test","topic":"orders/paid"})").status,
            401);
  const std::string form = "grant_type=client_credentials&client_id=app&client_secret=";
  EXPECT_EQ(rig.mock.Handle(Request("POST", "/oauth/token", {}, form + "wrong")).status, 401);
  const auto token = JsonDocument::Parse(
      rig.mock.Handle(Request("POST", "/oauth/token", {}, form + rig.mock.credentials().Key("token"))).body);
  const std::string bearer = "Bearer " + *token->root().Text("access_token");
  const auto send = [&](const std::string& method, const std::string& path, const std::string& body) {
    return rig.mock.Handle(Request(method, path, {{"Authorization", bearer}, {"Accept-Version", "3.0"}}, body));
  };

  EXPECT_EQ(send("POST", "/api/webhooks/registrations", R"({"url":"https://x.test","topic":"listings/update"})").status,
            400);
  const ServerResponse made =
      send("POST", "/api/webhooks/registrations", R"({"url":"https://x.test","topic":"orders/paid"})");
  EXPECT_EQ(made.status, 201);
  const std::string id = *JsonDocument::Parse(made.body)->root().Text("id");
  EXPECT_EQ(send("GET", "/api/webhooks/registrations/" + id, "").status, 200);
  EXPECT_EQ(send("DELETE", "/api/webhooks/registrations/" + id, "").status, 200);
  EXPECT_EQ(send("DELETE", "/api/webhooks/registrations/" + id, "").status, 404);
}

TEST_F(ReverbFaceTest, TellsReadsFromChangesAndLogsBoth) {
  Send("GET", "/api/my/listings?state=all");
  Send("PUT", "/api/my/listings/9/state/end", "{}");
  Send("PATCH", "/api/listings/9");
  Send("GET", "/api/nothing");

  const std::vector<RequestEntry> log = rig.mock.RequestsSince(0);
  ASSERT_EQ(log.size(), 4u);
  EXPECT_EQ(log[0].classified.operation, "reverb.listing.list");
  EXPECT_EQ(log[0].classified.effect, Effect::kReads);
  EXPECT_EQ(log[0].path, "/api/my/listings");
  EXPECT_EQ(log[1].classified.operation, "reverb.listing.end");
  EXPECT_EQ(log[1].classified.effect, Effect::kChanges);
  EXPECT_EQ(log[1].status, 404);
  EXPECT_EQ(log[2].classified.operation, "reverb.unknown");
  EXPECT_EQ(log[2].classified.effect, Effect::kChanges);
  EXPECT_EQ(log[2].status, 405);
  EXPECT_EQ(log[3].classified.effect, Effect::kReads);
  EXPECT_EQ(rig.mock.RequestsSince(3).size(), 1u);
}

TEST_F(ReverbFaceTest, AppliesACreateWhoseAnswerIsLost) {
  rig.Put("timeout_after", "", "reverb.listing.create");

  EXPECT_EQ(Send("POST", "/api/listings", NewListing(kExcellent)).delivery, Delivery::kNone);

  EXPECT_EQ(rig.mock.RequestsSince(0).front().status, 0);
  EXPECT_EQ(Rows("/api/my/listings?state=all&sku=GTR-1"), 1u);
}

}  // namespace
}  // namespace riff::sim
