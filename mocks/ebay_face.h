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

#include "mocks/ebay_call.h"
#include "mocks/ebay_errors.h"
#include "mocks/ebay_feed.h"
#include "mocks/ebay_notifications.h"
#include "mocks/ebay_quotas.h"
#include "mocks/ebay_tokens.h"
#include "mocks/ebay_trading.h"
#include "mocks/face.h"

namespace riff::sim {

// eBay's sell APIs over one market (platform sheet, section 12): tokens, Inventory, Fulfillment (reading), Account
// (reading), Analytics. One row of the Market is an item and, once it has one, its offer (ebay_state.h). Rows without a
// SKU are invisible to the Inventory API, as listings made elsewhere are. One marketplace, fixed prices in USD.
// Listings of the Trading API (a share of the seeded ones) are invisible to the Inventory API until they are migrated.
// Knobs and faults are in ebay_knobs.h, the budgets' in ebay_quotas.h, the web-hooks' in ebay_notifications.h; the
// operations are in ebay_face_routes.cc, ebay_trading.cc, ebay_feed.h and ebay_notifications.h.
class EbayFace final : public Face {
 public:
  explicit EbayFace(const FaceParts& parts);

  Classified Classify(const ServerRequest& request) const override;
  ServerResponse Answer(const ServerRequest& request) override;
  void Adopt(MarketListing& listing) const override;
  void Settle() override;
  WebhookOutbox* webhooks() override { return &notifications_.outbox(); }
  Result<void> Subscribe(const WebhookReceiver& receiver) override { return notifications_.Subscribe(receiver); }

 private:
  enum class Language { kAny, kDemanded };
  struct Route;
  static std::vector<Route> RoutesOfGoods();
  static std::vector<Route> RoutesOfSales();
  static std::vector<Route> RoutesOfNotifications();
  static const std::vector<Route>& Routes();
  static const Route* RouteOf(const ServerRequest& request);
  static std::string_view ApiOf(const Route& route);

  ServerResponse AnswerRouted(const ServerRequest& request);
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
  ServerResponse CreateShipment(const EbayCall& call);
  ServerResponse ReadShipments(const EbayCall& call);
  ServerResponse BulkReplaceItems(const EbayCall& call);
  ServerResponse BulkCreateOffers(const EbayCall& call);
  ServerResponse BulkPublishOffers(const EbayCall& call);
  ServerResponse BulkMigrate(const EbayCall& call);
  ServerResponse Trade(const EbayCall& call) { return trading_.Answer(call.request); }
  ServerResponse Feed(const EbayCall& call) { return feed_.Answer(call); }
  ServerResponse Notify(const EbayCall& call);

  // The row that holds the SKU's item, or null.
  const MarketListing* Item(const Sku& sku) const;
  const MarketListing* Offer(std::string_view offer_id) const;
  std::string RenderedOffer(const MarketListing& listing) const;
  EbayRefused NoItem() const;
  // Takes the SKU for a write, or says that somebody else has it.
  std::optional<EbayRefused> HoldFor(std::string_view operation, const Sku& sku);
  std::optional<EbayRefused> Hold(const EbayCall& call, const Sku& sku) { return HoldFor(call.operation, sku); }
  // What the single calls and their bulk forms share.
  std::optional<EbayRefused> PutItem(const EbayCall& call, const std::string& sku, const JsonValue& body,
                                     std::string_view locale);
  std::optional<EbayRefused> MakeOffer(const EbayCall& call, const JsonValue& body, std::string& offer_id);
  struct EbayPublished {
    std::optional<EbayRefused> refused;
    RemoteId listing_id = {};
    std::vector<EbayError> warnings = {};
  };
  EbayPublished Publish(const EbayCall& call, std::string_view offer_id);
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
  // A bulk call: how many rows it takes, the id by which more are refused, and what answers a row. A row gets the fault
  // that it must fail with, or says in it what it was refused for.
  struct BulkForm {
    std::size_t rows_max;
    int too_many;
    std::string (EbayFace::*row)(const EbayCall& call, const JsonValue& entry, std::optional<EbayRefused>& refused);
  };
  ServerResponse BulkOf(const EbayCall& call, const BulkForm& form);
  std::string ItemRow(const EbayCall& call, const JsonValue& entry, std::optional<EbayRefused>& refused);
  std::string OfferRow(const EbayCall& call, const JsonValue& entry, std::optional<EbayRefused>& refused);
  std::string PublishRow(const EbayCall& call, const JsonValue& entry, std::optional<EbayRefused>& refused);
  std::string MigrationRow(const EbayCall& call, const JsonValue& entry, std::optional<EbayRefused>& refused);
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

  // An order as it is told of now: with a cancellation's state, and without what a legacy listing does not show.
  MarketOrder Shown(const MarketOrder& order) const;
  std::string RenderedOrder(const EbayCall& call, const MarketOrder& order) const;
  struct Shipment {
    std::string id;
    Timestamp at;
    std::string carrier;
    std::string tracking;
    std::map<OrderLineId, std::int64_t> lines;
  };
  std::optional<EbayRefused> ReadShipment(const JsonValue& body, const MarketOrder& order, Shipment& shipment) const;
  static std::string ShipmentUrl(const EbayCall& call, const OrderId& order, std::string_view id);

  // What the seller's settings mean for the listings there are, when they have changed.
  void SettleStockControl();
  void SettleLegacyShare();
  void SettleCancellations();

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
  EbaySold sold_;
  std::map<OrderId, std::vector<Shipment>> shipments_;
  std::set<OrderId> restocked_;  // Cancelled orders whose units were put back.
  std::size_t orders_counted_ = 0;
  std::string control_settled_ = "on";
  std::int64_t share_settled_ = 0;
  EbayTrading trading_;
  EbayFeed feed_;
  EbayNotifications notifications_;
};

}  // namespace riff::sim
