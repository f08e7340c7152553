#include "connectors/vr/vr_folder.h"

#include <gmock/gmock.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "connectors/vr/vr_connector.h"
#include "engine/base/manual_clock.h"
#include "engine/model/write.h"
#include "tests/unit/connectors/http/scripted_transport.h"
#include "tests/unit/connectors/table/workbook.h"
#include "tests/unit/connectors/vr/empty_vault.h"
#include "tests/unit/connectors/vr/export_files.h"

namespace riff::vr {
namespace {

using testing::HasSubstr;

class VrFolderTest : public testing::Test {
 protected:
  VrFolderTest() {
    std::string name = (std::filesystem::temp_directory_path() / "riff-vr-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    config.folder = folder;
  }
  ~VrFolderTest() override { std::filesystem::remove_all(folder); }

  void Put(const std::string& text) {
    std::ofstream(folder + "/vr_inventory.csv", std::ios::binary | std::ios::trunc) << text;
  }
  void PutWorkbook() {
    WorkbookText text;
    text.sheet_data = R"(<row r="1"><c t="str"><v>product id</v></c><c t="str"><v>product price</v></c>)"
                      R"(<c t="str"><v>product sold</v></c></row>)"
                      R"(<row r="2"><c><v>124001</v></c><c><v>1899</v></c><c t="str"><v>no</v></c></row>)";
    std::ofstream(folder + "/vr_inventory.xlsx", std::ios::binary | std::ios::trunc) << text.Bytes();
  }
  std::string File(const std::string& name = "vr_inventory.csv") const {
    std::stringstream text;
    text << std::ifstream(folder + "/" + name, std::ios::binary).rdbuf();
    return text.str();
  }
  Connector Open(Environment environment, Access access = Access::kReadAndWrite) {
    return MakeConnector({Platform::kVr, environment}, config, Parts{wire, clock, vault}, access);
  }
  Result<Page<RemoteListing>> List(Environment environment = Environment::kProduction) {
    return Open(environment).reader->ListListings(run, {});
  }
  WriteOutcome Deliver(Change change, const std::string& id = "124001") {
    Write write;
    write.key = IdempotencyKey("key-1");
    write.listing = {{Platform::kVr, Environment::kSandbox}, RemoteId(id)};
    write.change = std::move(change);
    const Connector connector = Open(Environment::kSandbox);
    return connector.writer->Deliver(run, std::span(&write, 1)).front();
  }
  static std::vector<ExportRow> ManyRows(int count) {
    std::vector<ExportRow> rows;
    for (int n = 0; n < count; ++n) rows.push_back({.id = std::to_string(124'001 + n), .link = ""});
    return rows;
  }
  static CreateListing NewGuitar() {
    CreateListing create;
    create.sku = Sku("SG-61");
    create.content.title = "SG, \"Les Paul\"";
    create.content.brand = "Gibson";
    create.content.description = "two\nlines";
    create.content.category = "Guitars>Electric solid body";
    create.content.image_urls = {"https://a.test/1.jpg", "https://a.test/2.jpg"};
    create.price = Money{245'000, Currency::Usd()};
    create.quantity = Quantity(1);
    return create;
  }

  std::string folder;
  Config config;
  ManualClock clock{StartOfTests()};
  ScriptedTransport wire{clock};
  EmptyVault vault;
  SeededRandom random{7};
  NullLog log;
  NullMetrics metrics;
  Tripwire tripwire;
  std::atomic<bool> stopping{false};
  RunContext run{RunId(1), clock, clock, random, log, metrics, tripwire, stopping};
};

TEST_F(VrFolderTest, ReadsAllListingsAsOnePage) {
  Put(ExportFile({{}, {.id = "124002", .sold = "yes", .link = ""}}));

  const Result<Page<RemoteListing>> page = List();

  ASSERT_TRUE(page) << page.error().message;
  ASSERT_EQ(page->rows.size(), 2u);
  EXPECT_EQ(page->total, 2);
  EXPECT_EQ(page->next, std::nullopt);
  EXPECT_EQ(page->rows[1].facts.status, ListingStatus::kSold);
  EXPECT_TRUE(wire.requests.empty());
}

TEST_F(VrFolderTest, KnowsNoCursor) {
  Put(ExportFile({{}}));
  const Connector connector = Open(Environment::kProduction);
  EXPECT_EQ(connector.reader->ListListings(run, Cursor("2")).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(connector.reader->ListOrders(run, {}, Cursor("2")).error().kind, ErrorKind::kInvalid);
}

TEST_F(VrFolderTest, AMissingProductionExportIsUnavailableNotEmpty) {
  const Result<Page<RemoteListing>> page = List();
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().kind, ErrorKind::kUnavailable);
  EXPECT_THAT(page.error().message, HasSubstr("vr_inventory.csv"));
}

TEST_F(VrFolderTest, AFreshSandboxIsAnEmptyShopAndALostFileIsNot) {
  EXPECT_TRUE(List(Environment::kSandbox)->rows.empty());
  Put(ExportFile({{}}));
  ASSERT_TRUE(List(Environment::kSandbox));
  std::filesystem::remove(folder + "/vr_inventory.csv");
  EXPECT_EQ(List(Environment::kSandbox).error().kind, ErrorKind::kUnavailable);
}

TEST_F(VrFolderTest, RefusesAFileWithFarFewerRowsUntilAPersonAcceptsIt) {
  Put(ExportFile(ManyRows(10)));
  ASSERT_TRUE(List());
  Put(ExportFile(ManyRows(8)));
  ASSERT_TRUE(List());  // Four of five are left.

  Put(ExportFile(ManyRows(6)));
  const Result<Page<RemoteListing>> cut = List();

  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().kind, ErrorKind::kInvalid);
  EXPECT_THAT(cut.error().message, HasSubstr("6 rows"));
  EXPECT_THAT(cut.error().message, HasSubstr("8"));
  std::filesystem::remove(folder + "/vr_inventory.state");
  EXPECT_TRUE(List());
}

TEST_F(VrFolderTest, RefusesAnEmptyFileAfterOneThatWasNot) {
  Put(ExportFile({{}}));
  ASSERT_TRUE(List());
  Put(kHeaderLine);
  EXPECT_EQ(List().error().kind, ErrorKind::kInvalid);
}

TEST_F(VrFolderTest, ARefusedFileIsNotRemembered) {
  Put(ExportFile(ManyRows(10)));
  ASSERT_TRUE(List());
  Put(ExportFile(ManyRows(7)));
  EXPECT_FALSE(List());
  EXPECT_FALSE(List());  // It would pass if the seven had been counted.
}

TEST_F(VrFolderTest, ADamagedStateFileIsInvalid) {
  Put(ExportFile({{}}));
  std::ofstream(folder + "/vr_inventory.state") << "rows many\n";
  const Result<Page<RemoteListing>> page = List();
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
  EXPECT_THAT(page.error().message, HasSubstr("vr_inventory.state"));
}

TEST_F(VrFolderTest, GetsListingsByIdAndPendingOnesBySku) {
  Put(ExportFile({{}, {.id = "124002", .link = ""}}));
  const Connector connector = Open(Environment::kProduction);
  const std::vector<ListingRef> refs = {{RemoteId("124002"), Sku(), ""},
                                        {RemoteId("5"), Sku(), ""},
                                        {PendingRemoteId(Sku("GTR-0001")), Sku("GTR-0001"), ""},
                                        {PendingRemoteId(Sku("NONE")), Sku("NONE"), ""}};

  const std::vector<Result<RemoteListing>> listings = connector.reader->GetListings(run, refs);

  ASSERT_EQ(listings.size(), 4u);
  EXPECT_EQ(listings[0]->ref.remote, RemoteId("124002"));
  EXPECT_EQ(listings[1].error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(listings[2]->ref.remote, RemoteId("124001"));
  EXPECT_EQ(listings[3].error().kind, ErrorKind::kNotFound);
  EXPECT_TRUE(connector.reader->GetListings(run, {}).empty());
}

TEST_F(VrFolderTest, TwoListingsOfAPendingSkuAreAConflict) {
  Put(ExportFile({{}, {.id = "124002"}}));
  const Connector connector = Open(Environment::kProduction);
  const ListingRef ref{PendingRemoteId(Sku("GTR-0001")), Sku("GTR-0001"), ""};
  EXPECT_EQ(connector.reader->GetListings(run, std::span(&ref, 1))[0].error().kind, ErrorKind::kConflict);
  EXPECT_EQ(connector.reader->FindBySku(run, Sku("GTR-0001"))->size(), 2u);
  EXPECT_EQ(connector.reader->FindBySku(run, Sku()).error().kind, ErrorKind::kInvalid);
}

TEST_F(VrFolderTest, AFileThatCannotBeTrustedFailsEveryListingAskedFor) {
  Put("<html>\n");
  const Connector connector = Open(Environment::kProduction);
  const ListingRef ref{RemoteId("124001"), Sku(), ""};
  EXPECT_EQ(connector.reader->GetListings(run, std::span(&ref, 1))[0].error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(connector.prober->Probe(run).error().kind, ErrorKind::kInvalid);
}

TEST_F(VrFolderTest, EverySoldRowIsAnOrderWithinTheWindow) {
  Put(ExportFile({{}, {.id = "124002", .sold = "yes", .link = ""}}));
  const Connector connector = Open(Environment::kProduction);
  const OrderWindow before{FromMicros(0), FromMicros(1'000'000)};  // Long before the file's own time.

  const Result<Page<Order>> page = connector.reader->ListOrders(run, before, {});

  ASSERT_TRUE(page) << page.error().message;
  ASSERT_EQ(page->rows.size(), 1u);
  EXPECT_EQ(page->rows[0].id, OrderId("vr-124002"));
  EXPECT_EQ(page->rows[0].updated_at, before.to);
  const Timestamp later = FromMicros(4'000'000'000'000'000);
  EXPECT_EQ(connector.reader->ListOrders(run, {later, later}, {})->rows[0].updated_at, later);
}

TEST_F(VrFolderTest, ReadsOneSaleByItsIdOrSaysThatThereIsNone) {
  Put(ExportFile({{.id = "124001"}, {.id = "124002", .sold = "yes"}}));
  const Connector connector = Open(Environment::kProduction);
  const auto get = [&](const char* id) { return connector.reader->GetOrder(run, OrderId(id)); };

  const Result<Order> sale = get("vr-124002");

  ASSERT_TRUE(sale) << sale.error().message;
  EXPECT_EQ(sale->id, OrderId("vr-124002"));
  EXPECT_EQ(sale->lines[0].remote, RemoteId("124002"));
  EXPECT_EQ(sale->lines[0].state, OrderState::kPaid);
  for (const char* id : {"vr-124001", "vr-124003", "vr-", "124002", ""}) {
    EXPECT_EQ(get(id).error().kind, ErrorKind::kNotFound) << id;
  }
  Put("<html>");
  EXPECT_EQ(get("vr-124002").error().kind, ErrorKind::kInvalid);
}

TEST_F(VrFolderTest, IsWrittenInTheSandboxOnly) {
  EXPECT_EQ(Open(Environment::kProduction).writer, nullptr);
  EXPECT_NE(Open(Environment::kSandbox).writer, nullptr);
  EXPECT_EQ(Open(Environment::kSandbox, Access::kReadOnly).writer, nullptr);
}

TEST_F(VrFolderTest, ZeroMarksTheRowSoldAndNothingElseChanges) {
  Put(ExportFile({{}, {.id = "124002", .link = ""}}));
  const WriteOutcome outcome = Deliver(SetQuantity{Quantity(0), {}});
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->shown->quantity, Quantity(0));
  EXPECT_EQ(File(), ExportFile({{.sold = "yes"}, {.id = "124002", .link = ""}}));
  EXPECT_FALSE(std::filesystem::exists(folder + "/vr_inventory.csv.new"));

  ASSERT_TRUE(Deliver(Relist{Quantity(1)}));
  EXPECT_EQ(File(), ExportFile({{}, {.id = "124002", .link = ""}}));
  ASSERT_TRUE(Deliver(EndListing{}));
  ASSERT_TRUE(Deliver(SetQuantity{Quantity(1), {}}));
  EXPECT_EQ(File(), ExportFile({{}, {.id = "124002", .link = ""}}));
}

TEST_F(VrFolderTest, WritesPricesAndContents) {
  Put(ExportFile({{.description = "\"old\n[ref GTR-0001]\""}}));
  ASSERT_TRUE(Deliver(SetPrice{Money{150'050, Currency::Usd()}}));
  ListingContent content;
  content.title = "New model";
  content.description = "new";
  const WriteOutcome outcome = Deliver(SetContent{content});
  ASSERT_TRUE(outcome);

  const RemoteListing listing = List(Environment::kSandbox)->rows[0];
  EXPECT_EQ(listing.facts.price, (Money{150'050, Currency::Usd()}));
  EXPECT_EQ(listing.content.title, "New model");
  EXPECT_EQ(listing.content.description, "new");
  EXPECT_EQ(listing.content.finish, "Sunburst");
  EXPECT_THAT(File(), HasSubstr("[ref GTR-0001]"));
}

TEST_F(VrFolderTest, RefusesWhatARowCannotShow) {
  Put(ExportFile({{}}));
  EXPECT_EQ(Deliver(SetQuantity{Quantity(2), {}}).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(Deliver(Relist{Quantity(2)}).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(Deliver(PauseListing{}).error().kind, ErrorKind::kUnsupported);
  EXPECT_EQ(Deliver(EndListing{}, "5").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(File(), ExportFile({{}}));
}

TEST_F(VrFolderTest, CreatesTheNextIdAndReadsBackWhatItWrote) {
  Put(ExportFile({{}}));
  const WriteOutcome outcome = Deliver(NewGuitar(), "new:SG-61");
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->remote, RemoteId("124002"));

  const Result<Page<RemoteListing>> page = List(Environment::kSandbox);
  ASSERT_EQ(page->rows.size(), 2u);
  const RemoteListing& listing = page->rows[1];
  EXPECT_EQ(listing.ref.sku, Sku("SG-61"));
  EXPECT_EQ(listing.content.title, "SG, \"Les Paul\"");
  EXPECT_EQ(listing.content.description, "two\nlines");
  EXPECT_EQ(listing.content.image_urls.size(), 2u);
  EXPECT_EQ(listing.facts.price, (Money{245'000, Currency::Usd()}));
  EXPECT_EQ(listing.facts.quantity, Quantity(1));
  EXPECT_THAT(listing.our_reference, HasSubstr("?v="));
}

TEST_F(VrFolderTest, CreatesTheFirstListingOfAnEmptyFolder) {
  const WriteOutcome outcome = Deliver(NewGuitar(), "new:SG-61");
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(List(Environment::kSandbox)->rows.size(), 1u);
}

TEST_F(VrFolderTest, NeverGivesAnIdTwice) {
  Put(ExportFile({{}, {.id = "124009", .link = ""}}));
  ASSERT_TRUE(List(Environment::kSandbox));
  Put(ExportFile({{}, {.id = "124002", .link = ""}}));  // A person deleted the last row.
  ASSERT_TRUE(List(Environment::kSandbox));
  EXPECT_EQ(Deliver(NewGuitar(), "new:SG-61")->remote, RemoteId("124010"));
}

TEST_F(VrFolderTest, CreatingTwiceIsCreatingOnce) {
  Put(ExportFile({{}}));
  ASSERT_TRUE(Deliver(NewGuitar(), "new:SG-61"));
  const std::string file = File();
  const WriteOutcome again = Deliver(NewGuitar(), "new:SG-61");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->remote, RemoteId("124002"));
  EXPECT_EQ(File(), file);

  ASSERT_TRUE(Deliver(EndListing{}, "124002"));
  ASSERT_TRUE(Deliver(NewGuitar(), "new:SG-61"));  // A sold row of the SKU is restored.
  EXPECT_EQ(File(), file);
}

TEST_F(VrFolderTest, RefusesACreationThatItCannotMake) {
  Put(ExportFile({{}, {.id = "124002"}}));
  CreateListing twice = NewGuitar();
  twice.sku = Sku("GTR-0001");
  EXPECT_EQ(Deliver(twice).error().kind, ErrorKind::kConflict);
  CreateListing nothing = NewGuitar();
  nothing.quantity = Quantity(0);
  EXPECT_EQ(Deliver(nothing).error().kind, ErrorKind::kRejected);
  CreateListing nameless = NewGuitar();
  nameless.content.title.clear();
  EXPECT_EQ(Deliver(nameless).error().kind, ErrorKind::kRejected);
}

TEST_F(VrFolderTest, NeverWritesOverAFileThatItCannotTrust) {
  Put("<html>\n");
  EXPECT_EQ(Deliver(EndListing{}).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(File(), "<html>\n");
}

TEST_F(VrFolderTest, WhatCannotBeStoredWasNotDone) {
  Put(ExportFile({{}}));
  ASSERT_TRUE(List(Environment::kSandbox));
  std::filesystem::create_directory(folder + "/vr_inventory.csv.new");  // In the way of the new file.
  EXPECT_EQ(Deliver(EndListing{}).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(File(), ExportFile({{}}));
}

TEST_F(VrFolderTest, ReadsAWorkbookInsteadOfACsvFile) {
  PutWorkbook();

  const Result<Page<RemoteListing>> page = List();

  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->rows.front().ref.remote, RemoteId("124001"));
  EXPECT_EQ(Deliver(SetQuantity{Quantity(0), {}}).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(File(), "");
}

TEST_F(VrFolderTest, RefusesToChooseBetweenTwoExports) {
  Put(ExportFile({{}}));
  PutWorkbook();

  EXPECT_EQ(List().error().kind, ErrorKind::kInvalid);
}

TEST_F(VrFolderTest, ProbesByReading) {
  Put(ExportFile({{}}));
  EXPECT_EQ(Open(Environment::kProduction).prober->Probe(run)->account, folder);
}

}  // namespace
}  // namespace riff::vr
