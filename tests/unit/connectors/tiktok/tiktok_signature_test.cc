#include "connectors/tiktok/tiktok_signature.h"

#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
namespace {

SignedParts PartsOf(const JsonValue& vector) {
  SignedParts parts;
  parts.path = *vector.Text("path");
  const JsonValue query = *vector.Get("query");
  for (const std::string& key : query.Keys()) {
    parts.query.emplace_back(key, *query.Text(key));
  }
  parts.body = vector.OptionalText("body")->value_or("");
  parts.content_type = vector.OptionalText("content_type")->value_or("application/json");
  return parts;
}

TEST(TiktokSignature, AgreesWithThePlatformsOwnExample) {
  const SignedParts parts{
      .path = "/authorization/202309/shops", .query = {{"timestamp", "1623812664"}, {"app_key", "29a39d"}}, .body = {}};

  EXPECT_EQ(Sign(Secret("e59af819cc"), parts), "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8");
}

TEST(TiktokSignature, AgreesWithEveryVectorAndRefusesEveryTwin) {
  const auto text = ContractText("signature_vectors.json");
  if (!text.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  const auto document = JsonDocument::Parse(*text);
  const auto vectors = *document->root().Array("vectors");
  const auto refused = *document->root().Array("refused");
  ASSERT_EQ(vectors.size(), 15u);
  ASSERT_EQ(refused.size(), 11u);

  for (const JsonValue& vector : vectors) {
    const Secret secret(*vector.Text("app_secret"));
    EXPECT_EQ(Sign(secret, PartsOf(vector)), *vector.Text("sign")) << *vector.Text("id");
    EXPECT_TRUE(VerifySignature(secret, PartsOf(vector), *vector.Text("sign"))) << *vector.Text("id");
  }
  for (const JsonValue& twin : refused) {
    EXPECT_FALSE(VerifySignature(Secret(*twin.Text("app_secret")), PartsOf(twin), *twin.Text("sign")))
        << *twin.Text("why");
  }
}

TEST(TiktokSignature, CoversTheBytesOfTheBody) {
  const Secret secret("s");
  const SignedParts tight{.path = "/p", .query = {}, .body = "{}"};
  const SignedParts wide{.path = "/p", .query = {}, .body = "{ }"};

  EXPECT_NE(Sign(secret, tight), Sign(secret, wide));
  EXPECT_FALSE(VerifySignature(secret, wide, Sign(secret, tight)));
}

}  // namespace
}  // namespace riff::tiktok
