#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/money.h"
#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "engine/model/channel.h"
#include "engine/model/ids.h"
#include "engine/model/listing.h"
#include "engine/model/order.h"
#include "engine/model/product.h"
#include "mocks/mock_clock.h"
#include "mocks/number_series.h"

namespace riff::sim {

// Things a face keeps with a listing or an order that no other platform knows: texts by name. Seeded rows have none
// beyond what the face's own Adopt() gave them, and so a missing one means the platform's default.
using Extras = std::map<std::string, std::string, std::less<>>;
std::string ExtraOf(const Extras& extras, std::string_view name);  // Empty when absent.

// A row's own number within its Market: never reused, never changed, never shown to anybody outside.
using RowNumber = std::int64_t;

// Whether more than one unit can ever be behind the listing.
enum class StockKind { kOneOfAKind, kStocked };

// One listing as the marketplace itself knows it: the truth, not a read of it.
struct MarketListing {
  RowNumber row = 0;  // 0 until Add.
  // The id by which the engine will know it: Reverb and V&R product digits, eBay listingId (empty while the offer is
  // not published), Shopify "<product>/<variant>", TikTok "<product>/<sku>".
  RemoteId remote;
  std::string handle;      // eBay offerId, Shopify inventory item number; elsewhere empty.
  Sku sku;                 // Empty where the seller gave none. V&R never shows it.
  ListingContent content;  // `category` is the face's business: Adopt() turns the catalogue's word into its own.
  ListingStatus status = ListingStatus::kLive;
  StockKind stock = StockKind::kOneOfAKind;
  Quantity available;  // What a buyer could still buy; never sold units.
  Money price;
  Timestamp created_at;
  Timestamp updated_at;
  std::vector<RemoteId> past_remotes;  // Ids of earlier lives (eBay: withdrawn and published again), oldest first.
  Extras extras;

  friend bool operator==(const MarketListing&, const MarketListing&) = default;
};

struct MarketOrderLine {
  OrderLineId id;  // On Reverb and V&R the order's own id.
  RowNumber row = 0;
  RemoteId remote;  // The listing's id when it was bought.
  Sku sku;
  std::string title;
  Quantity quantity;
  Money unit_price;
  Quantity refunded = {};   // Of `quantity`, units given back before the order as a whole was undone.
  Quantity restocked = {};  // Of those, units that went on sale again.
};

struct MarketOrder {
  OrderId id;
  std::string bundle;  // Orders placed together where the platform makes one order a listing (Reverb); else the id.
  std::vector<MarketOrderLine> lines;
  OrderState state = OrderState::kPaid;  // Each face has its own word for it.
  Timestamp placed_at;
  Timestamp updated_at;              // Moves with every change of state.
  std::optional<Timestamp> paid_at;  // Unset until paid.
  std::optional<Timestamp> shipped_at;
  Extras extras;
};

// Who made a change, for the log.
enum class ChangedBy { kSeed, kWire, kBuyer, kHand };
std::string_view ToString(ChangedBy by);  // "seed", "wire", "buyer", "hand"

// One committed change of one listing, as an oracle wants it: what it was afterwards.
struct MarketChange {
  std::int64_t seq = 0;
  Timestamp at;
  ChangedBy by = ChangedBy::kWire;
  RowNumber row = 0;
  RemoteId remote;
  Sku sku;
  ListingStatus status = ListingStatus::kLive;
  Quantity available;
  Money price;
};

// What a buyer wants: by remote id, or by SKU (the first live listing with enough of it).
struct Wanted {
  RemoteId remote;
  Sku sku;
  Quantity quantity{1};
};

// Whether units that a buyer gave back are on sale again.
enum class Restock { kNo, kYes };

// What the seller changes by hand, in the platform's own web pages; what is unset stays.
struct HandEdit {
  std::optional<Quantity> available = std::nullopt;
  std::optional<Money> price = std::nullopt;
  std::optional<ListingStatus> status = std::nullopt;
  std::optional<std::string> title = std::nullopt;
  std::optional<Sku> sku = std::nullopt;
};

// The seller's side of one channel: its listings, its orders, and what a sale does to them. It behaves: it really sells
// out. It knows the platform only where the platforms' stock rules differ (what a sold-out listing becomes, whether a
// cancelled order puts units back, how ids look); everything about the wire is a Face's. One thread at a time: the
// MockChannel that owns it takes a mutex around every call.
class Market {
 public:
  Market(Channel channel, MockClock& clock);

  Channel channel() const { return channel_; }
  Timestamp Now() const { return clock_.Now(); }
  std::int64_t Next(Numbered what) { return numbers_.Next(what); }

  // A remote id in this platform's spelling, from its next numbers ("8100000000001/4100000000001" on Shopify).
  RemoteId NewRemote();

  // ---- listings -----------------------------------------------------------------------------------------------

  // Adds a listing and returns its row. An empty remote id gets the next one, except on eBay for a draft (an offer that
  // is not published has no listing id); an empty handle gets the next number on eBay and Shopify. created_at and
  // updated_at become now where they are not set (the epoch). Two rows may share a SKU, as on the real platforms; where
  // a platform forbids it, the face checks first.
  RowNumber Add(MarketListing listing, ChangedBy by);

  // Replaces the row of that number, stamps updated_at, remembers the version before (see AsOf) and logs the change.
  // A changed remote id puts the old one into past_remotes. Replacing a row by itself changes nothing at all. The row
  // must exist.
  void Replace(const MarketListing& listing, ChangedBy by);

  // Everything that was ever added, in the order of adding; rows with status kGone are deleted ones that a face must
  // not show. References stay good until the next Add or Replace.
  const std::map<RowNumber, MarketListing>& rows() const { return rows_; }

  // Null when there is none. FindByRemote finds only today's ids, deleted rows included; FindByPastRemote also those
  // of earlier lives.
  const MarketListing* Find(RowNumber row) const;
  const MarketListing* FindByRemote(const RemoteId& remote) const;
  const MarketListing* FindByPastRemote(const RemoteId& remote) const;
  const MarketListing* FindByHandle(std::string_view handle) const;
  std::vector<const MarketListing*> FindBySku(const Sku& sku) const;  // Not the deleted ones; in the order of adding.

  // All rows as they were at `at`, in the order of adding: what a search index that lags behind shows (at = Now() for
  // one that does not). Rows added later are missing; deleted ones are kGone only if they were then. Nothing is copied:
  // the pointers stay good until the next Add or Replace. Versions are kept for an hour of the clock.
  std::vector<const MarketListing*> AsOf(Timestamp at) const;
  // One row as it was then; null when it was not there yet.
  const MarketListing* AsOf(RowNumber row, Timestamp at) const;

  // ---- buyers and the seller's hands -----------------------------------------------------------------------------

  // A buyer buys: all lines or none. Lowers each listing's units, and where they reach zero the listing becomes what
  // the platform makes of it (SoldOutStatus). Returns the orders made: one, or one a line where the platform splits
  // (Reverb). `state` is kPaid or kPending; a pending order holds the units too. kRejected when a listing is not live
  // or has not enough; kNotFound when there is none; kInvalid for a quantity below 1, no line, or another state.
  Result<std::vector<OrderId>> Buy(const std::vector<Wanted>& lines, OrderState state);
  Result<OrderId> Buy(const Wanted& line);  // One paid line.

  // Moves an order on (paid, shipped, returned, refunded) and stamps it. kCancelled goes through CancelOrder's rules.
  // kNotFound; kConflict for a cancelled order.
  Result<void> SetOrderState(const OrderId& id, OrderState state);

  // Cancels once. Shopify and TikTok put the units back; Reverb does for stocked listings (and relists a sold one) but
  // never for a one-of-a-kind; eBay and V&R never do. kNotFound; kConflict when it was cancelled already.
  Result<void> CancelOrder(const OrderId& id);

  // Gives a part of one line back, some of its units: the order keeps its state and is stamped. With kYes the units are
  // on sale again, as far as the listing still is. kNotFound for the order or the line; kConflict for an order that is
  // cancelled, refunded or returned as a whole; kInvalid for fewer than one unit or more than are left.
  Result<void> RefundUnits(const OrderId& id, const OrderLineId& line, Quantity quantity, Restock restock);

  // Units set without a state change it as the platform would: 0 ends a used Reverb or an eBay listing, marks a stocked
  // Reverb or a V&R one sold, and leaves one on Shopify and TikTok live and empty; a raise brings a sold stocked Reverb
  // or V&R listing back. kNotFound; kInvalid for a negative quantity, another currency, or more than one unit of a
  // one-of-a-kind.
  Result<void> EditByHand(const RemoteId& remote, const HandEdit& edit);

  // What the platform makes of a live listing whose last unit went: Reverb and V&R kSold; eBay kSold unless the extra
  // "out_of_stock_control" is "true"; Shopify and TikTok leave it live with nothing in it.
  ListingStatus SoldOutStatus(const MarketListing& listing) const;

  // Units of this listing in paid or pending orders that have not been shipped (Shopify's and TikTok's "committed").
  Quantity CommittedOf(RowNumber row) const;

  // ---- orders and the log ----------------------------------------------------------------------------------------

  // Oldest first. A reference stays good until the next order.
  const std::deque<MarketOrder>& orders() const { return orders_; }
  const MarketOrder* FindOrder(const OrderId& id) const;
  // Lets a face keep something with an order (a tracking number); does not stamp updated_at.
  void SetOrderExtra(const OrderId& id, std::string_view name, std::string value);

  // Every committed change of a listing, oldest first; what a web-hook sender or an oracle follows by `seq`.
  const std::deque<MarketChange>& changes() const { return changes_; }

 private:
  struct Version {
    Timestamp until;  // From then on a newer one was shown.
    MarketListing listing;
  };

  Result<RowNumber> RowFor(const Wanted& line) const;
  OrderId NewOrderId();
  void TakeUnits(RowNumber row, Quantity quantity);
  void Log(const MarketListing& listing, ChangedBy by);
  void Index(const MarketListing& listing);
  void ForgetOldVersions(RowNumber row);
  MarketOrder* OrderOf(const OrderId& id);

  Channel channel_;
  MockClock& clock_;
  NumberSeries numbers_;
  std::map<RowNumber, MarketListing> rows_;
  std::map<RowNumber, Timestamp> added_at_;
  std::unordered_map<RowNumber, std::vector<Version>> versions_;
  std::unordered_map<RemoteId, RowNumber> by_remote_;
  std::unordered_map<RemoteId, RowNumber> by_past_remote_;
  std::unordered_map<std::string, RowNumber> by_handle_;
  std::unordered_map<Sku, std::vector<RowNumber>> by_sku_;  // May name rows that have another SKU by now.
  std::deque<MarketOrder> orders_;
  std::unordered_map<OrderId, std::size_t> order_at_;
  std::unordered_map<RowNumber, std::vector<std::size_t>> orders_of_;
  std::deque<MarketChange> changes_;
};

}  // namespace riff::sim
