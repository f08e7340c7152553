#pragma once

#include <string>
#include <vector>

#include "engine/sync/edit_product.h"

namespace riff {

// Products out of a CSV text, columns by name (sku and title are needed; unknown columns are ignored). The first thing
// that is wrong fails the whole, naming file, line, column and reason; so does an SKU that stands there twice.
Result<std::vector<ImportRow>> ReadProductCsv(const std::string& text, const std::string& path);

}  // namespace riff
