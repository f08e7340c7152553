#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/mocks/wire_rig.h"

namespace riff::sim {

inline std::string Quoted(std::string_view text) {
  JsonWriter json;
  json.Text(text);
  return json.Take();
}

// One simulated Shopify shop, asked as a client asks it.
class ShopifyTest : public testing::Test {
 protected:
  explicit ShopifyTest(Environment environment = Environment::kSandbox)
      : rig({Platform::kShopify, environment}, MakeShopifyFace) {}

  ServerResponse Post(const std::string& body, const std::string& asked_version) {
    return rig.mock.Handle(Request("POST", "/admin/api/" + asked_version + "/graphql.json",
                                   {{"X-Shopify-Access-Token", rig.mock.credentials().Key("token")},
                                    {"Content-Type", "application/json"},
                                    {"Host", "127.0.0.1:9"}},
                                   body));
  }
  JsonDocument Ask(const std::string& query, const std::string& variables = "{}", const std::string& operation = "") {
    const std::string name = operation.empty() ? "" : R"(,"operationName":)" + Quoted(operation);
    last = Post(R"({"query":)" + Quoted(query) + R"(,"variables":)" + variables + name + "}", version);
    auto document = JsonDocument::Parse(last.body);
    EXPECT_TRUE(document) << last.body;
    return *std::move(document);
  }
  // The answer's "data" as JSON.
  std::string Data(const std::string& query, const std::string& variables = "{}") {
    const JsonDocument answer = Ask(query, variables);
    EXPECT_FALSE(answer.root().Find("errors")) << last.body;
    const auto data = answer.root().Find("data");
    return data ? data->Print() : "";
  }
  // The code of the first top-level error; its message where it has no code.
  std::string ErrorCode(const std::string& query, const std::string& variables = "{}") {
    const JsonDocument answer = Ask(query, variables);
    const auto errors = answer.root().Array("errors");
    if (!errors || errors->empty()) {
      return "no errors: " + last.body;
    }
    const auto extensions = errors->front().Find("extensions");
    const auto code = extensions ? extensions->Text("code") : Result<std::string>(tl::unexpected(Error{}));
    return code.value_or(errors->front().Text("message").value_or(""));
  }
  // The code of the first userError of the only mutation asked; "" when there is none.
  std::string UserErrorCode(const std::string& query, const std::string& variables = "{}") {
    const JsonDocument answer = Ask(query, variables);
    const auto data = answer.root().Get("data");
    EXPECT_TRUE(data && !data->Keys().empty()) << last.body;
    const auto errors = data->Get(data->Keys().front())->Array("userErrors");
    EXPECT_TRUE(errors) << last.body;
    if (!errors || errors->empty()) {
      return "";
    }
    return errors->front().Find("code") ? *errors->front().Text("code") : *errors->front().Text("message");
  }

  // The next matching request, and only that.
  void PutOnce(const std::string& fault, const std::string& operation = "*") {
    FaultRule rule;
    rule.operation = operation;
    rule.fault = fault;
    rule.count = 1;
    rig.Put(std::vector<FaultRule>{rule});
  }

  std::string ProductGid(const RemoteId& remote) const {
    return "gid://shopify/Product/" + remote.text().substr(0, remote.text().find('/'));
  }
  std::string VariantGid(const RemoteId& remote) const {
    return "gid://shopify/ProductVariant/" + remote.text().substr(remote.text().find('/') + 1);
  }
  std::string ItemGid(const RemoteId& remote) { return "gid://shopify/InventoryItem/" + rig.Of(remote).handle; }
  std::string Location() const { return "gid://shopify/Location/" + rig.mock.credentials().Key("location"); }

  // What a level shows under each of these names.
  std::string Quantities(const RemoteId& remote, const std::string& names = R"("available","committed","on_hand")") {
    const std::string data =
        Data("{ inventoryItem(id: " + Quoted(ItemGid(remote)) + ") { inventoryLevel(locationId: " + Quoted(Location()) +
             ") { quantities(names: [" + names + "]) { quantity } } } }");
    std::string shown;
    const JsonDocument document = *JsonDocument::Parse(data);
    const auto level = document.root().Get("inventoryItem")->Get("inventoryLevel");
    for (const JsonValue& each : Values(level->Array("quantities"))) {
      shown += (shown.empty() ? "" : " ") + std::to_string(*each.Integer("quantity"));
    }
    return shown;
  }

  ChannelRig rig;
  ServerResponse last;
  std::string version = "2026-07";
};

class ShopifyProductionTest : public ShopifyTest {
 protected:
  ShopifyProductionTest() : ShopifyTest(Environment::kProduction) {}
};

}  // namespace riff::sim
