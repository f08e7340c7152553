#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/unit/engine/plan/plan_bench.h"

namespace riff::test {
namespace {

struct Row {
  std::string name;
  std::int64_t wanted;
  ListingFacts acked;
  ListingFacts observed;
  std::function<void(Bench&)> given;
  Expected expected;
};

void CheckRows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    Bench bench;
    bench.Available(row.wanted);
    bench.AddSandbox(row.acked, row.observed);
    if (row.given) {
      row.given(bench);
    }
    Check(bench, row.expected);
  }
}

std::function<void(Bench&)> Open(WriteState state, Change change, Duration since_attempt) {
  return [=](Bench& bench) { bench.Open(state, change, since_attempt); };
}

ListingContent TitleOnly(const std::string& title) {
  ListingContent content;
  content.title = title;
  return content;
}

TEST(DecisionTable, WithoutAnOpenWrite) {
  const auto just_changed = [](Bench& bench) { bench.listing().observed_changed_at = bench.now - minutes(1); };
  const auto read_once = [](Bench& bench) { bench.listing().agreeing_reads = 1; };
  const auto overdue = [](Bench& bench) {
    bench.listing().agreeing_reads = 1;
    bench.listing().desired = Live(2);
    bench.listing().desired_at = bench.now - minutes(90);
  };
  const auto asks = [](Bench& bench) { bench.policy.sync.raise = RaiseRule::kAsk; };
  const auto never_acked = [](Bench& bench) {
    bench.listing().acked.reset();
    bench.listing().agreeing_reads = 1;
    bench.listing().observed_changed_at = bench.now - minutes(1);
  };
  CheckRows({
      {"agreement", 1, Live(1), Live(1), nullptr, {.unsettled = false}},
      {"its answer was lost", 1, Live(2), Live(1), nullptr, {.ack = true, .unsettled = false}},
      {"we owe a lower quantity", 1, Live(3), Live(3), nullptr, {.write = To(1)}},
      {"we owe a sold out", 0, Live(1), Live(1), read_once, {.write = To(0)}},
      {"we owe a higher quantity, one read is enough", 3, Live(1), Live(1), read_once, {.write = To(3)}},
      {"they raised it", 1, Live(1), Live(4), just_changed, {.write = To(1)}},
      {"they lowered it, an order may explain it", 2, Live(2), Live(1), just_changed, {}},
      {"they lowered it, read once, overdue",
       2,
       Live(2),
       Live(1),
       overdue,
       {.findings = {TodoType::kQuantityMismatch}}},
      {"they lowered it, two reads agree", 2, Live(2), Live(1), nullptr, {.write = To(2)}},
      {"they lowered it, the shop wants to be asked",
       2,
       Live(2),
       Live(1),
       asks,
       {.write = To(2), .verdict = Verdict::kAsk, .findings = {TodoType::kApprovalNeeded}}},
      {"both changed, lower wins at once", 1, Live(2), Live(3), just_changed, {.write = To(1)}},
      {"both changed, raising waits", 3, Live(2), Live(1), just_changed, {}},
      {"never acked, read once", 3, Live(1), Live(1), never_acked, {}},
      {"paused by somebody, resumed", 1, Live(1), With(Live(1), ListingStatus::kPaused), nullptr, {.write = To(1)}},
      {"paused is sold out",
       0,
       Live(0),
       With(Live(1), ListingStatus::kPaused),
       nullptr,
       {.ack = true, .unsettled = false}},
      {"another price", 1, Live(1), Priced(Live(1), Dollars(1200)), nullptr, {.write = SetPrice{Dollars(1499)}}},
      {"another price of nothing for sale",
       0,
       Live(0),
       Priced(Live(0), Dollars(1200)),
       nullptr,
       {.ack = true, .unsettled = false}},
      {"quantity goes before price", 0, Live(1), Priced(Live(1), Dollars(1200)), nullptr, {.write = To(0)}},
  });
}

TEST(DecisionTable, WithAnOpenWrite) {
  using enum WriteState;
  const ListingFacts was = Live(1);
  CheckRows({
      {"queued and still wanted", 3, was, was, Open(kQueued, To(3), kOld), {}},
      {"queued, the plan moved on",
       2,
       was,
       was,
       Open(kQueued, To(3), kOld),
       {.write = To(2), .settlement = Settlement::kSupersede}},
      {"queued, the plan moved back",
       1,
       was,
       was,
       Open(kQueued, To(3), kOld),
       {.settlement = Settlement::kSupersede, .unsettled = false}},
      {"queued, shown without it",
       3,
       was,
       Live(3),
       Open(kQueued, To(3), kOld),
       {.settlement = Settlement::kSupersede, .ack = true, .unsettled = false}},
      {"queued price, sold out",
       0,
       was,
       was,
       Open(kQueued, SetPrice{Dollars(1499)}, kOld),
       {.write = To(0), .settlement = Settlement::kSupersede}},
      {"queued content, another price",
       1,
       was,
       Titled(Priced(was, Dollars(9)), "Jaguar"),
       Open(kQueued, SetContent{TitleOnly("1964 Jazzmaster")}, kOld),
       {.write = SetPrice{Dollars(1499)}, .settlement = Settlement::kSupersede}},
      {"in flight", 0, was, was, Open(kInFlight, To(3), kFresh), {}},
      {"in flight, however old", 0, was, was, Open(kInFlight, To(3), kOld), {}},
      {"in flight, shown already", 3, was, Live(3), Open(kInFlight, To(3), kFresh), {}},
      {"ambiguous and shown",
       3,
       was,
       Live(3),
       Open(kAmbiguous, To(3), kFresh),
       {.settlement = Settlement::kConfirm, .ack = true, .unsettled = false}},
      {"ambiguous and not shown", 3, was, was, Open(kAmbiguous, To(3), kFresh), {.settlement = Settlement::kSendAgain}},
      {"ambiguous, not read since", 3, was, was, Open(kAmbiguous, To(3), kUnseen), {.observe = true}},
      {"ambiguous, not read since, moved on", 0, was, was, Open(kAmbiguous, To(3), kUnseen), {.observe = true}},
      {"ambiguous, not shown, moved on",
       0,
       was,
       was,
       Open(kAmbiguous, To(3), kFresh),
       {.write = To(0), .settlement = Settlement::kSupersede}},
      {"accepted and shown",
       3,
       was,
       Live(3),
       Open(kAccepted, To(3), kFresh),
       {.settlement = Settlement::kConfirm, .ack = true, .unsettled = false}},
      {"accepted, not shown yet", 3, was, was, Open(kAccepted, To(3), kFresh), {}},
      {"accepted, not read since", 3, was, was, Open(kAccepted, To(3), kUnseen), {.observe = true}},
      {"accepted, shown before it was sent", 3, was, Live(3), Open(kAccepted, To(3), kUnseen), {.observe = true}},
      {"ambiguous, shown before it was sent", 3, was, Live(3), Open(kAmbiguous, To(3), kUnseen), {.observe = true}},
      {"accepted and never shown",
       3,
       was,
       was,
       Open(kAccepted, To(3), kOld),
       {.settlement = Settlement::kSendAgain, .findings = {TodoType::kWriteNotApplied}}},
      {"accepted, moved on, not read since",
       0,
       was,
       Live(0),
       Open(kAccepted, To(3), kUnseen),
       {.write = To(0), .settlement = Settlement::kSupersede}},
      {"accepted, moved up, not read since",
       5,
       was,
       was,
       Open(kAccepted, To(3), kUnseen),
       {.write = To(5), .settlement = Settlement::kSupersede}},
      {"accepted, moved back, not read since",
       1,
       was,
       was,
       Open(kAccepted, To(3), kUnseen),
       {.write = To(1), .settlement = Settlement::kSupersede}},
      {"accepted price, sold out",
       0,
       was,
       was,
       Open(kAccepted, SetPrice{Dollars(1600)}, kUnseen),
       {.write = To(0), .settlement = Settlement::kSupersede}},
      {"confirmed, then the next field",
       3,
       was,
       Priced(Live(3), Dollars(9)),
       Open(kAccepted, To(3), kFresh),
       {.write = SetPrice{Dollars(1499)}, .settlement = Settlement::kConfirm, .ack = true}},
  });
}

}  // namespace
}  // namespace riff::test
