#include "mocks/vr_form.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "connectors/http/url.h"
#include "mocks/vr_words.h"

namespace riff::sim {
namespace {

constexpr std::size_t kPriceDigitsMax = 9;

using Fields = std::vector<MultipartField>;

bool IsYes(const Fields& fields, std::string_view name) {
  const std::string value = FieldOf(fields, name);
  return value == "yes" || value == "on" || value == "1" || value == "true";
}

// The whole part of a price such as "1899" or "1899.50".
std::optional<std::int64_t> WholeUnits(const std::string& text) {
  const std::string whole = text.substr(0, text.find('.'));
  const bool digits = !whole.empty() && whole.size() <= kPriceDigitsMax &&
                      text.find_first_not_of("0123456789.") == std::string::npos &&
                      std::count(text.begin(), text.end(), '.') <= 1;
  return digits ? std::optional<std::int64_t>(std::stoll(whole)) : std::nullopt;
}

int NumberOf(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

// The deepest category the form names, or null with the complaint.
const VrCategory* CategoryOf(const Fields& fields, std::string& complaint) {
  const VrCategory* deepest = nullptr;
  for (const std::string_view level : {"categ_level_0", "categ_level_1", "categ_level_2", "categ_level_3"}) {
    const std::string text = FieldOf(fields, level);
    if (text.empty() || text == "0") {
      break;
    }
    const VrCategory* category = FindVrCategory(NumberOf(text));
    if (category == nullptr || category->parent != (deepest == nullptr ? 0 : deepest->id)) {
      complaint = "Category is not valid";
      return nullptr;
    }
    deepest = category;
  }
  if (deepest == nullptr || deepest->deeper == Deeper::kCompulsory) {
    complaint = "Category is a required field";
    return nullptr;
  }
  return deepest;
}

std::string WithoutScripts(std::string text) {
  for (std::size_t from = text.find("<script"); from != std::string::npos; from = text.find("<script")) {
    const std::size_t end = text.find("</script>", from);
    text.erase(from, end == std::string::npos ? std::string::npos : end + 9 - from);
  }
  return text;
}

std::string Trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

void Flag(const Fields& fields, const std::string& name, MarketListing& listing) {
  listing.extras[name] = IsYes(fields, name) ? "yes" : "no";
}

// The site keeps no SKU, but whoever asks the control address for the truth may know it from the seller's own link
// (https://…/i/{sku}?…): the site itself never looks at it.
Sku SkuInLink(std::string_view link) {
  const std::size_t start = link.find("/i/");
  if (start == std::string_view::npos) {
    return Sku();
  }
  const std::string_view rest = link.substr(start + 3);
  const Result<std::string> sku = PercentDecode(rest.substr(0, rest.find('?')));
  return sku.has_value() ? Sku(*sku) : Sku();
}

}  // namespace

std::vector<std::string> VrFormErrors(const Fields& fields, const std::vector<std::string>& brands) {
  std::vector<std::string> errors;
  const std::string brand = FieldOf(fields, "recipient_name");
  if (brand.empty()) {
    errors.push_back("Brand is a required field");
  } else if (!brands.empty() && std::ranges::find(brands, brand) == brands.end()) {
    errors.push_back("Brand is not known; choose one of the list");
  }
  if (Trimmed(FieldOf(fields, "model_name")).empty()) {
    errors.push_back("Model is a required field");
  }
  std::string complaint;
  if (CategoryOf(fields, complaint) == nullptr) {
    errors.push_back(complaint);
  }
  const std::string price = FieldOf(fields, "price");
  if (price.empty() && !IsYes(fields, "call_price")) {
    errors.push_back("Price is a required field");
  } else if (!price.empty() && !WholeUnits(price)) {
    errors.push_back("Price is not valid");
  }
  if (!IsYes(fields, "local_pickup") && !IsYes(fields, "available_for_shipment")) {
    errors.push_back("Shipping method is a required field");
  }
  return errors;
}

void ApplyVrForm(const Fields& fields, VrTrim trim, VrLink link, MarketListing& listing) {
  ListingContent& content = listing.content;
  content.brand = FieldOf(fields, "recipient_name");
  const std::string model = FieldOf(fields, "model_name");
  content.model = trim == VrTrim::kTrim ? Trimmed(model) : model;
  content.year = FieldOf(fields, "year");
  content.finish = FieldOf(fields, "finish_color");
  content.description = WithoutScripts(FieldOf(fields, "item_desc"));
  std::string complaint;
  if (const VrCategory* category = CategoryOf(fields, complaint)) {
    content.category = VrCategoryPath(*category);
  }
  content.title = content.brand + " " + Trimmed(content.model);
  for (const std::string* part : {&content.year, &content.finish}) {
    content.title += part->empty() ? "" : " " + *part;
  }
  const std::int64_t units = WholeUnits(FieldOf(fields, "price")).value_or(0);
  listing.price.minor = units;
  for (int decimal = 0; decimal < listing.price.currency.decimals(); ++decimal) {
    listing.price.minor *= 10;
  }
  for (const char* flag : {"buy_now", "show_vat", "local_pickup", "available_for_shipment"}) {
    Flag(fields, flag, listing);
  }
  if (const std::string time = FieldOf(fields, "processing_time"); !time.empty()) {
    const std::string unit = FieldOf(fields, "hours_days_sel");
    listing.extras["processing_time"] = time + " " + (unit.empty() ? "Days" : unit);
  }
  listing.extras["decade"] = FieldOf(fields, "decade");
  listing.extras["external_link"] = link == VrLink::kKept ? FieldOf(fields, "external_url") : "";
  if (listing.sku.empty()) {
    listing.sku = SkuInLink(FieldOf(fields, "external_url"));
  }
}

}  // namespace riff::sim
