#pragma once

#include <functional>
#include <memory>
#include <string>

#include "connectors/http/transport.h"

namespace riff {

// One exchange, with everything secret replaced by "***": Authorization and cookie headers, access-token headers, and
// the query and form fields that carry tokens, secrets, passwords or signatures.
struct Recording {
  std::string channel;
  std::string operation;
  std::string method;
  std::string url;
  std::vector<HttpHeader> request_headers;
  std::string request_body;
  int status = 0;      // 0: no answer; `error` says why.
  std::string error;
  std::vector<HttpHeader> response_headers;
  std::string response_body;  // Token answers are withheld.
};

// Hands every exchange to `sink` after it is over. `inner` outlives it.
std::unique_ptr<Transport> MakeRecordedTransport(Transport& inner, std::string channel,
                                                 std::function<void(const Recording&)> sink);

// One JSON object a line, appended to `path`; for the contract judges and for a person who wonders.
Result<std::function<void(const Recording&)>> RecordToFile(const std::string& path);

}  // namespace riff
