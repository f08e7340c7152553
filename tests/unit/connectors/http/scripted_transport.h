#pragma once

#include <functional>
#include <string>
#include <vector>

#include "connectors/http/transport.h"
#include "engine/base/clock.h"
#include "engine/base/manual_clock.h"

namespace riff {

// A transport that answers as `answer` says, remembers what reached it, and takes its time on a virtual clock.
class ScriptedTransport final : public Transport {
 public:
  struct Arrival {
    std::string operation;
    Timestamp at;  // At the far end.
  };

  explicit ScriptedTransport(ManualClock& clock) : clock_(clock) {}

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> batch) override {
    slices.push_back(batch.size());
    clock_.Advance(way_there());
    std::vector<Result<HttpResponse>> outcomes;
    for (const HttpRequest& request : batch) {
      requests.push_back(request);
      arrivals.push_back({request.operation, clock_.Now()});
      outcomes.push_back(answer(request));
    }
    clock_.Advance(way_back);
    return outcomes;
  }

  std::function<Result<HttpResponse>(const HttpRequest&)> answer = [](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{.status = 200, .headers = {}, .body = ""};
  };
  std::function<Duration()> way_there = [] { return Duration(0); };
  Duration way_back{0};
  std::vector<HttpRequest> requests;
  std::vector<Arrival> arrivals;
  std::vector<std::size_t> slices;

 private:
  ManualClock& clock_;
};

inline HttpRequest RequestOf(std::string operation, HttpMethod method = HttpMethod::kGet,
                             std::string url = "https://api.example.com/items") {
  HttpRequest request;
  request.operation = std::move(operation);
  request.method = method;
  request.url = std::move(url);
  return request;
}

inline Timestamp StartOfTests() { return Timestamp(std::chrono::hours(24 * 20000)); }

}  // namespace riff
