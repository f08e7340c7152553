#include "connectors/vr/vr_folder.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "connectors/vr/vr_files.h"

namespace riff::vr {
namespace {

// V&R's ids have five or six digits; those of a sandbox start where they do.
constexpr std::int64_t kFirstId = 100'000;

// Fewer than four of five rows left: too many to believe without a person.
constexpr std::size_t kKeptPercentMin = 80;

std::string CsvPath(const std::string& folder) { return folder + "/vr_inventory.csv"; }
std::string WorkbookPath(const std::string& folder) { return folder + "/vr_inventory.xlsx"; }
std::string StatePath(const std::string& folder) { return folder + "/vr_inventory.state"; }

// The number behind "name " on a line of its own.
std::optional<std::int64_t> NumberNamed(std::string_view text, std::string_view name) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != ' ') continue;
    line.remove_prefix(name.size() + 1);
    std::int64_t number = 0;
    const auto [last, failure] = std::from_chars(line.data(), line.data() + line.size(), number);
    if (failure == std::errc() && last == line.data() + line.size() && number >= 0) return number;
  }
  return std::nullopt;
}

}  // namespace

Result<void> CheckAccepted(std::size_t rows, std::optional<std::size_t> rows_before) {
  if (!rows_before || rows * 100 >= *rows_before * kKeptPercentMin) return {};
  return Fail(ErrorKind::kInvalid, "the export shows " + std::to_string(rows) + " rows, the one before " +
                                       std::to_string(*rows_before) +
                                       ": fewer than four of five are left, so a person must accept it");
}

Folder::Folder(std::string folder, Currency currency, MissingFile missing, Clock& clock)
    : folder_(std::move(folder)), currency_(currency), missing_(missing), clock_(clock) {}

Result<TakenSnapshot> Folder::Take() {
  std::string path = CsvPath(folder_);
  RIFF_TRY(std::optional<FileText> file, ReadFile(path));
  RIFF_TRY(std::optional<FileText> workbook, ReadFile(WorkbookPath(folder_)));
  if (file && workbook) {
    // The time of a copied file says nothing about which is newer.
    return Fail(ErrorKind::kInvalid, path + " and " + WorkbookPath(folder_) + " are both there: keep the newer one");
  }
  if (workbook) {
    path = WorkbookPath(folder_);
    file = std::move(workbook);
  }
  if (!file) {
    RIFF_TRY(const State state, LoadState());
    if (missing_ == MissingFile::kIsAnError || state.rows.value_or(0) > 0) {
      return Fail(ErrorKind::kUnavailable, path + " is not there: put the export into the folder");
    }
    last_id_ = state.last_id;
    return TakenSnapshot{EmptySnapshot(), clock_.Now()};
  }
  Result<Snapshot> snapshot = ParseSnapshot(file->bytes, currency_);
  if (!snapshot) return Fail(WithContext(path, snapshot.error()));
  RIFF_TRY(Accept(*snapshot));
  return TakenSnapshot{*std::move(snapshot), file->changed_at};
}

Error Folder::Absence(const RemoteId& id) {
  return Error{ErrorKind::kNotFound, "the export shows no product " + id.text(), std::nullopt};
}

std::int64_t Folder::NextId() const { return std::max(last_id_, kFirstId) + 1; }

Result<void> Folder::Replace(const Snapshot& snapshot) {
  if (::access(WorkbookPath(folder_).c_str(), F_OK) == 0) {
    return Fail(ErrorKind::kRejected, WorkbookPath(folder_) + " is only read: save it as vr_inventory.csv");
  }
  RIFF_TRY(ReplaceFile(folder_, CsvPath(folder_), FormatSnapshot(snapshot)));
  return {};
}

Result<void> Folder::Accept(const Snapshot& snapshot) {
  RIFF_TRY(const State before, LoadState());
  const Result<void> accepted = CheckAccepted(snapshot.rows.size(), before.rows);
  if (!accepted) {
    return Fail(WithContext(CsvPath(folder_) + " (delete " + StatePath(folder_) + " to accept it)", accepted.error()));
  }
  State now{snapshot.rows.size(), before.last_id};
  for (const Row& row : snapshot.rows) now.last_id = std::max(now.last_id, row.id);
  last_id_ = now.last_id;
  if (now.rows == before.rows && now.last_id == before.last_id) return {};
  Result<void> saved = SaveState(now);
  // What may be lost with the machine is only the memory of this read, and the next one makes it again.
  if (!saved && saved.error().kind == ErrorKind::kAmbiguous) return {};
  return saved;
}

Result<Folder::State> Folder::LoadState() const {
  RIFF_TRY(const std::optional<FileText> file, ReadFile(StatePath(folder_)));
  State state;
  if (!file) return state;
  const std::optional<std::int64_t> rows = NumberNamed(file->bytes, "rows");
  const std::optional<std::int64_t> last_id = NumberNamed(file->bytes, "last_id");
  if (!rows || !last_id) return Fail(ErrorKind::kInvalid, StatePath(folder_) + " is damaged: delete it");
  state.rows = static_cast<std::size_t>(*rows);
  state.last_id = *last_id;
  return state;
}

Result<void> Folder::SaveState(const State& state) const {
  return ReplaceFile(
      folder_, StatePath(folder_),
      "rows " + std::to_string(state.rows.value_or(0)) + "\nlast_id " + std::to_string(state.last_id) + "\n");
}

}  // namespace riff::vr
