#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/finding.h"

namespace riff {

// open → resolved | dismissed (until its facts change) | superseded. Assigned and snoozed are open.
enum class TodoStatus { kOpen, kSnoozed, kResolved, kDismissed, kSuperseded };
std::string_view ToString(TodoStatus status);
Result<TodoStatus> ParseTodoStatus(std::string_view text);

// The durable, deduplicated finding that a person works.
struct TodoItem {
  TodoId id;
  Fingerprint fingerprint;
  Finding finding;  // As last seen.
  TodoStatus status = TodoStatus::kOpen;
  std::string owner;
  Timestamp first_seen_at;
  Timestamp last_seen_at;
  int seen = 1;  // Runs that saw it.
  RunId first_run;
  RunId last_run;
  std::optional<Timestamp> snoozed_until;
  std::string resolution;  // Who, why: one sentence; empty while open.

  friend bool operator==(const TodoItem&, const TodoItem&) = default;
};

// One line of an item's history.
struct TodoEvent {
  TodoId todo;
  Timestamp at;
  std::string actor;   // "run 12", "alice".
  std::string action;  // "opened", "seen", "closed", "dismissed", "approved", …
  std::string note;

  friend bool operator==(const TodoEvent&, const TodoEvent&) = default;
};

}  // namespace riff
