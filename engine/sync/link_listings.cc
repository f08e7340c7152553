#include "engine/sync/link_listings.h"

#include "engine/rollout/stage_rules.h"
#include "engine/sync/contested_skus.h"
#include "engine/sync/import_product.h"
#include "engine/sync/product_candidates.h"
#include "engine/sync/record_findings.h"
#include "mapping/sku_spelling.h"

namespace riff {

namespace {

constexpr std::size_t kListingsPerStep = 200;
constexpr double kMentionLeast = 0.05;  // Below kReviewLeast: told, but no question of a match.

// Over: it can neither be bought nor come back by itself.
bool IsOver(ListingStatus status) { return status == ListingStatus::kEnded || status == ListingStatus::kGone; }

bool IsForSale(const Listing& listing) {
  return listing.observed.status == ListingStatus::kLive || listing.observed.status == ListingStatus::kPaused;
}

Result<std::vector<Listing>> Rivals(Transaction& tx, const Listing& listing) {
  std::vector<Listing> rivals;
  RIFF_TRY(const std::vector<Listing> same, tx.listings.WithSkuShown(listing.key.channel, listing.sku_shown));
  for (const Listing& other : same) {
    if (!IsOver(other.observed.status) && other.observed.status != ListingStatus::kSold) {
      rivals.push_back(other);
    }
  }
  return rivals;
}

Finding About(TodoType type, const Listing& listing) {
  Finding finding;
  finding.type = type;
  finding.severity = UsualSeverity(type);
  finding.channel = listing.key.channel;
  finding.remote = listing.key.remote;
  finding.title = listing.title;
  finding.facts = listing.sku_shown.text() + "|" + listing.title;
  return finding;
}

Finding Duplicate(const Listing& listing, const std::vector<Listing>& rivals) {
  Finding finding = About(TodoType::kDuplicateListing, listing);
  finding.remote.reset();  // One item for the SKU on this channel, not one for each of its listings.
  finding.sku = listing.sku_shown;
  std::string ids;
  for (const Listing& rival : rivals) {
    ids += (ids.empty() ? "" : ", ") + rival.key.remote.text();
  }
  finding.observed = "SKU " + listing.sku_shown.text() + " stands on " + std::to_string(rivals.size()) +
                     " listings of " + ToString(listing.key.channel) + ": " + ids;
  finding.intended = "one product has one listing on a channel";
  finding.suggested = "end all but one there, or give them SKUs of their own";
  finding.facts = ids;
  return finding;
}

Finding Unlinked(const Listing& listing, const std::vector<ProductCandidate>& candidates, bool contested) {
  const std::string sku = listing.sku_shown.empty() ? "no SKU" : "SKU " + listing.sku_shown.text();
  const bool alike = !candidates.empty() && candidates.front().score >= kReviewLeast;
  Finding finding = About(alike ? TodoType::kMatchReview : TodoType::kNewOnChannel, listing);
  finding.observed = ToString(listing.key) + " \"" + listing.title + "\" has " + sku + " and is linked to no product" +
                     (contested ? "; another listing there has the same SKU, spelled otherwise" : "");
  for (const ProductCandidate& candidate : candidates) {
    finding.candidates.push_back(TextOf(candidate));
  }
  if (!alike) {
    finding.intended = "every listing is linked to a product, or known not to be ours";
    finding.suggested = "riff map accept it with a SKU, or mark it not ours";
    return finding;
  }
  const std::string& best = candidates.front().product.text();
  finding.intended = "it is linked to the product it sells";
  finding.suggested = "if it is " + best + ", confirm: riff map accept \"" + ToString(listing.key.channel) + "\" " +
                      listing.key.remote.text() + " " + best;
  return finding;
}

// What a pass works with.
struct Known {
  ProductCatalogue products;
  ContestedSkus contested;
};

// What a pass over the unlinked listings does: tie what can be tied (which makes products), then report the rest.
enum class Step { kTie, kReport };

class Linker {
 public:
  Linker(RunContext& run, const Shop& shop, Known& known) : run_(run), shop_(shop), known_(known) {}

  Result<LinkCounts> Consider(Transaction& tx, std::span<const Listing> listings, Step step) {
    LinkCounts counts;
    for (const Listing& listing : listings) {
      RIFF_TRY(const bool skip, IsSettled(tx, listing, step));
      if (!skip) {
        RIFF_TRY(step == Step::kTie ? Tie(tx, listing, counts) : Report(tx, listing, counts));
      }
    }
    return counts;
  }

 private:
  Result<bool> IsSettled(Transaction& tx, const Listing& listing, Step step) {
    if (IsPending(listing.key.remote) || listing.observed_at == Timestamp{}) {
      return true;
    }
    RIFF_TRY(const std::optional<Link> linked, tx.links.Of(listing.key));  // By the import of an earlier one here.
    RIFF_TRY(const std::optional<Timestamp> not_ours_since, tx.links.NotOursSince(listing.key));
    // Never tied again; asked about again once it shows something else than when it was marked.
    const bool left_alone =
        not_ours_since.has_value() && (step == Step::kTie || listing.observed_changed_at <= *not_ours_since);
    return linked.has_value() || left_alone;
  }

  Result<void> Tie(Transaction& tx, const Listing& listing, LinkCounts& counts) {
    if (SpellingOf(listing.sku_shown.text()).whole.empty() || known_.contested.Has(listing)) {
      return {};
    }
    RIFF_TRY(const std::vector<Listing> rivals, Rivals(tx, listing));
    const bool it_is_the_one =
        rivals.empty() ? !IsForSale(listing) : rivals.size() == 1 && rivals.front().key == listing.key;
    return it_is_the_one ? LinkBySku(tx, listing, counts) : Result<void>();
  }

  Result<void> Report(Transaction& tx, const Listing& listing, LinkCounts& counts) {
    if (!IsForSale(listing)) {
      return {};
    }
    if (!SpellingOf(listing.sku_shown.text()).whole.empty()) {
      RIFF_TRY(const std::vector<Listing> rivals, Rivals(tx, listing));
      if (rivals.size() > 1) {
        return Raise(tx, Duplicate(listing, rivals), counts);
      }
    }
    RIFF_TRY(const std::optional<ListingContent> shown, tx.listings.ContentOf(listing.key));
    ListingContent content = shown.value_or(ListingContent());
    content.title = listing.title;
    std::vector<ProductCandidate> candidates = known_.products.Find(listing, content, kMentionLeast);
    RIFF_TRY(LeaveOutRefused(tx, listing, candidates));
    return Raise(tx, Unlinked(listing, candidates, known_.contested.Has(listing)), counts);
  }

  // What a person refused is never proposed again.
  static Result<void> LeaveOutRefused(Transaction& tx, const Listing& listing,
                                      std::vector<ProductCandidate>& candidates) {
    std::vector<ProductCandidate> left;
    for (ProductCandidate& candidate : candidates) {
      RIFF_TRY(const bool refused, tx.links.IsRejected(listing.key, candidate.product));
      if (!refused) {
        left.push_back(std::move(candidate));
      }
    }
    candidates = std::move(left);
    return {};
  }

  Result<void> LinkBySku(Transaction& tx, const Listing& listing, LinkCounts& counts) {
    RIFF_TRY(const std::optional<Product> product, tx.products.Find(listing.sku_shown));
    if (!product.has_value()) {
      const auto policy = shop_.policy.channels.find(listing.key.channel);
      const bool adopts = policy != shop_.policy.channels.end() &&
                          TruthOf(policy->second.stage, listing.key.channel.environment) == Truth::kChannel;
      if (!adopts || !IsForSale(listing) || known_.products.KnowsAlike(listing.sku_shown)) {
        return {};
      }
      RIFF_TRY(ImportProduct(tx, shop_.policy, listing.sku_shown, run_.run, run_.clock.Now()));
      known_.products.AddSku(listing.sku_shown);
      ++counts.imported;
    }
    RIFF_TRY(const bool refused, tx.links.IsRejected(listing.key, listing.sku_shown));
    if (refused) {
      return {};
    }
    const Timestamp now = run_.clock.Now();
    RIFF_TRY(tx.links.Save(Link{listing.key, listing.sku_shown, LinkSource::kSku, 1.0, now}));
    RIFF_TRY(tx.products.MarkDirty(listing.sku_shown));
    Activity entry;
    entry.at = now;
    entry.actor = "run " + std::to_string(run_.run.number());
    entry.action = "link";
    entry.subject = ToString(listing.key);
    entry.sku = listing.sku_shown;
    entry.after = listing.sku_shown.text();
    entry.why = "equal SKU, the only listing of " + ToString(listing.key.channel) + " with it";
    entry.run = run_.run;
    RIFF_TRY(tx.activity.Append(entry));
    ++counts.linked;
    return {};
  }

  Result<void> Raise(Transaction& tx, const Finding& finding, LinkCounts& counts) {
    RIFF_TRY(const Recorded recorded, RecordFinding(tx, finding, run_.run, run_.clock.Now()));
    counts.todo_opened += recorded == Recorded::kOpened ? 1 : 0;
    return {};
  }

  RunContext& run_;
  const Shop& shop_;
  Known& known_;
};

Result<std::vector<Listing>> UnlinkedAfter(Store& store, const std::optional<ListingKey>& after) {
  std::vector<Listing> rows;
  RIFF_TRY(store.Read([&](Transaction& tx) -> Result<void> {
    ListingFilter filter;
    filter.unlinked_only = true;
    RIFF_TRY(rows, tx.listings.List(filter, after, kListingsPerStep));
    return {};
  }));
  return rows;
}

Result<LinkCounts> PassOver(Store& store, RunContext& run, const Shop& shop, Known& known, Step step) {
  LinkCounts sum;
  Linker linker(run, shop, known);
  std::optional<ListingKey> after;
  while (!run.stopping) {
    RIFF_TRY(const std::vector<Listing> rows, UnlinkedAfter(store, after));
    if (rows.empty()) {
      break;
    }
    LinkCounts counts;
    RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(counts, linker.Consider(tx, rows, step));
      return {};
    }));
    sum.linked += counts.linked;
    sum.imported += counts.imported;
    sum.todo_opened += counts.todo_opened;
    after = rows.back().key;
  }
  return sum;
}

Result<ProductCatalogue> ReadProducts(Store& store) {
  ProductCatalogue catalogue;
  Sku after;
  while (true) {
    std::vector<Product> products;
    RIFF_TRY(store.Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(products, tx.products.List(after, "", 1000));
      return {};
    }));
    if (products.empty()) {
      return catalogue;
    }
    for (const Product& product : products) {
      catalogue.Add(product);
    }
    after = products.back().sku;
  }
}

Result<ContestedSkus> CountSkus(Store& store, const RunContext& run) {
  ContestedSkus contested;
  std::optional<ListingKey> after;
  while (!run.stopping) {
    RIFF_TRY(const std::vector<Listing> rows, UnlinkedAfter(store, after));
    if (rows.empty()) {
      break;
    }
    for (const Listing& listing : rows) {
      if (IsForSale(listing)) {
        contested.Count(listing);
      }
    }
    after = rows.back().key;
  }
  contested.Settle();
  return contested;
}

}  // namespace

Result<LinkCounts> LinkListings(Store& store, RunContext& run, const Shop& shop) {
  RIFF_TRY(const std::vector<Listing> unlinked, UnlinkedAfter(store, std::nullopt));
  if (unlinked.empty()) {
    return LinkCounts{};
  }
  Known known;
  RIFF_TRY(known.products, ReadProducts(store));
  RIFF_TRY(known.contested, CountSkus(store, run));
  RIFF_TRY(LinkCounts sum, PassOver(store, run, shop, known, Step::kTie));
  if (sum.imported > 0) {  // A product made from one channel may be what another channel's listing waited for.
    RIFF_TRY(const LinkCounts again, PassOver(store, run, shop, known, Step::kTie));
    sum.linked += again.linked;
    RIFF_TRY(known.products, ReadProducts(store));
  }
  RIFF_TRY(const LinkCounts reported, PassOver(store, run, shop, known, Step::kReport));
  sum.todo_opened += reported.todo_opened;
  return sum;
}

}  // namespace riff
