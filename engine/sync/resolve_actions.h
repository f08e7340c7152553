#pragma once

#include "engine/sync/review_todos.h"

namespace riff {

// What an action does beside ending the item: stock, links or writes change in the same transaction. kUnsupported when
// the item's kind has no such action (the message lists those it has).
Result<void> CarryOut(Transaction& tx, const TodoItem& item, const Resolution& resolution, const Actor& actor);

}  // namespace riff
