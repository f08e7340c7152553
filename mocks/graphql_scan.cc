#include "mocks/graphql_scan.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace riff::sim {
namespace {

using Kind = GraphqlToken::Kind;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool BeginsName(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ','; }

void AppendUtf8(std::string& text, std::uint32_t code) {
  const auto put = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' || text[i] == '\r') {
      i += text.substr(i).starts_with("\r\n") ? 1 : 0;
      lines.emplace_back();
    } else {
      lines.back() += text[i];
    }
  }
  return lines;
}

bool IsBlankLine(const std::string& line) { return line.find_first_not_of(" \t") == std::string::npos; }

// A block text loses the indentation that all lines but the first share, and blank lines at both ends.
std::string Unindented(std::string_view raw) {
  std::vector<std::string> lines = LinesOf(raw);
  std::optional<std::size_t> shared;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!IsBlankLine(lines[i])) {
      const std::size_t indent = lines[i].find_first_not_of(" \t");
      shared = std::min(shared.value_or(indent), indent);
    }
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    lines[i].erase(0, std::min(shared.value_or(0), lines[i].size()));
  }
  while (!lines.empty() && IsBlankLine(lines.front())) {
    lines.erase(lines.begin());
  }
  while (!lines.empty() && IsBlankLine(lines.back())) {
    lines.pop_back();
  }
  std::string text;
  for (const std::string& line : lines) {
    text += (text.empty() && &line == &lines.front() ? "" : "\n") + line;
  }
  return text;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  tl::expected<std::vector<GraphqlToken>, GraphqlError> Run() {
    if (text_.starts_with("\xEF\xBB\xBF")) {
      at_ = 3;
    }
    while (!error_) {
      SkipBlanks();
      const SourcePlace place = Place();
      if (at_ >= text_.size()) {
        tokens_.push_back({Kind::kEnd, "", place});
        return std::move(tokens_);
      }
      ScanOne(place);
    }
    return tl::unexpected(*error_);
  }

 private:
  SourcePlace Place() const { return {line_, static_cast<int>(at_ - line_start_) + 1}; }
  char Peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void Step() {
    if (text_[at_] == '\n' || (text_[at_] == '\r' && Peek(1) != '\n')) {
      ++line_;
      line_start_ = at_ + 1;
    }
    ++at_;
  }

  void SkipBlanks() {
    while (at_ < text_.size() && (IsBlank(text_[at_]) || text_[at_] == '#')) {
      if (text_[at_] == '#') {
        while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r') {
          ++at_;
        }
      } else {
        Step();
      }
    }
  }

  void Fail(SourcePlace place, const std::string& what) {
    error_ = GraphqlError{
        "syntax error, " + what + " at [" + std::to_string(place.line) + ", " + std::to_string(place.column) + "]",
        {place}};
  }

  void ScanOne(SourcePlace place) {
    const char c = text_[at_];
    if (BeginsName(c)) {
      const std::size_t start = at_;
      while (BeginsName(Peek()) || IsDigit(Peek())) {
        ++at_;
      }
      tokens_.push_back({Kind::kName, std::string(text_.substr(start, at_ - start)), place});
    } else if (IsDigit(c) || c == '-') {
      ScanNumber(place);
    } else if (text_.substr(at_).starts_with("\"\"\"")) {
      ScanBlock(place);
    } else if (c == '"') {
      ScanText(place);
    } else if (text_.substr(at_).starts_with("...")) {
      at_ += 3;
      tokens_.push_back({Kind::kPunctuator, "...", place});
    } else if (std::string_view("!$&()[]{}:=@|").find(c) != std::string_view::npos) {
      ++at_;
      tokens_.push_back({Kind::kPunctuator, std::string(1, c), place});
    } else {
      Fail(place, "unexpected character");
    }
  }

  void ScanNumber(SourcePlace place) {
    const std::size_t start = at_;
    Kind kind = Kind::kInteger;
    const auto digits = [this] {
      const std::size_t first = at_;
      while (IsDigit(Peek())) {
        ++at_;
      }
      return at_ > first;
    };
    at_ += Peek() == '-' ? 1 : 0;
    bool good = digits();
    if (good && Peek() == '.') {
      kind = Kind::kDecimal;
      ++at_;
      good = digits();
    }
    if (good && (Peek() == 'e' || Peek() == 'E')) {
      kind = Kind::kDecimal;
      ++at_;
      at_ += Peek() == '-' || Peek() == '+' ? 1 : 0;
      good = digits();
    }
    const std::string number(text_.substr(start, at_ - start));
    const std::string_view whole = std::string_view(number).substr(number.starts_with('-') ? 1 : 0);
    const bool leading_zero = whole.size() > 1 && whole[0] == '0' && IsDigit(whole[1]);
    if (!good || leading_zero || BeginsName(Peek()) || Peek() == '.') {
      Fail(place, "bad number");
      return;
    }
    tokens_.push_back({kind, number, place});
  }

  void ScanBlock(SourcePlace place) {
    at_ += 3;
    std::string raw;
    while (!text_.substr(at_).starts_with("\"\"\"")) {
      if (at_ >= text_.size()) {
        Fail(place, "unterminated block string");
        return;
      }
      if (text_.substr(at_).starts_with("\\\"\"\"")) {
        raw += "\"\"\"";
        at_ += 4;
        continue;
      }
      raw += text_[at_];
      Step();
    }
    at_ += 3;
    tokens_.push_back({Kind::kText, Unindented(raw), place});
  }

  std::optional<std::uint32_t> FourDigits() {
    std::uint32_t code = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = Peek();
      const std::size_t value =
          std::string_view("0123456789abcdef").find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
      if (c == '\0' || value == std::string_view::npos) {
        return std::nullopt;
      }
      code = code * 16 + static_cast<std::uint32_t>(value);
    }
    return code;
  }

  // After "\u". A surrogate must be followed by its other half.
  bool ScanUnicode(std::string& text) {
    const std::optional<std::uint32_t> first = FourDigits();
    if (!first || (*first >= 0xDC00 && *first < 0xE000)) {
      return false;
    }
    if (*first < 0xD800 || *first >= 0xE000) {
      AppendUtf8(text, *first);
      return true;
    }
    if (!text_.substr(at_).starts_with("\\u")) {
      return false;
    }
    at_ += 2;
    const std::optional<std::uint32_t> second = FourDigits();
    if (!second || *second < 0xDC00 || *second >= 0xE000) {
      return false;
    }
    AppendUtf8(text, 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00));
    return true;
  }

  void ScanText(SourcePlace place) {
    ++at_;
    std::string text;
    while (Peek() != '"' || at_ >= text_.size()) {
      if (at_ >= text_.size() || Peek() == '\n' || Peek() == '\r') {
        Fail(place, "unterminated string");
        return;
      }
      if (Peek() != '\\') {
        text += text_[at_++];
        continue;
      }
      const char escape = Peek(1);
      at_ += 2;
      constexpr std::string_view kEscapes = "\"\\/bfnrt";
      constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
      const std::size_t place_of = escape == '\0' ? std::string_view::npos : kEscapes.find(escape);
      if (place_of != std::string_view::npos) {
        text += kMeanings[place_of];
      } else if (escape != 'u' || !ScanUnicode(text)) {
        Fail(place, "bad escape in a string");
        return;
      }
    }
    ++at_;
    tokens_.push_back({Kind::kText, text, place});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::size_t line_start_ = 0;
  std::vector<GraphqlToken> tokens_;
  std::optional<GraphqlError> error_;
};

}  // namespace

tl::expected<std::vector<GraphqlToken>, GraphqlError> ScanGraphql(std::string_view text) { return Scanner(text).Run(); }

}  // namespace riff::sim
