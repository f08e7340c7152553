#include "connectors/shopify/shopify_changes.h"

#include "tests/unit/connectors/shopify/shopify_bench.h"

namespace riff::shopify {
namespace {

const Timestamp kSince = *ParseTimestamp("2026-11-01T10:00:00Z");

std::string VariantIds(const std::vector<std::string>& variants) {
  std::string nodes;
  for (const std::string& variant : variants) {
    nodes += (nodes.empty() ? "" : ",") + (R"({"id":"gid://shopify/ProductVariant/)" + variant + R"("})");
  }
  return R"("nodes":[)" + nodes + "]";
}

std::string LevelText(const std::string& updated, const std::vector<std::string>& variants) {
  return R"({"id":"gid://shopify/InventoryLevel/1?inventory_item_id=1","updatedAt":")" + updated +
         R"(","item":{"id":"gid://shopify/InventoryItem/1","variants":{)" + VariantIds(variants) + "}}}";
}

std::string LevelsText(const std::string& nodes, std::string_view info = kLastPage) {
  return R"({"data":{"location":{"id":"gid://shopify/Location/501","inventoryLevels":{"nodes":[)" + nodes +
         R"(],"pageInfo":)" + std::string(info) + "}}}}";
}

std::string ProductText(const std::string& updated, const std::vector<std::string>& variants,
                        std::string_view info = kLastPage) {
  return R"({"id":"gid://shopify/Product/1001","updatedAt":")" + updated + R"(","variants":{)" + VariantIds(variants) +
         R"(,"pageInfo":)" + std::string(info) + "}}";
}

std::string ProductsText(const std::string& nodes, std::string_view info = kLastPage) {
  return R"({"data":{"products":{"nodes":[)" + nodes + R"(],"pageInfo":)" + std::string(info) + "}}}";
}

class ShopifyChangesTest : public testing::Test {
 protected:
  Result<Page<RemoteListing>> Read(const std::optional<Cursor>& cursor = std::nullopt, Timestamp since = kSince) {
    return bench.connector.reader->ListChanged(bench.run, since, cursor);
  }

  ShopifyBench bench;
};

TEST_F(ShopifyChangesTest, ReadsTheLevelsThatChangedAndThenTheProducts) {
  bench.Answer(LevelsText(LevelText("2026-11-01T10:00:00Z", {"2001"}), kMorePages));
  bench.Answer(NodesText(VariantText{}.Node()));
  bench.Answer(LevelsText(LevelText("2026-11-01T06:30:00-04:00", {"2002", "2002"})));
  bench.Answer(NodesText(VariantText{.variant = "2002", .item = "7002"}.Node()));
  bench.Answer(ProductsText(ProductText("2026-11-01T10:00:01Z", {"2003"})));
  bench.Answer(NodesText(VariantText{.variant = "2003", .item = "7003"}.Node()));

  const auto first = Read();
  ASSERT_TRUE(first.has_value()) << first.error().message;
  const auto second = Read(first->next);
  ASSERT_TRUE(second.has_value()) << second.error().message;
  const auto third = Read(second->next);
  ASSERT_TRUE(third.has_value()) << third.error().message;

  EXPECT_EQ(first->rows.front().ref.remote, RemoteId("1001/2001"));
  EXPECT_EQ(second->rows.front().ref.remote, RemoteId("1001/2002"));
  EXPECT_EQ(third->rows.front().ref.remote, RemoteId("1001/2003"));
  EXPECT_EQ(third->next, std::nullopt);
  EXPECT_EQ(third->total, std::nullopt);  // Never a proof of how many there are.
  EXPECT_EQ(bench.Variables(0), R"({"locationId":"gid://shopify/Location/501","first":50,"after":null,)"
                                R"("query":"updated_at:>='2026-11-01T10:00:00Z'"})");
  EXPECT_NE(bench.Variables(2).find(R"("after":"c2")"), std::string::npos);
  EXPECT_EQ(bench.Variables(3),
            R"({"ids":["gid://shopify/ProductVariant/2002"],"locationId":"gid://shopify/Location/501"})");
  EXPECT_NE(bench.Variables(4).find(R"("query":"updated_at:>='2026-11-01T10:00:00Z'")"), std::string::npos);
}

TEST_F(ShopifyChangesTest, ReadsAllVariantsOfAProductThatHasMany) {
  const Cursor products("products:" + std::to_string(SecondsOf(kSince)) + ":");
  bench.Answer(ProductsText(ProductText("2026-11-01T10:00:01Z", {"2001"}, kMorePages)));
  bench.Answer(R"({"data":{"product":{"id":"gid://shopify/Product/1001","variants":{)" + VariantIds({"2002"}) +
               R"(,"pageInfo":{"hasNextPage":false,"endCursor":null}}}}})");
  bench.Answer(NodesText(VariantText{}.Node() + "," + VariantText{.variant = "2002", .item = "7002"}.Node()));
  bench.Answer(ProductsText(ProductText("2026-11-01T10:00:01Z", {"2001"}, kMorePages)));
  bench.Answer(R"({"data":{"product":null}})");
  bench.Answer(NodesText("null"));

  const auto page = Read(products);
  const auto deleted = Read(products);

  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->rows.size(), 2u);
  ASSERT_TRUE(deleted.has_value()) << deleted.error().message;
  EXPECT_TRUE(deleted->rows.empty());  // What is not there any more is not shown, and not said to be gone.
}

TEST_F(ShopifyChangesTest, StopsWhenTheFilterWasDropped) {
  bench.Answer(LevelsText(LevelText("2026-11-01T09:59:59Z", {"2001"})));
  EXPECT_EQ(Read().error().kind, ErrorKind::kInvalid);

  bench.Answer(ProductsText(ProductText("2026-11-01T09:59:59Z", {"2001"})));
  EXPECT_EQ(Read(Cursor("products:" + std::to_string(SecondsOf(kSince)) + ":")).error().kind, ErrorKind::kInvalid);
}

TEST_F(ShopifyChangesTest, HandsOnWhatWentWrongAtEachStep) {
  bench.AnswerStatus(401, "");
  EXPECT_EQ(Read().error().kind, ErrorKind::kUnauthorized);
  bench.Answer(R"({"data":{"location":null}})");
  EXPECT_EQ(Read().error().kind, ErrorKind::kInvalid);
  bench.Answer(LevelsText(R"({"id":"x"})"));
  EXPECT_EQ(Read().error().kind, ErrorKind::kInvalid);
  bench.Answer(LevelsText(LevelText("2026-11-01T10:00:00Z", {"2001"})));
  bench.AnswerFailure(ErrorKind::kAmbiguous);
  EXPECT_EQ(Read().error().kind, ErrorKind::kUnavailable);
}

TEST_F(ShopifyChangesTest, RefusesTheCursorOfAnotherRead) {
  for (const std::string cursor : {"all:c2", "bulk:1:2:3:4:5", "levels:7:c2", "no cursor"}) {
    EXPECT_EQ(Read(Cursor(cursor)).error().kind, ErrorKind::kInvalid) << cursor;
  }
  EXPECT_TRUE(bench.transport.sent.empty());
}

TEST_F(ShopifyChangesTest, RefusesToReadUpToATimeThatIsTheShopsFuture) {
  const auto answer_at = [&](const std::string& date, std::string body) {
    bench.transport.script.emplace_back(
        HttpResponse{200, {{"Content-Type", "application/json"}, {"Date", date}}, std::move(body)});
  };
  const std::string orders = R"({"data":{"orders":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}}})";
  const OrderWindow window{kSince, kSince + std::chrono::hours(1)};

  answer_at("Sun, 01 Nov 2026 09:00:00 GMT", LevelsText(""));  // Ours is an hour ahead.
  EXPECT_EQ(Read().error().kind, ErrorKind::kInvalid);
  answer_at("Sun, 01 Nov 2026 11:00:00 GMT", LevelsText(""));  // Ours is an hour behind: read again, no gap.
  EXPECT_TRUE(Read().has_value());
  answer_at("Sun, 01 Nov 2026 10:00:00 GMT", orders);
  EXPECT_EQ(bench.connector.reader->ListOrders(bench.run, window, std::nullopt).error().kind, ErrorKind::kInvalid);
  answer_at("Sun, 01 Nov 2026 10:55:00 GMT", orders);
  EXPECT_TRUE(bench.connector.reader->ListOrders(bench.run, window, std::nullopt).has_value());
}

}  // namespace
}  // namespace riff::shopify
