#include <pugixml.hpp>

#include "connectors/xml/xml.h"
#include "engine/base/check.h"
#include "engine/base/utf8.h"

namespace riff {
namespace {

constexpr int kDepthMax = 200;  // Platforms nest ten deep.

std::optional<std::size_t> FirstBadByte(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    const std::size_t bytes = CharacterBytes(text.substr(offset));
    if (bytes == 0) {
      return offset;
    }
    offset += bytes;
  }
  return std::nullopt;
}

// What the parser lets pass although a document must not have it.
Result<void> CheckShape(const pugi::xml_document& document) {
  int roots = 0;
  for (const pugi::xml_node node : document.children()) {
    if (node.type() == pugi::node_doctype) {
      return Fail(ErrorKind::kInvalid, "XML: a document type is not taken");
    }
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      return Fail(ErrorKind::kInvalid, "XML: text outside the root element");
    }
    roots += node.type() == pugi::node_element ? 1 : 0;
  }
  if (roots != 1) {
    return Fail(ErrorKind::kInvalid, "XML: " + std::to_string(roots) + " root elements instead of one");
  }
  return {};
}

// Walks without recursion, for a hostile document must not overflow the stack.
bool IsDeeperThan(const pugi::xml_document& document, int depth_max) {
  int depth = 0;
  pugi::xml_node node = document.first_child();
  while (node) {
    if (node.first_child()) {
      node = node.first_child();
      if (++depth > depth_max) {
        return true;
      }
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    node = node.next_sibling();
  }
  return false;
}

}  // namespace

struct XmlDocument::Impl {
  pugi::xml_document document;
};

XmlDocument::XmlDocument(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;
XmlDocument::~XmlDocument() = default;

Result<XmlDocument> XmlDocument::Parse(std::string_view text) {
  if (const std::optional<std::size_t> bad = FirstBadByte(text); bad.has_value()) {
    return Fail(ErrorKind::kInvalid, "XML: not UTF-8 at offset " + std::to_string(*bad));
  }
  auto impl = std::make_unique<Impl>();
  constexpr unsigned kOptions = pugi::parse_default | pugi::parse_doctype | pugi::parse_fragment;
  const pugi::xml_parse_result result =
      impl->document.load_buffer(text.data(), text.size(), kOptions, pugi::encoding_utf8);
  if (!result) {
    return Fail(ErrorKind::kInvalid, "XML: offset " + std::to_string(result.offset) + ": " + result.description());
  }
  RIFF_TRY(CheckShape(impl->document));
  if (IsDeeperThan(impl->document, kDepthMax)) {
    return Fail(ErrorKind::kInvalid, "XML: nested deeper than " + std::to_string(kDepthMax));
  }
  return XmlDocument(std::move(impl));
}

XmlElement XmlDocument::root() const {
  RIFF_CHECK(impl_ != nullptr, "a document that was moved away has no root");
  const void* root = impl_->document.document_element().internal_object();
  return XmlElement(root, "/" + XmlElement(root, "").name());
}

}  // namespace riff
