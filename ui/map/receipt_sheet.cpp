#include "ui/map/receipt_sheet.h"

#include <QBuffer>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <cmath>
#include <span>

#include "gis_core/base/platform/files.h"
#include "ui/map/case_sheet_units.h"
#include "ui/map/paper_text.h"
#include "ui/map/pdf_text.h"
#include "ui/map/sheet_parts.h"

namespace gis::ui {

namespace {

using ReceiptItem = ReceiptPages::Item;

constexpr double kSheetWidth = 210, kSheetHeight = 297;  // millimetres, as all lengths here
constexpr double kEdge = 18, kRoom = 174, kStart = 31, kStartAgain = 22, kEnd = 281;
constexpr double kName = 28, kLetters = 3, kLineStep = 4.7, kRowStep = 7.2;
constexpr double kSigning = 48;  // lines and seals

QString words(const std::string& utf8) {
  return QString::fromStdString(utf8);
}

QString geometryWord(const std::string& type, bool chinese) {
  if (type.empty()) return said(chinese, "无（表格）", "none (a table)");
  QString name = words(type);
  if (!chinese) return name;
  const QString kind = name.contains(QLatin1String("POLYGON")) ? QStringLiteral("面")
                       : name.contains(QLatin1String("LINE"))  ? QStringLiteral("线")
                       : name.contains(QLatin1String("POINT")) ? QStringLiteral("点")
                                                               : QStringLiteral("混合");
  return kind + QStringLiteral("（%1）").arg(name);
}

/// Puts one thing below the other, page after page.
class ReceiptFlow {
 public:
  ReceiptFlow(const io::Receipt& receipt, bool chinese, const io::Say& say)
      : m_receipt(receipt), m_chinese(chinese), m_say(say) {}

  std::vector<ReceiptPages::Page> run() {
    head();
    for (const io::ReceiptLayer& layer : m_receipt.layers) describe(layer);
    files();
    signing();
    feet();
    return std::move(m_pages);
  }

 private:
  [[nodiscard]] QString tell(const char* zh, const char* en) const { return said(m_chinese, zh, en); }
  [[nodiscard]] double room() const { return kEnd - m_y; }
  void text(const QRectF& mm, const QString& line, double size = kLetters,
            int alignment = Qt::AlignLeft | Qt::AlignVCenter, bool bold = false) {
    m_pages.back().push_back({ReceiptItem::Kind::text, mm, line, size, alignment, bold});
  }
  void frame(const QRectF& mm) { m_pages.back().push_back({ReceiptItem::Kind::frame, mm, {}, 0.15, 0, false}); }
  void rule(double x1, double y, double x2) {
    m_pages.back().push_back({ReceiptItem::Kind::line, {x1, y, x2 - x1, 0}, {}, 0.15, 0, false});
  }

  void head() {
    m_pages.emplace_back();
    text({kEdge, 14, kRoom, 9}, tell("数据移交单", "Data transfer receipt"), 6.5, Qt::AlignHCenter | Qt::AlignVCenter,
         true);
    text({kEdge, 24, kRoom, 5}, tell("编号：", "No.: ") + words(m_receipt.words.number), 3.2,
         Qt::AlignRight | Qt::AlignVCenter);
    m_y = kStart;
    pair(tell("移交时间", "Made"), words(m_receipt.madeAt), tell("密级", "Security"), words(m_receipt.words.security));
    pair(tell("移交单位", "From"), words(m_receipt.words.giver), tell("接收单位", "To"),
         words(m_receipt.words.receiver));
    pair(tell("经办人", "Made by"), words(m_receipt.words.actor), tell("数据来源库", "City"), words(m_receipt.city));
    if (!m_receipt.words.purpose.empty()) row(tell("用途", "Purpose"), words(m_receipt.words.purpose));
    m_y += 3;
  }

  void turn() {
    m_pages.emplace_back();
    text({kEdge, 13, kRoom, 5},
         tell("编号：", "No.: ") + words(m_receipt.words.number) + tell("（续）", " (continued)"), 3.2,
         Qt::AlignRight | Qt::AlignVCenter);
    m_y = kStartAgain;
  }

  void row(const QString& name, const QString& value) {
    const QStringList lines = paperLines(value, kRoom - kName - 3, kLetters);
    for (int from = 0; from < int(lines.size());) {
      const int fit = int((room() - (kRowStep - kLineStep)) / kLineStep);
      if (fit < 1) {
        turn();
        continue;
      }
      const int most = std::min(fit, int(lines.size()) - from);
      const double height = most * kLineStep + kRowStep - kLineStep;
      frame({kEdge, m_y, kName, height});
      frame({kEdge + kName, m_y, kRoom - kName, height});
      text({kEdge + 1.5, m_y, kName - 3, height}, name, 2.9, Qt::AlignLeft | Qt::AlignVCenter, true);
      for (int k = 0; k < most; ++k)
        text({kEdge + kName + 1.5, m_y + (kRowStep - kLineStep) / 2 + k * kLineStep, kRoom - kName - 3, kLineStep},
             lines[from + k]);
      m_y += height;
      from += most;
    }
  }

  /// Two short values side by side; long ones take a row each.
  void pair(const QString& name1, const QString& value1, const QString& name2, const QString& value2) {
    const double half = kRoom / 2;
    const double width = half - kName - 3;
    if (paperTextWidth(value1, kLetters) > width || paperTextWidth(value2, kLetters) > width) {
      row(name1, value1);
      row(name2, value2);
      return;
    }
    if (room() < kRowStep) turn();
    double x = kEdge;
    for (const auto& [name, value] : {std::pair{name1, value1}, std::pair{name2, value2}}) {
      frame({x, m_y, kName, kRowStep});
      frame({x + kName, m_y, half - kName, kRowStep});
      text({x + 1.5, m_y, kName - 3, kRowStep}, name, 2.9, Qt::AlignLeft | Qt::AlignVCenter, true);
      text({x + kName + 1.5, m_y, width, kRowStep}, value);
      x += half;
    }
    m_y += kRowStep;
  }

  void heading(const QString& title) {
    if (room() < 3 * kRowStep) turn();
    text({kEdge, m_y, kRoom, 6}, title, 3.4, Qt::AlignLeft | Qt::AlignVCenter, true);
    m_y += 7;
  }

  [[nodiscard]] QString proof(const io::ExportReport& report) const {
    if (!report.readBack) return tell("未回读", "not read back");
    QString line =
        tell("已回读并逐行比对一致：%1 行，%2 列", "read back and compared row by row, equal: %1 rows, %2 columns")
            .arg(report.rowsCompared)
            .arg(report.columnsCompared);
    if (report.geometryCompared) line += tell("，含全部坐标", ", all coordinates");
    return line;
  }

  [[nodiscard]] QString losses(const io::ExportReport& report) const {
    if (report.losses.empty()) return tell("无", "none");
    QStringList lines;
    for (const io::ExportLoss& loss : report.losses) lines << words(m_say(loss.what));
    return lines.join(QLatin1Char('\n'));
  }

  void describe(const io::ReceiptLayer& layer) {
    const io::ExportReport& r = layer.report;
    const std::string& title = m_chinese || r.titleEn.empty() ? r.title : r.titleEn;
    heading(tell("图层：", "Layer: ") + words(r.layer) +
            (title.empty() || title == r.layer ? QString() : QStringLiteral("  %1").arg(words(title))));
    pair(tell("记录数", "Features"), QString::number(r.written), tell("字段数", "Fields"), QString::number(r.columns));
    pair(tell("几何类型", "Geometry"), geometryWord(r.geometryType, m_chinese), tell("文件格式", "Format"),
         words(r.format));
    pair(tell("坐标系", "CRS"), r.crs.empty() ? tell("未知", "unknown") : words(r.crs), tell("文字编码", "Encoding"),
         words(r.encoding));
    if (!r.crsName.empty()) row(tell("坐标系名称", "CRS name"), words(r.crsName));
    if (!layer.where.empty()) row(tell("条件", "Condition"), words(layer.where));
    if (!layer.clip.empty()) row(tell("范围", "Area"), words(layer.clip));
    if (!r.renamedFields.empty()) {
      QStringList names;
      for (const auto& [from, to] : r.renamedFields) names << words(from) + QStringLiteral(" → ") + words(to);
      row(tell("字段改名", "Renamed"), names.join(m_chinese ? QStringLiteral("；") : QStringLiteral("; ")));
    }
    row(tell("损失", "Losses"), losses(r));
    row(tell("校验", "Proof"), proof(r));
    m_y += 3;
  }

  void files() {
    heading(tell("文件与校验和（SHA-256）", "Files and SHA-256"));
    for (const io::ReceiptFile& file : m_receipt.files) {
      if (room() < 2 * kLineStep + 2) turn();
      const double height = 2 * kLineStep + 2;
      frame({kEdge, m_y, kRoom, height});
      text({kEdge + 1.5, m_y + 1, kRoom - 45, kLineStep}, words(file.name), kLetters, Qt::AlignLeft | Qt::AlignVCenter,
           true);
      text({kEdge + kRoom - 44, m_y + 1, 42.5, kLineStep},
           tell("%1 字节", "%1 bytes").arg(QLocale::c().toString(qulonglong(file.bytes))), kLetters,
           Qt::AlignRight | Qt::AlignVCenter);
      text({kEdge + 1.5, m_y + 1 + kLineStep, kRoom - 3, kLineStep}, words(file.sha256), 2.8);
      m_y += height;
    }
  }

  void signing() {
    if (room() < kSigning + 4) turn();
    const double top = kEnd - kSigning, half = kRoom / 2;
    const QString colon = m_chinese ? QStringLiteral("：") : QStringLiteral(":");
    double x = kEdge;
    for (const bool giving : {true, false}) {
      const QString lines[] = {
          giving ? tell("移交单位", "Giver") : tell("接收单位", "Receiver"),
          giving ? tell("移交人（签字）", "Handed over by") : tell("接收人（签字）", "Received by"),
          tell("日期", "Date")};
      frame({x, top, half, kSigning});
      for (int k = 0; k < 3; ++k) {
        const double y = top + 3 + k * 9.0;
        const double width = paperTextWidth(lines[k] + colon, kLetters) + 2;
        text({x + 2, y, width, 5}, lines[k] + colon);
        if (k == 0)
          text({x + 2 + width, y, half - width - 6, 5},
               words(giving ? m_receipt.words.giver : m_receipt.words.receiver));
        rule(x + 2 + width, y + 5, x + half - 4);
      }
      text({x + 2, top + 32, half - 4, 5}, tell("（单位盖章）", "(seal)"), kLetters, Qt::AlignRight | Qt::AlignVCenter);
      x += half;
    }
  }

  void feet() {
    for (std::size_t k = 0; k < m_pages.size(); ++k) {
      const QString number = tell("第 %1 页，共 %2 页", "Page %1 of %2").arg(k + 1).arg(m_pages.size());
      m_pages[k].push_back(
          {ReceiptItem::Kind::text, {kEdge, 285, kRoom, 4}, number, 2.4, Qt::AlignRight | Qt::AlignVCenter, false});
      m_pages[k].push_back({ReceiptItem::Kind::text,
                            {kEdge, 285, kRoom, 4},
                            QStringLiteral("CityDesk"),
                            2.4,
                            Qt::AlignLeft | Qt::AlignVCenter,
                            false});
    }
  }

  const io::Receipt& m_receipt;
  const bool m_chinese;
  const io::Say& m_say;
  std::vector<ReceiptPages::Page> m_pages;
  double m_y = 0;
};

}  // namespace

ReceiptPages::ReceiptPages(const io::Receipt& receipt, bool chinese, const io::Say& say)
    : m_number(words(receipt.words.number)), m_pages(ReceiptFlow(receipt, chinese, say).run()) {}

void ReceiptPages::paint(QPainter& painter, double unitsPerMm, int page) const {
  painter.save();
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  painter.scale(unitsPerMm / kCaseSheetUnits, unitsPerMm / kCaseSheetUnits);
  const Paper paper{painter, kCaseSheetUnits};
  painter.fillRect(paper.box({0, 0, kSheetWidth, kSheetHeight}), Qt::white);
  for (const Item& item : m_pages[std::size_t(page)]) {
    switch (item.kind) {
      case Item::Kind::text: paper.text(item.mm, item.text, item.size, item.alignment, item.bold); break;
      case Item::Kind::frame: paper.frame(item.mm, item.size); break;
      case Item::Kind::line:
        paper.line(item.mm.left(), item.mm.top(), item.mm.right(), item.mm.top(), item.size);
        break;
    }
  }
  painter.restore();
}

QByteArray ReceiptPages::pdf() const {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setCreator(QStringLiteral("CityDesk"));
  writer.setTitle(m_number);
  writer.setResolution(600);
  writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(0, 0, 0, 0)));
  QPainter painter(&writer);
  for (int page = 0; page < count(); ++page) {
    if (page > 0) writer.newPage();
    paint(painter, 600 / 25.4, page);
  }
  painter.end();
  buffer.close();
  return withPlainIdeographs(bytes);
}

void writeReceipt(const io::Receipt& receipt, const std::filesystem::path& file, bool chinese, const io::Say& say) {
  if (file.extension() == ".json") {
    io::writeReceiptJson(receipt, file, say);
    return;
  }
  const QByteArray bytes = ReceiptPages(receipt, chinese, say).pdf();
  platform::writeFileAtomically(file, std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
}

QImage ReceiptPages::image(int page, double dpi) const {
  QImage image(int(std::lround(kSheetWidth / 25.4 * dpi)), int(std::lround(kSheetHeight / 25.4 * dpi)),
               QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  paint(painter, dpi / 25.4, page);
  painter.end();
  return image;
}

}  // namespace gis::ui
