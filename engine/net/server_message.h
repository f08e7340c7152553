#pragma once

#include <string>
#include <string_view>

#include "engine/net/http_server.h"

namespace riff {

// The text side of the server: what an answer looks like on the wire.

enum class Persistence { kKeepAlive, kClose };

// False when the answer has no form in HTTP: a status outside 200 to 599, a header with a line break.
bool IsWritable(const ServerResponse& response);

// True when the handler asked for the connection to end after this answer.
bool WantsClose(const ServerResponse& response);

// False for the statuses that never carry a body (204, 304).
bool HasBody(const ServerResponse& response);

// Status line and headers, the empty line included. The framing headers are the server's own.
std::string ResponseHead(const ServerResponse& response, std::string_view reason, Persistence persistence);

}  // namespace riff
