#include "connectors/vr/vr_marker.h"

#include <utility>

#include "connectors/http/url.h"
#include "engine/base/digest.h"

namespace riff::vr {
namespace {

constexpr std::string_view kLinkStart = "https://stock.example.invalid/i/";
constexpr std::string_view kIntentStart = "?v=";
constexpr std::string_view kTokenStart = "[ref ";

// 48 bits: two writes of one seller do not meet by chance, and a person can compare two of them by eye.
constexpr std::size_t kIntentLength = 12;

std::string_view TrimEnd(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

}  // namespace

std::string LinkOf(const Marker& marker) {
  std::string link = std::string(kLinkStart) + PercentEncode(marker.sku.text());
  if (!marker.intent.empty()) link += std::string(kIntentStart) + marker.intent;
  return link;
}

std::optional<Marker> ParseLink(std::string_view link) {
  link = TrimEnd(link);
  const std::size_t start = link.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return std::nullopt;
  link.remove_prefix(start);
  if (!link.starts_with(kLinkStart)) return std::nullopt;
  link.remove_prefix(kLinkStart.size());
  const std::size_t query = link.find('?');
  Marker marker;
  if (query != std::string_view::npos) {
    const std::string_view rest = link.substr(query);
    if (rest.starts_with(kIntentStart)) marker.intent = std::string(rest.substr(kIntentStart.size()));
    link = link.substr(0, query);
  }
  Result<std::string> sku = PercentDecode(link);
  if (!sku || sku->empty()) return std::nullopt;
  marker.sku = Sku(*std::move(sku));
  return marker;
}

std::string IntentOf(const IdempotencyKey& key) { return Sha256Hex(key.text()).substr(0, kIntentLength); }

std::string WithToken(std::string_view description, const Sku& sku) {
  std::string text = SplitToken(description).description;
  if (sku.empty()) return text;
  if (!text.empty()) text += '\n';
  return text + std::string(kTokenStart) + sku.text() + "]";
}

TokenText SplitToken(std::string_view description) {
  const std::string_view text = TrimEnd(description);
  const std::size_t start = text.ends_with(']') ? text.rfind(kTokenStart) : std::string_view::npos;
  if (start == std::string_view::npos) return {std::string(description), Sku()};
  const std::string_view sku = text.substr(start + kTokenStart.size(), text.size() - start - kTokenStart.size() - 1);
  if (sku.empty() || sku.find_first_of("[]\n<>") != std::string_view::npos) return {std::string(description), Sku()};
  return {std::string(TrimEnd(text.substr(0, start))), Sku(std::string(sku))};
}

}  // namespace riff::vr
