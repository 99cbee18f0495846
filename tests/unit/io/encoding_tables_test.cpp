// The encodings of generated tables of 20 rows: names of people are drawn evenly from the characters that an encoding
// calls daily, so no list of frequent characters helps with them.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "gis_core/io/text_encoding.h"

namespace gis::io {
namespace {

constexpr int kTables = 400;
constexpr int kRows = 20;

/// What a table is made of, in UTF-8.
struct Vocabulary {
  const char* encoding;
  std::vector<std::string> names, words;
  unsigned firstLead, lastLead, firstTrail;  ///< of the characters for people and remarks
  std::vector<std::string> only;             ///< characters that only this encoding has; one stands in every table
};

const std::vector<Vocabulary>& vocabularies() {
  static const std::vector<std::string> simplified{
      "扬州市",       "广陵区", "邗江区", "文昌中路", "汶河街道", "号楼", "单元", "雨水井盖",   "破损", "路灯", "宗地",
      "国有建设用地", "住宅",   "商业",   "张",       "王",       "李",   "欧阳", "（待核实）", "、",   "。"};
  static const std::vector<Vocabulary> all{
      {"UTF-8", {"名称", "地址", "备注", "权利人"}, simplified, 0xB0, 0xD7, 0xA1, {}},
      {"GBK", {"名称", "地址", "备注", "权利人"}, simplified, 0xB0, 0xD7, 0xA1, {}},
      {"GB18030", {"名称", "地址", "备注", "权利人"}, simplified, 0xB0, 0xD7, 0xA1, {"𠅤", "㼆", "𡐓", "ḿ"}},
      {"Big5",
       {"名稱", "地址", "備註", "權利人"},
       {"臺北市", "中正區", "忠孝東路", "號", "樓", "段", "巷", "路燈", "損壞", "土地", "住宅", "商業", "張", "王",
        "歐陽", "（待查）", "、", "。"},
       0xA4,
       0xC5,
       0xA1,
       {}},
      {"Shift_JIS",
       {"名称", "住所", "備考", "所有者"},
       {"東京都", "千代田区", "丸の内", "丁目", "番地", "街路灯", "破損", "土地", "住宅", "商業", "田中", "鈴木",
        "マンホール", "（確認中）", "、", "。"},
       0x89,
       0x97,
       0x9F,
       {}},
  };
  return all;
}

class TableMaker {
 public:
  TableMaker(const Vocabulary& words, unsigned seed)
      : m_words(words),
        m_random(seed),
        m_daily(std::string_view(words.encoding) == "UTF-8" || std::string_view(words.encoding) == "GB18030"
                    ? "GBK"
                    : words.encoding),
        m_encoder(words.encoding) {}

  /// Names and cells, in UTF-8.
  std::vector<std::string> table() {
    std::vector<std::string> cells = m_words.names;
    for (int row = 0; row < kRows; ++row) {
      cells.push_back(std::to_string(321003000000 + pick(1000000)));
      cells.push_back(one(m_words.words) + daily(1 + pick(2)));
      cells.push_back(one(m_words.words) + one(m_words.words) + std::to_string(pick(400)) + one(m_words.words));
      cells.push_back(daily(pick(9)));
    }
    if (!m_words.only.empty()) cells.back() += one(m_words.only);
    return cells;
  }

  std::vector<std::string> encoded(const std::vector<std::string>& cells) {
    std::vector<std::string> raw;
    raw.reserve(cells.size());
    for (const std::string& cell : cells) raw.push_back(m_encoder.encode(cell));
    EXPECT_TRUE(m_encoder.missing().empty()) << m_words.encoding << " " << *m_encoder.missing().begin();
    return raw;
  }

 private:
  unsigned pick(unsigned below) { return static_cast<unsigned>(m_random() % below); }
  const std::string& one(const std::vector<std::string>& all) { return all[pick(static_cast<unsigned>(all.size()))]; }
  std::string daily(unsigned count) {
    std::string text;
    while (count > 0) {
      const char pair[2] = {static_cast<char>(m_words.firstLead + pick(m_words.lastLead - m_words.firstLead + 1)),
                            static_cast<char>(m_words.firstTrail + pick(0xFC - m_words.firstTrail))};
      const std::string character = m_daily.decode({pair, 2});
      if (character.size() != 3 || character == "\xEF\xBF\xBD" || static_cast<unsigned char>(character[0]) < 0xE4)
        continue;  // a gap in the table
      text += character;
      --count;
    }
    return text;
  }

  const Vocabulary& m_words;
  std::mt19937 m_random;
  TextDecoder m_daily;
  TextEncoder m_encoder;
};

TEST(EncodingOfTables, AtLeast98PercentAreRead) {
  for (const Vocabulary& words : vocabularies()) {
    int right = 0;
    for (int t = 0; t < kTables; ++t) {
      TableMaker maker(words, 1000U * static_cast<unsigned>(t) + 7);
      const std::vector<std::string> cells = maker.table();
      const std::vector<std::string> raw = maker.encoded(cells);
      const std::string guess = guessEncoding({raw.begin(), raw.end()});
      TextDecoder decoder(guess);
      bool same = true;
      for (std::size_t i = 0; same && i < raw.size(); ++i) same = decoder.decode(raw[i]) == cells[i];
      right += same ? 1 : 0;
    }
    RecordProperty(words.encoding, right);
    std::printf("%s: %d of %d tables\n", words.encoding, right, kTables);
    EXPECT_GE(right * 100, kTables * 98) << words.encoding;
  }
}

TEST(EncodingOfTables, NamesAloneAndValuesAloneAgree) {
  int right = 0, all = 0;
  for (const Vocabulary& words : vocabularies()) {
    for (unsigned t = 0; t < 100; ++t) {
      TableMaker maker(words, 31 * t + 5);
      const std::vector<std::string> raw = maker.encoded(maker.table());
      const std::vector<std::string_view> values(raw.begin() + static_cast<std::ptrdiff_t>(words.names.size()),
                                                 raw.end());
      ++all;
      right += guessEncoding(values) == words.encoding ? 1 : 0;
    }
  }
  EXPECT_GE(right * 100, all * 98);
  // four names are little, and still enough for the customary ones
  for (const Vocabulary& words : vocabularies()) {
    if (!words.only.empty()) continue;
    TextEncoder encoder(words.encoding);
    std::vector<std::string> raw;
    for (const std::string& name : words.names) raw.push_back(encoder.encode(name));
    EXPECT_EQ(guessEncoding({raw.begin(), raw.end()}), words.encoding);
  }
}

TEST(EncodingOfTables, ADamagedValueDoesNotChangeTheAnswer) {
  std::vector<std::string> texts(300, "扬州市广陵区文昌中路");
  texts[7] += "\xE6\xFF";
  EXPECT_EQ(guessEncoding({texts.begin(), texts.end()}), "UTF-8");
}

}  // namespace
}  // namespace gis::io
