#include "tests/contract/connectors/connector_contract.h"

namespace riff {
namespace {

// What happens to the write that matters most: taking a listing off sale.
class WriteFaultTest : public ConnectorContract {
 protected:
  WriteFaultTest() {
    const RemoteId trial = bench.ListStrings("TRIAL", 5);
    steps = bench.ChangingOperationsOf([&] { EXPECT_TRUE(bench.Deliver(trial, ToZero()).has_value()); });
  }

  static SetQuantity ToZero() { return {Quantity(0), std::nullopt}; }
  RemoteId ListNext() { return bench.ListStrings("STR-" + std::to_string(++listed_), 5); }

  enum class Then { kNotDone, kDone };

  // The write answers this error whichever of its requests the fault strikes; a read-back tells what is true; and the
  // same write, sent again, works.
  void ExpectTheWriteToFail(const sim::FaultRule& fault, ErrorKind kind, Then then,
                            std::optional<Duration> retry_after = {}) {
    for (const std::string& step : steps) {
      SCOPED_TRACE(fault.fault + " at " + step);
      sim::FaultRule rule = fault;
      rule.operation = step;
      const RemoteId strings = ListNext();
      const Write write = bench.WriteOf(strings, ToZero());
      bench.marketplace().Strike({rule});

      const WriteOutcome outcome = bench.Deliver(write);

      bench.Heal();
      ExpectOutcome(outcome, kind, then, write);
      if (!outcome.has_value() && retry_after) {
        EXPECT_EQ(outcome.error().retry_after, retry_after) << Told(outcome);
      }
    }
  }

  void ExpectOutcome(const WriteOutcome& outcome, ErrorKind kind, Then then, const Write& write) {
    const RemoteId& remote = write.listing.remote;
    if (bench.Deviates(Deviation::kNoWire)) {
      EXPECT_TRUE(outcome.has_value()) << Told(outcome);
      EXPECT_EQ(bench.TrulySellable(remote), Quantity(0));
      return;
    }
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, kind) << Told(outcome);
    bench.Settle();
    const Quantity sellable = then == Then::kDone ? Quantity(0) : bench.AtMost(5);
    EXPECT_EQ(bench.TrulySellable(remote), sellable);
    EXPECT_EQ(bench.SellableAsRead(remote), sellable);

    const WriteOutcome again = bench.Deliver(write);
    EXPECT_TRUE(again.has_value()) << Told(again);
    bench.Settle();
    EXPECT_EQ(bench.TrulySellable(remote), Quantity(0));
  }

  static sim::FaultRule Fault(const std::string& name) {
    sim::FaultRule rule;
    rule.fault = name;
    return rule;
  }

  std::vector<std::string> steps;  // The operations that change something when a listing is taken off sale.

 private:
  int listed_ = 0;
};
RIFF_CONNECTOR_SUITE(WriteFaultTest);

TEST_P(WriteFaultTest, IsAmbiguousWithoutAnAnswerAndAReadBackSettlesIt) {
  ExpectTheWriteToFail(Fault("timeout_before"), ErrorKind::kAmbiguous, Then::kNotDone);
  ExpectTheWriteToFail(Fault("timeout_after"), ErrorKind::kAmbiguous, Then::kDone);
  ExpectTheWriteToFail(Fault("truncate"), ErrorKind::kAmbiguous, Then::kDone);
}

TEST_P(WriteFaultTest, IsThrottledByA429AndCertainlyNotDone) {
  sim::FaultRule rule = Fault("throttle");
  ExpectTheWriteToFail(rule, ErrorKind::kThrottled, Then::kNotDone);
  rule.parameters["retry_after"] = "7";
  ExpectTheWriteToFail(rule, ErrorKind::kThrottled, Then::kNotDone, std::chrono::seconds(7));
}

TEST_P(WriteFaultTest, IsUnauthorizedByA401) {
  ExpectTheWriteToFail(Fault("unauthorized"), ErrorKind::kUnauthorized, Then::kNotDone);
}

TEST_P(WriteFaultTest, IsAmbiguousByA5xx) {
  ExpectTheWriteToFail(Fault("unavailable"), ErrorKind::kAmbiguous, Then::kNotDone);
  ExpectTheWriteToFail(Fault("html_502"), ErrorKind::kAmbiguous, Then::kNotDone);
}

TEST_P(WriteFaultTest, IsAmbiguousByAnAnswerThatCannotBeUnderstood) {
  for (const std::string& step : steps) {
    for (const Spoiling spoiling : kDamages) {
      SCOPED_TRACE(step + " " + std::string(ToString(spoiling)));
      const RemoteId strings = ListNext();
      const Write write = bench.WriteOf(strings, ToZero());
      bench.marketplace().Spoil(step, [&](ServerResponse& answer) { bench.spec().spoil(spoiling, answer); });

      const WriteOutcome outcome = bench.Deliver(write);

      bench.Heal();
      if (bench.Deviates(Deviation::kNoWire)) {
        // The file is read before it is written, so that a damaged one is left as it is: certainly not done.
        ASSERT_FALSE(outcome.has_value());
        EXPECT_EQ(outcome.error().kind, ErrorKind::kUnavailable) << Told(outcome);
        EXPECT_EQ(bench.TrulySellable(strings), bench.AtMost(5));
      } else {
        ExpectOutcome(outcome, ErrorKind::kAmbiguous, Then::kDone, write);
      }
    }
  }
}

TEST_P(WriteFaultTest, IgnoresFieldsItDoesNotKnow) {
  const RemoteId strings = ListNext();
  bench.marketplace().Spoil("*", [&](ServerResponse& answer) { bench.spec().spoil(Spoiling::kUnknownFields, answer); });

  const WriteOutcome outcome = bench.Deliver(strings, ToZero());

  EXPECT_TRUE(outcome.has_value()) << Told(outcome);
  bench.Settle();
  EXPECT_EQ(bench.SellableAsRead(strings), Quantity(0));
}

}  // namespace
}  // namespace riff
