#include "mapping/fields/html_writer.h"

#include <algorithm>
#include <array>
#include <span>

#include "mapping/fields/characters.h"
#include "mapping/fields/title_rules.h"

namespace riff {
namespace {

constexpr std::array<std::string_view, 39> kBlocks = {
    "address", "article", "aside", "blockquote", "body",   "center", "dd",   "details", "dialog", "dir",
    "div",     "dl",      "dt",    "fieldset",   "figure", "footer", "form", "h1",      "h2",     "h3",
    "h4",      "h5",      "h6",    "header",     "hr",     "html",   "li",   "main",    "menu",   "nav",
    "ol",      "p",       "pre",   "section",    "table",  "tbody",  "tr",   "ul",      "summary"};
// These hold words but no further block.
constexpr std::array<std::string_view, 7> kLines = {"p", "h1", "h2", "h3", "h4", "h5", "h6"};
constexpr std::array<std::string_view, 2> kVoid = {"br", "hr"};

// Nobody nests deeper; what does loses its tags, not its words.
constexpr std::size_t kDepthMax = 32;

bool IsIn(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool IsList(std::string_view name) { return name == "ul" || name == "ol"; }

std::string Escaped(std::int32_t value) {
  switch (value) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    default:
      break;
  }
  std::string text;
  AppendCodePoint(text, value);
  return text;
}

// An address a buyer may follow, ready to stand in quotes; empty for any other.
std::string SafeAddress(std::string_view href) {
  std::string address;
  for (const std::int32_t value : ResolvedText(href)) {
    if (IsHtmlSpace(value)) {
      continue;
    }
    address += value == '"' ? "&quot;" : Escaped(value);
  }
  const auto begins = [&address](std::string_view scheme) { return address.starts_with(scheme); };
  return begins("https://") || begins("http://") || begins("mailto:") ? address : "";
}

}  // namespace

std::vector<std::int32_t> ResolvedText(std::string_view text) {
  std::vector<std::int32_t> points;
  points.reserve(text.size());
  while (!text.empty()) {
    const CharacterReference reference = FirstReference(text);
    const CodePoint next = reference.bytes > 0 ? CodePoint{reference.value, reference.bytes} : FirstCodePoint(text);
    const bool is_space = next.value == '\n' || next.value == '\t' || next.value == '\r';
    points.push_back(IsRefusedEverywhere(next.value) && !is_space ? ' ' : next.value);
    text.remove_prefix(next.bytes);
  }
  return points;
}

bool IsHtmlSpace(std::int32_t value) { return value == ' ' || value == '\n' || value == '\t' || value == '\r'; }

bool IsBlockTag(std::string_view name) { return IsIn(kBlocks, name); }

void HtmlWriter::Text(std::string_view text) {
  const std::vector<std::int32_t> points = ResolvedText(text);
  if (full_ || (break_due_ && std::ranges::all_of(points, IsHtmlSpace))) {
    return;
  }
  WriteBreakIfDue();
  std::string part;
  std::size_t used = 0;
  std::size_t word_end = 0;  // Bytes of `part` up to the end of its last whole word.
  for (const std::int32_t value : points) {
    const std::string sign = Escaped(value);
    const std::size_t cost = value == '&' || value == '<' || value == '>' ? sign.size() : 1;
    if (!Fits(used + cost)) {
      Stop(part, IsHtmlSpace(value) ? part.size() : word_end, sign);
      return;
    }
    if (IsHtmlSpace(value) && !part.empty() && !IsHtmlSpace(part.back())) {
      word_end = part.size();
    }
    part += sign;
    used += cost;
  }
  Write(part, used);
  has_text_ = true;
  at_line_start_ = at_line_start_ && std::ranges::all_of(points, IsHtmlSpace);
}

void HtmlWriter::Start(const HtmlToken& tag) {
  if (full_) {
    return;
  }
  if (tag.name == "a") {
    StartLink(tag.href);
  } else if (!IsIn(rule_.tags, tag.name) || open_.size() >= kDepthMax || (tag.name == "li" && !InList())) {
    break_due_ = break_due_ || ((IsBlockTag(tag.name) || tag.name == "br") && !at_line_start_);
  } else if (IsBlockTag(tag.name) || tag.name == "br") {
    StartBlock(tag.name);
  } else if (!IsOpen(tag.name)) {
    WriteBreakIfDue();
    Open(tag.name, "<" + tag.name + ">");
  }
}

void HtmlWriter::End(const std::string& name) {
  if (full_) {
    return;
  }
  const bool is_block = IsBlockTag(name);
  if (IsIn(kVoid, name)) {
    return;
  }
  for (std::size_t i = open_.size(); i > 0; --i) {
    if (open_[i - 1] == name) {
      CloseTo(i - 1);
      return;
    }
    const bool stops = is_block ? name == "li" && IsList(open_[i - 1]) : IsBlockTag(open_[i - 1]);
    if (stops) {
      break;
    }
  }
  break_due_ = break_due_ || (is_block && !at_line_start_ && !IsIn(rule_.tags, name));
}

std::string HtmlWriter::Take() {
  CloseTo(0);
  return std::move(out_);
}

void HtmlWriter::StartBlock(const std::string& name) {
  break_due_ = false;
  if (name == "br") {
    WriteVoid("<br>");
    return;
  }
  CloseLine();
  if (name == "li") {
    while (!IsList(open_.back())) {
      CloseTo(open_.size() - 1);
    }
  }
  if (name == "hr") {
    WriteVoid("<hr>");
    return;
  }
  Open(name, "<" + name + ">");
  at_line_start_ = true;
}

void HtmlWriter::StartLink(const std::string& href) {
  const std::string address = rule_.links == HtmlRule::Links::kKept ? SafeAddress(href) : "";
  if (!address.empty() && !IsOpen("a") && open_.size() < kDepthMax) {
    WriteBreakIfDue();
    Open("a", "<a href=\"" + address + "\">");
  }
}

// A block stands in no line and in no emphasis.
void HtmlWriter::CloseLine() {
  std::size_t keep = open_.size();
  for (std::size_t i = open_.size(); i > 0; --i) {
    const std::string& name = open_[i - 1];
    if (!IsBlockTag(name) || IsIn(kLines, name)) {
      keep = i - 1;
    } else {
      break;
    }
  }
  CloseTo(keep);
}

bool HtmlWriter::IsOpen(std::string_view name) const { return std::ranges::find(open_, name) != open_.end(); }

bool HtmlWriter::InList() const { return std::ranges::any_of(open_, IsList); }

void HtmlWriter::Open(const std::string& name, const std::string& tag) {
  const std::size_t end_tag = name.size() + 3;
  if (!Fits(CountCharacters(tag) + end_tag)) {
    full_ = true;
    return;
  }
  Write(tag, CountCharacters(tag));
  open_.push_back(name);
  end_tags_ += end_tag;
}

void HtmlWriter::CloseTo(std::size_t depth) {
  while (open_.size() > depth) {
    const std::string tag = "</" + open_.back() + ">";
    end_tags_ -= tag.size();
    at_line_start_ = at_line_start_ || IsBlockTag(open_.back());
    Write(tag, tag.size());
    open_.pop_back();
  }
  if (at_line_start_) {
    break_due_ = false;
  }
}

void HtmlWriter::WriteVoid(std::string_view tag) {
  if (Fits(tag.size())) {
    Write(tag, tag.size());
    at_line_start_ = true;
  } else {
    full_ = true;
  }
}

void HtmlWriter::WriteBreakIfDue() {
  if (break_due_) {
    break_due_ = false;
    if (IsIn(rule_.tags, "br")) {
      WriteVoid("<br>");
    }
  }
}

// Ends with the last word that fits; a single word too long for the whole place is cut.
void HtmlWriter::Stop(const std::string& part, std::size_t word_end, const std::string& next) {
  full_ = true;
  const bool cuts = word_end == 0 && !has_text_;
  out_ += cuts ? CutCharacters(part + next, CountCharacters(part)) : std::string_view(part).substr(0, word_end);
}

bool HtmlWriter::Fits(std::size_t more) const {
  return !full_ && (rule_.characters_max == 0 || used_ + end_tags_ + more <= rule_.characters_max);
}

void HtmlWriter::Write(std::string_view text, std::size_t characters) {
  out_ += text;
  used_ += characters;
}

}  // namespace riff
