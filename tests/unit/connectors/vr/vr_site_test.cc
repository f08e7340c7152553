#include "connectors/vr/vr_site.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>

#include "connectors/vr/vr_connector.h"
#include "engine/base/manual_clock.h"
#include "engine/model/write.h"
#include "tests/unit/connectors/http/scripted_transport.h"
#include "tests/unit/connectors/vr/empty_vault.h"
#include "tests/unit/connectors/vr/stand_in_site.h"

namespace riff::vr {
namespace {

using testing::HasSubstr;

class VrSiteTest : public testing::Test {
 protected:
  VrSiteTest() {
    wire.answer = [this](const HttpRequest& request) { return Answer(request); };
    site.rows = {{}, {.id = "124002", .model = "Model T", .link = ""}};
  }

  // What breaks on the way is tried first: by path, in front of the site or behind it.
  Result<HttpResponse> Answer(const HttpRequest& request) {
    const std::string path = SplitUrl(request.url)->path;
    if (breaks_before == path) return Fail(ErrorKind::kUnavailable, "no route");
    Result<HttpResponse> answer = site.Answer(request);
    if (breaks_after == path) return Fail(ErrorKind::kAmbiguous, "the line broke");
    return answer;
  }

  WriteOutcome Deliver(Change change, const std::string& id = "124001", int attempts = 1) {
    Write write;
    write.key = IdempotencyKey("key-1");
    write.listing = {channel, RemoteId(id)};
    write.sku = Sku("GTR-0001");
    write.sku_shown = Sku("GTR-0001");
    write.change = std::move(change);
    write.attempts = attempts;
    return connector.writer->Deliver(run, std::span(&write, 1)).front();
  }
  WriteOutcome Create(int attempts = 1) { return Deliver(NewGuitar(), "new:SG-61", attempts); }
  Result<RemoteListing> Get(const std::string& id) {
    const ListingRef ref{RemoteId(id), Sku(), ""};
    return connector.reader->GetListings(run, std::span(&ref, 1)).front();
  }
  int Submits() {
    int count = 0;
    for (const HttpRequest& request : wire.requests) count += request.operation == "vr.listing.submit" ? 1 : 0;
    return count;
  }
  static CreateListing NewGuitar() {
    CreateListing create;
    create.sku = Sku("SG-61");
    create.content.title = "1961 SG";
    create.content.brand = "Gibson";
    create.content.description = "all original";
    create.content.category = "Guitars>Electric solid body";
    create.price = Money{245'000, Currency::Usd()};
    create.quantity = Quantity(1);
    return create;
  }

  Channel channel{Platform::kVr, Environment::kSandbox};
  StandInSite site;
  std::string breaks_before;
  std::string breaks_after;
  ManualClock clock{StartOfTests()};
  ScriptedTransport wire{clock};
  EmptyVault vault;
  SeededRandom random{7};
  NullLog log;
  NullMetrics metrics;
  Tripwire tripwire;
  std::atomic<bool> stopping{false};
  RunContext run{RunId(1), clock, clock, random, log, metrics, tripwire, stopping};
  Config config{.folder = "",
                .url = "http://127.0.0.1:9005",
                .user = "dealer",
                .password = Secret("secret"),
                .pace = std::chrono::seconds(2),
                .currency = Currency::Usd()};
  Connector connector = MakeConnector(channel, config, Parts{wire, clock, vault}, Access::kReadAndWrite);
};

TEST_F(VrSiteTest, LogsInOnceAndReadsTheExportFromItsPage) {
  const Result<Page<RemoteListing>> page = connector.reader->ListListings(run, {});
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page->rows.size(), 2u);
  EXPECT_EQ(page->rows[0].url, "http://127.0.0.1:9005/product/124001");
  ASSERT_TRUE(connector.reader->FindBySku(run, Sku("GTR-0001")));
  EXPECT_EQ(site.logins, 1);
  EXPECT_EQ(wire.requests[2].timeout, std::chrono::seconds(180));
}

TEST_F(VrSiteTest, ReaderWriterAndProberShareOneSession) {
  ASSERT_TRUE(connector.prober->Probe(run));
  ASSERT_TRUE(connector.reader->ListListings(run, {}));
  ASSERT_TRUE(Deliver(EndListing{}));
  EXPECT_EQ(site.logins, 1);
}

TEST_F(VrSiteTest, AWrongPasswordIsUnauthorizedAndIsNotShown) {
  site.password = "another";
  const Result<Page<RemoteListing>> page = connector.reader->ListListings(run, {});
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().kind, ErrorKind::kUnauthorized);
  EXPECT_THAT(page.error().message, testing::Not(HasSubstr("secret")));
  EXPECT_EQ(wire.requests.size(), 1u);
}

TEST_F(VrSiteTest, ALostSessionIsNotDataAndIsOpenedAgainOnce) {
  ASSERT_TRUE(connector.reader->ListListings(run, {}));
  site.session = "gone";
  const Result<Page<RemoteListing>> page = connector.reader->ListListings(run, {});
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page->rows.size(), 2u);
  EXPECT_EQ(site.logins, 2);
}

TEST_F(VrSiteTest, ASessionThatIsLostRightAfterLoggingInIsUnauthorized) {
  site.sessions_to_kill = 2;
  EXPECT_EQ(connector.prober->Probe(run).error().kind, ErrorKind::kUnauthorized);
}

TEST_F(VrSiteTest, AChallengeStopsEverythingForHours) {
  site.challenges = true;
  const Result<Page<RemoteListing>> page = connector.reader->ListListings(run, {});
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(page.error().retry_after, std::chrono::hours(6));

  site.challenges = false;
  clock.Advance(std::chrono::hours(1));
  const Result<ChannelProbe> probe = connector.prober->Probe(run);
  ASSERT_FALSE(probe);
  EXPECT_EQ(probe.error().retry_after, std::chrono::hours(5));
  EXPECT_EQ(Create().error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(Deliver(EndListing{}).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(wire.requests.size(), 1u);  // Nothing more was sent.

  clock.Advance(std::chrono::hours(5));
  EXPECT_TRUE(connector.prober->Probe(run));
}

TEST_F(VrSiteTest, AChallengeToAWriteLeavesItsOutcomeUnknown) {
  ASSERT_TRUE(connector.prober->Probe(run));
  site.challenges = true;
  EXPECT_EQ(Deliver(EndListing{}).error().kind, ErrorKind::kAmbiguous);
  EXPECT_EQ(Deliver(EndListing{}).error().kind, ErrorKind::kUnavailable);
}

TEST_F(VrSiteTest, AWebPageInsteadOfTheExportIsRefused) {
  site.export_filter = [](const std::string&) { return std::string("<html>Maintenance</html>\n"); };
  EXPECT_EQ(connector.reader->ListListings(run, {}).error().kind, ErrorKind::kInvalid);
}

TEST_F(VrSiteTest, ACutExportIsRefused) {
  site.export_filter = [](const std::string& text) { return text.substr(0, text.size() - 40); };
  EXPECT_EQ(connector.reader->ListListings(run, {}).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(connector.reader->ListOrders(run, {}, {}).error().kind, ErrorKind::kInvalid);
}

TEST_F(VrSiteTest, AnExportWithFarFewerRowsIsRefused) {
  ASSERT_TRUE(connector.reader->ListListings(run, {}));
  site.rows.resize(1);
  EXPECT_EQ(connector.reader->ListListings(run, {}).error().kind, ErrorKind::kInvalid);
}

TEST_F(VrSiteTest, ABrokenLineUnderAReadIsUnavailable) {
  breaks_after = "/instruments/export_inventory/export_inventory";
  EXPECT_EQ(connector.reader->ListListings(run, {}).error().kind, ErrorKind::kUnavailable);
}

TEST_F(VrSiteTest, AListingThatTheExportLacksIsLookedForByItsForm) {
  site.hidden = {{.id = "125000"}};
  EXPECT_EQ(Get("125000").error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(Get("99").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(Get("none").error().kind, ErrorKind::kNotFound);
  EXPECT_TRUE(Get("124001"));
}

TEST_F(VrSiteTest, SoldRowsAreOrdersAtTheTimeOfTheExport) {
  site.rows[1].sold = "yes";
  const OrderWindow window{clock.Now() - std::chrono::hours(1), clock.Now() + std::chrono::hours(1)};
  const Result<Page<Order>> orders = connector.reader->ListOrders(run, window, {});
  ASSERT_TRUE(orders);
  ASSERT_EQ(orders->rows.size(), 1u);
  EXPECT_EQ(orders->rows[0].id, OrderId("vr-124002"));
  EXPECT_EQ(orders->rows[0].updated_at, clock.Now());
}

TEST_F(VrSiteTest, MarksAndRestores) {
  ASSERT_TRUE(Deliver(SetQuantity{Quantity(0), {}}));
  EXPECT_EQ(site.rows[0].sold, "yes");
  ASSERT_TRUE(Deliver(SetQuantity{Quantity(1), {}}));
  EXPECT_EQ(site.rows[0].sold, "no");
  ASSERT_TRUE(Deliver(EndListing{}));
  EXPECT_EQ(site.rows[0].sold, "yes");
  const WriteOutcome relisted = Deliver(Relist{Quantity(1)});
  EXPECT_EQ(relisted->remote, RemoteId("124001"));
  EXPECT_EQ(relisted->shown, std::nullopt);  // Nothing was shown.
  EXPECT_EQ(site.rows[0].sold, "no");
}

TEST_F(VrSiteTest, AnAnswerThatIsNotYesSaysNothing) {
  for (const char* reply : {"false", "", "<html><a>Logout</a></html>"}) {
    site.mark_reply = reply;
    EXPECT_EQ(Deliver(EndListing{}).error().kind, ErrorKind::kAmbiguous) << reply;
  }
  EXPECT_EQ(site.rows[0].sold, "yes");
}

TEST_F(VrSiteTest, AMarkIsSentAgainAfterALostSession) {
  ASSERT_TRUE(connector.prober->Probe(run));
  site.session = "gone";
  ASSERT_TRUE(Deliver(EndListing{}));
  EXPECT_EQ(site.rows[0].sold, "yes");
}

TEST_F(VrSiteTest, KeepsApartAMarkThatWasNotSentAndOneThatMayBe) {
  ASSERT_TRUE(connector.prober->Probe(run));
  wire.answer = [](const HttpRequest&) -> Result<HttpResponse> { return Fail(ErrorKind::kAmbiguous, "cut"); };
  EXPECT_EQ(Deliver(EndListing{}).error().kind, ErrorKind::kAmbiguous);
  wire.answer = [](const HttpRequest&) -> Result<HttpResponse> { return Fail(ErrorKind::kUnavailable, "no"); };
  EXPECT_EQ(Deliver(EndListing{}).error().kind, ErrorKind::kUnavailable);
}

TEST_F(VrSiteTest, RefusesWhatAListingCannotShowAndSendsNothing) {
  EXPECT_EQ(Deliver(SetQuantity{Quantity(2), {}}).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(Deliver(Relist{Quantity(2)}).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(Deliver(PauseListing{}).error().kind, ErrorKind::kUnsupported);
  EXPECT_EQ(Deliver(EndListing{}, "new:SG-61").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(Deliver(SetPrice{Money{150'050, Currency::Usd()}}).error().kind, ErrorKind::kRejected);
  EXPECT_TRUE(wire.requests.empty());
}

TEST_F(VrSiteTest, CreatesWithItsMarkerAndIsFoundByIt) {
  const WriteOutcome outcome = Create();
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->remote, std::nullopt);
  EXPECT_EQ(site.last_form["recipient_name"], "Gibson");
  EXPECT_EQ(site.last_form["brand_make_id"], "17");
  EXPECT_EQ(site.last_form["model_name"], "1961 SG");
  EXPECT_EQ(site.last_form["price"], "2450");
  EXPECT_EQ(site.last_form["unique_id"], "u1");
  EXPECT_EQ(site.last_form["categ_level_0"], "51");
  EXPECT_EQ(site.last_form["categ_level_1"], "83");
  EXPECT_EQ(site.last_form["local_pickup"], "yes");
  EXPECT_EQ(site.last_form["item_desc"], "all original\n[ref SG-61]");

  const Result<std::vector<RemoteListing>> found = connector.reader->FindBySku(run, Sku("SG-61"));
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().content.title, "1961 SG");
  EXPECT_EQ(found->front().our_reference,
            "https://stock.example.invalid/i/SG-61?v=" + IntentOf(IdempotencyKey("key-1")));
}

TEST_F(VrSiteTest, ACreationIsFoundThoughTheSiteDropsLinks) {
  site.drops_links = true;
  ASSERT_TRUE(Create());
  EXPECT_EQ(connector.reader->FindBySku(run, Sku("SG-61"))->size(), 1u);
}

TEST_F(VrSiteTest, AYesThatLeadsToTheListingNamesIt) {
  site.submit_reply = [] { return HttpResponse{302, {{"Location", "/product/125002"}}, ""}; };
  EXPECT_EQ(Create()->remote, RemoteId("125002"));
}

TEST_F(VrSiteTest, WhateverElseTheSiteAnswersTheCreationMayBeThere) {
  const std::vector<std::function<Result<HttpResponse>()>> replies = {
      [] { return HttpResponse{200, {}, ""}; },
      [] { return HttpResponse{200, {{"Content-Type", "text/html"}}, "<html>Welcome</html>"}; },
      [] { return HttpResponse{500, {}, "<html>"}; },
      []() -> Result<HttpResponse> { return Fail(ErrorKind::kAmbiguous, "timed out"); },
      [] { return HttpResponse{403, {{"cf-mitigated", "challenge"}}, "<html>"}; },
      [] { return StandInSite::LoginPage(); },
  };
  for (std::size_t n = 0; n < replies.size(); ++n) {
    site.rows.resize(2);
    site.submit_reply = replies[n];
    Connector fresh = MakeConnector(channel, config, Parts{wire, clock, vault}, Access::kReadAndWrite);
    connector.writer = std::move(fresh.writer);
    const WriteOutcome outcome = Create();
    ASSERT_FALSE(outcome) << n;
    EXPECT_EQ(outcome.error().kind, ErrorKind::kAmbiguous) << n;
  }
}

TEST_F(VrSiteTest, APageOfValidationErrorsIsARefusal) {
  site.drops_submits = true;
  site.submit_reply = [] { return HttpResponse{200, {}, R"(<div class="error">Price is a required field</div>)"}; };
  const WriteOutcome outcome = Create();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, ErrorKind::kRejected);
  EXPECT_THAT(outcome.error().message, HasSubstr("Price is a required field"));
}

TEST_F(VrSiteTest, AnUnclearCreationThatShowsUpIsAdoptedNotRepeated) {
  site.submit_reply = [] { return HttpResponse{200, {}, ""}; };
  ASSERT_FALSE(Create());
  const WriteOutcome again = Create(2);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->remote, RemoteId("125002"));
  EXPECT_EQ(Submits(), 1);
}

TEST_F(VrSiteTest, AnUnclearCreationIsNotRepeatedBeforeItWouldHaveShownUp) {
  site.hides_new_rows = true;
  site.submit_reply = [] { return HttpResponse{200, {}, ""}; };
  ASSERT_FALSE(Create());
  clock.Advance(std::chrono::minutes(1));

  const WriteOutcome early = Create(2);

  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(early.error().retry_after, std::chrono::minutes(2));
  EXPECT_EQ(Submits(), 1);
  clock.Advance(std::chrono::minutes(2));
  Create(3);
  EXPECT_EQ(Submits(), 2);
  EXPECT_THAT(site.last_form["external_url"], HasSubstr(IntentOf(IdempotencyKey("key-1"))));
}

TEST_F(VrSiteTest, ACreationThatAnEarlierProcessTriedIsTheOutboxesToHoldBack) {
  // The outbox has waited for the index lag before it sends an unclear creation again.
  EXPECT_TRUE(Create(2));
}

TEST_F(VrSiteTest, ACreationThatFailedBeforeItsFormWasSentIsTriedAgainAtOnce) {
  breaks_before = "/instruments/add_edit_item";
  EXPECT_EQ(Create().error().kind, ErrorKind::kUnavailable);
  breaks_before.clear();
  EXPECT_TRUE(Create(2));
}

TEST_F(VrSiteTest, AdoptsAListingOfTheSkuAndRestoresASoldOne) {
  CreateListing create = NewGuitar();
  create.sku = Sku("GTR-0001");
  const WriteOutcome live = Deliver(create);
  ASSERT_TRUE(live);
  EXPECT_EQ(live->remote, RemoteId("124001"));
  site.rows[0].sold = "yes";
  ASSERT_TRUE(Deliver(create));
  EXPECT_EQ(site.rows[0].sold, "no");
  site.rows[1].link = site.rows[0].link;
  EXPECT_EQ(Deliver(create).error().kind, ErrorKind::kConflict);
  EXPECT_EQ(Submits(), 0);
}

TEST_F(VrSiteTest, WithoutATrustedExportNothingIsMade) {
  site.export_filter = [](const std::string& text) { return text.substr(0, text.size() - 40); };
  EXPECT_EQ(Create().error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(Submits(), 0);
}

TEST_F(VrSiteTest, RefusesACreationThatTheSiteWouldRefuse) {
  CreateListing no_brand = NewGuitar();
  no_brand.content.brand.clear();
  CreateListing no_title = NewGuitar();
  no_title.content.title.clear();
  CreateListing no_units = NewGuitar();
  no_units.quantity = Quantity(0);
  CreateListing no_category = NewGuitar();
  no_category.content.category = "Kitchen";
  for (const CreateListing& bad : {no_brand, no_title, no_units, no_category}) {
    EXPECT_EQ(Deliver(bad, "new:SG-61").error().kind, ErrorKind::kRejected);
  }
  site.brand_reply = "0";
  EXPECT_EQ(Create().error().kind, ErrorKind::kRejected);
  site.brand_reply = "";
  EXPECT_EQ(Create().error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(Submits(), 0);
}

TEST_F(VrSiteTest, SaysWhatACreationLost) {
  CreateListing create = NewGuitar();
  create.price = Money{245'050, Currency::Usd()};
  create.content.image_urls = {"https://a.test/1.jpg"};
  const WriteOutcome outcome = Deliver(create, "new:SG-61");
  ASSERT_TRUE(outcome);
  EXPECT_THAT(outcome->note, HasSubstr("cents"));
  EXPECT_THAT(outcome->note, HasSubstr("pictures"));
}

TEST_F(VrSiteTest, APriceEditKeepsTheDescriptionThatTheFormDoesNotShow) {
  site.rows[0].description = "the whole story";
  const WriteOutcome outcome = Deliver(SetPrice{Money{150'000, Currency::Usd()}});
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->remote, RemoteId("124001"));
  EXPECT_EQ(site.last_form["item_desc"], "the whole story");
  EXPECT_EQ(site.last_form["price"], "1500");
  EXPECT_EQ(site.last_form["model_name"], "Model S");
  EXPECT_EQ(site.last_form["product_id"], "124001");
  EXPECT_EQ(site.last_form["external_url"], "https://stock.example.invalid/i/GTR-0001");
  EXPECT_EQ(site.rows.size(), 2u);
}

TEST_F(VrSiteTest, APriceEditAfterATextEditKeepsTheNewTextThoughTheExportIsBehind) {
  ListingContent content;
  content.title = "Model S better";
  content.description = "new story";
  ASSERT_TRUE(Deliver(SetContent{content}));
  EXPECT_EQ(site.rows[0].model, "Model S better");
  site.rows[0].description = "old story";  // What an export of two minutes ago shows.
  ASSERT_TRUE(Deliver(SetPrice{Money{150'000, Currency::Usd()}}));
  EXPECT_EQ(site.last_form["item_desc"], "new story\n[ref GTR-0001]");
}

TEST_F(VrSiteTest, AnEditOfAListingThatIsGoneIsNotFound) {
  EXPECT_EQ(Deliver(SetPrice{Money{150'000, Currency::Usd()}}, "99").error().kind, ErrorKind::kNotFound);
  ListingContent content;
  content.title = "x";
  EXPECT_EQ(Deliver(SetContent{content}, "99").error().kind, ErrorKind::kNotFound);
  site.hidden = {{.id = "125000"}};
  EXPECT_EQ(Deliver(SetPrice{Money{150'000, Currency::Usd()}}, "125000").error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(Submits(), 0);
}

TEST_F(VrSiteTest, AnEditWithoutAClearAnswerIsAmbiguousAndARefusedOneRejected) {
  site.submit_reply = [] { return HttpResponse{200, {}, ""}; };
  EXPECT_EQ(Deliver(SetPrice{Money{150'000, Currency::Usd()}}).error().kind, ErrorKind::kAmbiguous);
  site.submit_reply = [] { return HttpResponse{200, {}, R"(<div class="error">no</div>)"}; };
  EXPECT_EQ(Deliver(SetPrice{Money{150'000, Currency::Usd()}}).error().kind, ErrorKind::kRejected);
}

TEST_F(VrSiteTest, ProbesTheAccount) {
  const Result<ChannelProbe> probe = connector.prober->Probe(run);
  ASSERT_TRUE(probe);
  EXPECT_EQ(probe->account, "dealer");
  EXPECT_EQ(probe->server_time, *ParseTimestamp("2026-09-01T10:00:00Z"));
}

}  // namespace
}  // namespace riff::vr
