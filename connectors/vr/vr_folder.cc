#include "connectors/vr/vr_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <utility>

namespace riff::vr {
namespace {

// The export is about 3 MB for 1,500 rows; a file beyond this is not one.
constexpr std::size_t kFileBytesMax = 512u << 20;

// V&R's ids have five or six digits; those of a sandbox start where they do.
constexpr std::int64_t kFirstId = 100'000;

// Fewer than four of five rows left: too many to believe without a person.
constexpr std::size_t kKeptPercentMin = 80;

std::string Reason() { return std::strerror(errno); }

// Closes the file when it goes out of scope.
class OpenFile {
 public:
  explicit OpenFile(int number) : number_(number) {}
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

struct FileText {
  std::string bytes;
  Timestamp changed_at;
};

// Nothing when there is no such file.
Result<std::optional<FileText>> ReadFile(const std::string& path) {
  const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) {
    if (errno == ENOENT) return std::optional<FileText>();
    return Fail(ErrorKind::kUnavailable, path + ": " + Reason());
  }
  struct stat about{};
  if (::fstat(file.number(), &about) != 0) return Fail(ErrorKind::kUnavailable, path + ": " + Reason());
  FileText text;
  text.changed_at = Timestamp(std::chrono::duration_cast<Duration>(std::chrono::seconds(about.st_mtim.tv_sec) +
                                                                   std::chrono::nanoseconds(about.st_mtim.tv_nsec)));
  char buffer[1 << 16];
  for (;;) {
    const ssize_t count = ::read(file.number(), buffer, sizeof(buffer));
    if (count < 0) return Fail(ErrorKind::kUnavailable, path + ": " + Reason());
    if (count == 0) return std::optional<FileText>(std::move(text));
    text.bytes.append(buffer, static_cast<std::size_t>(count));
    if (text.bytes.size() > kFileBytesMax) return Fail(ErrorKind::kInvalid, path + ": far too large for an export");
  }
}

Result<void> WriteAll(const std::string& path, std::string_view bytes) {
  const OpenFile file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (file.number() < 0) return Fail(ErrorKind::kUnavailable, path + ": " + Reason());
  while (!bytes.empty()) {
    const ssize_t count = ::write(file.number(), bytes.data(), bytes.size());
    if (count < 0) return Fail(ErrorKind::kUnavailable, path + ": " + Reason());
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::fsync(file.number()) != 0) return Fail(ErrorKind::kUnavailable, path + ": " + Reason());
  return {};
}

// Writes beside the file and renames, so that a crash leaves the old file or the new one.
Result<void> ReplaceFile(const std::string& folder, const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".new";
  RIFF_TRY(WriteAll(beside, bytes));
  if (std::rename(beside.c_str(), path.c_str()) != 0) {
    return Fail(ErrorKind::kUnavailable, path + ": " + Reason());
  }
  const OpenFile directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.number() < 0 || ::fsync(directory.number()) != 0) {
    return Fail(ErrorKind::kAmbiguous, folder + ": " + Reason());
  }
  return {};
}

std::string CsvPath(const std::string& folder) { return folder + "/vr_inventory.csv"; }
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
  const std::string path = CsvPath(folder_);
  RIFF_TRY(std::optional<FileText> file, ReadFile(path));
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
