#pragma once

#include <string>
#include <vector>

#include "engine/model/todo.h"
#include "engine/port/store.h"
#include "engine/sync/edit_product.h"

namespace riff {

// Everything here: kNotFound without the item; kConflict when it is not open (reopen it first); the change and its
// history line are in one transaction; a repeat says kConflict and changes nothing. Who, why and what was done is kept.

// Approves what the item asks for; the next sync carries it out. `number`: how many removals of a `mass_change_held`.
Result<TodoItem> ApproveTodo(Transaction& tx, TodoId id, std::int64_t number, const Actor& actor);

// Ends the item with one of the actions of its kind (ActionsOf); "done" always means: a person saw to it elsewhere.
struct Resolution {
  std::string action;  // "done", "restock", "damaged", "link", "not_ours", "retry", "not_created", "sold_offline", …
  Sku sku;             // For "link".
  std::string note;
};
Result<TodoItem> ResolveTodo(Transaction& tx, TodoId id, const Resolution& resolution, const Actor& actor);
std::vector<std::string> ActionsOf(TodoType type);

// Stays dismissed until its facts change.
Result<TodoItem> DismissTodo(Transaction& tx, TodoId id, const std::string& reason, const Actor& actor);
Result<TodoItem> SnoozeTodo(Transaction& tx, TodoId id, Timestamp until, const Actor& actor);
Result<TodoItem> AssignTodo(Transaction& tx, TodoId id, const std::string& owner, const Actor& actor);
Result<TodoItem> ReopenTodo(Transaction& tx, TodoId id, const Actor& actor);

}  // namespace riff
