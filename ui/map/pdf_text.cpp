#include "ui/map/pdf_text.h"

#include <QList>
#include <QRegularExpression>
#include <QString>
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

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

/// The content of a Flate stream, or of a plain one; empty when it cannot be read.
QByteArray inflated(const QByteArray& stream, bool flate) {
  if (!flate) return stream;
  // qUncompress wants the size in front; any guess of the right order does
  QByteArray framed(4, '\0');
  const auto guess = static_cast<quint32>(std::min<qsizetype>(stream.size() * 8 + 1024, 64 << 20));
  for (int k = 0; k < 4; ++k) framed[k] = static_cast<char>(guess >> (24 - 8 * k));
  return qUncompress(framed + stream);
}

QByteArray fixedMap(QByteArray map) {
  static const QRegularExpression code(QStringLiteral("<(2[eEfF][0-9a-fA-F]{2})>"));
  const QString text = QString::fromLatin1(map);
  for (auto it = code.globalMatch(text); it.hasNext();) {
    const auto match = it.next();
    const char16_t c = plain(static_cast<char16_t>(match.captured(1).toUShort(nullptr, 16)));
    const QByteArray hex = QByteArray::number(c, 16).rightJustified(4, '0');
    map.replace(match.capturedStart(1), 4, hex);
  }
  return map;
}

struct Object {
  int number = 0;
  qsizetype begin = 0;
  QByteArray bytes;
};

/// The objects by the classic cross-reference table, in file order. Empty when there is none.
std::vector<Object> objectsOf(const QByteArray& pdf, qsizetype& tableAt) {
  std::vector<Object> objects;
  const qsizetype start = pdf.lastIndexOf("startxref");
  if (start < 0) return objects;
  tableAt = pdf.mid(start + 9, 20).trimmed().split('\n').first().trimmed().toLongLong();
  if (tableAt <= 0 || tableAt >= start || pdf.mid(tableAt, 4) != "xref") return objects;
  const QList<QByteArray> lines = pdf.mid(tableAt, start - tableAt).split('\n');
  for (qsizetype k = 2; k < lines.size() && !lines[k].startsWith("trailer"); ++k) {
    if (lines[k].size() >= 18 && lines[k][17] == 'n')
      objects.push_back({int(k - 2), lines[k].left(10).toLongLong(), {}});
  }
  std::sort(objects.begin(), objects.end(), [](const Object& a, const Object& b) { return a.begin < b.begin; });
  for (std::size_t k = 0; k < objects.size(); ++k) {
    const qsizetype end = k + 1 < objects.size() ? objects[k + 1].begin : tableAt;
    if (objects[k].begin <= 0 || end <= objects[k].begin) return {};
    objects[k].bytes = pdf.mid(objects[k].begin, end - objects[k].begin);
  }
  return objects;
}

/// Fixes one stream object; tells the new length by the number of its length object.
void fixObject(Object& object, std::map<int, qsizetype>& lengths) {
  const qsizetype head = object.bytes.indexOf("stream\n");
  const qsizetype tail = object.bytes.lastIndexOf("endstream");
  if (head < 0 || tail < head) return;
  const QByteArray dictionary = object.bytes.left(head);
  static const QRegularExpression length(QStringLiteral("/Length (\\d+) 0 R"));
  const auto match = length.match(QString::fromLatin1(dictionary));
  if (!match.hasMatch()) return;
  const bool flate = dictionary.contains("/FlateDecode");
  const QByteArray content = object.bytes.mid(head + 7, tail - head - 7);
  // maps are small and their words stand at the begin: pictures and pages are not unpacked whole
  if (content.size() > (1 << 20)) return;
  const QByteArray map = inflated(content, flate);
  if (!map.contains("begincmap")) return;
  QByteArray packed = fixedMap(map);
  if (flate) packed = qCompress(packed).mid(4);
  lengths[match.captured(1).toInt()] = packed.size();
  object.bytes = dictionary + "stream\n" + packed + "\n" + object.bytes.mid(tail);
}

}  // namespace

QByteArray withPlainIdeographs(const QByteArray& pdf) {
  qsizetype tableAt = 0;
  std::vector<Object> objects = objectsOf(pdf, tableAt);
  if (objects.empty()) return pdf;
  std::map<int, qsizetype> lengths;
  for (Object& object : objects) fixObject(object, lengths);
  if (lengths.empty()) return pdf;
  QByteArray out = pdf.left(objects.front().begin);
  std::map<int, qsizetype> places;
  for (Object& object : objects) {
    places[object.number] = out.size();
    if (const auto found = lengths.find(object.number); found != lengths.end()) {
      object.bytes = QByteArray::number(object.number) + " 0 obj\n" + QByteArray::number(found->second) + "\nendobj\n";
    }
    out += object.bytes;
  }
  const qsizetype table = out.size();
  const QList<QByteArray> lines = pdf.mid(tableAt).split('\n');
  qsizetype k = 0;
  for (; k < lines.size() && !lines[k].startsWith("startxref"); ++k) {
    const auto place = places.find(int(k - 2));
    const bool entry = k >= 2 && place != places.end() && lines[k].size() >= 18 && lines[k][17] == 'n';
    out += (entry ? QByteArray::number(place->second).rightJustified(10, '0') + lines[k].mid(10) : lines[k]) + "\n";
  }
  return out + "startxref\n" + QByteArray::number(table) + "\n%%EOF\n";
}

}  // namespace gis::ui
