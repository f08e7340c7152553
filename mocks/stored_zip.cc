#include "mocks/stored_zip.h"

#include <cstdint>

namespace riff::sim {
namespace {

constexpr std::uint16_t kVersionNeeded = 20;
constexpr std::uint16_t kDate = (46 << 9) | (1 << 5) | 1;  // The first of January 2026; nobody looks at it.

void Put16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value & 0xff);
  out += static_cast<char>((value >> 8) & 0xff);
}

void Put32(std::string& out, std::uint32_t value) {
  Put16(out, value & 0xffff);
  Put16(out, value >> 16);
}

std::uint32_t Crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffu;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xedb88320u : 0u);
    }
  }
  return ~crc;
}

// What the file's own head and its entry in the directory have in common.
void PutEntry(std::string& out, std::string_view file_name, std::string_view content) {
  const auto size = static_cast<std::uint32_t>(content.size());
  Put16(out, kVersionNeeded);
  Put16(out, 0);  // No flags.
  Put16(out, 0);  // Stored.
  Put16(out, 0);  // Midnight.
  Put16(out, kDate);
  Put32(out, Crc32(content));
  Put32(out, size);
  Put32(out, size);
  Put16(out, static_cast<std::uint32_t>(file_name.size()));
  Put16(out, 0);  // No extra field.
}

}  // namespace

std::string StoredZip(std::string_view file_name, std::string_view content) {
  std::string out;
  Put32(out, 0x04034b50u);
  PutEntry(out, file_name, content);
  out += file_name;
  out += content;
  const auto directory_at = static_cast<std::uint32_t>(out.size());
  Put32(out, 0x02014b50u);
  Put16(out, kVersionNeeded);  // Made by.
  PutEntry(out, file_name, content);
  Put16(out, 0);  // No comment.
  Put16(out, 0);  // The first disk.
  Put16(out, 0);  // No attributes.
  Put32(out, 0);
  Put32(out, 0);  // Where the file's own head is.
  out += file_name;
  const auto directory_size = static_cast<std::uint32_t>(out.size()) - directory_at;
  Put32(out, 0x06054b50u);
  Put32(out, 0);  // One disk.
  Put16(out, 1);
  Put16(out, 1);
  Put32(out, directory_size);
  Put32(out, directory_at);
  Put16(out, 0);
  return out;
}

}  // namespace riff::sim
