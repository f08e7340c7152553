#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "connectors/json/json.h"

namespace riff {
namespace {

JsonDocument Parsed(std::string_view text) {
  Result<JsonDocument> document = JsonDocument::Parse(text);
  EXPECT_TRUE(document) << text << ": " << document.error().message;
  return std::move(document).value();
}

// The message with which a text is refused.
std::string Refusal(std::string_view text) {
  const Result<JsonDocument> document = JsonDocument::Parse(text);
  EXPECT_FALSE(document) << text;
  if (document) {
    return "";
  }
  EXPECT_EQ(document.error().kind, ErrorKind::kInvalid);
  return document.error().message;
}

TEST(JsonDocumentTest, ReadsEveryKindOfValue) {
  const std::string text = R"({"a":null,"b":true,"c":-1.50,"d":"x","e":[1,[],{}],"f":{"g":false}})";

  EXPECT_EQ(Parsed(text).root().Print(), text);
  EXPECT_TRUE(Parsed("null").root().IsNull());
  EXPECT_TRUE(Parsed("true").root().IsBool());
  EXPECT_TRUE(Parsed("1").root().IsNumber());
  EXPECT_TRUE(Parsed("\"1\"").root().IsText());
  EXPECT_TRUE(Parsed("[]").root().IsArray());
  EXPECT_TRUE(Parsed("{}").root().IsObject());
  EXPECT_FALSE(Parsed("\"1\"").root().IsNumber());
}

TEST(JsonDocumentTest, IgnoresWhiteSpaceAndAByteOrderMark) {
  EXPECT_EQ(Parsed("\xef\xbb\xbf \r\n\t{ \"a\" : [ 1 , 2 ] } \n").root().Print(), R"({"a":[1,2]})");
}

TEST(JsonDocumentTest, KeepsTheDigitsOfANumber) {
  for (const std::string digits : {"0", "-0", "0.10", "1899.00", "1e3", "1E+3", "-1.25e-7", "9007199254740993",
                                   "123456789012345678901234567890.000000000000000000000000000001"}) {
    EXPECT_EQ(Parsed(digits).root().Print(), digits);
    const std::string between = fmt::format("[{0},{0}]", digits);
    EXPECT_EQ(Parsed(between).root().Print(), between);
  }
}

TEST(JsonDocumentTest, ReadsEscapes) {
  EXPECT_EQ(Parsed(R"("a\"b\\c\/d\n\t\r\b\f\u00e9\u20ac\ud83c\udfb8")").root().AsText(),
            "a\"b\\c/d\n\t\r\b\f\xc3\xa9\xe2\x82\xac\xf0\x9f\x8e\xb8");
}

// Texts are looked through in words of 16 bytes, so what is special is tried at each place of a word.
TEST(JsonDocumentTest, ReadsATextWhereverAWordEnds) {
  for (std::size_t size = 0; size < 50; ++size) {
    const std::string letters(size, 'x');
    EXPECT_EQ(Parsed("\"" + letters + "\"").root().AsText(), letters);
    EXPECT_EQ(Parsed("[\"" + letters + R"(\n","y"])").root().Print(), "[\"" + letters + R"(\n","y"])");
    EXPECT_EQ(Parsed("\"" + letters + R"(\u00e9\"tail of more than sixteen bytes")").root().AsText(),
              letters + "\xc3\xa9\"tail of more than sixteen bytes");
    EXPECT_EQ(Parsed("\"" + letters + "\xc3\xa9\"").root().AsText(), letters + "\xc3\xa9");
    EXPECT_EQ(Parsed(std::string(size, ' ') + "1" + std::string(size, '\n')).root().Print(), "1");
    Refusal("\"" + letters);
    for (char control = 0; control < 0x20; ++control) {
      Refusal("\"" + letters + control + "more than sixteen letters\"");
    }
    Refusal("\"" + letters + "\xff\"");
  }
}

TEST(JsonDocumentTest, NeedsTheTextNoLongerOnceItIsRead) {
  std::string text = R"({"sku":"SG-61","count":[1234567890123]})";
  const JsonDocument document = Parsed(text);

  text.assign(text.size(), '?');

  EXPECT_EQ(document.root().Print(), R"({"sku":"SG-61","count":[1234567890123]})");
}

TEST(JsonDocumentTest, NamesAKeyThatStandsTwiceInOneObject) {
  EXPECT_EQ(Parsed(R"({"a":{"b":1},"b":{"a":2}})").repeated_key(), "");
  EXPECT_EQ(Parsed(R"([{"a":1},{"a":{"bb":1,"cb":2,"bb":3}}])").repeated_key(), "bb");
}

TEST(JsonDocumentTest, LastsAsLongAsItIsMoved) {
  JsonDocument document = Parsed(R"({"sku":"SG-61, a text longer than a small string"})");
  const JsonValue before = document.root();

  const JsonDocument moved = std::move(document);

  EXPECT_EQ(before.Text("sku"), "SG-61, a text longer than a small string");
  EXPECT_EQ(moved.root().Text("sku"), "SG-61, a text longer than a small string");
}

TEST(JsonDocumentTest, LetsTheLastOfTwoMembersWithOneKeyCount) {
  const JsonDocument document = Parsed(R"({"a":1,"b":{"x":1,"x":2},"a":"two","c":3,"a":[3]})");

  EXPECT_EQ(document.root().Print(), R"({"b":{"x":2},"c":3,"a":[3]})");
  EXPECT_EQ(document.root().Keys(), (std::vector<std::string>{"b", "c", "a"}));
  EXPECT_EQ(document.root().Array("a")->size(), 1u);
}

TEST(JsonDocumentTest, LetsTheLastCountInAnObjectOfManyMembersToo) {
  std::string text = "{\"k7\":\"early\"";
  for (int i = 0; i < 5000; ++i) {
    text += ",\"k" + std::to_string(i) + "\":" + std::to_string(i);
  }
  text += ",\"k9\":\"late\"}";

  const JsonDocument document = Parsed(text);

  EXPECT_EQ(document.root().Keys().size(), 5000u);
  EXPECT_EQ(document.root().Keys().front(), "k0");
  EXPECT_EQ(document.root().Integer("k7"), 7);
  EXPECT_EQ(document.root().Text("k9"), "late");
}

TEST(JsonDocumentTest, RefusesATextCutAnywhere) {
  const std::string whole = R"({"a":[1.5,"\u00e9x",true,null],"b":{"c":-2}})";
  Parsed(whole);

  for (std::size_t size = 0; size < whole.size(); ++size) {
    Refusal(whole.substr(0, size));
  }
}

TEST(JsonDocumentTest, RefusesWhatFollowsTheValue) {
  for (const std::string text : {"{} x", "{}{}", "1 2", "[]]", "null,", "\"a\"\"b\""}) {
    Refusal(text);
  }
  EXPECT_NE(Refusal(std::string("{}\0x", 4)).find("offset 2"), std::string::npos);
  EXPECT_NE(Refusal(std::string("{} \0", 4)).find("offset 3"), std::string::npos);
  EXPECT_NE(Refusal(std::string("\xef\xbb\xbf{}\0", 6)).find("offset 5"), std::string::npos);
}

TEST(JsonDocumentTest, RefusesWhatIsNotJson) {
  for (const std::string text :
       {"",           " ",           "nul",   "True",         "'a'",      "{a:1}",   "{\"a\"}",
        "{\"a\":1,}", "[1,]",        "[1 2]", "01",           "+1",       ".5",      "1.",
        "1e",         "-",           "0x10",  "NaN",          "Infinity", "// x\n1", "\"a\nb\"",
        "\"\\x\"",    "\"\\u12g4\"", "[}",    "\xef\xbb\xbf", "\xef{}"}) {
    Refusal(text);
  }
  Refusal(std::string("\"a\0b\"", 5));
  Refusal(std::string("\0", 1));
}

TEST(JsonDocumentTest, RefusesTextThatIsNotUtf8) {
  for (const std::string bytes : {"\x80", "\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"}) {
    Refusal("\"" + bytes + "\"");
    Refusal("{\"" + bytes + "\":1}");
  }
}

TEST(JsonDocumentTest, RefusesHalfASurrogatePair) {
  for (const std::string text :
       {R"("\ud83c")", R"("\udfb8")", R"("\udfb8\ud83c")", R"("\ud83cx")", R"({"\udfb8":1})"}) {
    Refusal(text);
  }
  EXPECT_EQ(Parsed("\"\xed\x9f\xbf\"").root().AsText(), "\xed\x9f\xbf");  // The last character before them.
}

TEST(JsonDocumentTest, SurvivesADepthBomb) {
  for (const std::string piece : {"[", "{\"a\":", "[{\"a\":"}) {
    std::string bomb;
    for (int i = 0; i < 1'000'000; ++i) {
      bomb += piece;
    }
    EXPECT_NE(Refusal(bomb).find("nested too deep"), std::string::npos);
  }
}

TEST(JsonDocumentTest, ReadsAndPrints256Levels) {
  const std::string deep = std::string(256, '[') + std::string(256, ']');

  EXPECT_EQ(Parsed(deep).root().Print(), deep);
  EXPECT_NE(Refusal("[" + deep + "]").find("nested too deep"), std::string::npos);
}

TEST(JsonDocumentTest, CountsDepthNotTheNumberOfValues) {
  std::string wide = "[";
  for (int i = 0; i < 1000; ++i) {
    wide += "[{}],";
  }
  wide += "1]";

  EXPECT_EQ(Parsed(wide).root().AsArray()->size(), 1001u);
}

TEST(JsonDocumentTest, NamesTheOffsetOfBytesThatAreNotUtf8) {
  EXPECT_EQ(Refusal("{\"a\":\"\xff\"}"), "not JSON at offset 6: bytes that are not UTF-8");
  EXPECT_EQ(Refusal("\xef\xbb\xbf{\"a\":\"\xff\"}"), "not JSON at offset 9: bytes that are not UTF-8");
}

TEST(JsonDocumentTest, NamesTheOffsetAndRepeatsNothingOfTheText) {
  const std::string message = Refusal(R"({"token":"secret-1" "x"})");

  EXPECT_NE(message.find("offset 20"), std::string::npos) << message;
  EXPECT_EQ(message.find("secret"), std::string::npos) << message;
}

}  // namespace
}  // namespace riff
