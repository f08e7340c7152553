#pragma once

#include <functional>
#include <vector>

#include "engine/model/finding.h"
#include "engine/model/run.h"
#include "engine/port/store.h"

namespace riff {

// What recording did to the queue.
enum class Recorded {
  kOpened,     // A new item, or an old one opened again because its facts changed.
  kSeen,       // Open already: seen once more.
  kDismissed,  // A person dismissed exactly these facts: nothing to do.
};

// Brings one finding into the to-do queue: one item a fingerprint, for ever. A repeat in the same run changes nothing.
Result<Recorded> RecordFinding(Transaction& tx, const Finding& finding, RunId run, Timestamp now);

// Which open items a run may close because it did not see them again: those whose subject it examined. `examined` says
// whether that was so. Items of kinds that only a person may end (a double sale, a restock decision, …) stay.
// Closes at most `limit` and returns how many; repeating it closes the rest.
Result<std::int64_t> CloseSettled(Transaction& tx, RunId run, Timestamp now,
                                  const std::function<bool(const TodoItem&)>& examined, std::size_t limit);

// True for kinds that close by themselves once a later read agrees; a `relist_decision` does when it is about a listing
// and not about an order, and a `channel_needs_reauth` when it is not a warning that credentials end soon.
bool ClosesByItself(TodoType type);
bool ClosesByItself(const Finding& finding);

}  // namespace riff
