#include "connectors/vr/vr_codec.h"

#include <gmock/gmock.h>

#include <chrono>

#include "tests/unit/connectors/table/workbook.h"
#include "tests/unit/connectors/vr/export_files.h"

namespace riff::vr {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Result<Snapshot> Parse(const std::string& text) { return ParseSnapshot(text, Currency::Usd()); }

Error ErrorOf(const std::string& text) {
  const Result<Snapshot> snapshot = Parse(text);
  EXPECT_FALSE(snapshot);
  return snapshot ? Error() : snapshot.error();
}

RemoteListing First(const std::string& text) {
  const Result<Snapshot> snapshot = Parse(text);
  EXPECT_TRUE(snapshot) << snapshot.error().message;
  return ListingOf(*snapshot, snapshot->rows.at(0), "");
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string EveryReplaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

TEST(VrSnapshot, ReadsTheSitesOwnExample) {
  ExportRow row;
  row.description = "\"<p>Player’s condition, &quot;all original&quot;\nsecond line</p>\"";

  const RemoteListing listing = First(ExportFile({row}));

  EXPECT_EQ(listing.ref.remote, RemoteId("124001"));
  EXPECT_EQ(listing.ref.sku, Sku("GTR-0001"));
  EXPECT_EQ(listing.our_reference, "https://stock.example.invalid/i/GTR-0001");
  EXPECT_EQ(listing.facts.status, ListingStatus::kLive);
  EXPECT_EQ(listing.facts.quantity, Quantity(1));
  EXPECT_EQ(listing.facts.price, (Money{189'900, Currency::Usd()}));
  EXPECT_EQ(listing.facts.content, DigestOf(listing.content));
  EXPECT_EQ(listing.quantity_max, Quantity(1));
  EXPECT_EQ(listing.content.title, "Model S");
  EXPECT_EQ(listing.content.brand, "Example");
  EXPECT_EQ(listing.content.category, "Guitars>Electric solid body");
  EXPECT_EQ(listing.content.year, "1966");
  EXPECT_EQ(listing.content.finish, "Sunburst");
  EXPECT_EQ(listing.content.description, "<p>Player’s condition, &quot;all original&quot;\nsecond line</p>");
  EXPECT_THAT(listing.content.image_urls,
              ElementsAre("https://img.example.invalid/1.jpg", "https://img.example.invalid/2.jpg"));
  EXPECT_EQ(listing.url, "");
}

TEST(VrSnapshot, TakesAByteOrderMark) { EXPECT_EQ(First("\xef\xbb\xbf" + ExportFile({{}})).content.brand, "Example"); }

TEST(VrSnapshot, TakesPlainNewlines) {
  EXPECT_EQ(First(EveryReplaced(ExportFile({{}}), "\r\n", "\n")).ref.remote, RemoteId("124001"));
}

TEST(VrSnapshot, TakesAHeaderInTitleCase) {
  std::string text = ExportFile({{}});
  text = Replaced(text, "brand name", "Brand Name");
  text = Replaced(text, "product id", "Product Id");
  text = Replaced(text, "product sold", "Product SOLD");
  EXPECT_EQ(First(text).content.brand, "Example");
}

TEST(VrSnapshot, TakesRowsWithoutTheTrailingComma) {
  EXPECT_EQ(First(EveryReplaced(ExportFile({{}}), ",\r\n", "\r\n")).our_reference,
            "https://stock.example.invalid/i/GTR-0001");
}

TEST(VrSnapshot, TakesWindows1252) {
  ExportRow row;
  row.description = "Player\x92s condition";
  EXPECT_EQ(First(ExportFile({row})).content.description, "Player’s condition");
}

TEST(VrSnapshot, TakesTheYearsAndPricesThatSpreadsheetProgramsMake) {
  ExportRow row;
  row.year = "1966.0";
  row.price = "1899.0";
  EXPECT_EQ(First(ExportFile({row})).content.year, "1966");
  EXPECT_EQ(First(ExportFile({row})).facts.price, (Money{189'900, Currency::Usd()}));
  row.price = "\"1,899\"";
  EXPECT_EQ(First(ExportFile({row})).facts.price, (Money{189'900, Currency::Usd()}));
  row.price = "\"1,234,567.50\"";
  EXPECT_EQ(First(ExportFile({row})).facts.price, (Money{123'456'750, Currency::Usd()}));
  row.price = "";
  EXPECT_EQ(First(ExportFile({row})).facts.price, std::nullopt);  // On call.
}

TEST(VrSnapshot, TakesNewlinesQuotesAndSemicolonsInText) {
  ExportRow row;
  row.description = "\"two\r\nlines; \"\"quoted\"\"\"";
  EXPECT_EQ(First(ExportFile({row})).content.description, "two\r\nlines; \"quoted\"");
}

TEST(VrSnapshot, KeepsAnExtraColumnWhenItIsWrittenAgain) {
  std::string text = ExportFile({{}});
  text = Replaced(text, "external link,\r\n", "external link,shelf,\r\n");
  text = Replaced(text, "GTR-0001,\r\n", "GTR-0001,B 7,\r\n");
  const Result<Snapshot> snapshot = Parse(text);
  ASSERT_TRUE(snapshot) << snapshot.error().message;
  EXPECT_EQ(FormatSnapshot(*snapshot), text);
}

TEST(VrSnapshot, IsWrittenAsItWasRead) {
  ExportRow row;
  row.description = "\"a, \"\"b\"\"\nc\"";
  const std::string text = ExportFile({row, {.id = "124002", .sold = "yes"}});
  EXPECT_EQ(FormatSnapshot(*Parse(text)), text);
}

TEST(VrSnapshot, AnEmptyShopIsTheHeaderAlone) {
  EXPECT_EQ(FormatSnapshot(EmptySnapshot()), kHeaderLine);
  EXPECT_TRUE(Parse(kHeaderLine)->rows.empty());
}

TEST(VrSnapshot, RefusesADuplicateProductId) {
  const Error error = ErrorOf(ExportFile({{}, {}}));
  EXPECT_EQ(error.kind, ErrorKind::kInvalid);
  EXPECT_THAT(error.message, HasSubstr("line 3"));
  EXPECT_THAT(error.message, HasSubstr("124001"));
}

TEST(VrSnapshot, RefusesAMissingNeededColumn) {
  for (const char* column : {"product id", "product price,", "product sold"}) {
    const std::string text = Replaced(ExportFile({{}}), column, std::string("x") + column);
    EXPECT_THAT(ErrorOf(text).message, HasSubstr("is missing")) << column;
  }
}

TEST(VrSnapshot, RefusesAColumnThatComesTwice) {
  EXPECT_THAT(ErrorOf(Replaced(ExportFile({{}}), "decade", "product id")).message, HasSubstr("comes twice"));
}

TEST(VrSnapshot, RefusesIdsThatASpreadsheetProgramHasLost) {
  for (const char* id : {"1.24001E+05", "124001.0", "", "0", "-5", "12 4001", "99999999999999999999"}) {
    EXPECT_EQ(ErrorOf(ExportFile({{.id = id}})).kind, ErrorKind::kInvalid) << id;
  }
}

TEST(VrSnapshot, RefusesPricesAndFlagsThatItCannotRead) {
  for (const char* price : {"call", "\"1,89\"", "\",899\"", "18.999", "-5", "\"1,899,\""}) {
    EXPECT_EQ(ErrorOf(ExportFile({{.price = price}})).kind, ErrorKind::kInvalid) << price;
  }
  for (const char* sold : {"", "maybe", "1"}) {
    EXPECT_EQ(ErrorOf(ExportFile({{.sold = sold}})).kind, ErrorKind::kInvalid) << sold;
  }
}

TEST(VrSnapshot, RefusesAFileThatWasCutOff) {
  const std::string whole = ExportFile({{}, {.id = "124002"}});
  for (const std::size_t gone : {1u, 2u, 3u, 10u, 60u, 150u}) {
    EXPECT_EQ(ErrorOf(whole.substr(0, whole.size() - gone)).kind, ErrorKind::kInvalid) << gone;
  }
}

TEST(VrSnapshot, RefusesAQuoteThatIsNeverClosed) {
  ExportRow row;
  row.description = "\"never closed";
  EXPECT_EQ(ErrorOf(ExportFile({row})).kind, ErrorKind::kInvalid);
}

TEST(VrSnapshot, RefusesOtherFormatsByName) {
  EXPECT_THAT(ErrorOf("<!DOCTYPE html><html><body>Please log in</body></html>\n").message, HasSubstr("web page"));
  EXPECT_THAT(ErrorOf("\n  <html>Just a moment...</html>\n").message, HasSubstr("web page"));
  EXPECT_THAT(ErrorOf(std::string("PK\x03\x04....\n")).message, HasSubstr("workbook"));
  EXPECT_THAT(ErrorOf(std::string("\xff\xfe" "b\0r\0\n\0", 8)).message, HasSubstr("UTF-16"));
  EXPECT_THAT(ErrorOf("product id;product price;product sold\r\n1;2;no\r\n").message, HasSubstr("commas"));
  EXPECT_THAT(ErrorOf("product id\tproduct price\tproduct sold\n").message, HasSubstr("commas"));
}

// The sheet "inventory" with the needed columns and one row.
std::string WorkbookOf(const std::string& id_cell, const std::string& price_cell, const std::string& sold_cell) {
  WorkbookText text;
  text.shared =
      "<si><t>Product Id</t></si><si><t>product price</t></si><si><t>product sold</t></si>"
      "<si><t>product year</t></si><si><t>no</t></si><si><t>yes</t></si><si><t>124001</t></si>"
      "<si><t>1.24001E+05</t></si>";
  text.sheet_data = R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>)"
                    R"(<c r="D1" t="s"><v>3</v></c></row><row r="2">)" +
                    id_cell + price_cell + sold_cell + R"(<c r="D2"><v>1966</v></c></row>)";
  return text.Bytes();
}

constexpr char kId[] = R"(<c r="A2"><v>124001</v></c>)";
constexpr char kPrice[] = R"(<c r="B2"><v>1899</v></c>)";
constexpr char kNotSold[] = R"(<c r="C2" t="s"><v>4</v></c>)";

TEST(VrSnapshot, ReadsAWorkbook) {
  const Result<Snapshot> read = ParseSnapshot(WorkbookOf(kId, kPrice, kNotSold), Currency::Usd());

  ASSERT_TRUE(read.has_value()) << read.error().message;
  ASSERT_EQ(read->rows.size(), 1u);
  const RemoteListing listing = ListingOf(*read, read->rows.front(), "");
  EXPECT_EQ(listing.ref.remote, RemoteId("124001"));
  EXPECT_EQ(listing.facts.price, (Money{189'900, Currency::Usd()}));
  EXPECT_EQ(listing.facts.quantity, Quantity(1));
  EXPECT_EQ(listing.content.year, "1966");
}

TEST(VrSnapshot, TakesAWorkbooksIdsAsTextUnlessTheyLostTheirDigits) {
  EXPECT_TRUE(ParseSnapshot(WorkbookOf(R"(<c r="A2" t="s"><v>6</v></c>)", kPrice, kNotSold), Currency::Usd()));
  EXPECT_THAT(ErrorOf(WorkbookOf(R"(<c r="A2" t="s"><v>7</v></c>)", kPrice, kNotSold)).message,
              HasSubstr("1.24001E+05"));
  EXPECT_THAT(ErrorOf(WorkbookOf(R"(<c r="A2"><v>124001.5</v></c>)", kPrice, kNotSold)).message,
              HasSubstr("whole number"));
}

TEST(VrSnapshot, RefusesAWorkbookWhoseFlagsOrPricesAreSomethingElse) {
  EXPECT_THAT(ErrorOf(WorkbookOf(kId, kPrice, R"(<c r="C2" t="b"><v>0</v></c>)")).message, HasSubstr("neither"));
  EXPECT_THAT(ErrorOf(WorkbookOf(kId, R"(<c r="B2" s="1"><v>1899</v></c>)", kNotSold)).message, HasSubstr("price"));
  EXPECT_THAT(ErrorOf(WorkbookOf(kId, R"(<c r="B2"><f>A2</f><v>1899</v></c>)", kNotSold)).message,
              HasSubstr("formula"));
}

TEST(VrSnapshot, RefusesNothingAtAll) {
  EXPECT_EQ(ErrorOf("").kind, ErrorKind::kInvalid);
  EXPECT_EQ(ErrorOf("\r\n").kind, ErrorKind::kInvalid);
}

TEST(VrListing, ThatIsSoldShowsNoUnit) {
  const RemoteListing listing = First(ExportFile({{.sold = "Yes"}}));
  EXPECT_EQ(listing.facts.status, ListingStatus::kSold);
  EXPECT_EQ(listing.facts.quantity, Quantity(0));
}

TEST(VrListing, WithoutAMarkerOfOursHasNoSku) {
  const RemoteListing listing = First(ExportFile({{.link = "https://shop.example.com/item"}}));
  EXPECT_EQ(listing.ref.sku, Sku());
  EXPECT_EQ(listing.our_reference, "");
}

TEST(VrListing, WhoseLinkWasDroppedIsKnownByItsToken) {
  const RemoteListing listing = First(ExportFile({{.description = "nice [ref GTR-0009]", .link = ""}}));
  EXPECT_EQ(listing.ref.sku, Sku("GTR-0009"));
  EXPECT_EQ(listing.content.description, "nice");
}

TEST(VrListing, HasAnAddressOnASite) {
  const Result<Snapshot> snapshot = Parse(ExportFile({{}}));
  EXPECT_EQ(ListingOf(*snapshot, snapshot->rows[0], "http://127.0.0.1:9").url, "http://127.0.0.1:9/product/124001");
}

TEST(VrRows, AreFoundByIdAndBySku) {
  const Result<Snapshot> snapshot =
      Parse(ExportFile({{.id = "9"}, {.id = "5"}, {.id = "7", .link = "https://stock.example.invalid/i/X?v=1"}}));
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(FindRow(*snapshot, RemoteId("7"))->id, 7);
  EXPECT_EQ(FindRow(*snapshot, RemoteId("8")), nullptr);
  const std::vector<const Row*> rows = RowsOfSku(*snapshot, Sku("GTR-0001"));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0]->id, 5);  // Lowest first.
  EXPECT_TRUE(RowsOfSku(*snapshot, Sku()).empty());
}

TEST(VrSale, IsAnOrderNamedAfterItsListing) {
  const Result<Snapshot> snapshot = Parse(ExportFile({{.sold = "yes"}}));
  const Timestamp at = FromMicros(5);
  const Channel channel{Platform::kVr, Environment::kSandbox};

  const Order order = SaleOf(*snapshot, snapshot->rows[0], channel, at);

  EXPECT_EQ(order.id, OrderId("vr-124001"));
  EXPECT_EQ(order.channel, channel);
  EXPECT_EQ(order.placed_at, at);
  EXPECT_EQ(order.updated_at, at);
  ASSERT_EQ(order.lines.size(), 1u);
  EXPECT_EQ(order.lines[0].id, OrderLineId("vr-124001"));
  EXPECT_EQ(order.lines[0].remote, RemoteId("124001"));
  EXPECT_EQ(order.lines[0].sku, Sku("GTR-0001"));
  EXPECT_EQ(order.lines[0].quantity, Quantity(1));
  EXPECT_EQ(order.lines[0].unit_price, (Money{189'900, Currency::Usd()}));
  EXPECT_EQ(order.lines[0].state, OrderState::kPaid);
}

TEST(VrPrice, IsWrittenWholeUnlessItHasCents) {
  EXPECT_EQ(FormatPrice(Money{189'900, Currency::Usd()}), "1899");
  EXPECT_EQ(FormatPrice(Money{189'950, Currency::Usd()}), "1899.50");
}

TEST(VrMarker, GoesThroughTheLinkAndBack) {
  const Marker marker{Sku("SG 61/ä"), "4f1c"};
  EXPECT_EQ(LinkOf(marker), "https://stock.example.invalid/i/SG%2061%2F%C3%A4?v=4f1c");
  EXPECT_EQ(ParseLink(LinkOf(marker)), marker);
  EXPECT_EQ(ParseLink(" https://stock.example.invalid/i/A \n"), (Marker{Sku("A"), ""}));
  for (const char* other : {"", "https://stock.example.invalid/i/", "https://stock.example.invalid/j/A",
                            "https://stock.example.invalid.evil/i/A", "https://stock.example.invalid/i/%zz"}) {
    EXPECT_EQ(ParseLink(other), std::nullopt) << other;
  }
}

TEST(VrMarker, NamesTheIntentShortlyAndAlwaysAlike) {
  EXPECT_EQ(IntentOf(IdempotencyKey("a")).size(), 12u);
  EXPECT_EQ(IntentOf(IdempotencyKey("a")), IntentOf(IdempotencyKey("a")));
  EXPECT_NE(IntentOf(IdempotencyKey("a")), IntentOf(IdempotencyKey("b")));
}

TEST(VrMarker, TokenIsPutOnceAndTakenOffAgain) {
  const std::string once = WithToken("<p>nice</p>", Sku("A-1"));
  EXPECT_EQ(once, "<p>nice</p>\n[ref A-1]");
  EXPECT_EQ(WithToken(once, Sku("A-1")), once);
  EXPECT_EQ(WithToken(once, Sku("B-2")), "<p>nice</p>\n[ref B-2]");
  EXPECT_EQ(WithToken("", Sku("A-1")), "[ref A-1]");
  EXPECT_EQ(WithToken("nice", Sku()), "nice");
  EXPECT_EQ(SplitToken(once).description, "<p>nice</p>");
  EXPECT_EQ(SplitToken(once).sku, Sku("A-1"));
  EXPECT_EQ(SplitToken("see [ref A-1] above").sku, Sku());
  EXPECT_EQ(SplitToken("[ref ]").sku, Sku());
}

}  // namespace
}  // namespace riff::vr
