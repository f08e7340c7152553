#include "engine/sync/import_product.h"

#include <algorithm>
#include <map>

namespace riff {

namespace {

struct Shown {
  Listing listing;
  ListingContent content;
  double price_factor = 1.0;
};

Result<std::vector<Shown>> ShownUnder(Transaction& tx, const PlanPolicy& policy, const Sku& sku) {
  std::vector<Shown> shown;
  for (const auto& [channel, rules] : policy.channels) {
    if (channel.environment != Environment::kProduction) {
      continue;
    }
    RIFF_TRY(const std::vector<Listing> listings, tx.listings.WithSkuShown(channel, sku));
    for (const Listing& listing : listings) {
      RIFF_TRY(const std::optional<ListingContent> content, tx.listings.ContentOf(listing.key));
      shown.push_back(Shown{listing, content.value_or(ListingContent{}), rules.price_factor});
    }
  }
  return shown;
}

std::optional<Money> BasePrice(const std::vector<Shown>& shown) {
  std::map<Money, int> votes;
  for (const Shown& each : shown) {
    if (each.listing.observed.price.has_value() && each.price_factor > 0) {
      ++votes[Scale(*each.listing.observed.price, 1.0 / each.price_factor)];
    }
  }
  std::optional<Money> best;
  int most = 0;
  for (const auto& [price, count] : votes) {
    if (count > most) {
      best = price;
      most = count;
    }
  }
  return best;
}

std::size_t SaysHowMuch(const ListingContent& content) {
  const auto filled = [](const std::string& text) { return text.empty() ? std::size_t{0} : std::size_t{1000}; };
  return filled(content.brand) + filled(content.model) + filled(content.year) + filled(content.finish) +
         filled(content.category) + (content.condition == Condition::kUnknown ? 0 : 1000) +
         content.image_urls.size() * 100 + std::min<std::size_t>(content.description.size(), 999);
}

ProductKind KindOf(const std::vector<Shown>& shown) {
  bool one_only = false;
  for (const Shown& each : shown) {
    if (each.listing.observed.quantity.value_or(Quantity(1)) > Quantity(1)) {
      return ProductKind::kStocked;
    }
    const Condition condition = each.content.condition;
    const bool used =
        condition != Condition::kUnknown && condition != Condition::kNew && condition != Condition::kBStock;
    one_only = one_only || used || each.listing.quantity_max == Quantity(1);
  }
  return one_only ? ProductKind::kUnique : ProductKind::kStocked;
}

}  // namespace

Result<Product> ImportProduct(Transaction& tx, const PlanPolicy& policy, const Sku& sku, RunId run, Timestamp now) {
  RIFF_TRY(const std::vector<Shown> shown, ShownUnder(tx, policy, sku));
  if (shown.empty()) {
    return Fail(ErrorKind::kNotFound, "no production channel shows SKU " + sku.text());
  }
  const auto fullest = std::max_element(shown.begin(), shown.end(), [](const Shown& a, const Shown& b) {
    return SaysHowMuch(a.content) < SaysHowMuch(b.content);
  });
  Product product;
  product.sku = sku;
  product.kind = KindOf(shown);
  product.content = fullest->content;
  if (product.content.title.empty()) {
    product.content.title = fullest->listing.title;
  }
  product.price = BasePrice(shown);
  product.created_at = now;
  product.changed_at = now;
  RIFF_TRY(tx.products.Save(product));
  RIFF_TRY(tx.products.MarkDirty(sku));
  Activity entry;
  entry.at = now;
  entry.actor = "run " + std::to_string(run.number());
  entry.action = "product";
  entry.subject = sku.text();
  entry.sku = sku;
  entry.after = std::string(ToString(product.kind)) + " \"" + product.content.title + "\"" +
                (product.price.has_value() ? " at " + FormatMoney(*product.price) : "");
  entry.why = "imported from " + std::to_string(shown.size()) + " production listings";
  entry.run = run;
  RIFF_TRY(tx.activity.Append(entry));
  return product;
}

}  // namespace riff
