#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/fields/html_text.h"
#include "mapping/fields/html_tokens.h"

namespace riff {

// A text's code points with its references resolved and what nobody shall see as a blank.
std::vector<std::int32_t> ResolvedText(std::string_view text);

// Blank, tab or line end: what HTML folds.
bool IsHtmlSpace(std::int32_t value);

// True for an element that stands on lines of its own.
bool IsBlockTag(std::string_view name);

// Writes the tags that a rule allows and escaped text, in order and never more than the rule's characters. What it has
// written it would write again just so.
class HtmlWriter {
 public:
  explicit HtmlWriter(const HtmlRule& rule) : rule_(rule) {}
  HtmlWriter(const HtmlWriter&) = delete;
  HtmlWriter& operator=(const HtmlWriter&) = delete;

  void Text(std::string_view text);
  void Start(const HtmlToken& tag);
  void End(const std::string& name);
  std::string Take();  // Everything closed; the last call.

 private:
  void StartBlock(const std::string& name);
  void StartLink(const std::string& href);
  void CloseLine();
  bool IsOpen(std::string_view name) const;
  bool InList() const;
  void Open(const std::string& name, const std::string& tag);
  void CloseTo(std::size_t depth);
  void WriteVoid(std::string_view tag);
  void WriteBreakIfDue();
  void Stop(const std::string& part, std::size_t word_end, const std::string& next);
  bool Fits(std::size_t more) const;
  void Write(std::string_view text, std::size_t characters);

  const HtmlRule& rule_;
  std::string out_;
  std::vector<std::string> open_;
  std::size_t used_ = 0;      // Code points written.
  std::size_t end_tags_ = 0;  // Code points that the open tags' ends will take.
  bool at_line_start_ = true;
  bool break_due_ = false;  // A block that is not allowed began or ended since the last word.
  bool has_text_ = false;
  bool full_ = false;
};

}  // namespace riff
