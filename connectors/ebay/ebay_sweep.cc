#include "connectors/ebay/ebay_sweep.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "connectors/ebay/ebay_codec.h"
#include "connectors/ebay/ebay_listing_codec.h"

namespace riff::ebay {
namespace {

// Where a sweep of the items stands. `surplus` is rows shown so far less items read so far; in a cursor's text:
// "<surplus>:<path and query>".
struct Place {
  std::int64_t surplus = 0;
  std::string path;
};

Error NotACursor() { return {.kind = ErrorKind::kInvalid, .message = "not a cursor of eBay's", .retry_after = {}}; }

std::optional<std::int64_t> NumberIn(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number);
  return failure == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

Result<Place> PlaceOf(const std::optional<Cursor>& cursor) {
  if (!cursor) {
    return Place{.surplus = 0, .path = FirstItems()};
  }
  const std::string_view text = cursor->text();
  const std::size_t colon = text.find(':');
  const std::optional<std::int64_t> surplus = NumberIn(text.substr(0, colon));
  if (colon == std::string_view::npos || !surplus) {
    return Fail(NotACursor());
  }
  Place place{.surplus = *surplus, .path = {}};
  RIFF_TRY(place.path, PathOfLink(text.substr(colon + 1), kItemPath));
  return place;
}

Cursor CursorOf(const Place& place) { return Cursor(std::to_string(place.surplus) + ":" + place.path); }

// Where a sweep of the legacy listings stands: "legacy:<page>:<surplus>:<rows before>", the last of them "?" where eBay
// did not count its items.
struct LegacyPlace {
  std::int64_t page = 1;
  std::int64_t surplus = 0;  // Rows shown so far less listings read so far.
  std::optional<std::int64_t> before;
};

constexpr std::string_view kLegacyMark = "legacy:";
constexpr std::int64_t kLegacyPagesMax = 50'000;

Cursor CursorOf(const LegacyPlace& place) {
  return Cursor(std::string(kLegacyMark) + std::to_string(place.page) + ":" + std::to_string(place.surplus) + ":" +
                (place.before ? std::to_string(*place.before) : "?"));
}

Result<LegacyPlace> LegacyPlaceOf(const Cursor& cursor) {
  std::string_view rest = std::string_view(cursor.text()).substr(kLegacyMark.size());
  std::array<std::string_view, 3> parts;
  for (std::string_view& part : parts) {
    const std::size_t colon = rest.find(':');
    part = rest.substr(0, colon);
    rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
  }
  const std::optional<std::int64_t> page = NumberIn(parts[0]);
  const std::optional<std::int64_t> surplus = NumberIn(parts[1]);
  LegacyPlace place;
  place.before = NumberIn(parts[2]);
  if (!page || *page < 1 || *page > kLegacyPagesMax || !surplus || (!place.before && parts[2] != "?") ||
      !rest.empty()) {
    return Fail(NotACursor());
  }
  place.page = *page;
  place.surplus = *surplus;
  return place;
}

// A page that names itself as its own successor would be read for ever.
Result<void> CheckMovesOn(const std::string& here, const std::string& next) {
  if (here == next) {
    return Fail(ErrorKind::kInvalid, "a page of eBay's names itself as the next one");
  }
  return {};
}

}  // namespace

Sweep::Sweep(const Config& config, const std::shared_ptr<Client>& client)
    : legacy_included_(config.legacy),
      shopfront_(config),
      requests_(config),
      client_(client),
      legacy_(config, client) {}

Result<Page<RemoteListing>> Sweep::Next(const std::optional<Cursor>& cursor) {
  if (cursor && cursor->text().starts_with(kLegacyMark) && legacy_included_ == Config::Legacy::kIncluded) {
    return LegacyRows(*cursor);
  }
  return ItemPage(cursor);
}

Result<Page<RemoteListing>> Sweep::ItemPage(const std::optional<Cursor>& cursor) {
  RIFF_TRY(Place place, PlaceOf(cursor));
  if (!cursor) {
    shown_.clear();
  }
  RIFF_TRY(const JsonDocument document, ReadAnswer("inventory items", client_->Send(requests_.Items(place.path))));
  RIFF_TRY(const ebay::ItemPage items, ItemPageOf(document.root()));
  RIFF_TRY(CheckMovesOn(place.path, items.next));

  std::vector<HttpRequest> asked;
  asked.reserve(items.items.size());
  for (const Item& item : items.items) {
    asked.push_back(requests_.OffersOf(item.sku));
  }
  const std::vector<Result<HttpResponse>> answers = client_->SendAll(asked);

  Page<RemoteListing> page;
  for (std::size_t i = 0; i < items.items.size(); ++i) {
    RIFF_TRY(const std::vector<Offer> offers, OffersOf(answers[i]));
    for (const Offer& offer : offers) {
      if (shopfront_.Reports(offer)) {
        page.rows.push_back(shopfront_.Show(items.items[i], offer));
      }
      if (const std::optional<std::int64_t> number = NumberIn(offer.listing_id)) {
        shown_.push_back(*number);
      }
    }
  }
  place.surplus += static_cast<std::int64_t>(page.rows.size()) - static_cast<std::int64_t>(items.items.size());
  const std::optional<std::int64_t> total = items.total ? std::optional(*items.total + place.surplus) : std::nullopt;
  if (!items.next.empty()) {
    page.next = CursorOf(Place{.surplus = place.surplus, .path = items.next});
  } else if (legacy_included_ == Config::Legacy::kIncluded) {
    page.next = CursorOf(LegacyPlace{.page = 1, .surplus = 0, .before = total});
  }
  if (legacy_included_ == Config::Legacy::kLeftOut) {
    page.total = total;
  }
  return page;
}

Result<Page<RemoteListing>> Sweep::LegacyRows(const Cursor& cursor) {
  RIFF_TRY(LegacyPlace place, LegacyPlaceOf(cursor));
  RIFF_TRY(LegacyPage read, legacy_.Active(static_cast<int>(place.page)));
  const auto entries = static_cast<std::int64_t>(read.items.size());
  RIFF_TRY(const std::vector<LegacyItem> items, NotOwned(std::move(read.items)));
  Page<RemoteListing> page;
  for (const LegacyItem& item : items) {
    for (const RemoteListing& row : item.rows) {
      page.rows.push_back(shopfront_.Show(row));
    }
  }
  place.surplus += static_cast<std::int64_t>(page.rows.size()) - entries;
  if (place.before) {
    page.total = *place.before + read.entries + place.surplus;
  }
  if (place.page < read.pages) {
    ++place.page;
    page.next = CursorOf(place);
  }
  return page;
}

Result<std::vector<LegacyItem>> Sweep::NotOwned(std::vector<LegacyItem> items) {
  std::ranges::sort(shown_);
  std::erase_if(items, [this](const LegacyItem& item) {
    const std::optional<std::int64_t> number = NumberIn(item.id);
    return item.format != LegacyItem::Format::kFixedPrice || (number && std::ranges::binary_search(shown_, *number));
  });
  RIFF_TRY(const std::set<std::string> owned, legacy_.OwnedByInventoryOf(items));
  std::erase_if(items, [&owned](const LegacyItem& item) { return owned.contains(item.id); });
  return items;
}

}  // namespace riff::ebay
