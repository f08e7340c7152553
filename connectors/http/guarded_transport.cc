#include "connectors/http/guarded_transport.h"

#include <algorithm>
#include <optional>

#include "connectors/http/url.h"
#include "engine/base/check.h"

namespace riff {
namespace {

// Where a request may go, and, where `is_reading` is set, what it may do there.
class GuardedTransport final : public Transport {
 public:
  GuardedTransport(Transport& inner, Tripwire& tripwire, std::string channel, std::vector<std::string> allowed_origins,
                   IsReading is_reading)
      : inner_(inner), tripwire_(tripwire), channel_(std::move(channel)), is_reading_(is_reading) {
    for (const std::string& allowed : allowed_origins) {
      // One that cannot be read allows nothing; the configuration's own check tells the owner.
      if (const Result<std::string> origin = OriginOf(allowed); origin.has_value()) {
        origins_.push_back(*origin);
      }
    }
  }

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override {
    std::vector<std::optional<Error>> refusals;
    for (const HttpRequest& request : requests) {
      refusals.push_back(RefusalOf(request));
    }
    const auto admits = [](const std::optional<Error>& refusal) { return !refusal.has_value(); };
    if (std::ranges::all_of(refusals, admits)) {
      return inner_.SendAll(requests);
    }

    std::vector<HttpRequest> admitted;
    for (std::size_t i = 0; i < requests.size(); ++i) {
      if (admits(refusals[i])) {
        admitted.push_back(requests[i]);
      }
    }
    std::vector<Result<HttpResponse>> answers;
    if (!admitted.empty()) {
      answers = inner_.SendAll(admitted);
    }
    RIFF_CHECK(answers.size() == admitted.size(), "a transport answers each request once");

    std::vector<Result<HttpResponse>> outcomes;
    auto next_answer = answers.begin();
    for (const std::optional<Error>& refusal : refusals) {
      if (refusal.has_value()) {
        outcomes.emplace_back(Fail(*refusal));
      } else {
        outcomes.push_back(std::move(*next_answer++));
      }
    }
    return outcomes;
  }

 private:
  // Also trips the wire.
  std::optional<Error> RefusalOf(const HttpRequest& request) {
    const Result<std::string> origin = OriginOf(request.url);
    const Result<UrlParts> parts = SplitUrl(request.url);
    const std::string host = parts.has_value() ? parts->host : std::string("(unreadable)");
    std::string why;
    if (!origin.has_value()) {
      why = "its address cannot be trusted (" + origin.error().message + ")";
    } else if (std::ranges::find(origins_, *origin) == origins_.end()) {
      why = *origin + " is not an address of this channel";
    } else if (is_reading_ != nullptr && !is_reading_(request)) {
      why = "it is not a reading operation, and this channel is only read";
    } else {
      return std::nullopt;
    }
    tripwire_.Trip({.channel = channel_, .operation = request.operation, .host = host});
    return Error{.kind = ErrorKind::kRejected,
                 .message = "guard of " + channel_ + " refused " + request.operation + ": " + why,
                 .retry_after = std::nullopt};
  }

  Transport& inner_;
  Tripwire& tripwire_;
  const std::string channel_;
  const IsReading is_reading_;  // Null: any operation.
  std::vector<std::string> origins_;
};

}  // namespace

std::unique_ptr<Transport> MakeReadOnlyTransport(Transport& inner, Tripwire& tripwire, std::string channel,
                                                 std::vector<std::string> allowed_origins, IsReading is_reading) {
  RIFF_CHECK(is_reading != nullptr, "a read-only transport without a list of reading operations would let writes out");
  return std::make_unique<GuardedTransport>(inner, tripwire, std::move(channel), std::move(allowed_origins),
                                            is_reading);
}

std::unique_ptr<Transport> MakeOriginBoundTransport(Transport& inner, Tripwire& tripwire, std::string channel,
                                                    std::vector<std::string> allowed_origins) {
  return std::make_unique<GuardedTransport>(inner, tripwire, std::move(channel), std::move(allowed_origins), nullptr);
}

}  // namespace riff
