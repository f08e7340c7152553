#pragma once

#include "engine/base/error.h"
#include "engine/model/finding.h"
#include "engine/port/webhook.h"

namespace riff {

// What a platform tells about our access: it was revoked (and a try has shown that it is), or it ends soon.
Finding RevokedCredentials(Channel channel, const Error& error);
Finding EndingCredentials(const WebhookEvent& event);

// The second kind stays until a person has renewed the credentials: that the channel can still be read says nothing
// about it.
bool IsAboutEndingCredentials(const Finding& finding);

}  // namespace riff
