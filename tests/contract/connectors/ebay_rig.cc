#include "connectors/ebay/ebay_connector.h"
#include "tests/contract/connectors/rig.h"

namespace riff {

RigSpec EbayRig() {
  RigSpec rig;
  rig.name = "Ebay";
  rig.platform = Platform::kEbay;
  rig.make_face = sim::MakeEbayFace;
  rig.kit = [](const sim::Credentials& credentials, const std::string&) {
    ebay::Config config;
    config.url = "https://ebay.test";
    config.auth_url = "https://auth.ebay.test";
    config.client_id = credentials.Key("client_id");
    config.client_secret = Secret(credentials.Key("client_secret"));
    config.refresh_token = Secret(credentials.Key("refresh_token"));
    config.marketplace = credentials.Key("marketplace");
    config.location = credentials.Key("location");
    config.fulfillment_policy = credentials.Key("fulfillment_policy");
    config.payment_policy = credentials.Key("payment_policy");
    config.return_policy = credentials.Key("return_policy");
    config.category = credentials.Key("category");
    return Kit{ebay::OriginsOf(config), ebay::IsReading, ebay::RatesOf(), ebay::RateClassOf,
               [config](Channel channel, Transport& transport, Clock& clock, TokenVault& vault, Access access) {
                 return ebay::MakeConnector(channel, config, ebay::Parts{transport, clock, vault}, access);
               }};
  };
  rig.category = "33034";
  rig.unknown = RemoteId("110999999999");
  rig.path_sign = "$";
  rig.session_operations = {"ebay.token.create"};
  rig.rows_per_page = 100;
  // An item does not tell its offers, which are asked for one SKU a call. Beside those the pages of items hardly count,
  // and a hundred rather than the two hundred that eBay allows keep what one failure costs small.
  rig.calls_to_list = [](std::size_t n) { return CallsFor(n, 100) + n; };
  rig.calls_to_set = [](std::size_t n) { return CallsFor(n, 25); };
  rig.deviations = {
      {Deviation::kReadOnlyCredentialsHalt,
       "a token is asked for with the scopes of writing, which a consent without them refuses as invalid_scope before "
       "anything is sent (eBay, using a refresh token to update a user access token)"},
      {Deviation::kOneListingASku,
       "an inventory item is known by its SKU, and one SKU has one offer on a marketplace and format (eBay, "
       "createOffer: error 25002)"},
  };
  return rig;
}

}  // namespace riff
