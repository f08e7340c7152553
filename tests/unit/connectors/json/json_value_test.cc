#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "connectors/json/json.h"

namespace riff {
namespace {

// A document with one member "v", and the result of a read of it.
class OneValue {
 public:
  explicit OneValue(const std::string& json) : document_(JsonDocument::Parse("{\"v\":" + json + "}").value()) {}

  JsonValue operator*() const { return document_.root().Get("v").value(); }
  JsonValue object() const { return document_.root(); }

 private:
  JsonDocument document_;
};

template <class T>
void ExpectWrong(const Result<T>& result, const std::string& message) {
  ASSERT_FALSE(result) << message;
  EXPECT_EQ(result.error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(result.error().message, message);
}

TEST(AsIntegerTest, ReadsAllOf64BitsExactly) {
  EXPECT_EQ((*OneValue("9007199254740993")).AsInteger(), 9007199254740993);
  EXPECT_EQ((*OneValue("9223372036854775807")).AsInteger(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ((*OneValue("-9223372036854775808")).AsInteger(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ((*OneValue("0")).AsInteger(), 0);
}

TEST(AsIntegerTest, ReadsATextOfDigitsToo) {
  EXPECT_EQ((*OneValue("\"1729592969712207013\"")).AsInteger(), 1729592969712207013);
  EXPECT_EQ((*OneValue("\"007\"")).AsInteger(), 7);
}

TEST(AsIntegerTest, RefusesEverythingElse) {
  ExpectWrong((*OneValue("1.5")).AsInteger(),
              "$.v: expected a whole number, found a number with a fraction or an exponent");
  ExpectWrong((*OneValue("1e3")).AsInteger(),
              "$.v: expected a whole number, found a number with a fraction or an exponent");
  ExpectWrong((*OneValue("9223372036854775808")).AsInteger(), "$.v: expected a whole number, found one beyond 64 bits");
  ExpectWrong((*OneValue("true")).AsInteger(), "$.v: expected a whole number, found a truth value");
  ExpectWrong((*OneValue("null")).AsInteger(), "$.v: expected a whole number, found null");
  for (const std::string text : {"", " 1", "1 ", "+1", "one", "1.0", "0x1"}) {
    ExpectWrong((*OneValue("\"" + text + "\"")).AsInteger(), "$.v: expected a whole number, found a text that is none");
  }
}

TEST(AsDecimalTest, KeepsTheDigitsOfANumberOrText) {
  EXPECT_EQ((*OneValue("1899.00")).AsDecimal(), "1899.00");
  EXPECT_EQ((*OneValue("0.1")).AsDecimal(), "0.1");
  EXPECT_EQ((*OneValue("-5")).AsDecimal(), "-5");
  EXPECT_EQ((*OneValue("90071992547409.93")).AsDecimal(), "90071992547409.93");
  EXPECT_EQ((*OneValue("\"1899.50\"")).AsDecimal(), "1899.50");
}

TEST(AsDecimalTest, RefusesEverythingElse) {
  ExpectWrong((*OneValue("1e3")).AsDecimal(), "$.v: expected a decimal, found a number with an exponent");
  ExpectWrong((*OneValue("[]")).AsDecimal(), "$.v: expected a decimal, found an array");
  for (const std::string text : {"", ".", "1.", ".5", "1,899.00", "$5", " 1", "--1", "1.2.3", "1.-2", "-"}) {
    ExpectWrong((*OneValue("\"" + text + "\"")).AsDecimal(), "$.v: expected a decimal, found a text that is none");
  }
}

TEST(AsDoubleTest, ReadsNumbersOnly) {
  EXPECT_EQ((*OneValue("1.5")).AsDouble(), 1.5);
  EXPECT_EQ((*OneValue("-1e3")).AsDouble(), -1000.0);
  ExpectWrong((*OneValue("\"1.5\"")).AsDouble(), "$.v: expected a number, found a text");
}

TEST(AsTextTest, ReadsTextsOnly) {
  EXPECT_EQ((*OneValue("\"\"")).AsText(), "");
  ExpectWrong((*OneValue("12")).AsText(), "$.v: expected a text, found a number");
  ExpectWrong((*OneValue("{}")).AsText(), "$.v: expected a text, found an object");
}

TEST(AsTextTest, RefusesANulThatNoTableCouldKeep) {
  ExpectWrong((*OneValue("\"a\\u0000b\"")).AsText(), "$.v: expected a text, found a text with a NUL character");
}

TEST(AsBoolTest, ReadsTruthValuesOnly) {
  EXPECT_EQ((*OneValue("true")).AsBool(), true);
  EXPECT_EQ((*OneValue("false")).AsBool(), false);
  ExpectWrong((*OneValue("\"true\"")).AsBool(), "$.v: expected a truth value, found a text");
  ExpectWrong((*OneValue("1")).AsBool(), "$.v: expected a truth value, found a number");
}

TEST(AsArrayTest, GivesRowsThatKnowTheirPath) {
  const OneValue value(R"([{"price":1},{"price":"x"}])");

  const auto rows = (*value).AsArray();

  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0].path(), "$.v[0]");
  EXPECT_EQ((*rows)[0].Integer("price"), 1);
  ExpectWrong((*rows)[1].Decimal("price"), "$.v[1].price: expected a decimal, found a text that is none");
  ExpectWrong(value.object().AsArray(), "$: expected an array, found an object");
}

TEST(MemberTest, IsFoundOnlyWhereItIsAndIsNotNull) {
  const OneValue value("null");

  EXPECT_FALSE(value.object().Find("v"));
  EXPECT_FALSE(value.object().Find("w"));
  EXPECT_FALSE((*value).Find("v"));
  EXPECT_TRUE(OneValue("0").object().Find("v"));
  EXPECT_TRUE((*OneValue("[1]")).Keys().empty());
}

TEST(MemberTest, IsDemandedByThePlainReads) {
  const OneValue value("{}");

  ExpectWrong((*value).Get("w"), "$.v.w: expected a value, found nothing");
  ExpectWrong((*value).Text("w"), "$.v.w: expected a value, found nothing");
  ExpectWrong((*value).Integer("w"), "$.v.w: expected a value, found nothing");
  ExpectWrong((*value).Bool("w"), "$.v.w: expected a value, found nothing");
  ExpectWrong((*value).Decimal("w"), "$.v.w: expected a value, found nothing");
  ExpectWrong((*value).Array("w"), "$.v.w: expected a value, found nothing");
  ExpectWrong((*OneValue("[]")).Get("w"), "$.v: expected an object, found an array");
  ExpectWrong(OneValue("null").object().Text("v"), "$.v: expected a text, found null");
}

TEST(MemberTest, IsReadByItsType) {
  const JsonDocument document = JsonDocument::Parse(R"({"t":"x","i":12,"b":true,"d":1.50,"a":[1,2]})").value();
  const JsonValue root = document.root();

  EXPECT_EQ(root.Text("t"), "x");
  EXPECT_EQ(root.Integer("i"), 12);
  EXPECT_EQ(root.Bool("b"), true);
  EXPECT_EQ(root.Decimal("d"), "1.50");
  EXPECT_EQ(root.Array("a")->size(), 2u);
  EXPECT_EQ(root.Keys(), (std::vector<std::string>{"t", "i", "b", "d", "a"}));
}

TEST(OptionalMemberTest, IsNothingWhereAbsentOrNull) {
  for (const std::string json : {"{}", R"({"w":null})"}) {
    const OneValue value(json);
    EXPECT_EQ((*value).OptionalText("w").value(), std::optional<std::string>());
    EXPECT_EQ((*value).OptionalInteger("w").value(), std::optional<std::int64_t>());
    EXPECT_EQ((*value).OptionalBool("w").value(), std::optional<bool>());
    EXPECT_TRUE((*value).OptionalArray("w")->empty());
  }
}

TEST(OptionalMemberTest, IsReadWhereThereIsOne) {
  EXPECT_EQ(OneValue("\"x\"").object().OptionalText("v").value(), std::optional<std::string>("x"));
  EXPECT_EQ(OneValue("0").object().OptionalInteger("v").value(), std::optional<std::int64_t>(0));
  EXPECT_EQ(OneValue("false").object().OptionalBool("v").value(), std::optional<bool>(false));
  EXPECT_EQ(OneValue("[1]").object().OptionalArray("v")->size(), 1u);
}

TEST(OptionalMemberTest, IsStillInvalidWithAWrongType) {
  const OneValue number("12");
  const OneValue text("\"x\"");

  ExpectWrong(number.object().OptionalText("v"), "$.v: expected a text, found a number");
  ExpectWrong(text.object().OptionalInteger("v"), "$.v: expected a whole number, found a text that is none");
  ExpectWrong(text.object().OptionalBool("v"), "$.v: expected a truth value, found a text");
  ExpectWrong(text.object().OptionalArray("v"), "$.v: expected an array, found a text");
}

TEST(PathTest, QuotesAKeyThatIsNoPlainWord) {
  const JsonDocument document = JsonDocument::Parse(R"({"a b":{"":{"x\n":1}}})").value();

  const JsonValue odd = document.root().Get("a b")->Get("")->Get("x\n").value();

  EXPECT_EQ(odd.path(), R"($["a b"][""]["x\n"])");
}

TEST(PrintTest, WritesTheValueAgainCompact) {
  const OneValue value(R"( { "a" : [ 1.50 , "x\"\u00e9\n" ] , "b" : { } } )");

  EXPECT_EQ((*value).Print(), "{\"a\":[1.50,\"x\\\"\xc3\xa9\\n\"],\"b\":{}}");
}

TEST(JsonPathTest, LeadsThroughEveryKindOfParent) {
  const Result<JsonDocument> document = JsonDocument::Parse(R"({"rows":[0,{"a b":[[],[{"x":1,"y":{"z":null}}]]}]})");
  const JsonValue row = (*document->root().Array("rows"))[1];
  const JsonValue cell = (*(*row.Array("a b"))[1].AsArray())[0];

  EXPECT_EQ(document->root().path(), "$");
  EXPECT_EQ(row.path(), "$.rows[1]");
  EXPECT_EQ(cell.path(), R"($.rows[1]["a b"][1][0])");
  EXPECT_EQ(cell.Get("y")->Get("z")->path(), R"($.rows[1]["a b"][1][0].y.z)");
}

TEST(JsonPathTest, IsOfTheMemberThatCountedWhereAKeyCameTwice) {
  const Result<JsonDocument> document = JsonDocument::Parse(R"({"v":{"w":1},"x":[2],"v":{"w":[true]}})");

  EXPECT_EQ((*document->root().Get("v")->Array("w"))[0].path(), "$.v.w[0]");
  EXPECT_EQ((*document->root().Array("x"))[0].path(), "$.x[0]");
}

}  // namespace
}  // namespace riff
