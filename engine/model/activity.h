#pragma once

#include <string>

#include "engine/base/time.h"
#include "engine/model/ids.h"

namespace riff {

// One line of the activity log: who changed what, why, from what to what, in which run. Never edited.
struct Activity {
  std::int64_t sequence = 0;  // Given by the store.
  Timestamp at;
  std::string actor;    // "run 12", "cli:alice".
  std::string action;   // "stock", "listing", "link", "write", "todo", "flag", "stage", "product", "order".
  std::string subject;  // "SG-61", "reverb/sandbox 123", "todo 7".
  Sku sku;              // Empty where no product is meant; `riff trace` selects by it.
  std::string before;
  std::string after;
  std::string why;
  RunId run;

  friend bool operator==(const Activity&, const Activity&) = default;
};

}  // namespace riff
