#include "mocks/vr_sessions.h"

#include <algorithm>
#include <string_view>

namespace riff::sim {
namespace {

std::string SessionIdOf(const ServerRequest& request) {
  constexpr std::string_view kName = "PHPSESSID=";
  const std::string_view cookies = request.Header("Cookie");
  for (std::size_t at = cookies.find(kName); at != std::string_view::npos; at = cookies.find(kName, at + 1)) {
    if (at == 0 || cookies[at - 1] == ' ' || cookies[at - 1] == ';') {
      const std::string_view value = cookies.substr(at + kName.size());
      return std::string(value.substr(0, std::min(value.find(';'), value.size())));
    }
  }
  return "";
}

}  // namespace

std::string VrSessions::Open(Timestamp now, Random& chance) {
  const std::string id = chance.Hex(26);
  sessions_[id] = Session{now, std::nullopt};
  return id;
}

VrSessions::Presence VrSessions::Touch(const ServerRequest& request, Timestamp now, Duration idle_max) {
  const auto found = sessions_.find(SessionIdOf(request));
  if (found == sessions_.end()) {
    return Presence::kStranger;
  }
  if (now - found->second.used_at > idle_max) {
    sessions_.erase(found);
    return Presence::kStranger;
  }
  found->second.used_at = now;
  return Presence::kSignedIn;
}

void VrSessions::SawExportPage(const ServerRequest& request, Timestamp now) {
  if (const auto found = sessions_.find(SessionIdOf(request)); found != sessions_.end()) {
    found->second.export_page_seen_at = now;
  }
}

std::optional<Timestamp> VrSessions::ExportPageSeenAt(const ServerRequest& request) const {
  const auto found = sessions_.find(SessionIdOf(request));
  return found == sessions_.end() ? std::nullopt : found->second.export_page_seen_at;
}

std::string VrSessions::NewForm(Random& chance) { return *forms_.insert(chance.Hex(32)).first; }

}  // namespace riff::sim
