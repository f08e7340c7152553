#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"

namespace riff {

class XmlDocument;

// An element of an XmlDocument, and the path that led to it ("/GetItemResponse/Errors[2]/ErrorCode"; the second and
// later of one name are numbered). Every typed read that finds nothing, or a text that is something else, is kInvalid
// and names the path and what was expected; the text itself is not repeated. Names are local: a namespace prefix
// ("ebl:Ack") is not part of them. A view: the document outlives it. Cheap to copy.
class XmlElement {
 public:
  const std::string& path() const { return path_; }
  std::string name() const;

  // This element's own text, without that of its children, blanks at both ends cut. Empty when there is none.
  std::string AsText() const;
  Result<std::int64_t> AsInteger() const;
  Result<bool> AsBool() const;            // "true", "false", "1" or "0".
  Result<std::string> AsDecimal() const;  // A plain decimal as it is written, "1899.00": for money.
  std::optional<std::string> Attribute(std::string_view name) const;

  // The first child of that name. The plain ones demand it; Find gives nothing where it is absent.
  std::optional<XmlElement> Find(std::string_view child) const;
  Result<XmlElement> Get(std::string_view child) const;
  Result<std::string> Text(std::string_view child) const;
  Result<std::int64_t> Integer(std::string_view child) const;
  Result<bool> Bool(std::string_view child) const;
  Result<std::string> Decimal(std::string_view child) const;

  // Absent or empty gives nothing; another kind of text is still kInvalid.
  std::optional<std::string> OptionalText(std::string_view child) const;
  Result<std::optional<std::int64_t>> OptionalInteger(std::string_view child) const;
  Result<std::optional<bool>> OptionalBool(std::string_view child) const;

  // All children of that name, in their order; an absent list is an empty one.
  std::vector<XmlElement> All(std::string_view child) const;

 private:
  friend class XmlDocument;
  XmlElement(const void* node, std::string path) : node_(node), path_(std::move(path)) {}
  const void* node_;
  std::string path_;
};

// A parsed text. Owns all its elements; movable.
class XmlDocument {
 public:
  // UTF-8 only. kInvalid names the offset and the reason and repeats nothing of the text: not well-formed, not UTF-8, a
  // document type (no platform sends one; entities of its own could be anything), nested deeper than 200.
  static Result<XmlDocument> Parse(std::string_view text);

  XmlDocument(XmlDocument&&) noexcept;
  XmlDocument& operator=(XmlDocument&&) noexcept;
  ~XmlDocument();

  XmlElement root() const;

 private:
  struct Impl;
  explicit XmlDocument(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Writes XML in the order of the calls, compact, led by the declaration. Wrong nesting is a bug (RIFF_CHECK). What XML
// cannot hold (bad UTF-8, control characters) becomes U+FFFD.
//   XmlWriter xml;
//   xml.Begin("EndItemRequest").Attribute("xmlns", "urn:ebay:apis:eBLBaseComponents").Element("ItemID", "1").End();
class XmlWriter {
 public:
  XmlWriter();

  XmlWriter& Begin(std::string_view name);
  XmlWriter& Attribute(std::string_view name, std::string_view value);  // Only right after Begin or another Attribute.
  XmlWriter& Text(std::string_view text);
  XmlWriter& Element(std::string_view name, std::string_view text);  // Begin, Text, End.
  XmlWriter& End();

  // The whole text; the writer must be at its end.
  std::string Take();

 private:
  void CloseTag();

  std::string text_;
  std::vector<std::string> open_;  // Names of the elements that have no end yet.
  bool in_tag_ = false;            // "<Name" is written, ">" is not.
  bool has_root_ = false;
};

}  // namespace riff
