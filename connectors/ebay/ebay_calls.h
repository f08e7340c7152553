#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_listing_codec.h"
#include "connectors/ebay/ebay_requests.h"
#include "connectors/json/json.h"
#include "engine/base/error.h"

namespace riff::ebay {

// The single steps that writing one listing is made of. Reads made on the way to a write fail with kUnavailable where a
// reader would say kInvalid: nothing was written, and the next attempt begins anew. Writes give eBay's warnings as a
// note.
class Calls {
 public:
  Calls(const Config& config, std::shared_ptr<Client> client);

  // Reading.
  Result<std::vector<Offer>> OffersOf(const Sku& sku);
  Result<JsonDocument> ReadOffer(const std::string& offer);
  Result<std::optional<JsonDocument>> ReadItem(const Sku& sku);  // Nothing: eBay has none of this SKU.

  // Writing.
  Result<std::string> PutItem(const Sku& sku, std::string body);
  Result<std::string> UpdateOffer(const std::string& offer, std::string body);

  struct Created {
    enum class How { kMade, kMet } how = How::kMade;
    std::string offer;
  };
  // An offer of that SKU, marketplace and format that is there already is not an error: eBay names it, and it is met.
  Result<Created> CreateOffer(std::string body);

  struct Published {
    std::string listing_id;
    std::string note;
  };
  // Publishing what is published changes nothing and names the same listing.
  Result<Published> Publish(const std::string& offer);

  // Taking down what is down already is done, after a look at the offer: eBay's refusal has other meanings as well.
  Result<std::string> Withdraw(const std::string& offer);

  // Makes sure that the configured location is there, and makes it where the configuration says where it is; else a
  // missing one is kRejected. Once found, it is not asked for again.
  Result<void> EnsureLocation();

 private:
  Result<std::string> Done(const std::string& what, const HttpRequest& request);

  Config config_;
  Requests requests_;
  std::shared_ptr<Client> client_;  // Shared with the reader: they use one token.
  enum class Located { kUnknown, kYes } located_ = Located::kUnknown;
};

}  // namespace riff::ebay
