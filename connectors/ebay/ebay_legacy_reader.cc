#include "connectors/ebay/ebay_legacy_reader.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "connectors/ebay/ebay_codec.h"
#include "connectors/ebay/ebay_listing_codec.h"

namespace riff::ebay {
namespace {

// A window of end times may be 120 days; a listing until cancelled ends, and is renewed, within a month.
constexpr Duration kEndsWithin = std::chrono::hours(24 * 119);

// A SKU is on a handful of listings; a search that goes on was not understood as one.
constexpr int kSearchPagesMax = 25;

bool Shows(const LegacyItem& item, const Sku& sku) {
  return std::ranges::any_of(item.rows, [&sku](const RemoteListing& row) { return row.ref.sku == sku; });
}

Result<LegacyItem> ItemIn(const TradingAnswer& answer, const std::string& id) {
  RIFF_TRY(const XmlElement element, answer.document.root().Get("Item"));
  RIFF_TRY(LegacyItem item, LegacyItemOf(element));
  if (item.id != id) {
    return Fail(ErrorKind::kInvalid, "asked for item " + id + " and got another");
  }
  return item;
}

}  // namespace

LegacyReader::LegacyReader(const Config& config, std::shared_ptr<Client> client)
    : requests_(config), trading_(config), client_(std::move(client)) {}

Result<LegacyPage> LegacyReader::Active(int page) {
  RIFF_TRY(const TradingAnswer answer, TradingReadOf("GetMyeBaySelling", client_->Send(trading_.ActiveList(page))));
  RIFF_TRY(LegacyPage read, ActivePageOf(answer));
  // A page in the middle that shows nothing would pass for the end of the list.
  if (read.items.empty() && page < read.pages) {
    return Fail(ErrorKind::kUnavailable, "page " + std::to_string(page) + " of the active listings is empty");
  }
  return read;
}

std::vector<Result<LegacyItem>> LegacyReader::Items(std::span<const std::string> ids) {
  std::vector<HttpRequest> asked;
  asked.reserve(ids.size());
  for (const std::string& id : ids) {
    asked.push_back(trading_.Item(id));
  }
  const std::vector<Result<HttpResponse>> outcomes = client_->SendAll(asked);
  std::vector<Result<LegacyItem>> items;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Result<TradingAnswer> answer = TradingReadOf("GetItem", outcomes[i]);
    items.push_back(answer.has_value() ? ItemIn(*answer, ids[i]) : Fail(answer.error()));
  }
  return items;
}

Result<std::vector<LegacyItem>> LegacyReader::WithSku(const Sku& sku, Timestamp now) {
  std::vector<LegacyItem> found;
  for (int number = 1; number <= kSearchPagesMax; ++number) {
    const HttpRequest request = trading_.SellerList({.from = now, .to = now + kEndsWithin}, sku, number);
    RIFF_TRY(const TradingAnswer answer, TradingReadOf("GetSellerList", client_->Send(request)));
    RIFF_TRY(LegacyPage page, SellerPageOf(answer));
    for (LegacyItem& item : page.items) {
      if (item.format == LegacyItem::Format::kFixedPrice && Shows(item, sku)) {
        found.push_back(std::move(item));
      }
    }
    if (page.more == LegacyPage::More::kNo && number >= page.pages) {
      return found;
    }
  }
  return Fail(ErrorKind::kInvalid, "eBay's list of the listings of one SKU does not end");
}

Result<std::set<std::string>> LegacyReader::OwnedByInventoryOf(std::span<const LegacyItem> items) {
  std::map<Sku, std::set<std::string>> numbers;
  for (const LegacyItem& item : items) {
    for (const RemoteListing& row : item.rows) {
      if (!row.ref.sku.empty()) {
        numbers[row.ref.sku].insert(item.id);
      }
    }
  }
  std::vector<Sku> skus;
  for (const auto& [sku, ids] : numbers) {
    skus.push_back(sku);
  }
  RIFF_TRY(const std::vector<Sku> candidates, WithInventoryItem(skus));
  std::vector<HttpRequest> asked;
  for (const Sku& sku : candidates) {
    asked.push_back(requests_.OffersOf(sku));
  }
  const std::vector<Result<HttpResponse>> answers = client_->SendAll(asked);
  std::set<std::string> owned;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (answers[i].has_value() && Holds(ErrorsOf(answers[i]->body), kSkuInvalid)) {
      continue;  // A seller's own spelling, which the Inventory API could not have taken.
    }
    RIFF_TRY(const std::vector<Offer> offers, OffersOf(answers[i]));
    for (const Offer& offer : offers) {
      if (offer.published() && numbers[candidates[i]].contains(offer.listing_id)) {
        owned.insert(offer.listing_id);
      }
    }
  }
  return owned;
}

Result<std::vector<Sku>> LegacyReader::WithInventoryItem(const std::vector<Sku>& skus) {
  std::vector<HttpRequest> asked;
  for (std::size_t from = 0; from < skus.size(); from += kBulkRowsMax) {
    asked.push_back(requests_.BulkItems(std::span(skus).subspan(from, std::min(kBulkRowsMax, skus.size() - from))));
  }
  const std::vector<Result<HttpResponse>> answers = client_->SendAll(asked);
  std::set<Sku> unknown;
  for (const Result<HttpResponse>& answer : answers) {
    if (answer.has_value() && answer->status == 400) {
      continue;  // One odd SKU spoils the whole call: the offers of each decide.
    }
    RIFF_TRY(const JsonDocument document, ReadAnswer("inventory items", answer));
    RIFF_TRY(const auto rows, BulkItemsOf(document.root()));
    for (const auto& [sku, row] : rows) {
      if (!row.has_value() && row.error().kind == ErrorKind::kNotFound) {
        unknown.insert(sku);
      }
    }
  }
  // A row that failed otherwise, or is missing, is a candidate: its offers decide.
  std::vector<Sku> found;
  std::ranges::copy_if(skus, std::back_inserter(found), [&unknown](const Sku& sku) { return !unknown.contains(sku); });
  return found;
}

}  // namespace riff::ebay
