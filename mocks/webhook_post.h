#pragma once

#include "mocks/webhook_outbox.h"

namespace riff::sim {

// Sends one message over HTTP and waits for the answer, five seconds at most; status 0 when there is none. A connection
// a message, so any thread may call it.
WebhookReply PostOverHttp(const WebhookMessage& message);

}  // namespace riff::sim
