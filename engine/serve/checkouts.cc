#include "engine/serve/checkouts.h"

#include <thread>
#include <utility>

#include "engine/base/boot_clock.h"
#include "engine/base/random.h"
#include "engine/base/system_clock.h"

namespace riff {

namespace {

class BuiltCheckouts final : public Checkouts {
 public:
  BuiltCheckouts(const Config& config, const CheckoutParts& parts, std::unique_ptr<Store> store)
      : parts_(parts),
        store_(std::move(store)),
        desk_(HoldPolicyOf(config), HoldDeskParts{*store_, parts.clock, boot_, random_, parts.metrics}),
        reaper_(desk_, parts.clock, parts.log, parts.moved),
        thread_([this, interval = config.hold_reap_interval] { reaper_.Run(waiter_, interval); }) {}
  BuiltCheckouts(const BuiltCheckouts&) = delete;
  BuiltCheckouts& operator=(const BuiltCheckouts&) = delete;
  ~BuiltCheckouts() override {
    waiter_.Stop();
    thread_.join();
  }

  Routes routes() override { return HoldRoutes(HoldRouteParts{desk_, parts_.log, parts_.usual_world, parts_.moved}); }
  HoldWatch watch() override { return HoldWatch{desk_.policy().mode, reaper_, boot_}; }

 private:
  CheckoutParts parts_;
  std::unique_ptr<Store> store_;
  SystemBootClock boot_;
  SeededRandom random_{FreshSeed()};  // The desk's alone: a context's random is for one thread.
  HoldDesk desk_;
  HoldReaper reaper_;
  SystemWaiter waiter_;
  std::thread thread_;  // Last: it uses all above.
};

}  // namespace

HoldPolicy HoldPolicyOf(const Config& config) {
  HoldPolicy policy;
  policy.mode = config.hold_mode;
  policy.limits.ttl_usual = config.hold_ttl;
  return policy;
}

Result<std::unique_ptr<Checkouts>> Checkouts::Open(const Config& config, const CheckoutParts& parts) {
  RIFF_TRY(std::unique_ptr<Store> store, parts.database.Open());
  return std::unique_ptr<Checkouts>(std::make_unique<BuiltCheckouts>(config, parts, std::move(store)));
}

}  // namespace riff
