#include "engine/sync/webhook_findings.h"

namespace riff {

namespace {

// Stands where a listing would, so that this item and the one about refused credentials are two.
constexpr char kEndingCredentials[] = "credentials";

}  // namespace

Finding EndingCredentials(const WebhookEvent& event) {
  const std::string channel = ToString(event.channel);
  Finding finding;
  finding.type = TodoType::kChannelNeedsReauth;
  finding.severity = UsualSeverity(finding.type);
  finding.channel = event.channel;
  finding.remote = RemoteId(kEndingCredentials);
  finding.title = channel;
  finding.observed = channel + " told on " + FormatUtc(event.occurred_at) + " that the seller's consent ends soon";
  finding.intended = "its credentials go on being accepted";
  finding.suggested = "consent again, put the new tokens into the configuration, then resolve this item";
  finding.facts = FormatUtc(event.occurred_at).substr(0, 7);  // The month: warnings of one ending are one matter.
  return finding;
}

Finding RevokedCredentials(Channel channel, const Error& error) {
  Finding finding;
  finding.type = TodoType::kChannelNeedsReauth;
  finding.severity = UsualSeverity(finding.type);
  finding.channel = channel;
  finding.title = ToString(channel);
  finding.observed = ToString(channel) + " said that our access was revoked, and refuses it: " + error.message;
  finding.intended = "its credentials are accepted";
  finding.suggested = "renew the credentials, then run riff doctor";
  finding.facts = std::string(ToString(error.kind));
  return finding;
}

bool IsAboutEndingCredentials(const Finding& finding) {
  return finding.type == TodoType::kChannelNeedsReauth && finding.remote == RemoteId(kEndingCredentials);
}

}  // namespace riff
