#include "connectors/http/transport.h"

#include <algorithm>
#include <cctype>

#include "engine/base/check.h"

namespace riff {

std::string_view ToString(HttpMethod method) {
  switch (method) {
    case HttpMethod::kGet:
      return "GET";
    case HttpMethod::kPost:
      return "POST";
    case HttpMethod::kPut:
      return "PUT";
    case HttpMethod::kPatch:
      return "PATCH";
    case HttpMethod::kDelete:
      return "DELETE";
  }
  return "GET";
}

std::string_view HeaderOf(const std::vector<HttpHeader>& headers, std::string_view name) {
  const auto lower = [](char letter) { return std::tolower(static_cast<unsigned char>(letter)); };
  const auto found = std::ranges::find_if(
      headers, [&](const HttpHeader& header) { return std::ranges::equal(header.name, name, {}, lower, lower); });
  return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

Result<HttpResponse> Send(Transport& transport, const HttpRequest& request) {
  std::vector<Result<HttpResponse>> outcomes = transport.SendAll(std::span(&request, 1));
  RIFF_CHECK(outcomes.size() == 1, "a transport answers each request once");
  return std::move(outcomes.front());
}

}  // namespace riff
