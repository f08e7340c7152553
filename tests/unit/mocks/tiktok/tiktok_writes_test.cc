#include "tests/unit/mocks/tiktok/tiktok_rig.h"

namespace riff::sim {
namespace {

class TiktokWritesTest : public TiktokFaceTest {
 protected:
  std::int64_t Post(const std::string& body) { return Send("POST", "/product/202309/products", body); }
  std::int64_t Patch(const RemoteId& remote, const std::string& body) {
    return Send("POST", "/product/202509/products/" + ProductOf(remote) + "/partial_edit", body);
  }
  // The usual body with one text put in another's place.
  std::string With(const std::string& from, const std::string& to) {
    std::string body = NewProduct();
    body.replace(body.find(from), from.size(), to);
    return body;
  }
  std::size_t Rows() {
    std::size_t rows = 0;
    rig.mock.With([&](Market& market, Faults&) { rows = market.rows().size(); });
    return rows;
  }
};

TEST_F(TiktokWritesTest, ACreatedProductIsOnSale) {
  const RemoteId remote = Create(NewProduct(R"(,"is_pre_owned":true,"external_product_id":"INV-1")"));

  EXPECT_EQ(StatusOf(ProductOf(remote)), "ACTIVATE");
  EXPECT_EQ(*Data().Text("external_product_id"), "INV-1");
  EXPECT_EQ(rig.Of(remote).sku, Sku("GTR-1"));
  EXPECT_EQ(rig.Of(remote).price.minor, 189900);
  EXPECT_TRUE(rig.Buy(remote));
}

TEST_F(TiktokWritesTest, ADraftReachesNobody) {
  const RemoteId remote = Create(
      R"({"save_mode":"AS_DRAFT","title":"Draft","category_id":"801928","category_version":"v2","skus":[{"seller_sku":"D",)"
      R"("price":{"amount":"1.00","currency":"USD"},"inventory":[{"quantity":1}]}]})");

  EXPECT_EQ(StatusOf(ProductOf(remote)), "DRAFT");
  EXPECT_FALSE(rig.Buy(remote));
  ASSERT_EQ(Change("activate", ProductOf(remote)), 0);
  EXPECT_EQ(StatusOf(ProductOf(remote)), "ACTIVATE");
}

TEST_F(TiktokWritesTest, ARepeatWithTheSameKeyMakesNoSecondProduct) {
  const std::string body = NewProduct(R"(,"idempotency_key":"create-1")");
  const RemoteId first = Create(body);
  EXPECT_EQ(Create(body), first);
  EXPECT_EQ(Rows(), 1u);
  EXPECT_NE(Create(NewProduct(R"(,"idempotency_key":"create-2")")), first);
}

TEST_F(TiktokWritesTest, AnExternalIdIsTakenOnce) {
  const RemoteId first = Create(NewProduct(R"(,"external_product_id":"INV-1")"));
  EXPECT_EQ(Post(NewProduct(R"(,"external_product_id":"INV-1")")), 12052996);
  EXPECT_EQ(Rows(), 1u);
  ASSERT_EQ(Change("delete", ProductOf(first)), 0);
  EXPECT_EQ(Post(NewProduct(R"(,"external_product_id":"INV-1")")), 0) << "free again";
}

TEST_F(TiktokWritesTest, RefusesProductsThatAreWrong) {
  EXPECT_EQ(Post("no JSON"), 36009004);
  EXPECT_EQ(Post(With("1964 Jazzmaster", "")), 12052931);
  EXPECT_EQ(Post(With("1964 Jazzmaster", "Tom &amp; Jerry")), 12052931);
  EXPECT_EQ(Post(With("1964 Jazzmaster", "Loud!!!!!!!!!!")), 12052931);
  EXPECT_EQ(Post(With("1964 Jazzmaster", "Guitar \xF0\x9F\x8E\xB8")), 12052931);
  EXPECT_EQ(Post(With("1964 Jazzmaster",
                      [] {
                        std::string title;
                        for (int i = 0; i < 64; ++i) {
                          title += "abcd";
                        }
                        return title;
                      }())),
            12052051);
  EXPECT_EQ(Post(With("<p>Good</p>", "")), 12052015);
  EXPECT_EQ(Post(With("<p>Good</p>", "<script>x</script>")), 12052345);
  EXPECT_EQ(Post(With(R"("category_version":"v2")", R"("category_version":"v1")")), 12052217);
  EXPECT_EQ(Post(With("801928", "801900")), 12052024) << "not a leaf";
  EXPECT_EQ(Post(With("801928", "1")), 12052230);
  EXPECT_EQ(Post(With(R"({"uri":"tos-example/1"})", "")), 12052028);
  EXPECT_EQ(Post(NewProduct("", std::string(51, 'x'))), 12052054);
  EXPECT_EQ(Post(With(Key("warehouse"), "1")), 12052097);
  EXPECT_EQ(Post(NewProduct("", "GTR-1", 100000)), 12052055);
  EXPECT_EQ(Post(NewProduct(R"(,"is_pre_owned":true)", "GTR-1", 2)), 12052159);
  EXPECT_EQ(Post(With(R"("price":{"amount":"1899.00","currency":"USD"},)", "")), 12052073);
  EXPECT_EQ(Post(With(R"("skus":[)", R"("skus":[{"seller_sku":"other"},)")), 12019015);
  EXPECT_EQ(Rows(), 0u);
}

TEST_F(TiktokWritesTest, AnUnknownBrandIsDroppedWithAWarning) {
  Create(NewProduct(R"(,"brand_id":"123")"));
  EXPECT_EQ(Values(Data().Array("warnings")).size(), 1u);
  const RemoteId known = Create(NewProduct(R"(,"brand_id":")" + TiktokBrandId("Fender") + R"(")"));
  EXPECT_FALSE(Data().Find("warnings"));
  EXPECT_EQ(rig.Of(known).content.brand, "Fender");
}

TEST_F(TiktokWritesTest, AnAuditTakesItsTime) {
  rig.Put("audit_delay_ms", "60000");
  const RemoteId remote = Create(NewProduct());

  EXPECT_EQ(StatusOf(ProductOf(remote)), "PENDING");
  EXPECT_EQ(*Data().Get("audit")->Text("status"), "AUDITING");
  EXPECT_EQ(Send("GET", "/product/202309/products/" + ProductOf(remote), "", {{"return_under_review_version", "true"}}),
            0);
  EXPECT_EQ(Patch(remote, R"({"title":"Other"})"), 12052901) << "not while it is pending";
  EXPECT_EQ(SetStock(remote, 1), 12052901);
  EXPECT_FALSE(rig.Buy(remote));
  rig.clock.Advance(std::chrono::minutes(1));
  EXPECT_EQ(StatusOf(ProductOf(remote)), "ACTIVATE");

  ASSERT_EQ(Change("deactivate", ProductOf(remote)), 0);
  ASSERT_EQ(Change("activate", ProductOf(remote)), 0);
  EXPECT_EQ(StatusOf(ProductOf(remote)), "PENDING") << "activation audits again";
}

TEST_F(TiktokWritesTest, AnAuditCanFail) {
  rig.Put("audit_fails", "", "tiktok.product.create");
  const RemoteId remote = Create(NewProduct());

  EXPECT_EQ(StatusOf(ProductOf(remote)), "FAILED");
  EXPECT_EQ(Values(Data().Array("audit_failed_reasons")).size(), 1u);
  ASSERT_EQ(Change("activate", ProductOf(remote)), 0);
  EXPECT_EQ(StatusOf(ProductOf(remote)), "ACTIVATE") << "submitted again";
}

TEST_F(TiktokWritesTest, APartialEditChangesWhatItNames) {
  const RemoteId remote = Create(NewProduct(R"(,"external_product_id":"INV-1")"));

  ASSERT_EQ(Patch(remote, R"({"title":"1965 Jazzmaster"})"), 0);
  EXPECT_EQ(rig.Of(remote).content.title, "1965 Jazzmaster");
  EXPECT_EQ(rig.Of(remote).content.description, "<p>Good</p>");
  EXPECT_EQ(rig.Of(remote).price.minor, 189900);
  ASSERT_EQ(
      Patch(remote, R"({"skus":[{"id":")" + SkuOf(remote) + R"(","price":{"amount":"1700.00","currency":"USD"}}]})"),
      0);
  EXPECT_EQ(rig.Of(remote).price.minor, 170000);
  EXPECT_EQ(Patch(remote, "{}"), 36009004);
  EXPECT_EQ(Patch(remote, R"({"skus":[{"id":"1"}]})"), 12052557);
  EXPECT_EQ(Patch(RemoteId("1/1"), R"({"title":"x"})"), 12052032);
}

TEST_F(TiktokWritesTest, SkusLeftOutOfAPartialEditAreDeleted) {
  const RemoteId remote = Create(NewProduct());

  ASSERT_EQ(Patch(remote, R"({"skus":[{"seller_sku":"NEW","price":{"amount":"5.00","currency":"USD"},)"
                          R"("inventory":[{"quantity":1}]}]})"),
            0);
  const std::string sku_id = *Values(Data().Array("skus"))[0].Text("id");
  EXPECT_NE(sku_id, SkuOf(remote));
  EXPECT_EQ(SetStock(remote, 0), 0);
  EXPECT_EQ(*Values(Data().Array("errors"))[0].Integer("code"), 12052557) << "the old SKU is gone";
  EXPECT_EQ(Send("POST", "/product/202309/inventory/search", R"({"sku_ids":[")" + sku_id + R"("]})"), 0);
  EXPECT_EQ(Values(Data().Array("inventory")).size(), 1u);
}

TEST_F(TiktokWritesTest, AnEditReplacesTheProductWhole) {
  const RemoteId remote = Create(NewProduct(R"(,"external_product_id":"INV-1")"));
  std::string body = NewProduct();
  body.replace(body.find(R"("seller_sku")"), 0, R"("id":")" + SkuOf(remote) + R"(",)");

  ASSERT_EQ(Send("PUT", "/product/202509/products/" + ProductOf(remote), body), 0) << last.body;
  EXPECT_EQ(ExtraOf(rig.Of(remote).extras, "external_product_id"), "") << "wiped, since it was left out";
  EXPECT_EQ(Send("PUT", "/product/202509/products/" + ProductOf(remote), R"({"title":"only this"})"), 12052015);
}

}  // namespace
}  // namespace riff::sim
