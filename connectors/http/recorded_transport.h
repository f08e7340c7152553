#pragma once

#include <functional>
#include <memory>
#include <string>

#include "connectors/http/transport.h"

namespace riff {

// One exchange, with everything secret replaced by "***": Authorization and cookie headers, access-token headers, and
// the query, form and JSON fields that carry tokens, secrets, passwords or signatures (redaction.h has the list).
struct Recording {
  std::string channel;
  std::string operation;
  std::string method;
  std::string url;
  std::vector<HttpHeader> request_headers;
  std::string request_body;
  int status = 0;  // 0: no answer; `error` says why.
  std::string error;
  std::vector<HttpHeader> response_headers;
  std::string response_body;  // Token answers are withheld.
};

// Hands every exchange to `sink` after it is over. `inner` outlives it.
std::unique_ptr<Transport> MakeRecordedTransport(Transport& inner, std::string channel,
                                                 std::function<void(const Recording&)> sink);

// One JSON object a line, its fields named as in Recording (headers as a list of {"name","value"}), appended to `path`;
// for the contract judges and for a person who wonders. The function may be copied and called from any thread; a line
// that cannot be written (a full disk) is left out, for a recording must not stop a sync. kInvalid when the file cannot
// be opened.
Result<std::function<void(const Recording&)>> RecordToFile(const std::string& path);

}  // namespace riff
