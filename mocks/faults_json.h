#pragma once

#include <string>
#include <vector>

#include "connectors/json/json.h"
#include "engine/base/error.h"
#include "mocks/faults.h"

namespace riff::sim {

// The rules of a list such as [{"operation":"*.listing.*","fault":"throttle","count":2,"retry_after":3}]; "value",
// "delay_ms" and whatever else is given become parameters. kInvalid names the path of what is wrong. Whether the names
// are known is for Faults::Put to say.
Result<std::vector<FaultRule>> ParseRules(const JsonValue& list);

// The other way round, and the faults there are.
void WriteRules(JsonWriter& json, const std::vector<FaultRule>& rules);
void WriteSpecs(JsonWriter& json, const std::vector<FaultSpec>& specs);

}  // namespace riff::sim
