#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "connectors/json/json.h"
#include "mocks/ebay_errors.h"
#include "mocks/market.h"

// Single members of eBay's request bodies. Nothing when all is well.
namespace riff::sim {

// Keeps members that have no place of their own in the row, as extras under `prefix`, as they were sent.
void KeepEbayFields(const JsonValue& body, std::span<const std::string_view> fields, std::string_view prefix,
                    MarketListing& listing);

// A text of so many characters at most; empty when it is absent.
std::optional<EbayRefused> ReadEbayText(const JsonValue& body, std::string_view key, std::size_t characters_max,
                                        std::string& into);

// A whole number of at least 0, not a text; unset when it is absent. Else 25004.
std::optional<EbayRefused> ReadEbayQuantity(const JsonValue& body, std::string_view key,
                                            std::optional<std::int64_t>& into);

}  // namespace riff::sim
