// TiktokFace: products, found and read.

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
    RenderTiktokFound(json, *found[i], StockOf(*found[i]));
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
  MarketListing shown = *product;
  if (ValueOf(call.query, "return_under_review_version") == "true") {
    if (TiktokAuditOf(*product) != "AUDITING") {
      return TiktokRefusal(12052547, "There is no version of this product that is under review.");
    }
    shown = WithKept(*product, Kept::kReview);
  } else if (ValueOf(call.query, "return_draft_version") == "true") {
    if (!TiktokHasDraft(*product)) {
      return TiktokRefusal(12052547, "There is no draft version of this product.");
    }
    shown = WithKept(*product, Kept::kDraft);
  }
  JsonWriter json;
  RenderTiktokProduct(json, shown, {StockOf(*product), parts_.faults.Knob("detail_status_key")});
  TiktokReply reply;
  reply.data = json.Take();
  return reply;
}

TiktokAccount TiktokFace::Account() {
  IndexNewRows();
  return {parts_.credentials.Key("warehouse"), parts_.faults.KnobNumber("price_max_minor"), brands_};
}

}  // namespace riff::sim
