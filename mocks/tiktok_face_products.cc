// TiktokFace: products, found, read, made and edited.

#include <algorithm>
#include <utility>

#include "mocks/tiktok_face.h"
#include "mocks/tiktok_pages.h"
#include "mocks/tiktok_render.h"
#include "mocks/tiktok_words.h"

namespace riff::sim {
namespace {

constexpr std::size_t kSearchIdsMax = 10;

bool Names(const std::optional<std::vector<std::string>>& wanted, const std::string& value) {
  return !wanted || std::ranges::find(*wanted, value) != wanted->end();
}

// A search without a body is one without filters.
Result<JsonDocument> BodyOf(const ServerRequest& request) {
  return JsonDocument::Parse(request.body.empty() ? "{}" : request.body);
}

}  // namespace

TiktokReply TiktokFace::SearchProducts(const TiktokCall& call) {
  const Result<JsonDocument> body = BodyOf(call.request);
  const std::optional<std::size_t> size = TiktokPageSize(call.query);
  if (!body || !body->root().IsObject() || !size) {
    return TiktokBadParameter();
  }
  const std::string status = body->root().Text("status").value_or("ALL");
  const auto seller_skus = TiktokIds(body->root(), "seller_skus");
  const auto sku_ids = TiktokIds(body->root(), "sku_ids");
  const auto created = TiktokWindowOf(body->root(), "create_time");
  const auto updated = TiktokWindowOf(body->root(), "update_time");
  if (status != "ALL" && !IsTiktokStatus(status)) {
    return TiktokBadParameter();
  }
  if (seller_skus && seller_skus->size() > kSearchIdsMax) {
    return TiktokRefusal(12019027, "The maximum count of seller_skus in the search filter is 10.");
  }
  if (sku_ids && sku_ids->size() > kSearchIdsMax) {
    return TiktokRefusal(12019087, "The number of SKU IDs exceeds the limit of 10");
  }
  if (!created) {
    return TiktokRefusal(12019118, "search create time invalid");
  }
  if (!updated) {
    return TiktokRefusal(12019119, "search update time invalid");
  }
  const std::size_t from = TiktokPageStart(call.query);
  std::vector<const MarketListing*> found =
      parts_.market.AsOf(parts_.clock.Now() - parts_.faults.KnobMs("index_lag_ms"));
  std::erase_if(found, [&](const MarketListing* listing) {
    const std::string_view is = TiktokStatusOf(*listing);
    const bool wanted = status == "ALL" ? is != "DELETED" : is == status;
    return !wanted || !Names(seller_skus, listing->sku.text()) || !Names(sku_ids, TiktokSkuId(*listing)) ||
           !created->Holds(TiktokSeconds(listing->created_at)) || !updated->Holds(TiktokSeconds(listing->updated_at));
  });
  const auto reach = static_cast<std::size_t>(parts_.faults.KnobNumber("search_results_max"));
  if (from < found.size() && std::min(from + *size, found.size()) > reach) {
    return TiktokRefusal(12052180, "The total number of search results can not exceed 10000.");
  }
  std::vector<std::string> rows;
  for (std::size_t i = from; i < std::min(found.size(), from + *size); ++i) {
    JsonWriter json;
    RenderTiktokFound(json, *found[i], parts_.credentials.Key("warehouse"));
    rows.push_back(json.Take());
  }
  return PageOf(call, {"products", found.size(), from + *size}, std::move(rows));
}

TiktokReply TiktokFace::PageOf(const TiktokCall& call, const Page& page, std::vector<std::string> rows) {
  if (!rows.empty() && parts_.faults.Take("duplicate_rows", call.operation)) {
    rows.push_back(rows.back());
  }
  JsonWriter json;
  json.BeginObject().Key("total_count").Integer(static_cast<std::int64_t>(page.total)).Key(page.rows_name).BeginArray();
  for (const std::string& row : rows) {
    json.Raw(row);
  }
  json.EndArray();
  if (page.next < page.total) {
    json.Key("next_page_token").Text(TiktokPageToken(page.next));
  } else if (parts_.faults.Knob("last_token") == "empty") {
    json.Key("next_page_token").Text("");
  }
  json.EndObject();
  TiktokReply reply;
  reply.data = json.Take();
  return reply;
}

TiktokReply TiktokFace::GetProduct(const TiktokCall& call) {
  const MarketListing* product = Product(call.id);
  if (product == nullptr) {
    return TiktokNoProduct();
  }
  const bool under_review = ValueOf(call.query, "return_under_review_version") == "true";
  if (under_review && TiktokAuditOf(*product) != "AUDITING") {
    return TiktokRefusal(12052547, "There is no version of this product that is under review.");
  }
  JsonWriter json;
  RenderTiktokProduct(json, *product, {parts_.credentials.Key("warehouse"), parts_.faults.Knob("detail_status_key")});
  TiktokReply reply;
  reply.data = json.Take();
  return reply;
}

TiktokAccount TiktokFace::Account() {
  IndexNewRows();
  return {parts_.credentials.Key("warehouse"), parts_.faults.KnobNumber("price_max_minor"), brands_};
}

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

TiktokReply TiktokFace::CreateProduct(const TiktokCall& call) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  if (!body || !body->root().IsObject()) {
    return TiktokBadParameter();
  }
  const std::string key = body->root().Text("idempotency_key").value_or("");
  if (const auto made = created_by_key_.find(key); made != created_by_key_.end()) {
    return Made(*parts_.market.Find(made->second), {});
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
  if (!key.empty()) {
    created_by_key_[key] = row;
  }
  return Made(listing, applied.warnings);
}

TiktokReply TiktokFace::UpdateProduct(const TiktokCall& call) { return Edit(call, TiktokWrite::kReplace); }

TiktokReply TiktokFace::PatchProduct(const TiktokCall& call) { return Edit(call, TiktokWrite::kPatch); }

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
  if (applied.new_sku) {
    const std::string sku_id = std::to_string(parts_.market.Next(Numbered::kVariant));
    listing.remote = RemoteId(TiktokProductId(listing) + "/" + sku_id);
    by_sku_[sku_id] = listing.row;
  }
  // A draft stays one until it is submitted; everything else is audited again.
  const bool submitted = status != "DRAFT" || body->root().Text("save_mode").value_or("") == "LISTING";
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
