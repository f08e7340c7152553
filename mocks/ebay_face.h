#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mocks/ebay_errors.h"
#include "mocks/ebay_quotas.h"
#include "mocks/ebay_tokens.h"
#include "mocks/face.h"
#include "mocks/wire_request.h"

namespace riff::sim {

// One request on its way through the face.
struct EbayCall {
  const ServerRequest& request;
  std::string_view operation;
  QueryPairs query;
  std::string id;  // What stood where the path has a variable part.
};

// eBay's sell APIs over one market (platform sheet, section 12): tokens, Inventory, Fulfillment (reading), Account
// (reading), Analytics. One row of the Market is an item and, once it has one, its offer (ebay_state.h). Rows without a
// SKU are invisible to the Inventory API, as listings made elsewhere are. One marketplace, fixed prices in USD.
//   knobs   out_of_stock_control (on; off: the account has not opted in: a listing at 0 ends, a 0 is 25004),
//           mixed_status (207; 200: so are bulk answers with failed rows), write_hold_ms (0; a write keeps its SKU to
//           itself so long, another one meanwhile is 25025), and the budgets of EbayQuotas
//   faults  busy (a write is 25025 and does nothing), system_error (a call is 500/25001 and does nothing), row_fails (a
//           bulk row is 500/25001 and not done), missing_row (a bulk row is done and not answered), duplicate_rows (a
//           page shows its last row twice)
// Operations: ebay.token.create, ebay.item.{list,get,bulk_get,replace,delete}, ebay.offer.{list,get,create,update,
// delete,publish,withdraw}, ebay.price_quantity.update, ebay.location.{list,get,create,enable,disable},
// ebay.account.{programs,privileges}, ebay.policy.{list_fulfillment,list_payment,list_return}, ebay.order.{list,get},
// ebay.quota.{list,list_user}.
class EbayFace final : public Face {
 public:
  explicit EbayFace(const FaceParts& parts);

  Classified Classify(const ServerRequest& request) const override;
  ServerResponse Answer(const ServerRequest& request) override;
  void Adopt(MarketListing& listing) const override;
  void Settle() override;

 private:
  enum class Language { kAny, kDemanded };
  struct Route;
  static const std::vector<Route>& Routes();
  static const Route* RouteOf(const ServerRequest& request);
  static std::string_view ApiOf(const Route& route);

  // Nothing when the request may go on.
  std::optional<ServerResponse> RefuseAtEdge(const Route& route, const ServerRequest& request) const;
  std::optional<ServerResponse> RefuseToken(const Route& route, const ServerRequest& request) const;
  std::optional<ServerResponse> RefuseCall(const Route& route, const ServerRequest& request);

  ServerResponse MintToken(const EbayCall& call);
  ServerResponse ListItems(const EbayCall& call);
  ServerResponse GetItem(const EbayCall& call);
  ServerResponse BulkGetItems(const EbayCall& call);
  ServerResponse ReplaceItem(const EbayCall& call);
  ServerResponse DeleteItem(const EbayCall& call);
  ServerResponse ListOffers(const EbayCall& call);
  ServerResponse GetOffer(const EbayCall& call);
  ServerResponse CreateOffer(const EbayCall& call);
  ServerResponse UpdateOffer(const EbayCall& call);
  ServerResponse DeleteOffer(const EbayCall& call);
  ServerResponse PublishOffer(const EbayCall& call);
  ServerResponse WithdrawOffer(const EbayCall& call);
  ServerResponse UpdatePriceQuantity(const EbayCall& call);
  ServerResponse ListLocations(const EbayCall& call);
  ServerResponse GetLocation(const EbayCall& call);
  ServerResponse CreateLocation(const EbayCall& call);
  ServerResponse EnableLocation(const EbayCall& call);
  ServerResponse DisableLocation(const EbayCall& call);
  ServerResponse GetPrograms(const EbayCall& call);
  ServerResponse GetPrivileges(const EbayCall& call);
  ServerResponse ListFulfillmentPolicies(const EbayCall& call);
  ServerResponse ListPaymentPolicies(const EbayCall& call);
  ServerResponse ListReturnPolicies(const EbayCall& call);
  ServerResponse ListOrders(const EbayCall& call);
  ServerResponse GetOrder(const EbayCall& call);
  ServerResponse GetRateLimits(const EbayCall& call);

  // The row that holds the SKU's item, or null.
  const MarketListing* Item(const Sku& sku) const;
  const MarketListing* Offer(std::string_view offer_id) const;
  std::string RenderedOffer(const MarketListing& listing) const;
  // Takes the SKU for a write, or says that somebody else has it.
  std::optional<EbayRefused> Hold(const EbayCall& call, const Sku& sku);
  // Whether a changed row may take the place of the one there is, and if so puts it there.
  std::optional<EbayRefused> Revise(const MarketListing& changed);
  std::set<std::string> EnabledLocations() const;
  bool OutOfStockControl() const { return parts_.faults.Knob("out_of_stock_control") == "on"; }
  ServerResponse BulkAnswer(std::vector<std::string> rows, std::size_t failed, std::string_view operation);
  ServerResponse Policies(const EbayCall& call, std::string_view key, std::string_view id_key,
                          std::string_view credential);

  // One entry of bulk_update_price_quantity; adds its rows and counts those that failed.
  struct BulkRows {
    std::vector<std::string> rows;
    std::size_t failed = 0;
  };
  void UpdateOne(const EbayCall& call, const JsonValue& entry, BulkRows& rows);
  // What became of one row of the answer, and of which row of the Market it speaks (0: none).
  struct BulkOutcome {
    Sku sku;
    std::string offer_id;  // Empty for a row about the item alone.
    RowNumber row = 0;
    std::optional<EbayRefused> refused;
  };
  // Puts the drafts in place; where one may not be, the outcomes that speak of it say so.
  void ReviseTogether(const std::map<RowNumber, MarketListing>& drafts, std::vector<BulkOutcome>& outcomes);
  static std::string RenderedOutcome(const BulkOutcome& outcome);

  struct Location {
    std::string key;
    std::string status;
    std::string location;  // The JSON it was made with.
  };

  FaceParts parts_;
  EbayTokens tokens_;
  EbayQuotas quotas_;
  std::vector<Location> locations_;
  std::unordered_map<Sku, Timestamp> held_until_;
  std::unordered_map<RemoteId, std::int64_t> sold_;
  std::size_t orders_counted_ = 0;
  std::string control_settled_ = "on";
};

}  // namespace riff::sim
