#include "mocks/ebay_quotas.h"

#include <array>
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
                              Api{"feed", "sell", "feed_calls_per_day", "100000"},
                              Api{"notification", "commerce", "notification_calls_per_day", "10000"},
                              Api{"trading", "TradingAPI", "trading_calls_per_day", "5000"},
                              Api{"analytics", "developer", "analytics_calls_per_day", "5000"}};

struct Burst {
  std::string_view call;
  std::size_t calls_max;
};
constexpr std::array kBursts = {Burst{"GetMyeBaySelling", 300}, Burst{"ReviseInventoryStatus", 6000},
                                Burst{"GetSellerEvents", 1000}};
constexpr auto kBurstTime = std::chrono::seconds(15);

std::int64_t DayOf(Timestamp at) { return std::chrono::floor<Day>(at - kBehindUtc).time_since_epoch().count(); }

}  // namespace

EbayQuotas::EbayQuotas(Faults& faults) : faults_(faults) {
  for (const Api& api : kApis) {
    faults.Declare(
        {std::string(api.knob), FaultSort::kKnob, "Calls of this API allowed a day.", std::string(api.calls)});
  }
  faults.Declare(
      {"trading_burst", FaultSort::kKnob, "Whether the Trading calls' limits of 15 s hold.", "on", {"on", "off"}});
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

bool EbayQuotas::TakeBurst(std::string_view call_name, Timestamp now) {
  for (const Burst& burst : kBursts) {
    if (burst.call != call_name || faults_.Knob("trading_burst") != "on") {
      continue;
    }
    std::deque<Timestamp>& made = bursts_[burst.call];
    while (!made.empty() && made.front() + kBurstTime <= now) {
      made.pop_front();
    }
    if (made.size() >= burst.calls_max) {
      return false;
    }
    made.push_back(now);
  }
  return true;
}

std::vector<EbayQuotas::Rate> EbayQuotas::Rates(Timestamp now) {
  Turn(now);
  std::vector<Rate> rates;
  for (const Api& api : kApis) {
    rates.push_back({api.context, api.name, faults_.KnobNumber(api.knob), calls_[api.name]});
  }
  return rates;
}

Timestamp EbayQuotas::ResetsAt(Timestamp now) { return Timestamp(Day(DayOf(now) + 1)) + kBehindUtc; }

}  // namespace riff::sim
