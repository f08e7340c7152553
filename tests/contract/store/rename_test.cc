#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

const ListingKey kPending{kReverbSandbox, RemoteId("new:SG-61")};
const ListingKey kGiven{kReverbSandbox, RemoteId("100")};
const ListingKey kRelisted{kReverbSandbox, RemoteId("200")};
const ListingKey kProduction{kReverbProduction, RemoteId("7")};

class RenameTest : public StoreContract {
 protected:
  void Rename(const ListingKey& from, const ListingKey& to, int generation) {
    Do([&](Transaction& tx) { return tx.listings.Rename(from, to, generation); });
  }
  std::optional<ListingKey> SuccessorOf(const ListingKey& key) {
    return Do([&](Transaction& tx) { return tx.listings.SuccessorOf(key); });
  }

  // A listing with everything that hangs on its key.
  WriteId GiveEverything(const ListingKey& key) {
    return Do([&](Transaction& tx) -> Result<WriteId> {
      RIFF_TRY(tx.listings.Save(FullListing(key, clock.Now())));
      RIFF_TRY(tx.listings.SaveContent(key, FullContent()));
      RIFF_TRY(tx.links.Save({key, Sku("SG-61"), LinkSource::kCreated, 1.0, clock.Now()}));
      RIFF_TRY(tx.links.Reject(key, Sku("TELE"), clock.Now()));
      RIFF_TRY(tx.counterparts.Save({kProduction, key, Sku("SG-61"), clock.Now()}));
      return tx.outbox.Insert(FullWrite(key, "key of " + key.remote.text(), clock.Now()));
    });
  }
};
RIFF_STORE_SUITE(RenameTest);

TEST_P(RenameTest, CarriesEverythingThatHangsOnTheKey) {
  const WriteId write = GiveEverything(kPending);

  Rename(kPending, kGiven, 4);

  Do([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(const std::optional<Listing> listing, tx.listings.Find(kGiven));
    Listing expected = FullListing(kPending, clock.Now());
    expected.key = kGiven;
    expected.generation = 4;
    EXPECT_EQ(listing, expected);
    RIFF_TRY(const std::optional<ListingContent> content, tx.listings.ContentOf(kGiven));
    EXPECT_EQ(content, FullContent());
    RIFF_TRY(const std::optional<Link> link, tx.links.Of(kGiven));
    EXPECT_EQ(link, (Link{kGiven, Sku("SG-61"), LinkSource::kCreated, 1.0, clock.Now()}));
    RIFF_TRY(const std::vector<Listing> linked, tx.listings.OfProduct(Sku("SG-61")));
    EXPECT_EQ(linked.size(), 1u);
    RIFF_TRY(const bool rejected, tx.links.IsRejected(kGiven, Sku("TELE")));
    EXPECT_TRUE(rejected);
    RIFF_TRY(const std::optional<Counterpart> counterpart, tx.counterparts.OfProduction(kProduction));
    EXPECT_EQ(counterpart->sandbox, kGiven);
    RIFF_TRY(const std::optional<Write> open, tx.outbox.OpenOf(kGiven));
    EXPECT_EQ(open->id, write);
    return {};
  });
}

TEST_P(RenameTest, LeavesNothingUnderTheOldKey) {
  GiveEverything(kPending);

  Rename(kPending, kGiven, 1);

  Do([](Transaction& tx) -> Result<void> {
    RIFF_TRY(const std::optional<Listing> listing, tx.listings.Find(kPending));
    EXPECT_EQ(listing, std::nullopt);
    RIFF_TRY(const std::optional<ListingContent> content, tx.listings.ContentOf(kPending));
    EXPECT_EQ(content, std::nullopt);
    RIFF_TRY(const std::optional<Link> link, tx.links.Of(kPending));
    EXPECT_EQ(link, std::nullopt);
    RIFF_TRY(const std::optional<Counterpart> counterpart, tx.counterparts.OfSandbox(kPending));
    EXPECT_EQ(counterpart, std::nullopt);
    RIFF_TRY(const std::optional<Write> open, tx.outbox.OpenOf(kPending));
    EXPECT_EQ(open, std::nullopt);
    return {};
  });
}

TEST_P(RenameTest, CarriesTheProductionSideOfACounterpartToo) {
  GiveEverything(kPending);
  const ListingKey relisted{kReverbProduction, RemoteId("8")};

  Rename(kProduction, relisted, 2);

  EXPECT_EQ(Do([](Transaction& tx) { return tx.counterparts.OfSandbox(kPending); })->production, relisted);
}

TEST_P(RenameTest, RemembersEveryOldIdForEver) {
  GiveEverything(kPending);
  EXPECT_EQ(SuccessorOf(kPending), std::nullopt);

  Rename(kPending, kGiven, 1);
  Rename(kGiven, kRelisted, 2);

  EXPECT_EQ(SuccessorOf(kPending), kRelisted);
  EXPECT_EQ(SuccessorOf(kGiven), kRelisted);
  EXPECT_EQ(SuccessorOf(kRelisted), std::nullopt);

  Rename(kRelisted, kGiven, 3);  // The platform gave the old id back.

  EXPECT_EQ(SuccessorOf(kGiven), std::nullopt);
  EXPECT_EQ(SuccessorOf(kRelisted), kGiven);
  EXPECT_EQ(SuccessorOf(kPending), kGiven);
}

TEST_P(RenameTest, JoinsARowThatAReadShowedUnderTheNewKeyFirst) {
  GiveEverything(kPending);
  Listing seen = FullListing(kGiven, At(3));
  seen.acked.reset();
  seen.desired.reset();
  seen.title = "as the channel shows it";
  Do([&](Transaction& tx) { return tx.listings.Save(seen); });

  Rename(kPending, kGiven, 5);

  const std::optional<Listing> joined = Do([](Transaction& tx) { return tx.listings.Find(kGiven); });
  const Listing old = FullListing(kPending, clock.Now());
  ASSERT_TRUE(joined.has_value());
  EXPECT_EQ(joined->title, "as the channel shows it");
  EXPECT_EQ(joined->observed_at, At(3));
  EXPECT_EQ(joined->desired, old.desired);
  EXPECT_EQ(joined->acked, old.acked);
  EXPECT_EQ(joined->first_seen_at, old.first_seen_at);
  EXPECT_EQ(joined->generation, 5);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.listings.OfProduct(Sku("SG-61")); }).size(), 1u);
}

TEST_P(RenameTest, RefusesWhenBothKeysHaveAnOpenWrite) {
  GiveEverything(kPending);
  Do([&](Transaction& tx) { return tx.outbox.Insert(FullWrite(kGiven, "another", clock.Now())); });

  EXPECT_EQ(ErrorOf([](Transaction& tx) { return tx.listings.Rename(kPending, kGiven, 1); }), ErrorKind::kConflict);
  EXPECT_TRUE(Do([](Transaction& tx) { return tx.listings.Find(kPending); }).has_value());
}

TEST_P(RenameTest, RefusesWhenBothKeysHaveACounterpart) {
  GiveEverything(kPending);
  Do([&](Transaction& tx) {
    return tx.counterparts.Save({{kReverbProduction, RemoteId("8")}, kGiven, Sku("TELE"), clock.Now()});
  });

  EXPECT_EQ(ErrorOf([](Transaction& tx) { return tx.listings.Rename(kPending, kGiven, 1); }), ErrorKind::kConflict);
}

TEST_P(RenameTest, RefusesAnotherChannelAndTheSameKey) {
  EXPECT_EQ(ErrorOf([](Transaction& tx) { return tx.listings.Rename(kPending, kProduction, 1); }), ErrorKind::kInvalid);
  EXPECT_EQ(ErrorOf([](Transaction& tx) { return tx.listings.Rename(kGiven, kGiven, 1); }), ErrorKind::kInvalid);
}

}  // namespace
}  // namespace riff
