#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace riff {

// How much of a workbook is unpacked. A few kilobytes can say that they are gigabytes, so every bound is checked
// against what the archive claims and again against what comes out.
struct WorkbookLimits {
  std::size_t parts_max = 1000;             // Files in the archive.
  std::size_t part_bytes_max = 64u << 20;   // Of one file, unpacked.
  std::size_t total_bytes_max = 96u << 20;  // Of all files that are read, unpacked.
  std::size_t ratio_max = 200;              // Unpacked to packed, of files above a megabyte: XML packs far less.
};

// The files inside a workbook (XLSX is a ZIP archive), read into memory by name; nothing is ever written to a disk. The
// bytes outlive it.
class WorkbookParts {
 public:
  // kInvalid: no ZIP archive, damaged, too many files, or one name twice.
  static Result<std::unique_ptr<WorkbookParts>> Open(std::string_view bytes, const WorkbookLimits& limits);
  virtual ~WorkbookParts() = default;

  virtual bool Has(const std::string& name) const = 0;

  // The file's text. kNotFound: there is none of that name. kInvalid: encrypted, damaged, or beyond a limit.
  virtual Result<std::string> Read(const std::string& name) = 0;
};

}  // namespace riff
