#include "tests/contract/connectors/connector_contract.h"

namespace riff {
namespace {

class ReadFaultTest : public ConnectorContract {
 protected:
  ReadFaultTest() : guitar(bench.ListGuitar("GTR-1")) { bench.ListStrings("STR-1", 5); }

  // Each read answers this error whichever of its requests the fault strikes, and works again afterwards. Nothing
  // changed there.
  void ExpectEachReadToFail(const sim::FaultRule& fault, ErrorKind kind, std::optional<Duration> retry_after = {}) {
    const std::string before = bench.marketplace().Fingerprint();
    for (const Reading& reading : bench.ReadingsOf(guitar)) {
      for (const std::string& operation : bench.OperationsOf(reading.call)) {
        SCOPED_TRACE(reading.name + ", " + fault.fault + " at " + operation);
        sim::FaultRule rule = fault;
        rule.operation = operation;
        bench.marketplace().Strike({rule});

        const std::optional<Error> error = reading.call();

        bench.Heal();
        if (bench.Deviates(Deviation::kNoWire)) {
          EXPECT_FALSE(error.has_value()) << Told(*error);
          continue;
        }
        ASSERT_TRUE(error.has_value());
        EXPECT_EQ(error->kind, kind) << Told(*error);
        if (retry_after) {
          EXPECT_EQ(error->retry_after, retry_after) << Told(*error);
        }
        const std::optional<Error> afterwards = reading.call();
        EXPECT_FALSE(afterwards.has_value()) << Told(*afterwards);
      }
    }
    EXPECT_EQ(bench.marketplace().Fingerprint(), before);
  }

  static sim::FaultRule Fault(const std::string& name) {
    sim::FaultRule rule;
    rule.fault = name;
    return rule;
  }

  RemoteId guitar;
};
RIFF_CONNECTOR_SUITE(ReadFaultTest);

TEST_P(ReadFaultTest, IsUnavailableWithoutAnAnswer) {
  ExpectEachReadToFail(Fault("timeout_before"), ErrorKind::kUnavailable);
  ExpectEachReadToFail(Fault("timeout_after"), ErrorKind::kUnavailable);
}

TEST_P(ReadFaultTest, IsUnavailableWhenTheAnswerBreaksOff) {
  ExpectEachReadToFail(Fault("truncate"), ErrorKind::kUnavailable);
}

TEST_P(ReadFaultTest, IsThrottledByA429AndTellsForHowLong) {
  sim::FaultRule rule = Fault("throttle");
  rule.parameters["retry_after"] = "7";
  ExpectEachReadToFail(rule, ErrorKind::kThrottled, std::chrono::seconds(7));
}

TEST_P(ReadFaultTest, IsThrottledByA429ThatNamesNoTime) {
  ExpectEachReadToFail(Fault("throttle"), ErrorKind::kThrottled);
}

TEST_P(ReadFaultTest, IsUnauthorizedByA401) { ExpectEachReadToFail(Fault("unauthorized"), ErrorKind::kUnauthorized); }

TEST_P(ReadFaultTest, IsUnavailableByA5xx) {
  ExpectEachReadToFail(Fault("unavailable"), ErrorKind::kUnavailable);
  ExpectEachReadToFail(Fault("html_502"), ErrorKind::kUnavailable);
}

TEST_P(ReadFaultTest, IsInvalidByAnAnswerThatCannotBeUnderstoodAndNamesThePlace) {
  constexpr std::array kReadDamages = {Spoiling::kCutOff, Spoiling::kNotText, Spoiling::kWebPage, Spoiling::kOtherTypes,
                                       Spoiling::kOtherRowTypes};
  bench.marketplace().Buy({{guitar, Sku(), Quantity(1)}}, OrderState::kPaid);  // So that there are orders, too.
  bench.Settle();
  for (const Reading& reading : bench.ReadingsOf(guitar)) {
    for (const std::string& operation : bench.OperationsOf(reading.call)) {
      for (const Spoiling spoiling : kReadDamages) {
        if (spoiling == Spoiling::kOtherRowTypes && reading.name == "get") {
          continue;  // What one listing is read from has lists that nobody needs.
        }
        SCOPED_TRACE(reading.name + ", " + operation + " " + std::string(ToString(spoiling)));
        bench.marketplace().Spoil(operation, [&](ServerResponse& answer) { bench.spec().spoil(spoiling, answer); });

        const std::optional<Error> error = reading.call();

        bench.Heal();
        ASSERT_TRUE(error.has_value());
        EXPECT_EQ(error->kind, ErrorKind::kInvalid) << Told(*error);
        if (spoiling == Spoiling::kOtherTypes || spoiling == Spoiling::kOtherRowTypes) {
          EXPECT_NE(error->message.find(bench.spec().path_sign), std::string::npos) << Told(*error);
        }
        const std::optional<Error> afterwards = reading.call();
        EXPECT_FALSE(afterwards.has_value()) << Told(*afterwards);
      }
    }
  }
}

TEST_P(ReadFaultTest, IgnoresFieldsItDoesNotKnow) {
  const std::vector<RemoteListing> listed = bench.ReadAll();
  const Result<RemoteListing> read = bench.Read(guitar);
  bench.marketplace().Buy({{guitar, Sku(), Quantity(1)}}, OrderState::kPaid);
  bench.Settle();
  const Timestamp from = bench.clock().Now() - std::chrono::hours(1);
  const std::vector<Order> orders = bench.ReadOrders(from, bench.clock().Now() - std::chrono::minutes(1));
  const std::vector<RemoteListing> sold = bench.ReadAll();
  ASSERT_TRUE(read.has_value()) << Told(read);
  ASSERT_EQ(orders.size(), 1u);

  bench.marketplace().Spoil("*", [&](ServerResponse& answer) { bench.spec().spoil(Spoiling::kUnknownFields, answer); });

  EXPECT_EQ(listed.size(), 2u);
  EXPECT_EQ(bench.ReadAll(), sold);
  const Result<RemoteListing> read_again = bench.Read(guitar);
  ASSERT_TRUE(read_again.has_value()) << Told(read_again);
  EXPECT_EQ(read_again->ref, read->ref);
  const std::vector<Order> orders_again = bench.ReadOrders(from, bench.clock().Now() - std::chrono::minutes(1));
  ASSERT_EQ(orders_again.size(), 1u);
  EXPECT_EQ(orders_again.front().lines, orders.front().lines);
  EXPECT_EQ(orders_again.front().id, orders.front().id);
}

}  // namespace
}  // namespace riff
