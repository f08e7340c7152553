#include "connectors/reverb/reverb_endpoint.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/http/url.h"

namespace riff::reverb {
namespace {

constexpr std::array<std::string_view, 4> kReverbHosts = {"api.reverb.com", "reverb.com", "www.reverb.com",
                                                          "sandbox.reverb.com"};
constexpr std::string_view kMediaType = "application/hal+json";

}  // namespace

Endpoint::Endpoint(std::string url, Secret token) : url_(std::move(url)), token_(std::move(token)) {
  while (url_.ends_with('/')) url_.pop_back();
}

HttpRequest Endpoint::Get(std::string operation, std::string_view path_and_query) const {
  return Make(std::move(operation), HttpMethod::kGet, path_and_query);
}

HttpRequest Endpoint::Put(std::string operation, std::string_view path, std::string body) const {
  HttpRequest request = Make(std::move(operation), HttpMethod::kPut, path);
  request.headers.push_back({"Content-Type", std::string(kMediaType)});
  request.body = std::move(body);
  return request;
}

HttpRequest Endpoint::Post(std::string operation, std::string_view path, std::string body) const {
  HttpRequest request = Put(std::move(operation), path, std::move(body));
  request.method = HttpMethod::kPost;
  return request;
}

HttpRequest Endpoint::Make(std::string operation, HttpMethod method, std::string_view path) const {
  HttpRequest request;
  request.operation = std::move(operation);
  request.method = method;
  request.url = url_ + std::string(path);
  request.headers = {
      {"Authorization", "Bearer " + token_.Reveal()}, {"Accept-Version", "3.0"}, {"Accept", std::string(kMediaType)}};
  return request;
}

Result<std::string> Endpoint::PathOfLink(std::string_view link) const {
  if (link.starts_with('/') && !link.starts_with("//")) return std::string(link);  // Old answers had relative links.
  const Result<UrlParts> target = SplitUrl(link);
  if (!target) return Fail(WithContext("a link in a Reverb answer", target.error()));
  RIFF_TRY(const UrlParts own, SplitUrl(url_));
  const bool is_reverb = std::find(kReverbHosts.begin(), kReverbHosts.end(), target->host) != kReverbHosts.end();
  if (!is_reverb && target->authority != own.authority) {
    return Fail(ErrorKind::kInvalid, "a link in a Reverb answer leads to another host: " + target->host);
  }
  return target->query.empty() ? target->path : target->path + "?" + target->query;
}

}  // namespace riff::reverb
