#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "engine/base/log.h"
#include "engine/base/metrics.h"
#include "engine/port/webhook.h"
#include "engine/serve/routes.h"
#include "engine/sync/shop.h"

namespace riff {

struct IntakeParts {
  Metrics& metrics;
  Log& log;
  std::function<void()> stored;       // Something new waits to be acted on.
  std::function<void()> not_follows;  // A signed delivery was not understood: only a read shows what it was about.
};

// Takes in what platforms push: verifies the signature over the raw bytes, then stores, then answers 200. Nothing is
// acted on here. Thread-safe; deliveries of one channel are verified one after another, because a parser is for one
// thread. `shop` is the intake's own: a key may be fetched while a run is at work, so its connectors must be nobody
// else's. It outlives the intake.
class WebhookIntake {
 public:
  WebhookIntake(const Shop& shop, IntakeParts parts);

  // POST: 200 once stored (or known already, or of no concern); 401 for a missing or wrong signature, and nothing is
  // stored; 400 for a signed one that is not understood; 404 for a channel that is not in use or has no webhooks; 413
  // beyond kWebhookBodyMax; 503 when the key or the store cannot be reached, so that the platform sends it again.
  ServerResponse Receive(const RouteCall& call);

  // GET: the answer to "is this endpoint yours?" (challenge_code in the query); 404 where the platform never asks.
  ServerResponse Challenge(const RouteCall& call);

 private:
  struct Entrance {
    WebhookParser* parser = nullptr;
    std::mutex one_at_a_time;
  };
  struct Outcome;

  Entrance* EntranceOf(const RouteCall& call, Channel& channel);
  Outcome ReceiveAt(Entrance& entrance, Channel channel, const RouteCall& call);
  void Count(Channel channel, const std::string& outcome);

  std::map<Channel, std::unique_ptr<Entrance>> entrances_;
  IntakeParts parts_;
};

// "POST /webhooks/{platform}/{environment}" and the challenge by GET.
Routes WebhookRoutes(WebhookIntake& intake);

}  // namespace riff
