#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "engine/base/random.h"
#include "engine/base/time.h"
#include "engine/net/http_server.h"

namespace riff::sim {

// Who is signed in to the site, by the cookie PHPSESSID, and which forms were handed out.
class VrSessions {
 public:
  // A new session's id, good until it has been idle for longer than the time given to Touch.
  std::string Open(Timestamp now, Random& chance);
  void CloseAll() { sessions_.clear(); }

  // Whether the request belongs to a session that was used within `idle_max`; if so it counts as used now.
  enum class Presence { kSignedIn, kStranger };
  Presence Touch(const ServerRequest& request, Timestamp now, Duration idle_max);

  // The export may be fetched for ten minutes after its page was looked at, in the same session.
  void SawExportPage(const ServerRequest& request, Timestamp now);
  std::optional<Timestamp> ExportPageSeenAt(const ServerRequest& request) const;

  // A form's 32 hex digits. A form may be sent more than once; one that was never handed out is not taken.
  std::string NewForm(Random& chance);
  bool KnowsForm(const std::string& unique_id) const { return forms_.contains(unique_id); }

 private:
  struct Session {
    Timestamp used_at;
    std::optional<Timestamp> export_page_seen_at;
  };

  std::map<std::string, Session, std::less<>> sessions_;
  std::set<std::string> forms_;
};

}  // namespace riff::sim
