#include "connectors/tiktok/tiktok_picture.h"

#include <gtest/gtest.h>

#include "connectors/json/json.h"
#include "connectors/tiktok/tiktok_codec.h"
#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
namespace {

using Texts = std::vector<std::string>;

TEST(TiktokPicture, KeepsTheUriOfTheUploadWithTheUrl) {
  const std::string uri = "tos-maliva-i-o3syd03w52-us/c668 %cdf#1";

  const std::string picture = PictureOf("https://media.example/1.jpg?x=2#old", uri);

  EXPECT_TRUE(picture.starts_with("https://media.example/1.jpg?x=2#"));
  EXPECT_EQ(picture.find(' '), std::string::npos);
  EXPECT_EQ(UploadedOf(Texts{picture}), Texts{uri});
}

TEST(TiktokPicture, KeepsOneNameWhereThereIsNoOther) {
  EXPECT_EQ(PictureOf("https://media.example/1.jpg", ""), "https://media.example/1.jpg");
  EXPECT_EQ(PictureOf("", "tos-1/a"), "tos-1/a");
  EXPECT_EQ(PictureOf("", ""), "");
}

TEST(TiktokPicture, TellsUploadsFromUrls) {
  const Texts pictures = {"https://media.example/1.jpg",
                          "tos-1/a",
                          "HTTP://media.example/2.jpg",
                          "",
                          "//media.example/3.jpg",
                          "/images/4.jpg",
                          "https://media.example/5.jpg#tiktok-uri=%zz",
                          "https://media.example/6.jpg#tiktok-uri=tos-1%2Fb"};

  EXPECT_EQ(UploadedOf(pictures), (Texts{"tos-1/a", "tos-1/b"}));
}

TEST(TiktokPicture, SurvivesTheReadOfAListingSoThatACloneShowsIt) {
  const auto text = ContractText("fixtures/product_detail.response.json");
  if (!text.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  TiktokBench bench;
  const auto document = JsonDocument::Parse(*text);
  const auto rows = DecodeProduct(*document->root().Find("data"), bench.config.warehouse);

  ASSERT_TRUE(rows.has_value()) << rows.error().message;
  EXPECT_EQ(rows->front().content.image_urls,
            Texts{"https://media.example.invalid/image-0001.jpeg#tiktok-uri=tos-maliva-i-o3syd03w52-us%2F"
                  "c668cdf70b7f483c94dbe"});
  EXPECT_EQ(UploadedOf(rows->front().content.image_urls), Texts{"tos-maliva-i-o3syd03w52-us/c668cdf70b7f483c94dbe"});
}

TEST(TiktokProductState, OfALiveProductIsLiveWhateverItsDraftOrAuditSays) {
  for (const std::string audit : {"NONE", "AUDITING", "FAILED", "PRE_APPROVED", "APPROVED"}) {
    const ProductText product{.status =
                                  R"("status":"ACTIVATE","has_draft":true,"audit":{"status":")" + audit + R"("})"};
    const auto document = JsonDocument::Parse(product.Text());
    const auto rows = DecodeProduct(document->root(), "7068517275539719942");
    ASSERT_TRUE(rows.has_value()) << rows.error().message;
    EXPECT_EQ(rows->front().facts.status, ListingStatus::kLive) << audit;
  }
  for (const std::string word : {"DRAFT", "PENDING", "FAILED"}) {
    const ProductText product{.status = R"("product_status":")" + word + R"(","audit":{"status":"AUDITING"})"};
    const auto document = JsonDocument::Parse(product.Text());
    EXPECT_EQ(DecodeProduct(document->root(), "")->front().facts.status, ListingStatus::kDraft) << word;
  }
}

}  // namespace
}  // namespace riff::tiktok
