#include "mocks/webhook_outbox.h"

#include <algorithm>
#include <utility>

namespace riff::sim {
namespace {

constexpr std::size_t kDeliveriesKept = 10'000;

bool IsTaken(const WebhookReply& reply) { return reply.status >= 200 && reply.status < 300; }

}  // namespace

WebhookOutbox::WebhookOutbox(Faults& faults, WebhookRetries retries) : faults_(faults), retries_(std::move(retries)) {
  faults.Declare({"webhook_delay_ms", FaultSort::kKnob, "How long after an event its web-hook message is due.", "0"});
  faults.Declare({"webhook_drop", FaultSort::kFace, "A web-hook message is never sent.", ""});
  faults.Declare({"webhook_duplicate", FaultSort::kFace, "A web-hook message is sent twice.", ""});
  faults.Declare(
      {"webhook_reorder", FaultSort::kFace, "A web-hook message is sent after the one that follows it.", ""});
  faults.Declare({"webhook_bad_signature", FaultSort::kFace, "A web-hook's body is altered after it was signed.", ""});
}

void WebhookOutbox::Post(WebhookMessage message) {
  const std::string operation = "webhook." + message.topic;
  if (faults_.Take("webhook_drop", operation)) {
    return;
  }
  message.seq = next_seq_++;
  message.due_at += faults_.KnobMs("webhook_delay_ms");
  if (faults_.Take("webhook_bad_signature", operation)) {
    // A blank behind a JSON text leaves it readable, so that only the signature tells.
    message.body += ' ';
  }
  if (!overtaken_ && faults_.Take("webhook_reorder", operation)) {
    overtaken_ = std::move(message);
    return;
  }
  if (faults_.Take("webhook_duplicate", operation)) {
    Enqueue(message);
  }
  const Timestamp due_at = message.due_at;
  Enqueue(std::move(message));
  if (overtaken_) {
    overtaken_->due_at = std::max(overtaken_->due_at, due_at);
    Enqueue(*std::move(overtaken_));
    overtaken_.reset();
  }
}

void WebhookOutbox::Enqueue(WebhookMessage message) {
  const auto place = std::ranges::upper_bound(waiting_, message.due_at, {}, &WebhookMessage::due_at);
  waiting_.insert(place, std::move(message));
}

std::vector<WebhookMessage> WebhookOutbox::TakeDue(Timestamp now) {
  const auto end = std::ranges::upper_bound(waiting_, now, {}, &WebhookMessage::due_at);
  std::vector<WebhookMessage> due(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return due;
}

void WebhookOutbox::Settle(WebhookMessage message, const WebhookReply& reply, Timestamp now) {
  deliveries_.push_back({now, message.seq, message.id, message.topic, message.url, message.attempt, reply.status});
  if (deliveries_.size() > kDeliveriesKept) {
    deliveries_.pop_front();
  }
  if (IsTaken(reply)) {
    return;
  }
  if (message.attempt >= retries_.attempts_max) {
    if (retries_.given_up) {
      retries_.given_up(message);
    }
    return;
  }
  const auto failures = static_cast<std::size_t>(message.attempt);
  message.due_at = now + (failures <= retries_.waits.size()
                              ? retries_.waits[failures - 1]
                              : retries_.first_wait * (std::int64_t{1} << (message.attempt - 1)));
  ++message.attempt;
  if (retries_.renew) {
    retries_.renew(message);
  }
  Enqueue(std::move(message));
}

}  // namespace riff::sim
