#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mocks/face.h"
#include "mocks/market_watch.h"
#include "mocks/reverb_limits.h"
#include "mocks/reverb_listing_write.h"
#include "mocks/reverb_render.h"
#include "mocks/wire_request.h"

namespace riff::sim {

// One request on its way through the face.
struct ReverbCall {
  const ServerRequest& request;
  QueryPairs query;
  std::string id;     // What stood where the path has a variable part.
  std::string token;  // As presented; may be empty.
};

// Reverb's API v3 over one market (platform sheet, section 9).
// Its knobs and faults are in reverb_knobs.h, those of its pace in reverb_limits.h.
// Operations: reverb.listing.{list,list_drafts,search,get,create,update,delete,end}, reverb.order.{list,get,ship},
// reverb.account.get, reverb.account.counts, reverb.shop.get, reverb.shop.shipping_profiles, reverb.condition.list,
// reverb.category.list, reverb.webhook.{list,create,get,delete}, reverb.token.create.
// A production token has the scopes public, read_listings, read_orders and read_profile only, unless its credentials
// may write. OAuth: POST /oauth/token with the account's token as client_secret.
class ReverbFace final : public Face {
 public:
  explicit ReverbFace(const FaceParts& parts);

  Classified Classify(const ServerRequest& request) const override;
  ServerResponse Answer(const ServerRequest& request) override;
  void Adopt(MarketListing& listing) const override;
  void Settle() override;

 private:
  enum class Permission { kAnyone, kRead, kWrite, kOauth };
  struct Route;
  static const std::vector<Route>& Routes();
  static const Route* RouteOf(const ServerRequest& request);

  // Nothing when the request may go on.
  std::unique_ptr<ServerResponse> RefuseBefore(const Route& route, const ReverbCall& call);

  ServerResponse ListListings(const ReverbCall& call);
  ServerResponse ListDrafts(const ReverbCall& call);
  ServerResponse SearchListings(const ReverbCall& call);
  ServerResponse GetListing(const ReverbCall& call);
  ServerResponse CreateListing(const ReverbCall& call);
  ServerResponse UpdateListing(const ReverbCall& call);
  ServerResponse DeleteListing(const ReverbCall& call);
  ServerResponse EndListing(const ReverbCall& call);
  ServerResponse ListOrders(const ReverbCall& call);
  ServerResponse ListAwaitingShipment(const ReverbCall& call);
  ServerResponse ListUnpaid(const ReverbCall& call);
  ServerResponse GetOrder(const ReverbCall& call);
  ServerResponse GetOrderByUuid(const ReverbCall& call);
  ServerResponse ShipOrder(const ReverbCall& call);
  ServerResponse PickUpOrder(const ReverbCall& call);
  ServerResponse GetAccount(const ReverbCall& call);
  ServerResponse GetCounts(const ReverbCall& call);
  ServerResponse GetShop(const ReverbCall& call);
  ServerResponse ListShippingProfiles(const ReverbCall& call);
  ServerResponse ListConditions(const ReverbCall& call);
  ServerResponse ListCategories(const ReverbCall& call);
  ServerResponse ListWebhooks(const ReverbCall& call);
  ServerResponse CreateWebhook(const ReverbCall& call);
  ServerResponse GetWebhook(const ReverbCall& call);
  ServerResponse DeleteWebhook(const ReverbCall& call);
  ServerResponse CreateToken(const ReverbCall& call);

  // Fields that are wrong, with the status and in the shape that the knobs say.
  ServerResponse RefuseFields(const ReverbRefused& refused) const;
  // Takes back what the market gave back for orders cancelled since, where the platform gives nothing back.
  void KeepCancelledUnits();
  // The listing of the path, or null for one that is unknown or deleted.
  const MarketListing* Listing(const ReverbCall& call) const;
  std::string_view StatusOf(const MarketOrder& order) const;
  std::string RenderedOrder(const MarketOrder& order) const;
  std::string Rendered(const MarketListing& listing, const ReverbCall& call) const;
  ServerResponse PageOfListings(const ReverbCall& call, const std::string& path,
                                const std::vector<const MarketListing*>& rows);
  ServerResponse PageOfOrders(const ReverbCall& call, const std::string& path, std::string_view status);
  ServerResponse Envelope(int status, std::string_view message, const MarketListing& listing,
                          const std::vector<std::string>& warnings, const ReverbCall& call) const;
  std::optional<ReverbRefused> RefuseCondition(const MarketListing& listing) const;
  ReverbLinks LinksOfPage(std::string_view operation);
  // Starts the publication of a listing that was just written; returns what to say, or a refusal.
  std::unique_ptr<ServerResponse> RefusePublication();
  void BeginPublication(MarketListing& listing, std::vector<std::string>& warnings);

  struct Registration {
    std::string id;
    std::string url;
    std::string topic;
  };
  void WriteRegistration(JsonWriter& json, const Registration& registration) const;

  FaceParts parts_;
  ReverbLimits limits_;
  std::set<RowNumber> publishing_;
  MarketWatch watch_;
  bool watching_ = false;
  std::set<std::string> oauth_tokens_;
  std::vector<Registration> registrations_;
};

}  // namespace riff::sim
