#include "connectors/ebay/ebay_connector.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_requests.h"
#include "engine/base/digest.h"
#include "tests/unit/connectors/ebay/seller_account.h"

namespace riff::ebay {
namespace {

using ::testing::ElementsAre;

const std::string kToken = "POST /identity/v1/oauth2/token";
const std::string kPrivilege = "GET /sell/account/v1/privilege";
const std::string kPrograms = "GET /sell/account/v1/program/get_opted_in_programs";

class NoVault final : public TokenVault {
 public:
  Result<std::optional<TokenPair>> Load(Channel, const Secret&) override { return std::optional<TokenPair>{}; }
  Result<TokenPair> Rotate(Channel, const Secret&, const Secret&,
                           const std::function<Result<TokenPair>(const std::optional<TokenPair>&)>&) override {
    return Fail(ErrorKind::kUnsupported, "eBay rotates nothing");
  }
};

class EbayConnectorTest : public ::testing::Test {
 protected:
  Connector Make(Environment environment, Access access) {
    return MakeConnector({Platform::kEbay, environment}, TestConfig(),
                         {.transport = account.line, .clock = account.clock, .vault = vault}, access);
  }
  Client MakeClient() { return Client(TestConfig(), account.line, account.clock, Access::kReadAndWrite); }

  static std::string BearerOf(const HttpRequest& request) {
    return std::string(HeaderOf(request.headers, "Authorization"));
  }

  SellerAccount account;
  NoVault vault;
  Requests requests{TestConfig()};
};

TEST_F(EbayConnectorTest, HasNoWriterAndReadOnlyScopesWhereItMayOnlyRead) {
  account.line.On(kPrivilege, 200, R"({"sellerRegistrationCompleted":true})");
  account.line.On(kPrograms, 200, R"({"programs":[{"programType":"OUT_OF_STOCK_CONTROL"}]})");
  const Connector connector = Make(Environment::kProduction, Access::kReadOnly);

  const Result<ChannelProbe> probe = connector.prober->Probe(account.run);

  EXPECT_EQ(connector.writer, nullptr);
  ASSERT_TRUE(probe.has_value()) << probe.error().message;
  EXPECT_EQ(probe->may_write, false);
  EXPECT_EQ(probe->account, "EBAY_US");
  const std::string form = account.line.Sent(kToken).front().body;
  const QueryPairs pairs = *DecodeQuery(form);
  std::string scopes;
  for (const auto& [name, value] : pairs) {
    scopes += name == "scope" ? value : "";
  }
  EXPECT_EQ(scopes.substr(0, scopes.find_first_of(" +")),
            "https://api.ebay.com/oauth/api_scope/sell.inventory.readonly");
  for (const std::string& scope : probe->scopes) {
    EXPECT_TRUE(scope.ends_with(".readonly")) << scope;
    EXPECT_NE(form.find(PercentEncode(scope)), std::string::npos);
  }
}

TEST_F(EbayConnectorTest, AsksForTheFullScopesWhereItMayWrite) {
  account.line.On(kPrivilege, 200, R"({"sellerRegistrationCompleted":false})",
                  {{"Date", "Fri, 20 Nov 2026 10:19:23 GMT"}});
  account.line.On(kPrograms, 200, R"({"programs":[]})");
  const Connector connector = Make(Environment::kSandbox, Access::kReadAndWrite);

  const Result<ChannelProbe> probe = connector.prober->Probe(account.run);

  EXPECT_NE(connector.writer, nullptr);
  EXPECT_EQ(probe->may_write, true);
  EXPECT_THAT(probe->scopes, ElementsAre("https://api.ebay.com/oauth/api_scope/sell.inventory",
                                         "https://api.ebay.com/oauth/api_scope/sell.fulfillment",
                                         "https://api.ebay.com/oauth/api_scope/sell.account"));
  EXPECT_NE(probe->account.find("not completed"), std::string::npos);
  EXPECT_NE(probe->account.find("no OUT_OF_STOCK_CONTROL"), std::string::npos);
  EXPECT_EQ(FormatUtc(*probe->server_time), "2026-11-20T10:19:23Z");
}

TEST_F(EbayConnectorTest, ProbeSaysThatTheConsentIsGone) {
  account.line.On(kToken, 400, R"({"error":"invalid_grant","error_description":"revoked"})");

  const Result<ChannelProbe> probe = Make(Environment::kSandbox, Access::kReadOnly).prober->Probe(account.run);

  EXPECT_EQ(probe.error().kind, ErrorKind::kUnauthorized);
  EXPECT_THAT(account.line.Names(), ElementsAre());
}

TEST_F(EbayConnectorTest, AuthenticatesTheTokenCallByClientIdAndSecret) {
  account.line.On(kPrivilege, 200, "{}");
  Client client = MakeClient();

  (void)client.Send(requests.Privilege());

  const HttpRequest token = account.line.Sent(kToken).front();
  EXPECT_EQ(HeaderOf(token.headers, "Authorization"), "Basic " + Base64Encode("client:client-secret"));
  EXPECT_EQ(HeaderOf(token.headers, "Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_NE(token.body.find("grant_type=refresh_token"), std::string::npos);
  EXPECT_EQ(BearerOf(account.line.Sent(kPrivilege).front()), "Bearer token-1");
}

TEST_F(EbayConnectorTest, RenewsARefusedTokenOnceAndRepeatsOnlyWhatWasRefused) {
  account.line.On(kPrivilege, 401, ErrorsBody(1001)).On(kPrivilege, 200, "{}");
  account.line.On(kPrograms, 200, "{}");
  Client client = MakeClient();

  const std::vector<Result<HttpResponse>> outcomes = client.SendAll({requests.Privilege(), requests.Programs()});

  EXPECT_EQ(outcomes[0]->status, 200);
  EXPECT_EQ(outcomes[1]->status, 200);
  EXPECT_EQ(account.line.Sent(kPrograms).size(), 1u);
  ASSERT_EQ(account.line.Sent(kPrivilege).size(), 2u);
  EXPECT_EQ(BearerOf(account.line.Sent(kPrivilege)[0]), "Bearer token-1");
  EXPECT_EQ(BearerOf(account.line.Sent(kPrivilege)[1]), "Bearer token-2");
}

TEST_F(EbayConnectorTest, GivesUpWhenTheNewTokenIsRefusedToo) {
  account.line.On(kPrivilege, 401, ErrorsBody(1001));
  Client client = MakeClient();

  const Result<HttpResponse> outcome = client.Send(requests.Privilege());

  EXPECT_EQ(outcome->status, 401);
  EXPECT_EQ(account.line.Sent(kPrivilege).size(), 2u);
  EXPECT_EQ(account.line.Sent(kToken).size(), 2u);
}

TEST_F(EbayConnectorTest, CallsARequestThatHadNoTokenCertainlyNotDone) {
  account.line.Breaks(kToken, ErrorKind::kAmbiguous);
  account.line.On(kToken, 200, "<html>");
  Client client = MakeClient();

  EXPECT_EQ(client.Send(requests.Withdraw("1")).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(client.Send(requests.Withdraw("1")).error().kind, ErrorKind::kUnavailable);
  EXPECT_THAT(account.line.Names(), ElementsAre());
}

TEST_F(EbayConnectorTest, UsesATokenUntilItsLifeEnds) {
  account.line.On(kPrivilege, 200, "{}");
  Client client = MakeClient();

  (void)client.Send(requests.Privilege());
  account.clock.Advance(std::chrono::seconds(7000));
  (void)client.Send(requests.Privilege());
  account.clock.Advance(std::chrono::seconds(300));
  (void)client.Send(requests.Privilege());

  EXPECT_EQ(account.line.Sent(kToken).size(), 2u);
}

TEST_F(EbayConnectorTest, MakesUpAPlaceForASandboxLocationOnly) {
  const std::string location = "/sell/inventory/v1/location/WH1";
  account.line.On("GET /sell/inventory/v1/offer?sku=A", 404, ErrorsBody(25713));
  account.line.On("GET " + location, 404, ErrorsBody(25805));
  account.line.On("POST " + location, 400, ErrorsBody(25802));
  Write write;
  write.listing.remote = RemoteId("new:A");
  CreateListing create;
  create.sku = Sku("A");
  create.content.title = "Strat";
  write.change = create;

  for (const Environment environment : {Environment::kProduction, Environment::kSandbox}) {
    const Connector connector = Make(environment, Access::kReadAndWrite);
    EXPECT_FALSE(connector.writer->Deliver(account.run, std::span(&write, 1)).front().has_value());
    EXPECT_EQ(account.line.Sent("POST " + location).size(), environment == Environment::kSandbox ? 1u : 0u);
  }
}

HttpRequest At(HttpMethod method, const std::string& url) {
  HttpRequest request;
  request.method = method;
  request.url = url;
  return request;
}

TEST_F(EbayConnectorTest, KnowsItsReadingRequests) {
  for (const HttpRequest& request :
       {requests.Items(FirstItems()), requests.Item(Sku("A")), requests.OffersOf(Sku("A")), requests.Offer("1"),
        requests.Orders(FirstOrders({})), requests.Location("WH1"), requests.Privilege(), requests.Programs(),
        At(HttpMethod::kPost, "http://ebay.test:4020/identity/v1/oauth2/token")}) {
    EXPECT_TRUE(IsReading(request)) << request.url;
  }
  const std::vector<Sku> skus = {Sku("A")};
  EXPECT_TRUE(IsReading(requests.BulkItems(skus)));
}

TEST_F(EbayConnectorTest, KnowsThatEverythingElseMayChangeSomething) {
  for (const HttpRequest& request :
       {requests.PutItem(Sku("A"), "{}"), requests.CreateOffer("{}"), requests.UpdateOffer("1", "{}"),
        requests.Publish("1"), requests.Withdraw("1"), requests.BulkUpdate("{}"), requests.CreateLocation("W", "{}"),
        At(HttpMethod::kDelete, "http://ebay.test/sell/inventory/v1/offer/1"),
        At(HttpMethod::kPatch, "http://ebay.test/sell/inventory/v1/offer/1"),
        At(HttpMethod::kPost, "http://ebay.test/sell/inventory/v1/bulk_get_inventory_item/../offer"),
        At(HttpMethod::kPost, "http://ebay.test/ws/api.dll"), At(HttpMethod::kGet, "http://ebay.test/ws/api.dll"),
        At(HttpMethod::kGet, "http://ebay.test/sell/../ws/api.dll"), At(HttpMethod::kGet, "nonsense")}) {
    EXPECT_FALSE(IsReading(request)) << request.url;
    EXPECT_EQ(RateClassOf(request), RateClass::kWrite);
  }
}

TEST_F(EbayConnectorTest, SendsTheHeadersThatEachCallDemands) {
  for (const HttpRequest& request :
       {requests.PutItem(Sku("A"), "{}"), requests.CreateOffer("{}"), requests.UpdateOffer("1", "{}")}) {
    EXPECT_EQ(HeaderOf(request.headers, "Content-Language"), "en-US") << request.operation;
    EXPECT_EQ(HeaderOf(request.headers, "Accept-Language"), "en-US") << request.operation;
    EXPECT_EQ(HeaderOf(request.headers, "Content-Type"), "application/json") << request.operation;
  }
  for (const HttpRequest& request : {requests.Publish("1"), requests.Withdraw("1")}) {
    EXPECT_EQ(request.body, "{}");
    EXPECT_EQ(HeaderOf(request.headers, "Content-Type"), "application/json");
    EXPECT_EQ(HeaderOf(request.headers, "Content-Language"), "");
    EXPECT_EQ(HeaderOf(request.headers, "Accept-Language"), "en-US");
  }
  EXPECT_EQ(HeaderOf(requests.BulkUpdate("{}").headers, "Content-Language"), "");
  EXPECT_EQ(HeaderOf(requests.Item(Sku("A")).headers, "Content-Type"), "");
}

TEST_F(EbayConnectorTest, EncodesWhatItPutsIntoAPath) {
  EXPECT_EQ(requests.PutItem(Sku("A/B ?"), "{}").url,
            "http://ebay.test:4020/sell/inventory/v1/inventory_item/A%2FB%20%3F");
  EXPECT_EQ(requests.OffersOf(Sku("A&B")).url, "http://ebay.test:4020/sell/inventory/v1/offer?sku=A%26B");
  EXPECT_EQ(requests.Publish("9/..").url, "http://ebay.test:4020/sell/inventory/v1/offer/9%2F../publish");
}

TEST_F(EbayConnectorTest, TalksToTheConfiguredOriginsOnly) {
  Config config = TestConfig();
  EXPECT_THAT(OriginsOf(config), ElementsAre("http://ebay.test:4020"));

  config.auth_url = "http://auth.test:1/identity/v1/oauth2/token";
  EXPECT_THAT(OriginsOf(config), ElementsAre("http://ebay.test:4020", "http://auth.test:1"));
}

TEST_F(EbayConnectorTest, FindsTheTokenCallFromAnyFormOfItsAddress) {
  Config config = TestConfig();
  EXPECT_EQ(TokenUrlOf(config), "http://ebay.test:4020/identity/v1/oauth2/token");
  config.auth_url = "http://auth.test/";
  EXPECT_EQ(TokenUrlOf(config), "http://auth.test/identity/v1/oauth2/token");
  config.auth_url = "http://auth.test/other/token";
  EXPECT_EQ(TokenUrlOf(config), "http://auth.test/other/token");
}

TEST_F(EbayConnectorTest, DeclaresWhatItCanDo) {
  const Capabilities can = CapabilitiesOf(TestConfig());

  EXPECT_TRUE(can.sets_quantity && can.sets_price && can.sets_content && can.ends && can.creates && can.relists);
  EXPECT_TRUE(can.shows_zero && can.reads_orders);
  EXPECT_FALSE(can.pauses || can.compares_and_sets);
  EXPECT_EQ(can.rows_per_write_call, 25);
  EXPECT_EQ(can.title_max, 80u);
  EXPECT_EQ(can.quantity_max, std::nullopt);
}

TEST_F(EbayConnectorTest, CountsEachApiAgainstItsOwnDayQuotaAndKeepsCallsForUrgentWrites) {
  const std::vector<DayQuota> quotas = RatesOf().day_quotas;

  const auto of = [&](std::string_view resource) {
    return *std::ranges::find(quotas, resource, [](const DayQuota& quota) { return std::string_view(quota.resource); });
  };
  EXPECT_EQ(of("inventory").calls, 2'000'000);
  EXPECT_EQ(of("fulfillment").calls, 100'000);
  EXPECT_EQ(of("trading").calls, 5'000);
  EXPECT_EQ(of("application_tokens").calls, 1'000);
  EXPECT_GT(of("inventory").kept_for_urgent, 0);
  EXPECT_GT(of("trading").kept_for_urgent, 0);
  for (const DayQuota& quota : quotas) {
    EXPECT_EQ(quota.reset, DayReset::kPacificMidnight) << quota.resource;
    EXPECT_LE(quota.kept_for_writes + quota.kept_for_urgent, quota.calls / 20) << quota.resource;
  }
}

}  // namespace
}  // namespace riff::ebay
