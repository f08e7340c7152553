#pragma once

#include <string>

#include "connectors/ebay/ebay_bulk_codec.h"
#include "connectors/ebay/ebay_trading_requests.h"
#include "engine/base/error.h"
#include "engine/model/write.h"

namespace riff::ebay {

// A quantity or a price: what the bulk calls of both APIs carry.
bool TravelsInBulk(const Change& change);

// Whether eBay counts it among a listing's revisions of the day.
bool Revises(const Change& change);

// The urgency as it matters to those: a quantity of zero is always the most urgent.
Urgency UrgencyOf(const Write& write);

// A write that travels in bulk as a row of either API. kUnsupported: a legacy variation without a SKU cannot be named.
BulkRow RowOf(const Write& write, const std::string& offer);
Result<ReviseRow> ReviseRowOf(const Write& write);

// Why a change is not carried out alone: eBay has no pause, and what travels in bulk has travelled.
Error CannotPause();
Error NotSent();

}  // namespace riff::ebay
