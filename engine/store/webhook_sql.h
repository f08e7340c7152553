#pragma once

#include "engine/port/webhook_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlWebhookTable final : public WebhookTable {
 public:
  explicit SqlWebhookTable(Session& session) : session_(session) {}

  Result<bool> Receive(const WebhookEvent& event, Timestamp received_at) override;
  Result<std::vector<WaitingWebhook>> Waiting(Channel channel, Timestamp now, std::size_t limit) override;
  Result<void> PutOff(Channel channel, const std::string& delivery, Timestamp due_at) override;
  Result<void> Finish(Channel channel, const std::string& delivery, WebhookOutcome outcome, Timestamp at) override;

 private:
  Session& session_;
};

}  // namespace riff
