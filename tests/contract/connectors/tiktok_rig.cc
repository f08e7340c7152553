#include "connectors/tiktok/tiktok_connector.h"
#include "tests/contract/connectors/rig.h"

namespace riff {

RigSpec TiktokRig() {
  RigSpec rig;
  rig.name = "Tiktok";
  rig.platform = Platform::kTiktok;
  rig.make_face = sim::MakeTiktokFace;
  rig.kit = [](const sim::Credentials& credentials, const std::string&) {
    tiktok::Config config;
    config.url = "https://tiktok.test";
    config.auth_url = "https://auth.tiktok.test";
    config.app_key = credentials.Key("app_key");
    config.app_secret = Secret(credentials.Key("app_secret"));
    config.access_token = Secret(credentials.Key("access_token"));
    config.refresh_token = Secret(credentials.Key("refresh_token"));
    config.shop_cipher = credentials.Key("shop_cipher");
    config.warehouse = credentials.Key("warehouse");
    config.category = credentials.Key("category");
    return Kit{tiktok::OriginsOf(config), tiktok::IsReading, tiktok::RatesOf(), tiktok::RateClassOf,
               [config](Channel channel, Transport& transport, Clock& clock, TokenVault& vault, Access access) {
                 return tiktok::MakeConnector(channel, config, tiktok::Parts{transport, clock, vault}, access);
               }};
  };
  rig.category = "801928";
  rig.picture = "tos-maliva-i-o3syd03w52-us/c668cdf70b7f483c94dbe";  // Only what was uploaded there can be shown.
  rig.unknown = RemoteId("1799999999999999999/1899999999999999999");
  rig.path_sign = "$";
  rig.session_operations = {"tiktok.token.*"};
  rig.rows_per_page = 100;
  rig.calls_to_list = [](std::size_t n) { return CallsFor(n, 100); };
  rig.calls_to_set = [](std::size_t n) { return n; };  // One product a call.
  return rig;
}

}  // namespace riff
