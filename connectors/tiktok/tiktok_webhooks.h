#pragma once

#include <memory>

#include "connectors/tiktok/tiktok_config.h"
#include "engine/port/webhook.h"

namespace riff::tiktok {

// Verifies the Authorization header, hex(HMAC-SHA256(app secret, app key + raw body)) without a scheme word. Orders are
// named by id; products by the part of the remote id that their SKUs share. A message about several orders is several
// events. A delivery without an id of its own, as older ones are, is known by a digest of its body. Works on any
// thread, several at once.
std::unique_ptr<WebhookParser> MakeWebhooks(const Channel& channel, const Config& config);

}  // namespace riff::tiktok
