#include "engine/sync/refusal.h"

namespace riff {

Finding RefusalOf(const Write& write) {
  const bool create = std::holds_alternative<CreateListing>(write.change);
  Finding finding;
  finding.type = create ? TodoType::kListingPrecondition : TodoType::kWriteRejected;
  finding.severity = UsualSeverity(finding.type);
  finding.channel = write.listing.channel;
  finding.remote = write.listing.remote;
  finding.sku = write.sku;
  finding.title = write.sku.text();
  finding.observed = ToString(write.listing.channel) + " refused " + Describe(write.change) + ": " + write.last_error;
  finding.intended = write.reason;
  finding.suggested = create ? "fill in what the channel asks for, then resolve this item with --action retry"
                             : "correct it on the channel or change the product, then resolve with --action retry";
  finding.facts = std::string(KindOf(write.change)) + "|" + write.last_error;
  return finding;
}

}  // namespace riff
