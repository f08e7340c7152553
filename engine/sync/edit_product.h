#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/activity.h"
#include "engine/model/product.h"
#include "engine/model/run.h"
#include "engine/plan/policy.h"
#include "engine/port/store.h"

namespace riff {

// Who asks for a change, for the activity log: "cli:alice".
struct Actor {
  std::string name;
  Timestamp at;
};

struct NewProduct {
  Sku sku;
  ProductKind kind = ProductKind::kUnique;
  ListingContent content;
  std::optional<Money> price;
  Quantity available;
};

// What to change of a product; unset fields stay.
struct ProductEdit {
  std::optional<Money> price;
  std::optional<Quantity> available;
  std::optional<std::string> title;
  std::optional<std::string> description;
  std::optional<World> world;  // Whose books `available` is about; unset: as BooksFor says.
};

// Stock set by a person goes into the real books once RIFF is the truth somewhere; while every platform in use is in
// observe or hybrid the real books follow production, so it goes into the sandbox world, where it reaches every
// sandbox.
World BooksFor(const PlanPolicy& policy);

// Adds a product with its first stock. kConflict when the SKU is taken; kInvalid for a negative quantity, a price of
// zero or less, an empty SKU or title, or more than one unit of a unique product.
Result<void> CreateProduct(Transaction& tx, const NewProduct& product, World world, const Actor& actor);

// Changes a product in the caller's transaction; its listings follow with the next push. kNotFound without the product;
// kInvalid as above. A repeat changes nothing. What the ledger posts is the difference to the level asked for.
Result<Product> EditProduct(Transaction& tx, const Sku& sku, const ProductEdit& edit, World world, const Actor& actor);

// The price or title that an edit changed, before and after, as the activity log tells it: the log is where the values
// before an edit are kept. Nothing for any other entry. `before` has neither where the product had no price.
struct LoggedEdit {
  ProductEdit before;
  ProductEdit after;
};
std::optional<LoggedEdit> ReadEdit(const Activity& entry);

// Adds or updates many, all or nothing: the first row that is wrong fails them all, naming its row. A product that is
// there keeps what its row does not say.
struct ImportRow {
  std::size_t line = 0;
  NewProduct product;
  std::optional<Quantity> available = std::nullopt;  // Unset: the row does not say; unknown is not zero.
};
struct ImportCounts {
  std::int64_t created = 0;
  std::int64_t changed = 0;
};
Result<ImportCounts> ImportRows(Transaction& tx, const std::vector<ImportRow>& rows, World world, const Actor& actor);

}  // namespace riff
