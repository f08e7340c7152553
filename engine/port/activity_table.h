#pragma once

#include <optional>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/activity.h"

namespace riff {

class ActivityTable {
 public:
  virtual ~ActivityTable() = default;

  // `sequence` is given by the store. Entries are never changed or removed.
  virtual Result<void> Append(const Activity& entry) = 0;

  // In order, those after `after`; of one product when `sku` is not empty.
  virtual Result<std::vector<Activity>> List(const Sku& sku, std::int64_t after, std::size_t limit) = 0;

  // The newest `limit`, in order.
  virtual Result<std::vector<Activity>> Newest(const Sku& sku, std::size_t limit) = 0;
};

}  // namespace riff
