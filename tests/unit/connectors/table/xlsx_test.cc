#include "connectors/table/xlsx.h"

#include <gmock/gmock.h>

#include "tests/unit/connectors/table/workbook.h"

namespace riff {
namespace {

using testing::HasSubstr;
using Cells = std::vector<std::string>;

constexpr char kHeader[] =
    R"(<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>what</t></is></c></row>)";

std::string Row2(const std::string& cells) { return kHeader + std::string("<row r=\"2\">") + cells + "</row>"; }

Result<CsvTable> Parse(const WorkbookText& text, XlsxOptions options = {}) {
  if (options.sheet.empty()) {
    options.sheet = "Inventory";
  }
  return ParseXlsx(text.Bytes(), options);
}

// What the second row's cells are read as.
Cells Read(const std::string& cells, WorkbookText text = {}) {
  text.sheet_data = Row2(cells);
  const Result<CsvTable> table = Parse(text);
  EXPECT_TRUE(table.has_value()) << table.error().message;
  return table.has_value() && !table->rows.empty() ? table->rows.front().cells : Cells();
}

std::string WhyRefused(const WorkbookText& text, const XlsxOptions& options = {}) {
  const Result<CsvTable> table = Parse(text, options);
  EXPECT_FALSE(table.has_value());
  EXPECT_EQ(table.has_value() ? ErrorKind::kNotFound : table.error().kind, ErrorKind::kInvalid);
  return table.has_value() ? "" : table.error().message;
}

std::string WhyRefused(const std::string& cells) {
  WorkbookText text;
  text.sheet_data = Row2(cells);
  return WhyRefused(text);
}

TEST(XlsxTest, ReadsSharedInlineAndRichTexts) {
  WorkbookText text;
  text.shared = "<si><t>plain</t></si><si><r><t>two </t></r><r><t>runs</t></r><rPh><t>said</t></rPh></si>";

  EXPECT_EQ(Read(R"(<c r="A2" t="s"><v>1</v></c><c r="B2" t="inlineStr"><is><t>&lt;p&gt;_x000D_x</t></is></c>)", text),
            (Cells{"two runs", "<p>\rx"}));
}

TEST(XlsxTest, ReadsNumbersAsASpreadsheetShowsThem) {
  EXPECT_EQ(Read(R"(<c r="A2"><v>1.24001E5</v></c><c r="B2" t="n"><v>0.30000000000000004</v></c>)"),
            (Cells{"124001", "0.3"}));
  EXPECT_EQ(Read(R"(<c r="A2" s="2"><v>1966.0</v></c><c r="B2"><v>-7</v></c>)"), (Cells{"1966", "-7"}));
}

TEST(XlsxTest, ReadsTruthsAndCalculatedTexts) {
  EXPECT_EQ(Read(R"(<c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c>)"), (Cells{"TRUE", "FALSE"}));
  EXPECT_EQ(Read(R"(<c r="A2" t="str"><v>x</v></c><c r="B2" t="d"><v>2026-11-20</v></c>)"), (Cells{"x", "2026-11-20"}));
}

TEST(XlsxTest, ReadsDatesByTheirFormatInEitherSystem) {
  WorkbookText from_1904;
  from_1904.properties = R"(<workbookPr date1904="1"/>)";

  EXPECT_EQ(Read(R"(<c r="A2" s="1"><v>24228</v></c><c r="B2" s="1"><v>1.5</v></c>)"),
            (Cells{"1966-05-01", "1900-01-01 12:00:00"}));
  EXPECT_EQ(Read(R"(<c r="A2" s="1"><v>0</v></c><c r="B2" s="1"><v>1</v></c>)", from_1904),
            (Cells{"1904-01-01", "1904-01-02"}));
}

TEST(XlsxTest, FillsMissingCellsAndLeavesOutEmptyRows) {
  WorkbookText text;
  text.sheet_data = std::string(kHeader) + R"(<row r="3"/><row r="7"><c r="B7"><v>5</v></c></row>)";

  const Result<CsvTable> table = Parse(text);

  ASSERT_TRUE(table.has_value()) << table.error().message;
  EXPECT_EQ(table->header, (Cells{"id", "what"}));
  ASSERT_EQ(table->rows.size(), 1u);
  EXPECT_EQ(table->rows.front().cells, (Cells{"", "5"}));
  EXPECT_EQ(table->rows.front().line, 7u);
}

TEST(XlsxTest, ReadsCellsWithoutAPlaceOneAfterAnother) {
  WorkbookText text;
  text.sheet_data = R"(<row><c t="str"><v>id</v></c><c t="str"><v>what</v></c></row><row><c><v>1</v></c></row>)";

  EXPECT_EQ(Parse(text)->rows.front().cells, (Cells{"1", ""}));
}

TEST(XlsxTest, TakesTheNamedSheetOrTheOnlyOne) {
  WorkbookText other;
  other.sheet_data = Row2(R"(<c r="A2"><v>1</v></c>)");
  other.sheet_name = "Sheet1";
  EXPECT_TRUE(Parse(other).has_value());

  other.more_sheets = R"(<sheet name="INVENTORY" sheetId="2" r:id="rId1"/>)";
  EXPECT_TRUE(Parse(other).has_value());

  other.more_sheets = R"(<sheet name="Sheet2" sheetId="2" r:id="rId1"/>)";
  EXPECT_THAT(WhyRefused(other), HasSubstr("2 sheets"));
}

TEST(XlsxTest, RefusesFormulasMergedCellsAndErrorValues) {
  EXPECT_THAT(WhyRefused(R"(<c r="B2"><f>1+1</f><v>2</v></c>)"), HasSubstr("row 2, column 2: holds a formula"));
  EXPECT_THAT(WhyRefused(R"(<c r="A2" t="e"><v>#REF!</v></c>)"), HasSubstr("error value"));

  WorkbookText merged;
  merged.sheet_data = Row2("");
  merged.behind_data = R"(<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>)";
  EXPECT_THAT(WhyRefused(merged), HasSubstr("merged"));
}

TEST(XlsxTest, RefusesValuesThatAreNotWhatTheySay) {
  EXPECT_THAT(WhyRefused(R"(<c r="A2"><v>1.5x</v></c>)"), HasSubstr("no number"));
  EXPECT_THAT(WhyRefused(R"(<c r="A2"><v>1e999</v></c>)"), HasSubstr("no number"));
  EXPECT_THAT(WhyRefused(R"(<c r="A2" t="s"><v>9</v></c>)"), HasSubstr("names a text"));
  EXPECT_THAT(WhyRefused(R"(<c r="A2" s="1"><v>60</v></c>)"), HasSubstr("29th of February 1900"));
  EXPECT_THAT(WhyRefused(R"(<c r="A2" s="1"><v>-1</v></c>)"), HasSubstr("no date"));
}

TEST(XlsxTest, RefusesCellsInOddPlaces) {
  EXPECT_THAT(WhyRefused(R"(<c r="C2"><v>1</v></c>)"), HasSubstr("3 cells, the header 2"));
  EXPECT_THAT(WhyRefused(R"(<c r="B2"><v>1</v></c><c r="A2"><v>1</v></c>)"), HasSubstr("out of order"));
  EXPECT_THAT(WhyRefused(R"(<c r="A2"><v>1</v></c><c r="A2"><v>1</v></c>)"), HasSubstr("twice"));
  EXPECT_THAT(WhyRefused(R"(<c r="A9"><v>1</v></c>)"), HasSubstr("elsewhere"));
  EXPECT_THAT(WhyRefused(R"(<c r="ZZZZ2"><v>1</v></c>)"), HasSubstr("elsewhere"));

  WorkbookText twice;
  twice.sheet_data = std::string(kHeader) + R"(<row r="1"/>)";
  EXPECT_THAT(WhyRefused(twice), HasSubstr("row 1 comes twice"));
}

TEST(XlsxTest, RefusesASheetWithoutAHeader) { EXPECT_THAT(WhyRefused(WorkbookText()), HasSubstr("sheet is empty")); }

TEST(XlsxTest, RefusesWhatIsNoWorkbook) {
  EXPECT_EQ(ParseXlsx("", {}).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(ParseXlsx("id,what\r\n", {}).error().kind, ErrorKind::kInvalid);
  EXPECT_THAT(ParseXlsx(ZipOf({{"hello.txt", "hello"}}), {}).error().message, HasSubstr("workbook.xml.rels"));

  std::map<std::string, std::string> files = WorkbookText{.sheet_data = kHeader}.Files();
  files["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData>";
  EXPECT_THAT(ParseXlsx(ZipOf(files), {}).error().message, HasSubstr("not well-formed"));
  files["xl/worksheets/sheet1.xml"] = "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet/>";
  EXPECT_THAT(ParseXlsx(ZipOf(files), {}).error().message, HasSubstr("document type"));
}

TEST(XlsxTest, RefusesAWorkbookThatWasCutOffAnywhere) {
  WorkbookText text;
  text.sheet_data = Row2(R"(<c r="A2"><v>1</v></c>)");
  const std::string bytes = text.Bytes();

  for (std::size_t length = 0; length < bytes.size(); length += 7) {
    EXPECT_FALSE(ParseXlsx(bytes.substr(0, length), {}).has_value()) << length;
  }
}

TEST(XlsxTest, RefusesASmallFileThatUnpacksToAVeryLargeOne) {
  std::map<std::string, std::string> files = WorkbookText{.sheet_data = kHeader}.Files();
  files["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(8u << 20, 'a') + "</t></si></sst>";
  const std::string bomb = ZipOf(files);
  ASSERT_LT(bomb.size(), 100'000u);

  EXPECT_THAT(ParseXlsx(bomb, {}).error().message, HasSubstr("200 times"));
}

TEST(XlsxTest, RefusesMoreThanItsLimits) {
  WorkbookText text;
  text.sheet_data = Row2(R"(<c r="A2"><v>1</v></c>)") + R"(<row r="3"><c r="B3" t="str"><v>long</v></c></row>)";
  XlsxOptions rows;
  rows.rows_max = 1;
  XlsxOptions columns;
  columns.columns_max = 1;
  XlsxOptions cells;
  cells.cell_bytes_max = 3;
  XlsxOptions parts;
  parts.limits.parts_max = 2;
  XlsxOptions part;
  part.limits.part_bytes_max = 100;
  XlsxOptions total;
  total.limits.total_bytes_max = 700;

  EXPECT_THAT(WhyRefused(text, rows), HasSubstr("more than 1 rows"));
  EXPECT_THAT(WhyRefused(text, columns), HasSubstr("more than 1 columns"));
  EXPECT_THAT(WhyRefused(text, cells), HasSubstr("too long"));
  EXPECT_THAT(WhyRefused(text, parts), HasSubstr("5 files"));
  EXPECT_THAT(WhyRefused(text, part), HasSubstr("too large"));
  EXPECT_THAT(WhyRefused(text, total), HasSubstr("too large"));
}

TEST(IsWorkbookTest, LooksAtTheFirstBytes) {
  EXPECT_TRUE(IsWorkbook(ZipOf({{"a", "b"}})));
  EXPECT_FALSE(IsWorkbook("id,what"));
  EXPECT_FALSE(IsWorkbook(""));
}

}  // namespace
}  // namespace riff
