#include "mapping/fields/html_text.h"

#include <array>
#include <cstdint>

#include "mapping/fields/characters.h"
#include "mapping/fields/html_tokens.h"
#include "mapping/fields/html_writer.h"
#include "mapping/fields/title_rules.h"

namespace riff {
namespace {

constexpr std::array<std::string_view, 10> kPlainTags = {"b", "br", "em", "i", "li", "ol", "p", "strong", "u", "ul"};
constexpr std::array<std::string_view, 18> kRichTags = {
    "b", "blockquote", "br", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "u", "strong", "ul"};

// Words with a blank or a new line between them, never at either end.
class Lines {
 public:
  void Word(std::string_view text) {
    for (const std::int32_t value : ResolvedText(text)) {
      if (IsHtmlSpace(value) || value == 0xA0) {
        blank_due_ = true;
        continue;
      }
      out_ += out_.empty() ? "" : line_due_ ? "\n" : blank_due_ ? " " : "";
      out_ += entry_due_ ? "- " : "";
      line_due_ = blank_due_ = entry_due_ = false;
      AppendCodePoint(out_, value);
    }
  }

  void Tag(const HtmlToken& tag) {
    line_due_ = line_due_ || IsBlockTag(tag.name) || tag.name == "br";
    blank_due_ = blank_due_ || tag.name == "td" || tag.name == "th";
    entry_due_ = entry_due_ || (tag.name == "li" && tag.kind == HtmlToken::Kind::kStart);
  }

  const std::string& text() const { return out_; }

 private:
  std::string out_;
  bool line_due_ = false;
  bool blank_due_ = false;
  bool entry_due_ = false;
};

}  // namespace

HtmlRule HtmlRuleOf(Platform platform) {
  switch (platform) {
    case Platform::kEbay:
      return {kRichTags, HtmlRule::Links::kDropped, 500'000};
    case Platform::kShopify:
      return {kRichTags, HtmlRule::Links::kKept, 0};
    case Platform::kTiktok:
      return {kPlainTags, HtmlRule::Links::kDropped, 10'000};
    case Platform::kReverb:
    case Platform::kVr:
      return {kPlainTags, HtmlRule::Links::kDropped, 0};
  }
  return {};
}

std::string CleanHtml(std::string_view html, const HtmlRule& rule) {
  HtmlWriter writer(rule);
  HtmlTokens tokens(html);
  while (const std::optional<HtmlToken> token = tokens.Next()) {
    switch (token->kind) {
      case HtmlToken::Kind::kText:
        writer.Text(token->text);
        break;
      case HtmlToken::Kind::kStart:
        writer.Start(*token);
        break;
      case HtmlToken::Kind::kEnd:
        writer.End(token->name);
        break;
    }
  }
  return writer.Take();
}

std::string PlainText(std::string_view html, std::size_t characters_max) {
  Lines lines;
  HtmlTokens tokens(html);
  while (const std::optional<HtmlToken> token = tokens.Next()) {
    if (token->kind == HtmlToken::Kind::kText) {
      lines.Word(token->text);
    } else {
      lines.Tag(*token);
    }
  }
  const std::string_view text = lines.text();
  const std::string_view cut = characters_max == 0 ? text : CutCharacters(text, characters_max);
  if (cut.size() == text.size() || text[cut.size()] == ' ' || text[cut.size()] == '\n') {
    return std::string(cut);
  }
  const std::size_t word_end = cut.find_last_of(" \n");
  return std::string(word_end == std::string_view::npos ? cut : cut.substr(0, word_end));
}

}  // namespace riff
