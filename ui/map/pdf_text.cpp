#include "ui/map/pdf_text.h"

#include <QString>

namespace gis::ui {

namespace {

/// Radicals of the supplement block that have no compatibility decomposition, with their ideographs.
constexpr char16_t kSupplement[] =
    u"\u2E81厂\u2E85亻\u2E89刂\u2E8B㔾\u2E8E兀\u2E90尢\u2E92巳\u2E93幺\u2E94彑\u2E95彐\u2E96忄\u2E98扌\u2E99攵\u2E9D月"
    u"\u2E9E歺"
    u"\u2EA0民\u2EA1氵\u2EA2氺\u2EA3灬\u2EA4爫\u2EA6丬\u2EA8犭\u2EA9王\u2EAA疋\u2EAB罒\u2EAC示\u2EAD礻\u2EAF糹\u2EB0纟"
    u"\u2EB2罒"
    u"\u2EB6羊\u2EB9耂\u2EBA肀\u2EBB聿\u2EBC月\u2EBD臼\u2EBE艹\u2EC1虎\u2EC2衤\u2EC3覀\u2EC4西\u2EC5见\u2EC6角\u2EC8讠"
    u"\u2EC9贝\u2ECB车"
    u"\u2ECC辶\u2ECF阝\u2ED0钅\u2ED1長\u2ED3长\u2ED4门\u2ED6阝\u2ED7雨\u2ED8青\u2ED9韦\u2EDA页\u2EDB风\u2EDC飞\u2EDD食"
    u"\u2EDF飠\u2EE0饣"
    u"\u2EE2马\u2EE3骨\u2EE4鬼\u2EE5鱼\u2EE6鸟\u2EE7卤\u2EE8麦\u2EE9黄\u2EEA黾\u2EEB斉\u2EEC齐\u2EED歯\u2EEE齿\u2EEF竜"
    u"\u2EF0龙\u2EF2亀\u2EF3龟";

char16_t plain(char16_t c) {
  if (c < 0x2E80 || c > 0x2FDF) return c;
  for (std::size_t k = 0; kSupplement[k] != 0; k += 2) {
    if (kSupplement[k] == c) return kSupplement[k + 1];
  }
  const QString folded = QString(QChar(c)).normalized(QString::NormalizationForm_KC);
  return folded.size() == 1 ? folded[0].unicode() : c;
}

/// The bytes between `from` and `to` with codes of radicals replaced; lengths stay, so no offset changes.
void fixMap(QByteArray& pdf, qsizetype from, qsizetype to) {
  // a blank has the glyph of the tabulator (only in lists: outside of them stand numbers of glyphs)
  for (qsizetype open = pdf.indexOf('[', from); open >= 0 && open < to; open = pdf.indexOf('[', open + 1)) {
    const qsizetype close = pdf.indexOf(']', open);
    for (qsizetype at = pdf.indexOf("<0009>", open); at >= 0 && at < close; at = pdf.indexOf("<0009>", at + 1))
      pdf.replace(at + 1, 4, "0020");
  }
  for (qsizetype at = pdf.indexOf("<2", from); at >= 0 && at < to; at = pdf.indexOf("<2", at + 1)) {
    if (at + 5 >= to || pdf[at + 5] != '>') continue;
    bool ok = false;
    const auto code = static_cast<char16_t>(pdf.mid(at + 1, 4).toUShort(&ok, 16));
    if (ok) pdf.replace(at + 1, 4, QByteArray::number(plain(code), 16).rightJustified(4, '0'));
  }
}

}  // namespace

QByteArray withPlainIdeographs(const QByteArray& pdf) {
  QByteArray out = pdf;
  for (qsizetype at = out.indexOf("begincmap"); at >= 0; at = out.indexOf("begincmap", at + 1)) {
    const qsizetype end = out.indexOf("endcmap", at);
    if (end < 0) break;
    fixMap(out, at, end);
  }
  return out;
}

}  // namespace gis::ui
