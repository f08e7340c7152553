// Web-hooks on their way to whichever engine the platform reaches.

#include "mocks/sim/deeds.h"
#include "mocks/sim/engine_process.h"
#include "mocks/sim/world.h"

namespace riff::sim {
namespace {

using std::chrono::milliseconds;

bool HasHooks(Platform platform) {
  return platform == Platform::kEbay || platform == Platform::kShopify || platform == Platform::kTiktok;
}

bool Strikes(World& world, Random& random, std::string_view fault) {
  if (random.Share() >= world.RateOf(fault)) {
    return false;
  }
  world.CountFault(fault);
  return true;
}

void Deliver(World& world, Duration after, const WebhookEvent& event, int engine) {
  world.In(after, Needs::kEngine, [&world, event, engine] {
    world.Note("hook", ToString(event.channel) + " " + std::string(ToString(event.kind)) + " " + event.delivery);
    world.engine(engine).TakeHooks({event});
  });
}

void Send(World& world, WebhookEvent event) {
  if (!world.options().webhooks || !HasHooks(event.channel.platform)) {
    return;
  }
  SeededRandom random(world.NextSeed());
  event.delivery = random.Hex(16);
  event.occurred_at = world.truth().Now();
  const int engine = 1 + static_cast<int>(random.Below(static_cast<std::uint64_t>(world.engines())));
  if (Strikes(world, random, "webhook_lost")) {
    return;
  }
  Duration after = milliseconds(200 + random.Below(3000));
  if (Strikes(world, random, "webhook_delayed")) {
    after += std::chrono::minutes(random.Below(360));
  } else if (Strikes(world, random, "webhook_reordered")) {
    after += std::chrono::seconds(random.Below(180));
  }
  Deliver(world, after, event, engine);
  if (Strikes(world, random, "webhook_repeated")) {
    const std::uint64_t copies = 1 + random.Below(5);
    for (std::uint64_t i = 0; i < copies; ++i) {
      Deliver(world, after + std::chrono::seconds(random.Below(600)), event, engine);
    }
  }
  if (Strikes(world, random, "webhook_replayed_days_later")) {
    Deliver(world, after + std::chrono::hours(24 + random.Below(72)), event, engine);
  }
}

}  // namespace

void TellOfOrder(World& world, Channel channel, const OrderId& order) {
  WebhookEvent event;
  event.channel = channel;
  event.kind = WebhookKind::kOrderChanged;
  event.topic = "order";
  event.order = order;
  Send(world, event);
}

void TellOfListing(World& world, Channel channel, const RemoteId& remote) {
  WebhookEvent event;
  event.channel = channel;
  event.kind = WebhookKind::kListingChanged;
  event.topic = "listing";
  event.remote = remote;
  Send(world, event);
}

}  // namespace riff::sim
