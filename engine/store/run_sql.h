#pragma once

#include "engine/port/run_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlRunTable final : public RunTable {
 public:
  explicit SqlRunTable(Session& session) : session_(session) {}

  Result<RunId> Begin(const std::string& command, Timestamp at) override;

  // kNotFound for a run that was never begun.
  Result<void> Save(const RunReport& report) override;
  Result<std::optional<RunReport>> Find(RunId id) override;

  // Newest first, those before `before` (unset: from the newest).
  Result<std::vector<RunReport>> List(std::optional<RunId> before, std::size_t limit) override;

  // A run is alive while a lease whose owner is "run <id>" has not passed.
  Result<std::vector<RunId>> AbortUnfinished(RunId except, Timestamp at) override;
  Result<bool> AcquireLease(const std::string& name, const std::string& owner, Timestamp now, Timestamp until) override;
  Result<void> ReleaseLease(const std::string& name, const std::string& owner) override;

 private:
  Result<void> FillChannels(RunReport& report);

  Session& session_;
};

}  // namespace riff
