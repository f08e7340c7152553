#pragma once

#include <optional>
#include <string>

#include "engine/base/secret.h"
#include "engine/net/http_server.h"

namespace riff {

// Who may call what is not for anybody. With a token: whoever sends it as "Authorization: Bearer …". Without one: this
// machine's own programs, when the server listens on a loopback address and nowhere else; else nobody.
struct AccessRules {
  Secret token;  // Empty: none is configured.
  enum class Reach { kThisMachine, kNetwork } reach = Reach::kNetwork;
};

// Whether a listen address ("127.0.0.1", "::1", "localhost") is reached from this machine alone.
AccessRules::Reach ReachOf(const std::string& address);

// The answer to a caller who may not: 401 without the right token, 403 where no token could help. Without a token the
// Host header must name this machine: a web page that a browser on it shows must not get at us under a name of its own.
// Nor may such a page write to us under ours: an Origin header must name this machine, too.
std::optional<ServerResponse> RefusalOf(const AccessRules& rules, const ServerRequest& request);

}  // namespace riff
