#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "connectors/json/json.h"

namespace riff {
namespace {

std::string TextOf(std::string_view text) {
  JsonWriter json;
  json.Text(text);
  return json.Take();
}

TEST(JsonWriterTest, WritesInTheOrderOfTheCalls) {
  JsonWriter json;

  json.BeginObject().Key("sku").Text("SG-61").Key("rows").BeginArray().Integer(1).Integer(-2).EndArray();
  json.Key("none").Null().Key("yes").Bool(true).Key("no").Bool(false).Key("price").Raw("1899.00");
  json.Key("empty").BeginObject().EndObject().Key("nothing").BeginArray().EndArray().EndObject();

  EXPECT_EQ(
      json.Take(),
      R"({"sku":"SG-61","rows":[1,-2],"none":null,"yes":true,"no":false,"price":1899.00,"empty":{},"nothing":[]})");
}

TEST(JsonWriterTest, WritesAValueAloneAndBeginsAgainAfterTake) {
  JsonWriter json;

  EXPECT_EQ(json.Null().Take(), "null");
  EXPECT_EQ(json.BeginArray().BeginArray().EndArray().BeginObject().EndObject().EndArray().Take(), "[[],{}]");
}

TEST(JsonWriterTest, WritesNumbersThatReadBackTheSame) {
  JsonWriter json;
  json.BeginArray()
      .Integer(std::numeric_limits<std::int64_t>::min())
      .Integer(std::numeric_limits<std::int64_t>::max())
      .Double(0.1)
      .Double(1.0)
      .Double(-2.5e300)
      .EndArray();

  const std::string text = json.Take();

  EXPECT_EQ(text, "[-9223372036854775808,9223372036854775807,0.1,1,-2.5e+300]");
  const JsonDocument document = JsonDocument::Parse(text).value();
  EXPECT_EQ(document.root().AsArray().value()[4].AsDouble(), -2.5e300);
}

TEST(JsonWriterTest, EscapesWhatJsonDemands) {
  EXPECT_EQ(TextOf("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(TextOf("\n\r\t"), R"("\n\r\t")");
  EXPECT_EQ(TextOf(std::string_view("\0\x01\x1f\x7f", 4)), "\"\\u0000\\u0001\\u001f\x7f\"");
  EXPECT_EQ(TextOf("\xc3\xa9\xf0\x9f\x8e\xb8"), "\"\xc3\xa9\xf0\x9f\x8e\xb8\"");
}

TEST(JsonWriterTest, EscapesKeysToo) {
  JsonWriter json;

  EXPECT_EQ(json.BeginObject().Key("a\"\n").Null().EndObject().Take(), R"({"a\"\n":null})");
}

TEST(JsonWriterTest, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(TextOf("a\xff"
                   "b"),
            "\"a\xef\xbf\xbd"
            "b\"");
  EXPECT_EQ(TextOf("\xc3"), "\"\xef\xbf\xbd\"");
  EXPECT_EQ(TextOf("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
}

TEST(JsonWriterDeathTest, AbortsOnAValueWithoutItsKey) {
  JsonWriter json;
  json.BeginObject();
  EXPECT_DEATH(json.Text("x"), "follows its key");
}

TEST(JsonWriterDeathTest, AbortsOnAKeyWithoutItsValue) {
  JsonWriter json;
  json.BeginObject().Key("a");
  EXPECT_DEATH(json.Key("b"), "followed by its value");
  EXPECT_DEATH(json.EndObject(), "followed by its value");
}

TEST(JsonWriterDeathTest, AbortsOnAKeyOutsideAnObject) {
  JsonWriter json;
  EXPECT_DEATH(json.Key("a"), "only an object has keys");
  json.BeginArray();
  EXPECT_DEATH(json.Key("a"), "only an object has keys");
}

TEST(JsonWriterDeathTest, AbortsWhenSomethingElseIsEndedThanWasBegun) {
  JsonWriter json;
  EXPECT_DEATH(json.EndArray(), "begun last");
  json.BeginArray();
  EXPECT_DEATH(json.EndObject(), "begun last");
}

TEST(JsonWriterDeathTest, AbortsOnTwoValuesAndOnHalfAText) {
  JsonWriter json;
  EXPECT_DEATH(json.Take(), "when it is whole");
  json.BeginArray();
  EXPECT_DEATH(json.Take(), "when it is whole");
  json.EndArray();
  EXPECT_DEATH(json.Null(), "one value");
}

TEST(JsonWriterDeathTest, AbortsOnWhatJsonCannotSay) {
  JsonWriter json;
  EXPECT_DEATH(json.Double(std::numeric_limits<double>::infinity()), "no infinity");
  EXPECT_DEATH(json.Double(std::numeric_limits<double>::quiet_NaN()), "no infinity");
  EXPECT_DEATH(json.Raw(""), "not a JSON value");
}

}  // namespace
}  // namespace riff
