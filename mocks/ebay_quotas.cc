#include "mocks/ebay_quotas.h"

#include <string>

namespace riff::sim {
namespace {

using Day = std::chrono::days;
constexpr auto kBehindUtc = std::chrono::hours(8);

struct Api {
  std::string_view name;
  std::string_view context;
  std::string_view knob;
  std::string_view calls;
};
constexpr std::array kApis = {Api{"inventory", "sell", "inventory_calls_per_day", "2000000"},
                              Api{"fulfillment", "sell", "fulfillment_calls_per_day", "100000"},
                              Api{"account", "sell", "account_calls_per_day", "25000"},
                              Api{"analytics", "developer", "analytics_calls_per_day", "5000"}};

std::int64_t DayOf(Timestamp at) { return std::chrono::floor<Day>(at - kBehindUtc).time_since_epoch().count(); }

}  // namespace

EbayQuotas::EbayQuotas(Faults& faults) : faults_(faults) {
  for (const Api& api : kApis) {
    faults.Declare(
        {std::string(api.knob), FaultSort::kKnob, "Calls of this API allowed a day.", std::string(api.calls)});
  }
  faults.Declare({"revisions_per_day", FaultSort::kKnob, "Revisions allowed a listing and day.", "250"});
}

void EbayQuotas::Turn(Timestamp now) {
  if (const std::int64_t day = DayOf(now); day != day_) {
    day_ = day;
    calls_.clear();
    revisions_.clear();
  }
}

bool EbayQuotas::TakeCall(std::string_view api, Timestamp now) {
  Turn(now);
  for (const Api& each : kApis) {
    if (each.name == api) {
      std::int64_t& used = calls_[each.name];
      return used < faults_.KnobNumber(each.knob) && ++used > 0;
    }
  }
  return true;
}

bool EbayQuotas::TakeRevision(RowNumber row, Timestamp now) {
  Turn(now);
  std::int64_t& used = revisions_[row];
  return used < faults_.KnobNumber("revisions_per_day") && ++used > 0;
}

std::array<EbayQuotas::Rate, 4> EbayQuotas::Rates(Timestamp now) {
  Turn(now);
  std::array<Rate, 4> rates;
  for (std::size_t i = 0; i < kApis.size(); ++i) {
    rates[i] = {kApis[i].context, kApis[i].name, faults_.KnobNumber(kApis[i].knob), calls_[kApis[i].name]};
  }
  return rates;
}

Timestamp EbayQuotas::ResetsAt(Timestamp now) { return Timestamp(Day(DayOf(now) + 1)) + kBehindUtc; }

}  // namespace riff::sim
