#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "connectors/http/recorded_transport.h"
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
  // What goes through is appended to the file that the environment variable RIFF_RECORD names, for judges that are not
  // us. Nothing in it is withheld: the credentials are the simulation's, and signatures are judged too.
  LoopTransport(sim::MockChannel& channel, ManualClock& clock);

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override;

  // Every answer to an operation of that pattern ("*" stands for any run of characters) is changed from now on. An
  // empty change changes nothing, and ends the one before.
  void ChangeAnswers(std::string operations, AnswerChange change);

  // Faults are in place from now on, or no more: a recording says of each answer whether it is as the marketplace means
  // its answers to be.
  void SetStruck(std::size_t faults) { faults_in_place_ = faults; }

 private:
  Result<HttpResponse> SendOne(const HttpRequest& request);
  Result<HttpResponse> Answer(const HttpRequest& request, const ServerRequest& served);
  void Record(const HttpRequest& request, const Result<HttpResponse>& answer) const;

  sim::MockChannel& channel_;
  ManualClock& clock_;
  std::string changed_operations_;
  AnswerChange change_;
  std::size_t faults_in_place_ = 0;
  std::function<void(const Recording&)> record_;  // Empty: nobody wants to know.
  std::int64_t seen_ = 0;                         // The number of the last request that went through.
};

}  // namespace riff
