#include "connectors/shopify/shopify_connector.h"
#include "tests/contract/connectors/rig.h"

namespace riff {

RigSpec ShopifyRig() {
  RigSpec rig;
  rig.name = "Shopify";
  rig.platform = Platform::kShopify;
  rig.make_face = sim::MakeShopifyFace;
  rig.kit = [](const sim::Credentials& credentials, const std::string&) {
    shopify::Config config;
    config.shop = credentials.Key("shop");
    config.version = credentials.Key("version");
    config.token = Secret(credentials.Key("token"));
    config.location = credentials.Key("location");
    return Kit{shopify::OriginsOf(config), shopify::IsReading, shopify::RatesOf(), shopify::RateClassOf,
               [config](Channel channel, Transport& transport, Clock& clock, TokenVault& vault, Access access) {
                 return shopify::MakeConnector(channel, config, shopify::Parts{transport, clock, vault}, access);
               }};
  };
  rig.category = "";
  rig.unknown = RemoteId("8999999999999/4999999999999");
  rig.path_sign = "$";
  rig.rows_per_page = 100;
  rig.calls_to_list = [](std::size_t n) { return CallsFor(n, 100); };
  rig.calls_to_set = [](std::size_t n) { return CallsFor(n, 250); };
  rig.deviations = {
      {Deviation::kSaleTellsNoPrice, "unit prices cost points for each line and are not asked for (README)"},
  };
  return rig;
}

}  // namespace riff
