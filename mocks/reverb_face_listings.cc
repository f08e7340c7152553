// ReverbFace: listings, read and written.

#include <algorithm>
#include <optional>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/reverb_face.h"
#include "mocks/reverb_listing_write.h"
#include "mocks/reverb_words.h"

namespace riff::sim {
namespace {

constexpr std::size_t kRowsDefault = 24;
constexpr std::size_t kRowsMax = 50;  // More is cut to this, and nobody is told.

// A body of another type is read as a form, in which none of the fields below are found.
Result<JsonDocument> BodyOf(const ServerRequest& request) {
  const std::string type = MediaTypeOf(request);
  if (type != "application/hal+json" && type != "application/json") {
    return JsonDocument::Parse("{}");
  }
  return JsonDocument::Parse(request.body);
}

// The query again without `page`, for the links.
std::string OtherPairs(const QueryPairs& query) {
  QueryPairs others;
  for (const auto& pair : query) {
    if (pair.first != "page") {
      others.push_back(pair);
    }
  }
  return EncodeQuery(others);
}

bool HoldsText(std::string_view text, std::string_view wanted) { return text.find(wanted) != std::string_view::npos; }

}  // namespace

ServerResponse ReverbFace::RefuseFields(const ReverbRefused& refused) const {
  // Categories have a status of their own.
  const int status =
      refused.status == 412 ? static_cast<int>(parts_.faults.KnobNumber("validation_status")) : refused.status;
  const std::string& shape = parts_.faults.Knob("error_shape");
  if (shape == "list") {
    return ReverbListRefusal(status, refused.message, refused.errors);
  }
  return ReverbRefusal(status, refused.message, shape == "missing" ? ReverbFieldErrors{} : refused.errors);
}

const MarketListing* ReverbFace::Listing(const ReverbCall& call) const {
  const MarketListing* listing = parts_.market.FindByRemote(RemoteId(call.id));
  return listing != nullptr && listing->status != ListingStatus::kGone ? listing : nullptr;
}

std::string ReverbFace::Rendered(const MarketListing& listing, const ReverbCall& call) const {
  const bool asked = !call.request.Header("X-Display-Currency").empty();
  JsonWriter json;
  const Faults& faults = parts_.faults;
  const bool old_shape = call.request.Header("Accept-Version").empty();
  ReverbView view;
  view.currency = asked ? "" : faults.Knob("visitor_currency");
  view.state = old_shape || faults.Knob("state_shape") == "text" ? ReverbStateShape::kText : ReverbStateShape::kObject;
  view.links = faults.Knob("link_shape") == "relative" ? ReverbLinks::kRelative : ReverbLinks::kAbsolute;
  view.seller = faults.Knob("seller_away") == "on" ? ReverbSeller::kAway : ReverbSeller::kThere;
  RenderReverbListing(json, listing, view);
  return json.Take();
}

ReverbLinks ReverbFace::LinksOfPage(std::string_view operation) {
  if (parts_.faults.Take("no_links", operation)) {
    return ReverbLinks::kNone;
  }
  return parts_.faults.Knob("link_shape") == "relative" ? ReverbLinks::kRelative : ReverbLinks::kAbsolute;
}

ServerResponse ReverbFace::PageOfListings(const ReverbCall& call, const std::string& path,
                                          const std::vector<const MarketListing*>& rows) {
  const std::size_t per_page = std::min(CountOf(call.query, "per_page", kRowsDefault), kRowsMax);
  ReverbPage page{"listings", path, OtherPairs(call.query), rows.size(), CountOf(call.query, "page", 1)};
  page.pages = (rows.size() + per_page - 1) / per_page;
  page.links = LinksOfPage("reverb.listing.list");
  std::vector<std::string> shown;
  const std::size_t first = page.page <= page.pages ? (page.page - 1) * per_page : rows.size();
  const std::size_t end = std::min(rows.size(), first + per_page);
  for (std::size_t i = first; i < end; ++i) {
    shown.push_back(Rendered(*rows[i], call));
  }
  if (!shown.empty() && parts_.faults.Take("duplicate_rows", "reverb.listing.list")) {
    shown.push_back(shown.back());
  }
  return ReverbJson(200, RenderReverbPage(page, shown));
}

ServerResponse ReverbFace::ListListings(const ReverbCall& call) {
  const std::string state = HasValue(call.query, "state") ? ValueOf(call.query, "state") : "live";
  const std::string query = ValueOf(call.query, "query");
  const Sku sku(ValueOf(call.query, "sku"));
  if (MatchesReverbState(state, {}) == StateMatch::kUnknownState) {
    return ReverbRefusal(400, "state does not have a valid value");
  }
  std::vector<const MarketListing*> rows;
  if (!sku.empty()) {
    // A look-up by SKU sees a fresh draft at once, unlike the lists.
    if (!parts_.faults.Take("sku_search_empty", "reverb.listing.list")) {
      rows = parts_.market.FindBySku(sku);
    }
  } else {
    rows = parts_.market.AsOf(parts_.clock.Now() - parts_.faults.KnobMs("index_lag_ms"));
  }
  std::erase_if(rows, [&](const MarketListing* listing) {
    return listing->status == ListingStatus::kGone || MatchesReverbState(state, *listing) != StateMatch::kYes ||
           !HoldsText(listing->content.title, query);
  });
  return PageOfListings(call, "/api/my/listings", rows);
}

ServerResponse ReverbFace::ListDrafts(const ReverbCall& call) {
  std::vector<const MarketListing*> rows =
      parts_.market.AsOf(parts_.clock.Now() - parts_.faults.KnobMs("index_lag_ms"));
  std::erase_if(rows, [](const MarketListing* listing) { return listing->status != ListingStatus::kDraft; });
  return PageOfListings(call, "/api/my/listings/drafts", rows);
}

ServerResponse ReverbFace::SearchListings(const ReverbCall& call) {
  const std::string query = ValueOf(call.query, "query");
  std::vector<const MarketListing*> rows =
      parts_.market.AsOf(parts_.clock.Now() - parts_.faults.KnobMs("index_lag_ms"));
  std::erase_if(rows, [&](const MarketListing* listing) {
    return listing->status != ListingStatus::kLive || !HoldsText(listing->content.title, query);
  });
  return PageOfListings(call, "/api/listings", rows);
}

ServerResponse ReverbFace::GetListing(const ReverbCall& call) {
  const MarketListing* listing = Listing(call);
  return listing == nullptr ? ReverbRefusal(404, "The requested listing could not be found")
                            : ReverbJson(200, Rendered(*listing, call));
}

ServerResponse ReverbFace::Envelope(int status, std::string_view message, const MarketListing& listing,
                                    const std::vector<std::string>& warnings, const ReverbCall& call) const {
  JsonWriter json;
  json.BeginObject().Key("message").Text(message).Key("listing").Raw(Rendered(listing, call));
  json.Key("errors").BeginArray().EndArray().Key("warnings").BeginArray();
  for (const std::string& warning : warnings) {
    json.Text(warning);
  }
  json.EndArray().EndObject();
  return ReverbJson(status, json.Take());
}

std::optional<ReverbRefused> ReverbFace::RefuseCondition(const MarketListing& listing) const {
  const ReverbCondition* condition = FindReverbCondition(ExtraOf(listing.extras, "condition_uuid"));
  const bool opt_in =
      condition != nullptr && condition->stock == StockKind::kStocked && condition->condition != Condition::kNew;
  if (!opt_in || parts_.faults.Knob("opt_in_conditions") == "granted") {
    return std::nullopt;
  }
  return ReverbRefused{
      412, "Validation failed: condition is not available", {{"condition", {"is not available to your shop"}}}};
}

std::unique_ptr<ServerResponse> ReverbFace::RefusePublication() {
  if (!parts_.faults.Take("shop_forbidden", "reverb.listing.update")) {
    return nullptr;
  }
  return std::make_unique<ServerResponse>(
      ReverbRefusal(403, "Please enable multi-factor authentication before publishing listings"));
}

void ReverbFace::BeginPublication(MarketListing& listing, std::vector<std::string>& warnings) {
  if (parts_.faults.Take("publish_stuck", "reverb.listing.update")) {
    warnings.push_back("Photos could not be fetched; the listing stays a draft");
    return;
  }
  const Timestamp due = parts_.clock.Now() + parts_.faults.KnobMs("publish_delay_ms");
  listing.extras["publish_at"] = std::to_string(ToMicros(due));
}

ServerResponse ReverbFace::CreateListing(const ReverbCall& call) {
  const Result<JsonDocument> body = BodyOf(call.request);
  if (!body || !body->root().IsObject()) {
    return ReverbRefusal(400, "The body is not JSON");
  }
  MarketListing listing;
  auto applied = ApplyReverbCreate(body->root(), listing);
  if (!applied) {
    return RefuseFields(applied.error());
  }
  if (auto refused = RefuseCondition(listing)) {
    return RefuseFields(*refused);
  }
  if (applied->publish) {
    if (const auto refused = RefusePublication()) {
      return *refused;
    }
    BeginPublication(listing, applied->warnings);
  }
  const RowNumber row = parts_.market.Add(std::move(listing), ChangedBy::kWire);
  if (applied->publish) {
    publishing_.insert(row);
  }
  const std::string_view message =
      applied->publish ? "We are processing your request" : "Your listing has been saved as a draft";
  const int status = static_cast<int>(parts_.faults.KnobNumber("create_status"));
  return Envelope(status, message, *parts_.market.Find(row), applied->warnings, call);
}

ServerResponse ReverbFace::UpdateListing(const ReverbCall& call) {
  const MarketListing* found = Listing(call);
  if (found == nullptr) {
    return ReverbRefusal(404, "The requested listing could not be found");
  }
  const Result<JsonDocument> body = BodyOf(call.request);
  if (!body || !body->root().IsObject()) {
    return ReverbRefusal(400, "The body is not JSON");
  }
  if (body->root().Keys().empty()) {
    return ReverbRefusal(400, "param is missing or the value is empty: listing");
  }
  if (ReverbStateOf(*found) == "ordered") {
    return ReverbRefusal(422, "This listing has been ordered and can no longer be changed");
  }
  MarketListing listing = *found;
  auto applied = ApplyReverbWrite(body->root(), listing);
  if (!applied) {
    return RefuseFields(applied.error());
  }
  if (auto refused = RefuseCondition(listing)) {
    return RefuseFields(*refused);
  }
  const bool emptied = found->status == ListingStatus::kLive && listing.status == ListingStatus::kSold;
  if (emptied && parts_.faults.Knob("zero_stock") == "ended") {
    listing.status = ListingStatus::kEnded;
  }
  const bool refilled = found->status == ListingStatus::kEnded && listing.stock == StockKind::kStocked &&
                        found->available.units() == 0 && listing.available.units() > 0;
  if (refilled && parts_.faults.Knob("zero_stock") == "ended") {
    listing.status = ListingStatus::kLive;
  }
  const bool publishing = applied->publish && listing.status != ListingStatus::kLive;
  if (publishing) {
    if (const auto refused = RefusePublication()) {
      return *refused;
    }
    BeginPublication(listing, applied->warnings);
    publishing_.insert(listing.row);
  }
  parts_.market.Replace(listing, ChangedBy::kWire);
  const std::string_view message = publishing ? "We are processing your request" : "Your listing has been updated";
  return Envelope(200, message, *parts_.market.Find(listing.row), applied->warnings, call);
}

ServerResponse ReverbFace::DeleteListing(const ReverbCall& call) {
  const MarketListing* found = Listing(call);
  if (found == nullptr) {
    return ReverbRefusal(404, "The requested listing could not be found");
  }
  if (found->status != ListingStatus::kDraft) {
    return ReverbRefusal(static_cast<int>(parts_.faults.KnobNumber("delete_live_status")),
                         "Only drafts can be deleted");
  }
  MarketListing deleted = *found;
  deleted.status = ListingStatus::kGone;
  parts_.market.Replace(deleted, ChangedBy::kWire);
  return ReverbJson(200, R"({"message":"Your draft has been deleted"})");
}

ServerResponse ReverbFace::EndListing(const ReverbCall& call) {
  const MarketListing* found = Listing(call);
  if (found == nullptr) {
    return ReverbRefusal(404, "The requested listing could not be found");
  }
  const Result<JsonDocument> body = BodyOf(call.request);
  const Result<std::string> reason = body ? body->root().Text("reason") : Result<std::string>(Fail(body.error()));
  if (!reason || (*reason != "not_sold" && *reason != "reverb_sale")) {
    return ReverbRefusal(422, "reason does not have a valid value", {{"reason", {"must be not_sold or reverb_sale"}}});
  }
  if (found->status != ListingStatus::kLive) {
    return ReverbRefusal(422, "A listing that is " + std::string(ReverbStateOf(*found)) + " cannot be ended");
  }
  MarketListing ended = *found;
  ended.status = ListingStatus::kEnded;
  ended.extras["end_reason"] = *reason;
  parts_.market.Replace(ended, ChangedBy::kWire);
  ServerResponse nothing;  // Not even a media type.
  nothing.status = 200;
  return nothing;
}

}  // namespace riff::sim
