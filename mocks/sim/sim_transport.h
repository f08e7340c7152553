#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "connectors/http/rate_rules.h"
#include "connectors/http/transport.h"
#include "engine/base/random.h"
#include "mocks/mock_channel.h"

namespace riff::sim {

class World;

// The wire between one engine's connector and a mock in the same process. Time passes on it, other people and engines
// act while a request is under way, and whatever can happen to a request on a network happens here.
class SimTransport final : public Transport {
 public:
  SimTransport(World& world, int engine, Channel channel);

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override;

 private:
  Result<HttpResponse> SendOne(const HttpRequest& request);
  Result<HttpResponse> Struck(std::string_view fault, const HttpRequest& request, const ServerRequest& served);
  Result<HttpResponse> Exchange(const HttpRequest& request, const ServerRequest& served);
  Result<HttpResponse> Lost(const HttpRequest& request, const char* how);
  HttpResponse Throttled(std::string_view fault, const HttpRequest& request);

  World& world_;
  MockChannel& mock_;
  const int engine_;
  const Channel channel_;
  SeededRandom random_;
  Timestamp clogged_until_{};
  // Told so by a 429, in true time and by the engine's own clock, which may have been set meanwhile.
  struct Silence {
    Timestamp until{};
    Timestamp until_by_engine{};
  };
  // Reads and writes are told apart: what lowers stock need not wait for what was said to a read.
  using Silences = std::map<RateClass, Silence>;
  void CheckSilence(const HttpRequest& request);
  const RateClassOf rate_class_of_;
  Silences silences_;
  Silences told_;  // By the batch that is under way.
};

}  // namespace riff::sim
