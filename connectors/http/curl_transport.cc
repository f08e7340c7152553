#include "connectors/http/curl_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <optional>

#include "connectors/http/url.h"
#include "engine/base/check.h"

namespace riff {
namespace {

constexpr long kConnectionAgeSecondsMax = 30;  // An idle connection older than this is likely closed at the other end.
constexpr int kPollMs = 1000;  // Only a fallback: curl wakes by itself for sockets and its own timeouts.

struct EasyEnd {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct MultiEnd {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct ListEnd {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyEnd>;
using HeaderList = std::unique_ptr<curl_slist, ListEnd>;

bool CurlIsReady() {
  static const CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
  return result == CURLE_OK;
}

// One request on its way. Its address is curl's user pointer, so it stays where it is.
struct Exchange {
  const HttpRequest* request = nullptr;
  std::size_t body_bytes_max = 0;
  Easy easy;
  HeaderList header_list;
  HttpResponse response;
  // Curl has asked whether the request may leave: from now on bytes of it may be out. Curl asks again when it would
  // quietly send the request a second time over a new connection, which is what must never happen.
  bool may_have_left = false;
};

extern "C" int OnReadyToSend(void* user, char*, char*, int, int) {
  auto* exchange = static_cast<Exchange*>(user);
  if (exchange->may_have_left) {
    return CURL_PREREQFUNC_ABORT;
  }
  exchange->may_have_left = true;
  return CURL_PREREQFUNC_OK;
}

extern "C" std::size_t OnBody(char* data, std::size_t size, std::size_t count, void* user) {
  auto* exchange = static_cast<Exchange*>(user);
  const std::size_t bytes = size * count;
  if (exchange->response.body.size() + bytes > exchange->body_bytes_max) {
    return 0;  // Fewer than given: curl ends the transfer.
  }
  exchange->response.body.append(data, bytes);
  return bytes;
}

extern "C" std::size_t OnHeader(char* data, std::size_t size, std::size_t count, void* user) {
  auto* exchange = static_cast<Exchange*>(user);
  std::string_view line(data, size * count);
  if (line.starts_with("HTTP/")) {
    exchange->response.headers.clear();  // An interim answer (100, 103) came before.
    return line.size();
  }
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos) {
    std::string_view value = line.substr(colon + 1);
    const auto blank = [](char letter) { return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n'; };
    while (!value.empty() && blank(value.front())) {
      value.remove_prefix(1);
    }
    while (!value.empty() && blank(value.back())) {
      value.remove_suffix(1);
    }
    exchange->response.headers.push_back({std::string(line.substr(0, colon)), std::string(value)});
  }
  return line.size();
}

bool BreaksLines(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

// What the request must be before curl sees it; curl would otherwise send something else than was meant.
Result<void> CheckSendable(const HttpRequest& request) {
  RIFF_TRY(SplitUrl(request.url));
  for (const HttpHeader& header : request.headers) {
    if (header.name.empty() || BreaksLines(header.name) || BreaksLines(header.value)) {
      return Fail(ErrorKind::kInvalid, request.operation + ": a header without a name or with a line break");
    }
  }
  return {};
}

HeaderList ListOf(const HttpRequest& request) {
  HeaderList list;
  const auto add = [&list](const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer != nullptr) {
      [[maybe_unused]] curl_slist* same = list.release();
      list.reset(longer);
    }
  };
  for (const HttpHeader& header : request.headers) {
    // Curl takes "Name;" for a header that is there but empty; "Name:" would remove it.
    add(header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
  }
  add("Expect:");
  if (HeaderOf(request.headers, "Content-Type").empty()) {
    add("Content-Type:");  // Curl would call every body a form.
  }
  return list;
}

long MillisecondsOf(Duration span) {
  return static_cast<long>(std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::milliseconds>(span).count()));
}

void SetMethod(CURL* easy, const HttpRequest& request) {
  const bool takes_body = request.method != HttpMethod::kGet && request.method != HttpMethod::kDelete;
  if (takes_body || !request.body.empty()) {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
  } else {
    curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
  }
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, ToString(request.method).data());
}

void Prepare(Exchange& exchange, const CurlOptions& options) {
  CURL* easy = exchange.easy.get();
  const HttpRequest& request = *exchange.request;
  exchange.header_list = ListOf(request);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, &exchange);
  curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);  // The guard judged this path, not a shortened one.
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");  // Tokens go where the configuration says, whatever the environment says.
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  // Sharing one HTTP/2 connection is worth a handshake's wait; without TLS it would be the first answer's.
  curl_easy_setopt(easy, CURLOPT_PIPEWAIT, request.url.starts_with("http:") ? 0L : 1L);
  curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, kConnectionAgeSecondsMax);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  curl_easy_setopt(easy, CURLOPT_USERAGENT, options.user_agent.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, exchange.header_list.get());
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, MillisecondsOf(options.connect_timeout));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, MillisecondsOf(request.timeout));
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &OnReadyToSend);
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, &exchange);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &OnBody);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &OnHeader);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &exchange);
  SetMethod(easy, request);
}

// Curl's own error text may repeat the URL, so only the code's name is told.
Error FailureOf(const Exchange& exchange, CURLcode code) {
  const Result<UrlParts> parts = SplitUrl(exchange.request->url);
  const std::string host = parts.has_value() ? parts->host : std::string("the host");
  const std::string path =
      exchange.request->path_for_log.empty() && parts.has_value() ? parts->path : exchange.request->path_for_log;
  std::string reason = curl_easy_strerror(code);
  if (code == CURLE_WRITE_ERROR) {
    reason = "the answer is longer than " + std::to_string(exchange.body_bytes_max) + " bytes";
  } else if (code == CURLE_ABORTED_BY_CALLBACK) {
    reason = "the connection was closed without an answer";
  }
  const std::string_view how_far = exchange.may_have_left ? "no whole answer from " : "not sent to ";
  return {.kind = exchange.may_have_left ? ErrorKind::kAmbiguous : ErrorKind::kUnavailable,
          .message = exchange.request->operation + ": " + std::string(how_far) + host + path + ": " + reason,
          .retry_after = std::nullopt};
}

class CurlTransport final : public Transport {
 public:
  explicit CurlTransport(const CurlOptions& options)
      : options_(options), multi_(CurlIsReady() ? curl_multi_init() : nullptr) {}

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override {
    std::vector<std::optional<Result<HttpResponse>>> outcomes(requests.size());
    std::vector<Exchange> exchanges(requests.size());
    const std::size_t in_flight_max = static_cast<std::size_t>(std::max(1, options_.requests_in_flight_max));
    std::size_t in_flight = 0;
    std::size_t next = 0;
    while (next < requests.size() || in_flight > 0) {
      for (; next < requests.size() && in_flight < in_flight_max; ++next) {
        exchanges[next].request = &requests[next];
        if (Result<void> begun = Begin(exchanges[next]); begun.has_value()) {
          ++in_flight;
        } else {
          outcomes[next] = Fail(begun.error());
        }
      }
      int running = 0;
      curl_multi_perform(multi_.get(), &running);
      const std::size_t ended = Collect(exchanges, outcomes);
      in_flight -= ended;
      if (ended == 0 && in_flight > 0) {
        curl_multi_poll(multi_.get(), nullptr, 0, kPollMs, nullptr);
      }
    }

    std::vector<Result<HttpResponse>> answers;
    answers.reserve(outcomes.size());
    for (std::optional<Result<HttpResponse>>& outcome : outcomes) {
      RIFF_CHECK(outcome.has_value(), "every request that began also ended");
      answers.push_back(*std::move(outcome));
    }
    return answers;
  }

 private:
  Result<void> Begin(Exchange& exchange) {
    RIFF_TRY(CheckSendable(*exchange.request));
    exchange.body_bytes_max = options_.body_bytes_max;
    if (!pool_.empty()) {
      exchange.easy = std::move(pool_.back());
      pool_.pop_back();
    } else if (multi_ != nullptr) {
      exchange.easy.reset(curl_easy_init());
    }
    if (exchange.easy == nullptr) {
      return Fail(ErrorKind::kUnavailable, exchange.request->operation + ": not sent, out of memory");
    }
    Prepare(exchange, options_);
    if (curl_multi_add_handle(multi_.get(), exchange.easy.get()) != CURLM_OK) {
      return Fail(ErrorKind::kUnavailable, exchange.request->operation + ": not sent, out of memory");
    }
    return {};
  }

  // Takes the exchanges that are over; how many.
  std::size_t Collect(std::vector<Exchange>& exchanges, std::vector<std::optional<Result<HttpResponse>>>& outcomes) {
    std::size_t ended = 0;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) {
        continue;
      }
      CURL* easy = message->easy_handle;
      const CURLcode code = message->data.result;  // The message dies with the handle's removal.
      Exchange* exchange = nullptr;
      curl_easy_getinfo(easy, CURLINFO_PRIVATE, &exchange);
      curl_multi_remove_handle(multi_.get(), easy);
      outcomes[static_cast<std::size_t>(exchange - exchanges.data())] = OutcomeOf(*exchange, code);
      curl_easy_reset(easy);
      exchange->header_list.reset();
      pool_.push_back(std::move(exchange->easy));
      ++ended;
    }
    return ended;
  }

  static Result<HttpResponse> OutcomeOf(Exchange& exchange, CURLcode code) {
    if (code != CURLE_OK) {
      return Fail(FailureOf(exchange, code));
    }
    long status = 0;
    curl_easy_getinfo(exchange.easy.get(), CURLINFO_RESPONSE_CODE, &status);
    exchange.response.status = static_cast<int>(status);
    return std::move(exchange.response);
  }

  const CurlOptions options_;
  std::unique_ptr<CURLM, MultiEnd> multi_;  // Keeps the connections between calls.
  std::vector<Easy> pool_;                  // Used and reset; destroyed before the multi handle.
};

}  // namespace

std::unique_ptr<Transport> MakeCurlTransport(const CurlOptions& options) {
  return std::make_unique<CurlTransport>(options);
}

}  // namespace riff
