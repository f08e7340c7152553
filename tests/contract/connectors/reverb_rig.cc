#include "connectors/reverb/reverb_connector.h"
#include "tests/contract/connectors/rig.h"

namespace riff {

RigSpec ReverbRig() {
  RigSpec rig;
  rig.name = "Reverb";
  rig.platform = Platform::kReverb;
  rig.make_face = sim::MakeReverbFace;
  rig.kit = [](const sim::Credentials& credentials, const std::string&) {
    reverb::Config config;
    config.url = "https://reverb.test/api";
    config.token = Secret(credentials.Key("token"));
    config.shipping_profile = credentials.Key("shipping_profile");
    return Kit{reverb::OriginsOf(config), reverb::IsReading, reverb::RatesOf(), reverb::RateClassOf,
               [config](Channel channel, Transport& transport, Clock& clock, TokenVault& vault, Access access) {
                 return reverb::MakeConnector(channel, config, reverb::Parts{transport, clock, vault}, access);
               }};
  };
  rig.category = "e57deb7a-382b-4e18-a008-67d4fbcb2879";  // Electric Guitars / Solid Body.
  rig.unknown = RemoteId("99999999");
  rig.path_sign = "$";
  rig.rows_per_page = 50;  // Reverb cuts longer pages to this.
  rig.calls_to_list = [](std::size_t n) { return CallsFor(n, 50); };
  rig.calls_to_set = [](std::size_t n) { return n; };  // There is no bulk call.
  rig.deviations = {
      {Deviation::kOneOrderALine,
       "one order is one listing; things bought together share an order_bundle_id (reverb-api.com, retrieve orders)"},
      {Deviation::kUsedComesBackByRelist,
       "inventory 0 ends a listing in a one-of-a-kind condition, and only publish revives it (reverb-api.com, updating "
       "your listing; probed by EDOS-Engineering/reverb-marketplace)"},
  };
  return rig;
}

}  // namespace riff
