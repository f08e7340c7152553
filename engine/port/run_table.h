#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/run.h"

namespace riff {

class RunTable {
 public:
  virtual ~RunTable() = default;

  // A new run in state running.
  virtual Result<RunId> Begin(const std::string& command, Timestamp at) = 0;

  // Replaces the report, channels included.
  virtual Result<void> Save(const RunReport& report) = 0;
  virtual Result<std::optional<RunReport>> Find(RunId id) = 0;
  virtual Result<std::vector<RunReport>> List(std::optional<RunId> before, std::size_t limit) = 0;

  // Runs still marked running when their lease is gone: a crash. They become aborted; says which.
  virtual Result<std::vector<RunId>> AbortUnfinished(RunId except, Timestamp at) = 0;

  // A named lease (the sync cycle, a token rotation). True: `owner` has it until `until`. False: somebody else does.
  // Asking again as the owner renews it.
  virtual Result<bool> AcquireLease(const std::string& name, const std::string& owner, Timestamp now,
                                    Timestamp until) = 0;
  virtual Result<void> ReleaseLease(const std::string& name, const std::string& owner) = 0;
};

}  // namespace riff
