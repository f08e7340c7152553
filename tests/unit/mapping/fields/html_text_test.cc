#include "mapping/fields/html_text.h"

#include <gtest/gtest.h>

#include <string>

#include "mapping/fields/title_rules.h"

namespace riff {
namespace {

std::string Clean(std::string_view html, Platform platform = Platform::kReverb) {
  const HtmlRule rule = HtmlRuleOf(platform);
  const std::string once = CleanHtml(html, rule);
  EXPECT_EQ(CleanHtml(once, rule), once) << html;
  return once;
}

std::string Cut(std::string_view html, std::size_t characters_max) {
  HtmlRule rule = HtmlRuleOf(Platform::kReverb);
  rule.characters_max = characters_max;
  const std::string once = CleanHtml(html, rule);
  EXPECT_LE(CountCharacters(once), characters_max);
  EXPECT_EQ(CleanHtml(once, rule), once) << html;
  return once;
}

TEST(HtmlTextTest, KeepsWhatIsAllowedAsItIs) {
  EXPECT_EQ(Clean("<p>All <b>original</b>, plays</p><ul><li>case</li><li>tags</li></ul>"),
            "<p>All <b>original</b>, plays</p><ul><li>case</li><li>tags</li></ul>");
  EXPECT_EQ(Clean("two\nlines"), "two\nlines");
  EXPECT_EQ(Clean(""), "");
}

TEST(HtmlTextTest, TakesOutWhatRunsAndAllThatIsInIt) {
  EXPECT_EQ(Clean("a<script>alert('x')</script>b"), "ab");
  EXPECT_EQ(Clean("a<SCRIPT\n>x</script >b"), "ab");
  EXPECT_EQ(Clean("a<style>p{}</style><iframe src=x>y</iframe><object>z</object>b"), "ab");
  EXPECT_EQ(Clean("a<!-- <b>x</b> -->b<!doctype html><?php x ?>c"), "abc");
  EXPECT_EQ(Clean("a<script>never closed"), "a");
  EXPECT_EQ(Clean("<svg><script>x</script></svg>b"), "b");
}

TEST(HtmlTextTest, DropsEveryAttribute) {
  EXPECT_EQ(Clean("<p onclick=\"x()\" style='y'>a</p>"), "<p>a</p>");
  EXPECT_EQ(Clean("<b/onmouseover=x>a</b>"), "<b>a</b>");
  EXPECT_EQ(Clean("<img src=x onerror=alert(1)>a"), "a");
  EXPECT_EQ(Clean("<p title=\"a>b\">c</p>"), "<p>c</p>");
}

TEST(HtmlTextTest, LetsNoMarkupInByWayOfText) {
  EXPECT_EQ(Clean("&lt;script&gt;x&lt;/script&gt;"), "&lt;script&gt;x&lt;/script&gt;");
  EXPECT_EQ(Clean("<scr<script>ipt>x"), "ipt&gt;x");
  EXPECT_EQ(Clean("<<b>script>x</b>"), "&lt;<b>script&gt;x</b>");
  EXPECT_EQ(Clean("&#60;b&#x3E;"), "&lt;b&gt;");
  EXPECT_EQ(Clean("a < b & c"), "a &lt; b &amp; c");
}

TEST(HtmlTextTest, KeepsOnlyLinksThatABuyerMayFollow) {
  EXPECT_EQ(Clean("<a href='https://a.test/?x=1&y=2' target=_blank>a</a>", Platform::kShopify),
            "<a href=\"https://a.test/?x=1&amp;y=2\">a</a>");
  EXPECT_EQ(Clean("<a href=\"javascript:x()\">a</a>", Platform::kShopify), "a");
  EXPECT_EQ(Clean("<a href=\" jav&#x09;ascript:x()\">a</a>", Platform::kShopify), "a");
  EXPECT_EQ(Clean("<a href='https://a.test/\" onclick=\"x()'>a</a>", Platform::kShopify),
            "<a href=\"https://a.test/&quot;onclick=&quot;x()\">a</a>");
  EXPECT_EQ(Clean("<a href=\"https://a.test\">a</a>", Platform::kEbay), "a");
}

TEST(HtmlTextTest, ResolvesReferencesAndKeepsUnknownOnesAsText) {
  EXPECT_EQ(Clean("Player&rsquo;s &quot;gem&quot; &copy; &#8364;5"),
            "Player\xe2\x80\x99s \"gem\" \xc2\xa9 \xe2\x82\xac"
            "5");
  EXPECT_EQ(Clean("&unheard; &#0; &#xD800;"), "&amp;unheard; &amp;#0; &amp;#xD800;");
}

TEST(HtmlTextTest, MakesABreakOfABlockThatIsNotAllowed) {
  EXPECT_EQ(Clean("<div>a</div><div>b</div>"), "a<br>b");
  EXPECT_EQ(Clean("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>"), "a<br>b");
  EXPECT_EQ(Clean("<h2>a</h2>b", Platform::kTiktok), "a<br>b");
  EXPECT_EQ(Clean("<h2>a</h2>b", Platform::kShopify), "<h2>a</h2>b");
}

TEST(HtmlTextTest, ClosesAndOrdersTags) {
  EXPECT_EQ(Clean("<p>a<p>b"), "<p>a</p><p>b</p>");
  EXPECT_EQ(Clean("<b>a<i>b</b>c</i>"), "<b>a<i>b</i></b>c");
  EXPECT_EQ(Clean("<b>a<p>b</p>"), "<b>a</b><p>b</p>");
  EXPECT_EQ(Clean("<ul><li>a<li>b</ul>c</p></b>"), "<ul><li>a</li><li>b</li></ul>c");
  EXPECT_EQ(Clean("a<li>b"), "a<br>b");
}

TEST(HtmlTextTest, CutsAtAWordAndClosesWhatIsOpen) {
  EXPECT_EQ(Cut("<p>one two three</p>", 14), "<p>one two</p>");
  EXPECT_EQ(Cut("<p>one two three</p>", 20), "<p>one two three</p>");
  EXPECT_EQ(Cut("one &amp; two", 9), "one &amp;");
  EXPECT_EQ(Cut("one &amp; two", 8), "one");
  EXPECT_EQ(Cut(std::string(50, 'y'), 40), std::string(40, 'y'));
  EXPECT_EQ(Cut("<p>x</p>", 5), "");
}

TEST(HtmlTextTest, SurvivesDeepAndBrokenMarkup) {
  std::string deep;
  std::string unclosed;
  for (int i = 0; i < 50'000; ++i) {
    deep += "<blockquote><ul><li>";
    unclosed += "<b id=" + std::to_string(i) + "><p><a href='";
  }
  Clean(deep + "x", Platform::kShopify);
  Clean(unclosed, Platform::kShopify);
  Clean(std::string(500'000, '<'));
  Clean(std::string(500'000, '&'));
  EXPECT_EQ(Clean("\xff\x01z"), "  z");
}

TEST(HtmlTextTest, TellsTheWordsAlone) {
  EXPECT_EQ(PlainText("<p>A &amp; B</p><ul><li>one<li>two</ul><script>x</script> end ", 0), "A & B\n- one\n- two\nend");
  EXPECT_EQ(PlainText("<td>a</td><td>b</td>", 0), "a b");
  EXPECT_EQ(PlainText("one two three", 9), "one two");
  EXPECT_EQ(PlainText("one two", 3), "one");
  EXPECT_EQ(PlainText("onetwo", 3), "one");
  EXPECT_EQ(PlainText("", 5), "");
}

}  // namespace
}  // namespace riff
