#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "connectors/http/transport.h"
#include "engine/base/manual_clock.h"
#include "mocks/mock_channel.h"

namespace riff {

// Something done to an answer on its way back.
using AnswerChange = std::function<void(ServerResponse&)>;

// The wire between a connector and a simulated marketplace in the same process: no sockets, and the time an answer
// takes passes on the manual clock. An answer that never comes, breaks off, or comes after the request's own patience
// is kAmbiguous, as Transport promises. Any host is the marketplace's; whose host it may be is the guard's business.
class LoopTransport final : public Transport {
 public:
  LoopTransport(sim::MockChannel& channel, ManualClock& clock) : channel_(channel), clock_(clock) {}

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override;

  // Every answer to an operation of that pattern ("*" stands for any run of characters) is changed from now on. An
  // empty change changes nothing, and ends the one before.
  void ChangeAnswers(std::string operations, AnswerChange change);

 private:
  Result<HttpResponse> SendOne(const HttpRequest& request);

  sim::MockChannel& channel_;
  ManualClock& clock_;
  std::string changed_operations_;
  AnswerChange change_;
  std::int64_t seen_ = 0;  // The number of the last request that went through.
};

}  // namespace riff
