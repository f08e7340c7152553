#pragma once

#include <memory>

#include "engine/port/store.h"

namespace riff::sim {

class World;

// The engine's database with a store's troubles: busy, a body that runs again, a commit nobody heard of. Tells the
// world when a transaction is open, so that a request within one is seen.
class FaultyDatabase final : public Database {
 public:
  FaultyDatabase(World& world, Database& inner) : world_(world), inner_(inner) {}
  Result<std::unique_ptr<Store>> Open() override;

 private:
  World& world_;
  Database& inner_;
};

}  // namespace riff::sim
