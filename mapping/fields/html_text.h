#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "engine/model/channel.h"

namespace riff {

// What a platform shows of a description's markup.
struct HtmlRule {
  enum class Links { kDropped, kKept };

  std::span<const std::string_view> tags;  // Lower case; their attributes all go, but a kept link's address.
  Links links = Links::kDropped;
  std::size_t characters_max = 0;  // Code points, markup counted as platforms do; 0: no limit is known.
};

// Paragraphs, line breaks, lists and emphasis everywhere; Shopify and eBay show headings, quotes and rules too, Shopify
// links (eBay forbids most of them). eBay takes 500,000 characters, TikTok 10,000.
HtmlRule HtmlRuleOf(Platform platform);

// The description with only what the rule allows. Scripts, styles, frames, forms, comments and everything in them, all
// event handlers and every address that is not http, https or mailto are gone, however they are spelt: what comes out
// is written anew from escaped text and the allowed tags, never copied. Tags are closed and in order; a block that is
// not allowed becomes a line break, any other tag only goes. Control characters and bytes that are not UTF-8 become
// blanks. Cut at the last whole word that fits. Doing it again changes nothing. Takes time in proportion to the text,
// whatever is in it: no tree is built, so depth and unclosed tags cost nothing.
std::string CleanHtml(std::string_view html, const HtmlRule& rule);

// The words alone, for places that take no markup: references resolved, white space folded, a line for each block and
// "- " before each entry of a list. Cut at the last whole word that fits; 0: not cut. The result is text and must be
// escaped by whoever shows it.
std::string PlainText(std::string_view html, std::size_t characters_max);

}  // namespace riff
