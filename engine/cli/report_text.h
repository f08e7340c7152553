#pragma once

#include <string>

#include "connectors/json/json.h"
#include "engine/cli/console.h"
#include "engine/model/run.h"
#include "engine/plan/plan.h"

namespace riff {

// {"run":ID,"status":…,"channels":[…],"changes":{…},"todo":{…},"duration_ms":N}: what `riff sync --json` prints. Writes
// the members only, so that a command can add its own to the object.
void WriteRunMembers(JsonWriter& json, const RunReport& report);

// The same for people: a table of channels and one summary line.
void PrintRun(Console& console, const RunReport& report);

// 0 for ok, 1 for partial, 3 when nothing could be read, 4 when the guard stopped it.
ExitCode ExitCodeOf(const RunReport& report);

// A planned change and the cost of all of them.
void PrintPlan(Console& console, const Plan& plan, const std::map<Channel, PlanCost>& cost);
std::string PlanJson(const Plan& plan, const std::map<Channel, PlanCost>& cost);

}  // namespace riff
