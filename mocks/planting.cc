#include "mocks/planting.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/base/random.h"

namespace riff::sim {
namespace {

constexpr double kDrift = 1.15;

// Two things the catalogue never has.
struct Foreign {
  Platform platform;
  std::string_view brand;
  std::string_view model;
  std::string_view year;
  std::string_view finish;
  std::int64_t dollars;
};
constexpr std::array kForeign = {Foreign{Platform::kReverb, "Wurlitzer", "200A Electric Piano", "1974", "Beige", 2290},
                                 Foreign{Platform::kVr, "Teisco", "Spectrum 5", "1966", "Metallic Green", 1490}};

Channel Production(Platform platform) { return {platform, Environment::kProduction}; }

// Hands out products in a shuffled order, each once.
class Products {
 public:
  Products(const Catalog& catalog, std::uint64_t seed) : catalog_(catalog) {
    for (std::size_t i = 0; i < catalog.size(); ++i) {
      if (catalog[i].platforms.size() == kPlatforms.size()) {
        order_.push_back(i);
      }
    }
    SeededRandom random(seed);
    for (std::size_t left = order_.size(); left > 1; --left) {
      std::swap(order_[left - 1], order_[random.Below(left)]);
    }
  }

  const CatalogProduct* Next(StockKind stock) {
    const auto found =
        std::find_if(order_.begin(), order_.end(), [&](std::size_t i) { return catalog_[i].stock == stock; });
    if (found == order_.end()) {
      return nullptr;
    }
    const CatalogProduct& product = catalog_[*found];
    order_.erase(found);
    return &product;
  }

 private:
  const Catalog& catalog_;
  std::vector<std::size_t> order_;
};

std::size_t PlaceOf(const std::vector<MarketListing>& stall, const Sku& sku) {
  const auto found = std::find_if(stall.begin(), stall.end(), [&](const auto& listing) { return listing.sku == sku; });
  return static_cast<std::size_t>(found - stall.begin());
}

// "Fender Jazzmaster 1964 Sunburst" as "1964 Sunburst Fender Jazzmaster", or at least its words turned round.
std::string OtherWordOrder(const ListingContent& content) {
  const std::string front = content.brand + " " + content.model + " ";
  if (content.title.starts_with(front) && content.title.size() > front.size()) {
    return content.title.substr(front.size()) + " " + content.brand + " " + content.model;
  }
  const std::size_t blank = content.title.rfind(' ');
  return blank == std::string::npos ? content.title
                                    : content.title.substr(blank + 1) + " " + content.title.substr(0, blank);
}

// How one product's listing is altered; `second` is given for a listing that is added instead.
struct Kind {
  std::string_view name;
  TodoType expect;
  std::array<Platform, 2> platforms;
  StockKind stock;
};

constexpr StockKind kOne = StockKind::kOneOfAKind;
constexpr std::array kKinds = {
    Kind{"price_drift", TodoType::kPriceMismatch, {Platform::kEbay, Platform::kShopify}, kOne},
    Kind{"title_only", TodoType::kMatchReview, {Platform::kShopify, Platform::kTiktok}, kOne},
    Kind{"ended_without_order", TodoType::kEndedUnexplained, {Platform::kReverb, Platform::kEbay}, kOne},
    Kind{"duplicate", TodoType::kDuplicateListing, {Platform::kReverb, Platform::kShopify}, kOne},
    Kind{"quantity_conflict", TodoType::kQuantityMismatch, {Platform::kEbay, Platform::kTiktok}, StockKind::kStocked},
};

void Alter(std::string_view kind, MarketListing& listing) {
  if (kind == "price_drift") {
    // To the whole unit, so that no platform rounds it away.
    listing.price.minor = Scale(listing.price, kDrift).minor / 100 * 100 + 100;
  } else if (kind == "title_only") {
    listing.sku = Sku();
    listing.content.title = OtherWordOrder(listing.content);
  } else if (kind == "ended_without_order") {
    listing.status = ListingStatus::kEnded;
  } else if (kind == "quantity_conflict") {
    listing.available -= Quantity(1);
  }
}

void PlantForeign(Stalls& stalls, std::vector<PlantedAt>& planted) {
  for (const Foreign& foreign : kForeign) {
    MarketListing listing;
    ListingContent& content = listing.content;
    content.brand = std::string(foreign.brand);
    content.model = std::string(foreign.model);
    content.year = std::string(foreign.year);
    content.finish = std::string(foreign.finish);
    content.title = content.brand + " " + content.model + " " + content.year + " " + content.finish;
    content.description = "<p>Not in our books.</p>";
    content.category = "electric guitar";
    content.condition = Condition::kGood;
    content.image_urls = {"https://img.example.invalid/foreign/1.jpg"};
    listing.available = Quantity(1);
    listing.price = Money{foreign.dollars * 100, Currency::Usd()};
    std::vector<MarketListing>& stall = stalls[Production(foreign.platform)];
    stall.push_back(std::move(listing));
    planted.push_back({{"foreign_listing", Sku(), Production(foreign.platform), RemoteId(), TodoType::kNewOnChannel},
                       stall.size() - 1});
  }
}

}  // namespace

Stalls StallsOf(const Catalog& catalog) {
  Stalls stalls;
  for (const CatalogProduct& product : catalog) {
    for (const Platform platform : product.platforms) {
      stalls[Production(platform)].push_back(ListingOf(product, platform));
    }
  }
  return stalls;
}

std::vector<PlantedAt> Plant(const Catalog& catalog, std::uint64_t seed, Stalls& stalls) {
  Products products(catalog, seed);
  std::vector<PlantedAt> planted;
  for (const Kind& kind : kKinds) {
    for (const Platform platform : kind.platforms) {
      const CatalogProduct* product = products.Next(kind.stock);
      if (product == nullptr) {
        continue;
      }
      std::vector<MarketListing>& stall = stalls[Production(platform)];
      std::size_t place = PlaceOf(stall, product->sku);
      if (kind.name == "duplicate") {
        const MarketListing second = stall[place];
        stall.push_back(second);
        place = stall.size() - 1;
      } else {
        Alter(kind.name, stall[place]);
      }
      planted.push_back({{std::string(kind.name), product->sku, Production(platform), RemoteId(), kind.expect}, place});
    }
  }
  if (!catalog.empty()) {
    PlantForeign(stalls, planted);
  }
  return planted;
}

}  // namespace riff::sim
