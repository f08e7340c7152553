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

#include "connectors/json/json.h"
#include "mocks/face.h"
#include "mocks/tiktok_answers.h"
#include "mocks/tiktok_codec.h"
#include "mocks/tiktok_gateway.h"
#include "mocks/tiktok_render.h"
#include "mocks/tiktok_webhooks.h"
#include "mocks/wire_request.h"

namespace riff::sim {

// One request on its way through the face.
struct TiktokCall {
  const ServerRequest& request;
  std::string_view operation;
  QueryPairs query;
  std::string id;  // What stood where the path has a variable part.
};

// TikTok Shop's open API over one market (platform sheet, section 8): the shop of one US seller, one sales warehouse,
// one SKU a product. The search is served from an index (index_lag_ms), product detail and inventory are not.
// Its knobs and faults are in tiktok_knobs.h, those of its webhooks in tiktok_webhooks.h.
// A search's page that cannot be read is empty. An edit saved as a draft of a product that is on sale stands beside it
// until the next edit is submitted.
// Operations: tiktok.token.{get,refresh}, tiktok.shop.list, tiktok.warehouse.list, tiktok.category.list,
// tiktok.brand.list, tiktok.image.upload, tiktok.product.{search,get,create,update,partial_edit,activate,deactivate,
// recover,delete}, tiktok.inventory.{search,update}, tiktok.price.update, tiktok.order.{search,get},
// tiktok.webhook.{list,set,delete}.
class TiktokFace final : public Face {
 public:
  explicit TiktokFace(const FaceParts& parts);

  Classified Classify(const ServerRequest& request) const override;
  ServerResponse Answer(const ServerRequest& request) override;
  void Adopt(MarketListing& listing) const override;
  void Settle() override;
  WebhookOutbox* webhooks() override { return &webhooks_.outbox(); }
  Result<void> Subscribe(const WebhookReceiver& receiver) override;

 private:
  enum class Cipher { kDemanded, kRefused, kUnsigned };  // kUnsigned: a token call, outside the gateway.
  struct Route;
  static const std::vector<Route>& Routes();
  static const Route* RouteOf(const ServerRequest& request);

  // Nothing when the request may go on.
  struct Called {
    std::string_view operation;
    Effect effect;
    Cipher cipher;
  };
  std::optional<TiktokReply> RefuseBefore(const Called& called, const TiktokCall& call);
  std::optional<TiktokReply> RefuseCipher(const Called& called, const TiktokCall& call) const;
  std::optional<TiktokReply> RefusePace(const Called& called);
  TiktokReply ReplyTo(const ServerRequest& request);
  ServerResponse Wrapped(const TiktokReply& reply);

  TiktokReply GetToken(const TiktokCall& call);
  TiktokReply RefreshToken(const TiktokCall& call);
  TiktokReply ListShops(const TiktokCall& call);
  TiktokReply ListWarehouses(const TiktokCall& call);
  TiktokReply ListCategories(const TiktokCall& call);
  TiktokReply ListBrands(const TiktokCall& call);
  TiktokReply UploadImage(const TiktokCall& call);
  TiktokReply SearchProducts(const TiktokCall& call);
  TiktokReply GetProduct(const TiktokCall& call);
  TiktokReply CreateProduct(const TiktokCall& call);
  TiktokReply UpdateProduct(const TiktokCall& call);
  TiktokReply PatchProduct(const TiktokCall& call);
  TiktokReply Activate(const TiktokCall& call);
  TiktokReply Deactivate(const TiktokCall& call);
  TiktokReply Recover(const TiktokCall& call);
  TiktokReply Delete(const TiktokCall& call);
  TiktokReply SearchInventory(const TiktokCall& call);
  TiktokReply UpdateInventory(const TiktokCall& call);
  TiktokReply UpdatePrices(const TiktokCall& call);
  TiktokReply SearchOrders(const TiktokCall& call);
  TiktokReply GetOrders(const TiktokCall& call);
  TiktokReply ListWebhooks(const TiktokCall& call);
  TiktokReply SetWebhook(const TiktokCall& call);
  TiktokReply DeleteWebhook(const TiktokCall& call);

  // Deleted products too; null when there is none.
  const MarketListing* Product(const std::string& product_id);
  const MarketListing* ProductOfSku(const std::string& sku_id);
  void IndexNewRows();
  TiktokAccount Account();
  bool IsExternalIdTaken(const MarketListing& listing) const;
  std::optional<TiktokReply> RefuseCreate(const std::string& key);
  TiktokReply Edit(const TiktokCall& call, TiktokWrite how);
  // An edit that is kept beside the product, and what the product would be with it.
  enum class Kept { kDraft, kReview };
  static void Keep(MarketListing& listing, Kept what, TiktokWrite how, const std::string& body);
  MarketListing WithKept(const MarketListing& listing, Kept what);
  TiktokReply Made(const MarketListing& listing, const std::vector<std::string>& warnings) const;
  // The product is submitted: it waits for its audit, or is through at once.
  void BeginAudit(MarketListing& listing, std::string_view operation);
  void FinishAudit(MarketListing& listing);
  void SettleAudits();
  std::string SecondWarehouse() const;  // Empty where one sells.
  Quantity UnpaidUnits(RowNumber row) const;
  TiktokStockView StockOf(const MarketListing& listing) const;
  // Puts one SKU of a stock update into the listing; what is wrong with it, if anything.
  std::vector<TiktokItemError> SetSkuStock(const JsonValue& sku, MarketListing& listing);
  bool IsPromoted(const MarketListing& listing) const;
  // What a state call does to one product; the words of what is wrong, or none.
  using StateChange = std::optional<TiktokItemError> (TiktokFace::*)(MarketListing&, const TiktokCall&);
  TiktokReply ChangeStates(const TiktokCall& call, StateChange change);
  std::optional<TiktokItemError> ActivateOne(MarketListing& listing, const TiktokCall& call);
  std::optional<TiktokItemError> DeactivateOne(MarketListing& listing, const TiktokCall& call);
  std::optional<TiktokItemError> RecoverOne(MarketListing& listing, const TiktokCall& call);
  std::optional<TiktokItemError> DeleteOne(MarketListing& listing, const TiktokCall& call);

  // A page of rows that are JSON already: `{"<rows_name>":[…],"total_count":…,"next_page_token":"…"}`.
  struct Page {
    std::string_view rows_name;
    std::size_t total = 0;
    std::size_t next = 0;  // Where the next page begins; at least `total` on the last.
  };
  TiktokReply PageOf(const TiktokCall& call, const Page& page, std::vector<std::string> rows);

  FaceParts parts_;
  TiktokTokens tokens_;
  TiktokWebhooks webhooks_;
  std::unordered_map<std::string, RowNumber> by_product_;
  std::unordered_map<std::string, RowNumber> by_sku_;
  std::unordered_map<std::string, RowNumber> by_external_id_;  // May name rows that have another one by now.
  std::set<std::string> brands_ = {"Boss", "Ernie Ball", "Fender", "Gibson", "Ibanez", "Marshall", "Yamaha"};
  RowNumber rows_indexed_ = 0;
  std::size_t orders_numbered_ = 0;
  std::set<RowNumber> auditing_;
  struct Created {
    RowNumber row = 0;
    Timestamp at;
  };
  std::map<std::string, Created> created_by_key_;  // Idempotency keys.
  std::int64_t create_day_ = 0;
  std::int64_t created_this_day_ = 0;
  std::map<std::string, std::int64_t, std::less<>> calls_this_second_;
  std::int64_t second_ = 0;
  std::int64_t calls_this_hour_ = 0;
  std::int64_t hour_ = 0;
  std::int64_t requests_ = 0;
};

}  // namespace riff::sim
