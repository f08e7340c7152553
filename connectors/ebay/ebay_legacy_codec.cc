#include "connectors/ebay/ebay_legacy_codec.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "connectors/ebay/ebay_condition.h"
#include "connectors/ebay/ebay_listing_codec.h"
#include "mapping/fields/condition_map.h"

namespace riff::ebay {
namespace {

constexpr std::string_view kHandleMark = "trading:";

// More would be more listings than any seller has.
constexpr std::int64_t kPagesMax = 50'000;

Result<Condition> ConditionIn(const XmlElement& item) {
  RIFF_TRY(const std::optional<std::int64_t> number, item.OptionalInteger("ConditionID"));
  const std::optional<std::string_view> word = number ? EbayConditionWord(*number) : std::nullopt;
  return word ? ConditionOfWord(*word) : Condition::kUnknown;
}

std::string TextIn(const XmlElement& holder, std::string_view child) { return holder.OptionalText(child).value_or(""); }

// The first value of the first of these specifics that is there.
std::string SpecificOf(const XmlElement& specifics, std::span<const std::string_view> names) {
  for (const std::string_view name : names) {
    for (const XmlElement& pair : specifics.All("NameValueList")) {
      if (pair.OptionalText("Name") == name) {
        return TextIn(pair, "Value");
      }
    }
  }
  return {};
}

Result<ListingContent> ContentOf(const XmlElement& item) {
  ListingContent content;
  content.title = TextIn(item, "Title");
  content.description = TextIn(item, "Description");
  RIFF_TRY(content.condition, ConditionIn(item));
  if (const std::optional<XmlElement> category = item.Find("PrimaryCategory")) {
    content.category = TextIn(*category, "CategoryID");
  }
  if (const std::optional<XmlElement> pictures = item.Find("PictureDetails")) {
    for (const XmlElement& url : pictures->All("PictureURL")) {
      content.image_urls.push_back(url.AsText());
    }
  }
  if (const std::optional<XmlElement> specifics = item.Find("ItemSpecifics")) {
    content.brand = SpecificOf(*specifics, kBrandAspects);
    content.model = SpecificOf(*specifics, kModelAspects);
    content.year = SpecificOf(*specifics, kYearAspects);
    content.finish = SpecificOf(*specifics, kFinishAspects);
  }
  return content;
}

Result<Money> PriceAt(const XmlElement& amount) {
  RIFF_TRY(const std::string value, amount.AsDecimal());
  const std::optional<std::string> code = amount.Attribute("currencyID");
  if (!code) {
    return Fail(ErrorKind::kInvalid, amount.path() + ": no currencyID");
  }
  RIFF_TRY(const Currency currency, Currency::Parse(*code));
  Result<Money> money = ParseMoney(value, currency);
  return money.has_value() ? std::move(money) : Fail(WithContext(amount.path(), money.error()));
}

// What it costs now, and where that is not told, what it was listed at.
Result<std::optional<Money>> PriceIn(const XmlElement& holder) {
  std::optional<XmlElement> amount;
  if (const std::optional<XmlElement> selling = holder.Find("SellingStatus")) {
    amount = selling->Find("CurrentPrice");
  }
  for (const std::string_view child : {"BuyItNowPrice", "StartPrice"}) {
    amount = amount ? amount : holder.Find(child);
  }
  if (!amount) {
    return std::optional<Money>{};
  }
  RIFF_TRY(const Money price, PriceAt(*amount));
  return std::optional(price);
}

Result<std::optional<Quantity>> LeftIn(const XmlElement& holder) {
  RIFF_TRY(std::optional<std::int64_t> left, holder.OptionalInteger("QuantityAvailable"));
  if (!left) {
    RIFF_TRY(left, holder.OptionalInteger("Quantity"));
    if (!left) {
      return std::optional<Quantity>{};
    }
    if (const std::optional<XmlElement> selling = holder.Find("SellingStatus")) {
      RIFF_TRY(const std::optional<std::int64_t> sold, selling->OptionalInteger("QuantitySold"));
      if (sold.value_or(0) < 0 || sold.value_or(0) > *left) {
        return Fail(ErrorKind::kInvalid, selling->path() + "/QuantitySold: more than there were");
      }
      *left -= sold.value_or(0);
    }
  }
  if (*left < 0) {
    return Fail(ErrorKind::kInvalid, holder.path() + ": a quantity below zero");
  }
  return std::optional(Quantity(*left));
}

Result<ListingStatus> StatusIn(const XmlElement& item) {
  const std::optional<XmlElement> selling = item.Find("SellingStatus");
  const std::string word = selling ? TextIn(*selling, "ListingStatus") : std::string();
  if (word.empty() || word == "Active") {
    return ListingStatus::kLive;
  }
  if (word == "Completed" || word == "Ended") {
    return ListingStatus::kEnded;
  }
  return Fail(ErrorKind::kInvalid, selling->path() + "/ListingStatus: an unknown word");
}

// "Color=Red,Size=L", for a variation that has no SKU; the mark keeps it from being taken for one.
std::string SpecificsName(const XmlElement& variation) {
  std::string name;
  if (const std::optional<XmlElement> specifics = variation.Find("VariationSpecifics")) {
    for (const XmlElement& pair : specifics->All("NameValueList")) {
      name += (name.empty() ? "" : ",") + TextIn(pair, "Name") + "=" + TextIn(pair, "Value");
    }
  }
  return "?" + name;
}

Result<void> AddVariations(const std::vector<XmlElement>& variations, const RemoteListing& common, LegacyItem& item) {
  std::set<std::string> names;
  for (const XmlElement& variation : variations) {
    RemoteListing row = common;
    row.ref.sku = Sku(TextIn(variation, "SKU"));
    const std::string name = row.ref.sku.empty() ? SpecificsName(variation) : row.ref.sku.text();
    if (!names.insert(name).second) {
      return Fail(ErrorKind::kInvalid, variation.path() + ": a second variation of that name");
    }
    row.ref.remote = RemoteId(item.id + "/" + name);
    row.ref.handle = LegacyHandle(row.ref.remote);
    RIFF_TRY(row.facts.price, PriceIn(variation));
    if (!row.facts.price) {
      row.facts.price = common.facts.price;
    }
    RIFF_TRY(row.facts.quantity, LeftIn(variation));
    item.rows.push_back(std::move(row));
  }
  return {};
}

Result<LegacyPage> PageOf(const XmlElement& holder, const XmlElement& list) {
  LegacyPage page;
  if (const std::optional<XmlElement> items = list.Find("ItemArray")) {
    for (const XmlElement& item : items->All("Item")) {
      RIFF_TRY(LegacyItem read, LegacyItemOf(item));
      page.items.push_back(std::move(read));
    }
  }
  RIFF_TRY(const XmlElement result, holder.Get("PaginationResult"));
  RIFF_TRY(const std::int64_t pages, result.Integer("TotalNumberOfPages"));
  RIFF_TRY(page.entries, result.Integer("TotalNumberOfEntries"));
  if (pages < 0 || pages > kPagesMax || page.entries < 0) {
    return Fail(ErrorKind::kInvalid, result.path() + ": an absurd count");
  }
  page.pages = std::max<std::int64_t>(pages, 1);
  return page;
}

}  // namespace

std::string LegacyHandle(const RemoteId& remote) { return std::string(kHandleMark) + remote.text(); }

bool IsLegacyHandle(std::string_view handle) { return handle.starts_with(kHandleMark); }

std::string ItemIdOf(const RemoteId& remote) { return remote.text().substr(0, remote.text().find('/')); }

Result<LegacyItem> LegacyItemOf(const XmlElement& item) {
  LegacyItem read;
  RIFF_TRY(read.id, item.Text("ItemID"));
  if (read.id.empty() || !std::ranges::all_of(read.id, [](char c) { return c >= '0' && c <= '9'; })) {
    return Fail(ErrorKind::kInvalid, item.path() + "/ItemID: not a number");
  }
  const std::string type = TextIn(item, "ListingType");
  read.format = type.empty() || type == "FixedPriceItem" || type == "StoresFixedPrice" ? LegacyItem::Format::kFixedPrice
                                                                                       : LegacyItem::Format::kOther;
  if (const std::optional<XmlElement> details = item.Find("ListingDetails")) {
    read.relisted_as = TextIn(*details, "RelistedItemID");
  }
  RemoteListing row;
  row.ref = {.remote = RemoteId(read.id), .sku = Sku(TextIn(item, "SKU")), .handle = {}};
  row.ref.handle = LegacyHandle(row.ref.remote);
  RIFF_TRY(row.content, ContentOf(item));
  row.facts.content = DigestOf(row.content);
  RIFF_TRY(row.facts.status, StatusIn(item));
  RIFF_TRY(row.facts.price, PriceIn(item));
  if (const std::optional<XmlElement> variations = item.Find("Variations")) {
    if (const std::vector<XmlElement> all = variations->All("Variation"); !all.empty()) {
      RIFF_TRY(AddVariations(all, row, read));
      return read;
    }
  }
  RIFF_TRY(row.facts.quantity, LeftIn(item));
  if (row.facts.status == ListingStatus::kLive && row.facts.quantity == Quantity(0)) {
    row.facts.status = ListingStatus::kPaused;  // Kept and hidden by OUT_OF_STOCK_CONTROL.
  }
  read.rows.push_back(std::move(row));
  return read;
}

Result<LegacyPage> ActivePageOf(const TradingAnswer& answer) {
  const std::optional<XmlElement> list = answer.document.root().Find("ActiveList");
  return list ? PageOf(*list, *list) : LegacyPage{};
}

Result<LegacyPage> SellerPageOf(const TradingAnswer& answer) {
  const XmlElement root = answer.document.root();
  RIFF_TRY(LegacyPage page, PageOf(root, root));
  RIFF_TRY(const std::optional<bool> more, root.OptionalBool("HasMoreItems"));
  page.more = more.value_or(false) ? LegacyPage::More::kYes : LegacyPage::More::kNo;
  return page;
}

}  // namespace riff::ebay
