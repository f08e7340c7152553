#pragma once

#include <optional>
#include <string>

#include "engine/base/error.h"
#include "engine/base/money.h"
#include "engine/base/quantity.h"
#include "engine/model/change.h"

namespace riff {

// A change as the columns of the outbox: the kind says which of the others are set.
struct ChangeColumns {
  std::string kind;
  std::optional<Quantity> quantity;    // set_quantity, create, relist
  std::optional<Quantity> expected;    // set_quantity, where it has one
  std::optional<Money> price;          // set_price, create
  std::optional<std::string> new_sku;  // create
  std::optional<std::string> content;  // set_content, create

  friend bool operator==(const ChangeColumns&, const ChangeColumns&) = default;
};

// FromColumns(ToColumns(change)) == change. kInvalid for an unknown kind and where a column that the kind needs is not
// set: this program did not write that row.
ChangeColumns ToColumns(const Change& change);
Result<Change> FromColumns(const ChangeColumns& columns);

}  // namespace riff
