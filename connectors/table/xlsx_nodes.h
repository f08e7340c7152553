#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "connectors/table/xlsx_values.h"
#include "engine/base/error.h"

// A workbook's XML, walked by local names. For xlsx.cc alone.
namespace riff {

// A name without its prefix: some programs write <x:row>.
inline std::string_view LocalName(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

inline pugi::xml_node ChildOf(const pugi::xml_node& node, std::string_view name) {
  return node.find_child([name](const pugi::xml_node& child) { return LocalName(child) == name; });
}

inline pugi::xml_attribute AttributeOf(const pugi::xml_node& node, std::string_view name) {
  return node.find_attribute([name](const pugi::xml_attribute& attribute) {
    const std::string_view written = attribute.name();
    const std::size_t colon = written.find(':');
    return (colon == std::string_view::npos ? written : written.substr(colon + 1)) == name;
  });
}

template <class Body>
Result<void> ForEach(const pugi::xml_node& parent, std::string_view name, const Body& body) {
  for (const pugi::xml_node& child : parent.children()) {
    if (LocalName(child) == name) {
      RIFF_TRY(body(child));
    }
  }
  return {};
}

// The text of <si> or <is>: its own, or that of its runs; how it is pronounced is left out.
inline std::string TextOf(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& child : node.children()) {
    if (LocalName(child) == "t") {
      text += child.text().get();
    } else if (LocalName(child) == "r") {
      text += ChildOf(child, "t").text().get();
    }
  }
  return DecodeEscapes(text);
}

}  // namespace riff
