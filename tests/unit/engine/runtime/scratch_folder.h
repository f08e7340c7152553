#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

#include "engine/base/check.h"

namespace riff {

// A folder of the test's own, gone with it.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "riff-runtime-XXXXXX").string();
    RIFF_CHECK(::mkdtemp(name.data()) != nullptr, "a test can make a folder");
    path_ = name;
  }
  ~ScratchFolder() { std::filesystem::remove_all(path_); }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace riff
