#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/http/outcome.h"
#include "connectors/http/transport.h"
#include "connectors/http/url.h"
#include "connectors/vr/vr_source.h"
#include "engine/base/clock.h"
#include "engine/base/secret.h"

namespace riff::vr {

struct SiteLogin {
  std::string url;  // "http://127.0.0.1:9005": scheme, host and port only.
  std::string user;
  Secret password;
};

// One browser-like session with a stand-in for V&R's site: logs in when it must, keeps the cookie, and sends one
// request at a time (thread-safe, by waiting for each other), so that no two logins and no two requests ever overlap.
//
// Besides what a Transport answers:
// - A login page where something else was asked for means that the session is over. It logs in once more and asks
// again;
//   a second login page is kUnauthorized, and so is a refused login.
// - A bot challenge stops the connector: kUnavailable with the hours it stays stopped (kAmbiguous for the write that
// met
//   it), and until then every request is refused here, unsent.
// Any other status is a value.
class Site {
 public:
  Site(Transport& transport, Clock& clock, SiteLogin login);

  const std::string& url() const { return login_.url; }

  Result<HttpResponse> Get(const std::string& operation, const std::string& path, Duration timeout);

  // As Get, coming from a link on another page of the site.
  Result<HttpResponse> GetFrom(const std::string& operation, const std::string& path, const std::string& from_path,
                               Duration timeout);

  // A small call of the site's own scripts. Idempotent ones only: it is sent again after a lost session.
  Result<HttpResponse> PostScript(const std::string& operation, const std::string& path, const QueryPairs& fields,
                                  RequestEffect effect);

  // A form with a use-once id in it. Never sent twice: a lost session is kAmbiguous.
  Result<HttpResponse> PostForm(const std::string& operation, const std::string& path, const std::string& boundary,
                                std::string body);

  // How many logins there were: a page visited before the last one counts for nothing.
  int logins() const;

 private:
  enum class WhenLoggedOut { kAskAgain, kGiveUp };
  Result<HttpResponse> Ask(HttpRequest request, RequestEffect effect, WhenLoggedOut when_logged_out);
  Result<HttpResponse> AskOnce(HttpRequest request, RequestEffect effect);
  Result<void> LogIn();
  HttpRequest Make(const std::string& operation, HttpMethod method, const std::string& path) const;

  Transport& transport_;
  Clock& clock_;
  SiteLogin login_;
  mutable std::mutex one_at_a_time_;
  std::string cookie_;
  int logins_ = 0;
  std::optional<Timestamp> challenged_until_;
};

// The site's export as a source of snapshots. Remembers the rows of the last accepted one while it lives. A listing
// that is not in the export is looked for by its edit page: a new one shows there first. The session is shared with
// whatever else talks to the site.
std::unique_ptr<SnapshotSource> MakeExportSource(std::shared_ptr<Site> site, Clock& clock, Currency currency);

}  // namespace riff::vr
