#include "mocks/mock_servers.h"

#include <utility>

#include "connectors/json/json.h"

namespace riff::sim {
namespace {

Result<std::unique_ptr<HttpServer>> StartOne(const std::string& address, std::uint16_t port, RequestHandler handler) {
  ServerOptions options;
  options.address = address;
  options.port = port;
  return HttpServer::Start(options, std::move(handler));
}

// An IPv6 address is bracketed in a URL.
std::string UrlOf(const std::string& address, const HttpServer& server) {
  const bool ipv6 = address.find(':') != std::string::npos;
  return "http://" + (ipv6 ? "[" + address + "]" : address) + ":" + std::to_string(server.port());
}

}  // namespace

std::string RenderUrls(const MockUrls& urls) {
  JsonWriter json;
  json.BeginObject().Key("control").Text(urls.control).Key("channels").BeginObject();
  for (const auto& [channel, url] : urls.channels) {
    json.Key(ToString(channel)).Text(url);
  }
  json.EndObject().EndObject();
  return json.Take();
}

Result<std::unique_ptr<MockServers>> MockServers::Start(Markets& markets, const std::string& address,
                                                        std::uint16_t control_port) {
  std::unique_ptr<MockServers> started(new MockServers(markets));
  ControlAddress& control = started->control_;
  RIFF_TRY(
      std::unique_ptr<HttpServer> server,
      StartOne(address, control_port, [&control](const ServerRequest& request) { return control.Answer(request); }));
  started->urls_.control = UrlOf(address, *server);
  started->servers_.push_back(std::move(server));
  for (const Channel channel : AllChannels()) {
    MockChannel& mock = markets.At(channel);
    RIFF_TRY(std::unique_ptr<HttpServer> each,
             StartOne(address, 0, [&mock](const ServerRequest& request) { return mock.Handle(request); }));
    started->urls_.channels[channel] = UrlOf(address, *each);
    started->servers_.push_back(std::move(each));
  }
  return started;
}

}  // namespace riff::sim
