// What must hold of the field maps for texts and prices nobody thought of. A failure prints the seed to repeat it with:
// RC_PARAMS="seed=…".
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "mapping/fields/category_map.h"
#include "mapping/fields/characters.h"
#include "mapping/fields/html_text.h"
#include "mapping/fields/money_rules.h"
#include "mapping/fields/title_rules.h"

namespace riff {
namespace {

// Pieces that trip readers of HTML and of titles over when they meet.
rc::Gen<std::string> GenPiece() {
  return rc::gen::element<std::string>(
      "<p>", "</p>", "<P CLASS='x'>", "<b>", "</b>", "<i>", "</i>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<br>",
      "<br/>", "</br>", "<hr>", "<h2>", "</h2>", "<div>", "</div>", "<table><tr><td>", "</td></tr></table>",
      "<blockquote>", "</blockquote>", "<a href=\"https://a.test/?a=1&b=2\">", "<a href='javascript:x'>", "</a>",
      "<script>", "</script>", "<style>", "</style>", "<iframe src=x>", "</iframe>", "<!--", "-->", "<!doctype>",
      "<img", " onerror=x>", "<", ">", "&", "&amp;", "&amp", "amp;", "&lt;", "&#60;", "&#x0;", "&nbsp;", "&unheard;",
      "\"", "'", " ", "  ", "\n", "\t", "\x01", "\xff", "\xc3", "\xc3\xbc", "e\xcc\x81", "\xf0\x9f\x8e\xb8",
      "\xe2\x80\x8d", "\xe2\x80\xae", "Fender", "1964", "Jazzmaster", "RARE", "!!!!!!!!!!!!", "x",
      "supercalifragilistic", "=", "/");
}

rc::Gen<std::string> GenText() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(GenPiece()),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const std::string& piece : pieces) {
                          text += piece;
                        }
                        return text;
                      });
}

Platform AnyPlatform() { return *rc::gen::elementOf(std::vector<Platform>(kPlatforms.begin(), kPlatforms.end())); }

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const CodePoint next = FirstCodePoint(text);
    if (next.value < 0) {
      return false;
    }
    text.remove_prefix(next.bytes);
  }
  return true;
}

RC_GTEST_PROP(TitleRules, FitAndChangeNothingTheSecondTime, ()) {
  ListingContent content;
  content.title = *GenText();
  content.brand = *rc::gen::element<std::string>("", "Fender", "x");
  content.model = *rc::gen::element<std::string>("", "Jazzmaster", "supercalifragilistic");
  TitleRule rule = TitleRuleOf(AnyPlatform());
  rule.characters_max = *rc::gen::element<std::size_t>(1, 5, 12, 40, 80, 255);

  const std::string once = TitleFor(content, rule);
  RC_ASSERT(CountCharacters(once) <= rule.characters_max);
  RC_ASSERT(IsUtf8(once));
  content.title = once;
  RC_ASSERT(TitleFor(content, rule) == once);
}

RC_GTEST_PROP(HtmlText, IsTheSameCleanedTwiceAndFits, ()) {
  const std::string html = *GenText();
  HtmlRule rule = HtmlRuleOf(AnyPlatform());
  rule.characters_max = *rc::gen::element<std::size_t>(0, 0, 1, 7, 10, 25, 60);

  const std::string once = CleanHtml(html, rule);
  RC_ASSERT(CleanHtml(once, rule) == once);
  RC_ASSERT(rule.characters_max == 0 || CountCharacters(once) <= rule.characters_max);
  RC_ASSERT(IsUtf8(once));
}

// Every angle bracket of the result belongs to an allowed tag without attributes, or to a link.
RC_GTEST_PROP(HtmlText, HoldsNoTagThatIsNotAllowed, ()) {
  const HtmlRule rule = HtmlRuleOf(AnyPlatform());
  const std::string clean = CleanHtml(*GenText(), rule);
  for (std::size_t at = clean.find('<'); at != std::string::npos; at = clean.find('<', at + 1)) {
    const std::size_t end = clean.find('>', at);
    RC_ASSERT(end != std::string::npos);
    std::string tag = clean.substr(at + 1, end - at - 1);
    tag = tag.starts_with('/') ? tag.substr(1) : tag;
    const bool is_link = rule.links == HtmlRule::Links::kKept && (tag == "a" || tag.starts_with("a href=\"https://"));
    RC_ASSERT(is_link || std::find(rule.tags.begin(), rule.tags.end(), tag) != rule.tags.end());
  }
}

RC_GTEST_PROP(PriceRules, KeepTheFloorAndChangeNothingTheSecondTime, ()) {
  const Currency currency = *Currency::Parse(*rc::gen::element<std::string>("USD", "JPY", "KWD", "GBP"));
  const Money price{*rc::gen::inRange<std::int64_t>(0, 1'000'000'00), currency};
  const Money floor{*rc::gen::inRange<std::int64_t>(0, 1'000'000'00), currency};
  const PriceRule rule{
      *rc::gen::element(PriceEnding::kAny, PriceEnding::kWhole, PriceEnding::kNinetyNine, PriceEnding::kNinetyFive),
      std::nullopt};

  const Result<Money> once = RoundPrice(price, rule, floor);
  RC_ASSERT(once.has_value());
  RC_ASSERT(*once >= floor);
  RC_ASSERT(*RoundPrice(*once, rule, floor) == *once);
  const std::int64_t off = once->minor > price.minor ? once->minor - price.minor : price.minor - once->minor;
  RC_ASSERT(price < floor || off <= 1000);
}

RC_GTEST_PROP(CategoryMap, FindsNothingInWhatIsNoCategory, ()) {
  const std::string text = *GenText();
  RC_PRE(FindCategoryNode(text) == nullptr);
  RC_ASSERT(CategoryFromAnywhere(text) == nullptr);
}

}  // namespace
}  // namespace riff
