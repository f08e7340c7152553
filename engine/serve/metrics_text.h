#pragma once

#include <map>
#include <string>

#include "engine/base/error.h"
#include "engine/port/store.h"
#include "engine/sync/shop.h"

namespace riff {

// Counters as kept by CounterMetrics ("name{key=value,key=value}") in Prometheus' text form, each name with its type.
std::string CountersText(const std::map<std::string, double>& sums);

// What the store says of now, in the same form: open to-do items by severity, and by channel its health, waiting
// webhooks, open writes and the time of its last complete read. The error is the store's.
Result<std::string> GaugesText(Store& store, const std::vector<Channel>& channels, Timestamp now);

}  // namespace riff
