#include <set>

#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

ListingKey KeyOf(const std::string& remote) { return {kReverbSandbox, RemoteId(remote)}; }

class OutboxTableTest : public StoreContract {
 protected:
  WriteId Insert(const Write& write) {
    return Do([&](Transaction& tx) { return tx.outbox.Insert(write); });
  }
  WriteId InsertFor(const std::string& remote, Urgency urgency, Timestamp created_at) {
    Write write = FullWrite(KeyOf(remote), "key of " + remote, clock.Now());
    write.urgency = urgency;
    write.created_at = created_at;
    return Insert(write);
  }
  ErrorKind Refusal(const Write& write) {
    return ErrorOf([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(tx.outbox.Insert(write));
      return {};
    });
  }
  Write Find(WriteId id) {
    return Do([&](Transaction& tx) { return tx.outbox.Find(id); }).value_or(Write{});
  }
  std::vector<Write> Claim(const std::string& owner, std::size_t limit) { return Claim(*store, owner, limit); }
  std::vector<Write> Claim(Store& session, const std::string& owner, std::size_t limit) {
    return In(session, [&](Transaction& tx) {
      return tx.outbox.Claim({kReverbSandbox, owner, clock.Now(), std::chrono::seconds(30), limit});
    });
  }
  void Settle(Write write, WriteState state) {
    write.state = state;
    Do([&](Transaction& tx) { return tx.outbox.Settle(write); });
  }
  static std::vector<std::string> RemotesOf(const std::vector<Write>& writes) {
    std::vector<std::string> remotes;
    for (const Write& write : writes) {
      remotes.push_back(write.listing.remote.text());
    }
    return remotes;
  }
};
RIFF_STORE_SUITE(OutboxTableTest);

using Remotes = std::vector<std::string>;

TEST_P(OutboxTableTest, KeepsEveryField) {
  Write write = FullWrite(KeyOf("1"), "k", clock.Now());
  write.lease_owner = "worker";
  write.lease_until = At(4);
  write.id = Insert(write);

  EXPECT_EQ(Find(write.id), write);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.outbox.OpenOf(KeyOf("1")); }), write);
}

TEST_P(OutboxTableTest, KeepsEveryKindOfChange) {
  const Money price{kLarge, *Currency::Parse("EUR")};
  const std::vector<Change> changes = {SetQuantity{Quantity(0), std::nullopt},
                                       SetQuantity{Quantity(2), Quantity(kLarge)},
                                       SetPrice{price},
                                       SetContent{FullContent()},
                                       SetContent{},
                                       PauseListing{},
                                       EndListing{},
                                       CreateListing{Sku("SG-61"), FullContent(), price, Quantity(1)},
                                       Relist{Quantity(3)}};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Write write = FullWrite(KeyOf(std::to_string(i)), "key " + std::to_string(i), clock.Now());
    write.change = changes[i];

    EXPECT_EQ(Find(Insert(write)).change, changes[i]) << Describe(changes[i]);
  }
}

TEST_P(OutboxTableTest, HasOneOpenWriteAListing) {
  const WriteId first = Insert(FullWrite(KeyOf("1"), "k1", clock.Now()));

  EXPECT_EQ(Refusal(FullWrite(KeyOf("1"), "k2", clock.Now())), ErrorKind::kConflict);

  for (const WriteState open : {WriteState::kInFlight, WriteState::kAccepted, WriteState::kAmbiguous}) {
    Settle(Find(first), open);
    EXPECT_EQ(Refusal(FullWrite(KeyOf("1"), "k2", clock.Now())), ErrorKind::kConflict) << ToString(open);
  }
  Settle(Find(first), WriteState::kSuperseded);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.outbox.OpenOf(KeyOf("1")); }), std::nullopt);
  Insert(FullWrite(KeyOf("1"), "k2", clock.Now()));
}

TEST_P(OutboxTableTest, RefusesAKeyThatWasEverUsed) {
  Settle(Find(Insert(FullWrite(KeyOf("1"), "k1", clock.Now()))), WriteState::kConfirmed);

  EXPECT_EQ(Refusal(FullWrite(KeyOf("2"), "k1", clock.Now())), ErrorKind::kConflict);
}

TEST_P(OutboxTableTest, ClaimsTheMostUrgentFirstThenTheOldest) {
  InsertFor("rest", Urgency::kRest, At(-9));
  InsertFor("price", Urgency::kPrice, At(-9));
  InsertFor("sold later", Urgency::kSoldOut, At(-1));
  InsertFor("sold first", Urgency::kSoldOut, At(-2));
  InsertFor("lower", Urgency::kLower, At(-9));

  EXPECT_EQ(RemotesOf(Claim("w", 3)), (Remotes{"sold first", "sold later", "lower"}));
  EXPECT_EQ(RemotesOf(Claim("w", 3)), (Remotes{"price", "rest"}));
}

TEST_P(OutboxTableTest, MarksAClaimedWriteInFlightUnderANewFence) {
  Write expected = FullWrite(KeyOf("1"), "k", clock.Now());
  expected.id = Insert(expected);

  const std::vector<Write> claimed = Claim("worker 1", 9);

  expected.state = WriteState::kInFlight;
  expected.lease_owner = "worker 1";
  expected.lease_until = clock.Now() + std::chrono::seconds(30);
  expected.fence += 1;
  expected.attempts += 1;
  expected.attempted_at = clock.Now();
  EXPECT_EQ(claimed, std::vector{expected});
  EXPECT_EQ(Find(expected.id), expected);
}

TEST_P(OutboxTableTest, NeverClaimsForTwoWorkers) {
  for (int i = 0; i < 10; ++i) {
    InsertFor(std::to_string(i), Urgency::kRest, clock.Now());
  }
  const std::unique_ptr<Store> other = OpenStore();

  std::set<WriteId> seen;
  for (int round = 0; round < 4; ++round) {
    for (const Write& write : Claim(round % 2 == 0 ? *store : *other, "w" + std::to_string(round % 2), 3)) {
      EXPECT_TRUE(seen.insert(write.id).second);
    }
  }

  EXPECT_EQ(seen.size(), 10u);
  EXPECT_TRUE(Claim(*other, "w1", 3).empty());
}

TEST_P(OutboxTableTest, ClaimsNothingThatIsNotDueOrOfAnotherChannel) {
  Write later = FullWrite(KeyOf("1"), "k1", clock.Now());
  later.due_at = At(1);
  Insert(later);
  Insert(FullWrite({kReverbProduction, RemoteId("1")}, "k2", clock.Now()));

  EXPECT_TRUE(Claim("w", 9).empty());
  clock.Advance(std::chrono::minutes(1));
  EXPECT_EQ(RemotesOf(Claim("w", 9)), Remotes{"1"});
}

TEST_P(OutboxTableTest, MakesAWriteAmbiguousWhenItsLeaseHasPassed) {
  const WriteId id = Insert(FullWrite(KeyOf("1"), "k", clock.Now()));
  Claim("w", 9);
  const auto lapse = [&] { return Do([&](Transaction& tx) { return tx.outbox.LapseLeases(clock.Now()); }); };

  clock.Advance(std::chrono::seconds(29));
  EXPECT_EQ(lapse(), 0);
  clock.Advance(std::chrono::seconds(1));
  EXPECT_EQ(lapse(), 1);

  EXPECT_EQ(Find(id).state, WriteState::kAmbiguous);
  EXPECT_EQ(Find(id).lease_owner, "");
  EXPECT_EQ(lapse(), 0);
  EXPECT_TRUE(Claim("w2", 9).empty());
}

TEST_P(OutboxTableTest, SettlesWhatTheOutcomeSaysAndFreesTheLease) {
  const WriteId id = Insert(FullWrite(KeyOf("1"), "k", clock.Now()));
  Write write = Claim("w", 9)[0];
  write.state = WriteState::kQueued;
  write.due_at = At(7);
  write.attempted_at = At(1);
  write.attempts = 9;
  write.last_error = "throttled again";
  write.handle = "offer 5";
  Write changed = write;
  changed.reason = "not to be stored";
  Do([&](Transaction& tx) { return tx.outbox.Settle(changed); });

  write.lease_owner = "";
  write.lease_until = Timestamp();
  EXPECT_EQ(Find(id), write);
}

TEST_P(OutboxTableTest, RefusesALateSettleOfAnotherClaim) {
  const WriteId id = Insert(FullWrite(KeyOf("1"), "k", clock.Now()));
  Write late = Claim("slow", 9)[0];
  clock.Advance(std::chrono::minutes(1));
  Do([&](Transaction& tx) { return tx.outbox.LapseLeases(clock.Now()); });
  Settle(Find(id), WriteState::kQueued);
  const Write held = Claim("quick", 9)[0];

  late.state = WriteState::kAccepted;
  EXPECT_EQ(ErrorOf([&](Transaction& tx) { return tx.outbox.Settle(late); }), ErrorKind::kConflict);

  EXPECT_EQ(Find(id), held);
}

TEST_P(OutboxTableTest, RefusesToSettleWhatItDoesNotHave) {
  Write unknown = FullWrite(KeyOf("1"), "k", clock.Now());
  unknown.id = WriteId(404);

  EXPECT_EQ(ErrorOf([&](Transaction& tx) { return tx.outbox.Settle(unknown); }), ErrorKind::kNotFound);
}

TEST_P(OutboxTableTest, RefusesToReopenAWriteBesideAnOpenOne) {
  Write first = Find(Insert(FullWrite(KeyOf("1"), "k1", clock.Now())));
  Settle(first, WriteState::kRejected);
  Insert(FullWrite(KeyOf("1"), "k2", clock.Now()));

  first.state = WriteState::kQueued;
  EXPECT_EQ(ErrorOf([&](Transaction& tx) { return tx.outbox.Settle(first); }), ErrorKind::kConflict);
}

TEST_P(OutboxTableTest, ListsByStateProductAndRun) {
  const WriteId first = InsertFor("1", Urgency::kRest, clock.Now());
  InsertFor("2", Urgency::kRest, clock.Now());
  Write other = FullWrite(KeyOf("3"), "k3", clock.Now());
  other.sku = Sku("TELE");
  other.run = RunId(99);
  Insert(other);
  Settle(Find(first), WriteState::kAccepted);

  Do([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(const std::vector<Write> queued, tx.outbox.InState(kReverbSandbox, WriteState::kQueued, 9));
    EXPECT_EQ(RemotesOf(queued), (Remotes{"2", "3"}));
    RIFF_TRY(const std::vector<Write> limited, tx.outbox.InState(kReverbSandbox, WriteState::kQueued, 1));
    EXPECT_EQ(RemotesOf(limited), Remotes{"2"});
    RIFF_TRY(const std::vector<Write> product, tx.outbox.OfProduct(Sku("SG-61"), 9));
    EXPECT_EQ(RemotesOf(product), (Remotes{"1", "2"}));
    RIFF_TRY(const std::vector<Write> run, tx.outbox.OfRun(RunId(99), 9));
    EXPECT_EQ(RemotesOf(run), Remotes{"3"});
    RIFF_TRY(const std::int64_t open, tx.outbox.CountOpen(kReverbSandbox));
    EXPECT_EQ(open, 3);
    return {};
  });
  Settle(Find(first), WriteState::kConfirmed);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.outbox.CountOpen(kReverbSandbox); }), 2);
}

}  // namespace
}  // namespace riff
