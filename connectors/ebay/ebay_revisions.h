#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>

#include "engine/base/error.h"
#include "engine/base/time.h"
#include "engine/model/write.h"

namespace riff::ebay {

// A listing takes this many revisions a calendar day; after them it is locked until the next one.
inline constexpr int kRevisionsPerDay = 250;

// Of those, the last ones are kept for what must not wait: taking off sale what is sold out.
inline constexpr int kRevisionsKeptForZero = 25;

// The start of eBay's day that `at` is in. Quotas begin anew at midnight Pacific; taken as 08:00 UTC all year, which in
// summer is an hour late and so never too early.
Timestamp RevisionDayOf(Timestamp at);

// Whether a write of this urgency may be sent to a listing that was revised `revisions` times on the day of `now`, and
// if not, how long until it may.
std::optional<Duration> RevisionWait(int revisions, Urgency urgency, Timestamp now);

// How many of a listing's writes may have been revisions on the day of `now`: for counting from the outbox, whose rows
// outlive a process. Every attempt counts that was not certainly without effect.
int RevisionsIn(std::span<const Write> history, const ListingKey& listing, Timestamp now);

// Counts the revisions that one process sends, by item number: variations share their listing's. Forgets a day with its
// end.
class RevisionCount {
 public:
  void Add(const std::string& item, Timestamp now);
  int Of(const std::string& item, Timestamp now) const;

 private:
  std::map<std::string, int> counts_;
  Timestamp day_;
};

}  // namespace riff::ebay
