#include "engine/runtime/run_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace riff {

Result<std::unique_ptr<RunLock>> RunLock::Take(const std::string& path, Patience patience, Waiter& waiter) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    return Fail(ErrorKind::kUnavailable, "cannot open the lock file " + path + ": " + std::strerror(errno));
  }
  std::unique_ptr<RunLock> lock(new RunLock(file));
  while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) {
      return Fail(ErrorKind::kUnavailable, "cannot lock " + path + ": " + std::strerror(errno));
    }
    if (patience == Patience::kNo) {
      return Fail(ErrorKind::kConflict, "another run is at work on this store; wait for it with --wait");
    }
    if (!waiter.Wait(std::chrono::milliseconds(200))) {
      return Fail(ErrorKind::kUnavailable, "stopped while waiting for the other run");
    }
  }
  return lock;
}

RunLock::~RunLock() { ::close(file_); }

}  // namespace riff
