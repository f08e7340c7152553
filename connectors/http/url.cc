#include "connectors/http/url.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace riff {
namespace {

constexpr int kPortMax = 65535;

bool IsUnreserved(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' || letter == '.' || letter == '_' ||
         letter == '~';
}

int HexDigit(char letter) {
  if (letter >= '0' && letter <= '9') {
    return letter - '0';
  }
  const int lower = std::tolower(static_cast<unsigned char>(letter));
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  });
  return lower;
}

// Characters that two readers of one URL may understand differently; a guard must not read another host than the
// transport does.
bool IsUnclear(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte <= 0x20 || byte >= 0x7f || letter == '\\';
}

bool IsHostName(std::string_view host) {
  return !host.empty() && std::ranges::all_of(host, [](char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' || letter == '.' || letter == '_';
  });
}

bool IsBracketedAddress(std::string_view host) {
  return host.size() > 2 && host.front() == '[' && host.back() == ']' &&
         std::ranges::all_of(host.substr(1, host.size() - 2),
                             [](char letter) { return HexDigit(letter) >= 0 || letter == ':' || letter == '.'; });
}

struct HostAndPort {
  std::string_view host;
  std::string_view port;  // Digits; may be empty.
};

HostAndPort SplitAuthority(std::string_view authority) {
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon == std::string_view::npos) {
    return {authority, {}};
  }
  return {authority.substr(0, colon), authority.substr(colon + 1)};
}

Result<int> ParsePort(std::string_view digits) {
  int port = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (failure != std::errc() || end != digits.data() + digits.size() || port < 1 || port > kPortMax) {
    return Fail(ErrorKind::kInvalid, "URL: the port is not a number from 1 to 65535");
  }
  return port;
}

}  // namespace

std::string PercentEncode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char letter : text) {
    if (IsUnreserved(letter)) {
      encoded.push_back(letter);
      continue;
    }
    const auto byte = static_cast<unsigned char>(letter);
    encoded.push_back('%');
    encoded.push_back(kDigits[byte >> 4]);
    encoded.push_back(kDigits[byte & 0x0f]);
  }
  return encoded;
}

Result<std::string> PercentDecode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    const int high = i + 2 < text.size() ? HexDigit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? HexDigit(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      return Fail(ErrorKind::kInvalid, "percent-encoding: '%' without two hex digits at offset " + std::to_string(i));
    }
    decoded.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return decoded;
}

std::string EncodeQuery(const QueryPairs& pairs) {
  std::string query;
  for (const auto& [name, value] : pairs) {
    if (!query.empty()) {
      query.push_back('&');
    }
    query.append(PercentEncode(name)).append("=").append(PercentEncode(value));
  }
  return query;
}

Result<QueryPairs> DecodeQuery(std::string_view query) {
  QueryPairs pairs;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.empty()) {
      continue;
    }
    const std::size_t equals = pair.find('=');
    RIFF_TRY(std::string name, PercentDecode(pair.substr(0, equals)));
    RIFF_TRY(std::string value,
             PercentDecode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1)));
    pairs.emplace_back(std::move(name), std::move(value));
  }
  return pairs;
}

Result<UrlParts> SplitUrl(std::string_view url) {
  if (std::ranges::any_of(url, IsUnclear)) {
    return Fail(ErrorKind::kInvalid, "URL: a blank, a backslash or a character outside ASCII");
  }
  const std::size_t mark = url.find("://");
  UrlParts parts;
  parts.scheme = mark == std::string_view::npos ? std::string() : Lower(url.substr(0, mark));
  if (parts.scheme != "http" && parts.scheme != "https") {
    return Fail(ErrorKind::kInvalid, "URL: it begins with neither http:// nor https://");
  }
  url.remove_prefix(mark + 3);
  url = url.substr(0, url.find('#'));
  parts.authority = std::string(url.substr(0, url.find_first_of("/?")));
  url.remove_prefix(parts.authority.size());
  if (parts.authority.find('@') != std::string::npos) {
    return Fail(ErrorKind::kInvalid, "URL: a user name or password before the host is not taken");
  }
  const HostAndPort place = SplitAuthority(parts.authority);
  if (!IsHostName(place.host) && !IsBracketedAddress(place.host)) {
    return Fail(ErrorKind::kInvalid, "URL: no host, or not a host's name");
  }
  if (place.host.size() != parts.authority.size()) {
    RIFF_TRY(ParsePort(place.port));
  }
  parts.host = Lower(place.host);
  const std::size_t question = url.find('?');
  parts.path = std::string(url.substr(0, question));
  if (parts.path.empty()) {
    parts.path = "/";
  }
  parts.query = question == std::string_view::npos ? std::string() : std::string(url.substr(question + 1));
  return parts;
}

Result<std::string> OriginOf(std::string_view url) {
  RIFF_TRY(const UrlParts parts, SplitUrl(url));
  const HostAndPort place = SplitAuthority(parts.authority);
  int port = parts.scheme == "https" ? 443 : 80;
  if (!place.port.empty()) {
    RIFF_TRY(port, ParsePort(place.port));
  }
  return parts.scheme + "://" + parts.host + ":" + std::to_string(port);
}

}  // namespace riff
