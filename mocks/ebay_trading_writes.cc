// EbayTrading: the calls that change a listing.

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "mocks/ebay_state.h"
#include "mocks/ebay_trading.h"

namespace riff::sim {
namespace {

constexpr std::size_t kStatusesMax = 4;
constexpr std::array<std::string_view, 5> kEndingReasons = {"NotAvailable", "Incorrect", "LostOrBroken",
                                                            "OtherListingError", "SellToHighBidder"};

TradingFault NotFound() { return {17, "The item cannot be accessed: it was deleted, never was, or is not yours."}; }

TradingFault InventoryOwned() {
  return {21919474,
          "Inventory-based listing management is not currently supported by this tool. Please refer to the tool used "
          "to create this listing."};
}

}  // namespace

const MarketListing* EbayTrading::Named(const XmlElement& node) const {
  const Market& market = parts_.face.market;
  if (const auto id = node.OptionalText("ItemID")) {
    const MarketListing* found = market.FindByRemote(RemoteId(*id));
    const auto sku = node.OptionalText("SKU");
    const bool fits = found != nullptr && found->status != ListingStatus::kGone && (!sku || found->sku == Sku(*sku));
    return fits ? found : nullptr;
  }
  // A listing is found by its SKU only where it was made to be tracked by it, and while it runs.
  for (const MarketListing* row : market.FindBySku(Sku(node.OptionalText("SKU").value_or("")))) {
    if (IsEbayRunning(*row)) {
      return row;
    }
  }
  return nullptr;
}

std::optional<TradingFault> EbayTrading::Apply(const XmlElement& node, MarketListing& listing) const {
  const auto quantity = node.OptionalInteger("Quantity");
  if (!quantity || quantity->value_or(0) < 0) {
    return TradingBadInput("Quantity");
  }
  if (*quantity) {
    if (**quantity == 0 && !MayBeEmpty()) {
      return TradingFault{21916583, "The quantity must be a number greater than 0."};
    }
    SetEbayStock(listing, {**quantity, **quantity});
  }
  if (const auto text = node.OptionalText("StartPrice")) {
    const Result<Money> price = ParseMoney(*text, listing.price.currency);
    if (!price || price->minor <= 0) {
      return TradingFault{73, "The price is invalid."};
    }
    listing.price = *price;
  }
  return std::nullopt;
}

EbayTrading::Revised EbayTrading::ReviseOne(const XmlElement& status) {
  const MarketListing* found = Named(status);
  if (found == nullptr) {
    return {NotFound()};
  }
  if (!IsEbayLegacy(*found)) {
    return {InventoryOwned()};
  }
  if (!IsEbayRunning(*found)) {
    return {TradingFault{291, "You are not allowed to revise ended listings."}};
  }
  if (!status.Find("Quantity") && !status.Find("StartPrice")) {
    return {TradingBadInput("InventoryStatus")};
  }
  if (parts_.hold("ebay.trading.revise", found->sku)) {
    return {TradingFault{10007, "Internal error to the application. Another call is at work on the item."}};
  }
  MarketListing changed = *found;
  if (auto fault = Apply(status, changed)) {
    return {*std::move(fault)};
  }
  if (changed.available == found->available && changed.price == found->price) {
    const std::string id = found->remote.text();
    return {TradingFault{21917091,
                         "The existing price and quantity values are identical to those specified in the request and, "
                         "therefore, have not been modified.",
                         {{"ItemID", id}},
                         TradingSeverity::kWarning},
            found->row};
  }
  if (!parts_.quotas.TakeRevision(found->row, parts_.face.clock.Now())) {
    // That there is a limit is known, its number in this API is not.
    return {TradingFault{21919165, "The listing has been revised as often as a day allows."}};
  }
  const RowNumber row = changed.row;
  parts_.face.market.Replace(changed, ChangedBy::kWire);
  return {std::nullopt, row};
}

TradingOutcome EbayTrading::ReviseInventoryStatus(const XmlElement& request) {
  const std::vector<XmlElement> statuses = request.All("InventoryStatus");
  if (statuses.empty() || statuses.size() > kStatusesMax) {
    return TradingFailure(TradingBadInput("InventoryStatus"));
  }
  std::set<std::string> names;
  for (const XmlElement& status : statuses) {
    if (!names.insert(status.OptionalText("ItemID").value_or("") + "/" + status.OptionalText("SKU").value_or(""))
             .second) {
      return TradingFailure(TradingBadInput("InventoryStatus.ItemID"));
    }
  }
  TradingOutcome outcome;
  std::vector<RowNumber> rows;
  for (const XmlElement& status : statuses) {
    const Revised revised =
        parts_.face.faults.Take("row_fails", "ebay.trading.revise")
            ? Revised{TradingFault{10007, "Internal error to the application.", {}, TradingSeverity::kError}}
            : ReviseOne(status);
    if (revised.fault) {
      outcome.faults.push_back(*revised.fault);
    }
    if (revised.row != 0) {
      rows.push_back(revised.row);
      ++outcome.done;
    }
  }
  outcome.content = [this, rows](XmlWriter& xml) {
    for (const RowNumber number : rows) {
      const MarketListing& row = *parts_.face.market.Find(number);
      const std::int64_t sold = ViewOf(row, TradingDetail::kWhole).sold;
      xml.Begin("InventoryStatus").Element("ItemID", row.remote.text());
      if (!row.sku.empty()) {
        xml.Element("SKU", row.sku.text());
      }
      WriteTradingAmount(xml, "StartPrice", row.price);
      // What was sold is added to what was asked for.
      xml.Element("Quantity", std::to_string(row.available.units() + sold)).End();
    }
  };
  return outcome;
}

TradingOutcome EbayTrading::ReviseFixedPriceItem(const XmlElement& request) {
  const std::optional<XmlElement> item = request.Find("Item");
  const MarketListing* found = item ? Named(*item) : nullptr;
  if (found == nullptr) {
    return TradingFailure(NotFound());
  }
  if (!IsEbayLegacy(*found)) {
    return TradingFailure(InventoryOwned());
  }
  if (!IsEbayRunning(*found)) {
    return TradingFailure({291, "You are not allowed to revise ended listings."});
  }
  MarketListing changed = *found;
  if (auto fault = Apply(*item, changed)) {
    return TradingFailure(*std::move(fault));
  }
  changed.content.title = item->OptionalText("Title").value_or(changed.content.title);
  changed.content.description = item->OptionalText("Description").value_or(changed.content.description);
  if (changed.content.title.empty()) {
    return TradingFailure(TradingBadInput("Item.Title"));
  }
  if (!parts_.quotas.TakeRevision(found->row, parts_.face.clock.Now())) {
    return TradingFailure({21919165, "The listing has been revised as often as a day allows."});
  }
  parts_.face.market.Replace(changed, ChangedBy::kWire);
  return {{}, 1, [id = changed.remote.text()](XmlWriter& xml) { xml.Element("ItemID", id); }};
}

TradingOutcome EbayTrading::EndFixedPriceItem(const XmlElement& request) {
  const std::string reason = request.OptionalText("EndingReason").value_or("");
  if (std::ranges::find(kEndingReasons, reason) == kEndingReasons.end()) {
    return TradingFailure(TradingBadInput("EndingReason"));
  }
  const MarketListing* found = Named(request);
  if (found == nullptr) {
    return TradingFailure(NotFound());
  }
  if (!IsEbayLegacy(*found)) {
    return TradingFailure(InventoryOwned());
  }
  if (!IsEbayRunning(*found)) {
    return TradingFailure({1047, "The auction has already been closed."});
  }
  if (parts_.hold("ebay.trading.end", found->sku)) {
    return TradingFailure({10007, "Internal error to the application. Another call is at work on the item."});
  }
  MarketListing ended = *found;
  ended.status = ListingStatus::kEnded;
  parts_.face.market.Replace(ended, ChangedBy::kWire);
  return {{}, 1, [now = parts_.face.clock.Now()](XmlWriter& xml) { xml.Element("EndTime", FormatUtcMillis(now)); }};
}

TradingOutcome EbayTrading::RelistFixedPriceItem(const XmlElement& request) {
  const std::optional<XmlElement> item = request.Find("Item");
  const MarketListing* found = item ? Named(*item) : nullptr;
  if (found == nullptr) {
    return TradingFailure(NotFound());
  }
  if (!IsEbayLegacy(*found)) {
    return TradingFailure(InventoryOwned());
  }
  if (IsEbayRunning(*found)) {
    return TradingFailure(TradingBadInput("Item.ItemID"));
  }
  MarketListing again = *found;
  if (auto fault = Apply(*item, again)) {
    return TradingFailure(*std::move(fault));
  }
  if (again.available.units() == 0) {
    return TradingFailure(TradingBadInput("Item.Quantity"));
  }
  again.remote = parts_.face.market.NewRemote();
  again.status = ListingStatus::kLive;
  again.created_at = parts_.face.clock.Now();
  parts_.face.market.Replace(again, ChangedBy::kWire);
  return {{}, 1, [id = again.remote.text(), at = again.created_at](XmlWriter& xml) {
            xml.Element("ItemID", id).Element("StartTime", FormatUtcMillis(at));
            xml.Element("EndTime", FormatUtcMillis(at + std::chrono::days(30)));
          }};
}

}  // namespace riff::sim
