#include "connectors/shopify/shopify_bulk_reader.h"
#include "tests/unit/connectors/shopify/shopify_bench.h"

namespace riff::shopify {
namespace {

// What the platform says of a finished operation; what a test does not say is ordinary.
struct StatusText {
  std::string number = "55";
  std::string status = "COMPLETED";
  std::string error_code = "null";
  std::string lines = "\"2\"";
  std::string roots = "\"2\"";
  std::string bytes = "null";
  std::string url = R"("https://shop.example/files/bulk.jsonl?sig=1")";
  std::string partial = "null";

  std::string Text() const {
    return R"({"data":{"shop":{"currencyCode":"USD"},"bulkOperation":{"id":"gid://shopify/BulkOperation/)" + number +
           R"(","status":")" + status + R"(","errorCode":)" + error_code + R"(,"objectCount":)" + lines +
           R"(,"rootObjectCount":)" + roots + R"(,"fileSize":)" + bytes + R"(,"url":)" + url + R"(,"partialDataUrl":)" +
           partial + "}}}";
  }
};

const std::string kFile =
    VariantText{}.Node() + "\n" + VariantText{.variant = "2002", .item = "7002", .sku = "LP-59"}.Node() + "\n";

class ShopifyBulkTest : public testing::Test {
 protected:
  ChannelReader& reader() { return *bench.connector.reader; }
  Result<Page<RemoteListing>> Read(const std::string& cursor) {
    return reader().ListListings(bench.run, Cursor(cursor));
  }
  // One step into the operation 55, asked for just now, nothing of its file read yet.
  Result<Page<RemoteListing>> ReadBulk(std::int64_t offset = 0, std::int64_t lines = 0) {
    return Read("bulk:55:" + std::to_string(asked) + ":1763599000:" + std::to_string(offset) + ":" +
                std::to_string(lines));
  }
  void AnswerFile(int status, std::string body, const std::string& range) {
    bench.transport.script.emplace_back(
        HttpResponse{status, {{"Content-Type", "application/jsonl"}, {"Content-Range", range}}, std::move(body)});
  }
  static StatusText Finished(const std::string& file) { return {.bytes = "\"" + std::to_string(file.size()) + "\""}; }
  static std::string RangeOf(const std::string& file) {
    const std::string size = std::to_string(file.size());
    return "bytes 0-" + std::to_string(file.size() - 1) + "/" + size;
  }
  ErrorKind KindOfStep() {
    const auto page = ReadBulk();
    EXPECT_FALSE(page.has_value());
    return page.has_value() ? ErrorKind::kUnsupported : page.error().kind;
  }

  ShopifyBench bench;
  const std::int64_t asked = 1763600000;
};

TEST_F(ShopifyBulkTest, AsksForAnOperationOnlyWhereTheShopIsLarge) {
  std::string small = PageText(VariantText{}.Node(), kMorePages);
  std::string large = small;
  small.replace(small.find(R"("count":2)"), 9, R"("count":1000)");
  large.replace(large.find(R"("count":2)"), 9, R"("count":1001)");
  bench.Answer(small);
  bench.Answer(large);

  const auto of_small = reader().ListListings(bench.run, std::nullopt);
  const auto of_large = reader().ListListings(bench.run, std::nullopt);

  EXPECT_EQ(of_small->next, Cursor("all:c2"));
  EXPECT_EQ(of_large->next, Cursor("begin:c2"));
  EXPECT_EQ(of_large->rows.size(), 1u);  // What the first page showed counts.
}

TEST_F(ShopifyBulkTest, ReadsTheWholeShopByAnOperationAndThenWhatChangedMeanwhile) {
  bench.Answer(R"({"data":{"bulkOperationRunQuery":{"bulkOperation":{"id":"gid://shopify/BulkOperation/55",
      "status":"CREATED","createdAt":"2025-11-20T00:00:00Z"},"userErrors":[]}}})");
  bench.Answer(StatusText{.status = "RUNNING", .url = "null"}.Text());
  bench.Answer(Finished(kFile).Text());
  AnswerFile(206, kFile, RangeOf(kFile));
  bench.Answer(R"({"data":{"location":{"id":"gid://shopify/Location/501","inventoryLevels":{"nodes":[{"id":"l",
      "updatedAt":"2025-11-20T00:00:01Z","item":{"id":"i","variants":{"nodes":[
      {"id":"gid://shopify/ProductVariant/2001"}]}}}],"pageInfo":{"hasNextPage":false,"endCursor":null}}}}})");
  bench.Answer(NodesText(VariantText{.level = R"({"quantities":[{"name":"available","quantity":0}]})"}.Node()));
  bench.Answer(R"({"data":{"products":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}}})");

  std::vector<RemoteListing> rows;
  std::optional<Cursor> cursor("begin:c2");
  std::optional<std::int64_t> total;
  const Timestamp before = bench.clock.Now();
  while (cursor.has_value()) {
    const auto page = reader().ListListings(bench.run, cursor);
    ASSERT_TRUE(page.has_value()) << page.error().message;
    rows.insert(rows.end(), page->rows.begin(), page->rows.end());
    total = page->total.has_value() ? page->total : total;
    cursor = page->next;
  }

  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].facts.quantity, Quantity(1));
  EXPECT_EQ(rows[1].ref.sku, Sku("LP-59"));
  EXPECT_EQ(rows[2].ref.remote, RemoteId("1001/2001"));
  EXPECT_EQ(rows[2].facts.quantity, Quantity(0));  // The later row is the newer one.
  EXPECT_EQ(total, 2);
  EXPECT_EQ(bench.clock.Now() - before, std::chrono::seconds(2));
  EXPECT_EQ(bench.Operations(),
            (std::vector<std::string>{"shopify.bulk.start", "shopify.bulk.status", "shopify.bulk.status",
                                      "shopify.bulk.download", "shopify.inventory.changed", "shopify.listing.get",
                                      "shopify.product.changed"}));
  for (const HttpRequest& request : bench.transport.sent) {
    EXPECT_TRUE(IsReading(request)) << request.operation;
  }
  // Ten minutes before the operation's own beginning, by the platform's clock.
  EXPECT_NE(bench.Variables(4).find(R"("query":"updated_at:>='2025-11-19T23:50:00Z'")"), std::string::npos);
}

TEST_F(ShopifyBulkTest, FetchesTheFileWithoutTheTokenAndAPartAtATime) {
  bench.Answer(StatusText{.lines = "3", .bytes = "\"9000000\""}.Text());
  std::string part = VariantText{}.Node() + "\n";
  const std::size_t line = part.size();
  part.resize(static_cast<std::size_t>(kFilePartBytes), 'x');  // The next line goes on in the next part.
  AnswerFile(206, part, "bytes 0-4194303/9000000");

  const auto page = ReadBulk();

  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->rows.size(), 1u);
  EXPECT_EQ(page->next, Cursor("bulk:55:1763600000:1763599000:" + std::to_string(line) + ":1"));
  const HttpRequest& request = bench.transport.sent.back();
  EXPECT_EQ(request.method, HttpMethod::kGet);
  EXPECT_EQ(HeaderOf(request.headers, "Range"), "bytes=0-4194303");
  EXPECT_EQ(HeaderOf(request.headers, "X-Shopify-Access-Token"), "");
  EXPECT_EQ(request.path_for_log, "/bulk-file");
}

TEST_F(ShopifyBulkTest, TakesTheWholeFileWhereTheServerKnowsNoRanges) {
  const std::string first = kFile.substr(0, kFile.find('\n') + 1);
  bench.Answer(Finished(kFile).Text());
  AnswerFile(200, kFile, "");

  const auto page = ReadBulk(static_cast<std::int64_t>(first.size()), 1);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  ASSERT_EQ(page->rows.size(), 1u);
  EXPECT_EQ(page->rows.front().ref.sku, Sku("LP-59"));
  EXPECT_EQ(page->next, Cursor("levels:1763599000:"));
}

TEST_F(ShopifyBulkTest, TakesALastLineWithoutItsEndAndAnEmptyShop) {
  const std::string file = kFile.substr(0, kFile.size() - 1);
  bench.Answer(Finished(file).Text());
  AnswerFile(206, file, RangeOf(file));
  bench.Answer(StatusText{.lines = "\"0\"", .roots = "\"0\"", .url = "null"}.Text());

  const auto page = ReadBulk();
  const auto empty = ReadBulk();

  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->rows.size(), 2u);
  ASSERT_TRUE(empty.has_value()) << empty.error().message;
  EXPECT_TRUE(empty->rows.empty());
  EXPECT_EQ(empty->total, 0);
  EXPECT_EQ(empty->next, Cursor("levels:1763599000:"));
}

TEST_F(ShopifyBulkTest, RefusesAPartOfAFile) {
  const std::string cut = kFile.substr(0, kFile.size() - 20);
  for (const StatusText& status :
       {StatusText{
            .status = "FAILED", .error_code = R"("TIMEOUT")", .url = "null", .partial = R"("https://shop.example/p")"},
        StatusText{.status = "CANCELED", .url = "null"}, StatusText{.status = "EXPIRED"},
        StatusText{.status = "SOMETHING_NEW"}, StatusText{.bytes = "\"9\"", .partial = R"("https://shop.example/p")"},
        StatusText{.error_code = R"("INTERNAL_SERVER_ERROR")", .bytes = "\"9\""}, StatusText{.bytes = "null"},
        StatusText{.url = "null"}, StatusText{.number = "56", .bytes = "\"9\""}, StatusText{.lines = "\"many\""},
        StatusText{.lines = "99999999999999999999"}}) {
    bench.Answer(status.Text());
    EXPECT_EQ(KindOfStep(), ErrorKind::kInvalid) << status.Text();
  }
  bench.Answer(R"({"data":{"shop":{"currencyCode":"USD"},"bulkOperation":null}})");
  EXPECT_EQ(KindOfStep(), ErrorKind::kInvalid);
  bench.Answer(Finished(cut).Text());  // The platform's own file ends in the middle of a line.
  AnswerFile(206, cut, RangeOf(cut));
  EXPECT_EQ(KindOfStep(), ErrorKind::kInvalid);
}

TEST_F(ShopifyBulkTest, RefusesAFileWithOtherLinesThanWereCounted) {
  for (const std::string lines : {"\"1\"", "\"3\""}) {
    StatusText status = Finished(kFile);
    status.lines = lines;
    bench.Answer(status.Text());
    AnswerFile(206, kFile, RangeOf(kFile));

    EXPECT_EQ(KindOfStep(), ErrorKind::kInvalid) << lines;
  }
}

TEST_F(ShopifyBulkTest, AsksAgainForWhatWasCutOnTheWay) {
  bench.Answer(Finished(kFile).Text());
  AnswerFile(206, kFile.substr(0, 100), RangeOf(kFile));
  EXPECT_EQ(KindOfStep(), ErrorKind::kUnavailable);
  bench.Answer(Finished(kFile).Text());
  AnswerFile(200, kFile.substr(0, 100), "");
  EXPECT_EQ(KindOfStep(), ErrorKind::kUnavailable);
  bench.Answer(Finished(kFile).Text());
  bench.AnswerFailure(ErrorKind::kAmbiguous);
  EXPECT_EQ(KindOfStep(), ErrorKind::kUnavailable);
}

TEST_F(ShopifyBulkTest, BeginsAnewWhereTheLinkIsDeadOrLeadsElsewhere) {
  for (const int status : {301, 302, 307, 400, 401, 403, 404, 410, 416}) {
    bench.Answer(Finished(kFile).Text());
    AnswerFile(status, "<Error>", "");
    EXPECT_EQ(KindOfStep(), ErrorKind::kInvalid) << status;  // Never kUnauthorized: the token had no part in it.
  }
  bench.Answer(Finished(kFile).Text());
  AnswerFile(503, "", "");
  EXPECT_EQ(KindOfStep(), ErrorKind::kUnavailable);
  bench.Answer(Finished(kFile).Text());
  AnswerFile(206, kFile, "bytes 1-2/3");
  EXPECT_EQ(KindOfStep(), ErrorKind::kInvalid);
  bench.Answer(Finished(kFile).Text());
  AnswerFile(200, kFile + kFile, "");
  EXPECT_EQ(KindOfStep(), ErrorKind::kInvalid);
}

TEST_F(ShopifyBulkTest, FollowsNoLinkToAPlaceThatIsNotConfigured) {
  for (const std::string url :
       {"https://evil.example/x.jsonl", "http://shop.example/x.jsonl", "https://shop.example:444/x.jsonl",
        "https://shop.example@evil.example/x", "https://storage.googleapis.com.evil.example/x", "file:///etc/passwd",
        "//shop.example/x", ""}) {
    const std::size_t sent = bench.transport.sent.size();
    StatusText status = Finished(kFile);
    status.url = "\"" + url + "\"";
    bench.Answer(status.Text());

    EXPECT_EQ(KindOfStep(), ErrorKind::kInvalid) << url;
    EXPECT_EQ(bench.transport.sent.size(), sent + 1) << url;
  }
}

TEST_F(ShopifyBulkTest, FetchesFromThePlatformsStorage) {
  StatusText status = Finished(kFile);
  status.url = R"("https://storage.googleapis.com/tiers/bulk.jsonl?sig=1")";
  bench.Answer(status.Text());
  AnswerFile(206, kFile, RangeOf(kFile));

  EXPECT_TRUE(ReadBulk().has_value());
}

TEST_F(ShopifyBulkTest, RefusesLinesThatAreNoVariants) {
  for (const std::string& line :
       {std::string("{}"), std::string("null"), std::string("[]"), std::string("<html>"), std::string(200, '['),
        R"({"id":"gid://shopify/InventoryLevel/1","__parentId":"gid://shopify/ProductVariant/1"})" + std::string(),
        VariantText{.status = "SOMETHING_NEW"}.Node(), VariantText{.product = "x"}.Node(),
        VariantText{.tracked = "\"yes\""}.Node()}) {
    const std::string file = VariantText{}.Node() + "\n" + line + "\n";
    bench.Answer(Finished(file).Text());
    AnswerFile(206, file, RangeOf(file));

    const auto page = ReadBulk();

    ASSERT_FALSE(page.has_value()) << line;
    EXPECT_EQ(page.error().kind, ErrorKind::kInvalid) << line;
    EXPECT_NE(page.error().message.find("line 2"), std::string::npos) << page.error().message;
  }
}

TEST_F(ShopifyBulkTest, GoesOnByPagesWhereThePlatformWillNotHaveTheOperation) {
  bench.Answer(MutationText("bulkOperationRunQuery", R"({"code":"LIMIT_REACHED","field":null,"message":"busy"})"));
  bench.Answer(R"({"errors":[{"message":"m","extensions":{"code":"BAD_REQUEST"}}]})");
  bench.AnswerStatus(503, "");

  EXPECT_EQ(Read("begin:c2")->next, Cursor("all:c2"));
  EXPECT_EQ(Read("begin:c2")->next, Cursor("all:c2"));
  EXPECT_EQ(Read("begin:c2").error().kind, ErrorKind::kUnavailable);
}

TEST_F(ShopifyBulkTest, WaitsLongerForALongOperationAndGivesUpInTheEnd) {
  const std::string running = StatusText{.status = "RUNNING", .url = "null"}.Text();
  std::vector<Duration> waits;
  for (int i = 0; i < 200; ++i) {
    bench.Answer(running);
    const Timestamp before = bench.clock.Now();
    const auto page = ReadBulk();
    if (!page.has_value()) {
      EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
      break;
    }
    EXPECT_TRUE(page->rows.empty());
    EXPECT_TRUE(page->next.has_value());
    waits.push_back(bench.clock.Now() - before);
  }
  EXPECT_EQ(waits.front(), std::chrono::seconds(2));
  EXPECT_EQ(waits.back(), std::chrono::seconds(30));
  EXPECT_LT(waits.size(), 110u);  // 45 minutes.
}

}  // namespace
}  // namespace riff::shopify
