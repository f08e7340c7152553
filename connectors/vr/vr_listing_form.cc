#include "connectors/vr/vr_listing_form.h"

#include <utility>

#include "connectors/vr/vr_category.h"

namespace riff::vr {
namespace {

// Enough for a person to see which field is meant.
constexpr std::size_t kReasonsMax = 300;

void SetIfEmpty(Form& form, const std::string& name, std::string value) {
  if (FieldOf(form, name).empty() && !value.empty()) SetField(form, name, std::move(value));
}

Result<void> FillCategory(Form& form, const std::string& category) {
  RIFF_TRY(const std::vector<std::string> levels, CategoryLevels(form, category));
  for (std::size_t level = 0; level < levels.size(); ++level) {
    SetField(form, "categ_level_" + std::to_string(level), levels[level]);
  }
  return {};
}

// A listing needs one way to get to its buyer.
void FillShipping(Form& form) {
  if (!FieldOf(form, "available_for_shipment").empty() || !FieldOf(form, "local_pickup").empty()) return;
  TickBox(form, "available_for_shipment");
  TickBox(form, "local_pickup");
}

// The digits at the end of a path or of its "id" argument.
std::optional<RemoteId> IdAtEnd(std::string_view location) {
  while (location.ends_with('/')) location.remove_suffix(1);
  const std::size_t start = location.find_last_of("/=");
  const std::string_view id = location.substr(start == std::string_view::npos ? 0 : start + 1);
  if (id.empty() || id.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  return RemoteId(std::string(id));
}

}  // namespace

Result<Form> FillNew(Form form, const CreateListing& create, const Marker& marker, const std::string& brand_id) {
  const ListingContent& content = create.content;
  RIFF_TRY(FillCategory(form, content.category));
  SetField(form, "recipient_name", content.brand);
  if (!brand_id.empty()) SetField(form, "brand_make_id", brand_id);
  SetField(form, "model_name", content.title);
  SetField(form, "year", content.year);
  SetField(form, "finish_color", content.finish);
  SetField(form, "external_url", LinkOf(marker));
  SetField(form, "external_id", create.sku.text());
  SetField(form, "item_desc", WithToken(content.description, create.sku));
  SetField(form, "price", FormatPrice(create.price));
  SetField(form, "processing_time", "3");
  SetField(form, "hours_days_sel", "Days");
  TickBox(form, "buy_now");
  FillShipping(form);
  return form;
}

Result<Form> FillEdit(Form form, const Edit& edit, const Snapshot& snapshot, const Row* row) {
  const std::string shown_id = FieldOf(form, "product_id");
  if (!shown_id.empty() && shown_id != "0" && shown_id != edit.id) {
    return Fail(ErrorKind::kRejected, "the edit page of product " + edit.id + " is that of product " + shown_id);
  }
  SetField(form, "product_id", edit.id);
  if (row != nullptr) {
    SetIfEmpty(form, "recipient_name", CellOf(snapshot, *row, Column::kBrand));
    SetIfEmpty(form, "model_name", CellOf(snapshot, *row, Column::kModel));
    SetIfEmpty(form, "year", CellOf(snapshot, *row, Column::kYear));
    SetIfEmpty(form, "finish_color", CellOf(snapshot, *row, Column::kFinish));
    SetIfEmpty(form, "external_url", CellOf(snapshot, *row, Column::kLink));
    if (row->price) SetIfEmpty(form, "price", FormatPrice(*row->price));
    if (FieldOf(form, "categ_level_0").empty()) {
      RIFF_TRY(FillCategory(form, CellOf(snapshot, *row, Column::kCategory)));
    }
  }
  if (edit.price) SetField(form, "price", FormatPrice(*edit.price));
  if (edit.content != nullptr) {
    SetField(form, "model_name", edit.content->title);
    if (!edit.content->year.empty()) SetField(form, "year", edit.content->year);
    if (!edit.content->finish.empty()) SetField(form, "finish_color", edit.content->finish);
  }
  SetField(form, "item_desc", edit.description);
  FillShipping(form);
  return form;
}

SubmitReply ReadReply(const HttpResponse& response) {
  SubmitReply reply;
  if (response.status == 302 || response.status == 303) {
    reply.word = SubmitWord::kYes;
    reply.id = IdAtEnd(HeaderOf(response.headers, "Location"));
    return reply;
  }
  if (response.status != 200) return reply;
  if (Says(response.body, "now published and live")) {
    reply.word = SubmitWord::kYes;
    return reply;
  }
  reply.reasons = ErrorsOf(response.body);
  if (reply.reasons.empty() && Says(response.body, "required field")) reply.reasons = TextOf(response.body);
  if (reply.reasons.empty() && Says(response.body, "forbidden")) reply.reasons = "forbidden";
  if (reply.reasons.empty()) return reply;
  reply.word = SubmitWord::kRefused;
  if (reply.reasons.size() > kReasonsMax) reply.reasons = FitTitle(reply.reasons, kReasonsMax);
  return reply;
}

}  // namespace riff::vr
