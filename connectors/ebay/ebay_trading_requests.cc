#include "connectors/ebay/ebay_trading_requests.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "connectors/http/url.h"
#include "connectors/xml/xml.h"
#include "engine/base/check.h"

namespace riff::ebay {
namespace {

constexpr std::string_view kNamespace = "urn:ebay:apis:eBLBaseComponents";

struct Site {
  std::string_view marketplace;
  std::string_view number;
};

// X-EBAY-API-SITEID, which must be the listing's.
constexpr std::array kSites = {
    Site{"EBAY_US", "0"},   Site{"EBAY_CA", "2"},   Site{"EBAY_GB", "3"},   Site{"EBAY_AU", "15"},
    Site{"EBAY_AT", "16"},  Site{"EBAY_FR", "71"},  Site{"EBAY_DE", "77"},  Site{"EBAY_IT", "101"},
    Site{"EBAY_NL", "146"}, Site{"EBAY_ES", "186"}, Site{"EBAY_CH", "193"}, Site{"EBAY_IE", "205"},
};

std::string SiteOf(std::string_view marketplace) {
  const auto* const site = std::ranges::find(kSites, marketplace, &Site::marketplace);
  return std::string(site == kSites.end() ? kSites.front().number : site->number);
}

constexpr std::array<std::string_view, 3> kReads = {"GetMyeBaySelling", "GetSellerList", "GetItem"};

XmlWriter Begun(std::string_view call) {
  XmlWriter xml;
  xml.Begin(std::string(call) + "Request").Attribute("xmlns", kNamespace);
  return xml;
}

void WritePage(XmlWriter& xml, int page) {
  xml.Begin("Pagination");
  xml.Element("EntriesPerPage", std::to_string(kEntriesPerPage)).Element("PageNumber", std::to_string(page));
  xml.End();
}

bool SameName(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

}  // namespace

TradingRequests::TradingRequests(const Config& config)
    : url_(config.url), site_(SiteOf(config.marketplace)), level_(config.trading_level) {
  while (url_.ends_with('/')) {
    url_.pop_back();
  }
  url_ += kTradingPath;
}

HttpRequest TradingRequests::Call(std::string operation, std::string_view name, std::string body) const {
  HttpRequest request;
  request.operation = std::move(operation);
  request.method = HttpMethod::kPost;
  request.url = url_;
  request.headers = {{"Content-Type", "text/xml"},
                     {std::string(kCallNameHeader), std::string(name)},
                     {"X-EBAY-API-SITEID", site_},
                     {"X-EBAY-API-COMPATIBILITY-LEVEL", level_}};
  request.body = std::move(body);
  return request;
}

HttpRequest TradingRequests::ActiveList(int page) const {
  XmlWriter xml = Begun("GetMyeBaySelling");
  xml.Begin("ActiveList").Element("Include", "true");
  WritePage(xml, page);
  xml.End().Element("DetailLevel", "ReturnAll").End();
  return Call("ebay.legacy.list", "GetMyeBaySelling", xml.Take());
}

HttpRequest TradingRequests::Item(std::string_view item) const {
  XmlWriter xml = Begun("GetItem");
  xml.Element("ItemID", item).Element("DetailLevel", "ReturnAll").End();
  return Call("ebay.legacy.get", "GetItem", xml.Take());
}

HttpRequest TradingRequests::SellerList(const EndTimes& ends, const Sku& sku, int page) const {
  XmlWriter xml = Begun("GetSellerList");
  xml.Element("EndTimeFrom", FormatUtcMillis(ends.from)).Element("EndTimeTo", FormatUtcMillis(ends.to));
  xml.Element("IncludeVariations", "true").Element("GranularityLevel", "Fine");
  xml.Begin("SKUArray").Element("SKU", sku.text()).End();
  WritePage(xml, page);
  xml.End();
  return Call("ebay.legacy.find", "GetSellerList", xml.Take());
}

HttpRequest TradingRequests::Revise(std::span<const ReviseRow> rows) const {
  RIFF_CHECK(!rows.empty() && rows.size() <= kReviseRowsMax, "ReviseInventoryStatus carries 1 to 4 rows");
  XmlWriter xml = Begun("ReviseInventoryStatus");
  for (const ReviseRow& row : rows) {
    RIFF_CHECK(row.quantity || row.price, "a row changes something");
    xml.Begin("InventoryStatus").Element("ItemID", row.item);
    if (!row.sku.empty()) {
      xml.Element("SKU", row.sku);
    }
    if (row.price) {
      xml.Element("StartPrice", FormatDecimal(*row.price));
    }
    if (row.quantity) {
      xml.Element("Quantity", std::to_string(row.quantity->units()));
    }
    xml.End();
  }
  xml.End();
  return Call("ebay.legacy.revise", "ReviseInventoryStatus", xml.Take());
}

HttpRequest TradingRequests::End(std::string_view item) const {
  XmlWriter xml = Begun("EndFixedPriceItem");
  xml.Element("ItemID", item).Element("EndingReason", "NotAvailable").End();
  return Call("ebay.legacy.end", "EndFixedPriceItem", xml.Take());
}

HttpRequest TradingRequests::SetTexts(std::string_view item, std::string_view title,
                                      std::string_view description) const {
  XmlWriter xml = Begun("ReviseFixedPriceItem");
  xml.Begin("Item").Element("ItemID", item);
  if (!title.empty()) {
    xml.Element("Title", title);
  }
  if (!description.empty()) {
    xml.Element("Description", description);
  }
  xml.End().End();
  return Call("ebay.legacy.update", "ReviseFixedPriceItem", xml.Take());
}

HttpRequest TradingRequests::Relist(std::string_view item, Quantity quantity, std::string_view id) const {
  XmlWriter xml = Begun("RelistFixedPriceItem");
  xml.Begin("Item").Element("ItemID", item).Element("Quantity", std::to_string(quantity.units()));
  xml.Element("UUID", id).End().End();
  return Call("ebay.legacy.relist", "RelistFixedPriceItem", xml.Take());
}

bool IsTrading(const HttpRequest& request) {
  return std::ranges::any_of(request.headers,
                             [](const HttpHeader& header) { return SameName(header.name, kCallNameHeader); });
}

bool IsTradingRead(const HttpRequest& request) {
  const Result<UrlParts> url = SplitUrl(request.url);
  // eBay takes a call's name from the query too: there must be none.
  if (request.method != HttpMethod::kPost || !url.has_value() || url->path != kTradingPath || !url->query.empty()) {
    return false;
  }
  const auto named = std::ranges::count_if(
      request.headers, [](const HttpHeader& header) { return SameName(header.name, kCallNameHeader); });
  const std::string_view call = HeaderOf(request.headers, kCallNameHeader);
  if (named != 1 || std::ranges::find(kReads, call) == kReads.end()) {
    return false;
  }
  const Result<XmlDocument> body = XmlDocument::Parse(request.body);
  return body.has_value() && body->root().name() == std::string(call) + "Request";
}

}  // namespace riff::ebay
