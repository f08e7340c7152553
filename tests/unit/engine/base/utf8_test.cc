#include "engine/base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace riff {
namespace {

TEST(CharacterBytesTest, MeasuresTheFirstCharacter) {
  EXPECT_EQ(CharacterBytes("ab"), 1u);
  EXPECT_EQ(CharacterBytes(std::string_view("\0", 1)), 1u);
  EXPECT_EQ(CharacterBytes("\x7f"), 1u);
  EXPECT_EQ(CharacterBytes("\xc2\x80"), 2u);
  EXPECT_EQ(CharacterBytes("\xdf\xbf rest"), 2u);
  EXPECT_EQ(CharacterBytes("\xe0\xa0\x80"), 3u);
  EXPECT_EQ(CharacterBytes("\xed\x9f\xbf"), 3u);
  EXPECT_EQ(CharacterBytes("\xee\x80\x80"), 3u);
  EXPECT_EQ(CharacterBytes("\xf0\x90\x80\x80"), 4u);
  EXPECT_EQ(CharacterBytes("\xf4\x8f\xbf\xbf"), 4u);
}

TEST(CharacterBytesTest, FindsNoCharacterInBadBytes) {
  for (const std::string text : {"", "\x80", "\xbf", "\xc2", "\xc2z", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf",
                                 "\xe2\x82", "\xe2\x82z", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf",
                                 "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff", "\xfe"}) {
    EXPECT_EQ(CharacterBytes(text), 0u) << testing::PrintToString(text);
  }
}

TEST(Utf8BytesTest, TakesAllOfAGoodText) {
  for (const std::string text : {"", "a", "12345678", "a text of more than one word", "Höfner", "1234567ö9abcdefghö",
                                 "\xf0\x9f\x8e\xb8 twice eight letters"}) {
    EXPECT_EQ(Utf8Bytes(text), text.size()) << text;
  }
}

TEST(Utf8BytesTest, StopsWhereverABadByteStands) {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string ascii(size, 'x');
    for (const std::string bad : {"\x80", "\xff", "\xc3", "\xed\xa0\x80"}) {
      EXPECT_EQ(Utf8Bytes(ascii + bad), size);
      EXPECT_EQ(Utf8Bytes(ascii + bad + "and eight letters more"), size);
      EXPECT_EQ(Utf8Bytes("\xc3\xb6" + ascii + bad), size + 2);
    }
  }
}

}  // namespace
}  // namespace riff
