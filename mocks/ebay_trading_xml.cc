#include "mocks/ebay_trading_xml.h"

#include <algorithm>

#include "mocks/ebay_state.h"

namespace riff::sim {
namespace {

constexpr std::string_view kNamespace = "urn:ebay:apis:eBLBaseComponents";
constexpr std::string_view kVersion = "1423";
// "Good 'til cancelled" is renewed by calendar months; thirty days are near enough.
constexpr auto kRenewal = std::chrono::days(30);

void WriteFault(XmlWriter& xml, const TradingFault& fault) {
  const bool error = fault.severity == TradingSeverity::kError;
  xml.Begin("Errors").Element("ShortMessage", fault.message).Element("LongMessage", fault.message);
  xml.Element("ErrorCode", std::to_string(fault.code)).Element("SeverityCode", error ? "Error" : "Warning");
  for (const auto& [name, value] : fault.parameters) {
    xml.Begin("ErrorParameters").Attribute("ParamID", name).Element("Value", value).End();
  }
  xml.Element("ErrorClassification", fault.code == 10007 ? "SystemError" : "RequestError").End();
}

}  // namespace

std::string_view TradingAckOf(const TradingOutcome& outcome) {
  const bool failed =
      std::ranges::any_of(outcome.faults, [](const auto& fault) { return fault.severity == TradingSeverity::kError; });
  if (failed) {
    return outcome.done > 0 ? "PartialFailure" : "Failure";
  }
  return outcome.faults.empty() ? "Success" : "Warning";
}

ServerResponse TradingAnswer(const TradingEnvelope& envelope, const TradingOutcome& outcome) {
  XmlWriter xml;
  xml.Begin(std::string(envelope.call_name) + "Response").Attribute("xmlns", kNamespace);
  xml.Element("Timestamp", FormatUtcMillis(envelope.at)).Element("Ack", TradingAckOf(outcome));
  if (!envelope.correlation_id.empty()) {
    xml.Element("CorrelationID", envelope.correlation_id);
  }
  for (const TradingFault& fault : outcome.faults) {
    WriteFault(xml, fault);
  }
  xml.Element("Version", kVersion).Element("Build", "E1423_CORE_API_1");
  if (outcome.content && TradingAckOf(outcome) != "Failure") {
    outcome.content(xml);
  }
  xml.End();
  ServerResponse response;
  response.headers.push_back({"Content-Type", "text/xml;charset=utf-8"});
  response.body = xml.Take();
  return response;
}

std::string TradingAmount(Money amount) {
  std::string text = FormatDecimal(amount);
  if (text.find('.') == std::string::npos) {
    return text + ".0";
  }
  while (text.ends_with('0') && !text.ends_with(".0")) {
    text.pop_back();
  }
  return text;
}

void WriteTradingAmount(XmlWriter& xml, std::string_view name, Money amount) {
  xml.Begin(name).Attribute("currencyID", amount.currency.code()).Text(TradingAmount(amount)).End();
}

Timestamp TradingEndTimeOf(const MarketListing& listing, Timestamp now) {
  if (!IsEbayRunning(listing)) {
    return listing.updated_at;
  }
  const auto lived = now - listing.created_at;
  return listing.created_at + (lived / kRenewal + 1) * kRenewal;
}

void WriteTradingItem(XmlWriter& xml, const MarketListing& listing, const TradingItemView& view, Timestamp now) {
  const std::int64_t left = listing.available.units();
  const bool whole = view.detail == TradingDetail::kWhole;
  xml.Begin("Item").Element("ItemID", listing.remote.text());
  if (!listing.sku.empty()) {
    xml.Element("SKU", listing.sku.text());
  }
  xml.Element("Title", listing.content.title).Element("ListingType", "FixedPriceItem");
  xml.Element("Quantity", std::to_string(left + view.sold));
  if (view.available == TradingItemView::Available::kShown) {
    xml.Element("QuantityAvailable", std::to_string(left));
  }
  WriteTradingAmount(xml, whole ? "StartPrice" : "BuyItNowPrice", listing.price);
  xml.Begin("SellingStatus");
  WriteTradingAmount(xml, "CurrentPrice", listing.price);
  xml.Element("QuantitySold", std::to_string(view.sold));
  if (whole) {
    xml.Element("ListingStatus", IsEbayRunning(listing) ? "Active" : "Completed");
  }
  xml.End();
  xml.Begin("ListingDetails").Element("StartTime", FormatUtcMillis(listing.created_at));
  if (whole) {
    xml.Element("EndTime", FormatUtcMillis(TradingEndTimeOf(listing, now)));
  }
  xml.End();
  if (whole) {
    xml.Element("Currency", listing.price.currency.code()).Element("Country", "US").Element("Site", "US");
    xml.Element("Description", listing.content.description).Element("ListingDuration", "GTC");
    xml.Begin("PrimaryCategory").Element("CategoryID", listing.content.category).End();
    xml.Begin("PictureDetails");
    for (const std::string& url : listing.content.image_urls) {
      xml.Element("PictureURL", url);
    }
    xml.End();
  }
  xml.End();
}

}  // namespace riff::sim
