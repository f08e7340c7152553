#include "connectors/table/workbook_parts.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <set>
#include <utility>

namespace riff {
namespace {

constexpr std::size_t kRatioFrom = 1u << 20;  // Smaller files may pack as well as they like.
constexpr std::size_t kChunk = 1u << 16;

tl::unexpected<Error> Wrong(std::string why) {
  return Fail(ErrorKind::kInvalid, "this workbook cannot be read: " + std::move(why));
}

struct DiscardArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

class ZipParts final : public WorkbookParts {
 public:
  ZipParts(std::unique_ptr<zip_t, DiscardArchive> archive, const WorkbookLimits& limits)
      : archive_(std::move(archive)), limits_(limits) {}

  Result<void> CheckNames() {
    const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
    if (count < 0 || static_cast<std::size_t>(count) > limits_.parts_max) {
      return Wrong(fmt::format("it has {} files, at most {} are taken", count, limits_.parts_max));
    }
    for (zip_int64_t at = 0; at < count; ++at) {
      const char* name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(at), ZIP_FL_ENC_GUESS);
      if (name == nullptr || !names_.insert(name).second) {
        return Wrong("a file in it has no name, or the name of another");  // Two readers would see two workbooks.
      }
    }
    return {};
  }

  bool Has(const std::string& name) const override { return names_.contains(name); }

  Result<std::string> Read(const std::string& name) override {
    if (!Has(name)) {
      return Fail(ErrorKind::kNotFound, "this workbook has no " + name);
    }
    RIFF_TRY(CheckClaims(name));
    const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen(archive_.get(), name.c_str(), 0));
    if (file == nullptr) {
      return Wrong(name + " cannot be unpacked");
    }
    std::string text;
    std::string chunk(kChunk, '\0');
    for (;;) {
      const zip_int64_t bytes = zip_fread(file.get(), chunk.data(), chunk.size());
      if (bytes < 0) {
        return Wrong(name + " is damaged");  // A wrong checksum among other things.
      }
      if (bytes == 0) {
        return text;
      }
      text.append(chunk, 0, static_cast<std::size_t>(bytes));
      total_bytes_ += static_cast<std::size_t>(bytes);
      if (text.size() > limits_.part_bytes_max || total_bytes_ > limits_.total_bytes_max) {
        return TooLarge(name);
      }
    }
  }

 private:
  Result<void> CheckClaims(const std::string& name) {
    zip_stat_t about;
    zip_stat_init(&about);
    constexpr zip_uint64_t kNeeded = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (zip_stat(archive_.get(), name.c_str(), 0, &about) != 0 || (about.valid & kNeeded) != kNeeded) {
      return Wrong(name + " does not say how large it is");
    }
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE) {
      return Wrong(name + " is encrypted");
    }
    if (about.size > limits_.part_bytes_max || about.size > limits_.total_bytes_max - total_bytes_) {
      return TooLarge(name);
    }
    const zip_uint64_t packed = std::max<zip_uint64_t>(about.comp_size, 1);
    if (about.size > kRatioFrom && about.size / packed > limits_.ratio_max) {
      return Wrong(fmt::format("{} unpacks to more than {} times its size", name, limits_.ratio_max));
    }
    return {};
  }

  tl::unexpected<Error> TooLarge(const std::string& name) const {
    return Wrong(fmt::format("{} is too large; at most {} bytes are unpacked", name, limits_.part_bytes_max));
  }

  std::unique_ptr<zip_t, DiscardArchive> archive_;
  WorkbookLimits limits_;
  std::set<std::string> names_;
  std::size_t total_bytes_ = 0;  // Unpacked so far.
};

}  // namespace

Result<std::unique_ptr<WorkbookParts>> WorkbookParts::Open(std::string_view bytes, const WorkbookLimits& limits) {
  zip_error_t failure;
  zip_error_init(&failure);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &failure);
  zip_t* opened = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &failure);
  const std::string why = opened == nullptr ? zip_error_strerror(&failure) : "";
  if (opened == nullptr && source != nullptr) {
    zip_source_free(source);
  }
  zip_error_fini(&failure);
  if (opened == nullptr) {
    return Wrong(why);
  }
  auto parts = std::make_unique<ZipParts>(std::unique_ptr<zip_t, DiscardArchive>(opened), limits);
  RIFF_TRY(parts->CheckNames());
  return std::unique_ptr<WorkbookParts>(std::move(parts));
}

}  // namespace riff
