#pragma once

#include "engine/model/todo.h"
#include "engine/port/store.h"
#include "engine/sync/reconcile.h"

namespace riff {

// Remembers that a person approved what an item asks for; the next plan carries it out. `number` is how many removals a
// `mass_change_held` item may let through. kUnsupported for kinds that ask for no approval.
Result<void> SaveApproval(Transaction& tx, const TodoItem& item, std::int64_t number);

// Forgets it again: the item is settled, or the approval was withdrawn.
Result<void> DropApproval(Transaction& tx, const TodoItem& item);

// How many removals a person let through on the channel; 0: none.
Result<std::int64_t> ApprovedRemovals(Transaction& tx, Channel channel);

// Puts every approval given into the request.
Result<void> LoadApprovals(Store& store, ReconcileRequest& request);

}  // namespace riff
