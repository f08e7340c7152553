#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/model/channel.h"
#include "engine/port/connector.h"

namespace riff::sim {

// What a simulated channel accepts: the same names as the channel's keys in riff.toml, without the URLs. A face checks
// against these and knows no others, so a credential of the other environment is refused as on the real platform.
//   reverb   token, shipping_profile
//   ebay     client_id, client_secret, refresh_token, marketplace, location, fulfillment_policy, payment_policy,
//            return_policy, category
//   shopify  shop, version, token, webhook_secret, location
//   tiktok   app_key, app_secret, access_token, refresh_token, shop_cipher, warehouse, category
//   vr       user, password
struct Credentials {
  Channel channel;
  Access access =
      Access::kReadOnly;  // kReadOnly: the face refuses every change as the platform would (a missing scope).
  std::map<std::string, std::string, std::less<>> keys;

  const std::string& Key(std::string_view name) const;  // A name of the list above; anything else is a bug.
};

// The account of a channel: the same on every start, different in the two environments. Production may only read
// unless `production` says otherwise; sandboxes may write.
Credentials CredentialsFor(Channel channel, Access production);

// Whether a key belongs in a secret file rather than in riff.toml itself.
bool IsSecretKey(std::string_view name);

}  // namespace riff::sim
