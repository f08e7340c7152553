#include "mocks/mock_channel.h"

#include <algorithm>
#include <string>
#include <utility>

#include "mocks/fault_injection.h"

namespace riff::sim {

MockChannel::MockChannel(MockChannelOptions options, MockClock& clock)
    : options_(std::move(options)), credentials_(CredentialsFor(options_.channel, options_.production)), clock_(clock) {
  Build();
}

void MockChannel::Build() {
  face_.reset();
  market_ = std::make_unique<Market>(options_.channel, clock_);
  faults_ = std::make_unique<Faults>(options_.seed);
  face_ = options_.make_face({*market_, clock_, *faults_, credentials_, options_.post});
  const auto lag = std::chrono::duration_cast<std::chrono::milliseconds>(options_.index_lag);
  faults_->SetDefault("index_lag_ms", std::to_string(lag.count()));
  if (options_.legacy_share > 0 && options_.channel.platform == Platform::kEbay) {
    faults_->SetDefault("legacy_share", std::to_string(options_.legacy_share));
  }
  requests_.clear();
  ++built_;
}

ServerResponse MockChannel::Handle(const ServerRequest& request) {
  const std::lock_guard lock(mutex_);
  face_->Settle();
  RequestEntry entry;
  entry.seq = static_cast<std::int64_t>(requests_.size()) + 1;
  entry.at = clock_.Now();
  entry.method = request.method;
  entry.path = std::string(request.Path());
  entry.classified = face_->Classify(request);
  ServerResponse response =
      AnswerThroughFaults(*faults_, entry.classified.operation, [&] { return face_->Answer(request); });
  entry.status = response.delivery == Delivery::kNone ? 0 : response.status;
  requests_.push_back(std::move(entry));
  return response;
}

void MockChannel::With(const std::function<void(Market&, Faults&)>& body) {
  const std::lock_guard lock(mutex_);
  face_->Settle();
  body(*market_, *faults_);
}

RemoteId MockChannel::Seed(MarketListing listing) {
  const std::lock_guard lock(mutex_);
  face_->Adopt(listing);
  const RowNumber row = market_->Add(std::move(listing), ChangedBy::kSeed);
  return market_->Find(row)->remote;
}

std::vector<RequestEntry> MockChannel::RequestsSince(std::int64_t seq) {
  const std::lock_guard lock(mutex_);
  const auto skipped = std::clamp<std::int64_t>(seq, 0, static_cast<std::int64_t>(requests_.size()));
  return {requests_.begin() + skipped, requests_.end()};
}

std::size_t MockChannel::SendWebhooks() {
  if (!options_.post) {
    return 0;
  }
  std::vector<WebhookMessage> due;
  std::int64_t built = 0;
  {
    const std::lock_guard lock(mutex_);
    face_->Settle();
    built = built_;
    if (WebhookOutbox* outbox = face_->webhooks()) {
      due = outbox->TakeDue(clock_.Now());
    }
  }
  for (WebhookMessage& message : due) {
    const WebhookReply reply = options_.post(message);
    const std::lock_guard lock(mutex_);
    if (built == built_) {
      face_->webhooks()->Settle(std::move(message), reply, clock_.Now());
    }
  }
  return due.size();
}

Result<void> MockChannel::Subscribe(const WebhookReceiver& receiver) {
  const std::lock_guard lock(mutex_);
  face_->Settle();
  return face_->Subscribe(receiver);
}

MockChannel::Webhooks MockChannel::webhooks() {
  const std::lock_guard lock(mutex_);
  face_->Settle();
  const WebhookOutbox* outbox = face_->webhooks();
  return outbox == nullptr ? Webhooks{}
                           : Webhooks{{outbox->deliveries().begin(), outbox->deliveries().end()}, outbox->waiting()};
}

void MockChannel::Reset() {
  const std::lock_guard lock(mutex_);
  Build();
}

}  // namespace riff::sim
