#include "engine/net/server_message.h"

#include <algorithm>
#include <cctype>

namespace riff {
namespace {

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  const auto lower = [](char letter) { return std::tolower(static_cast<unsigned char>(letter)); };
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool IsHeaderName(std::string_view name) {
  constexpr std::string_view kAlsoAllowed = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::ranges::all_of(name, [&](char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || kAlsoAllowed.find(letter) != std::string_view::npos;
  });
}

bool IsHeaderValue(std::string_view value) {
  return std::ranges::none_of(value, [](char letter) { return letter == '\r' || letter == '\n' || letter == '\0'; });
}

}  // namespace

std::string_view ServerRequest::Header(std::string_view name) const {
  const auto found =
      std::ranges::find_if(headers, [&](const ServerHeader& header) { return EqualIgnoringCase(header.name, name); });
  return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

std::string_view ServerRequest::Path() const { return std::string_view(target).substr(0, target.find('?')); }

std::string_view ServerRequest::Query() const {
  const std::size_t mark = target.find('?');
  return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

bool IsWritable(const ServerResponse& response) {
  return response.status >= 200 && response.status <= 599 &&
         std::ranges::all_of(response.headers, [](const ServerHeader& header) {
           return IsHeaderName(header.name) && IsHeaderValue(header.value);
         });
}

bool WantsClose(const ServerResponse& response) {
  return std::ranges::any_of(response.headers, [](const ServerHeader& header) {
    return EqualIgnoringCase(header.name, "Connection") && EqualIgnoringCase(header.value, "close");
  });
}

bool HasBody(const ServerResponse& response) { return response.status != 204 && response.status != 304; }

std::string ResponseHead(const ServerResponse& response, std::string_view reason, Persistence persistence) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head.append(reason).append("\r\n");
  for (const ServerHeader& header : response.headers) {
    // The server alone frames its messages; two lengths in one answer would desynchronise the connection.
    if (EqualIgnoringCase(header.name, "Content-Length") || EqualIgnoringCase(header.name, "Transfer-Encoding") ||
        EqualIgnoringCase(header.name, "Connection")) {
      continue;
    }
    head.append(header.name).append(": ").append(header.value).append("\r\n");
  }
  if (HasBody(response)) {
    head.append("Content-Length: ").append(std::to_string(response.body.size())).append("\r\n");
  }
  head.append(persistence == Persistence::kKeepAlive ? "Connection: keep-alive\r\n" : "Connection: close\r\n");
  head.append("\r\n");
  return head;
}

}  // namespace riff
