#include <set>

#include "tests/unit/mocks/tiktok/tiktok_rig.h"

namespace riff::sim {
namespace {

const std::string kSearch = "/product/202502/products/search";

class TiktokSearchTest : public TiktokFaceTest {
 protected:
  std::int64_t Search(const std::string& body = "{}", const QueryPairs& query = {}) {
    return Send("POST", kSearch, body, query);
  }
  std::vector<std::string> Skus(const std::string& body = "{}") {
    EXPECT_EQ(Search(body), 0) << last.body;
    std::vector<std::string> skus;
    for (const JsonValue& product : Values(Data().Array("products"))) {
      skus.push_back(*Values(product.Array("skus"))[0].Text("seller_sku"));
    }
    return skus;
  }
  using Found = std::vector<std::string>;
};

TEST_F(TiktokSearchTest, PagesByTokensThatMustBeEncodedAndSigned) {
  for (int i = 0; i < 5; ++i) {
    rig.mock.Seed(Guitar("GTR-" + std::to_string(i)));
  }

  std::set<std::string> ids;
  QueryPairs query = {{"page_size", "2"}};
  int pages = 0;
  for (std::string next = "first"; !next.empty(); ++pages) {
    ASSERT_EQ(Search("{}", query), 0);
    for (const JsonValue& product : Values(Data().Array("products"))) {
      ids.insert(*product.Text("id"));
    }
    EXPECT_EQ(*Data().Integer("total_count"), 5);
    next = *Data().Text("next_page_token");
    if (!next.empty()) {
      EXPECT_NE(next.find('+'), std::string::npos) << next;
      EXPECT_NE(next.find('/'), std::string::npos) << next;
      EXPECT_TRUE(next.ends_with("==")) << next;
    }
    query = {{"page_size", "2"}, {"page_token", next}};
  }

  EXPECT_EQ(pages, 3);
  EXPECT_EQ(ids.size(), 5u);
  rig.Put("last_token", "absent");
  ASSERT_EQ(Search(), 0);
  EXPECT_FALSE(Data().Find("next_page_token"));
  ASSERT_EQ(Search("{}", {{"page_token", "a+b/c=="}}), 0);
  EXPECT_TRUE(Values(Data().Array("products")).empty()) << "a token that cannot be read";
}

TEST_F(TiktokSearchTest, RefusesSizesAndFiltersThatAreWrong) {
  EXPECT_EQ(Search("{}", {{"page_size", "101"}}), 36009004);
  EXPECT_EQ(Search("{}", {{"page_size", "0"}}), 36009004);
  EXPECT_EQ(Search("{}", {{"page_size", "many"}}), 36009004);
  EXPECT_EQ(Search(R"({"status":"LIVE"})"), 36009004);
  EXPECT_EQ(Search("[]"), 36009004);
  EXPECT_EQ(Search(R"({"update_time_ge":"soon"})"), 12019119);
  EXPECT_EQ(Search(R"({"create_time_le":"soon"})"), 12019118);
  EXPECT_EQ(Search(R"({"seller_skus":["1","2","3","4","5","6","7","8","9","10","11"]})"), 12019027);
  EXPECT_EQ(Search(R"({"sku_ids":["1","2","3","4","5","6","7","8","9","10","11"]})"), 12019087);
  EXPECT_EQ(Search(""), 0) << "no body, no filter";
}

TEST_F(TiktokSearchTest, FiltersBySkuStateAndTime) {
  rig.mock.Seed(Guitar("GTR-1"));
  const RemoteId second = rig.mock.Seed(Guitar("GTR-2"));
  const RemoteId third = rig.mock.Seed(Guitar("GTR-3"));
  rig.clock.Advance(std::chrono::minutes(10));
  ASSERT_EQ(Change("deactivate", ProductOf(second)), 0);
  ASSERT_EQ(Change("delete", ProductOf(third)), 0);
  const std::int64_t now = TiktokSeconds(rig.clock.Now());

  EXPECT_EQ(Skus(), (Found{"GTR-1", "GTR-2"})) << "ALL leaves out what was deleted";
  EXPECT_EQ(Skus(R"({"status":"DELETED"})"), Found{"GTR-3"});
  EXPECT_EQ(Skus(R"({"status":"SELLER_DEACTIVATED"})"), Found{"GTR-2"});
  EXPECT_EQ(Skus(R"({"seller_skus":["GTR-2","GTR-9"]})"), Found{"GTR-2"});
  EXPECT_EQ(Skus(R"({"sku_ids":[")" + SkuOf(second) + R"("]})"), Found{"GTR-2"});
  EXPECT_EQ(Skus(R"({"update_time_ge":)" + std::to_string(now) + R"(,"update_time_le":)" + std::to_string(now) + "}"),
            Found{"GTR-2"})
      << "both ends belong to the window";
  EXPECT_EQ(Skus(R"({"update_time_le":)" + std::to_string(now - 1) + "}"), Found{"GTR-1"});
  EXPECT_EQ(Skus(R"({"create_time_ge":)" + std::to_string(now) + "}"), Found{});
}

TEST_F(TiktokSearchTest, CannotBePagedBeyondItsCap) {
  for (int i = 0; i < 5; ++i) {
    rig.mock.Seed(Guitar("GTR-" + std::to_string(i)));
  }
  rig.Put("search_results_max", "3");

  EXPECT_EQ(Search("{}", {{"page_size", "3"}}), 0);
  const std::string next = *Data().Text("next_page_token");
  EXPECT_EQ(*Data().Integer("total_count"), 5);
  EXPECT_EQ(Search("{}", {{"page_size", "3"}, {"page_token", next}}), 12052180);
  EXPECT_EQ(Search(R"({"seller_skus":["GTR-1"]})", {{"page_size", "3"}}), 0) << "a narrower filter";
}

TEST_F(TiktokSearchTest, TrailsTheTruthWhileDetailAndInventoryDoNot) {
  const RemoteId remote = rig.mock.Seed(Strings("STR-1", 5));
  rig.clock.Advance(std::chrono::hours(1));
  rig.Put("index_lag_ms", "60000");
  ASSERT_EQ(SetStock(remote, 2), 0);

  const auto searched = [&] {
    EXPECT_EQ(Search(), 0);
    return *Values(Values(Values(Data().Array("products"))[0].Array("skus"))[0].Array("inventory"))[0].Integer(
        "quantity");
  };
  EXPECT_EQ(searched(), 5);
  ASSERT_EQ(Send("GET", "/product/202309/products/" + ProductOf(remote)), 0);
  EXPECT_EQ(*Values(Values(Data().Array("skus"))[0].Array("inventory"))[0].Integer("quantity"), 2);
  rig.clock.Advance(std::chrono::seconds(61));
  EXPECT_EQ(searched(), 2);
}

TEST_F(TiktokSearchTest, DuplicateRowsAndInternalErrorsComeWhenAsked) {
  rig.mock.Seed(Guitar("GTR-1"));
  rig.Put("duplicate_rows");
  EXPECT_EQ(Skus(), (Found{"GTR-1", "GTR-1"}));
  rig.Put("internal_error", "", "tiktok.product.search");
  EXPECT_EQ(Search(), 36009003);
}

TEST_F(TiktokFaceTest, DetailShowsTheProductWhole) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));

  ASSERT_EQ(Send("GET", "/product/202309/products/" + ProductOf(remote)), 0);
  EXPECT_EQ(*Data().Text("id"), ProductOf(remote));
  EXPECT_EQ(*Data().Text("status"), "ACTIVATE");
  EXPECT_EQ(*Data().Get("audit")->Text("status"), "APPROVED");
  EXPECT_EQ(*Data().Get("brand")->Text("name"), "Fender");
  EXPECT_TRUE(*Data().Bool("is_pre_owned"));
  EXPECT_EQ(*Values(Data().Array("category_chains"))[1].Text("id"), "801928");
  const JsonValue sku = Values(Data().Array("skus"))[0];
  EXPECT_EQ(*sku.Text("id"), SkuOf(remote));
  EXPECT_EQ(*sku.Get("price")->Text("sale_price"), "2450.00");

  rig.Put("detail_status_key", "product_status");
  ASSERT_EQ(Send("GET", "/product/202309/products/" + ProductOf(remote)), 0);
  EXPECT_EQ(*Data().Text("product_status"), "ACTIVATE");
  EXPECT_EQ(Send("GET", "/product/202309/products/1"), 12052032);
  EXPECT_EQ(Send("GET", "/product/202309/products/" + ProductOf(remote), "", {{"return_under_review_version", "true"}}),
            12052547);
}

TEST_F(TiktokFaceTest, StatesFollowTheSellersCalls) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));
  const std::string id = ProductOf(remote);

  ASSERT_EQ(Change("deactivate", id), 0);
  EXPECT_EQ(StatusOf(id), "SELLER_DEACTIVATED");
  EXPECT_EQ(Change("deactivate", id), 0);
  EXPECT_FALSE(Data().Find("errors")) << "a repeat is harmless";
  ASSERT_EQ(Change("activate", id), 0);
  EXPECT_EQ(StatusOf(id), "ACTIVATE");
  ASSERT_EQ(Change("recover", id), 0);
  EXPECT_EQ(*Values(Data().Array("errors"))[0].Integer("code"), 12052003);
  ASSERT_EQ(Change("delete", id), 0);
  EXPECT_EQ(StatusOf(id), "DELETED");
  ASSERT_EQ(Change("activate", id), 0);
  EXPECT_EQ(*Values(Data().Array("errors"))[0].Get("detail")->Text("product_id"), id);
  ASSERT_EQ(Change("recover", id), 0);
  EXPECT_EQ(StatusOf(id), "SELLER_DEACTIVATED");
}

TEST_F(TiktokFaceTest, StateCallsTellOfEachIdTheyCannotDo) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));

  ASSERT_EQ(
      Send("POST", "/product/202309/products/deactivate", R"({"product_ids":["1",")" + ProductOf(remote) + R"("]})"), 0)
      << "success, with an error inside";
  const auto errors = Values(Data().Array("errors"));
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(*errors[0].Integer("code"), 12052990);
  EXPECT_EQ(*Values(errors[0].Get("detail")->Array("extra_errors"))[0].Integer("code"), 12052048);
  EXPECT_EQ(rig.Of(remote).status, ListingStatus::kPaused) << "the other one was done";

  std::string many = R"("1")";
  for (int i = 0; i < 20; ++i) {
    many += R"(,"1")";
  }
  EXPECT_EQ(Send("POST", "/product/202309/products/deactivate", R"({"product_ids":[)" + many + "]}"), 12019120);
  EXPECT_EQ(Send("POST", "/product/202309/products/deactivate", R"({"product_ids":[]})"), 36009004);
  EXPECT_EQ(Send("POST", "/product/202309/products/deactivate", ""), 36009004);
}

TEST_F(TiktokFaceTest, AProductEndedByThePlatformCannotBeActivated) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));
  HandEdit edit;
  edit.status = ListingStatus::kEnded;
  rig.mock.With([&](Market& market, Faults&) { EXPECT_TRUE(market.EditByHand(remote, edit)); });

  EXPECT_EQ(StatusOf(ProductOf(remote)), "PLATFORM_DEACTIVATED");
  ASSERT_EQ(Change("activate", ProductOf(remote)), 0);
  EXPECT_EQ(Values(Data().Array("errors")).size(), 1u);
}

}  // namespace
}  // namespace riff::sim
