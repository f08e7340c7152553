// Routes, and what is refused before a page is looked at; the pages are in vr_face_pages.cc, the items in
// vr_face_items.cc.

#include "mocks/vr_face.h"

#include <algorithm>
#include <utility>

#include "mocks/vr_pages.h"
#include "mocks/vr_words.h"

namespace riff::sim {

struct VrFace::Route {
  std::string_view method;
  std::string_view path;
  std::string_view operation;
  Effect effect;
  Guard guard;
  ServerResponse (VrFace::*answer)(const VrCall&);
};

const std::vector<VrFace::Route>& VrFace::Routes() {
  constexpr Effect kReads = Effect::kReads;
  constexpr Effect kChanges = Effect::kChanges;
  constexpr Guard kNone = Guard::kNone;
  constexpr Guard kSession = Guard::kSession;
  constexpr Guard kAjax = Guard::kAjax;
  using Self = VrFace;
  static const std::vector<Route> routes = {
      {"POST", "/do_login", "vr.session.login", kReads, kNone, &Self::Login},
      {"GET", "/account", "vr.account.get", kReads, kSession, &Self::Account},
      {"GET", "/instruments/export_inventory", "vr.export.page", kReads, kSession, &Self::ExportPage},
      {"GET", "/instruments/export_inventory/export_inventory", "vr.export.get", kReads, kSession, &Self::Export},
      {"GET", "/instruments/add_edit_item", "vr.listing.form", kReads, kSession, &Self::ShowForm},
      {"GET", "/instruments/add_edit_item/{}", "vr.listing.form", kReads, kSession, &Self::ShowForm},
      {"POST", "/instruments/add_edit_item", "vr.listing.create", kChanges, kSession, &Self::AddItem},
      {"POST", "/instruments/add_edit_item/{}", "vr.listing.update", kChanges, kSession, &Self::EditItem},
      {"GET", "/instruments/show", "vr.listing.list", kReads, kSession, &Self::ShowItems},
      {"POST", "/ajax/mark_as_sold/{}", "vr.listing.mark_sold", kChanges, kAjax, &Self::MarkSold},
      {"POST", "/ajax/restore_from_sold/{}", "vr.listing.restore", kChanges, kAjax, &Self::Restore},
      {"POST", "/ajax/delete_item", "vr.listing.delete", kChanges, kAjax, &Self::Delete},
      {"POST", "/ajax/check_brand_exists", "vr.brand.check", kReads, kAjax, &Self::CheckBrand},
      {"POST", "/ajax/get_suggested_brands_name", "vr.brand.suggest", kReads, kAjax, &Self::SuggestBrands},
      {"POST", "/ajax/dropzone_upload/{}", "vr.image.upload", kChanges, kAjax, &Self::UploadImage},
  };
  return routes;
}

VrFace::VrFace(const FaceParts& parts) : parts_(parts) {
  constexpr FaultSort kKnob = FaultSort::kKnob;
  constexpr FaultSort kFace = FaultSort::kFace;
  const FaultSpec specs[] = {
      {"id_visible_after_min_ms", kKnob, "The least time until a new item shows in the export and the list.", "0", {}},
      {"id_visible_after_max_ms", kKnob, "The most, drawn evenly for each item.", "0", {}},
      {"export_lag_ms", kKnob, "How far the export trails the truth, beside index_lag_ms.", "0", {}},
      {"create_reply",
       kKnob,
       "How the site answers a form that it took.",
       "redirect_without_id",
       {"redirect_without_id", "redirect_with_id", "html_success", "html_error", "drop_after_commit",
        "drop_before_commit", "empty_200"}},
      {"sold_reply",
       kKnob,
       "What mark_as_sold and restore_from_sold say, whatever they did.",
       "true",
       {"true", "false", "empty", "html"}},
      {"header_style", kKnob, "How the export's header is written.", "lower", {"lower", "title"}},
      {"encoding", kKnob, "How the export's text is encoded.", "utf8", {"utf8", "utf8_mark", "cp1252"}},
      {"session_ttl_ms", kKnob, "How long a session may be idle.", "1800000", {}},
      {"expired_reply",
       kKnob,
       "What a stranger gets: the login page, or a redirect to it.",
       "html",
       {"html", "redirect"}},
      {"downtime", kKnob, "When every page is 503.", "off", {"off", "now", "nightly"}},
      {"bytes_per_second", kKnob, "The export's pace; 0: at once.", "0", {}},
      {"external_link_persists", kKnob, "0: the external link is dropped.", "1", {}},
      {"trim_model", kKnob, "1: the model's white space is trimmed.", "0", {}},
      {"brand_list", kKnob, "The known brands, \"A|B\"; empty: all are.", "", {}},
      {"currency", kKnob, "The currency of new items; the site never says it.", "USD", {}},
      {"challenge", kFace, "403 with cf-mitigated: challenge.", "", {}},
      {"html_instead_of_csv", kFace, "The export is the login page, saved as a file would be.", "", {}},
      {"duplicate_row", kFace, "The export has its first row twice.", "", {}},
      {"reorder_rows", kFace, "The export's rows come in the opposite order.", "", {}},
      {"session_kill", kFace, "All sessions end before this request.", "", {}},
  };
  for (const FaultSpec& spec : specs) {
    parts_.faults.Declare(spec);
  }
}

const VrFace::Route* VrFace::RouteOf(const ServerRequest& request) {
  const std::vector<Route>& routes = Routes();
  const auto found = std::find_if(routes.begin(), routes.end(), [&](const Route& route) {
    return route.method == request.method && MatchPath(route.path, request.Path()).has_value();
  });
  return found == routes.end() ? nullptr : &*found;
}

Classified VrFace::Classify(const ServerRequest& request) const {
  const Route* route = RouteOf(request);
  if (route == nullptr) {
    return {"vr.unknown", request.method == "GET" ? Effect::kReads : Effect::kChanges};
  }
  return {std::string(route->operation), route->effect};
}

bool VrFace::IsDown() const {
  const std::string& downtime = parts_.faults.Knob("downtime");
  if (downtime != "nightly") {
    return downtime == "now";
  }
  const Timestamp now = parts_.clock.Now();
  const auto of_day = now - std::chrono::floor<std::chrono::days>(now);
  return of_day >= std::chrono::hours(3) && of_day < std::chrono::hours(5);
}

std::optional<ServerResponse> VrFace::RefuseBefore(const Route& route, const VrCall& call) {
  if (parts_.faults.Take("challenge", route.operation)) {
    return VrChallengePage();
  }
  if (IsDown()) {
    return VrMaintenancePage();
  }
  if (parts_.faults.Take("session_kill", route.operation)) {
    sessions_.CloseAll();
  }
  if (route.guard == Guard::kAjax && call.request.Header("X-Requested-With") != "XMLHttpRequest") {
    return VrPage(403, "403 Forbidden", "<h1>403 Forbidden</h1>");
  }
  if (route.guard != Guard::kNone) {
    const Duration idle_max = parts_.faults.KnobMs("session_ttl_ms");
    if (sessions_.Touch(call.request, parts_.clock.Now(), idle_max) == VrSessions::Presence::kStranger) {
      return parts_.faults.Knob("expired_reply") == "redirect" ? VrRedirect("/login") : VrLoginPage();
    }
  }
  if (route.effect == Effect::kChanges && parts_.credentials.access == Access::kReadOnly) {
    return VrPage(403, "403 Forbidden", "<h1>403 Forbidden</h1>");
  }
  return std::nullopt;
}

ServerResponse VrFace::Answer(const ServerRequest& request) {
  const Route* route = RouteOf(request);
  if (route == nullptr) {
    return request.Path() == "/login" ? VrLoginPage() : VrNotFoundPage();
  }
  VrCall call{request, {}, ""};
  if (const std::vector<std::string> parts = *MatchPath(route->path, request.Path()); !parts.empty()) {
    call.id = parts.front();
  }
  if (MediaTypeOf(request) == "application/x-www-form-urlencoded") {
    call.form = FormPairs(request.body);
  }
  if (std::optional<ServerResponse> refused = RefuseBefore(*route, call)) {
    return *std::move(refused);
  }
  return (this->*route->answer)(call);
}

void VrFace::Adopt(MarketListing& listing) const {
  listing.content.category = std::string(VrPathFor(listing.content.category));
  listing.stock = StockKind::kOneOfAKind;
  if (!listing.sku.empty()) {
    // The one field that carries our SKU back: what this shop put on V&R, it marked.
    listing.extras["external_link"] = "https://stock.example.invalid/i/" + listing.sku.text();
  }
}

std::unique_ptr<Face> MakeVrFace(const FaceParts& parts) { return std::make_unique<VrFace>(parts); }

}  // namespace riff::sim
