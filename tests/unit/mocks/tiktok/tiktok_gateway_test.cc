#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/unit/mocks/tiktok/tiktok_rig.h"

namespace riff::sim {
namespace {

const std::string kShops = "/authorization/202309/shops";
const std::string kSearch = "/product/202502/products/search";

TEST(TiktokSignature, AgreesWithThePlatformsOwnExample) {
  const ServerRequest request = Request("GET", kShops + "?app_key=29a39d&timestamp=1623812664");
  EXPECT_EQ(SignTiktokRequest(request, "e59af819cc"),
            "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8");
}

TEST(TiktokSignature, AgreesWithEveryVectorAndNoCorruptedTwin) {
  const char* folder = std::getenv("RIFF_CONTRACTS");
  std::ifstream file(std::string(folder == nullptr ? "" : folder) + "/tiktok/signature_vectors.json");
  std::ostringstream text;
  text << file.rdbuf();
  const Result<JsonDocument> vectors = JsonDocument::Parse(text.str());
  if (!vectors) {
    GTEST_SKIP() << "RIFF_CONTRACTS names no folder with TikTok's vectors";
  }

  for (const JsonValue& vector : Values(vectors->root().Array("vectors"))) {
    ServerRequest request =
        Request(*vector.Text("method"), *vector.Text("wire_target"), {{"Content-Type", *vector.Text("content_type")}});
    request.body = vector.OptionalText("body")->value_or("");
    EXPECT_EQ(SignTiktokRequest(request, *vector.Text("app_secret")), *vector.Text("sign")) << *vector.Text("id");
  }
  for (const JsonValue& twin : Values(vectors->root().Array("refused"))) {
    QueryPairs query;
    for (const std::string& name : twin.Get("query")->Keys()) {
      query.emplace_back(name, *twin.Get("query")->Text(name));
    }
    ServerRequest request = Request("POST", *twin.Text("path") + "?" + EncodeQuery(query),
                                    {{"Content-Type", "application/json"}}, *twin.Text("body"));
    EXPECT_NE(SignTiktokRequest(request, "sandbox-app-secret"), *twin.Text("sign")) << *twin.Text("why");
  }
}

TEST_F(TiktokFaceTest, EveryAnswerIsAnEnvelopeWithADate) {
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 0);
  EXPECT_EQ(Message(), "Success");
  const std::string first = *answer.root().Text("request_id");
  EXPECT_EQ(HeaderIn(last, "Date"), "Fri, 20 Nov 2026 12:00:00 GMT");
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 0);
  EXPECT_NE(*answer.root().Text("request_id"), first);
  EXPECT_EQ(Code(Request("GET", "/nothing")), 36009009);
  EXPECT_EQ(last.status, 404);
  EXPECT_EQ(Code(Request("PUT", kShops)), 36009010);
}

TEST_F(TiktokFaceTest, RefusesSignaturesThatAreWrong) {
  const std::string path = "/logistics/202309/warehouses";
  ServerRequest request = Signed("GET", path);
  request.target += "&page_size=1";
  EXPECT_EQ(Code(request), 106001) << "a pair that was not signed";
  request = Signed("POST", kSearch, R"({"status":"ALL"})");
  request.body = R"({"status": "ALL"})";
  EXPECT_EQ(Code(request), 106001) << "the bytes count, not their meaning";
  secret = "another";
  EXPECT_EQ(Send("GET", path), 106001);
  EXPECT_EQ(last.status, 401);
  EXPECT_EQ(Code(Request("GET", path + "?app_key=" + Key("app_key") +
                                    "&timestamp=" + std::to_string(TiktokSeconds(rig.clock.Now())))),
            36009004);
  EXPECT_NE(Message().find("signature"), std::string::npos);
  EXPECT_EQ(Code(Request("GET", path + "?app_key=stranger&timestamp=1")), 36009004);
  EXPECT_EQ(last.status, 400);
}

TEST_F(TiktokFaceTest, ATimestampMayBeFiveMinutesOldAndThirtySecondsAhead) {
  const auto code = [&](std::int64_t seconds) {
    skew = seconds;
    return Send("GET", "/logistics/202309/warehouses");
  };

  EXPECT_EQ(code(-300), 0);
  EXPECT_EQ(code(30), 0);
  EXPECT_EQ(code(-301), 36009004);
  EXPECT_NE(Message().find("earlier than 5 minutes"), std::string::npos);
  EXPECT_EQ(code(31), 36009004);
  EXPECT_NE(Message().find("exceed the current time"), std::string::npos);
  EXPECT_EQ(HeaderIn(last, "Date"), "Fri, 20 Nov 2026 12:00:00 GMT") << "by which a client finds its clock wrong";
}

TEST_F(TiktokFaceTest, SomePathsWantTheCipherAndSomeRefuseIt) {
  EXPECT_EQ(Send("GET", kShops), 36009004);
  EXPECT_NE(Message().find("shop_cipher"), std::string::npos);
  cipher = "";
  EXPECT_EQ(Send("GET", kShops), 0);
  const JsonValue shop = Values(Data().Array("shops"))[0];
  EXPECT_EQ(*shop.Text("cipher"), Key("shop_cipher"));
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 106013);
  cipher = CredentialsFor({Platform::kTiktok, Environment::kProduction}, Access::kReadOnly).Key("shop_cipher");
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 101000) << "another shop's";
}

TEST_F(TiktokFaceTest, CredentialErrorsCanComeWithAnyStatus) {
  token = "stranger";
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 36009004);
  EXPECT_EQ(last.status, 401);
  rig.Put("credential_status", "200");
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 36009004);
  EXPECT_EQ(last.status, 200);
  token = "";
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 105002);
}

class TiktokTokensTest : public TiktokFaceTest {
 protected:
  std::int64_t Refresh(const std::string& refresh_token) {
    return Code(Request("GET", "/api/v2/token/refresh?" + EncodeQuery({{"app_key", Key("app_key")},
                                                                       {"app_secret", Key("app_secret")},
                                                                       {"refresh_token", refresh_token},
                                                                       {"grant_type", "refresh_token"}})));
  }
  std::int64_t Get(const std::string& code, const std::string& app_secret) {
    return Code(Request("GET", "/api/v2/token/get?" + EncodeQuery({{"app_key", Key("app_key")},
                                                                   {"app_secret", app_secret},
                                                                   {"auth_code", code},
                                                                   {"grant_type", "authorized_code"}})));
  }
};

TEST_F(TiktokTokensTest, ARefreshGivesANewPairAndKillsTheOld) {
  const std::string old_refresh = Key("refresh_token");
  ASSERT_EQ(Refresh(old_refresh), 0);
  const std::string access = *Data().Text("access_token");
  const std::string refresh = *Data().Text("refresh_token");
  EXPECT_EQ(*Data().Integer("access_token_expire_in"), TiktokSeconds(rig.clock.Now()) + 604800)
      << "a point in time, not a span";

  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 105002) << "the old access token";
  token = access;
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 0);
  EXPECT_EQ(Refresh(old_refresh), 36004005);
  EXPECT_EQ(Refresh(refresh), 0);
  EXPECT_NE(*Data().Text("refresh_token"), refresh);
}

TEST_F(TiktokTokensTest, TokensExpireByTheClock) {
  rig.clock.Advance(std::chrono::days(7));
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 105002);
  ASSERT_EQ(Refresh(Key("refresh_token")), 0);
  const std::string refresh = *Data().Text("refresh_token");
  token = *Data().Text("access_token");
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 0);

  rig.clock.Advance(std::chrono::days(365));
  EXPECT_EQ(Refresh(refresh), 36004001);
}

TEST_F(TiktokTokensTest, AnAuthCodeWorksOnce) {
  EXPECT_EQ(Get("CODE-1", Key("app_secret")), 0);
  EXPECT_EQ(Get("CODE-1", Key("app_secret")), 36004004);
  EXPECT_EQ(Get("", Key("app_secret")), 36004004);
  EXPECT_EQ(Get("CODE-2", "wrong"), 36009004);
  EXPECT_EQ(Refresh("stranger"), 36004005);
}

TEST_F(TiktokTokensTest, ALostAnswerToARefreshStrandsTheClient) {
  rig.Put("timeout_after", "", "tiktok.token.refresh");
  rig.mock.Handle(Request("GET", "/api/v2/token/refresh?" + EncodeQuery({{"app_key", Key("app_key")},
                                                                         {"app_secret", Key("app_secret")},
                                                                         {"refresh_token", Key("refresh_token")},
                                                                         {"grant_type", "refresh_token"}})));
  rig.Put(std::vector<FaultRule>{});
  EXPECT_EQ(Refresh(Key("refresh_token")), 36004005);
}

TEST_F(TiktokProductionTest, ReadsAndNeverWrites) {
  const RemoteId remote = rig.mock.Seed(Guitar("GTR-1"));

  EXPECT_EQ(StatusOf(ProductOf(remote)), "ACTIVATE");
  EXPECT_EQ(SetStock(remote, 0), 105005);
  EXPECT_EQ(Change("deactivate", ProductOf(remote)), 105005);
  EXPECT_EQ(rig.Of(remote).available, Quantity(1));
  Code(Request("GET", "/api/v2/token/refresh?" + EncodeQuery({{"app_key", Key("app_key")},
                                                              {"app_secret", Key("app_secret")},
                                                              {"refresh_token", Key("refresh_token")},
                                                              {"grant_type", "refresh_token"}})));
  for (const JsonValue& scope : Values(Data().Array("granted_scopes"))) {
    EXPECT_EQ(scope.AsText()->find("write"), std::string::npos);
  }
}

TEST_F(TiktokFaceTest, TooManyCallsASecondAreRefused) {
  rig.Put("calls_per_second", "2");
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 0);
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 0);
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 36009002);
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(HeaderIn(last, "Retry-After"), "");
  EXPECT_EQ(Send("POST", kSearch, "{}"), 0) << "each operation has its own budget";
  rig.clock.Advance(std::chrono::seconds(1));
  EXPECT_EQ(Send("GET", "/logistics/202309/warehouses"), 0);
}

TEST_F(TiktokFaceTest, ARefusalForPaceMayNameATime) {
  FaultRule pace;
  pace.fault = "calls_per_second";
  pace.parameters["value"] = "1";
  FaultRule time;
  time.fault = "retry_after";
  time.parameters["value"] = "1";
  rig.Put({pace, time});
  Send("GET", "/logistics/202309/warehouses");
  Send("GET", "/logistics/202309/warehouses");
  EXPECT_EQ(HeaderIn(last, "Retry-After"), "1");
}

TEST_F(TiktokFaceTest, EveryCallIsClassifiedFromTheRequestAlone) {
  const auto of = [](const std::string& method, const std::string& target) {
    ChannelRig fresh({Platform::kTiktok, Environment::kSandbox}, MakeTiktokFace);
    fresh.mock.Handle(Request(method, target));
    return fresh.mock.RequestsSince(0).front().classified;
  };

  EXPECT_EQ(of("POST", kSearch).operation, "tiktok.product.search");
  EXPECT_EQ(of("POST", kSearch).effect, Effect::kReads);
  EXPECT_EQ(of("DELETE", "/product/202309/products").operation, "tiktok.product.delete");
  EXPECT_EQ(of("POST", "/product/202309/products/activate").operation, "tiktok.product.activate");
  EXPECT_EQ(of("GET", "/api/v2/token/refresh").effect, Effect::kReads);
  EXPECT_EQ(of("POST", "/nothing").effect, Effect::kChanges);
}

TEST_F(TiktokFaceTest, TheShopHasASalesWarehouseAndOneForReturns) {
  ASSERT_EQ(Send("GET", "/logistics/202309/warehouses"), 0);
  const auto warehouses = Values(Data().Array("warehouses"));
  ASSERT_EQ(warehouses.size(), 2u);
  EXPECT_EQ(*warehouses[0].Text("type"), "RETURN_WAREHOUSE");
  EXPECT_EQ(*warehouses[1].Text("id"), Key("warehouse"));
  EXPECT_EQ(*warehouses[1].Text("effect_status"), "ENABLED");
}

TEST_F(TiktokFaceTest, CategoriesBrandsAndPicturesAreThere) {
  ASSERT_EQ(Send("GET", "/product/202309/categories"), 0);
  EXPECT_FALSE(*Values(Data().Array("categories"))[0].Bool("is_leaf"));
  ASSERT_EQ(Send("GET", "/product/202309/brands", "", {{"brand_name", "Fender"}}), 0);
  const auto brands = Values(Data().Array("brands"));
  ASSERT_EQ(brands.size(), 1u);
  EXPECT_EQ(*brands[0].Text("id"), TiktokBrandId("Fender"));
  ASSERT_EQ(Send("GET", "/product/202309/brands", "", {{"page_size", "2"}}), 0);
  EXPECT_EQ(Values(Data().Array("brands")).size(), 2u);
  EXPECT_NE(*Data().Text("next_page_token"), "");

  cipher = "";
  ServerRequest upload = Signed("POST", "/product/202309/images/upload");
  upload.headers.back().value = "multipart/form-data; boundary=b";
  upload.body = "--b\r\nContent-Disposition: form-data; name=\"data\"; filename=\"1.jpg\"\r\n\r\nJPEG\r\n--b--\r\n";
  EXPECT_EQ(Code(upload), 0) << "the body is not signed: " << last.body;
  EXPECT_NE(Data().Text("uri").value_or(""), "");
}

}  // namespace
}  // namespace riff::sim
