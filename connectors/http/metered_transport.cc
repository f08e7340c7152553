#include "connectors/http/metered_transport.h"

#include "engine/base/check.h"

namespace riff {
namespace {

std::string OutcomeOf(const Result<HttpResponse>& outcome) {
  if (!outcome.has_value()) {
    return std::string(ToString(outcome.error().kind));
  }
  return std::to_string(outcome->status / 100) + "xx";
}

class MeteredTransport final : public Transport {
 public:
  MeteredTransport(Transport& inner, Metrics& metrics, std::string channel, WireCount& count)
      : inner_(inner), metrics_(metrics), channel_(std::move(channel)), count_(count) {}

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override {
    std::vector<Result<HttpResponse>> outcomes = inner_.SendAll(requests);
    RIFF_CHECK(outcomes.size() == requests.size(), "a transport answers each request once");
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const std::string labels =
          "channel=" + channel_ + ",operation=" + requests[i].operation + ",outcome=" + OutcomeOf(outcomes[i]);
      metrics_.Count("riff_requests", labels, 1);
    }
    count_.requests.fetch_add(static_cast<std::int64_t>(requests.size()));
    return outcomes;
  }

 private:
  Transport& inner_;
  Metrics& metrics_;
  const std::string channel_;
  WireCount& count_;
};

}  // namespace

std::unique_ptr<Transport> MakeMeteredTransport(Transport& inner, Metrics& metrics, std::string channel,
                                                WireCount& count) {
  return std::make_unique<MeteredTransport>(inner, metrics, std::move(channel), count);
}

}  // namespace riff
