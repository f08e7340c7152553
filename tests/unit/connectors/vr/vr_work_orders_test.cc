#include "connectors/vr/vr_work_orders.h"

#include <gmock/gmock.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "connectors/vr/vr_connector.h"
#include "engine/base/manual_clock.h"
#include "tests/unit/connectors/http/scripted_transport.h"
#include "tests/unit/connectors/vr/empty_vault.h"
#include "tests/unit/connectors/vr/export_files.h"

namespace riff::vr {
namespace {

using testing::HasSubstr;
using testing::Not;

// The production channel of a real shop: an export that a person drops, and orders that a person carries out.
class VrWorkOrderTest : public testing::Test {
 protected:
  VrWorkOrderTest() {
    std::string name = (std::filesystem::temp_directory_path() / "riff-vr-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    config.folder = folder;
    config.work_orders = folder;
    Export({{}});
  }
  ~VrWorkOrderTest() override { std::filesystem::remove_all(folder); }

  void Export(const std::vector<ExportRow>& rows) {
    std::ofstream(folder + "/vr_inventory.csv", std::ios::binary | std::ios::trunc) << ExportFile(rows);
  }
  std::string File(const std::string& name) const {
    std::stringstream text;
    text << std::ifstream(folder + "/" + name, std::ios::binary).rdbuf();
    return text.str();
  }
  std::string List() const { return File("vr_work_orders.txt"); }
  Connector Open(Access access = Access::kReadAndWrite) {
    return MakeConnector({Platform::kVr, Environment::kProduction}, config, Parts{wire, clock, vault}, access);
  }
  WriteOutcome Deliver(Change change, const std::string& key = "key-1", const std::string& id = "124001") {
    Write write;
    write.key = IdempotencyKey(key);
    write.listing = {{Platform::kVr, Environment::kProduction}, RemoteId(id)};
    write.sku = Sku("GTR-0001");
    write.change = std::move(change);
    return Open().writer->Deliver(run, std::span(&write, 1)).front();
  }
  std::string WhyNot(Change change, const std::string& key = "key-1", const std::string& id = "124001") {
    const WriteOutcome outcome = Deliver(std::move(change), key, id);
    EXPECT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.has_value() ? ErrorKind::kInvalid : outcome.error().kind, ErrorKind::kRejected);
    return outcome.has_value() ? "" : outcome.error().message;
  }
  void Read() { EXPECT_TRUE(Open().reader->ListListings(run, {}).has_value()); }

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

TEST_F(VrWorkOrderTest, ASaleElsewhereIsWrittenDownForAPerson) {
  const std::string before = File("vr_inventory.csv");

  EXPECT_THAT(WhyNot(SetQuantity{Quantity(0), {}}), HasSubstr("work order 1: mark product 124001 (Model S) as sold"));

  EXPECT_THAT(List(), HasSubstr("[ ] 1. mark product 124001 (Model S) as sold"));
  EXPECT_THAT(File("vr_work_orders.csv"), HasSubstr("mark_sold,124001,GTR-0001,Model S"));
  EXPECT_EQ(File("vr_inventory.csv"), before);
}

TEST_F(VrWorkOrderTest, TheSameWriteIsTheSameOrder) {
  WhyNot(SetQuantity{Quantity(0), {}});

  EXPECT_THAT(WhyNot(SetQuantity{Quantity(0), {}}), HasSubstr("work order 1:"));
  EXPECT_THAT(List(), Not(HasSubstr("[ ] 2.")));
}

TEST_F(VrWorkOrderTest, TheNextExportProvesItAndNumbersGoOn) {
  WhyNot(SetQuantity{Quantity(0), {}});
  Export({{.sold = "yes"}});

  Read();

  EXPECT_THAT(List(), HasSubstr("Nothing is left to do."));
  EXPECT_THAT(WhyNot(Relist{Quantity(1)}, "key-2"), HasSubstr("work order 2: put product 124001"));
}

TEST_F(VrWorkOrderTest, AnExportThatDisagreesOrLacksTheRowProvesNothing) {
  WhyNot(SetPrice{Money{90'000, Currency::Usd()}});
  Export({{.price = "901"}});
  Read();
  EXPECT_THAT(List(), HasSubstr("set the price of product 124001 (Model S) to 900"));

  Export({{.id = "124002"}});
  Read();
  EXPECT_THAT(List(), HasSubstr("[ ] 1."));

  Export({{.price = "900"}});
  Read();
  EXPECT_THAT(List(), HasSubstr("Nothing is left"));
}

TEST_F(VrWorkOrderTest, AnExportFromBeforeTheOrderProvesNothing) {
  clock.Advance(std::chrono::hours(24 * 365 * 100));  // No file here is as new as that.
  WhyNot(SetQuantity{Quantity(0), {}});
  Export({{.sold = "yes"}});

  Read();

  EXPECT_THAT(List(), HasSubstr("[ ] 1."));
}

TEST_F(VrWorkOrderTest, AnOrderThatANewerOneMakesPointlessIsDropped) {
  WhyNot(SetPrice{Money{90'000, Currency::Usd()}}, "key-1");
  WhyNot(SetQuantity{Quantity(0), {}}, "key-2");
  WhyNot(SetPrice{Money{80'000, Currency::Usd()}}, "key-3");

  EXPECT_THAT(List(), Not(HasSubstr("to 900")));
  EXPECT_THAT(List(), HasSubstr("[ ] 2. mark"));
  EXPECT_THAT(List(), HasSubstr("[ ] 3. set the price"));

  EXPECT_TRUE(Deliver(SetQuantity{Quantity(1), {}}, "key-4").has_value());  // It was never marked as sold.
  EXPECT_THAT(List(), Not(HasSubstr("mark product")));
}

TEST_F(VrWorkOrderTest, WhatTheExportShowsAlreadyIsAcceptedWithoutAnOrder) {
  EXPECT_TRUE(Deliver(SetQuantity{Quantity(1), {}}).has_value());
  EXPECT_TRUE(Deliver(SetPrice{Money{189'900, Currency::Usd()}}).has_value());

  EXPECT_EQ(List(), "");
}

TEST_F(VrWorkOrderTest, ANewListingIsKnownByItsLinkAgain) {
  CreateListing create;
  create.sku = Sku("SG-61");
  create.content.title = "SG";
  create.content.description = "two\nlines";
  create.price = Money{245'000, Currency::Usd()};
  create.quantity = Quantity(1);
  WhyNot(create, "key-1", "new:SG-61");
  EXPECT_THAT(List(), HasSubstr("make a listing of SG-61 (SG) for 2450"));
  EXPECT_THAT(List(), HasSubstr("two\nlines"));

  Export({{}, {.id = "124777", .link = LinkOf(Marker{Sku("SG-61"), IntentOf(IdempotencyKey("key-1"))})}});
  Read();

  EXPECT_THAT(List(), HasSubstr("Nothing is left"));
  EXPECT_EQ(Deliver(create, "key-1", "new:SG-61")->remote, RemoteId("124777"));
}

TEST_F(VrWorkOrderTest, ATextIsProvedByTitleAndDescription) {
  ListingContent content;
  content.title = "Model S, \"new\"";
  content.description = "better";
  WhyNot(SetContent{content});

  Export({{.model = "\"Model S, \"\"new\"\"\"", .description = "worse"}});
  Read();
  EXPECT_THAT(List(), HasSubstr("[ ] 1."));

  Export({{.model = "\"Model S, \"\"new\"\"\"", .description = "better"}});
  Read();
  EXPECT_THAT(List(), HasSubstr("Nothing is left"));
}

TEST_F(VrWorkOrderTest, WritesNoOrderThatNobodyCouldCarryOut) {
  WhyNot(SetQuantity{Quantity(2), {}});
  WhyNot(SetPrice{Money{90'050, Currency::Usd()}});
  EXPECT_EQ(Deliver(PauseListing{}).error().kind, ErrorKind::kUnsupported);
  EXPECT_EQ(Deliver(EndListing{}, "key-1", "999999").error().kind, ErrorKind::kNotFound);

  EXPECT_EQ(List(), "");
}

TEST_F(VrWorkOrderTest, WithoutATrustedExportOrAReadableFileNothingIsDone) {
  std::ofstream(folder + "/vr_work_orders.csv") << "number,what\r\n1,x\r\n";
  EXPECT_EQ(Deliver(EndListing{}).error().kind, ErrorKind::kUnavailable);
  Read();  // Sales are still seen.

  std::filesystem::remove(folder + "/vr_work_orders.csv");
  std::ofstream(folder + "/vr_inventory.csv") << "<html>";
  EXPECT_EQ(Deliver(EndListing{}).error().kind, ErrorKind::kUnavailable);
}

TEST_F(VrWorkOrderTest, AFolderThatIsNotThereIsUnavailable) {
  config.work_orders = folder + "/gone";

  EXPECT_EQ(Deliver(EndListing{}).error().kind, ErrorKind::kUnavailable);
}

TEST_F(VrWorkOrderTest, GoOnlyWithAProductionFolderThatMayBeWritten) {
  EXPECT_EQ(Open(Access::kReadOnly).writer, nullptr);
  config.work_orders.clear();
  EXPECT_EQ(Open().writer, nullptr);

  Config site;
  site.url = "https://vr.test";
  site.user = "u";
  site.password = Secret("p");
  site.work_orders = folder;
  EXPECT_FALSE(ValidateConfig(site).has_value());
  EXPECT_TRUE(wire.requests.empty());
}

}  // namespace
}  // namespace riff::vr
