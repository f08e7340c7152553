#pragma once

#include <mutex>
#include <string>
#include <vector>

namespace riff {

// Remembers every request that the transport guard refused. One entry is a critical finding and stops the run; the
// guard trips it, the run looks at it. Thread-safe.
class Tripwire {
 public:
  struct Attempt {
    std::string channel;    // As in "reverb/production".
    std::string operation;  // As in "reverb.listing.update".
    std::string host;
  };

  void Trip(Attempt attempt);
  bool tripped();
  std::vector<Attempt> attempts();

 private:
  std::mutex mutex_;
  std::vector<Attempt> attempts_;
};

}  // namespace riff
