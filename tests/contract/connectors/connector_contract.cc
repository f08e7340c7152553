#include "tests/contract/connectors/connector_contract.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace riff {
namespace {

constexpr int kPagesMax = 1'000;  // A reader that goes on behind this one goes round in circles.

constexpr Duration kSettleTime = std::chrono::minutes(5);

// Longer than the pace is silent after any number of refusals.
constexpr Duration kBreath = std::chrono::minutes(2);

ListingContent Instrument(const std::string& title) {
  ListingContent content;
  content.title = title;
  content.brand = "Fender";
  content.model = title;
  content.description = "<p>Player's condition</p>";
  content.image_urls = {"https://img.example.test/1.jpg"};
  return content;
}

}  // namespace

sim::MarketListing Guitar(const std::string& sku) {
  sim::MarketListing listing;
  listing.sku = Sku(sku);
  listing.content = Instrument("Jazzmaster " + sku);
  listing.content.year = "1964";
  listing.content.finish = "Sunburst";
  listing.content.condition = Condition::kExcellent;
  listing.content.category = "electric guitar";
  listing.available = Quantity(1);
  listing.price = Money{245'000, Currency::Usd()};
  return listing;
}

sim::MarketListing Strings(const std::string& sku, Quantity available) {
  sim::MarketListing listing;
  listing.sku = Sku(sku);
  listing.content = Instrument("Slinky 10-46 " + sku);
  listing.content.condition = Condition::kNew;
  listing.content.category = "strings";
  listing.stock = sim::StockKind::kStocked;
  listing.available = available;
  listing.price = Money{900, Currency::Usd()};
  return listing;
}

std::string Told(const Error& error) { return std::string(ToString(error.kind)) + ": " + error.message; }

ChannelBench::ChannelBench(const RigSpec& spec, Environment environment, Access production)
    : spec_(spec),
      rig_(spec, environment, production),
      run_{RunId(1), rig_.clock, rig_.clock, random_, log_, metrics_, rig_.tripwire, stopping_} {}

void ChannelBench::Connect(Guard guard, Access access) {
  connection_ = Connection();
  connection_ = rig_.Connect(guard, access);
}

Quantity ChannelBench::AtMost(std::int64_t units) const {
  return std::min(Quantity(units), can().quantity_max.value_or(Quantity(units)));
}

RemoteId ChannelBench::ListGuitar(const std::string& sku) { return marketplace().Seed(Guitar(sku)); }

RemoteId ChannelBench::ListStrings(const std::string& sku, std::int64_t units) {
  return marketplace().Seed(Strings(sku, AtMost(units)));
}

CreateListing ChannelBench::NewGuitar(const std::string& sku) const {
  const sim::MarketListing guitar = Guitar(sku);
  CreateListing create{guitar.sku, guitar.content, guitar.price, guitar.available};
  create.content.category = spec_.category;
  return create;
}

CreateListing ChannelBench::NewStrings(const std::string& sku, std::int64_t units) const {
  const sim::MarketListing strings = Strings(sku, AtMost(units));
  CreateListing create{strings.sku, strings.content, strings.price, strings.available};
  create.content.category = spec_.category;
  return create;
}

void ChannelBench::Settle() { clock().Advance(kSettleTime + can().index_lag); }

Write ChannelBench::WriteOf(const RemoteId& remote, Change change) {
  const std::string number = std::to_string(++writes_);
  Write write;
  write.id = WriteId(writes_);
  write.key = IdempotencyKey("write-" + number);
  write.listing = {rig_.channel(), remote};
  write.change = std::move(change);
  write.attempts = 1;
  write.state = WriteState::kInFlight;
  for (const sim::MarketListing& row : marketplace().Rows()) {
    if (row.remote == remote) {
      write.sku = write.sku_shown = row.sku;
      write.handle = row.handle;
    }
  }
  return write;
}

Write ChannelBench::WriteOf(CreateListing create) {
  const Sku sku = create.sku;
  Write write = WriteOf(PendingRemoteId(sku), std::move(create));
  write.sku = sku;
  return write;
}

WriteOutcome ChannelBench::Deliver(const Write& write) { return DeliverAll({write}).front(); }

WriteOutcome ChannelBench::Deliver(const RemoteId& remote, Change change) {
  return Deliver(WriteOf(remote, std::move(change)));
}

std::vector<WriteOutcome> ChannelBench::DeliverAll(const std::vector<Write>& writes) {
  std::vector<WriteOutcome> outcomes = connector().writer->Deliver(run_, writes);
  EXPECT_EQ(outcomes.size(), writes.size());
  outcomes.resize(writes.size(), Fail(ErrorKind::kInvalid, "no outcome"));
  return outcomes;
}

Result<RemoteListing> ChannelBench::Read(const RemoteId& remote) {
  ListingRef ref;
  ref.remote = remote;
  for (const sim::MarketListing& row : marketplace().Rows()) {
    const bool was_so_called = std::ranges::find(row.past_remotes, remote) != row.past_remotes.end();
    if (row.remote == remote || was_so_called) {
      ref.sku = row.sku;
      ref.handle = row.handle;
    }
  }
  std::vector<Result<RemoteListing>> read = reader().GetListings(run_, std::vector{ref});
  EXPECT_EQ(read.size(), 1u);
  return read.empty() ? Result<RemoteListing>(Fail(ErrorKind::kInvalid, "no result")) : std::move(read.front());
}

std::vector<RemoteListing> ChannelBench::ReadAll() {
  std::vector<RemoteListing> all;
  std::optional<Cursor> cursor;
  for (int pages = 0; pages < kPagesMax; ++pages) {
    Result<Page<RemoteListing>> page = reader().ListListings(run_, cursor);
    EXPECT_TRUE(page.has_value()) << Told(page);
    if (!page.has_value()) {
      return all;
    }
    std::ranges::move(page->rows, std::back_inserter(all));
    cursor = page->next;
    if (!cursor) {
      return all;
    }
  }
  ADD_FAILURE() << "the pages have no end";
  return all;
}

std::vector<Order> ChannelBench::ReadOrders(Timestamp from, Timestamp to) {
  std::vector<Order> all;
  std::optional<Cursor> cursor;
  for (int pages = 0; pages < kPagesMax; ++pages) {
    Result<Page<Order>> page = reader().ListOrders(run_, {from, to}, cursor);
    EXPECT_TRUE(page.has_value()) << Told(page);
    if (!page.has_value()) {
      return all;
    }
    std::ranges::move(page->rows, std::back_inserter(all));
    cursor = page->next;
    if (!cursor) {
      return all;
    }
  }
  ADD_FAILURE() << "the pages have no end";
  return all;
}

std::vector<Reading> ChannelBench::ReadingsOf(const RemoteId& remote) {
  const auto error_of = [](const auto& result) {
    return result.has_value() ? std::optional<Error>() : std::optional<Error>(result.error());
  };
  const Sku sku = Truth(remote).sku;
  std::vector<Reading> readings = {
      {"list", [this, error_of] { return error_of(reader().ListListings(run_, std::nullopt)); }},
      {"get", [this, error_of, remote] { return error_of(Read(remote)); }},
      {"find", [this, error_of, sku] { return error_of(reader().FindBySku(run_, sku)); }},
  };
  if (can().reads_orders) {
    readings.push_back({"orders", [this, error_of] {
                          const Timestamp to = clock().Now() - std::chrono::minutes(1);
                          return error_of(reader().ListOrders(run_, {to - std::chrono::hours(24), to}, std::nullopt));
                        }});
  }
  return readings;
}

sim::MarketListing ChannelBench::Truth(const RemoteId& remote) {
  for (const sim::MarketListing& row : marketplace().Rows()) {
    if (row.remote == remote || std::ranges::find(row.past_remotes, remote) != row.past_remotes.end()) {
      return row;
    }
  }
  ADD_FAILURE() << "there is no listing " << remote.text();
  return {};
}

std::vector<sim::MarketListing> ChannelBench::TruthOf(const Sku& sku) {
  std::vector<sim::MarketListing> rows = marketplace().Rows();
  std::erase_if(rows, [&](const sim::MarketListing& row) { return row.sku != sku; });
  return rows;
}

Quantity ChannelBench::TrulySellable(const RemoteId& remote) {
  const sim::MarketListing row = Truth(remote);
  return row.status == ListingStatus::kLive ? row.available : Quantity(0);
}

Quantity ChannelBench::SellableAsRead(const RemoteId& remote) {
  const Result<RemoteListing> read = Read(remote);
  EXPECT_TRUE(read.has_value()) << Told(read);
  if (!read.has_value()) {
    return Quantity(-1);
  }
  const std::optional<Quantity> sellable = Sellable(read->facts);
  EXPECT_TRUE(sellable.has_value()) << "the quantity was not told";
  return sellable.value_or(Quantity(-1));
}

std::vector<sim::RequestEntry> ChannelBench::RequestsOf(const std::function<void()>& act) {
  const std::size_t before = marketplace().Requests().size();
  act();
  std::vector<sim::RequestEntry> requests = marketplace().Requests();
  requests.erase(requests.begin(), requests.begin() + static_cast<std::ptrdiff_t>(before));
  std::erase_if(requests, [&](const sim::RequestEntry& request) {
    return std::ranges::any_of(spec_.session_operations, [&](const std::string& pattern) {
      return sim::MatchesGlob(pattern, request.classified.operation);
    });
  });
  return requests;
}

std::vector<std::string> ChannelBench::DistinctOperations(const std::function<void()>& act,
                                                          std::optional<sim::Effect> effect) {
  std::vector<std::string> operations;
  for (const sim::RequestEntry& request : RequestsOf(act)) {
    const bool wanted = !effect || request.classified.effect == *effect;
    if (wanted && std::ranges::find(operations, request.classified.operation) == operations.end()) {
      operations.push_back(request.classified.operation);
    }
  }
  if (operations.empty()) {
    // A wire that nothing goes over is still tried once; where there is one, something went over it.
    EXPECT_TRUE(Deviates(Deviation::kNoWire));
    operations.emplace_back("*");
  }
  return operations;
}

std::vector<std::string> ChannelBench::OperationsOf(const std::function<void()>& act) {
  return DistinctOperations(act, std::nullopt);
}

std::vector<std::string> ChannelBench::ChangingOperationsOf(const std::function<void()>& act) {
  return DistinctOperations(act, sim::Effect::kChanges);
}

void ChannelBench::Strike(const std::string& fault, const std::string& operation, std::optional<std::int64_t> count) {
  sim::FaultRule rule;
  rule.operation = operation;
  rule.fault = fault;
  rule.count = count;
  marketplace().Strike({rule});
}

void ChannelBench::Heal() {
  marketplace().Heal();
  clock().Advance(kBreath);
}

std::optional<Accepted> ConnectorContract::DeliverEitherWay(Claim claim, const Write& write) {
  const std::string before = bench.marketplace().Fingerprint();
  const std::size_t requests_before = bench.marketplace().Requests().size();
  const WriteOutcome outcome = bench.Deliver(write);
  if (claim == Claim::kYes) {
    EXPECT_TRUE(outcome.has_value()) << Told(outcome);
    bench.Settle();
    return outcome.has_value() ? std::optional<Accepted>(*outcome) : std::nullopt;
  }

  EXPECT_FALSE(outcome.has_value());
  if (!outcome.has_value()) {
    EXPECT_EQ(outcome.error().kind, ErrorKind::kUnsupported) << Told(outcome);
  }
  EXPECT_EQ(bench.marketplace().Fingerprint(), before);
  const std::vector<sim::RequestEntry> requests = bench.marketplace().Requests();
  for (std::size_t at = requests_before; at < requests.size(); ++at) {
    EXPECT_EQ(requests[at].classified.effect, sim::Effect::kReads) << requests[at].classified.operation;
  }
  return std::nullopt;
}

}  // namespace riff
