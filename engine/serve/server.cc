#include "engine/serve/server.h"

#include <charconv>
#include <utility>

#include "engine/serve/health.h"
#include "engine/serve/webhook_intake.h"

namespace riff {

namespace {

std::vector<Channel> ChannelsOf(const Shop& shop) {
  std::vector<Channel> channels;
  for (const ShopChannel& channel : shop.channels) {
    channels.push_back(channel.connector->channel);
  }
  return channels;
}

// Members are in the order of their dependence: the HTTP server ends first.
class BuiltServer final : public Server {
 public:
  BuiltServer(const ServeParts& parts, AccessRules access, Routes more)
      : sessions_(parts.database), intake_(parts.shop, IntakeParts{parts.metrics, parts.log, parts.stored, [parts] {
                                                                     parts.read_wanted();
                                                                     parts.stored();
                                                                   }}) {
    Routes routes = WebhookRoutes(intake_);
    const HealthParts health{ChannelsOf(parts.shop), parts.metrics, parts.stopping, parts.halted, parts.holds};
    for (Route& route : HealthRoutes(health)) {
      routes.push_back(std::move(route));
    }
    for (Route& route : more) {
      routes.push_back(std::move(route));
    }
    router_ = std::make_unique<Router>(std::move(routes), std::move(access),
                                       RouterParts{sessions_, parts.clock, parts.metrics});
  }

  Result<void> Listen(const ServerOptions& options) {
    RIFF_TRY(http_,
             HttpServer::Start(options, [this](const ServerRequest& request) { return router_->Answer(request); }));
    const bool is_number_6 = options.address.find(':') != std::string::npos;
    url_ =
        "http://" + (is_number_6 ? "[" + options.address + "]" : options.address) + ":" + std::to_string(http_->port());
    return {};
  }

  std::string url() const override { return url_; }

 private:
  StoreSessions sessions_;
  WebhookIntake intake_;
  std::unique_ptr<Router> router_;
  std::string url_;
  std::unique_ptr<HttpServer> http_;
};

}  // namespace

Result<ListenAddress> ParseListenAddress(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  ListenAddress listen;
  if (colon != std::string::npos) {
    listen.address = text.substr(0, colon);
    if (listen.address.starts_with('[') && listen.address.ends_with(']')) {
      listen.address = listen.address.substr(1, listen.address.size() - 2);
    } else if (listen.address.find(':') != std::string::npos) {
      listen.address.clear();  // An address with colons stands in brackets, else nobody could tell its port.
    }
    const auto [end, failure] = std::from_chars(text.data() + colon + 1, text.data() + text.size(), listen.port);
    if (failure == std::errc() && end == text.data() + text.size() && !listen.address.empty()) {
      return listen;
    }
  }
  return Fail(ErrorKind::kInvalid, "server.listen must be ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080");
}

Result<std::unique_ptr<Server>> Server::Start(const Config& config, const ServeParts& parts, Routes more) {
  RIFF_TRY(const ListenAddress listen, ParseListenAddress(config.listen));
  AccessRules access;
  access.reach = ReachOf(listen.address);
  if (!config.api_token.empty()) {
    Result<Secret> token = ResolveSecret(config.api_token, config.folder);
    if (!token.has_value()) {
      return Fail(WithContext("server.token", token.error()));
    }
    access.token = *std::move(token);
  }
  ServerOptions options;
  options.address = listen.address;
  options.port = listen.port;
  options.threads = config.server_threads;
  options.body_bytes_max = config.body_bytes_max;
  auto server = std::make_unique<BuiltServer>(parts, std::move(access), std::move(more));
  RIFF_TRY(server->Listen(options));
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace riff
