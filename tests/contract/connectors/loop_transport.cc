#include "tests/contract/connectors/loop_transport.h"

#include <cstdlib>
#include <utility>

#include "connectors/http/url.h"

namespace riff {
namespace {

Result<ServerRequest> AsServed(const HttpRequest& request) {
  RIFF_TRY(const UrlParts parts, SplitUrl(request.url));
  ServerRequest served;
  served.method = std::string(ToString(request.method));
  served.target = parts.path + (parts.query.empty() ? "" : "?" + parts.query);
  served.headers.push_back({"Host", parts.authority});
  for (const HttpHeader& header : request.headers) {
    served.headers.push_back({header.name, header.value});
  }
  served.body = request.body;
  return served;
}

}  // namespace

LoopTransport::LoopTransport(sim::MockChannel& channel, ManualClock& clock) : channel_(channel), clock_(clock) {
  const char* const path = std::getenv("RIFF_RECORD");
  if (path == nullptr) {
    return;
  }
  if (auto record = RecordToFile(path); record.has_value()) {
    record_ = std::move(*record);
  }
}

std::vector<Result<HttpResponse>> LoopTransport::SendAll(std::span<const HttpRequest> requests) {
  std::vector<Result<HttpResponse>> answers;
  for (const HttpRequest& request : requests) {
    answers.push_back(SendOne(request));
  }
  return answers;
}

void LoopTransport::ChangeAnswers(std::string operations, AnswerChange change) {
  changed_operations_ = std::move(operations);
  change_ = std::move(change);
}

Result<HttpResponse> LoopTransport::SendOne(const HttpRequest& request) {
  RIFF_TRY(const ServerRequest served, AsServed(request));
  Result<HttpResponse> answer = Answer(request, served);
  if (record_) {
    Record(request, answer);
  }
  return answer;
}

void LoopTransport::Record(const HttpRequest& request, const Result<HttpResponse>& answer) const {
  Recording recording;
  recording.channel = ToString(channel_.channel());
  recording.operation = request.operation;
  recording.method = ToString(request.method);
  recording.url = request.url;
  recording.request_headers = request.headers;
  recording.request_body = request.body;
  if (!answer.has_value()) {
    recording.error = answer.error().message;
  } else {
    recording.status = answer->status;
    recording.response_headers = answer->headers;
    recording.response_body = answer->body;
    recording.error = change_ || faults_in_place_ > 0 ? "spoiled on purpose" : "";
  }
  record_(recording);
}

Result<HttpResponse> LoopTransport::Answer(const HttpRequest& request, const ServerRequest& served) {
  ServerResponse response = channel_.Handle(served);
  const sim::RequestEntry entry = channel_.RequestsSince(seen_).back();
  seen_ = entry.seq;
  if (response.delay > request.timeout) {
    clock_.Advance(request.timeout);
    return Fail(ErrorKind::kAmbiguous, request.operation + ": no answer in time");
  }
  clock_.Advance(response.delay);
  if (response.delivery != Delivery::kWhole) {
    return Fail(ErrorKind::kAmbiguous, request.operation + ": the connection was closed");
  }
  if (change_ && sim::MatchesGlob(changed_operations_, entry.classified.operation)) {
    change_(response);
  }
  HttpResponse answer;
  answer.status = response.status;
  answer.body = std::move(response.body);
  for (ServerHeader& header : response.headers) {
    answer.headers.push_back({std::move(header.name), std::move(header.value)});
  }
  return answer;
}

}  // namespace riff
