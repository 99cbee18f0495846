#include "gis_core/io/text_encoding.h"

#include <gtest/gtest.h>

#include "gis_core/base/error.h"

namespace gis::io {
namespace {

// "扬州市广陵区" in GBK and "臺北市中正區" in Big5, byte for byte
constexpr const char* kYangzhouGbk = "\xD1\xEF\xD6\xDD\xCA\xD0\xB9\xE3\xC1\xEA\xC7\xF8";
constexpr const char* kTaipeiBig5 = "\xBB\x4F\xA5\x5F\xA5\xAB\xA4\xA4\xA5\xBF\xB0\xCF";

TEST(EncodingName, KnowsCustomarySpellings) {
  for (const char* spelling : {"GBK", "gbk", "936", "CP936", "ANSI 936", "gb2312", "LDID/77"})
    EXPECT_EQ(encodingName(spelling), "GBK") << spelling;
  EXPECT_EQ(encodingName("utf8"), "UTF-8");
  EXPECT_EQ(encodingName("65001"), "UTF-8");
  EXPECT_EQ(encodingName("1252"), "windows-1252");
  EXPECT_EQ(encodingName("no such thing"), "");
  EXPECT_EQ(encodingOfLanguageByte(0x4D), "GBK");
  EXPECT_EQ(encodingOfLanguageByte(0x57), "");
}

TEST(GuessEncoding, TellsUtf8GbkBig5AndLatinApart) {
  EXPECT_EQ(guessEncoding({"plain"}), "UTF-8");
  EXPECT_EQ(guessEncoding({"扬州市", "广陵区"}), "UTF-8");
  EXPECT_EQ(guessEncoding({kYangzhouGbk}), "GBK");
  EXPECT_EQ(guessEncoding({kTaipeiBig5}), "Big5");
  EXPECT_EQ(guessEncoding({"Stra\xDF"
                           "e",
                           "M\xFCnchen", "K\xF6ln"}),
            "ISO-8859-1");
}

TEST(GuessEncoding, AValueCutInsideACharacterIsNoContradiction) {
  const std::string cut = std::string(kYangzhouGbk).substr(0, 11);
  EXPECT_EQ(guessEncoding({cut, kYangzhouGbk}), "GBK");
  EXPECT_EQ(guessEncoding({std::string("扬州市").substr(0, 8)}), "UTF-8");
}

TEST(TextDecoder, DropsACutCharacterAndCountsUnreadableOnes) {
  TextDecoder gbk("GBK");
  EXPECT_EQ(gbk.decode(kYangzhouGbk), "扬州市广陵区");
  EXPECT_EQ(gbk.decode(std::string(kYangzhouGbk).substr(0, 5)), "扬州");
  EXPECT_EQ(gbk.faulty(), 0U);
  TextDecoder utf8("UTF-8");
  EXPECT_EQ(utf8.decode(std::string("扬州市").substr(0, 8)), "扬州");
  EXPECT_EQ(utf8.faulty(), 0U);
  EXPECT_EQ(utf8.decode("a\xFF"
                        "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(utf8.faulty(), 1U);
}

TEST(TextDecoder, RefusesAnUnknownEncoding) {
  EXPECT_THROW(TextDecoder("klingon"), Error);
}

TEST(TextEncoder, NeverCutsInsideACharacterAndListsWhatIsMissing) {
  TextEncoder gbk("GBK");
  EXPECT_EQ(gbk.encode("扬州市广陵区"), kYangzhouGbk);
  EXPECT_EQ(gbk.encodeCut("扬州市", 5), std::string(kYangzhouGbk).substr(0, 4));
  EXPECT_EQ(gbk.encode("𠀀龘"), "?\xFD\x93");
  EXPECT_EQ(gbk.missing().size(), 1U);
  TextEncoder utf8("UTF-8");
  EXPECT_EQ(utf8.encodeCut("扬州市", 8), "扬州");
}

TEST(IsClearlyUtf8, GbkThatHappensToBeUtf8StaysGbk) {
  // "模" in GBK is C4 A3, which is "ģ" in UTF-8
  EXPECT_FALSE(isClearlyUtf8({"\xC4\xA3"}, "GBK"));
  EXPECT_FALSE(isClearlyUtf8({"plain"}, "GBK"));
  EXPECT_FALSE(isClearlyUtf8({"\xBE\xAE\xB8\xC7"}, "GBK"));  // "井盖" in GBK
  EXPECT_TRUE(isClearlyUtf8({"井盖"}, "GBK"));
  EXPECT_TRUE(isClearlyUtf8({"ģ"}, "windows-1252"));
}

}  // namespace
}  // namespace gis::io
