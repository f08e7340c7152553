#include "engine/model/channel.h"

#include <gtest/gtest.h>

#include <string>

namespace riff {
namespace {

TEST(ChannelTest, IsWrittenAsPlatformAndEnvironment) {
  EXPECT_EQ(ToString(Channel{Platform::kReverb, Environment::kSandbox}), "reverb/sandbox");
  EXPECT_EQ(ToString(Channel{Platform::kVr, Environment::kProduction}), "vr/production");
}

TEST(ChannelTest, IsReadBack) {
  for (const Channel channel : AllChannels()) {
    EXPECT_EQ(ParseChannel(ToString(channel)), channel);
  }
}

TEST(ChannelTest, RefusesWhatIsNotOneAndNamesIt) {
  for (const std::string text : {"", "/", "reverb", "reverb/", "/sandbox", "reverb/live", "etsy/sandbox",
                                 "reverb/sandbox/", "Reverb/sandbox", "reverb/sandbox "}) {
    const Result<Channel> channel = ParseChannel(text);

    ASSERT_FALSE(channel) << text;
    EXPECT_EQ(channel.error().kind, ErrorKind::kInvalid);
  }
  EXPECT_NE(ParseChannel("etsy/sandbox").error().message.find("\"etsy\""), std::string::npos);
  EXPECT_NE(ParseChannel("reverb/live").error().message.find("production, sandbox"), std::string::npos);
  EXPECT_NE(ParseChannel("reverb").error().message.find("\"reverb\""), std::string::npos);
}

TEST(ChannelTest, ListsAllTenInOrder) {
  std::string all;
  for (const Channel channel : AllChannels()) {
    all += ToString(channel) + " ";
  }

  EXPECT_EQ(all,
            "ebay/production ebay/sandbox reverb/production reverb/sandbox shopify/production shopify/sandbox "
            "tiktok/production tiktok/sandbox vr/production vr/sandbox ");
}

}  // namespace
}  // namespace riff
