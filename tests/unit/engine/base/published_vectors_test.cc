// Signatures that the platforms publish, or that were checked against theirs, read from the contracts folder.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "connectors/json/json.h"
#include "engine/base/digest.h"

namespace riff {
namespace {

class PublishedVectorsTest : public testing::Test {
 protected:
  void SetUp() override {
    const char* const folder = std::getenv("RIFF_CONTRACTS");
    if (folder == nullptr) {
      GTEST_SKIP() << "RIFF_CONTRACTS does not name the folder of the platforms' published descriptions";
    }
    folder_ = folder;
  }

  JsonDocument Read(const std::string& file) const {
    std::ifstream stream(folder_ + "/" + file);
    std::ostringstream text;
    text << stream.rdbuf();
    Result<JsonDocument> document = JsonDocument::Parse(text.str());
    EXPECT_TRUE(document) << file << ": " << document.error().message;
    return std::move(document).value();
  }

 private:
  std::string folder_;
};

TEST_F(PublishedVectorsTest, TiktokRequestsAreSignedAsPublished) {
  const JsonDocument document = Read("tiktok/signature_vectors.json");

  const std::vector<JsonValue> vectors = document.root().Array("vectors").value();

  int checked = 0;
  for (const JsonValue& vector : vectors) {
    const Secret secret(vector.Text("app_secret").value());
    EXPECT_EQ(HmacSha256Hex(secret, vector.Text("base_string").value()), vector.Text("sign").value())
        << vector.Text("id").value();
    ++checked;
  }
  EXPECT_GE(checked, 10);
}

TEST_F(PublishedVectorsTest, EbayNotificationsAreVerifiedAsPublished) {
  const JsonDocument document = Read("ebay/notification_signature_vectors.json");

  const std::vector<JsonValue> vectors = document.root().Array("signature_cases").value();

  int checked = 0;
  for (const JsonValue& vector : vectors) {
    const auto response = vector.Find("public_key_response");
    if (!response) {
      continue;  // The case in which the key cannot be had.
    }
    const std::string signature = vector.Get("header_decoded").value().Text("signature").value();
    const Result<bool> verdict = VerifyEcdsa(response->Text("key").value(), SignatureDigest::kSha1,
                                             vector.Text("raw_body").value(), Base64Decode(signature).value());
    EXPECT_EQ(verdict, vector.Bool("expected_valid").value()) << vector.Text("name").value();
    ++checked;
  }
  EXPECT_EQ(checked, 3);
}

TEST_F(PublishedVectorsTest, EbayChallengesAreAnsweredAsPublished) {
  const JsonDocument document = Read("ebay/notification_signature_vectors.json");
  const JsonValue challenge = document.root().Get("challenge_case").value();

  const std::string bytes = challenge.Text("challenge_code").value() + challenge.Text("verification_token").value() +
                            challenge.Text("endpoint").value();

  EXPECT_EQ(Sha256Hex(bytes), challenge.Text("challenge_response_sha256_hex").value());
}

}  // namespace
}  // namespace riff
