#include "mapping/fields/html_tokens.h"

#include <algorithm>
#include <array>

namespace riff {
namespace {

constexpr std::array<std::string_view, 22> kNotForPeople = {
    "applet",  "audio",    "canvas",   "embed",  "frameset",  "head",   "iframe", "math",
    "noembed", "noframes", "noscript", "object", "plaintext", "script", "select", "style",
    "svg",     "template", "textarea", "title",  "video",     "xmp"};
// These have no end tag, so there is nothing to pass over.
constexpr std::string_view kNoContent = "embed";

constexpr std::string_view kBlanks = " \t\r\n\f";

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool IsLetter(char c) { return Lower(c) >= 'a' && Lower(c) <= 'z'; }

std::string Lowered(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), Lower);
  return lower;
}

void Pass(std::string_view& text, std::size_t bytes) { text.remove_prefix(std::min(bytes, text.size())); }

bool BeginsTag(std::string_view text) {
  if (text.size() < 2) {
    return false;
  }
  return IsLetter(text[1]) || text[1] == '!' || text[1] == '?' ||
         (text[1] == '/' && text.size() > 2 && IsLetter(text[2]));
}

// One attribute and what parts it from the next. False at the tag's end, which stays.
bool PassAttribute(std::string_view& text, std::string& name, std::string& value) {
  name.clear();
  value.clear();
  Pass(text, text.find_first_not_of(" \t\r\n\f/"));
  if (text.empty() || text.front() == '>') {
    return false;
  }
  const std::size_t name_end = std::min(text.find_first_of(" \t\r\n\f/>=", 1), text.size());
  name = Lowered(text.substr(0, name_end));
  Pass(text, name_end);
  const std::size_t sign = std::min(text.find_first_not_of(kBlanks), text.size());
  if (sign == text.size() || text[sign] != '=') {
    return true;
  }
  Pass(text, text.find_first_not_of(kBlanks, sign + 1));
  const bool quoted = !text.empty() && (text.front() == '"' || text.front() == '\'');
  const std::size_t end = std::min(quoted ? text.find(text.front(), 1) : text.find_first_of(" \t\r\n\f>"), text.size());
  value = text.substr(quoted ? 1 : 0, end - (quoted ? 1 : 0));
  Pass(text, quoted ? end + 1 : end);
  return true;
}

}  // namespace

std::optional<HtmlToken> HtmlTokens::Next() {
  while (!rest_.empty()) {
    if (rest_.front() == '<' && BeginsTag(rest_)) {
      if (rest_[1] == '!' || rest_[1] == '?') {
        PassComment();
        continue;
      }
      std::optional<HtmlToken> tag = Tag();
      if (tag.has_value()) {
        return tag;
      }
      continue;
    }
    std::size_t end = 1;
    while (end < rest_.size() && !(rest_[end] == '<' && BeginsTag(rest_.substr(end)))) {
      ++end;
    }
    HtmlToken token;
    token.text = rest_.substr(0, end);
    Pass(rest_, end);
    return token;
  }
  return std::nullopt;
}

// Nothing where the tag has no end, or stands for something that is passed over.
std::optional<HtmlToken> HtmlTokens::Tag() {
  HtmlToken token;
  token.kind = rest_[1] == '/' ? HtmlToken::Kind::kEnd : HtmlToken::Kind::kStart;
  Pass(rest_, token.kind == HtmlToken::Kind::kEnd ? 2 : 1);
  const std::size_t name_end = std::min(rest_.find_first_of(" \t\r\n\f/>"), rest_.size());
  token.name = Lowered(rest_.substr(0, name_end));
  Pass(rest_, name_end);
  std::string name;
  std::string value;
  while (PassAttribute(rest_, name, value)) {
    if (name == "href" && token.href.empty()) {
      token.href = value;
    }
  }
  if (rest_.empty()) {
    return std::nullopt;
  }
  Pass(rest_, 1);
  if (std::ranges::find(kNotForPeople, token.name) == kNotForPeople.end()) {
    return token;
  }
  if (token.kind == HtmlToken::Kind::kStart && token.name != kNoContent) {
    PassContentOf(token.name);
  }
  return std::nullopt;
}

void HtmlTokens::PassComment() {
  if (rest_.starts_with("<!--")) {
    const std::size_t end = rest_.find("-->", 2);  // "<!-->" is a whole comment.
    Pass(rest_, end == std::string_view::npos ? rest_.size() : end + 3);
    return;
  }
  const std::size_t end = rest_.find('>');
  Pass(rest_, end == std::string_view::npos ? rest_.size() : end + 1);
}

// The end tag stays, and is then passed over as a tag.
void HtmlTokens::PassContentOf(std::string_view name) {
  while (!rest_.empty()) {
    const std::size_t at = std::min(rest_.find("</"), rest_.size());
    Pass(rest_, at);
    if (!rest_.empty() && Lowered(rest_.substr(2, name.size())) == name) {
      return;
    }
    Pass(rest_, 2);
  }
}

}  // namespace riff
