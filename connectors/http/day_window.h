#pragma once

#include "connectors/http/call_book.h"
#include "connectors/http/rate_rules.h"

namespace riff {

// The platform's day that `at` is in, with no calls. Pacific days have 23 or 25 hours where summer time begins or ends.
CountedCalls DayAt(DayReset reset, Timestamp at);

}  // namespace riff
