#include "engine/sync/edit_product.h"

#include "engine/ledger/balance_rules.h"
#include "engine/rollout/stage_rules.h"

namespace riff {

namespace {

Result<void> Log(Transaction& tx, const Sku& sku, std::string action, std::string before, std::string after,
                 const Actor& actor) {
  Activity entry;
  entry.at = actor.at;
  entry.actor = actor.name;
  entry.action = std::move(action);
  entry.subject = sku.text();
  entry.sku = sku;
  entry.before = std::move(before);
  entry.after = std::move(after);
  entry.why = "asked for by " + actor.name;
  return tx.activity.Append(entry);
}

// How the log tells a value; ReadValue reads it back.
std::string PriceText(const std::optional<Money>& price) {
  return price.has_value() ? "price " + FormatMoney(*price) : "no price";
}
std::string TitleText(const std::string& title) { return "title \"" + title + "\""; }

ProductEdit ReadValue(const std::string& text) {
  constexpr std::string_view kPrice = "price ";
  constexpr std::string_view kTitle = "title \"";
  ProductEdit value;
  if (text.starts_with(kTitle) && text.size() > kTitle.size() && text.ends_with('"')) {
    value.title = text.substr(kTitle.size(), text.size() - kTitle.size() - 1);
  }
  const std::size_t blank = text.rfind(' ');
  if (text.starts_with(kPrice) && blank > kPrice.size()) {
    std::string decimal = text.substr(kPrice.size(), blank - kPrice.size());
    std::erase(decimal, ',');
    const Result<Currency> currency = Currency::Parse(text.substr(blank + 1));
    const Result<Money> price = currency.has_value() ? ParseMoney(decimal, *currency) : Fail(currency.error());
    if (price.has_value()) {
      value.price = *price;
    }
  }
  return value;
}

Result<void> SetAvailable(Transaction& tx, const Sku& sku, Quantity wanted, World world, const Actor& actor) {
  RIFF_TRY(const Balance real, tx.ledger.BalanceOf(sku, World::kReal));
  Balance books = real;
  if (world == World::kSandbox) {
    RIFF_TRY(const Balance simulated, tx.ledger.BalanceOf(sku, World::kSandbox));
    books = Together(real, simulated);
  }
  const Quantity difference = wanted - books.available;
  if (difference == Quantity(0)) {
    return {};
  }
  const Cause cause{"set", actor.name + "@" + std::to_string(ToMicros(actor.at)),
                    "available set to " + std::to_string(wanted.units()) + " by " + actor.name};
  RIFF_TRY(const Movement movement, Adjust(world, sku, difference, cause, actor.at));
  RIFF_TRY(tx.ledger.Post(movement));
  const std::string where = std::string(" in the ") + std::string(ToString(world)) + " books";
  return Log(tx, sku, "stock", "available " + std::to_string(books.available.units()) + where,
             "available " + std::to_string(wanted.units()) + where, actor);
}

Result<void> CheckValues(const Sku& sku, ProductKind kind, const std::optional<Money>& price,
                         const std::optional<Quantity>& available) {
  if (price.has_value() && price->minor <= 0) {
    return Fail(ErrorKind::kInvalid, "price of " + sku.text() + ": must be above zero");
  }
  if (available.has_value() && *available < Quantity(0)) {
    return Fail(ErrorKind::kInvalid, "available of " + sku.text() + ": must not be negative");
  }
  if (available.has_value() && kind == ProductKind::kUnique && *available > Quantity(1)) {
    return Fail(ErrorKind::kInvalid,
                sku.text() + " is unique: available can be 0 or 1 (its kind is changed by --kind stocked)");
  }
  return {};
}

Result<void> CheckWhole(const NewProduct& product) {
  if (product.sku.empty()) {
    return Fail(ErrorKind::kInvalid, "the SKU is empty");
  }
  if (product.content.title.empty()) {
    return Fail(ErrorKind::kInvalid, "the title of " + product.sku.text() + " is empty");
  }
  return CheckValues(product.sku, product.kind, product.price, product.available);
}

Result<void> Insert(Transaction& tx, const NewProduct& wanted, World world, const Actor& actor) {
  Product product{wanted.sku, wanted.kind, wanted.content, wanted.price, actor.at, actor.at};
  RIFF_TRY(tx.products.Save(product));
  RIFF_TRY(tx.products.MarkDirty(product.sku));
  RIFF_TRY(Log(tx, product.sku, "product", "",
               std::string(ToString(product.kind)) + " \"" + product.content.title + "\"", actor));
  if (wanted.available > Quantity(0)) {
    const Cause cause{"first", product.sku.text(), "first stock, by " + actor.name};
    RIFF_TRY(const Movement movement, Receive(world, product.sku, wanted.available, cause, actor.at));
    RIFF_TRY(tx.ledger.Post(movement));
    RIFF_TRY(
        Log(tx, product.sku, "stock", "available 0", "available " + std::to_string(wanted.available.units()), actor));
  }
  return {};
}

}  // namespace

World BooksFor(const PlanPolicy& policy) {
  for (const auto& [channel, rules] : policy.channels) {
    if (channel.environment == Environment::kProduction && TruthOf(rules.stage, channel.environment) == Truth::kStore) {
      return World::kReal;
    }
  }
  return policy.channels.empty() ? World::kReal : World::kSandbox;
}

Result<void> CreateProduct(Transaction& tx, const NewProduct& product, World world, const Actor& actor) {
  RIFF_TRY(CheckWhole(product));
  RIFF_TRY(const std::optional<Product> found, tx.products.Find(product.sku));
  if (found.has_value()) {
    return Fail(ErrorKind::kConflict, "there is a product " + product.sku.text() + " already: use riff products set");
  }
  return Insert(tx, product, world, actor);
}

Result<Product> EditProduct(Transaction& tx, const Sku& sku, const ProductEdit& edit, World world, const Actor& actor) {
  RIFF_TRY(const std::optional<Product> found, tx.products.Find(sku));
  if (!found.has_value()) {
    return Fail(ErrorKind::kNotFound, "no product " + sku.text() + " (riff products list shows them)");
  }
  Product product = *found;
  RIFF_TRY(CheckValues(sku, product.kind, edit.price, edit.available));
  if (edit.title.has_value() && edit.title->empty()) {
    return Fail(ErrorKind::kInvalid, "the title of " + sku.text() + " must not be empty");
  }
  if (edit.price.has_value() && product.price != edit.price) {
    RIFF_TRY(Log(tx, sku, "product", PriceText(product.price), PriceText(edit.price), actor));
    product.price = edit.price;
  }
  if (edit.title.has_value() && product.content.title != *edit.title) {
    RIFF_TRY(Log(tx, sku, "product", TitleText(product.content.title), TitleText(*edit.title), actor));
    product.content.title = *edit.title;
  }
  if (edit.description.has_value() && product.content.description != *edit.description) {
    RIFF_TRY(Log(tx, sku, "product", "its description", "a new description", actor));
    product.content.description = *edit.description;
  }
  if (product != *found) {
    product.changed_at = actor.at;
    RIFF_TRY(tx.products.Save(product));
  }
  if (edit.available.has_value()) {
    RIFF_TRY(SetAvailable(tx, sku, *edit.available, world, actor));
  }
  RIFF_TRY(tx.products.MarkDirty(sku));
  return product;
}

std::optional<LoggedEdit> ReadEdit(const Activity& entry) {
  LoggedEdit edit{ReadValue(entry.before), ReadValue(entry.after)};
  const bool of_price = edit.after.price.has_value();
  const bool of_title = edit.after.title.has_value() && edit.before.title.has_value();
  if (entry.action != "product" || (!of_price && !of_title)) {
    return std::nullopt;
  }
  return edit;
}

Result<ImportCounts> ImportRows(Transaction& tx, const std::vector<ImportRow>& rows, World world, const Actor& actor) {
  ImportCounts counts;
  for (const ImportRow& row : rows) {
    const auto here = [&](Error error) {
      return Fail(WithContext("row at line " + std::to_string(row.line), std::move(error)));
    };
    const Result<void> whole = CheckWhole(row.product);
    if (!whole.has_value()) {
      return here(whole.error());
    }
    RIFF_TRY(const std::optional<Product> found, tx.products.Find(row.product.sku));
    if (!found.has_value()) {
      RIFF_TRY(Insert(tx, row.product, world, actor));
      ++counts.created;
      continue;
    }
    ProductEdit edit;
    edit.price = row.product.price;
    edit.available = row.available;
    edit.title = row.product.content.title;
    const Result<Product> edited = EditProduct(tx, row.product.sku, edit, world, actor);
    if (!edited.has_value()) {
      return here(edited.error());
    }
    ++counts.changed;
  }
  return counts;
}

}  // namespace riff
