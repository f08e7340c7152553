#include "connectors/ebay/ebay_report_sweep.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>
#include <string_view>
#include <utility>

#include "connectors/ebay/ebay_codec.h"

namespace riff::ebay {
namespace {

constexpr std::string_view kMark = "report:";

// Titles are as old as the last page sweep.
constexpr Duration kTrusted = std::chrono::hours(24);

// eBay makes 25 a day; some are left to people.
constexpr std::size_t kOrdersPerDay = 20;

// eBay promises no time; a report of a large shop takes minutes.
constexpr Duration kPollWait = std::chrono::seconds(30);

constexpr std::size_t kRowsPerPage = 200;

Cursor CursorOf(const std::string& task, std::size_t row) {
  return Cursor(std::string(kMark) + task + ":" + std::to_string(row));
}

// What the report tells, laid over what is remembered.
RemoteListing Laid(RemoteListing listing, const ReportRow& row) {
  listing.facts.quantity = row.quantity;
  listing.facts.price = row.price ? row.price : listing.facts.price;
  const bool alone = row.remote.text().find('/') == std::string::npos;
  listing.facts.status = alone && row.quantity == Quantity(0) ? ListingStatus::kPaused : ListingStatus::kLive;
  return listing;
}

// What was read; what is not there any more is left out, and any other failure is the page's.
Result<void> AddRead(std::vector<Result<RemoteListing>> read, std::vector<RemoteListing>& rows) {
  for (Result<RemoteListing>& listing : read) {
    if (listing.has_value()) {
      rows.push_back(*std::move(listing));
    } else if (listing.error().kind != ErrorKind::kNotFound) {
      return Fail(std::move(listing).error());
    }
  }
  return {};
}

}  // namespace

ReportSweep::ReportSweep(const Config& config, std::shared_ptr<Client> client)
    : kind_(config.legacy == Config::Legacy::kIncluded ? config.sweep : Config::Sweep::kPages),
      requests_(config),
      client_(std::move(client)) {}

void ReportSweep::Remember(const std::optional<Cursor>& cursor, const Page<RemoteListing>& page, Timestamp now) {
  if (kind_ == Config::Sweep::kPages) {
    return;
  }
  if (!cursor) {
    remembered_.clear();
    trusted_until_.reset();
    gathering_ = true;
  }
  for (const RemoteListing& listing : page.rows) {
    Remember(listing);
  }
  if (!page.next && gathering_) {
    trusted_until_ = now + kTrusted;
    gathering_ = false;
  }
}

void ReportSweep::Remember(const RemoteListing& listing) {
  if (kind_ == Config::Sweep::kPages) {
    return;
  }
  RemoteListing kept = listing;
  kept.content.description = {};
  kept.content.image_urls = {};
  remembered_.insert_or_assign(listing.ref.remote, std::move(kept));
}

std::optional<Cursor> ReportSweep::Begin(Timestamp now) {
  std::erase_if(ordered_at_, [now](Timestamp at) { return at + std::chrono::hours(24) <= now; });
  if (kind_ == Config::Sweep::kPages || !trusted_until_ || *trusted_until_ <= now ||
      ordered_at_.size() >= kOrdersPerDay) {
    return std::nullopt;
  }
  const Result<HttpResponse> answer = client_->Send(requests_.OrderActiveInventory());
  ordered_at_.push_back(now);
  if (!answer.has_value() || !Succeeded(answer->status)) {
    return std::nullopt;
  }
  const Result<std::string> task = TaskOf(*answer);
  return task.has_value() ? std::optional(CursorOf(*task, 0)) : std::nullopt;
}

bool ReportSweep::Owns(const Cursor& cursor) { return cursor.text().starts_with(kMark); }

Result<Page<RemoteListing>> ReportSweep::Next(const Cursor& cursor, const ReadUnknown& unknown,
                                              const ReadByRef& by_ref) {
  const std::string_view text = std::string_view(cursor.text()).substr(kMark.size());
  const std::size_t colon = text.find(':');
  const std::string task(text.substr(0, colon));
  const std::string_view number = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  std::size_t row = 0;
  const auto [stop, failure] = std::from_chars(number.data(), number.data() + number.size(), row);
  if (task.empty() || failure != std::errc() || stop != number.data() + number.size() || !trusted_until_) {
    return Fail(ErrorKind::kInvalid, "not the cursor of a report that this process ordered");
  }
  if (loaded_ != task) {
    RIFF_TRY(Load(task));
  }
  Result<Page<RemoteListing>> page = row < rows_.size() ? Rows(row, unknown) : Departed(row - rows_.size(), by_ref);
  if (page.has_value()) {
    page->total = static_cast<std::int64_t>(rows_.size()) - ended_;
  }
  if (page.has_value() && !page->next) {
    loaded_.clear();
    rows_ = {};
    departed_ = {};
  }
  return page;
}

Result<void> ReportSweep::Load(const std::string& task) {
  RIFF_TRY(const JsonDocument document, ReadAnswer("report task " + task, client_->Send(requests_.FeedTask(task))));
  RIFF_TRY(const TaskState state, TaskStateOf(document.root()));
  if (state == TaskState::kRunning) {
    return Fail(Error{ErrorKind::kThrottled, "eBay has not made the report yet", kPollWait});
  }
  const Result<HttpResponse> file = client_->Send(requests_.FeedFile(task));
  if (!file.has_value()) {
    return Fail(WithContext("report " + task, ReadFailure(file.error())));
  }
  if (!Succeeded(file->status)) {
    return Fail(RefusalOf("report " + task, *file, RequestEffect::kRead));
  }
  RIFF_TRY(std::vector<ReportRow> rows, ReportRowsOf(file->body));
  std::set<RemoteId> shown;
  for (const ReportRow& row : rows) {
    shown.insert(row.remote);
  }
  departed_.clear();
  for (const auto& [remote, listing] : remembered_) {
    if (!shown.contains(remote)) {
      departed_.push_back(listing.ref);
    }
  }
  rows_ = std::move(rows);
  loaded_ = task;
  ended_ = 0;
  return {};
}

Result<Page<RemoteListing>> ReportSweep::Rows(std::size_t from, const ReadUnknown& unknown) {
  const std::size_t to = std::min(from + kRowsPerPage, rows_.size());
  std::vector<ReportRow> asked;
  Page<RemoteListing> page;
  for (std::size_t i = from; i < to; ++i) {
    const auto known = remembered_.find(rows_[i].remote);
    // Another SKU on the same listing may be another owner.
    if (known == remembered_.end() || known->second.ref.sku != rows_[i].sku) {
      asked.push_back(rows_[i]);
      continue;
    }
    page.rows.push_back(Laid(known->second, rows_[i]));
  }
  const std::size_t expected = page.rows.size() + asked.size();
  RIFF_TRY(AddRead(unknown(asked), page.rows));
  ended_ += static_cast<std::int64_t>(expected - page.rows.size());
  if (to < rows_.size() || !departed_.empty()) {
    page.next = CursorOf(loaded_, to);
  }
  return page;
}

Result<Page<RemoteListing>> ReportSweep::Departed(std::size_t from, const ReadByRef& by_ref) {
  Page<RemoteListing> page;
  if (from >= departed_.size()) {
    return page;
  }
  const std::size_t to = std::min(from + kRowsPerPage, departed_.size());
  const std::vector<ListingRef> refs(departed_.begin() + static_cast<std::ptrdiff_t>(from),
                                     departed_.begin() + static_cast<std::ptrdiff_t>(to));
  RIFF_TRY(AddRead(by_ref(refs), page.rows));
  if (to < departed_.size()) {
    page.next = CursorOf(loaded_, rows_.size() + to);
  }
  return page;
}

}  // namespace riff::ebay
