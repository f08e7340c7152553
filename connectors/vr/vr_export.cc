// The site's export as a source of snapshots; declared in vr_site.h.
#include <chrono>
#include <utility>

#include "connectors/vr/vr_form.h"
#include "connectors/vr/vr_site.h"

namespace riff::vr {
namespace {

const std::string kExportPage = "/instruments/export_inventory";
const std::string kExportFile = "/instruments/export_inventory/export_inventory";

constexpr Duration kPageTime = std::chrono::seconds(30);

// The site streams some 3 MB in half a minute and stalls at times.
constexpr Duration kExportTime = std::chrono::seconds(180);

bool IsSuccess(const HttpResponse& response) { return response.status >= 200 && response.status < 300; }

class ExportSource final : public SnapshotSource {
 public:
  ExportSource(std::shared_ptr<Site> site, Clock& clock, Currency currency)
      : site_(std::move(site)), clock_(clock), currency_(currency) {}

  Result<TakenSnapshot> Take() override {
    RIFF_TRY(const HttpResponse file, Download());
    // What the file shows is not newer than this; it may be older by the site's own lag.
    const Timestamp taken_at = clock_.Now();
    Result<Snapshot> snapshot = ParseSnapshot(file.body, currency_);
    if (!snapshot) return Fail(WithContext("vr.export.get", snapshot.error()));
    const Result<void> accepted = CheckAccepted(snapshot->rows.size(), rows_before_);
    if (!accepted) return Fail(WithContext("vr.export.get", accepted.error()));
    rows_before_ = snapshot->rows.size();
    return TakenSnapshot{*std::move(snapshot), taken_at};
  }

  Error Absence(const RemoteId& id) override {
    const std::string what = "product " + id.text();
    const bool is_number = !id.empty() && id.text().find_first_not_of("0123456789") == std::string::npos;
    if (!is_number) return {ErrorKind::kNotFound, "V&R has no " + what, std::nullopt};
    const Result<HttpResponse> page =
        site_->Get("vr.listing.form", "/instruments/add_edit_item/" + id.text(), kPageTime);
    if (!page) return page.error();
    if (!IsSuccess(*page)) return StatusError("vr.listing.form", *page, RequestEffect::kRead);
    if (!FieldOf(ParseForm(page->body), "unique_id").empty()) {
      return {ErrorKind::kUnavailable, what + " exists, and the export is behind", std::nullopt};
    }
    if (Says(page->body, "forbidden")) return {ErrorKind::kNotFound, what + " is no longer ours", std::nullopt};
    return {ErrorKind::kInvalid, "the edit page of " + what + " cannot be read", std::nullopt};
  }

 private:
  // The file is given only to a session that has seen the page before it, so a login in between starts over, once.
  Result<HttpResponse> Download() {
    for (int attempt = 1;; ++attempt) {
      RIFF_TRY(const HttpResponse page, site_->Get("vr.export.open", kExportPage, kPageTime));
      if (!IsSuccess(page)) return Fail(StatusError("vr.export.open", page, RequestEffect::kRead));
      const int logins = site_->logins();
      RIFF_TRY(HttpResponse file, site_->GetFrom("vr.export.get", kExportFile, kExportPage, kExportTime));
      if (attempt == 1 && (site_->logins() != logins || file.status == 404)) continue;
      if (IsSuccess(file)) return file;
      Error error = StatusError("vr.export.get", file, RequestEffect::kRead);
      // "Not found" speaks of the file here, and would be read as speaking of a listing.
      if (error.kind == ErrorKind::kNotFound) error.kind = ErrorKind::kUnavailable;
      return Fail(std::move(error));
    }
  }

  std::shared_ptr<Site> site_;  // Shared: all parts of the connector use one session.
  Clock& clock_;
  Currency currency_;
  std::optional<std::size_t> rows_before_;
};

}  // namespace

std::unique_ptr<SnapshotSource> MakeExportSource(std::shared_ptr<Site> site, Clock& clock, Currency currency) {
  return std::make_unique<ExportSource>(std::move(site), clock, currency);
}

}  // namespace riff::vr
