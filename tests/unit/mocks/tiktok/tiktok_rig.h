#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "connectors/http/url.h"
#include "mocks/tiktok_answers.h"
#include "mocks/tiktok_gateway.h"
#include "mocks/tiktok_words.h"
#include "tests/unit/mocks/wire_rig.h"

namespace riff::sim {

// One simulated TikTok shop, and a client that signs for it.
class TiktokFaceTest : public testing::Test {
 protected:
  explicit TiktokFaceTest(Environment environment = Environment::kSandbox)
      : rig({Platform::kTiktok, environment}, MakeTiktokFace),
        token(Key("access_token")),
        cipher(Key("shop_cipher")),
        secret(Key("app_secret")) {}

  std::string Key(std::string_view name) { return rig.mock.credentials().Key(name); }
  ServerRequest Signed(const std::string& method, const std::string& path, const std::string& body = "",
                       QueryPairs query = {}) {
    query.emplace_back("app_key", Key("app_key"));
    query.emplace_back("timestamp", std::to_string(TiktokSeconds(rig.clock.Now()) + skew));
    if (!cipher.empty()) {
      query.emplace_back("shop_cipher", cipher);
    }
    ServerRequest request = Request(method, path + "?" + EncodeQuery(query),
                                    {{"x-tts-access-token", token}, {"Content-Type", "application/json"}}, body);
    request.target += "&sign=" + SignTiktokRequest(request, secret);
    return request;
  }
  // Sends, and returns the code.
  std::int64_t Code(const ServerRequest& request) {
    last = rig.mock.Handle(request);
    Result<JsonDocument> document = JsonDocument::Parse(last.body);
    EXPECT_TRUE(document) << last.body;
    answer = document ? *std::move(document) : *JsonDocument::Parse("{}");
    return answer.root().Integer("code").value_or(-1);
  }
  std::int64_t Send(const std::string& method, const std::string& path, const std::string& body = "",
                    const QueryPairs& query = {}) {
    return Code(Signed(method, path, body, query));
  }
  JsonValue Data() { return *answer.root().Get("data"); }
  std::string Message() { return *answer.root().Text("message"); }

  static std::string ProductOf(const RemoteId& remote) { return remote.text().substr(0, remote.text().find('/')); }
  static std::string SkuOf(const RemoteId& remote) { return remote.text().substr(remote.text().find('/') + 1); }

  std::int64_t SetStock(const RemoteId& remote, std::int64_t quantity, const std::string& warehouse = "") {
    return Send("POST", "/product/202309/products/" + ProductOf(remote) + "/inventory/update",
                R"({"skus":[{"id":")" + SkuOf(remote) + R"(","inventory":[{"warehouse_id":")" +
                    (warehouse.empty() ? Key("warehouse") : warehouse) + R"(","quantity":)" + std::to_string(quantity) +
                    "}]}]}");
  }
  std::int64_t Change(const std::string& verb, const std::string& product_id) {
    const bool remove = verb == "delete";
    return Send(remove ? "DELETE" : "POST", "/product/202309/products" + (remove ? "" : "/" + verb),
                R"({"product_ids":[")" + product_id + R"("]})");
  }
  std::string StatusOf(const std::string& product_id) {
    EXPECT_EQ(Send("GET", "/product/202309/products/" + product_id), 0) << last.body;
    return Data().Text("status").value_or("");
  }
  std::string NewProduct(const std::string& more = "", const std::string& sku = "GTR-1", std::int64_t quantity = 1) {
    return R"({"title":"1964 Jazzmaster","description":"<p>Good</p>","category_id":"801928","category_version":"v2",)"
           R"("main_images":[{"uri":"tos-example/1"}],"skus":[{"seller_sku":")" +
           sku + R"(","price":{"amount":"1899.00","currency":"USD"},"inventory":[{"warehouse_id":")" +
           Key("warehouse") + R"(","quantity":)" + std::to_string(quantity) + "}]}]" + more + "}";
  }
  // Its remote id.
  RemoteId Create(const std::string& body) {
    EXPECT_EQ(Send("POST", "/product/202309/products", body), 0) << last.body;
    return RemoteId(Data().Text("product_id").value_or("") + "/" +
                    Values(Data().OptionalArray("skus"))[0].Text("id").value_or(""));
  }

  ChannelRig rig;
  std::string token;
  std::string cipher;
  std::string secret;
  std::int64_t skew = 0;
  ServerResponse last;
  JsonDocument answer = *JsonDocument::Parse("{}");
};

class TiktokProductionTest : public TiktokFaceTest {
 protected:
  TiktokProductionTest() : TiktokFaceTest(Environment::kProduction) {}
};

}  // namespace riff::sim
