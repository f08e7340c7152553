#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/base/time.h"

namespace riff::vr {

struct FileText {
  std::string bytes;
  Timestamp changed_at;
};

// Nothing when there is no such file. kUnavailable: it cannot be read; kInvalid: far too large for an export.
Result<std::optional<FileText>> ReadFile(const std::string& path);

// Writes beside the file and renames, so that whoever reads, and a crash, see the old file or the new one, whole.
// `path` is in `folder`. kUnavailable: nothing was changed. kAmbiguous: it was, and may be lost if the machine stops
// now.
Result<void> ReplaceFile(const std::string& folder, const std::string& path, std::string_view bytes);

}  // namespace riff::vr
