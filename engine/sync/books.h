#pragma once

#include <span>

#include "engine/model/movement.h"
#include "engine/port/store.h"

namespace riff {

// What may be taken in a world: the real books, or for the sandbox world both together.
Result<Balance> BooksOf(Transaction& tx, const Sku& sku, World world);

// Units that `posted` made available belong first to whoever was promised more than there was. The payments' causes
// come from those of the movements, so a repeat pays once.
Result<void> PayDebtsAfter(Transaction& tx, std::span<const Movement> posted, Timestamp at);

}  // namespace riff
