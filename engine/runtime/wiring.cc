#include "engine/runtime/wiring.h"

#include <filesystem>
#include <vector>

#include "connectors/http/curl_transport.h"
#include "connectors/http/guarded_transport.h"
#include "connectors/http/metered_transport.h"
#include "connectors/http/recorded_transport.h"
#include "engine/rollout/stage_rules.h"
#include "engine/runtime/channel_kit.h"
#include "engine/runtime/stored_call_book.h"

namespace riff {

namespace {

// One channel's stack, from the socket up. Members are in the order of their dependence.
struct ChannelStack {
  Connector connector;
  WireCount count;
  std::unique_ptr<Transport> wire;
  std::unique_ptr<Transport> recorded;
  std::unique_ptr<Transport> metered;
  std::unique_ptr<Transport> guarded;
  std::unique_ptr<StoredCallBook> book;
  std::unique_ptr<PacedTransport> paced;
};

// What lowers stock must not wait for what does not: it may use what the rules keep for it.
Lane LaneOf(Urgency urgency) {
  return urgency == Urgency::kSoldOut || urgency == Urgency::kLower ? Lane::kUrgent : Lane::kOrdinary;
}

class BuiltWiring final : public Wiring {
 public:
  BuiltWiring(const WiringParts& parts, const WiringOptions& options)
      : parts_(parts), pace_clock_(options.pace_clock == nullptr ? parts.clock : *options.pace_clock) {
    shop_.database = &parts.database;
    shop_.concurrency = options.concurrency;
  }

  const Shop& shop() const override { return shop_; }

  Result<void> Connect(const Config& config, const WiringOptions& options) {
    shop_.policy.sync = config.sync;
    if (!options.record_path.empty()) {
      RIFF_TRY(record_, RecordToFile(options.record_path));
    }
    for (const auto& [platform, settings] : config.platforms) {
      const auto by_hand = options.stages.find(platform);
      const Stage stage = by_hand == options.stages.end() ? settings.stage : by_hand->second;
      for (const Environment environment : kEnvironments) {
        const ChannelUse use = UseOf(stage, environment);
        if (use == ChannelUse::kUnused || !settings.channels.contains(environment)) {
          continue;
        }
        RIFF_TRY(ConnectOne(config, Channel{platform, environment}, use, stage, options.make_wire));
      }
    }
    for (const std::unique_ptr<ChannelStack>& stack : stacks_) {
      shop_.channels.push_back(
          ShopChannel{&stack->connector, [count = &stack->count] { return count->requests.load(); },
                      [paced = stack->paced.get()](Urgency urgency) { paced->SetLane(LaneOf(urgency)); }});
    }
    return {};
  }

 private:
  Result<void> ConnectOne(const Config& config, Channel channel, ChannelUse use, Stage stage,
                          const MakeWire& make_wire) {
    RIFF_TRY(const ChannelKit kit, KitOf(config, channel));
    auto stack = std::make_unique<ChannelStack>();
    const std::string name = ToString(channel);
    stack->wire = make_wire ? make_wire(channel) : MakeCurlTransport(CurlOptions{});
    Transport* inner = stack->wire.get();
    if (record_ != nullptr) {
      stack->recorded = MakeRecordedTransport(*inner, name, record_);
      inner = stack->recorded.get();
    }
    stack->metered = MakeMeteredTransport(*inner, parts_.metrics, name, stack->count);
    // The lock at the socket.
    stack->guarded = use == ChannelUse::kRead
                         ? MakeReadOnlyTransport(*stack->metered, parts_.tripwire, name, kit.origins, kit.is_reading)
                         : MakeOriginBoundTransport(*stack->metered, parts_.tripwire, name, kit.origins);
    stack->book = std::make_unique<StoredCallBook>(parts_.database, channel);
    stack->paced = MakePacedTransport(*stack->guarded, pace_clock_, parts_.waiter,
                                      Pacing{kit.rates, kit.rate_class_of, stack->book.get()});
    // The lock in the wiring: no writer exists where the stage only reads.
    const Access access = use == ChannelUse::kRead ? Access::kReadOnly : Access::kReadAndWrite;
    stack->connector = kit.connect(channel, KitParts{*stack->paced, parts_.clock, parts_.vault}, access);
    stack->connector.can.index_lag = kit.index_lag.value_or(stack->connector.can.index_lag);

    const PlatformConfig& settings = config.platforms.at(channel.platform);
    ChannelPolicy rules;
    rules.stage = stage;
    rules.can = stack->connector.can;
    rules.price_factor = settings.price_factor;
    rules.buffer = settings.buffer;
    rules.max_shown = settings.max_shown;
    shop_.policy.channels[channel] = rules;
    stacks_.push_back(std::move(stack));
    return {};
  }

  WiringParts parts_;
  Clock& pace_clock_;
  Shop shop_;
  std::function<void(const Recording&)> record_;
  std::vector<std::unique_ptr<ChannelStack>> stacks_;
};

}  // namespace

Result<std::unique_ptr<Wiring>> Wiring::Build(const Config& config, const WiringParts& parts,
                                              const WiringOptions& options) {
  auto wiring = std::make_unique<BuiltWiring>(parts, options);
  RIFF_TRY(wiring->Connect(config, options));
  return wiring;
}

}  // namespace riff
