#include "engine/plan/decide.h"

#include <algorithm>
#include <utility>

#include "engine/plan/aim.h"
#include "engine/plan/answer.h"
#include "engine/plan/explain.h"
#include "engine/plan/idempotency.h"
#include "engine/plan/wanted.h"
#include "engine/rollout/stage_rules.h"

namespace riff {
namespace {

void Settle(const Write& write, Settlement settlement, std::string reason, Plan& plan) {
  plan.settlements.push_back(WriteSettlement{write.id, write.listing, settlement, std::move(reason)});
}

bool IsNewerThan(const Listing& listing, const Write& write) { return listing.observed_at > write.attempted_at; }

// Says why nothing is sent although a write is due; empty when it may be.
std::string_view WhyRefused(const ListingCase& at) {
  if (!at.channel.push_enabled) {
    return "Sending is switched off for this channel";
  }
  if (!at.channel.healthy) {
    return "Nothing is sent to this channel until its own problem is solved";
  }
  const bool let_in = at.input.rollout != nullptr && at.input.rollout->contains(at.product.product.sku);
  if (NeedsRolloutFlag(at.channel.stage) && !let_in) {
    return "The rollout does not let this product in yet";
  }
  return {};
}

// Everything about one listing that the steps below share.
class Decision {
 public:
  Decision(const ListingCase& at, Plan& plan) : at_(at), plan_(plan), wanted_(WantedOf(at)) {
    if (at.linked.open.has_value()) {
      open_ = &*at.linked.open;
    }
  }

  void Run();

 private:
  bool IsUntouchedAgreement() const;
  void StoreDesired();
  void LookAtOpenWrite();
  bool KeepsOpenWrite(const Answer& answer) const;
  void GoOnWithOpenWrite();
  void AddUnverified();
  void Carry(Answer answer);
  void AddWrite(Answer& answer, std::string_view refused);
  void Agree();
  void AddOverdueFinding(std::string_view why);
  void Unsettle() { plan_.unsettled.insert(at_.product.product.sku); }
  void Observe() { plan_.observe.push_back(at_.listing().key); }

  const ListingCase& at_;
  Plan& plan_;
  Wanted wanted_;
  const Write* open_ = nullptr;
  const ListingFacts* shown_ = nullptr;   // What was observed, or what an accepted write must have left:
  std::optional<ListingFacts> believed_;  // set in the second case.
  std::optional<ListingFacts> acked_;
  Timestamp desired_at_;
  bool waiting_ = false;  // The open write may still land: nothing else is decided.
};

bool Decision::IsUntouchedAgreement() const {
  const Listing& listing = at_.listing();
  return open_ == nullptr && !(IsDown(listing.observed.status) && wanted_.unprotected > Quantity(0)) &&
         listing.acked == listing.observed && IsStored(listing.desired, wanted_, at_.channel.can) &&
         Agrees(listing.observed, wanted_, at_.channel.can);
}

void Decision::StoreDesired() {
  desired_at_ = at_.listing().desired_at;
  if (!IsStored(at_.listing().desired, wanted_, at_.channel.can)) {
    desired_at_ = at_.now();
    plan_.desired.push_back(DesiredUpdate{at_.listing().key, FactsOf(wanted_, at_.channel.can)});
  }
}

// Closes an open write that is seen, says what an accepted one must have left, or waits for one that may still land.
void Decision::LookAtOpenWrite() {
  const bool newer = IsNewerThan(at_.listing(), *open_);
  switch (open_->state) {
    case WriteState::kInFlight:
      waiting_ = true;
      return;
    case WriteState::kAccepted:
    case WriteState::kAmbiguous:
      break;
    case WriteState::kQueued:
    case WriteState::kConfirmed:
    case WriteState::kRejected:
    case WriteState::kSuperseded:
      return;
  }
  const bool became_another = std::holds_alternative<Relist>(open_->change) && IsOldLife(at_.product, at_.listing());
  if (newer && (Shows(at_.observed(), open_->change) || became_another)) {
    Settle(*open_, Settlement::kConfirm, "an observation shows it", plan_);
    acked_ = Confirmed(acked_, at_.observed(), open_->change);
    open_ = nullptr;
    return;
  }
  const bool too_early = at_.listing().observed_at <= open_->attempted_at + at_.channel.can.index_lag;
  if (open_->state == WriteState::kAmbiguous && too_early) {
    Observe();
    waiting_ = true;
  } else if (open_->state == WriteState::kAccepted && !newer) {
    believed_ = Landed(at_.observed(), open_->change);
    shown_ = &*believed_;
    acked_ = Confirmed(acked_, *believed_, open_->change);
  }
}

// A wanted write is kept unless something more urgent must be said to the listing, or the listing has come to agree
// without it.
bool Decision::KeepsOpenWrite(const Answer& answer) const {
  const bool shown_already = open_->state == WriteState::kQueued && Shows(at_.observed(), open_->change);
  const bool overtaken = answer.change.has_value() && answer.verdict == Verdict::kPush &&
                         UrgencyOf(*answer.change, *shown_) < open_->urgency &&
                         KindOf(*answer.change) != KindOf(open_->change);
  const bool needless = answer.kind == Answer::Kind::kAgreement && !believed_.has_value();
  return LeadsTo(open_->change, wanted_) && !shown_already && !overtaken && !needless;
}

// A write that should long have been seen: somebody must know, whatever the outbox still tries.
void Decision::AddUnverified() {
  const Duration patience = std::max(at_.settle_time(), at_.channel.can.index_lag);
  const bool overdue = at_.now() >= open_->created_at + patience && open_->attempts > 0;
  if (overdue && !Agrees(at_.observed(), wanted_, at_.channel.can)) {
    plan_.findings.push_back(UnverifiedFinding(at_, *open_));
  }
}

void Decision::GoOnWithOpenWrite() {
  Unsettle();
  if (open_->state != WriteState::kAccepted) {
    AddUnverified();
  }
  if (open_->state == WriteState::kAmbiguous) {
    Settle(*open_, Settlement::kSendAgain, "its outcome is unknown and a later observation does not show it", plan_);
    return;
  }
  if (open_->state != WriteState::kAccepted) {
    return;
  }
  if (believed_.has_value()) {
    Observe();
    return;
  }
  const Duration patience = std::max(at_.settle_time(), at_.channel.can.index_lag);
  const bool overdue = at_.now() >= open_->attempted_at + patience;
  if (overdue) {
    Settle(*open_, Settlement::kSendAgain, "it was accepted and is not shown", plan_);
  }
  if (overdue || open_->attempts > 1) {
    plan_.findings.push_back(NotAppliedFinding(at_, *open_));  // Also while the next try still has time to show.
  }
}

void Decision::Agree() {
  if (believed_.has_value()) {
    Unsettle();
    Observe();
  } else if (at_.listing().acked != at_.observed()) {
    plan_.acks.push_back(Ack{at_.listing().key, at_.observed()});
  }
}

// No disagreement older than the settle time goes without an open write or a finding.
void Decision::AddOverdueFinding(std::string_view why) {
  const Timestamp since = std::max(at_.listing().observed_changed_at, desired_at_);
  if (at_.now() >= since + at_.settle_time() && !Agrees(at_.observed(), wanted_, at_.channel.can)) {
    plan_.findings.push_back(MismatchFinding(at_, wanted_, why));
  }
}

void Decision::AddWrite(Answer& answer, std::string_view refused) {
  const Listing& listing = at_.listing();
  PlannedWrite write;
  write.listing = listing.key;
  write.sku = at_.product.product.sku;
  write.sku_shown = listing.sku_shown;
  write.handle = listing.handle;
  write.urgency = UrgencyOf(*answer.change, *shown_);
  write.change = *std::move(answer.change);
  write.desired = FactsOf(wanted_, at_.channel.can);
  write.key = KeyFor(listing.key, write.change, std::max(desired_at_, listing.observed_changed_at));
  write.verdict = refused.empty() ? answer.verdict : Verdict::kRefuse;
  write.reason = std::move(answer.reason);
  write.facts = PreconditionsOf(at_.product, listing);
  plan_.writes.push_back(std::move(write));
}

void Decision::Carry(Answer answer) {
  if (answer.kind == Answer::Kind::kAgreement) {
    Agree();
    return;
  }
  Unsettle();
  if (!believed_.has_value() && acked_.has_value() && acked_ != at_.listing().acked) {
    plan_.acks.push_back(Ack{at_.listing().key, *acked_});
  }
  const std::string_view refused = answer.change.has_value() ? WhyRefused(at_) : std::string_view();
  if (answer.change.has_value()) {
    AddWrite(answer, refused);
  }
  if (answer.finding.has_value()) {
    plan_.findings.push_back(*std::move(answer.finding));
  } else if (!refused.empty()) {
    AddOverdueFinding(refused);
  } else if (answer.kind == Answer::Kind::kWait) {
    AddOverdueFinding("Waiting for a second read that agrees");
  }
}

void Decision::Run() {
  if (IsUntouchedAgreement()) {
    return;
  }
  shown_ = &at_.observed();
  acked_ = at_.listing().acked;
  StoreDesired();
  if (open_ != nullptr) {
    LookAtOpenWrite();
  }
  if (waiting_) {
    Unsettle();
    AddUnverified();
    return;
  }
  Answer answer = AnswerFor(at_, wanted_, Sight{*shown_, acked_});
  if (open_ != nullptr) {
    if (KeepsOpenWrite(answer)) {
      GoOnWithOpenWrite();
      return;
    }
    Settle(*open_, Settlement::kSupersede, "something else is wanted of this listing now", plan_);
  }
  Carry(std::move(answer));
}

// Not published yet, so only its create may touch it: that is planned where listings are made. What was sold meanwhile
// must not be published.
void DecideUnpublished(const ListingCase& at, Plan& plan) {
  const Wanted wanted = WantedOf(at);
  if (!at.linked.open.has_value()) {
    const bool ours = at.listing().desired.has_value() && !IsPending(at.listing().key.remote);
    if (ours && wanted.quantity > Quantity(0)) {
      plan.unsettled.insert(at.product.product.sku);
      plan.findings.push_back(MismatchFinding(at, wanted, "It was created and is not published"));
    }
    return;
  }
  plan.unsettled.insert(at.product.product.sku);
  const Write& open = *at.linked.open;
  const Duration patience = std::max(at.settle_time(), at.channel.can.index_lag);
  if (open.state == WriteState::kAccepted && !IsPending(at.listing().key.remote) &&
      at.listing().observed_at >= open.attempted_at + patience) {
    plan.findings.push_back(NotAppliedFinding(at, open));  // Sending again could begin an audit anew: a person looks.
  }
  if (open.state == WriteState::kQueued && wanted.quantity == Quantity(0)) {
    Settle(open, Settlement::kSupersede, "nothing is left to sell", plan);
  } else if (open.state == WriteState::kAmbiguous &&
             at.listing().observed_at > open.attempted_at + at.channel.can.index_lag) {
    Settle(open, Settlement::kSendAgain, "a later observation shows it unpublished", plan);
  }
}

}  // namespace

void DecideListing(const ListingCase& at, Plan& plan) {
  if (IsPending(at.listing().key.remote) || at.observed().status == ListingStatus::kDraft) {
    DecideUnpublished(at, plan);
    return;
  }
  Decision(at, plan).Run();
}

void WatchOpenWrite(const ProductFacts& product, const LinkedListing& linked, Unmanaged why, Plan& plan) {
  if (!linked.open.has_value()) {
    return;
  }
  const Write& open = *linked.open;
  const bool newer = IsNewerThan(linked.listing, open);
  plan.unsettled.insert(product.product.sku);
  if (open.state == WriteState::kQueued && why == Unmanaged::kMayNotBeWritten) {
    Settle(open, Settlement::kSupersede, "this channel may not be written any more", plan);
  } else if (open.state == WriteState::kAccepted || open.state == WriteState::kAmbiguous) {
    if (newer && Shows(linked.listing.observed, open.change)) {
      Settle(open, Settlement::kConfirm, "an observation shows it", plan);
    } else if (newer && why == Unmanaged::kMayNotBeWritten) {
      Settle(open, Settlement::kSupersede, "this channel may not be written any more", plan);
    } else if (!newer) {
      plan.observe.push_back(linked.listing.key);
    }
  }
}

}  // namespace riff
