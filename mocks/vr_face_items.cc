// VrFace: items added, edited, sold and deleted.

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/vr_face.h"
#include "mocks/vr_form.h"
#include "mocks/vr_pages.h"
#include "mocks/vr_words.h"

namespace riff::sim {
namespace {

constexpr std::string_view kJpegStart = "\xFF\xD8\xFF";

ServerResponse Text(std::string body) {
  ServerResponse response;
  response.headers.push_back({"Content-Type", "text/html; charset=UTF-8"});
  response.body = std::move(body);
  return response;
}

ServerResponse Silence() {
  ServerResponse response;
  response.delivery = Delivery::kNone;
  return response;
}

}  // namespace

const MarketListing* VrFace::Item(const std::string& id) const {
  const MarketListing* listing = parts_.market.FindByRemote(RemoteId(id));
  return listing != nullptr && IsOnVr(*listing) ? listing : nullptr;
}

ServerResponse VrFace::ShowForm(const VrCall& call) {
  const MarketListing* listing = call.id.empty() ? nullptr : Item(call.id);
  if (!call.id.empty() && listing == nullptr) {
    return VrForbiddenPage();
  }
  return VrFormPage(listing, sessions_.NewForm(parts_.faults.chance()));
}

ServerResponse VrFace::CreateReply(const MarketListing& listing) const {
  const std::string& reply = parts_.faults.Knob("create_reply");
  if (reply == "redirect_with_id") {
    return VrRedirect("/instruments/add_edit_item/" + listing.remote.text());
  }
  if (reply == "html_success") {
    return VrSuccessPage();
  }
  if (reply == "empty_200") {
    return Text("");
  }
  return reply == "drop_after_commit" ? Silence() : VrRedirect("/instruments/show");
}

ServerResponse VrFace::AddItem(const VrCall& call) {
  Faults& faults = parts_.faults;
  if (faults.Knob("create_reply") == "drop_before_commit") {
    return Silence();
  }
  const std::optional<std::vector<MultipartField>> fields = ParseMultipart(call.request);
  if (!fields || !sessions_.KnowsForm(FieldOf(*fields, "unique_id"))) {
    return VrErrorsPage({"The form has expired; every field is a required field"});
  }
  std::vector<std::string> errors = VrFormErrors(*fields, Brands());
  if (faults.Knob("create_reply") == "html_error") {
    errors.push_back("Finish is a required field");
  }
  if (!errors.empty()) {
    return VrErrorsPage(errors);
  }
  MarketListing listing;
  listing.price.currency = Currency::Parse(faults.Knob("currency")).value_or(Currency::Usd());
  listing.available = Quantity(1);
  ApplyVrForm(*fields, faults.KnobNumber("trim_model") != 0 ? VrTrim::kTrim : VrTrim::kKeep,
              faults.KnobNumber("external_link_persists") != 0 ? VrLink::kKept : VrLink::kDropped, listing);
  const std::int64_t least = faults.KnobNumber("id_visible_after_min_ms");
  const std::int64_t most = std::max(least, faults.KnobNumber("id_visible_after_max_ms"));
  const auto drawn = static_cast<std::int64_t>(faults.chance().Below(static_cast<std::uint64_t>(most - least) + 1));
  const Timestamp visible_at = parts_.clock.Now() + std::chrono::milliseconds(least + drawn);
  listing.extras["visible_at"] = std::to_string(ToMicros(visible_at));
  const RowNumber row = parts_.market.Add(std::move(listing), ChangedBy::kWire);
  return CreateReply(*parts_.market.Find(row));
}

ServerResponse VrFace::EditItem(const VrCall& call) {
  const MarketListing* found = Item(call.id);
  if (found == nullptr) {
    return VrForbiddenPage();
  }
  const std::optional<std::vector<MultipartField>> fields = ParseMultipart(call.request);
  if (!fields || !sessions_.KnowsForm(FieldOf(*fields, "unique_id"))) {
    return VrErrorsPage({"The form has expired; every field is a required field"});
  }
  const std::vector<std::string> errors = VrFormErrors(*fields, Brands());
  if (!errors.empty()) {
    return VrErrorsPage(errors);
  }
  MarketListing listing = *found;
  Faults& faults = parts_.faults;
  ApplyVrForm(*fields, faults.KnobNumber("trim_model") != 0 ? VrTrim::kTrim : VrTrim::kKeep,
              faults.KnobNumber("external_link_persists") != 0 ? VrLink::kKept : VrLink::kDropped, listing);
  parts_.market.Replace(listing, ChangedBy::kWire);
  return VrSuccessPage();
}

ServerResponse VrFace::SetSold(const VrCall& call, ListingStatus status) {
  if (const MarketListing* found = Item(ValueOf(call.form, "product_id"))) {
    MarketListing listing = *found;
    listing.status = status;
    listing.available = Quantity(status == ListingStatus::kLive ? 1 : 0);
    parts_.market.Replace(listing, ChangedBy::kWire);
  }
  const std::string& reply = parts_.faults.Knob("sold_reply");
  if (reply == "html") {
    return VrAccountPage();
  }
  return Text(reply == "empty" ? "" : reply);
}

ServerResponse VrFace::MarkSold(const VrCall& call) { return SetSold(call, ListingStatus::kSold); }

ServerResponse VrFace::Restore(const VrCall& call) { return SetSold(call, ListingStatus::kLive); }

ServerResponse VrFace::Delete(const VrCall& call) {
  if (const MarketListing* found = Item(ValueOf(call.form, "product_id"))) {
    MarketListing listing = *found;
    listing.status = ListingStatus::kGone;
    parts_.market.Replace(listing, ChangedBy::kWire);
  }
  return Text("true");
}

ServerResponse VrFace::UploadImage(const VrCall& call) {
  const std::optional<std::vector<MultipartField>> fields = ParseMultipart(call.request);
  if (!fields || !HasField(*fields, "filename[0]")) {
    return VrErrorsPage({"Image is a required field"});
  }
  const std::string image = FieldOf(*fields, "filename[0]");
  const bool jpeg = image.starts_with(kJpegStart);
  const std::string number = std::to_string(parts_.market.Next(Numbered::kOther));
  JsonWriter json;
  json.BeginArray().BeginObject().Key("success").Bool(jpeg);
  json.Key("thumbnailName").Text(jpeg ? number + "_thumb.jpg" : "").Key("file_unique_id").Text(jpeg ? number : "");
  json.Key("fileName").Text(jpeg ? number + ".jpg" : "").Key("size").Integer(static_cast<std::int64_t>(image.size()));
  json.EndObject().EndArray();
  ServerResponse response;
  response.headers.push_back({"Content-Type", "application/json"});
  response.body = json.Take();
  return response;
}

}  // namespace riff::sim
