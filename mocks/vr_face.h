#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mocks/face.h"
#include "mocks/multipart.h"
#include "mocks/vr_sessions.h"
#include "mocks/wire_request.h"

namespace riff::sim {

// One request on its way through the face.
struct VrCall {
  const ServerRequest& request;
  QueryPairs form;  // Of a body that is a plain form.
  std::string id;   // What stood where the path has a variable part.
};

// The V&R site as a dealer's browser sees it (platform sheet, sections 1 and 3): PHP sessions, the CSV export, the form
// to add and edit, the small ajax calls. Nothing of it exists outside these tests: the real site is never automated.
//   knobs   id_visible_after_min_ms, id_visible_after_max_ms (0, 0: a new item shows at once in export and list, else
//   after
//           a time drawn between them) · index_lag_ms + export_lag_ms · create_reply (redirect_without_id,
//           redirect_with_id, html_success, html_error, drop_after_commit, drop_before_commit, empty_200) · sold_reply
//           (true, false, empty, html; whatever was done) · header_style (lower, title) · encoding (utf8, utf8_mark,
//           cp1252) · session_ttl_ms · expired_reply (html, redirect) · downtime (off, now, nightly: 03:00 to 05:00
//           UTC) · bytes_per_second (0: at once) · external_link_persists (1) · trim_model (0) · brand_list ("A|B";
//           empty: every brand is known) · currency (of prices, which the site never says)
//   faults  challenge (403 with cf-mitigated), html_instead_of_csv, duplicate_row, reorder_rows, session_kill
// Operations: vr.session.login, vr.account.get, vr.export.page, vr.export.get, vr.listing.form, vr.listing.create,
// vr.listing.update, vr.listing.list, vr.listing.mark_sold, vr.listing.restore, vr.listing.delete, vr.brand.check,
// vr.brand.suggest, vr.image.upload.
class VrFace final : public Face {
 public:
  explicit VrFace(const FaceParts& parts);

  Classified Classify(const ServerRequest& request) const override;
  ServerResponse Answer(const ServerRequest& request) override;
  void Adopt(MarketListing& listing) const override;

 private:
  enum class Guard { kNone, kSession, kAjax };
  struct Route;
  static const std::vector<Route>& Routes();
  static const Route* RouteOf(const ServerRequest& request);
  std::optional<ServerResponse> RefuseBefore(const Route& route, const VrCall& call);

  ServerResponse Login(const VrCall& call);
  ServerResponse Account(const VrCall& call);
  ServerResponse ExportPage(const VrCall& call);
  ServerResponse Export(const VrCall& call);
  ServerResponse ShowForm(const VrCall& call);
  ServerResponse AddItem(const VrCall& call);
  ServerResponse EditItem(const VrCall& call);
  ServerResponse ShowItems(const VrCall& call);
  ServerResponse MarkSold(const VrCall& call);
  ServerResponse Restore(const VrCall& call);
  ServerResponse Delete(const VrCall& call);
  ServerResponse CheckBrand(const VrCall& call);
  ServerResponse SuggestBrands(const VrCall& call);
  ServerResponse UploadImage(const VrCall& call);

  bool IsDown() const;
  std::vector<std::string> Brands() const;
  // The item of that id if it is there to be seen by its owner; null when unknown or deleted.
  const MarketListing* Item(const std::string& id) const;
  // The rows the export shows: as of now − lag, without those whose id is not visible yet.
  std::vector<const MarketListing*> Shown() const;
  ServerResponse SetSold(const VrCall& call, ListingStatus status);
  ServerResponse CreateReply(const MarketListing& listing) const;

  FaceParts parts_;
  VrSessions sessions_;
};

}  // namespace riff::sim
