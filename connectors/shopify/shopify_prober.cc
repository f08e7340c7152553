#include "connectors/shopify/shopify_prober.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace riff::shopify {

namespace {

constexpr std::array<std::string_view, 4> kThingsRead = {"products", "inventory", "locations", "orders"};

}  // namespace

Result<ChannelProbe> ShopifyProber::Probe(RunContext& run) {
  RIFF_TRY(const ShopifyReply reply, wire_->Call(run, {.document = kShopProbe, .variables = "{}"}));
  ChannelProbe probe;
  probe.server_time = reply.server_time;
  RIFF_TRY(const JsonValue shop, reply.data().Get("shop"));
  RIFF_TRY(probe.account, shop.Text("myshopifyDomain"));
  RIFF_TRY(const JsonValue installation, reply.data().Get("currentAppInstallation"));
  RIFF_TRY(const std::vector<JsonValue> scopes, installation.Array("accessScopes"));
  probe.may_write = false;
  for (const JsonValue& scope : scopes) {
    RIFF_TRY(std::string handle, scope.Text("handle"));
    if (handle.starts_with("write_")) {
      probe.may_write = true;
    }
    probe.scopes.push_back(std::move(handle));
  }
  for (const std::string_view thing : kThingsRead) {
    const auto lets_read = [&](const std::string& scope) {  // Who may write a thing may read it.
      return scope == "read_" + std::string(thing) || scope == "write_" + std::string(thing);
    };
    if (std::ranges::none_of(probe.scopes, lets_read)) {
      probe.missing.push_back("read_" + std::string(thing));
    }
  }
  return probe;
}

}  // namespace riff::shopify
