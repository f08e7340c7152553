#pragma once

#include <gmock/gmock.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "connectors/json/json.h"
#include "engine/serve/hold_routes.h"
#include "tests/rig/manual_boot_clock.h"
#include "tests/rig/shop_rig.h"

namespace riff {

// Keeps the lines that were logged. Read it when nobody writes.
class KeptLines final : public Log {
 public:
  void Write(LogLevel level, std::string_view message) override {
    const std::lock_guard lock(mutex_);
    lines.emplace_back(level, message);
  }
  std::vector<std::pair<LogLevel, std::string>> lines;

 private:
  std::mutex mutex_;
};

// A store that a test can put out of order.
class BreakableStore final : public Store {
 public:
  explicit BreakableStore(Store& inner) : inner_(inner) {}
  Result<void> Transact(const std::function<Result<void>(Transaction&)>& body) override {
    return fault.has_value() ? Result<void>(Fail(*fault)) : inner_.Transact(body);
  }
  Result<void> Read(const std::function<Result<void>(Transaction&)>& body) override { return inner_.Read(body); }
  std::optional<Error> fault;

 private:
  Store& inner_;
};

inline std::string HeaderOf(const ServerResponse& response, const std::string& name) {
  for (const ServerHeader& header : response.headers) {
    if (header.name == name) {
      return header.value;
    }
  }
  return "";
}

inline std::string TextIn(const ServerResponse& response, const std::string& key) {
  return Must(Must(JsonDocument::Parse(response.body)).root().Text(key));
}

// A router with the routes of checkouts alone, asked without a socket.
class CheckoutTest : public testing::Test {
 protected:
  CheckoutTest() { Open(HoldMode::kReserveTtl); }
  ~CheckoutTest() override { EXPECT_EQ(rig.CountLedgerFaults(), 0u); }

  void Open(HoldMode mode) {
    router.reset();
    HoldPolicy policy;
    policy.mode = mode;
    desk = std::make_unique<HoldDesk>(policy, HoldDeskParts{store, rig.clock, boot, rig.random, rig.metrics});
    const HoldRouteParts parts{*desk, log, [] { return World::kReal; }, [this] { ++moved; }};
    router = std::make_unique<Router>(HoldRoutes(parts), AccessRules{Secret("s3cret"), AccessRules::Reach::kNetwork},
                                      RouterParts{sessions, rig.clock, rig.metrics});
  }
  ServerResponse Ask(const std::string& method, const std::string& target, const std::string& body = "",
                     const std::string& key = "") {
    ServerRequest request{method, target, {{"Authorization", "Bearer s3cret"}}, body};
    if (!key.empty()) {
      request.headers.push_back({"Idempotency-Key", key});
    }
    return router->Answer(request);
  }
  ServerResponse Post(const std::string& path, const std::string& body = "", const std::string& key = "") {
    return Ask("POST", "/api/inventory" + path, body, key);
  }
  ServerResponse Place(std::int64_t units, const std::string& key = "", const std::string& more = "") {
    return Post("/holds", R"({"lines":[{"sku":"STR-10","quantity":)" + std::to_string(units) + "}]" + more + "}", key);
  }
  double Counted(const std::string& outcome) {
    return rig.metrics.Snapshot()["riff_holds_total{outcome=" + outcome + "}"];
  }
  // The refusal's type and the field it names.
  void ExpectRefusal(const ServerResponse& response, int status, const std::string& type,
                     const std::string& field = "") {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(HeaderOf(response, "Content-Type"), "application/problem+json");
    EXPECT_THAT(response.body, testing::HasSubstr("\"type\":\"/problems/" + type + "\""));
    if (!field.empty()) {
      EXPECT_THAT(response.body, testing::HasSubstr("\"field\":\"" + field + "\""));
      EXPECT_THAT(TextIn(response, "detail"), testing::HasSubstr(field));
    }
  }

  ShopRig rig;
  ManualBootClock boot{rig.clock.Now()};
  BreakableStore store{*rig.store};
  KeptLines log;
  StoreSessions sessions{*rig.database};
  std::atomic<int> moved{0};
  std::unique_ptr<HoldDesk> desk;
  std::unique_ptr<Router> router;
};

}  // namespace riff
