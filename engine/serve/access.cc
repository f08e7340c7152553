#include "engine/serve/access.h"

#include <string_view>

#include "engine/base/digest.h"
#include "engine/serve/problem.h"

namespace riff {

namespace {

bool IsLoopbackNumber(std::string_view address) {
  return address.starts_with("127.") && address.find_first_not_of("0123456789.") == std::string_view::npos;
}

// "127.0.0.1:8080" without its port, "[::1]:8080" without port and brackets.
std::string_view HostOf(std::string_view header) {
  if (header.starts_with('[')) {
    return header.substr(1, header.find(']') - 1);
  }
  return header.substr(0, header.find(':'));
}

}  // namespace

AccessRules::Reach ReachOf(const std::string& address) {
  const bool is_loopback = address == "localhost" || address == "::1" || IsLoopbackNumber(address);
  return is_loopback ? AccessRules::Reach::kThisMachine : AccessRules::Reach::kNetwork;
}

std::optional<ServerResponse> RefusalOf(const AccessRules& rules, const ServerRequest& request) {
  if (rules.token.empty()) {
    if (rules.reach == AccessRules::Reach::kNetwork) {
      return Problem({403, "no_token_configured", "set server.token to use this from another machine"});
    }
    const std::string host(HostOf(request.Header("Host")));
    if (ReachOf(host) == AccessRules::Reach::kNetwork) {
      return Problem({403, "foreign_host", "without a token only this machine is answered, under its own name"});
    }
    const std::string_view origin = request.Header("Origin");
    const std::size_t host_at = origin.find("//");
    const bool is_ours = host_at != std::string_view::npos &&
                         ReachOf(std::string(HostOf(origin.substr(host_at + 2)))) == AccessRules::Reach::kThisMachine;
    if (!origin.empty() && !is_ours) {
      return Problem({403, "foreign_origin", "without a token no web page of another machine is answered"});
    }
    return std::nullopt;
  }
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view given = request.Header("Authorization");
  if (given.starts_with(kScheme) && EqualInConstantTime(given.substr(kScheme.size()), rules.token.Reveal())) {
    return std::nullopt;
  }
  ServerResponse response = Problem({401, "unauthorized", "send the token as \"Authorization: Bearer …\""});
  response.headers.push_back({"WWW-Authenticate", "Bearer"});
  return response;
}

}  // namespace riff
