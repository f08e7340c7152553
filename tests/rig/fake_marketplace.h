#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/clock.h"
#include "engine/port/connector.h"

namespace riff {

// Thrown where a process dies: nothing after it happens, and what was committed stays.
struct Killed {};

// The parts of a connector that can be told to go wrong.
enum class Call { kListListings, kGetListings, kFindBySku, kListOrders, kDeliver };

// How a write's answer can be lost.
enum class Lost { kBeforeEffect, kAfterEffect };

// One marketplace as its seller and its buyers see it: it really sells out, keeps its listings and orders, shows them
// page by page, and can be told to fail, to lag and to lose answers. It knows nothing of RIFF's store.
class FakeMarketplace {
 public:
  FakeMarketplace(Channel channel, Clock& clock);

  // Knobs. Capabilities are read when a connector is made.
  Capabilities can;
  std::size_t page_size = 50;
  bool relist_changes_id = false;
  bool drops_writes = false;                          // Says yes and does nothing.
  std::optional<std::int64_t> total;                  // What a list says it has, beside what it shows.
  std::function<void()> before_deliver;               // For what happens while a write is on its way.
  std::function<void()> after_deliver;                // The effect is there, the answer not yet.
  std::function<void(std::size_t page)> before_page;  // Of the listings.
  std::function<void(std::size_t page)> before_orders;

  // The seller's side. Each answers the remote id, or works on the listing that shows the SKU.
  struct Offer {
    std::string sku;
    std::int64_t quantity = 1;
    std::string price = "1499.00";
    std::string title = "Fender Jazzmaster 1964";
    std::optional<std::int64_t> quantity_max = std::nullopt;
    Condition condition = Condition::kExcellent;
    ListingStatus status = ListingStatus::kLive;
    std::string handle = "";
  };
  RemoteId List(const Offer& offer);
  void Edit(const std::string& sku, const std::function<void(RemoteListing&)>& change);
  void SetQuantity(const std::string& sku, std::int64_t quantity);
  void End(const std::string& sku);
  void Remove(const std::string& sku);  // Not known there any more.

  // Buyers. Refused (kConflict) when there is not that much for sale.
  Result<OrderId> Buy(const std::string& sku, std::int64_t quantity = 1);
  Result<OrderId> BuyById(const RemoteId& remote, std::int64_t quantity);
  // Several lines at once, as (SKU, units).
  OrderId BuyLines(const std::vector<std::pair<std::string, std::int64_t>>& lines);
  void SetState(const OrderId& order, OrderState state, const std::string& platform_state = "");
  Order& OrderOf(const OrderId& order);
  void PlaceOrder(Order order);  // As it is, without selling anything.

  // The truth there, which no fault touches.
  const RemoteListing& Of(const std::string& sku) const;
  std::int64_t ForSale(const std::string& sku) const;  // What a buyer could buy; 0 when there is no such listing.
  std::size_t CountOf(const std::string& sku) const;   // Listings that show the SKU, in every state.

  // Faults.
  void Fail(Call call, const Error& error, int times = 1);
  void LoseAnswers(Lost how, int times = 1);
  void RefuseWritesOf(const std::string& sku, const Error& error);
  void AcceptWritesOf(const std::string& sku);
  void HideFromLists(const std::string& sku);  // ListListings leaves it out; asked by id it is there.
  void ShowInLists(const std::string& sku);
  void SetLag(Duration lag);  // ListListings and FindBySku show what was true that long ago.

  // What arrived.
  int Calls(Call call) const;
  std::int64_t requests() const { return requests_; }
  const std::vector<Write>& delivered() const { return delivered_; }
  std::int64_t created() const { return created_; }  // Listings that writes made, adopted ones not counted.
  const std::vector<OrderWindow>& order_windows() const { return order_windows_; }

  // What the connector calls.
  Result<Page<RemoteListing>> ListListings(const std::optional<Cursor>& cursor);
  std::vector<Result<RemoteListing>> GetListings(std::span<const ListingRef> refs);
  Result<std::vector<RemoteListing>> FindBySku(const Sku& sku);
  Result<Page<Order>> ListOrders(const OrderWindow& window, const std::optional<Cursor>& cursor);
  std::vector<WriteOutcome> Deliver(std::span<const Write> writes);

 private:
  using Listings = std::map<RemoteId, RemoteListing>;

  std::optional<Error> NextFault(Call call);
  RemoteListing* FindShown(const std::string& sku);
  const RemoteListing* FindShown(const std::string& sku) const;
  RemoteId NewId();
  void Remember();
  const Listings& AsListed() const;
  void Sell(RemoteListing& listing, Quantity quantity);
  WriteOutcome Apply(const Write& write);
  WriteOutcome ApplyTo(RemoteListing& listing, const Change& change);
  WriteOutcome Create(const CreateListing& create);

  Channel channel_;
  Clock& clock_;
  Listings listings_;
  std::vector<std::pair<Timestamp, Listings>> history_;  // The state after each change.
  std::vector<Order> orders_;
  int next_id_ = 1000;
  int next_order_ = 1;
  std::map<Call, std::deque<Error>> faults_;
  std::deque<Lost> lost_;
  std::map<std::string, Error> refused_;
  std::set<std::string> hidden_;
  Duration lag_{0};
  std::map<Call, int> calls_;
  std::int64_t requests_ = 0;
  std::int64_t created_ = 0;
  std::vector<Write> delivered_;
  std::vector<OrderWindow> order_windows_;
};

// A connector over the marketplace, which outlives it.
Connector MakeFakeConnector(FakeMarketplace& marketplace, Channel channel, Access access);

}  // namespace riff
