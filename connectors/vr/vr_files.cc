#include "connectors/vr/vr_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <utility>

namespace riff::vr {
namespace {

// The export is about 3 MB for 1,500 rows; a file beyond this is not one.
constexpr std::size_t kFileBytesMax = 512u << 20;

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

}  // namespace

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

}  // namespace riff::vr
