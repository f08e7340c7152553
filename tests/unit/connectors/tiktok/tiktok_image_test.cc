#include "connectors/tiktok/tiktok_image.h"

#include <algorithm>
#include <cstdint>

#include "tests/unit/connectors/tiktok/tiktok_bench.h"

namespace riff::tiktok {
namespace {

constexpr std::string_view kUploaded = R"({"uri":"tos-maliva-i-o3syd03w52-us/stand-in","width":300,"height":300})";

std::uint32_t NumberAt(std::string_view bytes, std::size_t place) {
  std::uint32_t number = 0;
  for (const char c : bytes.substr(place, 4)) {
    number = number * 256 + static_cast<unsigned char>(c);
  }
  return number;
}

TEST(TiktokStandIn, IsAWholePngOfTheSmallestSizeThatIsTaken) {
  const std::string png = StandInPicture();

  // The check sums are those of zlib.
  ASSERT_EQ(png.substr(0, 8), "\x89PNG\r\n\x1A\n");
  EXPECT_EQ(png.substr(12, 4), "IHDR");
  EXPECT_EQ(NumberAt(png, 16), 300u);
  EXPECT_EQ(NumberAt(png, 20), 300u);
  EXPECT_EQ(NumberAt(png, 29), 0x16A6C908u);
  const std::uint32_t data_size = NumberAt(png, 33);
  EXPECT_EQ(png.substr(37, 4), "IDAT");
  EXPECT_EQ(NumberAt(png, 41 + data_size - 4), 0x2B2860CFu);
  EXPECT_EQ(NumberAt(png, 41 + data_size), 0xD92A1F64u);
  EXPECT_EQ(png.substr(45 + data_size), std::string("\0\0\0\0IEND\xAE\x42\x60\x82", 12));
}

class TiktokUploadTest : public testing::Test {
 protected:
  ErrorKind KindOfFailure() {
    const auto uri = UploadMainPicture(wire, "png");
    EXPECT_FALSE(uri.has_value());
    return uri.has_value() ? ErrorKind::kInvalid : uri.error().kind;
  }

  TiktokBench bench;
  TiktokWire wire{bench.channel, bench.config, bench.transport, bench.clock, bench.vault};
};

TEST_F(TiktokUploadTest, SendsAFormWithThePictureAndItsUse) {
  bench.AnswerData(std::string(kUploaded));
  const std::string picture("\x89P\0\r\n", 5);

  const auto uri = UploadMainPicture(wire, picture);

  ASSERT_TRUE(uri.has_value()) << uri.error().message;
  EXPECT_EQ(*uri, "tos-maliva-i-o3syd03w52-us/stand-in");
  EXPECT_EQ(bench.Sent(0).operation, "tiktok.image.upload");
  EXPECT_EQ(bench.Sent(0).method, HttpMethod::kPost);
  EXPECT_EQ(bench.PathOf(0), "/product/202309/images/upload");
  const std::string_view type = HeaderOf(bench.Sent(0).headers, "content-type");
  constexpr std::string_view kTypeStart = "multipart/form-data; boundary=";
  ASSERT_TRUE(type.starts_with(kTypeStart));
  const std::string line = "--" + std::string(type.substr(kTypeStart.size()));
  EXPECT_LE(line.size(), 72u);  // RFC 2046: a boundary of at most 70 characters.
  EXPECT_EQ(bench.Sent(0).body, line + "\r\nContent-Disposition: form-data; name=\"use_case\"\r\n\r\nMAIN_IMAGE\r\n" +
                                    line +
                                    "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"main.png\"\r\n"
                                    "Content-Type: image/png\r\n\r\n" +
                                    picture + "\r\n" + line + "--\r\n");
}

TEST_F(TiktokUploadTest, SignsEverythingButTheFormAndNamesNoShop) {
  bench.AnswerData(std::string(kUploaded));

  ASSERT_TRUE(UploadMainPicture(wire, "png").has_value());

  const UrlParts url = *SplitUrl(bench.Sent(0).url);
  const SignedParts without_body{.path = url.path, .query = *DecodeQuery(url.query), .body = {}};
  EXPECT_TRUE(VerifySignature(bench.config.app_secret, without_body, bench.QueryOf(0, "sign")));
  EXPECT_EQ(bench.QueryOf(0, "shop_cipher"), "");
  EXPECT_EQ(bench.TokenOf(0), "TTP_first");
}

TEST_F(TiktokUploadTest, TakesTheUriOfThePublishedAnswer) {
  const auto text = ContractText("fixtures/image_upload.response.json");
  if (!text.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  bench.Answer(*text);

  EXPECT_EQ(UploadMainPicture(wire, "png"), "tos-maliva-i-o3syd03w52-us/c668cdf70b7f483c94dbe");
}

TEST_F(TiktokUploadTest, SaysWhetherThePictureMayBeThere) {
  bench.AnswerFailure(ErrorKind::kAmbiguous);
  bench.AnswerFailure(ErrorKind::kUnavailable);
  bench.AnswerCode(36009009, "Invalid path");
  bench.AnswerHttp(429, "", {});
  bench.AnswerData(R"({"width":300})");
  bench.AnswerData(R"({"uri":""})");

  EXPECT_EQ(KindOfFailure(), ErrorKind::kAmbiguous);
  EXPECT_EQ(KindOfFailure(), ErrorKind::kUnavailable);
  EXPECT_EQ(KindOfFailure(), ErrorKind::kRejected);
  EXPECT_EQ(KindOfFailure(), ErrorKind::kThrottled);
  EXPECT_EQ(KindOfFailure(), ErrorKind::kAmbiguous);
  EXPECT_EQ(KindOfFailure(), ErrorKind::kAmbiguous);
}

class TiktokPicturesTest : public testing::Test {
 protected:
  static Write Create(const std::string& sku, std::vector<std::string> pictures) {
    CreateListing change{Sku(sku), {}, Money{189900, *Currency::Parse("GBP")}, Quantity(1)};
    change.content.title = "Gibson SG 1961";
    change.content.image_urls = std::move(pictures);
    Write write;
    write.key = IdempotencyKey("key-" + sku);
    write.listing.remote = RemoteId("new:" + sku);
    write.change = std::move(change);
    return write;
  }
  std::vector<WriteOutcome> Deliver(const std::vector<Write>& writes) {
    return bench.connector.writer->Deliver(bench.run, writes);
  }
  void AnswerFree() { bench.AnswerData(ProductsText("", "", 0)); }
  void AnswerCreated(const std::string& warnings) {
    bench.AnswerData(R"({"product_id":"5","skus":[{"id":"6"}],"warnings":[)" + warnings + "]}");
  }
  // The uris that a create sent.
  std::vector<std::string> ShownBy(std::size_t index) const {
    const auto document = JsonDocument::Parse(bench.Sent(index).body);
    std::vector<std::string> uris;
    const auto pictures = *document->root().Array("main_images");
    for (const JsonValue& picture : pictures) {
      uris.push_back(*picture.Text("uri"));
    }
    return uris;
  }
  std::vector<std::string> Operations() const {
    std::vector<std::string> operations;
    for (const HttpRequest& request : bench.transport.sent) {
      operations.push_back(request.operation);
    }
    return operations;
  }

  TiktokBench bench;
};

using Texts = std::vector<std::string>;

TEST_F(TiktokPicturesTest, ShowUploadsThatTheContentNamesAndNoUrl) {
  AnswerFree();
  AnswerCreated("");

  const auto outcomes = Deliver({Create("SG-61", {"https://media.example/1.jpg", "tos-1/a", "tos-1/b"})});

  ASSERT_TRUE(outcomes.front().has_value()) << outcomes.front().error().message;
  EXPECT_EQ(outcomes.front()->note, "");
  ASSERT_EQ(bench.transport.sent.size(), 2u);  // The look and the create: nothing was uploaded.
  EXPECT_EQ(ShownBy(1), (Texts{"tos-1/a", "tos-1/b"}));
}

TEST_F(TiktokPicturesTest, AreAStandInInASandboxWhichTheNoteSays) {
  AnswerFree();
  bench.AnswerData(std::string(kUploaded));
  AnswerCreated(R"({"message":"brand cleared."})");

  const auto outcomes = Deliver({Create("SG-61", {"https://media.example/1.jpg"})});

  ASSERT_TRUE(outcomes.front().has_value()) << outcomes.front().error().message;
  EXPECT_EQ(outcomes.front()->note, "shown with a stand-in picture; brand cleared.");
  EXPECT_EQ(ShownBy(2), (Texts{"tos-maliva-i-o3syd03w52-us/stand-in"}));
  EXPECT_NE(bench.Sent(1).body.find(StandInPicture()), std::string::npos);
}

TEST_F(TiktokPicturesTest, AreUploadedOnceForAllCreates) {
  AnswerFree();
  bench.AnswerData(std::string(kUploaded));
  AnswerCreated("");
  AnswerFree();
  AnswerCreated("");
  AnswerFree();
  AnswerCreated("");

  const auto together = Deliver({Create("SG-61", {}), Create("SG-62", {})});
  const auto later = Deliver({Create("SG-63", {})});

  ASSERT_TRUE(together[0].has_value() && together[1].has_value() && later[0].has_value());
  EXPECT_EQ(std::ranges::count(Operations(), "tiktok.image.upload"), 1);
  EXPECT_EQ(ShownBy(4), ShownBy(2));
  EXPECT_EQ(ShownBy(6), ShownBy(2));
  EXPECT_EQ(later[0]->note, "shown with a stand-in picture");
}

TEST_F(TiktokPicturesTest, MustBeRealInProduction) {
  const Connector production = MakeConnector({Platform::kTiktok, Environment::kProduction}, bench.config,
                                             {bench.transport, bench.clock, bench.vault}, Access::kReadAndWrite);
  const Write without = Create("SG-61", {"https://media.example/1.jpg"});
  const Write with = Create("SG-61", {"tos-1/a"});
  AnswerFree();
  AnswerFree();
  AnswerCreated("");

  const auto refused = production.writer->Deliver(bench.run, std::span(&without, 1));
  const auto made = production.writer->Deliver(bench.run, std::span(&with, 1));

  ASSERT_FALSE(refused.front().has_value());
  EXPECT_EQ(refused.front().error().kind, ErrorKind::kRejected);
  EXPECT_NE(refused.front().error().message.find("main picture"), std::string::npos);
  EXPECT_TRUE(made.front().has_value());
  EXPECT_EQ(std::ranges::count(Operations(), "tiktok.image.upload"), 0);
  EXPECT_EQ(std::ranges::count(Operations(), "tiktok.listing.create"), 1);  // Of the one with a picture.
}

TEST_F(TiktokPicturesTest, AreNotNeededToAdoptAListing) {
  bench.AnswerData(ProductsText(ProductText{}.Text(), "", 1));

  EXPECT_EQ(Deliver({Create("SG-61", {})}).front()->remote, RemoteId("1001/2001"));
  EXPECT_EQ(bench.transport.sent.size(), 1u);
}

TEST_F(TiktokPicturesTest, ThatCannotBeUploadedLeaveNothingListed) {
  for (const auto& [upload, create] : {std::pair(ErrorKind::kAmbiguous, ErrorKind::kUnavailable),
                                       std::pair(ErrorKind::kUnavailable, ErrorKind::kUnavailable),
                                       std::pair(ErrorKind::kThrottled, ErrorKind::kThrottled),
                                       std::pair(ErrorKind::kRejected, ErrorKind::kRejected)}) {
    AnswerFree();
    bench.AnswerFailure(upload);

    const auto outcomes = Deliver({Create("SG-61", {})});

    ASSERT_FALSE(outcomes.front().has_value());
    EXPECT_EQ(outcomes.front().error().kind, create);
  }
  EXPECT_EQ(std::ranges::count(Operations(), "tiktok.listing.create"), 0);
}

TEST_F(TiktokPicturesTest, AreUploadedAgainAfterAnUploadThatFailed) {
  AnswerFree();
  bench.AnswerFailure(ErrorKind::kAmbiguous);
  AnswerFree();
  bench.AnswerData(std::string(kUploaded));
  AnswerCreated("");

  const auto first = Deliver({Create("SG-61", {})});
  const auto second = Deliver({Create("SG-61", {})});

  EXPECT_FALSE(first.front().has_value());
  ASSERT_TRUE(second.front().has_value()) << second.front().error().message;
  EXPECT_EQ(ShownBy(4), (Texts{"tos-maliva-i-o3syd03w52-us/stand-in"}));
}

}  // namespace
}  // namespace riff::tiktok
