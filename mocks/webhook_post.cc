#include "mocks/webhook_post.h"

#include <memory>
#include <utility>

#include "connectors/http/curl_transport.h"

namespace riff::sim {
namespace {

constexpr std::size_t kAnswerBytesMax = 1u << 20;
constexpr auto kPatience = std::chrono::seconds(5);

}  // namespace

WebhookReply PostOverHttp(const WebhookMessage& message) {
  CurlOptions options;
  options.body_bytes_max = kAnswerBytesMax;
  options.connect_timeout = kPatience;
  options.user_agent = "riff-mocks/1";
  const std::unique_ptr<Transport> transport = MakeCurlTransport(options);
  HttpRequest request;
  request.operation = "webhook." + message.topic;
  request.method = message.method == "GET" ? HttpMethod::kGet : HttpMethod::kPost;
  request.url = message.url;
  for (const ServerHeader& header : message.headers) {
    request.headers.push_back({header.name, header.value});
  }
  request.body = message.body;
  request.timeout = kPatience;
  Result<HttpResponse> answer = Send(*transport, request);
  return answer ? WebhookReply{answer->status, std::move(answer->body)} : WebhookReply{};
}

}  // namespace riff::sim
