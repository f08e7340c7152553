#include "engine/base/digest.h"

#include <gtest/gtest.h>

#include <string>

namespace riff {
namespace {

constexpr std::string_view kKey =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEq2eixDoR+aQ9/zS4tZ7+0k/t2YNd\n"
    "S4be2B2qDWb+hffpFrXUPsNbRKWvcPXbC/ajE7EzTLc17sekW/vBec03Ww==\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kRsaKey =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAO4WPHoNZvfDQRbMESXPcz6r1GgnTUlJ\n"
    "XMUDPzJZHOCxL5qOc89HzJSB2BQP1MTfGXSsqcRNgrJjrASPWuQJqlsCAwEAAQ==\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kBody = "the raw body";

std::string SignatureSha256() {
  return Base64Decode(
             "MEQCIEesXirKlbfsi9e1Z5PJxxEsgibpktAeK+gZT5BvBbQ8AiBsXgtOKBjnj0JNkKyxqlD9XjfSPFrKHcgtrzyPyILC4g==")
      .value();
}

std::string SignatureSha1() {
  return Base64Decode(
             "MEYCIQCKoucPvbopDIEHtcAsJJHtrjShmjRXU2INhbQeoLjsDQIhAIsGBKTsYVcLbbBUV6/bRqcbSq6QmjIcfYcf2cuaEh5q")
      .value();
}

TEST(DigestTest, AgreesWithThePublishedValues) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha1Hex("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(HmacSha256Hex(Secret("Jefe"), "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(DigestTest, ReadsEveryByteAlsoNul) {
  EXPECT_NE(Sha256Hex(std::string_view("a\0b", 3)), Sha256Hex(std::string_view("a\0c", 3)));
  EXPECT_NE(HmacSha256Hex(Secret(std::string("k\0a", 3)), "x"), HmacSha256Hex(Secret(std::string("k\0b", 3)), "x"));
}

TEST(DigestTest, GivesAnAuthenticationCodeOf32RawBytes) {
  const std::string raw = HmacSha256(Secret("Jefe"), "what do ya want for nothing?");

  ASSERT_EQ(raw.size(), 32u);
  EXPECT_EQ(static_cast<unsigned char>(raw[0]), 0x5b);
  EXPECT_EQ(static_cast<unsigned char>(raw[31]), 0x43);
}

TEST(DigestTest, TakesAnEmptyKey) {
  EXPECT_EQ(HmacSha256Hex(Secret(), ""), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Base64Test, WritesAndReadsThePublishedExamples) {
  const std::pair<std::string, std::string> examples[] = {{"", ""},
                                                          {"f", "Zg=="},
                                                          {"fo", "Zm8="},
                                                          {"foo", "Zm9v"},
                                                          {"foob", "Zm9vYg=="},
                                                          {"fooba", "Zm9vYmE="},
                                                          {"\xfb\xff", "+/8="}};
  for (const auto& [bytes, text] : examples) {
    EXPECT_EQ(Base64Encode(bytes), text);
    EXPECT_EQ(Base64Decode(text), bytes);
  }
}

TEST(Base64Test, KeepsEveryByte) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += static_cast<char>(i);
  }

  EXPECT_EQ(Base64Decode(Base64Encode(bytes)), bytes);
}

TEST(Base64Test, RefusesABadCharacterOrLength) {
  for (const std::string text :
       {"Zg", "Zg=", "Z", "=", "====", "Z===", "Zm9v\n", "Zm 9", "Zm9-", "Zm_v", "Zg==Zg==", "Zm=v", "Zh==", "Zm9="}) {
    const Result<std::string> bytes = Base64Decode(text);

    ASSERT_FALSE(bytes) << text;
    EXPECT_EQ(bytes.error().kind, ErrorKind::kInvalid);
  }
}

TEST(EqualInConstantTimeTest, ComparesWholeTexts) {
  EXPECT_TRUE(EqualInConstantTime("", ""));
  EXPECT_TRUE(EqualInConstantTime("abc", "abc"));
  EXPECT_FALSE(EqualInConstantTime("abc", "abd"));
  EXPECT_FALSE(EqualInConstantTime("abc", "ab"));
  EXPECT_FALSE(EqualInConstantTime("", "a"));
}

TEST(VerifyEcdsaTest, AcceptsASignatureOverTheSameBytes) {
  EXPECT_EQ(VerifyEcdsa(kKey, SignatureDigest::kSha256, kBody, SignatureSha256()), true);
  EXPECT_EQ(VerifyEcdsa(kKey, SignatureDigest::kSha1, kBody, SignatureSha1()), true);
}

TEST(VerifyEcdsaTest, ReadsAKeyThatStandsOnOneLine) {
  std::string key(kKey);
  std::erase(key, '\n');

  EXPECT_EQ(VerifyEcdsa(key, SignatureDigest::kSha256, kBody, SignatureSha256()), true);
}

TEST(VerifyEcdsaTest, RefusesOtherBytesAnotherDigestAndAnAlteredSignature) {
  std::string altered = SignatureSha256();
  altered.back() = static_cast<char>(altered.back() ^ 1);

  EXPECT_EQ(VerifyEcdsa(kKey, SignatureDigest::kSha256, "the raw bodY", SignatureSha256()), false);
  EXPECT_EQ(VerifyEcdsa(kKey, SignatureDigest::kSha1, kBody, SignatureSha256()), false);
  EXPECT_EQ(VerifyEcdsa(kKey, SignatureDigest::kSha256, kBody, altered), false);
}

TEST(VerifyEcdsaTest, RefusesNumbersThatNoSignatureHas) {
  const std::string zeros("\x30\x06\x02\x01\x00\x02\x01\x00", 8);

  EXPECT_EQ(VerifyEcdsa(kKey, SignatureDigest::kSha256, kBody, zeros), false);
}

TEST(VerifyEcdsaTest, SaysInvalidWhenTheSignatureCannotBeRead) {
  for (const std::string& signature :
       {std::string(), std::string("not DER"), SignatureSha256().substr(0, 30), SignatureSha256() + "x"}) {
    const Result<bool> verdict = VerifyEcdsa(kKey, SignatureDigest::kSha256, kBody, signature);

    ASSERT_FALSE(verdict);
    EXPECT_EQ(verdict.error().kind, ErrorKind::kInvalid);
  }
}

TEST(VerifyEcdsaTest, SaysInvalidWhenTheKeyCannotBeRead) {
  for (const std::string_view key :
       {std::string_view(), std::string_view("no key"), kRsaKey,
        std::string_view("-----END PUBLIC KEY----------BEGIN PUBLIC KEY-----"),
        std::string_view("-----BEGIN PUBLIC KEY-----!!!!-----END PUBLIC KEY-----"),
        std::string_view("-----BEGIN PUBLIC KEY-----Zm9v-----END PUBLIC KEY-----"), kKey.substr(0, 100)}) {
    const Result<bool> verdict = VerifyEcdsa(key, SignatureDigest::kSha256, kBody, SignatureSha256());

    ASSERT_FALSE(verdict) << key;
    EXPECT_EQ(verdict.error().kind, ErrorKind::kInvalid);
  }
}

TEST(SealTest, OpensUnderTheSameKey) {
  for (const std::string& text : {std::string(), std::string("a"), std::string("a token"), std::string(5000, 'x')}) {
    const Result<Secret> opened = Open(Secret("the key"), Seal(Secret("the key"), Secret(text)));

    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->Reveal(), text);
  }
}

TEST(SealTest, ShowsNothingOfTheTextAndNeverRepeatsItself) {
  const std::string first = Seal(Secret("the key"), Secret("a token"));
  const std::string second = Seal(Secret("the key"), Secret("a token"));

  EXPECT_NE(first, second);
  EXPECT_EQ(first.find("token"), std::string::npos);
}

TEST(SealTest, RefusesAnotherKey) {
  const Result<Secret> opened = Open(Secret("other key"), Seal(Secret("the key"), Secret("a token")));

  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::kUnauthorized);
  EXPECT_EQ(opened.error().message.find("token"), std::string::npos);
}

TEST(SealTest, RefusesATextThatWasAlteredAnywhere) {
  const std::string mark = "v1:";
  const std::string sealed = Base64Decode(Seal(Secret("the key"), Secret("a token")).substr(mark.size())).value();

  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string altered = sealed;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    const Result<Secret> opened = Open(Secret("the key"), mark + Base64Encode(altered));
    ASSERT_FALSE(opened) << i;
    EXPECT_EQ(opened.error().kind, ErrorKind::kUnauthorized);
  }
}

TEST(SealTest, RefusesWhatWasNeverSealed) {
  const std::string sealed = Seal(Secret("the key"), Secret("a token"));
  for (const std::string& text : {std::string(), std::string("v1:"), std::string("v1:Zm9v"), std::string("a token"),
                                  sealed.substr(3), sealed.substr(0, sealed.size() - 4), "v1:!" + sealed.substr(4)}) {
    const Result<Secret> opened = Open(Secret("the key"), text);

    ASSERT_FALSE(opened) << text;
    EXPECT_EQ(opened.error().kind, ErrorKind::kUnauthorized);
  }
}

}  // namespace
}  // namespace riff
