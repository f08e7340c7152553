// What is written is read back the same, for inputs nobody thought of. A failure prints the seed to repeat it with:
// RC_PARAMS="seed=…".
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "connectors/json/json.h"
#include "connectors/table/csv.h"
#include "engine/base/digest.h"
#include "engine/base/money.h"
#include "engine/base/time.h"
#include "engine/base/utf8.h"
#include "engine/model/product.h"

namespace riff {
namespace {

// Texts of the characters that formats trip over: quotes, delimiters, line ends, blanks, and one to four bytes each.
rc::Gen<std::string> GenText() {
  const auto piece = rc::gen::element<std::string>("a", "Z", "0", " ", "\"", "\"\"", ",", ";", "|", "\n", "\r", "\r\n",
                                                   "\t", "\\", "/", "{", "]", "\x01", "\x7f", "\xc3\xa9",
                                                   "\xef\xbb\xbf", "\xe2\x82\xac", "\xf0\x9f\x8e\xb8", "\xed\x9f\xbf");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string text;
    for (const std::string& next : pieces) {
      text += next;
    }
    return text;
  });
}

rc::Gen<Currency> GenCurrency() {
  return rc::gen::map(rc::gen::element<std::string>("USD", "EUR", "JPY", "KWD", "GBP", "BHD", "KRW"),
                      [](const std::string& code) { return Currency::Parse(code).value(); });
}

RC_GTEST_PROP(CsvProperty, RowsAreReadBackAsTheyWereWritten, ()) {
  CsvOptions options;
  options.delimiter = *rc::gen::element(',', ';', '|', '\t');
  const auto width = *rc::gen::inRange<std::size_t>(1, 6);
  const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(width, GenText()));
  const auto header = *rc::gen::container<std::vector<std::string>>(width, GenText());

  std::string text = FormatCsvRow(header, options);
  for (const auto& row : rows) {
    text += FormatCsvRow(row, options);
  }
  const Result<CsvTable> table = ParseCsv(text, options);

  RC_ASSERT(table.has_value());
  RC_ASSERT(table->header == header);
  RC_ASSERT(table->rows.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    RC_ASSERT(table->rows[i].cells == rows[i]);
  }
}

RC_GTEST_PROP(CsvProperty, NoTextMakesTheParserCrash, ()) {
  const auto bytes =
      *rc::gen::container<std::string>(rc::gen::element('"', ',', '\n', '\r', 'a', '\0', '\xc3', '\xa9', '\xff', ' '));

  const Result<CsvTable> table = ParseCsv(bytes, CsvOptions());

  for (std::size_t i = 0; table && i < table->rows.size(); ++i) {
    RC_ASSERT(table->rows[i].cells.size() == table->header.size());
  }
}

RC_GTEST_PROP(MoneyProperty, AmountsAreReadBackAsTheyWereWritten, ()) {
  const Money amount{*rc::gen::inRange<std::int64_t>(0, std::numeric_limits<std::int64_t>::max()), *GenCurrency()};

  RC_ASSERT(ParseMoney(FormatDecimal(amount), amount.currency) == amount);
}

RC_GTEST_PROP(MoneyProperty, AWholePercentScalesAsIntegersSay, ()) {
  const auto minor = *rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 50);
  const auto percent = *rc::gen::inRange<std::int64_t>(0, 1000);

  const Money scaled = Scale(Money{minor, Currency::Usd()}, static_cast<double>(percent) / 100);

  RC_ASSERT(scaled.minor == (minor * percent + 50) / 100);
}

RC_GTEST_PROP(TimeProperty, TimesAreReadBackAsTheyWereWritten, ()) {
  // From the year 0 to the end of 9999.
  const Timestamp at = FromMicros(*rc::gen::inRange<std::int64_t>(-62'167'219'200'000'000, 253'402'300'800'000'000));

  RC_ASSERT(ParseTimestamp(FormatUtc(at)) == at);
}

RC_GTEST_PROP(TimeProperty, MillisecondsAreCutDown, ()) {
  const Timestamp at = FromMicros(*rc::gen::inRange<std::int64_t>(-62'167'219'200'000'000, 253'402'300'800'000'000));

  RC_ASSERT(ParseTimestamp(FormatUtcMillis(at)) == std::chrono::floor<std::chrono::milliseconds>(at));
}

RC_GTEST_PROP(TimeProperty, AZoneMovesTheTimeByItsOffset, ()) {
  const auto minutes = *rc::gen::inRange(0, 24 * 60);
  const Timestamp at = FromMicros(*rc::gen::inRange<std::int64_t>(0, 253'402'300'800'000'000));
  std::string text = FormatUtc(at);
  text.pop_back();
  const std::string offset =
      std::to_string(100 + minutes / 60).substr(1) + std::to_string(100 + minutes % 60).substr(1);

  RC_ASSERT(ParseTimestamp(text + "+" + offset) == at - std::chrono::minutes(minutes));
  RC_ASSERT(ParseTimestamp(text + "-" + offset) == at + std::chrono::minutes(minutes));
}

// Writes a value nobody chose, of at most `depth` levels below it.
void WriteAnyValue(JsonWriter& json, int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 8 : 6)) {
    case 0:
      json.Null();
      return;
    case 1:
      json.Bool(*rc::gen::arbitrary<bool>());
      return;
    case 2:
      json.Integer(*rc::gen::arbitrary<std::int64_t>());
      return;
    case 3:
      json.Raw(*rc::gen::element<std::string>("0.10", "1899.00", "-1E+3", "9007199254740993.5", "-0"));
      return;
    case 6: {
      json.BeginArray();
      for (int left = *rc::gen::inRange(0, 4); left > 0; --left) {
        WriteAnyValue(json, depth - 1);
      }
      json.EndArray();
      return;
    }
    case 7: {
      json.BeginObject();
      for (int left = *rc::gen::inRange(0, 4); left > 0; --left) {
        json.Key(std::to_string(left) + *GenText());  // Led by a number, so that no two keys are the same.
        WriteAnyValue(json, depth - 1);
      }
      json.EndObject();
      return;
    }
    default:
      json.Text(*GenText());
  }
}

RC_GTEST_PROP(JsonProperty, WhatIsWrittenIsReadAndPrintedTheSame, ()) {
  JsonWriter json;
  WriteAnyValue(json, 4);
  const std::string text = json.Take();

  const Result<JsonDocument> document = JsonDocument::Parse(text);

  RC_ASSERT(document.has_value());
  RC_ASSERT(document->root().Print() == text);
}

RC_GTEST_PROP(JsonProperty, TextsAndNumbersComeBackAsTheyWere, ()) {
  const std::string text = *GenText();
  const auto number = *rc::gen::arbitrary<std::int64_t>();
  JsonWriter json;
  json.BeginObject().Key("text").Text(text).Key("number").Integer(number).EndObject();

  const Result<JsonDocument> document = JsonDocument::Parse(json.Take());

  RC_ASSERT(document.has_value());
  RC_ASSERT(document->root().Text("text") == text);
  RC_ASSERT(document->root().Integer("number") == number);
}

RC_GTEST_PROP(JsonProperty, AnyBytesAreWrittenAsGoodText, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  JsonWriter json;
  json.Text(bytes);

  const Result<JsonDocument> document = JsonDocument::Parse(json.Take());

  RC_ASSERT(document.has_value());
  RC_ASSERT(!IsUtf8(bytes) || bytes.find('\0') != std::string::npos || document->root().AsText() == bytes);
}

RC_GTEST_PROP(JsonProperty, NoTextMakesTheParserCrash, ()) {
  const auto bytes = *rc::gen::container<std::string>(
      rc::gen::element('{', '}', '[', ']', '"', ':', ',', '1', '-', '.', 'e', '\\', 'u', '\0', '\xc3', '\xa9', ' '));

  const Result<JsonDocument> document = JsonDocument::Parse(bytes);

  // What was read can be printed, and is then read as the same.
  if (document) {
    const std::string printed = document->root().Print();
    RC_ASSERT(JsonDocument::Parse(printed)->root().Print() == printed);
  }
}

RC_GTEST_PROP(Base64Property, BytesComeBackAsTheyWere, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());

  RC_ASSERT(Base64Decode(Base64Encode(bytes)) == bytes);
}

RC_GTEST_PROP(SealProperty, SecretsComeBackAsTheyWere, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  const Secret key("the key");

  RC_ASSERT(Open(key, Seal(key, Secret(bytes)))->Reveal() == bytes);
}

std::size_t CharactersOf(std::string_view text) {
  std::size_t characters = 0;
  for (; !text.empty(); ++characters) {
    text.remove_prefix(CharacterBytes(text));
  }
  return characters;
}

RC_GTEST_PROP(TitleProperty, IsGoodTextOfAtMostTheCharactersAskedFor, ()) {
  const std::string title = *GenText();
  const auto characters_max = *rc::gen::inRange<std::size_t>(0, 30);

  const std::string fitted = FitTitle(title, characters_max);

  RC_ASSERT(IsUtf8(fitted));
  RC_ASSERT(CharactersOf(fitted) <= characters_max);
  RC_ASSERT(title.find(fitted) != std::string::npos);
  RC_ASSERT(FitTitle(fitted, characters_max) == fitted);
}

}  // namespace
}  // namespace riff
