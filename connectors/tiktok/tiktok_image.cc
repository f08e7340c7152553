#include "connectors/tiktok/tiktok_image.h"

#include <cstddef>
#include <cstdint>

#include "connectors/http/outcome.h"
#include "connectors/tiktok/tiktok_endpoints.h"
#include "engine/base/check.h"
#include "engine/base/digest.h"

namespace riff::tiktok {

namespace {

constexpr std::string_view kOperation = "tiktok.image.upload";

constexpr std::uint32_t kSide = 300;                  // Pixels; fewer are refused for a main picture.
constexpr char kGreyOfFourPixels = '\xAA';            // Two bits a pixel, each the lighter of the two greys.
constexpr std::size_t kStoredBlockMax = 0xFFFF;       // Of deflate (RFC 1951 §3.2.4).
constexpr std::uint32_t kCrcPolynomial = 0xEDB88320;  // Of PNG (ISO 15948 §5.5), bits reversed.
constexpr std::uint32_t kAdlerModulus = 65521;        // RFC 1950 §8.2.

std::uint32_t ByteOf(char c) { return static_cast<unsigned char>(c); }

void AppendBigEndian(std::string& bytes, std::uint32_t number) {
  for (const int shift : {24, 16, 8, 0}) {
    bytes.push_back(static_cast<char>((number >> shift) & 0xFFU));
  }
}

void AppendLittleEndian16(std::string& bytes, std::size_t number) {
  bytes.push_back(static_cast<char>(number & 0xFFU));
  bytes.push_back(static_cast<char>((number >> 8U) & 0xFFU));
}

std::uint32_t Crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= ByteOf(c);
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc & 1U) != 0 ? (crc >> 1U) ^ kCrcPolynomial : crc >> 1U;
    }
  }
  return ~crc;
}

std::uint32_t Adler32(std::string_view bytes) {
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  for (const char c : bytes) {
    low = (low + ByteOf(c)) % kAdlerModulus;
    high = (high + low) % kAdlerModulus;
  }
  return (high << 16U) | low;
}

// One block, kept as it is: a picture this small needs no compression, and so no library.
std::string StoredInZlib(std::string_view bytes) {
  RIFF_CHECK(bytes.size() <= kStoredBlockMax, "the picture fits one stored block");
  std::string zlib = "\x78\x01\x01";  // Deflate with a window of 32 KiB; then: the last block, stored.
  AppendLittleEndian16(zlib, bytes.size());
  AppendLittleEndian16(zlib, ~bytes.size());
  zlib += bytes;
  AppendBigEndian(zlib, Adler32(bytes));
  return zlib;
}

void AppendChunk(std::string& png, std::string_view type, std::string_view data) {
  AppendBigEndian(png, static_cast<std::uint32_t>(data.size()));
  const std::string covered = std::string(type).append(data);
  png += covered;
  AppendBigEndian(png, Crc32(covered));
}

// RFC 7578. `boundary` must not occur in `png`.
std::string FormOf(std::string_view png, const std::string& boundary) {
  const std::string line = "--" + boundary;
  std::string form = line + "\r\nContent-Disposition: form-data; name=\"use_case\"\r\n\r\nMAIN_IMAGE\r\n";
  form += line + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"main.png\"\r\n";
  form += "Content-Type: image/png\r\n\r\n";
  form.append(png).append("\r\n").append(line).append("--\r\n");
  return form;
}

}  // namespace

std::string StandInPicture() {
  std::string header;
  AppendBigEndian(header, kSide);
  AppendBigEndian(header, kSide);
  header.append({2, 0, 0, 0, 0});  // Two bits a pixel, grey; deflate, the usual filters, not interlaced.

  std::string rows;
  for (std::uint32_t row = 0; row < kSide; ++row) {
    rows.push_back('\0');  // No filter.
    rows.append(kSide / 4, kGreyOfFourPixels);
  }

  std::string png = "\x89PNG\r\n\x1A\n";
  AppendChunk(png, "IHDR", header);
  AppendChunk(png, "IDAT", StoredInZlib(rows));
  AppendChunk(png, "IEND", "");
  return png;
}

Result<std::string> UploadMainPicture(TiktokWire& wire, std::string_view png) {
  const std::string boundary = "riff-" + Sha256Hex(png);  // No picture holds its own digest.
  const TiktokReply reply = wire.Call({.operation = kOperation,
                                       .method = HttpMethod::kPost,
                                       .path = std::string(kImageUploadPath),
                                       .query = {},
                                       .body = FormOf(png, boundary),
                                       .effect = RequestEffect::kWrite,
                                       .content_type = "multipart/form-data; boundary=" + boundary});
  if (!reply.document.has_value()) {
    return Fail(reply.document.error());
  }
  const auto uri = reply.data().and_then([](const JsonValue& data) { return data.Text("uri"); });
  if (!uri.has_value()) {
    return Fail(WithContext(kOperation, WriteAnswerFailure(uri.error())));
  }
  if (uri->empty()) {
    return Fail(ErrorKind::kAmbiguous, std::string(kOperation) + ": $.data.uri is empty");
  }
  return *uri;
}

}  // namespace riff::tiktok
