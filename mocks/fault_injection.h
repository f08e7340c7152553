#pragma once

#include <functional>
#include <string_view>

#include "engine/net/http_server.h"
#include "mocks/faults.h"

namespace riff::sim {

// Answers one request through at most one generic fault: the first rule that fits the operation. `answer` is the face's
// work, called at most once, and not at all by the faults that come before the effect.
ServerResponse AnswerThroughFaults(Faults& faults, std::string_view operation,
                                   const std::function<ServerResponse()>& answer);

}  // namespace riff::sim
