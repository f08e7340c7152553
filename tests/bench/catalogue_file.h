#pragma once

#include <memory>
#include <string>

#include "engine/base/error.h"
#include "engine/base/manual_clock.h"
#include "engine/port/store.h"

namespace riff::bench {

// Makes a store at `path` with the schema of this program and a catalogue of so many products, in bulk, and closes it
// with an empty write-ahead log. One product in twenty has an order of last month.
Result<void> MakeCatalogueFile(const std::string& path, std::size_t products);

// The engine's own way to that file. Its statements are kept, as in a worker that lives on.
struct OpenCatalogue {
  std::unique_ptr<Database> database;
  std::unique_ptr<Store> store;
};
Result<OpenCatalogue> Open(const std::string& path, Clock& clock);

}  // namespace riff::bench
