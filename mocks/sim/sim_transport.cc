#include "mocks/sim/sim_transport.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/http/url.h"
#include "engine/base/check.h"
#include "engine/base/crash_point.h"
#include "engine/runtime/channel_kit.h"
#include "mocks/sim/engine_process.h"
#include "mocks/sim/world.h"

namespace riff::sim {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Named by platform, so that each connector's own steps are seen to be survived.
constexpr std::array kBefore = {"send.before.ebay", "send.before.reverb", "send.before.shopify", "send.before.tiktok",
                                "send.before.vr"};
constexpr std::array kEffect = {"send.effect.ebay", "send.effect.reverb", "send.effect.shopify", "send.effect.tiktok",
                                "send.effect.vr"};
constexpr std::array kAnswer = {"send.answer.ebay", "send.answer.reverb", "send.answer.shopify", "send.answer.tiktok",
                                "send.answer.vr"};

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

HttpResponse Page(int status, std::string type, std::string body) {
  return HttpResponse{status, {{"Content-Type", std::move(type)}}, std::move(body)};
}

HttpResponse Html(int status) {
  return Page(status, "text/html; charset=utf-8",
              "<!DOCTYPE html><html><head><title>One moment</title></head><body>One moment</body></html>");
}

// What a network in between may send twice by itself.
bool MayBeRepeated(const HttpRequest& request) {
  return request.method == HttpMethod::kGet || request.method == HttpMethod::kPut;
}

}  // namespace

SimTransport::SimTransport(World& world, int engine, Channel channel)
    : world_(world),
      mock_(world.markets().At(channel)),
      engine_(engine),
      channel_(channel),
      random_(world.NextSeed()),
      rate_class_of_(KitOf(world.config(), channel)->rate_class_of) {}

std::vector<Result<HttpResponse>> SimTransport::SendAll(std::span<const HttpRequest> requests) {
  world_.CheckNoTransaction(channel_);
  for (const HttpRequest& request : requests) {
    CheckSilence(request);
  }
  told_ = silences_;
  std::vector<Result<HttpResponse>> answers;
  answers.reserve(requests.size());
  for (const HttpRequest& request : requests) {
    answers.push_back(SendOne(request));
  }
  silences_ = told_;
  return answers;
}

void SimTransport::CheckSilence(const HttpRequest& request) {
  const Silence& told = silences_[rate_class_of_(request)];
  if (world_.truth().Now() < told.until && world_.engine(engine_).clock().Now() < told.until_by_engine) {
    world_.Violate("I23", "engine " + std::to_string(engine_) + " sent " + request.operation + " to " +
                              ToString(channel_) + " at " + FormatUtc(world_.truth().Now()) +
                              ", told to be silent until " + FormatUtc(told.until));
  }
}

Result<HttpResponse> SimTransport::SendOne(const HttpRequest& request) {
  RIFF_TRY(const ServerRequest served, AsServed(request));
  ++world_.tally().requests;
  world_.Pass(milliseconds(5 + static_cast<int>(random_.Below(40))));
  RIFF_CRASH_POINT(kBefore[static_cast<std::size_t>(channel_.platform)]);
  const std::string_view fault = world_.DrawWireFault(random_);
  Result<HttpResponse> answer = [&]() -> Result<HttpResponse> {
    if (world_.truth().Now() < clogged_until_) {
      world_.Pass(std::min<Duration>(request.timeout, seconds(10)));
      return Fail(ErrorKind::kUnavailable, request.operation + ": no connection");
    }
    return fault.empty() ? Exchange(request, served) : Struck(fault, request, served);
  }();
  world_.Pass(milliseconds(5 + static_cast<int>(random_.Below(60))));
  world_.NoteRequest(engine_, channel_, request, fault, answer);
  RIFF_CRASH_POINT(kAnswer[static_cast<std::size_t>(channel_.platform)]);
  return answer;
}

Result<HttpResponse> SimTransport::Exchange(const HttpRequest& request, const ServerRequest& served) {
  ServerResponse response = mock_.Handle(served);
  world_.LookAtRequest(channel_, mock_);
  RIFF_CRASH_POINT(kEffect[static_cast<std::size_t>(channel_.platform)]);
  const Duration wait = std::min<Duration>(response.delay, request.timeout);
  if (wait > Duration(0)) {
    world_.Pass(wait);
  }
  if (response.delay > request.timeout) {
    return Fail(ErrorKind::kAmbiguous, request.operation + ": no answer in time");
  }
  if (response.delivery != Delivery::kWhole) {
    return Fail(ErrorKind::kAmbiguous, request.operation + ": the connection was closed");
  }
  HttpResponse answer;
  answer.status = response.status;
  answer.body = std::move(response.body);
  answer.headers.reserve(response.headers.size());
  for (ServerHeader& header : response.headers) {
    answer.headers.push_back({std::move(header.name), std::move(header.value)});
  }
  return answer;
}

Result<HttpResponse> SimTransport::Lost(const HttpRequest& request, const char* how) {
  world_.Pass(std::min<Duration>(request.timeout, seconds(1 + static_cast<int>(random_.Below(60)))));
  return Fail(ErrorKind::kAmbiguous, request.operation + ": " + how);
}

HttpResponse SimTransport::Throttled(std::string_view fault, const HttpRequest& request) {
  HttpResponse answer = Page(429, "application/json", R"({"message":"Too many requests"})");
  Duration wait{0};
  if (fault == "throttled_seconds") {
    wait = seconds(1 + static_cast<int>(random_.Below(30)));
  } else if (fault == "throttled_long") {
    wait = seconds(120 + static_cast<int>(random_.Below(1080)));
  }
  if (fault == "throttled_date") {
    answer.headers.push_back({"Retry-After", "Fri, 20 Nov 2026 12:00:30 GMT"});
  } else if (fault != "throttled_bare") {
    answer.headers.push_back({"Retry-After", std::to_string(std::chrono::duration_cast<seconds>(wait).count())});
  }
  Silence& told = told_[rate_class_of_(request)];
  told.until = std::max(told.until, world_.truth().Now() + wait);
  told.until_by_engine = std::max(told.until_by_engine, world_.engine(engine_).clock().Now() + wait);
  return answer;
}

Result<HttpResponse> SimTransport::Struck(std::string_view fault, const HttpRequest& request,
                                          const ServerRequest& served) {
  if (fault.starts_with("throttled")) {
    return Throttled(fault, request);
  }
  if (fault == "connection_refused") {
    return Fail(ErrorKind::kUnavailable, request.operation + ": connection refused");
  }
  if (fault == "channel_clogged") {
    clogged_until_ = world_.truth().Now() + seconds(60 + static_cast<int>(random_.Below(600)));
    return Fail(ErrorKind::kUnavailable, request.operation + ": no connection");
  }
  if (fault == "lost_before_effect") {
    return Lost(request, "no answer");
  }
  if (fault == "error_500_before") {
    return Page(500, "application/json", R"({"message":"Internal error"})");
  }
  if (fault == "error_503") {
    return Page(503, "application/json", R"({"message":"Try again later"})");
  }
  if (fault == "html_502") {
    return Html(502);
  }
  if (fault == "redirect_elsewhere") {
    return HttpResponse{302, {{"Location", "https://elsewhere.test/landing"}}, ""};
  }
  if (fault == "unauthorized_once") {
    return Page(401, "application/json", R"({"message":"Unauthorized"})");
  }
  const bool done_all_the_same = (fault != "html_200" && fault != "empty_200") || random_.Below(2) == 0;
  if (fault == "slow_answer") {
    world_.Pass(seconds(1 + static_cast<int>(random_.Below(20))));
  }
  if (fault == "repeated_request" && MayBeRepeated(request)) {
    (void)Exchange(request, served);
  }
  Result<HttpResponse> answer = done_all_the_same ? Exchange(request, served) : Result<HttpResponse>(HttpResponse{});
  if (!answer.has_value()) {
    return answer;
  }
  if (fault == "lost_after_effect" || fault == "truncated_body") {
    return Lost(request, fault == "truncated_body" ? "the body broke off" : "the connection was reset");
  }
  if (fault == "answer_too_late") {
    world_.Pass(request.timeout);
    return Fail(ErrorKind::kAmbiguous, request.operation + ": no answer in time");
  }
  if (fault == "error_500_after") {
    return Page(500, "application/json", R"({"message":"Internal error"})");
  }
  if (fault == "error_504_after") {
    return Html(504);
  }
  if (fault == "html_200") {
    return Html(200);
  }
  if (fault == "empty_200") {
    answer->status = 200;
    answer->body.clear();
  } else if (fault == "garbled_body") {
    answer->body = answer->body.substr(0, answer->body.size() / 2) + "\"{\xff";
  }
  return answer;
}

}  // namespace riff::sim
