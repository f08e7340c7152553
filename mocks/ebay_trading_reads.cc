// EbayTrading: the calls that only look.

#include <algorithm>
#include <utility>

#include "mocks/ebay_state.h"
#include "mocks/ebay_trading.h"

namespace riff::sim {
namespace {

constexpr std::int64_t kEntriesDefault = 25;
constexpr std::int64_t kEntriesMax = 200;
constexpr auto kListWindowMax = std::chrono::days(121);
// GetSellerEvents knows the last 48 hours, and not yet the last two minutes.
constexpr auto kEventsKept = std::chrono::hours(48);
constexpr auto kEventsLate = std::chrono::minutes(2);

struct Pages {
  std::size_t entries = 0;
  std::size_t page = 0;  // From 1.
};

// Nothing when the numbers make no sense.
std::optional<Pages> PagesOf(const XmlElement& within) {
  const std::optional<XmlElement> pagination = within.Find("Pagination");
  if (!pagination) {
    return Pages{kEntriesDefault, 1};
  }
  const auto entries = pagination->OptionalInteger("EntriesPerPage");
  const auto page = pagination->OptionalInteger("PageNumber");
  const std::int64_t size = entries ? entries->value_or(kEntriesDefault) : 0;
  const std::int64_t number = page ? page->value_or(1) : 0;
  if (size < 1 || size > kEntriesMax || number < 1) {
    return std::nullopt;
  }
  return Pages{static_cast<std::size_t>(size), static_cast<std::size_t>(number)};
}

struct Window {
  Timestamp from;
  Timestamp to;
};

// "<name>From" to "<name>To"; nothing when one is missing, no time, or the end is before the start.
std::optional<Window> WindowOf(const XmlElement& request, const std::string& name) {
  const auto from = request.OptionalText(name + "From");
  const auto to = request.OptionalText(name + "To");
  if (!from || !to) {
    return std::nullopt;
  }
  const Result<Timestamp> begin = ParseTimestamp(*from);
  const Result<Timestamp> end = ParseTimestamp(*to);
  return begin && end && *begin <= *end ? std::optional(Window{*begin, *end}) : std::nullopt;
}

// One page of rows: copies, because the answer is written after the call has returned.
struct Page {
  std::vector<MarketListing> rows;
  std::size_t total = 0;
  std::size_t pages = 0;
};

std::optional<Page> Cut(const std::vector<const MarketListing*>& found, const Pages& pages) {
  Page page{{}, found.size(), (found.size() + pages.entries - 1) / pages.entries};
  if (pages.page > 1 && pages.page > page.pages) {
    return std::nullopt;
  }
  const std::size_t first = (pages.page - 1) * pages.entries;
  for (std::size_t i = first; i < std::min(found.size(), first + pages.entries); ++i) {
    page.rows.push_back(*found[i]);
  }
  return page;
}

void WritePaging(XmlWriter& xml, const Page& page) {
  xml.Begin("PaginationResult").Element("TotalNumberOfPages", std::to_string(page.pages));
  xml.Element("TotalNumberOfEntries", std::to_string(page.total)).End();
}

TradingFault NoSuchPage() { return {340, "Page number is out of range."}; }

}  // namespace

std::vector<const MarketListing*> EbayTrading::Indexed() const {
  const Duration lag = parts_.face.faults.KnobMs("index_lag_ms");
  std::vector<const MarketListing*> rows = parts_.face.market.AsOf(parts_.face.clock.Now() - lag);
  std::erase_if(rows, [](const MarketListing* row) {
    return row->remote.empty() || row->status == ListingStatus::kGone || row->status == ListingStatus::kDraft;
  });
  return rows;
}

TradingItemView EbayTrading::ViewOf(const MarketListing& listing, TradingDetail detail) const {
  const auto sold = parts_.sold.find(listing.remote);
  const bool shown = detail == TradingDetail::kSummary && parts_.face.faults.Knob("quantity_available") == "shown";
  return {sold == parts_.sold.end() ? 0 : sold->second, detail,
          shown ? TradingItemView::Available::kShown : TradingItemView::Available::kAbsent};
}

TradingOutcome EbayTrading::GetMyeBaySelling(const XmlElement& request) {
  const std::optional<XmlElement> active = request.Find("ActiveList");
  const std::optional<Pages> pages = active ? PagesOf(*active) : std::nullopt;
  if (!active || active->OptionalText("Include").value_or("true") != "true") {
    return {};
  }
  if (!pages) {
    return TradingFailure(TradingBadInput("ActiveList.Pagination"));
  }
  std::vector<const MarketListing*> found = Indexed();
  std::erase_if(found, [](const MarketListing* row) { return !IsEbayRunning(*row); });
  std::optional<Page> page = Cut(found, *pages);
  if (!page) {
    return TradingFailure(NoSuchPage());
  }
  if (!page->rows.empty() && parts_.face.faults.Take("duplicate_rows", "ebay.trading.list_active")) {
    page->rows.push_back(page->rows.back());
  }
  return {{}, 1, [this, page = *std::move(page)](XmlWriter& xml) {
            xml.Begin("ActiveList");
            if (!page.rows.empty()) {
              xml.Begin("ItemArray");
              for (const MarketListing& row : page.rows) {
                WriteTradingItem(xml, row, ViewOf(row, TradingDetail::kSummary), parts_.face.clock.Now());
              }
              xml.End();
            }
            WritePaging(xml, page);
            xml.End();
          }};
}

TradingOutcome EbayTrading::GetSellerList(const XmlElement& request) {
  const bool by_end = request.Find("EndTimeFrom").has_value();
  const std::optional<Window> window = WindowOf(request, by_end ? "EndTime" : "StartTime");
  if (!window || window->to - window->from > kListWindowMax) {
    return TradingFailure(TradingBadInput(by_end ? "EndTimeFrom" : "StartTimeFrom"));
  }
  const std::optional<Pages> pages = PagesOf(request);
  if (!pages || !request.Find("Pagination")) {
    return TradingFailure(TradingBadInput("Pagination"));
  }
  const Timestamp now = parts_.face.clock.Now();
  std::vector<const MarketListing*> found = Indexed();
  std::erase_if(found, [&](const MarketListing* row) {
    const Timestamp at = by_end ? TradingEndTimeOf(*row, now) : row->created_at;
    return at < window->from || at > window->to;
  });
  std::optional<Page> page = Cut(found, *pages);
  if (!page) {
    return TradingFailure(NoSuchPage());
  }
  return {{}, 1, [this, now, number = pages->page, page = *std::move(page)](XmlWriter& xml) {
            WritePaging(xml, page);
            xml.Element("HasMoreItems", number < page.pages ? "true" : "false").Begin("ItemArray");
            for (const MarketListing& row : page.rows) {
              WriteTradingItem(xml, row, ViewOf(row, TradingDetail::kWhole), now);
            }
            xml.End().Element("PageNumber", std::to_string(number));
            xml.Element("ReturnedItemCountActual", std::to_string(page.rows.size()));
          }};
}

TradingOutcome EbayTrading::GetSellerEvents(const XmlElement& request) {
  const std::optional<Window> window = WindowOf(request, "ModTime");
  if (!window) {
    return TradingFailure(TradingBadInput("ModTimeFrom"));
  }
  const Timestamp now = parts_.face.clock.Now();
  const Timestamp from = std::max(window->from, Timestamp(now - kEventsKept));
  const Timestamp to = std::min(window->to, Timestamp(now - kEventsLate));
  std::vector<MarketListing> rows;
  for (const MarketListing* row : Indexed()) {
    if (row->updated_at >= from && row->updated_at <= to) {
      rows.push_back(*row);
    }
  }
  return {{}, 1, [this, now, to, rows = std::move(rows)](XmlWriter& xml) {
            xml.Element("TimeTo", FormatUtcMillis(to)).Begin("ItemArray");
            for (const MarketListing& row : rows) {
              WriteTradingItem(xml, row, ViewOf(row, TradingDetail::kWhole), now);
            }
            xml.End();
          }};
}

TradingOutcome EbayTrading::GetItem(const XmlElement& request) {
  const std::string id = request.OptionalText("ItemID").value_or("");
  if (id.empty()) {
    return TradingFailure(TradingBadInput("ItemID"));
  }
  const MarketListing* found = parts_.face.market.FindByRemote(RemoteId(id));
  if (found == nullptr || found->status == ListingStatus::kGone) {
    return TradingFailure({17, "Item " + id + " cannot be accessed: it was deleted, never was, or is not yours."});
  }
  return {{}, 1, [this, row = *found](XmlWriter& xml) {
            WriteTradingItem(xml, row, ViewOf(row, TradingDetail::kWhole), parts_.face.clock.Now());
          }};
}

TradingOutcome EbayTrading::GetUser(const XmlElement&) {
  return {{}, 1, [](XmlWriter& xml) {
            xml.Begin("User").Element("UserID", "riff_music").Element("Status", "Confirmed").Element("Site", "US");
            xml.End();
          }};
}

TradingOutcome EbayTrading::GetOfficialTime(const XmlElement&) { return {}; }

}  // namespace riff::sim
