#include "mocks/reverb_render.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "mocks/reverb_words.h"

namespace riff::sim {
namespace {

constexpr std::string_view kHost = "https://api.reverb.com";
constexpr auto kShopZone = std::chrono::hours(6);  // Behind UTC.

std::string Href(const std::string& path, ReverbLinks links = ReverbLinks::kAbsolute) {
  return (links == ReverbLinks::kRelative ? "" : std::string(kHost)) + path;
}

void Link(JsonWriter& json, std::string_view name, const std::string& href) {
  json.Key(name).BeginObject().Key("href").Text(href).EndObject();
}

void Price(JsonWriter& json, std::string_view name, Money amount) {
  json.Key(name).BeginObject().Key("amount").Text(FormatDecimal(amount));
  json.Key("amount_cents").Integer(amount.minor).Key("currency").Text(amount.currency.code());
  json.Key("symbol").Text(amount.currency == Currency::Usd() ? "$" : amount.currency.code());
  json.Key("display").Text(FormatMoney(amount)).EndObject();
}

// Four of five: any rate will do to show that the figure is another one.
Money Converted(Money amount, const ReverbView& view) {
  const Result<Currency> currency = Currency::Parse(view.currency);
  if (view.currency.empty() || !currency || *currency == amount.currency) {
    return amount;
  }
  return Money{amount.minor * 4 / 5, *currency};
}

void Identity(JsonWriter& json, const MarketListing& listing) {
  const ListingContent& content = listing.content;
  json.Key("id").Raw(listing.remote.text());
  json.Key("make").Text(content.brand).Key("model").Text(content.model);
  json.Key("finish").Text(content.finish).Key("year").Text(content.year);
  json.Key("title").Text(content.title).Key("description").Text(content.description);
  json.Key("sku");
  if (listing.sku.empty()) {
    json.Null();
  } else {
    json.Text(listing.sku.text());
  }
  json.Key("upc");
  if (const std::string upc = ExtraOf(listing.extras, "upc"); upc.empty()) {
    json.Null();
  } else {
    json.Text(upc);
  }
}

void ConditionAndCategory(JsonWriter& json, const MarketListing& listing) {
  const ReverbCondition* condition = FindReverbCondition(ExtraOf(listing.extras, "condition_uuid"));
  if (condition == nullptr) {
    condition = &ReverbConditionFor(listing.content.condition);
  }
  json.Key("condition").BeginObject().Key("uuid").Text(condition->uuid);
  json.Key("display_name").Text(condition->display_name).Key("slug").Text(condition->slug).EndObject();
  json.Key("categories").BeginArray();
  if (const ReverbCategory* category = FindReverbCategory(listing.content.category)) {
    json.BeginObject().Key("uuid").Text(category->uuid).Key("full_name").Text(category->full_name).EndObject();
  }
  json.EndArray();
}

// One-of-a-kind listings do not track inventory: a draft or ended one reads 0 whatever was sent, a live one 1.
void Inventory(JsonWriter& json, const MarketListing& listing) {
  const bool tracked = listing.stock == StockKind::kStocked;
  const bool live = listing.status == ListingStatus::kLive;
  json.Key("has_inventory").Bool(tracked);
  json.Key("inventory").Integer(tracked ? listing.available.units() : live ? 1 : 0);
}

void State(JsonWriter& json, const MarketListing& listing, const ReverbView& view) {
  const bool away = view.seller == ReverbSeller::kAway && listing.status == ListingStatus::kLive;
  const std::string_view slug = away ? "seller_unavailable" : ReverbStateOf(listing);
  json.Key("state");
  if (view.state == ReverbStateShape::kText) {
    json.Text(slug);
    return;
  }
  std::string description(slug);
  description.front() = static_cast<char>(description.front() - 'a' + 'A');
  json.BeginObject().Key("slug").Text(slug).Key("description").Text(description).EndObject();
}

}  // namespace

std::string ReverbTime(Timestamp at) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
  std::string text = FormatUtc(Timestamp(seconds) - kShopZone);
  text.replace(text.size() - 1, 1, "-06:00");
  return text;
}

void RenderReverbListing(JsonWriter& json, const MarketListing& listing, const ReverbView& view) {
  json.BeginObject();
  Identity(json, listing);
  ConditionAndCategory(json, listing);
  const Money shown = Converted(listing.price, view);
  Price(json, "price", shown);
  Price(json, "buyer_price", shown);
  json.Key("listing_currency").Text(listing.price.currency.code());
  Inventory(json, listing);
  json.Key("offers_enabled").Bool(ExtraOf(listing.extras, "offers_enabled") != "false");
  json.Key("auction").Bool(false);
  State(json, listing, view);
  const std::string self = "/api/listings/" + listing.remote.text();
  json.Key("photos").BeginArray();
  for (const std::string& url : listing.content.image_urls) {
    json.BeginObject().Key("_links").BeginObject();
    Link(json, "full", url);
    json.EndObject().EndObject();
  }
  json.EndArray();
  json.Key("shop_id").Integer(4711).Key("shop_name").Text("RIFF Music");
  json.Key("created_at").Text(ReverbTime(listing.created_at)).Key("published_at");
  if (listing.status == ListingStatus::kDraft) {
    json.Null();
  } else {
    json.Text(ReverbTime(listing.created_at));
  }
  json.Key("_links").BeginObject();
  Link(json, "self", Href(self, view.links));
  Link(json, "web", "https://reverb.com/item/" + listing.remote.text());
  json.EndObject().EndObject();
}

void RenderReverbOrder(JsonWriter& json, const MarketOrder& order, const Market& market, std::string_view status) {
  const MarketOrderLine& line = order.lines.front();
  const MarketListing* listing = market.Find(line.row);
  const Money subtotal{line.unit_price.minor * line.quantity.units(), line.unit_price.currency};
  json.BeginObject().Key("order_number").Text(order.id.text());
  json.Key("uuid").Text("00000000-0000-4000-8000-0000" + order.id.text());
  json.Key("order_bundle_id").Text(order.bundle).Key("order_type").Text("item");
  json.Key("order_source").Text("reverb").Key("status").Text(status);
  json.Key("product_id").Text(line.remote.text()).Key("sku");
  if (line.sku.empty()) {
    json.Null();
  } else {
    json.Text(line.sku.text());
  }
  json.Key("title").Text(line.title).Key("quantity").Integer(line.quantity.units());
  json.Key("remaining_listing_inventory").Integer(listing->available.units());
  json.Key("shop_name").Text("RIFF Music").Key("buyer_id").Integer(1).Key("buyer_name").Text("A Buyer");
  json.Key("created_at").Text(ReverbTime(order.placed_at)).Key("updated_at").Text(ReverbTime(order.updated_at));
  for (const auto& [name, at] : {std::pair{"paid_at", order.paid_at}, std::pair{"shipped_at", order.shipped_at}}) {
    json.Key(name);
    if (at) {
      json.Text(ReverbTime(*at));
    } else {
      json.Null();
    }
  }
  Price(json, "amount_product", line.unit_price);
  Price(json, "amount_product_subtotal", subtotal);
  Price(json, "shipping", Money{0, subtotal.currency});
  Price(json, "amount_tax", Money{0, subtotal.currency});
  Price(json, "total", subtotal);
  json.Key("shipping_method").Text("shipped").Key("local_pickup").Bool(false);
  json.Key("_links").BeginObject();
  Link(json, "self", Href("/api/my/orders/selling/" + order.id.text()));
  Link(json, "listing", Href("/api/listings/" + line.remote.text()));
  json.EndObject().EndObject();
}

std::string RenderReverbPage(const ReverbPage& page, const std::vector<std::string>& rows) {
  JsonWriter json;
  json.BeginObject().Key("total").Integer(static_cast<std::int64_t>(page.total));
  json.Key("current_page").Integer(static_cast<std::int64_t>(page.page));
  json.Key("total_pages").Integer(static_cast<std::int64_t>(page.pages));
  json.Key(page.rows_name).BeginArray();
  for (const std::string& row : rows) {
    json.Raw(row);
  }
  json.EndArray();
  if (page.links != ReverbLinks::kNone) {
    const auto to = [&](std::size_t number) {
      return Href(page.path + "?page=" + std::to_string(number) + (page.query.empty() ? "" : "&" + page.query),
                  page.links);
    };
    json.Key("_links").BeginObject();
    if (page.page < page.pages) {
      Link(json, "next", to(page.page + 1));
    }
    if (page.page > 1) {
      Link(json, "prev", to(page.page - 1));
    }
    json.EndObject();
  }
  json.EndObject();
  return json.Take();
}

ServerResponse ReverbJson(int status, std::string body) {
  ServerResponse response;
  response.status = status;
  response.headers.push_back({"Content-Type", "application/hal+json"});
  response.body = std::move(body);
  return response;
}

ServerResponse ReverbRefusal(int status, std::string_view message, const ReverbFieldErrors& errors) {
  JsonWriter json;
  json.BeginObject().Key("message").Text(message);
  if (!errors.empty()) {
    json.Key("errors").BeginObject();
    for (const auto& [field, messages] : errors) {
      json.Key(field).BeginArray();
      for (const std::string& each : messages) {
        json.Text(each);
      }
      json.EndArray();
    }
    json.EndObject();
  }
  json.EndObject();
  return ReverbJson(status, json.Take());
}

ServerResponse ReverbListRefusal(int status, std::string_view message, const ReverbFieldErrors& errors) {
  JsonWriter json;
  json.BeginObject().Key("message").Text(message).Key("errors").BeginArray();
  for (const auto& [field, messages] : errors) {
    for (const std::string& each : messages) {
      json.Text(field + " " + each);
    }
  }
  json.EndArray().EndObject();
  return ReverbJson(status, json.Take());
}

}  // namespace riff::sim
