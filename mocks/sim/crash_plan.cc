#include "mocks/sim/crash_plan.h"

#include "engine/base/check.h"
#include "engine/model/channel.h"

namespace riff::sim {
namespace {

// The engine's own. A point that is passed and is not here fails the simulation, so that the list stays whole.
constexpr const char* kEnginePoints[] = {
    "absences.asked",
    "absences.half_stored",
    "absences.stored",
    "clone.half_queued",
    "clone.queued",
    "confirm.adopted",
    "confirm.asked",
    "confirm.done",
    "confirm.found",
    "confirm.half_stored",
    "confirm.stored",
    "create.intent_written",
    "create.renamed",
    "deliver.answered",
    "deliver.claim_written",
    "deliver.claimed",
    "deliver.half_settled",
    "deliver.settled",
    "exposure.half_written",
    "observe.renamed",
    "observe.row_stored",
    "orders.half_page",
    "orders.page_read",
    "orders.page_stored",
    "orders.watermark_stored",
    "orders.watermark_ahead",
    "plan.adopted",
    "plan.cleared",
    "plan.facts_read",
    "plan.facts_saved",
    "plan.product_stored",
    "plan.queued",
    "plan.settled",
    "run.begun",
    "run.linked",
    "run.planned",
    "run.pushed",
    "run.read",
    "run.saved",
    "run.todos_closed",
    "store.begun",
    "store.commit_ahead",
    "store.committed",
    "sweep.absences_checked",
    "sweep.begun",
    "sweep.complete",
    "sweep.half_page",
    "sweep.last_page",
    "sweep.page_read",
    "sweep.page_stored",
    "take.inbox_written",
    "take.line_saved",
    "take.movement_posted",
    "todo.recorded",
    "token.exchange_ahead",
    "token.exchanged",
    "token.stored",
    "webhook.half_received",
    "webhook.listing_read",
    "webhook.listing_stored",
    "webhook.order_half_taken",
    "webhook.order_read",
    "webhook.order_taken",
    "webhook.received",
};

}  // namespace

std::vector<std::string> KnownCrashPoints() {
  std::vector<std::string> points(std::begin(kEnginePoints), std::end(kEnginePoints));
  for (const char* step : {"send.before.", "send.effect.", "send.answer."}) {
    for (const Platform platform : kPlatforms) {
      points.push_back(step + std::string(ToString(platform)));
    }
  }
  return points;
}

CrashPlan::CrashPlan() {
  RIFF_CHECK(crash_observer.load() == nullptr, "one simulation at a time");
  crash_observer = this;
}

CrashPlan::~CrashPlan() { crash_observer = nullptr; }

void CrashPlan::Arm(int engine, std::int64_t steps) { armed_[engine] = Order{steps, ""}; }
void CrashPlan::ArmAt(int engine, std::string point) { armed_[engine] = Order{0, std::move(point)}; }
void CrashPlan::Disarm(int engine) { armed_.erase(engine); }

int CrashPlan::Act(int engine) {
  const int before = acting_;
  acting_ = engine;
  return before;
}

void CrashPlan::Reached(const char* point) {
  if (acting_ == 0) {
    return;
  }
  ++passed_[point];
  const auto order = armed_.find(acting_);
  if (order == armed_.end()) {
    return;
  }
  const bool here = order->second.point.empty() ? --order->second.steps <= 0 : order->second.point == point;
  if (here) {
    armed_.erase(order);
    throw ProcessKilled{point};
  }
}

std::map<std::string, std::int64_t> CrashPlan::passed() const {
  std::map<std::string, std::int64_t> passed;
  for (const auto& [point, count] : passed_) {
    passed[point] += count;
  }
  return passed;
}

}  // namespace riff::sim
