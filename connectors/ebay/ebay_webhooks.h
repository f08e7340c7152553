#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "connectors/ebay/ebay_config.h"
#include "connectors/http/transport.h"
#include "engine/base/clock.h"
#include "engine/port/webhook.h"

namespace riff::ebay {

// Whether the configuration names an endpoint and the token that proves it ours.
bool TakesWebhooks(const Config& config);

// What eBay asks an endpoint when it is registered.
struct Challenge {
  std::string_view code;
  const Secret& verification_token;
  std::string_view endpoint;  // As registered, to the letter.
};

// {"challengeResponse": "<hex of SHA-256 of code, token and endpoint>"}
std::string ChallengeAnswer(const Challenge& challenge);

// Verifies the ECDSA signature in x-ebay-signature over the raw body, with the key whose id stands beside it; see
// PublicKeys for how keys are had. Digest and algorithm are the key's own, whatever the header says of them. Orders are
// named by id, listings by the listing id, which variations share. A message that names none is a hint all the same.
// `transport` and `clock` outlive it.
std::unique_ptr<WebhookParser> MakeWebhooks(const Channel& channel, const Config& config, Transport& transport,
                                            Clock& clock);

}  // namespace riff::ebay
