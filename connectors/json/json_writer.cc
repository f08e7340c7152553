#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "connectors/json/json.h"
#include "engine/base/check.h"
#include "engine/base/utf8.h"

namespace riff {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD

void AppendControl(std::string& out, unsigned char byte) {
  switch (byte) {
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += "0123456789abcdef"[byte >> 4];
      out += "0123456789abcdef"[byte & 15];
  }
}

void AppendQuoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t bytes = CharacterBytes(text);
    const auto first = static_cast<unsigned char>(text.front());
    if (bytes == 0) {
      out += kReplacement;
    } else if (first < 0x20) {
      AppendControl(out, first);
    } else {
      if (first == '"' || first == '\\') {
        out += '\\';
      }
      out += text.substr(0, bytes);
    }
    text.remove_prefix(bytes == 0 ? 1 : bytes);
  }
  out += '"';
}

}  // namespace

struct JsonWriter::Impl {
  enum class Inside { kObject, kArray };
  enum class Next { kFirst, kAnother, kMemberValue };  // What may come now; a member's value follows its key.
  struct Level {
    Inside inside;
    Next next = Next::kFirst;
  };

  std::string out;
  std::vector<Level> levels;

  // Before each value, wherever it stands.
  void BeginValue() {
    if (levels.empty()) {
      RIFF_CHECK(out.empty(), "a JSON text is one value");
      return;
    }
    Level& level = levels.back();
    if (level.inside == Inside::kObject) {
      RIFF_CHECK(level.next == Next::kMemberValue, "a value in an object follows its key");
    } else if (level.next == Next::kAnother) {
      out += ',';
    }
    level.next = Next::kAnother;
  }

  void Begin(Inside inside, char bracket) {
    BeginValue();
    out += bracket;
    levels.push_back(Level{inside});
  }

  void End(Inside inside, char bracket) {
    RIFF_CHECK(!levels.empty() && levels.back().inside == inside, "what is ended was begun last");
    RIFF_CHECK(levels.back().next != Next::kMemberValue, "a key is followed by its value");
    levels.pop_back();
    out += bracket;
  }
};

JsonWriter::JsonWriter() : impl_(std::make_unique<Impl>()) {}
JsonWriter::~JsonWriter() = default;

JsonWriter& JsonWriter::BeginObject() {
  impl_->Begin(Impl::Inside::kObject, '{');
  return *this;
}

JsonWriter& JsonWriter::EndObject() {
  impl_->End(Impl::Inside::kObject, '}');
  return *this;
}

JsonWriter& JsonWriter::BeginArray() {
  impl_->Begin(Impl::Inside::kArray, '[');
  return *this;
}

JsonWriter& JsonWriter::EndArray() {
  impl_->End(Impl::Inside::kArray, ']');
  return *this;
}

JsonWriter& JsonWriter::Key(std::string_view key) {
  RIFF_CHECK(!impl_->levels.empty() && impl_->levels.back().inside == Impl::Inside::kObject, "only an object has keys");
  Impl::Level& level = impl_->levels.back();
  RIFF_CHECK(level.next != Impl::Next::kMemberValue, "a key is followed by its value");
  if (level.next == Impl::Next::kAnother) {
    impl_->out += ',';
  }
  level.next = Impl::Next::kMemberValue;
  AppendQuoted(impl_->out, key);
  impl_->out += ':';
  return *this;
}

JsonWriter& JsonWriter::Text(std::string_view text) {
  impl_->BeginValue();
  AppendQuoted(impl_->out, text);
  return *this;
}

JsonWriter& JsonWriter::Integer(std::int64_t number) { return Raw(std::to_string(number)); }

JsonWriter& JsonWriter::Double(double number) {
  RIFF_CHECK(std::isfinite(number), "JSON has no infinity");
  std::array<char, 40> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return Raw({digits.data(), static_cast<std::size_t>(written.ptr - digits.data())});
}

JsonWriter& JsonWriter::Bool(bool value) { return Raw(value ? "true" : "false"); }

JsonWriter& JsonWriter::Null() { return Raw("null"); }

JsonWriter& JsonWriter::Raw(std::string_view json) {
  RIFF_CHECK(!json.empty(), "nothing is not a JSON value");
  impl_->BeginValue();
  impl_->out += json;
  return *this;
}

std::string JsonWriter::Take() {
  RIFF_CHECK(impl_->levels.empty() && !impl_->out.empty(), "a JSON text is taken when it is whole");
  return std::exchange(impl_->out, std::string());
}

}  // namespace riff
