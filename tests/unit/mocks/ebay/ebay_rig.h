#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "connectors/xml/xml.h"
#include "engine/base/digest.h"
#include "tests/unit/mocks/wire_rig.h"

namespace riff::sim {

// One simulated eBay account, and a client that has a token for it.
class EbayFaceTest : public testing::Test {
 protected:
  explicit EbayFaceTest(Environment environment = Environment::kSandbox, Access production = Access::kReadOnly)
      : rig({Platform::kEbay, environment}, MakeEbayFace, production,
            [this](const WebhookMessage& message) { return Receive(message); }) {
    token = Mint("grant_type=refresh_token&refresh_token=" + Key("refresh_token"));
  }

  // What the seller's receiver answers; a test says otherwise by `receive`.
  WebhookReply Receive(const WebhookMessage& message) {
    received.push_back(message);
    return receive ? receive(message) : WebhookReply{200, ""};
  }

  std::string Key(std::string_view name) { return rig.mock.credentials().Key(name); }
  ServerResponse Ask(const std::string& form, const std::string& client = "", const std::string& secret = "") {
    const std::string basic =
        (client.empty() ? Key("client_id") : client) + ":" + (secret.empty() ? Key("client_secret") : secret);
    return rig.mock.Handle(Request(
        "POST", "/identity/v1/oauth2/token",
        {{"Authorization", "Basic " + Base64Encode(basic)}, {"Content-Type", "application/x-www-form-urlencoded"}},
        form));
  }
  std::string Mint(const std::string& form) {
    const auto answer = JsonDocument::Parse(Ask(form).body);
    return answer->root().Text("access_token").value_or("");
  }
  ServerResponse Send(const std::string& method, const std::string& target, const std::string& body = "") {
    last = rig.mock.Handle(Request(method, target,
                                   {{"Authorization", "Bearer " + token},
                                    {"Content-Type", "application/json"},
                                    {"Content-Language", "en-US"},
                                    {"Accept-Language", "en-US"},
                                    {"Host", "mock.example:9000"}},
                                   body));
    return last;
  }
  ServerResponse Inventory(const std::string& method, const std::string& path, const std::string& body = "") {
    return Send(method, "/sell/inventory/v1/" + path, body);
  }
  JsonDocument Json(const std::string& method, const std::string& target, const std::string& body = "") {
    Send(method, target, body);
    auto document = JsonDocument::Parse(last.body);
    EXPECT_TRUE(document) << last.status << " " << last.body;
    return document ? *std::move(document) : *JsonDocument::Parse("{}");
  }
  // The first error's id of an answer; 0 when there is none.
  static std::int64_t ErrorOf(const ServerResponse& response) {
    const auto document = JsonDocument::Parse(response.body);
    const auto errors = document ? document->root().OptionalArray("errors") : std::vector<JsonValue>{};
    return errors && !errors->empty() ? *errors->front().Integer("errorId") : 0;
  }
  JsonDocument OfferOf(const std::string& offer_id) { return Json("GET", "/sell/inventory/v1/offer/" + offer_id); }

  static std::string ItemBody(int quantity, const std::string& more = "") {
    return R"({"availability":{"shipToLocationAvailability":{"quantity":)" + std::to_string(quantity) +
           R"(}},"condition":"USED_EXCELLENT","product":{"title":"1964 Jazzmaster","description":"<p>Good</p>",)" +
           R"("aspects":{"Brand":["Fender"],"Model":["Jazzmaster"]},"imageUrls":["https://img.example.invalid/1.jpg"]})" +
           more + "}";
  }
  std::string OfferBody(const std::string& sku, int quantity, const std::string& price = "499.00") {
    return R"({"sku":")" + sku + R"(","marketplaceId":"EBAY_US","format":"FIXED_PRICE","availableQuantity":)" +
           std::to_string(quantity) + R"(,"categoryId":"33034","listingDuration":"GTC","merchantLocationKey":")" +
           Key("location") + R"(","includeCatalogProductDetails":false,"listingDescription":"<p>Good</p>",)" +
           R"("pricingSummary":{"price":{"value":")" + price + R"(","currency":"USD"}},"listingPolicies":{)" +
           R"("fulfillmentPolicyId":")" + Key("fulfillment_policy") + R"(","paymentPolicyId":")" +
           Key("payment_policy") + R"(","returnPolicyId":")" + Key("return_policy") + R"("}})";
  }
  // Item and offer, not published. Returns the offer's id.
  std::string MakeOffer(const std::string& sku, int quantity) {
    EXPECT_EQ(Inventory("PUT", "inventory_item/" + sku, ItemBody(quantity)).status, 204) << last.body;
    const JsonDocument made = Json("POST", "/sell/inventory/v1/offer", OfferBody(sku, quantity));
    EXPECT_EQ(last.status, 201) << last.body;
    return made.root().Text("offerId").value_or("");
  }
  std::string Publish(const std::string& offer_id) {
    const JsonDocument made = Json("POST", "/sell/inventory/v1/offer/" + offer_id + "/publish", "{}");
    EXPECT_EQ(last.status, 200) << last.body;
    return made.root().Text("listingId").value_or("");
  }
  // Both quantities of one SKU, as the sheet's main stock call writes them.
  static std::string StockBody(const std::string& sku, const std::string& offer_id, int item, int offer) {
    return R"({"requests":[{"sku":")" + sku + R"(","shipToLocationAvailability":{"quantity":)" + std::to_string(item) +
           R"(},"offers":[{"offerId":")" + offer_id + R"(","availableQuantity":)" + std::to_string(offer) + "}]}]}";
  }

  // A Trading call, the fields of its request as XML.
  XmlDocument Trade(const std::string& name, const std::string& fields) {
    last = rig.mock.Handle(
        Request("POST", "/ws/api.dll",
                {{"X-EBAY-API-CALL-NAME", name},
                 {"X-EBAY-API-SITEID", "0"},
                 {"X-EBAY-API-COMPATIBILITY-LEVEL", "1423"},
                 {"X-EBAY-API-IAF-TOKEN", token},
                 {"Content-Type", "text/xml"}},
                "<" + name + "Request xmlns=\"urn:ebay:apis:eBLBaseComponents\">" + fields + "</" + name + "Request>"));
    EXPECT_EQ(last.status, 200) << "faults are told in the body";
    auto document = XmlDocument::Parse(last.body);
    EXPECT_TRUE(document) << last.body;
    return *std::move(document);
  }
  static std::string Ack(const XmlDocument& document) { return document.root().Text("Ack").value_or(""); }
  static std::int64_t CodeOf(const XmlDocument& document) {
    const auto errors = document.root().Find("Errors");
    return errors ? errors->Integer("ErrorCode").value_or(0) : 0;
  }

  std::vector<WebhookMessage> received;
  std::function<WebhookReply(const WebhookMessage&)> receive;
  ChannelRig rig;
  std::string token;
  ServerResponse last;
};

class EbayProductionTest : public EbayFaceTest {
 protected:
  EbayProductionTest() : EbayFaceTest(Environment::kProduction) {}
};

}  // namespace riff::sim
