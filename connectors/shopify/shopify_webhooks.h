#pragma once

#include <memory>

#include "connectors/shopify/shopify_config.h"
#include "engine/port/webhook.h"

namespace riff::shopify {

// Verifies base64(HMAC-SHA256(client secret, raw body)) with the configured secret, or with the one before it while it
// is being rotated. Topic, delivery id and time come from headers, which nobody signs: all they can do is to make us
// read a thing once more. Orders are named by number, products by the part of the remote id that their variants share,
// stock levels by the handle. Works on any thread, several at once; `webhook_secret` must not be empty.
std::unique_ptr<WebhookParser> MakeWebhooks(const Channel& channel, const Config& config);

}  // namespace riff::shopify
