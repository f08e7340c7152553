#pragma once

#include <array>
#include <span>
#include <string_view>

#include "mocks/market.h"

namespace riff::sim {

// A line of things the simulated shop deals in. `variants` are finishes of an instrument, or gauges, lengths and
// colours of stocked goods. Years 0 to 0: goods without a year.
struct GearLine {
  std::string_view sku_prefix;
  std::string_view category;
  std::string_view brand;
  std::string_view model;
  int year_from = 0;
  int year_to = 0;
  int price_from = 0;  // Whole dollars.
  int price_to = 0;
  std::span<const std::string_view> variants;
  StockKind stock = StockKind::kOneOfAKind;
};

// All lines of one sort.
std::span<const GearLine> GearLines(StockKind stock);

}  // namespace riff::sim
