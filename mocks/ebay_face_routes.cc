// EbayFace: which call is which.

#include "mocks/ebay_face_route.h"

namespace riff::sim {
namespace {

constexpr auto kInventory = EbayArea::kInventory;
constexpr auto kFulfillment = EbayArea::kFulfillment;
constexpr auto kAccount = EbayArea::kAccount;
constexpr auto kApplication = EbayArea::kApplication;
constexpr auto kFeed = EbayArea::kFeed;
constexpr auto kNotification = EbayArea::kNotification;
constexpr auto kRead = EbayGrant::kReading;
constexpr auto kWrite = EbayGrant::kWriting;
constexpr auto kReport = EbayGrant::kReport;

}  // namespace

#define RIFF_EBAY_INVENTORY "/sell/inventory/v1/"
#define RIFF_EBAY_ACCOUNT "/sell/account/v1/"
#define RIFF_EBAY_ORDER "/sell/fulfillment/v1/order"
#define RIFF_EBAY_FEED "/sell/feed/v1/"
#define RIFF_EBAY_NOTIFICATION "/commerce/notification/v1/"
#define RIFF_EBAY_ANALYTICS "/developer/analytics/v1_beta/"

// What is listed and where it is.
std::vector<EbayFace::Route> EbayFace::RoutesOfGoods() {
  constexpr auto kAny = Language::kAny;
  constexpr auto kLanguage = Language::kDemanded;
  using Self = EbayFace;
  return {
      {"POST", "/identity/v1/oauth2/token", "ebay.token.create", kApplication, kRead, kAny, &Self::MintToken},
      {"GET", RIFF_EBAY_INVENTORY "inventory_item", "ebay.item.list", kInventory, kRead, kAny, &Self::ListItems},
      {"GET", RIFF_EBAY_INVENTORY "inventory_item/{}", "ebay.item.get", kInventory, kRead, kAny, &Self::GetItem},
      {"PUT", RIFF_EBAY_INVENTORY "inventory_item/{}", "ebay.item.replace", kInventory, kWrite, kLanguage,
       &Self::ReplaceItem},
      {"DELETE", RIFF_EBAY_INVENTORY "inventory_item/{}", "ebay.item.delete", kInventory, kWrite, kAny,
       &Self::DeleteItem},
      {"POST", RIFF_EBAY_INVENTORY "bulk_get_inventory_item", "ebay.item.bulk_get", kInventory, kRead, kAny,
       &Self::BulkGetItems},
      {"POST", RIFF_EBAY_INVENTORY "bulk_update_price_quantity", "ebay.price_quantity.update", kInventory, kWrite, kAny,
       &Self::UpdatePriceQuantity},
      {"GET", RIFF_EBAY_INVENTORY "offer", "ebay.offer.list", kInventory, kRead, kAny, &Self::ListOffers},
      {"POST", RIFF_EBAY_INVENTORY "offer", "ebay.offer.create", kInventory, kWrite, kLanguage, &Self::CreateOffer},
      {"GET", RIFF_EBAY_INVENTORY "offer/{}", "ebay.offer.get", kInventory, kRead, kAny, &Self::GetOffer},
      {"PUT", RIFF_EBAY_INVENTORY "offer/{}", "ebay.offer.update", kInventory, kWrite, kLanguage, &Self::UpdateOffer},
      {"DELETE", RIFF_EBAY_INVENTORY "offer/{}", "ebay.offer.delete", kInventory, kWrite, kAny, &Self::DeleteOffer},
      {"POST", RIFF_EBAY_INVENTORY "offer/{}/publish", "ebay.offer.publish", kInventory, kWrite, kAny,
       &Self::PublishOffer},
      {"POST", RIFF_EBAY_INVENTORY "offer/{}/withdraw", "ebay.offer.withdraw", kInventory, kWrite, kAny,
       &Self::WithdrawOffer},
      {"GET", RIFF_EBAY_INVENTORY "location", "ebay.location.list", kInventory, kRead, kAny, &Self::ListLocations},
      {"GET", RIFF_EBAY_INVENTORY "location/{}", "ebay.location.get", kInventory, kRead, kAny, &Self::GetLocation},
      {"POST", RIFF_EBAY_INVENTORY "location/{}", "ebay.location.create", kInventory, kWrite, kAny,
       &Self::CreateLocation},
      {"POST", RIFF_EBAY_INVENTORY "location/{}/enable", "ebay.location.enable", kInventory, kWrite, kAny,
       &Self::EnableLocation},
      {"POST", RIFF_EBAY_INVENTORY "location/{}/disable", "ebay.location.disable", kInventory, kWrite, kAny,
       &Self::DisableLocation},
      {"GET", RIFF_EBAY_ACCOUNT "program/get_opted_in_programs", "ebay.account.programs", kAccount, kRead, kAny,
       &Self::GetPrograms},
      {"GET", RIFF_EBAY_ACCOUNT "privilege", "ebay.account.privileges", kAccount, kRead, kAny, &Self::GetPrivileges},
      {"GET", RIFF_EBAY_ACCOUNT "fulfillment_policy", "ebay.policy.list_fulfillment", kAccount, kRead, kAny,
       &Self::ListFulfillmentPolicies},
      {"GET", RIFF_EBAY_ACCOUNT "payment_policy", "ebay.policy.list_payment", kAccount, kRead, kAny,
       &Self::ListPaymentPolicies},
      {"GET", RIFF_EBAY_ACCOUNT "return_policy", "ebay.policy.list_return", kAccount, kRead, kAny,
       &Self::ListReturnPolicies},
      {"GET", RIFF_EBAY_ORDER, "ebay.order.list", kFulfillment, kRead, kAny, &Self::ListOrders},
      {"GET", RIFF_EBAY_ORDER "/{}", "ebay.order.get", kFulfillment, kRead, kAny, &Self::GetOrder},
      {"POST", RIFF_EBAY_INVENTORY "bulk_create_or_replace_inventory_item", "ebay.item.bulk_replace", kInventory,
       kWrite, kLanguage, &Self::BulkReplaceItems},
      {"POST", RIFF_EBAY_INVENTORY "bulk_create_offer", "ebay.offer.bulk_create", kInventory, kWrite, kLanguage,
       &Self::BulkCreateOffers},
      {"POST", RIFF_EBAY_INVENTORY "bulk_publish_offer", "ebay.offer.bulk_publish", kInventory, kWrite, kAny,
       &Self::BulkPublishOffers},
      {"POST", RIFF_EBAY_INVENTORY "bulk_migrate_listing", "ebay.listing.bulk_migrate", kInventory, kWrite, kAny,
       &Self::BulkMigrate},
  };
}

// What was sold, what is reported, and the calls of the old interface.
std::vector<EbayFace::Route> EbayFace::RoutesOfSales() {
  constexpr auto kAny = Language::kAny;
  using Self = EbayFace;
  return {
      {"POST", RIFF_EBAY_ORDER "/{}/shipping_fulfillment", "ebay.shipment.create", kFulfillment, kWrite, kAny,
       &Self::CreateShipment},
      {"GET", RIFF_EBAY_ORDER "/{}/shipping_fulfillment", "ebay.shipment.list", kFulfillment, kRead, kAny,
       &Self::ReadShipments},
      {"GET", RIFF_EBAY_ORDER "/{}/shipping_fulfillment/{}", "ebay.shipment.get", kFulfillment, kRead, kAny,
       &Self::ReadShipments},
      {"POST", EbayTrading::kPath, "ebay.trading.call", EbayArea::kTrading, kWrite, kAny, &Self::Trade},
      {"POST", RIFF_EBAY_FEED "inventory_task", "ebay.feed.order_report", kFeed, kReport, kAny, &Self::Feed},
      {"GET", RIFF_EBAY_FEED "inventory_task", "ebay.feed.list_tasks", kFeed, kReport, kAny, &Self::Feed},
      {"GET", RIFF_EBAY_FEED "inventory_task/{}", "ebay.feed.get_task", kFeed, kReport, kAny, &Self::Feed},
      {"GET", RIFF_EBAY_FEED "task/{}/download_result_file", "ebay.feed.download", kFeed, kReport, kAny, &Self::Feed},
      {"GET", RIFF_EBAY_ANALYTICS "rate_limit/", "ebay.quota.list", kApplication, kRead, kAny, &Self::GetRateLimits},
      {"GET", RIFF_EBAY_ANALYTICS "user_rate_limit/", "ebay.quota.list_user", kApplication, kRead, kAny,
       &Self::GetRateLimits},
  };
}

std::vector<EbayFace::Route> EbayFace::RoutesOfNotifications() {
  constexpr auto kAny = Language::kAny;
  using Self = EbayFace;
  return {
      {"GET", RIFF_EBAY_NOTIFICATION "config", "ebay.notification.config_get", kNotification, kRead, kAny,
       &Self::Notify},
      {"PUT", RIFF_EBAY_NOTIFICATION "config", "ebay.notification.config_set", kNotification, kRead, kAny,
       &Self::Notify},
      {"GET", RIFF_EBAY_NOTIFICATION "topic", "ebay.notification.topic_list", kNotification, kRead, kAny,
       &Self::Notify},
      {"GET", RIFF_EBAY_NOTIFICATION "topic/{}", "ebay.notification.topic_get", kNotification, kRead, kAny,
       &Self::Notify},
      {"POST", RIFF_EBAY_NOTIFICATION "destination", "ebay.notification.destination_create", kNotification, kRead, kAny,
       &Self::Notify},
      {"GET", RIFF_EBAY_NOTIFICATION "destination", "ebay.notification.destination_list", kNotification, kRead, kAny,
       &Self::Notify},
      {"GET", RIFF_EBAY_NOTIFICATION "destination/{}", "ebay.notification.destination_get", kNotification, kRead, kAny,
       &Self::Notify},
      {"PUT", RIFF_EBAY_NOTIFICATION "destination/{}", "ebay.notification.destination_update", kNotification, kRead,
       kAny, &Self::Notify},
      {"DELETE", RIFF_EBAY_NOTIFICATION "destination/{}", "ebay.notification.destination_delete", kNotification, kRead,
       kAny, &Self::Notify},
      {"POST", RIFF_EBAY_NOTIFICATION "subscription", "ebay.notification.subscription_create", kNotification, kRead,
       kAny, &Self::Notify},
      {"GET", RIFF_EBAY_NOTIFICATION "subscription", "ebay.notification.subscription_list", kNotification, kRead, kAny,
       &Self::Notify},
      {"GET", RIFF_EBAY_NOTIFICATION "subscription/{}", "ebay.notification.subscription_get", kNotification, kRead,
       kAny, &Self::Notify},
      {"DELETE", RIFF_EBAY_NOTIFICATION "subscription/{}", "ebay.notification.subscription_delete", kNotification,
       kRead, kAny, &Self::Notify},
      {"POST", RIFF_EBAY_NOTIFICATION "subscription/{}/enable", "ebay.notification.subscription_enable", kNotification,
       kRead, kAny, &Self::Notify},
      {"POST", RIFF_EBAY_NOTIFICATION "subscription/{}/disable", "ebay.notification.subscription_disable",
       kNotification, kRead, kAny, &Self::Notify},
      {"POST", RIFF_EBAY_NOTIFICATION "subscription/{}/test", "ebay.notification.subscription_test", kNotification,
       kRead, kAny, &Self::Notify},
      {"GET", RIFF_EBAY_NOTIFICATION "public_key/{}", "ebay.notification.public_key", kNotification, kRead, kAny,
       &Self::Notify},
  };
}

#undef RIFF_EBAY_INVENTORY
#undef RIFF_EBAY_ACCOUNT
#undef RIFF_EBAY_ORDER
#undef RIFF_EBAY_FEED
#undef RIFF_EBAY_NOTIFICATION
#undef RIFF_EBAY_ANALYTICS

const std::vector<EbayFace::Route>& EbayFace::Routes() {
  static const std::vector<Route> routes = [] {
    std::vector<Route> all = RoutesOfGoods();
    for (const std::vector<Route>& more : {RoutesOfSales(), RoutesOfNotifications()}) {
      all.insert(all.end(), more.begin(), more.end());
    }
    return all;
  }();
  return routes;
}

}  // namespace riff::sim
