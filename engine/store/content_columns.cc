#include "engine/store/content_columns.h"

#include <array>
#include <utility>

#include "engine/store/words.h"

namespace riff {

void BindContent(Query& query, const ListingContent& content) {
  query.Bind("description", content.description)
      .Bind("brand", content.brand)
      .Bind("model", content.model)
      .Bind("year", content.year)
      .Bind("finish", content.finish)
      .Bind("condition", ToString(content.condition))
      .Bind("category", content.category)
      .Bind("image_urls", JoinTexts(content.image_urls));
}

Result<ListingContent> ReadContent(Query& query, std::string title) {
  ListingContent content;
  content.title = std::move(title);
  content.description = query.Text();
  content.brand = query.Text();
  content.model = query.Text();
  content.year = query.Text();
  content.finish = query.Text();
  RIFF_TRY(content.condition, ParseCondition(query.Text()));
  content.category = query.Text();
  RIFF_TRY(content.image_urls, SplitTexts(query.Text()));
  return content;
}

std::string ContentText(const ListingContent& content) {
  const std::array<std::string, 9> texts = {content.title,
                                            content.description,
                                            content.brand,
                                            content.model,
                                            content.year,
                                            content.finish,
                                            std::string(ToString(content.condition)),
                                            content.category,
                                            JoinTexts(content.image_urls)};
  return JoinTexts(texts);
}

Result<ListingContent> ContentFromText(std::string_view text) {
  RIFF_TRY(std::vector<std::string> texts, SplitTexts(text));
  if (texts.size() != 9) {
    return Fail(ErrorKind::kInvalid, "the store holds a content that does not read back");
  }
  ListingContent content;
  content.title = std::move(texts[0]);
  content.description = std::move(texts[1]);
  content.brand = std::move(texts[2]);
  content.model = std::move(texts[3]);
  content.year = std::move(texts[4]);
  content.finish = std::move(texts[5]);
  RIFF_TRY(content.condition, ParseCondition(texts[6]));
  content.category = std::move(texts[7]);
  RIFF_TRY(content.image_urls, SplitTexts(texts[8]));
  return content;
}

}  // namespace riff
