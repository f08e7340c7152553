#include "connectors/table/csv.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace riff {
namespace {

using Cells = std::vector<std::string>;

CsvOptions Delimited(char delimiter) {
  CsvOptions options;
  options.delimiter = delimiter;
  return options;
}

CsvOptions WithTrailingDelimiter() {
  CsvOptions options;
  options.trailing_delimiter = true;
  return options;
}

CsvOptions CellsUpTo(std::size_t bytes) {
  CsvOptions options;
  options.cell_bytes_max = bytes;
  return options;
}

CsvOptions RowsUpTo(std::size_t rows) {
  CsvOptions options;
  options.rows_max = rows;
  return options;
}

CsvTable Parsed(std::string_view text, const CsvOptions& options = {}) {
  Result<CsvTable> table = ParseCsv(text, options);
  EXPECT_TRUE(table) << text << ": " << table.error().message;
  return std::move(table).value();
}

std::string Refusal(std::string_view text, const CsvOptions& options = {}) {
  const Result<CsvTable> table = ParseCsv(text, options);
  EXPECT_FALSE(table) << text;
  if (table) {
    return "";
  }
  EXPECT_EQ(table.error().kind, ErrorKind::kInvalid);
  return table.error().message;
}

// The cells of the one row of a table.
Cells OneRow(std::string_view text, const CsvOptions& options = {}) {
  const CsvTable table = Parsed(text, options);
  EXPECT_EQ(table.rows.size(), 1u);
  return table.rows.at(0).cells;
}

TEST(ParseCsvTest, ReadsHeaderAndRowsWithTheirLines) {
  const CsvTable table = Parsed("id,title\r\n1,Jazzmaster\n2,\"Les Paul\"\r\n");

  EXPECT_EQ(table.header, (Cells{"id", "title"}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].cells, (Cells{"1", "Jazzmaster"}));
  EXPECT_EQ(table.rows[0].line, 2u);
  EXPECT_EQ(table.rows[1].cells, (Cells{"2", "Les Paul"}));
  EXPECT_EQ(table.rows[1].line, 3u);
}

TEST(ParseCsvTest, NeedsNoLineEndAfterTheLastRow) {
  EXPECT_EQ(OneRow("a,b\n1,2"), (Cells{"1", "2"}));
  EXPECT_EQ(OneRow("a,b\n1,"), (Cells{"1", ""}));
  EXPECT_EQ(OneRow("a,b\n1,\"2\""), (Cells{"1", "2"}));
  EXPECT_TRUE(Parsed("a,b").rows.empty());
}

TEST(ParseCsvTest, ReadsQuotedCells) {
  EXPECT_EQ(OneRow("a,b,c\n\"x, y\",\"say \"\"hi\"\"\",\"\"\n"), (Cells{"x, y", "say \"hi\"", ""}));
  EXPECT_EQ(OneRow("a,b\n\"\"\"\",\"\"\"\"\"\"\n"), (Cells{"\"", "\"\""}));
}

TEST(ParseCsvTest, ReadsNewlinesInQuotesAndKeepsCountingLines) {
  const CsvTable table = Parsed("a,b\n\"1\n\n2\",\"x\r\ny\"\n3,4\n");

  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].cells, (Cells{"1\n\n2", "x\r\ny"}));
  EXPECT_EQ(table.rows[0].line, 2u);
  EXPECT_EQ(table.rows[1].line, 6u);
}

TEST(ParseCsvTest, TakesAQuoteInsideAPlainCellAsItIs) {
  EXPECT_EQ(OneRow("a,b\n5\" strings,x\"\"y\n"), (Cells{"5\" strings", "x\"\"y"}));
}

TEST(ParseCsvTest, KeepsBlanksAndLoneCarriageReturns) { EXPECT_EQ(OneRow("a,b\n x ,y\rz\n"), (Cells{" x ", "y\rz"})); }

TEST(ParseCsvTest, IgnoresAByteOrderMarkAndBlankLines) {
  const CsvTable table = Parsed("\xef\xbb\xbf\r\n\na,b\n\n1,2\r\n\r\n3,4\n\n\n");

  EXPECT_EQ(table.header, (Cells{"a", "b"}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].line, 5u);
  EXPECT_EQ(table.rows[1].line, 7u);
}

TEST(ParseCsvTest, ReadsARowThatIsOneEmptyCell) {
  const CsvTable table = Parsed("a\n\"\"\n\nx\n");

  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].cells, (Cells{""}));
  EXPECT_EQ(table.rows[1].cells, (Cells{"x"}));
}

TEST(ParseCsvTest, SplitsAtAnotherDelimiter) {
  EXPECT_EQ(OneRow("a|b\nx,y|\"1|2\"\n", Delimited('|')), (Cells{"x,y", "1|2"}));
  EXPECT_EQ(OneRow("a\tb\n1\t2\n", Delimited('\t')), (Cells{"1", "2"}));
}

TEST(ParseCsvTest, DropsOneTrailingEmptyCellWhenAllowed) {
  const CsvOptions options = WithTrailingDelimiter();

  EXPECT_EQ(OneRow("a,b\n1,2,\n", options), (Cells{"1", "2"}));
  EXPECT_EQ(OneRow("a,b,\n1,2,\n", options), (Cells{"1", "2"}));
  EXPECT_EQ(OneRow("a,b,\n1,2\n", options), (Cells{"1", "2"}));
  EXPECT_EQ(OneRow("a,b\n1,\n", options), (Cells{"1", ""}));
}

TEST(ParseCsvTest, DropsNoMoreThanThat) {
  const CsvOptions options = WithTrailingDelimiter();

  EXPECT_EQ(Refusal("a,b\n1,2,,\n", options), "line 2, column 3: the row has 4 cells, the header 2");
  EXPECT_EQ(Refusal("a,b\n1,2,x\n", options), "line 2, column 3: the row has 3 cells, the header 2");
  EXPECT_EQ(Refusal("a,b\n1,2,\n"), "line 2, column 3: the row has 3 cells, the header 2");
}

TEST(ParseCsvTest, RefusesARowOfAnotherWidth) {
  EXPECT_EQ(Refusal("a,b,c\n1,2,3\n1,2\n"), "line 3, column 3: the row has 2 cells, the header 3");
  EXPECT_EQ(Refusal("a,b\n\"x\ny\",2\n1,2,3\n"), "line 4, column 3: the row has 3 cells, the header 2");
}

TEST(ParseCsvTest, RefusesAQuotedCellThatIsNeverClosed) {
  EXPECT_EQ(Refusal("a,b\n1,\"x\ny\n"), "line 2, column 2: the quoted cell that begins here is never closed");
  EXPECT_EQ(Refusal("a,b\n1,\""), "line 2, column 2: the quoted cell that begins here is never closed");
  EXPECT_EQ(Refusal("a,b\n1,\"x\"\""), "line 2, column 2: the quoted cell that begins here is never closed");
}

TEST(ParseCsvTest, RefusesTextAfterAClosingQuote) {
  EXPECT_EQ(Refusal("a,b\n\"x\"y,2\n"), "line 2, column 1: text follows the closing quote");
  EXPECT_EQ(Refusal("a,b\n\"x\" ,2\n"), "line 2, column 1: text follows the closing quote");
}

TEST(ParseCsvTest, RefusesBytesThatAreNoText) {
  EXPECT_EQ(Refusal(std::string_view("a,b\n1,x\0y\n", 10)), "line 2, column 2: the cell holds a NUL byte");
  EXPECT_EQ(Refusal("a,b\n1,caf\xe9\n"), "line 2, column 2: the cell is not UTF-8");
  EXPECT_EQ(Refusal("a,\"\xff\"\n"), "line 1, column 2: the cell is not UTF-8");
}

TEST(ParseCsvTest, RefusesATextWithoutAHeader) {
  for (const std::string text : {"", "\n", "\r\n\r\n", "\xef\xbb\xbf"}) {
    EXPECT_EQ(Refusal(text), "line 1, column 1: there is no header");
  }
}

TEST(ParseCsvTest, RefusesMoreThanItsLimits) {
  EXPECT_EQ(OneRow("a\nxxxx\n", CellsUpTo(4)), (Cells{"xxxx"}));
  EXPECT_EQ(Refusal("a\nxxxxx\n", CellsUpTo(4)), "line 2, column 1: the cell is larger than 4 bytes");
  EXPECT_EQ(Refusal("a\n\"xx\nxx\"\n", CellsUpTo(4)), "line 2, column 1: the cell is larger than 4 bytes");
  EXPECT_EQ(Parsed("a\n1\n2\n", RowsUpTo(2)).rows.size(), 2u);
  EXPECT_EQ(Refusal("a\n1\n2\n3\n", RowsUpTo(2)), "line 4, column 1: more than 2 rows");
}

TEST(FormatCsvRowTest, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(FormatCsvRow({"1", "Les Paul", ""}, {}), "1,Les Paul,\r\n");
  EXPECT_EQ(FormatCsvRow({"a,b", "say \"hi\"", "x\ny", "x\ry"}, {}),
            "\"a,b\",\"say \"\"hi\"\"\",\"x\ny\",\"x\ry\"\r\n");
  EXPECT_EQ(FormatCsvRow({"a,b", "c|d"}, Delimited('|')), "a,b|\"c|d\"\r\n");
}

TEST(FormatCsvRowTest, WritesNoRowThatWouldBeReadOtherwise) {
  EXPECT_EQ(FormatCsvRow({""}, {}), "\"\"\r\n");
  EXPECT_EQ(FormatCsvRow({"\xef\xbb\xbfid"}, {}), "\"\xef\xbb\xbfid\"\r\n");
}

TEST(IsUtf8Test, LooksAtEveryCharacter) {
  EXPECT_TRUE(IsUtf8(""));
  EXPECT_TRUE(IsUtf8("Caf\xc3\xa9 \xf0\x9f\x8e\xb8"));
  EXPECT_FALSE(IsUtf8("Caf\xe9"));
  EXPECT_FALSE(IsUtf8("\xf0\x9f\x8e\xb8\x80"));
}

TEST(DecodeCp1252Test, WritesEveryByteAsItsCharacter) {
  EXPECT_EQ(DecodeCp1252("Jazz \x80 5\x94"), "Jazz \xe2\x82\xac 5\xe2\x80\x9d");
  EXPECT_EQ(DecodeCp1252("caf\xe9 \xff \xa0"), "caf\xc3\xa9 \xc3\xbf \xc2\xa0");
  EXPECT_EQ(DecodeCp1252("\x83\x9f\x8e"), "\xc6\x92\xc5\xb8\xc5\xbd");
}

TEST(DecodeCp1252Test, MarksTheFiveBytesThatMeanNothing) {
  EXPECT_EQ(DecodeCp1252("\x81\x8d\x8f\x90\x9d"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

TEST(DecodeCp1252Test, AlwaysGivesUtf8) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += static_cast<char>(i);
  }

  EXPECT_TRUE(IsUtf8(DecodeCp1252(bytes)));
}

}  // namespace
}  // namespace riff
