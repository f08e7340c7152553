#include <algorithm>
#include <cctype>

#include "connectors/xml/xml.h"
#include "engine/base/check.h"
#include "engine/base/utf8.h"

namespace riff {
namespace {

constexpr std::string_view kDeclaration = R"(<?xml version="1.0" encoding="UTF-8"?>)";
constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD.

bool IsName(std::string_view name) {
  const auto continues = [](char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_' || letter == '-' || letter == '.' ||
           letter == ':';
  };
  return !name.empty() && (std::isalpha(static_cast<unsigned char>(name.front())) != 0 || name.front() == '_') &&
         std::ranges::all_of(name, continues);
}

// Control characters but tab and line ends, and the two characters that Unicode keeps out of texts.
bool IsForbidden(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  return (first < 0x20 && first != '\t' && first != '\n' && first != '\r') || character == "\xef\xbf\xbe" ||
         character == "\xef\xbf\xbf";
}

void AppendEscaped(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t bytes = CharacterBytes(text);
    const std::string_view character = text.substr(0, std::max<std::size_t>(1, bytes));
    text.remove_prefix(character.size());
    if (bytes == 0 || IsForbidden(character)) {
      out += kReplacement;
    } else if (character == "&") {
      out += "&amp;";
    } else if (character == "<") {
      out += "&lt;";
    } else if (character == ">") {
      out += "&gt;";
    } else if (character == "\"") {
      out += "&quot;";
    } else if (character == "\r") {
      out += "&#13;";  // A bare one would be read back as a line feed.
    } else {
      out += character;
    }
  }
}

}  // namespace

XmlWriter::XmlWriter() : text_(kDeclaration) {}

XmlWriter& XmlWriter::Begin(std::string_view name) {
  RIFF_CHECK(IsName(name), "an XML element needs a name");
  RIFF_CHECK(!open_.empty() || !has_root_, "an XML document has one root element");
  CloseTag();
  text_.append("<").append(name);
  open_.emplace_back(name);
  in_tag_ = true;
  has_root_ = true;
  return *this;
}

XmlWriter& XmlWriter::Attribute(std::string_view name, std::string_view value) {
  RIFF_CHECK(IsName(name), "an XML attribute needs a name");
  RIFF_CHECK(in_tag_, "an XML attribute belongs to the element that was just begun");
  text_.append(" ").append(name).append("=\"");
  AppendEscaped(text_, value);
  text_.append("\"");
  return *this;
}

XmlWriter& XmlWriter::Text(std::string_view text) {
  RIFF_CHECK(!open_.empty(), "an XML text belongs into an element");
  CloseTag();
  AppendEscaped(text_, text);
  return *this;
}

XmlWriter& XmlWriter::Element(std::string_view name, std::string_view text) { return Begin(name).Text(text).End(); }

XmlWriter& XmlWriter::End() {
  RIFF_CHECK(!open_.empty(), "no XML element is open");
  CloseTag();
  text_.append("</").append(open_.back()).append(">");
  open_.pop_back();
  return *this;
}

std::string XmlWriter::Take() {
  RIFF_CHECK(open_.empty() && has_root_, "an XML text is taken once its root element has ended");
  return std::move(text_);
}

void XmlWriter::CloseTag() {
  if (in_tag_) {
    text_.append(">");
    in_tag_ = false;
  }
}

}  // namespace riff
