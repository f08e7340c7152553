#include <algorithm>
#include <map>
#include <set>

#include "tests/contract/connectors/connector_contract.h"

namespace riff {
namespace {

class ListingReadTest : public ConnectorContract {
 protected:
  std::vector<RemoteId> ListMany(std::size_t count) {
    std::vector<RemoteId> remotes;
    for (std::size_t number = 0; number < count; ++number) {
      const std::string sku = "GTR-" + std::to_string(1'000 + number);
      remotes.push_back(number % 2 == 0 ? bench.ListGuitar(sku) : bench.ListStrings(sku, 5));
    }
    return remotes;
  }
  std::size_t ThreePages() const { return 2 * bench.spec().rows_per_page + 1; }

  static std::map<RemoteId, RemoteListing> ById(const std::vector<RemoteListing>& rows) {
    std::map<RemoteId, RemoteListing> by_id;
    for (const RemoteListing& row : rows) {
      by_id[row.ref.remote] = row;
    }
    return by_id;
  }
};
RIFF_CONNECTOR_SUITE(ListingReadTest);

TEST_P(ListingReadTest, ListsEveryListingAcrossPages) {
  const std::vector<RemoteId> remotes = ListMany(ThreePages());

  const std::vector<RemoteListing> rows = bench.ReadAll();

  EXPECT_EQ(rows.size(), remotes.size());
  const std::map<RemoteId, RemoteListing> shown = ById(rows);
  ASSERT_EQ(shown.size(), remotes.size());
  for (const RemoteId& remote : remotes) {
    ASSERT_TRUE(shown.contains(remote)) << remote.text();
    const RemoteListing& row = shown.at(remote);
    const sim::MarketListing truth = bench.Truth(remote);
    EXPECT_EQ(row.ref.sku, truth.sku);
    EXPECT_EQ(row.ref.handle, truth.handle);
    EXPECT_EQ(row.facts.status, ListingStatus::kLive);
    EXPECT_EQ(row.facts.quantity, truth.available) << row.ref.sku.text();
    EXPECT_EQ(row.facts.price, truth.price);
    EXPECT_EQ(row.facts.content, DigestOf(row.content));
    EXPECT_FALSE(row.content.title.empty());
  }
}

TEST_P(ListingReadTest, ListsNothingWhereThereIsNothing) { EXPECT_TRUE(bench.ReadAll().empty()); }

TEST_P(ListingReadTest, ShowsTheSameListingWhetherListedReadOrFound) {
  const RemoteId strings = bench.ListStrings("STR-1", 5);

  const std::vector<RemoteListing> listed = bench.ReadAll();
  const Result<RemoteListing> read = bench.Read(strings);
  const Result<std::vector<RemoteListing>> found = bench.reader().FindBySku(bench.run(), Sku("STR-1"));

  ASSERT_EQ(listed.size(), 1u);
  ASSERT_TRUE(read.has_value()) << Told(read);
  ASSERT_TRUE(found.has_value()) << Told(found);
  ASSERT_EQ(found->size(), 1u);
  for (const RemoteListing& other : {*read, found->front()}) {
    EXPECT_EQ(other.ref, listed.front().ref);
    EXPECT_EQ(other.facts, listed.front().facts);
    EXPECT_EQ(other.content.title, listed.front().content.title);
    EXPECT_EQ(other.quantity_max, listed.front().quantity_max);
  }
}

TEST_P(ListingReadTest, SurvivesAListingEndingWhileTheScanRuns) {
  const std::vector<RemoteId> remotes = ListMany(ThreePages());
  Result<Page<RemoteListing>> page = bench.reader().ListListings(bench.run(), std::nullopt);
  ASSERT_TRUE(page.has_value()) << Told(page);
  std::set<RemoteId> seen;
  const auto take = [&] {
    for (const RemoteListing& row : page->rows) {
      seen.insert(row.ref.remote);
    }
  };
  take();

  bench.marketplace().Edit(remotes[1], {.status = ListingStatus::kEnded});
  while (page.has_value() && page->next) {
    page = bench.reader().ListListings(bench.run(), page->next);
    ASSERT_TRUE(page.has_value()) << Told(page);
    take();
  }

  for (const RemoteId& remote : remotes) {
    EXPECT_TRUE(remote == remotes[1] || seen.contains(remote)) << remote.text();
  }
  const std::map<RemoteId, RemoteListing> afterwards = ById(bench.ReadAll());
  EXPECT_TRUE(!afterwards.contains(remotes[1]) ||
              Sellable(afterwards.at(remotes[1]).facts) == std::optional(Quantity(0)));
}

TEST_P(ListingReadTest, RepeatsAPageHarmlessly) {
  ListMany(ThreePages());
  const std::string before = bench.marketplace().Fingerprint();
  const Result<Page<RemoteListing>> first = bench.reader().ListListings(bench.run(), std::nullopt);
  ASSERT_TRUE(first.has_value()) << Told(first);

  const std::optional<Cursor> cursor = first->next;  // A channel without pages has its only one again.
  const Result<Page<RemoteListing>> once = bench.reader().ListListings(bench.run(), cursor);
  const Result<Page<RemoteListing>> again = bench.reader().ListListings(bench.run(), cursor);

  ASSERT_TRUE(once.has_value()) << Told(once);
  ASSERT_TRUE(again.has_value()) << Told(again);
  EXPECT_FALSE(once->rows.empty());
  EXPECT_EQ(again->rows, once->rows);
  EXPECT_EQ(again->next.has_value(), once->next.has_value());
  EXPECT_EQ(again->total, once->total);
  EXPECT_EQ(bench.marketplace().Fingerprint(), before);
}

TEST_P(ListingReadTest, TellsTheTotalRightlyOrNotAtAll) {
  ListMany(ThreePages());

  Result<Page<RemoteListing>> page = bench.reader().ListListings(bench.run(), std::nullopt);
  while (page.has_value() && page->next) {
    page = bench.reader().ListListings(bench.run(), page->next);
  }

  ASSERT_TRUE(page.has_value()) << Told(page);
  EXPECT_EQ(page->total.value_or(static_cast<std::int64_t>(ThreePages())), static_cast<std::int64_t>(ThreePages()));
}

TEST_P(ListingReadTest, RefusesACursorItNeverGave) {
  ListMany(2);
  const Timestamp now = bench.clock().Now();

  for (const std::string text : {"", "no cursor", "-1", "0", "1e3", "{\"page\":2}", "99999999999999999999", "v99:2",
                                 "../../etc/passwd", "https://elsewhere.test/listings?page=2"}) {
    const Cursor cursor{text};
    const auto listings = bench.reader().ListListings(bench.run(), cursor);
    const auto orders =
        bench.reader().ListOrders(bench.run(), {now - std::chrono::hours(2), now - std::chrono::hours(1)}, cursor);

    ASSERT_FALSE(listings.has_value()) << text;
    EXPECT_EQ(listings.error().kind, ErrorKind::kInvalid) << text << ": " << Told(listings);
    ASSERT_FALSE(orders.has_value()) << text;
    EXPECT_EQ(orders.error().kind, bench.can().reads_orders ? ErrorKind::kInvalid : ErrorKind::kUnsupported) << text;
  }
}

TEST_P(ListingReadTest, RefusesTheCursorsOfOtherChannels) {
  for (const RigSpec& other : AllRigs()) {
    if (other.platform == bench.spec().platform) {
      continue;
    }
    ChannelBench foreign(other, Environment::kSandbox, Access::kReadOnly);
    foreign.Connect(Guard::kOriginBound, Access::kReadOnly);
    for (std::size_t number = 0; number < 2 * other.rows_per_page + 1; ++number) {
      foreign.ListGuitar("GTR-" + std::to_string(number));
    }
    const Result<Page<RemoteListing>> page = foreign.reader().ListListings(foreign.run(), std::nullopt);
    ASSERT_TRUE(page.has_value()) << Told(page);
    if (!page->next) {
      continue;  // It has no pages, and so no cursors.
    }

    const auto listings = bench.reader().ListListings(bench.run(), page->next);

    ASSERT_FALSE(listings.has_value()) << other.name << " " << page->next->text();
    EXPECT_EQ(listings.error().kind, ErrorKind::kInvalid) << other.name << ": " << Told(listings);
  }
}

TEST_P(ListingReadTest, SaysNotFoundForOneThatIsNotThereAndShowsTheOthers) {
  const RemoteId first = bench.ListGuitar("GTR-1");
  const RemoteId last = bench.ListGuitar("GTR-2");
  const auto ref_of = [&](const RemoteId& remote) {
    const sim::MarketListing truth = bench.Truth(remote);
    return ListingRef{remote, truth.sku, truth.handle};
  };
  const std::vector<ListingRef> refs = {ref_of(first), ListingRef{bench.spec().unknown, Sku("NONE-1"), ""},
                                        ListingRef{PendingRemoteId(Sku("NONE-2")), Sku("NONE-2"), ""}, ref_of(last)};

  const std::vector<Result<RemoteListing>> read = bench.reader().GetListings(bench.run(), refs);

  ASSERT_EQ(read.size(), 4u);
  ASSERT_TRUE(read[0].has_value()) << Told(read[0]);
  EXPECT_EQ(read[0]->ref.remote, first);
  ASSERT_FALSE(read[1].has_value());
  EXPECT_EQ(read[1].error().kind, ErrorKind::kNotFound) << Told(read[1]);
  ASSERT_FALSE(read[2].has_value());
  EXPECT_EQ(read[2].error().kind, ErrorKind::kNotFound) << Told(read[2]);
  ASSERT_TRUE(read[3].has_value()) << Told(read[3]);
  EXPECT_EQ(read[3]->ref.remote, last);
}

TEST_P(ListingReadTest, ReadsNoListingsWithoutACall) {
  const auto requests = bench.RequestsOf([&] { EXPECT_TRUE(bench.reader().GetListings(bench.run(), {}).empty()); });

  EXPECT_TRUE(requests.empty());
}

TEST_P(ListingReadTest, FindsNoneOneAndTwoListingsOfASku) {
  const RemoteId one = bench.ListGuitar("GTR-1");
  const RemoteId decoy = bench.ListGuitar("GTR-10");  // Begins alike.
  const RemoteId first = bench.ListStrings("STR-1", 5);
  std::set<RemoteId> both = {first};
  if (!bench.Deviates(Deviation::kOneListingASku)) {
    both.insert(bench.ListStrings("STR-1", 2));
  }
  const auto find = [&](const std::string& sku) {
    const Result<std::vector<RemoteListing>> found = bench.reader().FindBySku(bench.run(), Sku(sku));
    EXPECT_TRUE(found.has_value()) << Told(found);
    std::set<RemoteId> remotes;
    for (const RemoteListing& listing : found.value_or(std::vector<RemoteListing>())) {
      EXPECT_EQ(listing.ref.sku, Sku(sku));
      EXPECT_TRUE(remotes.insert(listing.ref.remote).second) << "twice";
    }
    return remotes;
  };

  EXPECT_EQ(find("NONE-1"), std::set<RemoteId>{});
  EXPECT_EQ(find("GTR-1"), std::set<RemoteId>{one});
  EXPECT_EQ(find("GTR-10"), std::set<RemoteId>{decoy});
  EXPECT_EQ(find("STR-1"), both);
}

TEST_P(ListingReadTest, FindsAListingThatIsNoLongerForSale) {
  const RemoteId guitar = bench.ListGuitar("GTR-1");
  bench.marketplace().Buy({{guitar, Sku(), Quantity(1)}}, OrderState::kPaid);
  bench.Settle();

  const Result<std::vector<RemoteListing>> found = bench.reader().FindBySku(bench.run(), Sku("GTR-1"));

  ASSERT_TRUE(found.has_value()) << Told(found);
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(Sellable(found->front().facts), std::optional(Quantity(0)));
}

TEST_P(ListingReadTest, UsesTheFewestCallsToReadAllListings) {
  const std::size_t count = ThreePages();
  ListMany(count);
  bench.ReadAll();  // Opens the session.

  const auto requests = bench.RequestsOf([&] { bench.ReadAll(); });

  EXPECT_EQ(requests.size(), bench.spec().calls_to_list(count));
}

}  // namespace
}  // namespace riff
