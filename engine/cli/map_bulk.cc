#include "engine/cli/map_bulk.h"

#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "connectors/json/json.h"
#include "engine/sync/link_by_hand.h"
#include "engine/sync/product_candidates.h"

namespace riff {

namespace {

constexpr std::size_t kItemsPerPage = 1'000;
constexpr std::size_t kListingsPerPage = 1'000;

// A pair, and what became of it.
struct BulkPair {
  ListingKey listing;
  Sku product;
  double score = 0;
  enum class Outcome { kChosen, kChanged, kSkipped, kRefused } outcome = Outcome::kChosen;
  std::string why;  // Of a skipped or refused one.
};

std::string_view WordOf(BulkPair::Outcome outcome) {
  switch (outcome) {
    case BulkPair::Outcome::kChosen:
      return "would change";
    case BulkPair::Outcome::kChanged:
      return "changed";
    case BulkPair::Outcome::kSkipped:
      return "skipped";
    case BulkPair::Outcome::kRefused:
      return "refused";
  }
  return "refused";
}

// A listing that waits for a match, with what the last run found for it.
struct Waiting {
  ListingKey listing;
  std::vector<ProductCandidate> candidates;
};

Result<std::vector<Waiting>> ReadWaiting(Transaction& tx, const std::optional<Channel>& channel) {
  std::vector<Waiting> waiting;
  for (const TodoType type : {TodoType::kMatchReview, TodoType::kNewOnChannel}) {
    TodoFilter filter;
    filter.type = type;
    filter.status = TodoStatus::kOpen;
    filter.channel = channel;
    for (std::size_t offset = 0;; offset += kItemsPerPage) {
      RIFF_TRY(const std::vector<TodoItem> items, tx.todos.List(filter, offset, kItemsPerPage));
      for (const TodoItem& item : items) {
        const Finding& finding = item.finding;
        if (!finding.channel.has_value() || !finding.remote.has_value()) {
          continue;
        }
        Waiting one{ListingKey{*finding.channel, *finding.remote}, {}};
        RIFF_TRY(const std::optional<Link> linked, tx.links.Of(one.listing));  // Since the item was opened.
        for (const std::string& text : finding.candidates) {
          const std::optional<ProductCandidate> candidate = ParseProductCandidate(text);
          if (candidate.has_value() && !linked.has_value()) {
            one.candidates.push_back(*candidate);
          }
        }
        waiting.push_back(std::move(one));
      }
      if (items.size() < kItemsPerPage) {
        break;
      }
    }
  }
  return waiting;
}

std::vector<BulkPair> PairsToAccept(const std::vector<Waiting>& waiting, double above) {
  std::vector<BulkPair> pairs;
  std::map<std::pair<Channel, Sku>, int> wanted;
  for (const Waiting& one : waiting) {
    if (one.candidates.empty() || one.candidates.front().score < above) {
      continue;
    }
    BulkPair pair{one.listing, one.candidates.front().product, one.candidates.front().score, {}, {}};
    if (one.candidates.size() > 1 && one.candidates[1].score >= above) {
      pair.outcome = BulkPair::Outcome::kSkipped;
      pair.why = "may be " + one.candidates[1].product.text() + " as well";
    }
    ++wanted[{pair.listing.channel, pair.product}];
    pairs.push_back(std::move(pair));
  }
  for (BulkPair& pair : pairs) {
    if (pair.outcome == BulkPair::Outcome::kChosen && wanted[{pair.listing.channel, pair.product}] > 1) {
      pair.outcome = BulkPair::Outcome::kSkipped;
      pair.why = "another listing there may be it as well";
    }
  }
  return pairs;
}

std::vector<BulkPair> PairsToReject(const std::vector<Waiting>& waiting, double above) {
  std::vector<BulkPair> pairs;
  for (const Waiting& one : waiting) {
    for (const ProductCandidate& candidate : one.candidates) {
      if (candidate.score >= above) {
        pairs.push_back(BulkPair{one.listing, candidate.product, candidate.score, {}, {}});
      }
    }
  }
  return pairs;
}

Result<std::vector<BulkPair>> PairsToUnlink(Transaction& tx, Channel channel, double above) {
  std::vector<BulkPair> pairs;
  ListingFilter filter;
  filter.channel = channel;
  std::optional<ListingKey> after;
  while (true) {
    RIFF_TRY(const std::vector<Listing> page, tx.listings.List(filter, after, kListingsPerPage));
    if (page.empty()) {
      return pairs;
    }
    for (const Listing& listing : page) {
      RIFF_TRY(const std::optional<Link> link, tx.links.Of(listing.key));
      const bool found = link.has_value() && (link->source == LinkSource::kSku || link->source == LinkSource::kMatcher);
      if (found && link->confidence >= above) {
        pairs.push_back(BulkPair{listing.key, link->product, link->confidence, {}, {}});
      }
    }
    after = page.back().key;
  }
}

Result<std::vector<BulkPair>> ReadPairs(Transaction& tx, BulkChange change, const BulkFlags& flags) {
  std::optional<Channel> channel;
  if (!flags.channel.empty()) {
    RIFF_TRY(channel, ParseChannel(flags.channel));
  }
  if (change == BulkChange::kUnlink) {
    if (!channel.has_value()) {
      return Fail(ErrorKind::kInvalid, "unlinking many at once needs --channel");
    }
    return PairsToUnlink(tx, *channel, flags.above);
  }
  RIFF_TRY(const std::vector<Waiting> waiting, ReadWaiting(tx, channel));
  return change == BulkChange::kAccept ? PairsToAccept(waiting, flags.above) : PairsToReject(waiting, flags.above);
}

void Apply(Program& program, BulkChange change, BulkPair& pair) {
  const Result<void> done = program.store().Transact([&](Transaction& tx) {
    return change == BulkChange::kAccept ? LinkByHand(tx, pair.listing, pair.product, program.actor())
                                         : UnlinkByHand(tx, pair.listing, pair.product, program.actor());
  });
  pair.outcome = done.has_value() ? BulkPair::Outcome::kChanged : BulkPair::Outcome::kRefused;
  pair.why = done.has_value() ? "" : done.error().message;
}

void Print(Console& console, const std::vector<BulkPair>& pairs, BulkFlags::Mode mode) {
  const bool dry = mode == BulkFlags::Mode::kDryRun;
  std::vector<std::vector<std::string>> rows;
  JsonWriter json;
  json.BeginObject().Key("dry_run").Raw(dry ? "true" : "false");
  json.Key("pairs").BeginArray();
  std::map<BulkPair::Outcome, std::int64_t> counts;
  for (const BulkPair& pair : pairs) {
    const std::string channel = ToString(pair.listing.channel);
    const auto percent = static_cast<std::int64_t>(std::floor(pair.score * 100 + 1e-9));
    const std::string outcome(WordOf(pair.outcome));
    rows.push_back({channel, pair.listing.remote.text(), pair.product.text(), std::to_string(percent) + " %",
                    outcome + (pair.why.empty() ? "" : ": " + pair.why)});
    json.BeginObject().Key("channel").Text(channel).Key("remote_id").Text(pair.listing.remote.text());
    json.Key("sku").Text(pair.product.text()).Key("percent").Integer(percent);
    json.Key("outcome").Text(outcome).Key("why").Text(pair.why).EndObject();
    ++counts[pair.outcome];
  }
  json.EndArray();
  const auto count = [&](BulkPair::Outcome outcome) { return counts[outcome]; };
  json.Key("changed").Integer(count(BulkPair::Outcome::kChanged));
  json.Key("would_change").Integer(count(BulkPair::Outcome::kChosen));
  json.Key("skipped").Integer(count(BulkPair::Outcome::kSkipped));
  json.Key("refused").Integer(count(BulkPair::Outcome::kRefused)).EndObject();
  if (!rows.empty()) {
    console.Table({{"CHANNEL"}, {"LISTING"}, {"PRODUCT"}, {"SCORE", Column::Align::kRight}, {"OUTCOME"}}, rows);
  }
  const std::int64_t pairs_done = counts[dry ? BulkPair::Outcome::kChosen : BulkPair::Outcome::kChanged];
  console.Line(std::to_string(pairs_done) + (pairs_done == 1 ? " pair " : " pairs ") +
               (dry ? "would change" : "changed") + ", " + std::to_string(counts[BulkPair::Outcome::kSkipped]) +
               " left to a person, " + std::to_string(counts[BulkPair::Outcome::kRefused]) + " refused");
  console.Json(json.Take());
}

}  // namespace

Result<ExitCode> ChangeInBulk(Console& console, Program& program, BulkChange change, const BulkFlags& flags) {
  if (!(flags.above > 0 && flags.above <= 1)) {
    return Fail(ErrorKind::kInvalid, "--above takes a score above 0 and up to 1, such as 0.9");
  }
  std::vector<BulkPair> pairs;
  RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(pairs, ReadPairs(tx, change, flags));
    return {};
  }));
  bool refused = false;
  for (BulkPair& pair : pairs) {
    if (pair.outcome == BulkPair::Outcome::kChosen && flags.mode == BulkFlags::Mode::kChange) {
      Apply(program, change, pair);
      refused = refused || pair.outcome == BulkPair::Outcome::kRefused;
    }
  }
  Print(console, pairs, flags.mode);
  return refused ? ExitCode::kWithFailures : ExitCode::kDone;
}

}  // namespace riff
