#include "connectors/ebay/ebay_write_codec.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/ebay/ebay_codec.h"
#include "connectors/ebay/ebay_condition.h"
#include "connectors/ebay/ebay_listing_codec.h"

namespace riff::ebay {
namespace {

constexpr std::size_t kProductDescriptionMax = 4000;
constexpr std::size_t kImagesMax = 24;

struct Member {
  std::string key;
  std::string json;
};

// How one object becomes another: members left out, set, or set only where they are missing.
struct Overlay {
  std::vector<std::string_view> drop;
  std::vector<Member> set;
  std::vector<Member> set_if_missing;
};

std::string TextJson(std::string_view text) {
  JsonWriter json;
  json.Text(text);
  return json.Take();
}

std::string ListJson(std::span<const std::string> texts) {
  JsonWriter json;
  json.BeginArray();
  for (const std::string& text : texts) {
    json.Text(text);
  }
  json.EndArray();
  return json.Take();
}

std::string Overlaid(const std::optional<JsonValue>& base, const Overlay& overlay) {
  const auto sets = [&](std::string_view key) {
    return std::ranges::any_of(overlay.set, [key](const Member& member) { return member.key == key; });
  };
  JsonWriter json;
  json.BeginObject();
  for (const std::string& key : base ? base->Keys() : std::vector<std::string>{}) {
    const std::optional<JsonValue> value = base->Find(key);
    if (value && !sets(key) && std::ranges::find(overlay.drop, std::string_view(key)) == overlay.drop.end()) {
      json.Key(key).Raw(value->Print());
    }
  }
  for (const Member& member : overlay.set) {
    json.Key(member.key).Raw(member.json);
  }
  for (const Member& member : overlay.set_if_missing) {
    if (!(base && base->Find(member.key)) && !sets(member.key)) {
      json.Key(member.key).Raw(member.json);
    }
  }
  json.EndObject();
  return json.Take();
}

std::optional<JsonValue> MemberOf(const std::optional<JsonValue>& holder, std::string_view key) {
  return holder ? holder->Find(key) : std::nullopt;
}

std::string AvailabilityJson(const std::optional<JsonValue>& availability, std::optional<Quantity> quantity) {
  Overlay ship_to{.drop = {"allocationByFormat"}, .set = {}, .set_if_missing = {}};
  if (quantity) {
    ship_to.set.push_back({"quantity", std::to_string(quantity->units())});
  }
  constexpr std::string_view kKey = "shipToLocationAvailability";
  return Overlaid(availability, {.drop = {},
                                 .set = {{std::string(kKey), Overlaid(MemberOf(availability, kKey), ship_to)}},
                                 .set_if_missing = {}});
}

void SetAspect(const std::optional<JsonValue>& aspects, std::span<const std::string_view> names,
               const std::string& value, Overlay& overlay) {
  if (value.empty()) {
    return;
  }
  const auto there =
      std::ranges::find_if(names, [&aspects](std::string_view name) { return MemberOf(aspects, name).has_value(); });
  const std::string_view name = there == names.end() ? names.front() : *there;
  overlay.set.push_back({std::string(name), ListJson(std::span(&value, 1))});
}

std::string AspectsJson(const std::optional<JsonValue>& aspects, const ListingContent& content) {
  Overlay overlay;
  SetAspect(aspects, kBrandAspects, content.brand, overlay);
  SetAspect(aspects, kModelAspects, content.model, overlay);
  SetAspect(aspects, kYearAspects, content.year, overlay);
  SetAspect(aspects, kFinishAspects, content.finish, overlay);
  return Overlaid(aspects, overlay);
}

std::string ProductJson(const std::optional<JsonValue>& product, const ListingContent& content) {
  Overlay overlay;
  overlay.set.push_back({"aspects", AspectsJson(MemberOf(product, "aspects"), content)});
  if (!content.title.empty()) {
    overlay.set.push_back({"title", TextJson(FitTitle(content.title, kTitleMax))});
  }
  if (!content.description.empty()) {
    overlay.set.push_back({"description", TextJson(FitTitle(content.description, kProductDescriptionMax))});
  }
  if (!content.brand.empty()) {
    overlay.set.push_back({"brand", TextJson(content.brand)});
    // A brand counts only beside a part number; "Does not apply" is eBay's own word for a thing that has none.
    overlay.set_if_missing.push_back({"mpn", TextJson("Does not apply")});
  }
  if (!content.image_urls.empty()) {
    const std::size_t count = std::min(content.image_urls.size(), kImagesMax);
    overlay.set.push_back({"imageUrls", ListJson(std::span(content.image_urls).first(count))});
  }
  return Overlaid(product, overlay);
}

std::string PricingJson(const std::optional<JsonValue>& pricing, Money price) {
  JsonWriter json;
  WriteMoney(json, price);
  return Overlaid(pricing, {.drop = {}, .set = {{"price", json.Take()}}, .set_if_missing = {}});
}

std::string PoliciesJson(const Config& config) {
  Overlay overlay;
  overlay.set = {{"fulfillmentPolicyId", TextJson(config.fulfillment_policy)},
                 {"paymentPolicyId", TextJson(config.payment_policy)},
                 {"returnPolicyId", TextJson(config.return_policy)}};
  return Overlaid(std::nullopt, overlay);
}

// What only answers carry, and what an update may not name.
std::vector<std::string_view> ReadOnlyOfOffer() {
  return {"offerId", "sku", "marketplaceId", "format", "status", "listing"};
}

// What a create wants of its offer, whether new or met half made.
std::vector<Member> Wanted(const std::optional<JsonValue>& pricing, const CreateListing& listing) {
  return {{"availableQuantity", std::to_string(listing.quantity.units())},
          {"includeCatalogProductDetails", "false"},
          {"listingDescription", TextJson(DescriptionOf(listing.content))},
          {"pricingSummary", PricingJson(pricing, listing.price)}};
}

std::vector<Member> Configured(const Config& config) {
  return {{"categoryId", TextJson(config.category)},
          {"listingDuration", TextJson("GTC")},
          {"merchantLocationKey", TextJson(config.location)},
          {"listingPolicies", PoliciesJson(config)}};
}

}  // namespace

std::string ItemBody(const std::optional<JsonValue>& item, const ListingContent& content,
                     std::optional<Quantity> quantity) {
  Overlay overlay;
  overlay.drop = {"sku", "locale", "groupIds", "inventoryItemGroupKeys"};
  overlay.set.push_back({"availability", AvailabilityJson(MemberOf(item, "availability"), quantity)});
  overlay.set.push_back({"product", ProductJson(MemberOf(item, "product"), content)});
  const std::string_view word = WordOfCondition(content.condition);
  // A finer word of eBay's that already means this condition stays.
  const std::optional<JsonValue> shown = MemberOf(item, "condition");
  if (!word.empty() && !(shown && ConditionOfWord(shown->AsText().value_or("")) == content.condition)) {
    overlay.set.push_back({"condition", TextJson(word)});
  }
  return Overlaid(item, overlay);
}

std::string NewOfferBody(const Config& config, const CreateListing& listing) {
  Overlay overlay;
  overlay.set = {{"sku", TextJson(listing.sku.text())},
                 {"marketplaceId", TextJson(config.marketplace)},
                 {"format", TextJson("FIXED_PRICE")}};
  std::ranges::move(Wanted(std::nullopt, listing), std::back_inserter(overlay.set));
  std::ranges::move(Configured(config), std::back_inserter(overlay.set));
  return Overlaid(std::nullopt, overlay);
}

std::string AdoptedOfferBody(const JsonValue& offer, const Config& config, const CreateListing& listing) {
  return Overlaid(offer, {.drop = ReadOnlyOfOffer(),
                          .set = Wanted(offer.Find("pricingSummary"), listing),
                          .set_if_missing = Configured(config)});
}

std::string ChangedOfferBody(const JsonValue& offer, const OfferChange& change) {
  Overlay overlay;
  overlay.drop = ReadOnlyOfOffer();
  if (change.quantity) {
    overlay.set.push_back({"availableQuantity", std::to_string(change.quantity->units())});
  }
  if (change.description) {
    overlay.set.push_back({"listingDescription", TextJson(*change.description)});
  }
  return Overlaid(offer, overlay);
}

std::string DescriptionOf(const ListingContent& content) {
  return content.description.empty() ? content.title : content.description;
}

std::string LocationBody(const std::string& name, const Place& place) {
  JsonWriter json;
  json.BeginObject();
  json.Key("location").BeginObject().Key("address").BeginObject();
  json.Key("postalCode").Text(place.postal_code);
  json.Key("country").Text(place.country);
  json.EndObject().EndObject();
  json.Key("name").Text(name);
  json.Key("merchantLocationStatus").Text("ENABLED");
  json.Key("locationTypes").BeginArray().Text("WAREHOUSE").EndArray();
  json.EndObject();
  return json.Take();
}

}  // namespace riff::ebay
