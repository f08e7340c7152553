#pragma once

#include <string>

#include "engine/base/secret.h"

namespace riff::ebay {

// One seller account in one environment.
struct Config {
  std::string url;       // "https://api.ebay.com": origin of all calls but the token's; no path.
  std::string auth_url;  // Origin of the token call, or its whole address (…/token); empty: as `url`.
  std::string client_id;
  Secret client_secret;
  Secret refresh_token;  // Of the seller's consent; eBay does not rotate it.
  std::string marketplace = "EBAY_US";
  std::string location;  // merchantLocationKey of the place new listings ship from.
  std::string fulfillment_policy;
  std::string payment_policy;
  std::string return_policy;
  std::string category;  // Category id of new listings.
  // Where `location` is, should it have to be made. Production makes none without them; a sandbox takes a stand-in.
  std::string location_postal_code;
  std::string location_country;  // ISO 3166, two letters.
  // Of the notification endpoint, as registered with eBay; without both no webhooks are taken.
  Secret verification_token{};
  std::string webhook_endpoint;  // Its public address, to the letter: eBay hashes it.
  // Listings that the Inventory API does not know: made by hand, or through the Trading API.
  enum class Legacy { kLeftOut, kIncluded } legacy = Legacy::kLeftOut;
  std::string trading_level = "1423";  // X-EBAY-API-COMPATIBILITY-LEVEL of the Trading calls.
  // Whether sweeps after the first of a process order the Active Inventory Report instead of asking SKU by SKU.
  enum class Sweep { kPages, kReport } sweep = Sweep::kPages;
};

}  // namespace riff::ebay
