#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/ebay/ebay_config.h"
#include "tests/unit/connectors/ebay/seller_account.h"

namespace riff::ebay {

inline const std::string kTrading = "POST /ws/api.dll";

inline Config LegacyConfig() {
  Config config = TestConfig();
  config.legacy = Config::Legacy::kIncluded;
  return config;
}

inline std::string TradingXml(const std::string& call, const std::string& ack, const std::string& inside) {
  return R"(<?xml version="1.0" encoding="UTF-8"?><)" + call +
         R"(Response xmlns="urn:ebay:apis:eBLBaseComponents"><Ack>)" + ack + "</Ack>" + inside + "</" + call +
         "Response>";
}

inline std::string TradingErrorXml(long long code, const std::string& item = "", const std::string& severity = "Error",
                                   const std::string& source = "RequestError") {
  return "<Errors><ShortMessage>a message</ShortMessage><ErrorCode>" + std::to_string(code) +
         "</ErrorCode><SeverityCode>" + severity + "</SeverityCode>" +
         (item.empty() ? "" : R"(<ErrorParameters ParamID="ItemID"><Value>)" + item + "</Value></ErrorParameters>") +
         "<ErrorClassification>" + source + "</ErrorClassification></Errors>";
}

// One that is `left` of `left + sold`.
inline std::string LegacyItemXml(const std::string& id, const std::string& sku, int left, int sold = 0,
                                 const std::string& more = "") {
  return "<Item><ItemID>" + id + "</ItemID>" + (sku.empty() ? "" : "<SKU>" + sku + "</SKU>") + "<Title>Guitar " + id +
         "</Title><ListingType>FixedPriceItem</ListingType><Quantity>" + std::to_string(left + sold) +
         R"(</Quantity><SellingStatus><CurrentPrice currencyID="USD">499.0</CurrentPrice><QuantitySold>)" +
         std::to_string(sold) + "</QuantitySold></SellingStatus>" + more + "</Item>";
}

inline std::string ActiveXml(const std::string& items, int pages, int entries) {
  return TradingXml("GetMyeBaySelling", "Success",
                    "<ActiveList><ItemArray>" + items + "</ItemArray><PaginationResult><TotalNumberOfPages>" +
                        std::to_string(pages) + "</TotalNumberOfPages><TotalNumberOfEntries>" +
                        std::to_string(entries) + "</TotalNumberOfEntries></PaginationResult></ActiveList>");
}

inline std::string SellerListXml(const std::string& items, int entries) {
  return TradingXml("GetSellerList", "Success",
                    "<PaginationResult><TotalNumberOfPages>1</TotalNumberOfPages><TotalNumberOfEntries>" +
                        std::to_string(entries) +
                        "</TotalNumberOfEntries></PaginationResult><HasMoreItems>false</HasMoreItems><ItemArray>" +
                        items + "</ItemArray>");
}

inline std::string GetItemXml(const std::string& item) { return TradingXml("GetItem", "Success", item); }

inline std::string EchoXml(const std::string& item, const std::string& sku = "") {
  return "<InventoryStatus><ItemID>" + item + "</ItemID>" + (sku.empty() ? "" : "<SKU>" + sku + "</SKU>") +
         "<Quantity>10</Quantity></InventoryStatus>";
}

// The names of the Trading calls that were sent, in order.
inline std::vector<std::string> TradingCalls(const ScriptedTransport& line) {
  std::vector<std::string> calls;
  for (const HttpRequest& request : line.Sent(kTrading)) {
    calls.emplace_back(HeaderOf(request.headers, "X-EBAY-API-CALL-NAME"));
  }
  return calls;
}

}  // namespace riff::ebay
