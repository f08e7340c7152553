#pragma once

#include <memory>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_requests.h"
#include "engine/port/connector.h"

namespace riff::ebay {

// Asks for the seller's privileges and programs. The account is named by its marketplace, for these calls tell no name;
// whether the registration is complete and zero may be shown stands beside it. `may_write` follows from the scopes the
// token was minted with: a token with more than it may have is refused when it is minted.
class Prober final : public ChannelProber {
 public:
  Prober(const Config& config, std::shared_ptr<Client> client, Access access);

  Result<ChannelProbe> Probe(RunContext& run) override;

 private:
  std::string marketplace_;
  Requests requests_;
  std::shared_ptr<Client> client_;  // Shared with the reader: they use one token.
  Access access_;
};

}  // namespace riff::ebay
