#include "connectors/ebay/ebay_prober.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "connectors/ebay/ebay_codec.h"

namespace riff::ebay {

Prober::Prober(const Config& config, std::shared_ptr<Client> client, Access access)
    : marketplace_(config.marketplace), requests_(config), client_(std::move(client)), access_(access) {}

Result<ChannelProbe> Prober::Probe(RunContext& /*run*/) {
  const std::vector<Result<HttpResponse>> answers = client_->SendAll({requests_.Privilege(), requests_.Programs()});
  RIFF_TRY(const JsonDocument privilege, ReadAnswer("selling privileges", answers[0]));
  RIFF_TRY(const std::optional<bool> registered, privilege.root().OptionalBool("sellerRegistrationCompleted"));
  RIFF_TRY(const JsonDocument opted_in, ReadAnswer("seller programs", answers[1]));
  RIFF_TRY(const std::vector<std::string> programs, ProgramsOf(opted_in.root()));

  ChannelProbe probe;
  probe.account = marketplace_;
  // Without it test purchases fail, and no order ever shows.
  if (!registered.value_or(false)) {
    probe.account += ", seller registration not completed";
  }
  if (std::ranges::find(programs, "OUT_OF_STOCK_CONTROL") == programs.end()) {
    probe.account += ", no OUT_OF_STOCK_CONTROL (0 takes a listing down)";
  }
  probe.scopes = ScopesOf(access_);
  probe.may_write = access_ == Access::kReadAndWrite;
  probe.server_time = ServerTimeOf(*answers[0]);
  return probe;
}

}  // namespace riff::ebay
