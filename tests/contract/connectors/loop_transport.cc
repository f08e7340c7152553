#include "tests/contract/connectors/loop_transport.h"

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
