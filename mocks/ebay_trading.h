#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "connectors/xml/xml.h"
#include "mocks/ebay_errors.h"
#include "mocks/ebay_quotas.h"
#include "mocks/ebay_tokens.h"
#include "mocks/ebay_trading_xml.h"
#include "mocks/face.h"

namespace riff::sim {

using EbaySold = std::unordered_map<RemoteId, std::int64_t>;

// eBay's older API in XML at /ws/api.dll (platform sheet, section 5): GetMyeBaySelling, GetSellerList, GetSellerEvents,
// GetItem, GetUser, GeteBayOfficialTime, ReviseInventoryStatus, ReviseFixedPriceItem, EndFixedPriceItem,
// RelistFixedPriceItem. It sees every listing of the seller's, and may change those only that were not made with the
// Inventory API or migrated to it (21919474). Any token of the seller's is enough for everything, whatever its scopes,
// unless "trading_scopes" is "enforced". Lists trail the truth by "index_lag_ms"; GetItem does not.
class EbayTrading {
 public:
  // Takes a SKU for a write, or says why it cannot be had.
  using Hold = std::function<std::optional<EbayRefused>(std::string_view operation, const Sku& sku)>;
  struct Parts {
    FaceParts face;
    const EbayTokens& tokens;
    EbayQuotas& quotas;
    const EbaySold& sold;  // Units that each listing has sold.
    Hold hold;
  };
  explicit EbayTrading(Parts parts) : parts_(std::move(parts)) {}

  static constexpr std::string_view kPath = "/ws/api.dll";
  // "ebay.trading.<verb>" by the header that names the call, or "ebay.unknown".
  static Classified Classify(const ServerRequest& request);

  ServerResponse Answer(const ServerRequest& request);

 private:
  struct Call;
  static const std::vector<Call>& Calls();
  static const Call* CallOf(const ServerRequest& request);

  std::optional<TradingFault> RefuseToken(const Call& call, const ServerRequest& request) const;
  std::optional<TradingFault> RefuseCall(const Call& call, const ServerRequest& request);

  TradingOutcome GetMyeBaySelling(const XmlElement& request);
  TradingOutcome GetSellerList(const XmlElement& request);
  TradingOutcome GetSellerEvents(const XmlElement& request);
  TradingOutcome GetItem(const XmlElement& request);
  TradingOutcome GetUser(const XmlElement& request);
  TradingOutcome GetOfficialTime(const XmlElement& request);
  TradingOutcome ReviseInventoryStatus(const XmlElement& request);
  TradingOutcome ReviseFixedPriceItem(const XmlElement& request);
  TradingOutcome EndFixedPriceItem(const XmlElement& request);
  TradingOutcome RelistFixedPriceItem(const XmlElement& request);

  struct Revised {
    std::optional<TradingFault> fault;  // A warning too.
    RowNumber row = 0;                  // 0: nothing was found or done.
  };
  Revised ReviseOne(const XmlElement& status);
  // Price and quantity of a node put into the listing; a fault of its values.
  std::optional<TradingFault> Apply(const XmlElement& node, MarketListing& listing) const;

  // Rows that were ever published, as the index shows them.
  std::vector<const MarketListing*> Indexed() const;
  // By ItemID, else by SKU; null when there is none.
  const MarketListing* Named(const XmlElement& node) const;
  TradingItemView ViewOf(const MarketListing& listing, TradingDetail detail) const;
  bool MayBeEmpty() const { return parts_.face.faults.Knob("out_of_stock_control") == "on"; }

  Parts parts_;
};

// What is missing or makes no sense in a Trading request: code 37, and the element's name.
TradingFault TradingBadInput(const std::string& element);

}  // namespace riff::sim
