#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/manual_clock.h"
#include "engine/port/store.h"

namespace riff {

// A database of one kind, empty and ready, gone with the rig.
class StoreRig {
 public:
  virtual ~StoreRig() = default;

  // A database over the same data; opening it again is what a restart does. Without migrations until somebody applies
  // them.
  virtual std::unique_ptr<Database> OpenAgain() = 0;

  // Runs a text of SQL past the program, as somebody with a database shell would.
  virtual void RunByHand(const std::string& script) = 0;
};

// One line here makes every test of the suite run on another database.
struct StoreRigMaker {
  std::string name;
  std::function<std::unique_ptr<StoreRig>(Clock&)> make;
};
std::vector<StoreRigMaker> AllStoreRigs();

}  // namespace riff
