#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

#include "connectors/xml/xml.h"

namespace riff {
namespace {

pugi::xml_node NodeOf(const void* node) {
  // The library hands out its nodes as mutable; nothing here changes one.
  return pugi::xml_node(static_cast<pugi::xml_node_struct*>(const_cast<void*>(node)));
}

// "urn:Ack" is called Ack.
std::string_view LocalName(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool IsNamed(const pugi::xml_node& node, std::string_view name) {
  return node.type() == pugi::node_element && LocalName(node.name()) == name;
}

bool IsDigit(char letter) { return letter >= '0' && letter <= '9'; }

bool IsDecimal(std::string_view text) {
  if (text.starts_with('-')) {
    text.remove_prefix(1);
  }
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? "0" : text.substr(point + 1);
  return !whole.empty() && std::ranges::all_of(whole, IsDigit) && !fraction.empty() &&
         std::ranges::all_of(fraction, IsDigit);
}

tl::unexpected<Error> Wrong(const std::string& path, std::string_view expected, std::string_view text) {
  return Fail(ErrorKind::kInvalid,
              path + ": expected " + std::string(expected) + ", found " + (text.empty() ? "nothing" : "another text"));
}

// Numbered from the second on, so that the common path stays short.
std::string PathOf(const std::string& parent, std::string_view name, int number) {
  const std::string path = parent + "/" + std::string(name);
  return number == 1 ? path : path + "[" + std::to_string(number) + "]";
}

}  // namespace

std::string XmlElement::name() const { return std::string(LocalName(NodeOf(node_).name())); }

std::string XmlElement::AsText() const {
  std::string text;
  for (const pugi::xml_node child : NodeOf(node_).children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      text += child.value();
    }
  }
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

Result<std::int64_t> XmlElement::AsInteger() const {
  const std::string text = AsText();
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) {
    return Wrong(path_, "a whole number", text);
  }
  return number;
}

Result<bool> XmlElement::AsBool() const {
  const std::string text = AsText();
  if (text == "true" || text == "1") {
    return true;
  }
  if (text == "false" || text == "0") {
    return false;
  }
  return Wrong(path_, "true or false", text);
}

Result<std::string> XmlElement::AsDecimal() const {
  std::string text = AsText();
  if (!IsDecimal(text)) {
    return Wrong(path_, "a decimal number", text);
  }
  return text;
}

std::optional<std::string> XmlElement::Attribute(std::string_view name) const {
  for (const pugi::xml_attribute attribute : NodeOf(node_).attributes()) {
    if (LocalName(attribute.name()) == name) {
      return std::string(attribute.value());
    }
  }
  return std::nullopt;
}

std::optional<XmlElement> XmlElement::Find(std::string_view child) const {
  for (const pugi::xml_node node : NodeOf(node_).children()) {
    if (IsNamed(node, child)) {
      return XmlElement(node.internal_object(), PathOf(path_, child, 1));
    }
  }
  return std::nullopt;
}

Result<XmlElement> XmlElement::Get(std::string_view child) const {
  std::optional<XmlElement> found = Find(child);
  if (!found.has_value()) {
    return Fail(ErrorKind::kInvalid, PathOf(path_, child, 1) + ": expected an element, found nothing");
  }
  return *std::move(found);
}

Result<std::string> XmlElement::Text(std::string_view child) const {
  RIFF_TRY(const XmlElement element, Get(child));
  return element.AsText();
}

Result<std::int64_t> XmlElement::Integer(std::string_view child) const {
  RIFF_TRY(const XmlElement element, Get(child));
  return element.AsInteger();
}

Result<bool> XmlElement::Bool(std::string_view child) const {
  RIFF_TRY(const XmlElement element, Get(child));
  return element.AsBool();
}

Result<std::string> XmlElement::Decimal(std::string_view child) const {
  RIFF_TRY(const XmlElement element, Get(child));
  return element.AsDecimal();
}

std::optional<std::string> XmlElement::OptionalText(std::string_view child) const {
  const std::optional<XmlElement> element = Find(child);
  std::string text = element.has_value() ? element->AsText() : std::string();
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

Result<std::optional<std::int64_t>> XmlElement::OptionalInteger(std::string_view child) const {
  if (!OptionalText(child).has_value()) {
    return std::nullopt;
  }
  RIFF_TRY(const std::int64_t number, Integer(child));
  return number;
}

Result<std::optional<bool>> XmlElement::OptionalBool(std::string_view child) const {
  if (!OptionalText(child).has_value()) {
    return std::nullopt;
  }
  RIFF_TRY(const bool truth, Bool(child));
  return truth;
}

std::vector<XmlElement> XmlElement::All(std::string_view child) const {
  std::vector<XmlElement> elements;
  for (const pugi::xml_node node : NodeOf(node_).children()) {
    if (IsNamed(node, child)) {
      elements.push_back(
          XmlElement(node.internal_object(), PathOf(path_, child, static_cast<int>(elements.size()) + 1)));
    }
  }
  return elements;
}

}  // namespace riff
