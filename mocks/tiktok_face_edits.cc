// TiktokFace: products made and edited, drafts beside live products, edits under review.

#include <algorithm>
#include <utility>

#include "mocks/tiktok_face.h"
#include "mocks/tiktok_pages.h"
#include "mocks/tiktok_words.h"

namespace riff::sim {
namespace {

constexpr std::int64_t kSecondsADay = 86400;

std::string_view NameOf(bool draft) { return draft ? "draft" : "review"; }

// A kept edit begins with a letter that says how it is applied.
char LetterOf(TiktokWrite how) { return how == TiktokWrite::kReplace ? 'R' : 'P'; }

}  // namespace

bool TiktokFace::IsExternalIdTaken(const MarketListing& listing) const {
  const std::string external = ExtraOf(listing.extras, "external_product_id");
  const auto found = by_external_id_.find(external);
  if (external.empty() || found == by_external_id_.end() || found->second == listing.row) {
    return false;
  }
  const MarketListing& other = *parts_.market.Find(found->second);
  return other.status != ListingStatus::kGone && ExtraOf(other.extras, "external_product_id") == external;
}

TiktokReply TiktokFace::Made(const MarketListing& listing, const std::vector<std::string>& warnings) const {
  JsonWriter json;
  json.BeginObject().Key("product_id").Text(TiktokProductId(listing)).Key("skus").BeginArray().BeginObject();
  json.Key("id").Text(TiktokSkuId(listing)).Key("seller_sku").Text(listing.sku.text());
  json.Key("external_sku_id").Text(ExtraOf(listing.extras, "external_sku_id")).EndObject().EndArray();
  if (!warnings.empty()) {
    json.Key("warnings").BeginArray();
    for (const std::string& warning : warnings) {
      json.BeginObject().Key("message").Text(warning).EndObject();
    }
    json.EndArray();
  }
  json.EndObject();
  TiktokReply reply;
  reply.data = json.Take();
  return reply;
}

std::optional<TiktokReply> TiktokFace::RefuseCreate(const std::string& key) {
  const Timestamp now = parts_.clock.Now();
  const auto made = created_by_key_.find(key);
  const auto life = std::chrono::seconds(parts_.faults.KnobNumber("idempotency_key_seconds"));
  const bool known = made != created_by_key_.end() && now < made->second.at + life;
  if (known && parts_.faults.Knob("idempotency") == "first_answer") {
    return Made(*parts_.market.Find(made->second.row), {});
  }
  if (const std::int64_t day = TiktokSeconds(now) / kSecondsADay; day != create_day_) {
    create_day_ = day;
    created_this_day_ = 0;
  }
  const std::int64_t most = parts_.faults.KnobNumber("creates_per_day");
  if (most > 0 && created_this_day_ >= most) {
    return TiktokRefusal(12052109, "number of requests from merchants over limit");
  }
  return std::nullopt;
}

TiktokReply TiktokFace::CreateProduct(const TiktokCall& call) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  if (!body || !body->root().IsObject()) {
    return TiktokBadParameter();
  }
  const std::string key = body->root().Text("idempotency_key").value_or("");
  if (auto refused = RefuseCreate(key)) {
    return *std::move(refused);
  }
  MarketListing listing;
  TiktokApplied applied;
  if (auto refused = ApplyTiktokProduct(body->root(), TiktokWrite::kCreate, Account(), listing, applied)) {
    return *std::move(refused);
  }
  if (IsExternalIdTaken(listing)) {
    return TiktokRefusal(12052996, "external_id duplicated");
  }
  listing.status = ListingStatus::kDraft;
  listing.remote = parts_.market.NewRemote();
  if (body->root().Text("save_mode").value_or("LISTING") == "LISTING") {
    BeginAudit(listing, call.operation);
  }
  const RowNumber row = parts_.market.Add(listing, ChangedBy::kWire);
  if (listing.extras.contains("audit_until")) {
    auditing_.insert(row);
  }
  by_external_id_[ExtraOf(listing.extras, "external_product_id")] = row;
  ++created_this_day_;
  if (!key.empty()) {
    created_by_key_[key] = {row, parts_.clock.Now()};
  }
  return Made(listing, applied.warnings);
}

TiktokReply TiktokFace::UpdateProduct(const TiktokCall& call) { return Edit(call, TiktokWrite::kReplace); }

TiktokReply TiktokFace::PatchProduct(const TiktokCall& call) { return Edit(call, TiktokWrite::kPatch); }

void TiktokFace::Keep(MarketListing& listing, Kept what, TiktokWrite how, const std::string& body) {
  listing.extras.insert_or_assign(std::string(NameOf(what == Kept::kDraft)), LetterOf(how) + body);
}

MarketListing TiktokFace::WithKept(const MarketListing& listing, Kept what) {
  MarketListing changed = listing;
  const std::string kept = ExtraOf(listing.extras, NameOf(what == Kept::kDraft));
  const Result<JsonDocument> body = JsonDocument::Parse(kept.empty() ? "" : std::string_view(kept).substr(1));
  if (body) {
    TiktokApplied applied;
    const TiktokWrite how =
        kept.front() == LetterOf(TiktokWrite::kReplace) ? TiktokWrite::kReplace : TiktokWrite::kPatch;
    (void)ApplyTiktokProduct(body->root(), how, Account(), changed, applied);
  }
  // Stock and prices are set on the live version, past every audit.
  changed.available = listing.available;
  changed.extras.erase(std::string(NameOf(what == Kept::kDraft)));
  return changed;
}

TiktokReply TiktokFace::Edit(const TiktokCall& call, TiktokWrite how) {
  const MarketListing* found = Product(call.id);
  if (found == nullptr) {
    return TiktokNoProduct();
  }
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  if (!body || !body->root().IsObject() || body->root().Keys().empty()) {
    return TiktokBadParameter();
  }
  const std::string_view status = TiktokStatusOf(*found);
  if (status == "DELETED" || status == "PENDING" || status == "PLATFORM_DEACTIVATED") {
    return TiktokNotNow();
  }
  MarketListing listing = *found;
  TiktokApplied applied;
  if (auto refused = ApplyTiktokProduct(body->root(), how, Account(), listing, applied)) {
    return *std::move(refused);
  }
  if (IsExternalIdTaken(listing)) {
    return TiktokRefusal(12052996, "external_id duplicated");
  }
  if (IsPromoted(listing) && listing.available < found->available) {
    return TiktokRefusal(12052393, "Product locked for Promotion and stock can't be updated below current stock");
  }
  const std::string mode = body->root().Text("save_mode").value_or("");
  if (mode == "AS_DRAFT" && status != "DRAFT") {
    MarketListing beside = *found;
    Keep(beside, Kept::kDraft, how, call.request.body);
    parts_.market.Replace(beside, ChangedBy::kWire);
    return Made(beside, applied.warnings);
  }
  if (status == "ACTIVATE" && !applied.new_sku && parts_.faults.Knob("edits_show") == "after_audit") {
    listing = *found;
    Keep(listing, Kept::kReview, how, call.request.body);
  }
  listing.extras.erase("draft");
  if (applied.new_sku) {
    const std::string sku_id = std::to_string(parts_.market.Next(Numbered::kVariant));
    listing.remote = RemoteId(TiktokProductId(listing) + "/" + sku_id);
    by_sku_[sku_id] = listing.row;
  }
  // A draft stays one until it is submitted; everything else is audited again.
  const bool submitted = status != "DRAFT" || mode == "LISTING";
  if (submitted && status != "SELLER_DEACTIVATED") {
    BeginAudit(listing, call.operation);
  }
  by_external_id_[ExtraOf(listing.extras, "external_product_id")] = listing.row;
  parts_.market.Replace(listing, ChangedBy::kWire);
  if (listing.extras.contains("audit_until")) {
    auditing_.insert(listing.row);
  }
  return Made(listing, applied.warnings);
}

}  // namespace riff::sim
