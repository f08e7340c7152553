#include "connectors/vr/vr_site.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "connectors/vr/vr_form.h"

namespace riff::vr {
namespace {

// A challenge is a person's doing to clear; asking again sooner would make it worse.
constexpr Duration kChallengePause = std::chrono::hours(6);

constexpr std::string_view kCookieName = "PHPSESSID=";

bool IsHtml(const HttpResponse& response) {
  const std::string_view type = HeaderOf(response.headers, "Content-Type");
  if (!type.empty()) return Says(type, "html");
  const std::size_t first = response.body.find_first_not_of(" \t\r\n");
  return first != std::string::npos && response.body[first] == '<';
}

bool IsRedirect(const HttpResponse& response) { return response.status == 302 || response.status == 303; }

// V&R answers a lost session and a wrong password alike, with status 200 and the login form, or leads there.
bool IsLoginPage(const HttpResponse& response) {
  if (IsRedirect(response)) return Says(HeaderOf(response.headers, "Location"), "login");
  if (response.status != 200 || !IsHtml(response) || Says(response.body, "logout")) return false;
  return Says(response.body, "do_login") || Says(response.body, "type=\"password\"");
}

bool IsChallenge(const HttpResponse& response) {
  return response.status == 403 && Says(HeaderOf(response.headers, "cf-mitigated"), "challenge");
}

std::string SessionCookieOf(const HttpResponse& response) {
  std::string cookie;
  for (const HttpHeader& header : response.headers) {
    const std::vector<HttpHeader> alone = {header};
    const std::string_view text = HeaderOf(alone, "Set-Cookie");
    if (text.starts_with(kCookieName)) cookie = std::string(text.substr(0, text.find(';')));
  }
  return cookie;
}

}  // namespace

Site::Site(Transport& transport, Clock& clock, SiteLogin login)
    : transport_(transport), clock_(clock), login_(std::move(login)) {
  while (login_.url.ends_with('/')) login_.url.pop_back();
}

Result<HttpResponse> Site::Get(const std::string& operation, const std::string& path, Duration timeout) {
  HttpRequest request = Make(operation, HttpMethod::kGet, path);
  request.timeout = timeout;
  return Ask(std::move(request), RequestEffect::kRead, WhenLoggedOut::kAskAgain);
}

Result<HttpResponse> Site::GetFrom(const std::string& operation, const std::string& path, const std::string& from_path,
                                   Duration timeout) {
  HttpRequest request = Make(operation, HttpMethod::kGet, path);
  request.headers.push_back({"Referer", login_.url + from_path});
  request.timeout = timeout;
  return Ask(std::move(request), RequestEffect::kRead, WhenLoggedOut::kAskAgain);
}

Result<HttpResponse> Site::PostScript(const std::string& operation, const std::string& path, const QueryPairs& fields,
                                      RequestEffect effect) {
  HttpRequest request = Make(operation, HttpMethod::kPost, path);
  request.headers.push_back({"X-Requested-With", "XMLHttpRequest"});
  request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"});
  request.headers.push_back({"Referer", login_.url + "/instruments/show"});
  request.body = EncodeQuery(fields);
  return Ask(std::move(request), effect, WhenLoggedOut::kAskAgain);
}

Result<HttpResponse> Site::PostForm(const std::string& operation, const std::string& path, const std::string& boundary,
                                    std::string body) {
  HttpRequest request = Make(operation, HttpMethod::kPost, path);
  request.headers.push_back({"Content-Type", "multipart/form-data; boundary=" + boundary});
  request.headers.push_back({"Referer", login_.url + path});
  request.body = std::move(body);
  return Ask(std::move(request), RequestEffect::kWrite, WhenLoggedOut::kGiveUp);
}

int Site::logins() const {
  const std::lock_guard lock(one_at_a_time_);
  return logins_;
}

Result<HttpResponse> Site::Ask(HttpRequest request, RequestEffect effect, WhenLoggedOut when_logged_out) {
  const std::lock_guard lock(one_at_a_time_);
  if (cookie_.empty()) {
    RIFF_TRY(LogIn());
  }
  RIFF_TRY(HttpResponse response, AskOnce(request, effect));
  if (!IsLoginPage(response)) return response;
  cookie_.clear();
  if (when_logged_out == WhenLoggedOut::kGiveUp) {
    return Fail(ErrorKind::kAmbiguous, request.operation + ": the session ended under it");
  }
  RIFF_TRY(LogIn());
  const std::string operation = request.operation;
  RIFF_TRY(HttpResponse second, AskOnce(std::move(request), effect));
  if (!IsLoginPage(second)) return second;
  cookie_.clear();
  return Fail(ErrorKind::kUnauthorized, operation + ": the login page again, right after logging in");
}

Result<HttpResponse> Site::AskOnce(HttpRequest request, RequestEffect effect) {
  if (challenged_until_ && clock_.Now() < *challenged_until_) {
    return Fail(Error{ErrorKind::kUnavailable, "V&R asked for a person (bot challenge); nothing is sent until then",
                      *challenged_until_ - clock_.Now()});
  }
  challenged_until_.reset();
  if (!cookie_.empty()) request.headers.push_back({"Cookie", cookie_});
  Result<HttpResponse> response = Send(transport_, request);
  if (!response) {
    const Error& error = response.error();
    return Fail(WithContext(request.operation, effect == RequestEffect::kRead ? ReadFailure(error) : error));
  }
  if (!IsChallenge(*response)) return response;
  challenged_until_ = clock_.Now() + kChallengePause;
  if (effect == RequestEffect::kWrite) {
    return Fail(ErrorKind::kAmbiguous, request.operation + ": answered by a bot challenge");
  }
  return Fail(Error{ErrorKind::kUnavailable, request.operation + ": answered by a bot challenge", kChallengePause});
}

Result<void> Site::LogIn() {
  cookie_.clear();
  HttpRequest request = Make("vr.session.open", HttpMethod::kPost, "/do_login");
  request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
  request.body = EncodeQuery({{"username", login_.user},
                              {"pass", login_.password.Reveal()},
                              {"open_where", "header"},
                              {"keep_me_signed", "1"}});
  RIFF_TRY(const HttpResponse response, AskOnce(std::move(request), RequestEffect::kRead));
  if (response.status >= 400) return Fail(StatusError("vr.session.open", response, RequestEffect::kRead));
  const bool is_led_home = IsRedirect(response) && Says(HeaderOf(response.headers, "Location"), "/account");
  const bool is_home = response.status == 200 && Says(response.body, "logout");
  const std::string cookie = SessionCookieOf(response);
  if ((!is_led_home && !is_home) || cookie.empty()) {
    return Fail(ErrorKind::kUnauthorized, "vr.session.open: user or password refused");
  }
  cookie_ = cookie;
  ++logins_;
  return {};
}

HttpRequest Site::Make(const std::string& operation, HttpMethod method, const std::string& path) const {
  HttpRequest request;
  request.operation = operation;
  request.method = method;
  request.url = login_.url + path;
  return request;
}

}  // namespace riff::vr
