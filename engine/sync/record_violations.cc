#include "engine/sync/record_violations.h"

#include "engine/sync/record_findings.h"

namespace riff {

Result<std::int64_t> RecordViolations(Store& store, RunContext& run) {
  const std::vector<Tripwire::Attempt> attempts = run.tripwire.attempts();
  std::int64_t opened = 0;
  if (attempts.empty()) {
    return opened;
  }
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    opened = 0;
    for (const Tripwire::Attempt& attempt : attempts) {
      Finding finding;
      finding.type = TodoType::kEnvironmentViolation;
      finding.severity = Severity::kCritical;
      RIFF_TRY(finding.channel, ParseChannel(attempt.channel));
      finding.title = attempt.channel;
      finding.observed = "run " + std::to_string(run.run.number()) + " tried " + attempt.operation + " on " +
                         attempt.host + "; the guard refused it and the run was stopped";
      finding.intended = "nothing that could change anything reaches this channel in its stage";
      finding.suggested = "this is a fault in RIFF or in its configuration: correct it, then acknowledge";
      finding.facts = attempt.operation;
      RIFF_TRY(const Recorded recorded, RecordFinding(tx, finding, run.run, run.clock.Now()));
      opened += recorded == Recorded::kOpened ? 1 : 0;
    }
    return {};
  }));
  return opened;
}

}  // namespace riff
