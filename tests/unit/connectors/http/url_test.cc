#include "connectors/http/url.h"

#include <gtest/gtest.h>

namespace riff {
namespace {

TEST(PercentEncodingTest, EncodesEverythingButTheUnreservedCharacters) {
  EXPECT_EQ(PercentEncode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(PercentEncode("a b+c/d\xc3\xa9"), "a%20b%2Bc%2Fd%C3%A9");
}

TEST(PercentEncodingTest, ComesBackAsItWas) {
  const std::string text = "50 % off & \"more\"\n\xf0\x9f\x8e\xb8";

  EXPECT_EQ(PercentDecode(PercentEncode(text)), text);
  EXPECT_EQ(PercentDecode("a+b%2b"), "a+b+");
}

TEST(PercentEncodingTest, RefusesAPercentSignWithoutTwoHexDigits) {
  for (const char* broken : {"%", "%4", "%4g", "a%zz", "abc%"}) {
    EXPECT_EQ(PercentDecode(broken).error().kind, ErrorKind::kInvalid) << broken;
  }
}

TEST(QueryTest, KeepsTheOrderAndEncodesBothSides) {
  const QueryPairs pairs = {{"b", "x y"}, {"a&", "="}, {"empty", ""}};

  EXPECT_EQ(EncodeQuery(pairs), "b=x%20y&a%26=%3D&empty=");
  EXPECT_EQ(DecodeQuery(EncodeQuery(pairs)), pairs);
}

TEST(QueryTest, ReadsNamesWithoutValuesAndSkipsNothingElse) {
  const QueryPairs expected = {{"flag", ""}, {"a", "1=2"}};

  EXPECT_EQ(DecodeQuery("flag&&a=1=2&"), expected);
  EXPECT_EQ(DecodeQuery(""), QueryPairs());
  EXPECT_EQ(DecodeQuery("a=%g1").error().kind, ErrorKind::kInvalid);
}

TEST(SplitUrlTest, TakesAUrlApart) {
  const Result<UrlParts> parts = SplitUrl("HTTPS://API.Reverb.com:8443/api/a%20b?x=1&y=?#part");

  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(parts->scheme, "https");
  EXPECT_EQ(parts->authority, "API.Reverb.com:8443");
  EXPECT_EQ(parts->host, "api.reverb.com");
  EXPECT_EQ(parts->path, "/api/a%20b");
  EXPECT_EQ(parts->query, "x=1&y=?");
}

TEST(SplitUrlTest, GivesAPathEvenWhereThereIsNone) {
  EXPECT_EQ(SplitUrl("http://localhost")->path, "/");
  EXPECT_EQ(SplitUrl("http://localhost?a=1")->path, "/");
  EXPECT_EQ(SplitUrl("http://localhost?a=1")->query, "a=1");
}

TEST(SplitUrlTest, RefusesWhatTwoReadersCouldReadDifferently) {
  for (const char* odd :
       {"", "api.reverb.com/x", "ftp://a/", "file:///etc/passwd", "https://", "https:///x", "https://user@a.com/",
        "https://user:word@a.com/", "https://a.com\\@b.com/", "https://a.com /", "https://a.com/\tb", "https://a.com:/",
        "https://a.com:0/", "https://a.com:65536/", "https://a.com:8x/", "https://a:b:80/", "https://\xc3\xa9.com/",
        "https://[::1/", "https://a%2ecom/"}) {
    EXPECT_FALSE(SplitUrl(odd).has_value()) << odd;
    EXPECT_FALSE(OriginOf(odd).has_value()) << odd;
  }
}

TEST(SplitUrlTest, RepeatsNothingOfARefusedUrl) {
  EXPECT_EQ(SplitUrl("https://user:hunter2@a.com/").error().message.find("hunter2"), std::string::npos);
}

TEST(OriginTest, NamesThePortAlways) {
  EXPECT_EQ(OriginOf("https://A.com/x?y"), "https://a.com:443");
  EXPECT_EQ(OriginOf("http://a.com"), "http://a.com:80");
  EXPECT_EQ(OriginOf("http://127.0.0.1:9000/api"), "http://127.0.0.1:9000");
  EXPECT_EQ(OriginOf("http://[::1]:9000/api"), "http://[::1]:9000");
}

}  // namespace
}  // namespace riff
