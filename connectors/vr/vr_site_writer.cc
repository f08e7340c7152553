// The stand-in site's writer; declared in vr_writer.h.
#include <chrono>
#include <map>
#include <utility>

#include "connectors/vr/vr_listing_form.h"
#include "connectors/vr/vr_writer.h"

namespace riff::vr {
namespace {

constexpr Duration kPageTime = std::chrono::seconds(30);

const std::string kFormPath = "/instruments/add_edit_item";

bool IsSuccess(const HttpResponse& response) { return response.status >= 200 && response.status < 300; }

bool IsWhole(Money price) { return FormatPrice(price).find('.') == std::string::npos; }

// A creation and whether its form was sent. Kept for each key while the outcome is not known.
struct Creation {
  std::optional<Timestamp> sent_at;
};

class SiteWriter final : public ChannelWriter {
 public:
  SiteWriter(std::shared_ptr<Site> site, std::unique_ptr<SnapshotSource> source, Clock& clock, Duration index_lag)
      : site_(std::move(site)), source_(std::move(source)), clock_(clock), index_lag_(index_lag) {}

  std::vector<WriteOutcome> Deliver(RunContext& run, std::span<const Write> writes) override {
    export_.reset();  // One export serves all writes of a call, and no later ones.
    std::vector<WriteOutcome> outcomes;
    for (const Write& write : writes) outcomes.push_back(DeliverOne(run, write));
    return outcomes;
  }

 private:
  enum class Mark { kSold, kForSale };

  WriteOutcome DeliverOne(RunContext& run, const Write& write) {
    if (const auto* create = std::get_if<CreateListing>(&write.change)) return Create(run, write, *create);
    if (std::holds_alternative<PauseListing>(write.change)) {
      return Fail(ErrorKind::kUnsupported, "V&R cannot pause a listing");
    }
    const RemoteId& id = write.listing.remote;
    if (id.empty() || id.text().find_first_not_of("0123456789") != std::string::npos) {
      return Fail(ErrorKind::kNotFound, "no V&R listing is called " + id.text());
    }
    if (const auto* price = std::get_if<SetPrice>(&write.change)) {
      if (!IsWhole(price->to)) {
        return Fail(ErrorKind::kRejected, "V&R prices are whole: " + FormatMoney(price->to) + " would lose its cents");
      }
      return EditOne(run, write, Edit{id.text(), "", price->to, nullptr});
    }
    if (const auto* content = std::get_if<SetContent>(&write.change)) {
      return EditOne(run, write, Edit{id.text(), content->to.description, std::nullopt, &content->to});
    }
    Quantity quantity;
    if (const auto* set = std::get_if<SetQuantity>(&write.change)) quantity = set->to;
    if (const auto* relist = std::get_if<Relist>(&write.change)) quantity = relist->quantity;
    if (quantity > Quantity(1)) return Fail(ErrorKind::kRejected, "a V&R listing is one piece and shows one unit");
    return SetMark(run, id, quantity == Quantity(1) ? Mark::kForSale : Mark::kSold);
  }

  WriteOutcome SetMark(RunContext& run, const RemoteId& id, Mark mark) {
    const std::string operation = mark == Mark::kSold ? "vr.listing.mark_sold" : "vr.listing.restore";
    const std::string call = mark == Mark::kSold ? "/ajax/mark_as_sold/" : "/ajax/restore_from_sold/";
    const std::string path = call + std::to_string(run.random.Below(1'000'000'000));
    RIFF_TRY(const HttpResponse response,
             site_->PostScript(operation, path, {{"product_id", id.text()}}, RequestEffect::kWrite));
    if (!IsSuccess(response)) return Fail(StatusError(operation, response, RequestEffect::kWrite));
    if (TextOf(response.body) != "true") {
      // "false" and nothing at all are answered to calls that worked, too.
      return Fail(ErrorKind::kAmbiguous, operation + ": the site did not say yes, which says nothing");
    }
    Accepted accepted;
    accepted.remote = id;
    return accepted;
  }

  WriteOutcome Create(RunContext& run, const Write& write, const CreateListing& create) {
    if (create.quantity < Quantity(1)) return Fail(ErrorKind::kRejected, "a new listing needs a unit to show");
    if (create.content.title.empty()) return Fail(ErrorKind::kRejected, "a V&R listing needs a title");
    if (create.content.brand.empty()) return Fail(ErrorKind::kRejected, "a V&R listing needs a brand V&R knows");
    Creation& creation = Remember(write);
    RIFF_TRY(const TakenSnapshot* taken, Export());
    const std::vector<const Row*> found = RowsOfSku(taken->snapshot, create.sku);
    if (found.size() > 1) {
      return Fail(ErrorKind::kConflict, std::to_string(found.size()) + " V&R listings are marked " + create.sku.text());
    }
    if (found.size() == 1) {
      creations_.erase(write.key);
      return Adopt(run, taken->snapshot, *found.front());
    }
    if (creation.sent_at && clock_.Now() < *creation.sent_at + index_lag_) {
      return Fail(Error{ErrorKind::kUnavailable, "an earlier try may still show up in the export",
                        *creation.sent_at + index_lag_ - clock_.Now()});
    }
    RIFF_TRY(const std::string brand_id, BrandId(create.content.brand));
    RIFF_TRY(Form form, OpenForm(kFormPath));
    RIFF_TRY(form, FillNew(std::move(form), create, Marker{create.sku, IntentOf(write.key)}, brand_id));
    creation.sent_at = clock_.Now();
    RIFF_TRY(Accepted accepted, Submit(run, kFormPath, form));
    if (!IsWhole(create.price)) accepted.note = "V&R prices are whole; the cents are cut off";
    if (!create.content.image_urls.empty()) {
      accepted.note += accepted.note.empty() ? "" : "; ";
      accepted.note += "pictures are added by hand";
    }
    return accepted;
  }

  WriteOutcome Adopt(RunContext& run, const Snapshot& snapshot, const Row& row) {
    const RemoteListing listing = ListingOf(snapshot, row, site_->url());
    Accepted accepted;
    accepted.remote = listing.ref.remote;
    accepted.shown = listing.facts;
    if (row.sold) {
      RIFF_TRY(accepted, SetMark(run, listing.ref.remote, Mark::kForSale));
    }
    accepted.note = "a listing with this SKU was there already";
    return accepted;
  }

  WriteOutcome EditOne(RunContext& run, const Write& write, Edit edit) {
    const std::string path = kFormPath + "/" + edit.id;
    RIFF_TRY(const TakenSnapshot* taken, Export());
    const Row* row = FindRow(taken->snapshot, RemoteId(edit.id));
    if (edit.content != nullptr) {
      const Sku& sku = write.sku_shown.empty() ? write.sku : write.sku_shown;
      edit.description = WithToken(edit.description, sku);
    } else if (const auto sent = descriptions_.find(edit.id); sent != descriptions_.end()) {
      edit.description = sent->second;  // Newer than any export that is still behind.
    } else if (row != nullptr) {
      edit.description = CellOf(taken->snapshot, *row, Column::kDescription);
    } else {
      return Fail(source_->Absence(RemoteId(edit.id)));
    }
    RIFF_TRY(Form form, OpenForm(path));
    RIFF_TRY(form, FillEdit(std::move(form), edit, taken->snapshot, row));
    if (edit.content != nullptr) descriptions_[edit.id] = edit.description;
    RIFF_TRY(Accepted accepted, Submit(run, path, form));
    accepted.remote = RemoteId(edit.id);
    return accepted;
  }

  // What is remembered of this creation. A write that was tried before we came may have been sent just now.
  // Of this process. A creation that an earlier process may have sent is held back by the outbox, which sends an
  // unclear one again only after the channel's index lag.
  Creation& Remember(const Write& write) { return creations_[write.key]; }

  Result<const TakenSnapshot*> Export() {
    if (!export_) {
      Result<TakenSnapshot> taken = source_->Take();
      if (!taken) {
        Error error = WithContext("read the export before writing", taken.error());
        // Whatever is wrong with the export, nothing was written.
        if (error.kind == ErrorKind::kInvalid) error.kind = ErrorKind::kUnavailable;
        return Fail(std::move(error));
      }
      export_ = *std::move(taken);
    }
    return &*export_;
  }

  Result<std::string> BrandId(const std::string& brand) {
    const std::string operation = "vr.brand.check";
    RIFF_TRY(const HttpResponse response,
             site_->PostScript(operation, "/ajax/check_brand_exists", {{"brand_name", brand}}, RequestEffect::kRead));
    if (!IsSuccess(response)) return Fail(StatusError(operation, response, RequestEffect::kRead));
    const std::string id = TextOf(response.body);
    if (id == "0") return Fail(ErrorKind::kRejected, "V&R knows no brand \"" + brand + "\"");
    if (id.empty() || id.find_first_not_of("0123456789") != std::string::npos) {
      return Fail(ErrorKind::kUnavailable, operation + ": the answer is no brand id");
    }
    return id;
  }

  Result<Form> OpenForm(const std::string& path) {
    const std::string operation = "vr.listing.form";
    RIFF_TRY(const HttpResponse page, site_->Get(operation, path, kPageTime));
    if (!IsSuccess(page)) return Fail(StatusError(operation, page, RequestEffect::kRead));
    Form form = ParseForm(page.body);
    if (!FieldOf(form, "unique_id").empty()) return form;
    if (Says(page.body, "forbidden")) return Fail(ErrorKind::kNotFound, "V&R no longer lets us edit " + path);
    return Fail(ErrorKind::kUnavailable, operation + ": the page holds no form");
  }

  Result<Accepted> Submit(RunContext& run, const std::string& path, const Form& form) {
    const std::string operation = "vr.listing.submit";
    const std::string boundary = "riff" + run.random.Hex(32);
    RIFF_TRY(const HttpResponse response, site_->PostForm(operation, path, boundary, EncodeMultipart(form, boundary)));
    if (response.status >= 400) return Fail(StatusError(operation, response, RequestEffect::kWrite));
    SubmitReply reply = ReadReply(response);
    if (reply.word == SubmitWord::kRefused) {
      return Fail(ErrorKind::kRejected, operation + ": V&R refused it: " + reply.reasons);
    }
    if (reply.word == SubmitWord::kUnclear) {
      return Fail(ErrorKind::kAmbiguous, operation + ": the answer says neither yes nor no");
    }
    Accepted accepted;
    accepted.remote = std::move(reply.id);
    return accepted;
  }

  std::shared_ptr<Site> site_;  // Shared: all parts of the connector use one session.
  std::unique_ptr<SnapshotSource> source_;
  Clock& clock_;
  const Duration index_lag_;
  std::optional<TakenSnapshot> export_;
  std::map<IdempotencyKey, Creation> creations_;
  std::map<std::string, std::string> descriptions_;  // By product id, as last sent.
};

}  // namespace

std::unique_ptr<ChannelWriter> MakeSiteWriter(std::shared_ptr<Site> site, std::unique_ptr<SnapshotSource> source,
                                              Clock& clock, Duration index_lag) {
  return std::make_unique<SiteWriter>(std::move(site), std::move(source), clock, index_lag);
}

}  // namespace riff::vr
