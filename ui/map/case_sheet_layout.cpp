// Where the parts of a case sheet stand: text wraps, rows and descriptions flow from page to page.
#include <algorithm>

#include "gis_core/city/check_words.h"
#include "ui/map/case_sheet.h"
#include "ui/map/paper_text.h"
#include "ui/map/sheet_parts.h"

namespace gis::ui {

namespace {

using Kind = CaseSheetPages::Kind;
using Item = CaseSheetPages::Item;

constexpr double kLeft = 18, kWidth = 174;                  // millimetres, as all lengths here
constexpr double kTop = 31, kTopAgain = 22, kBottom = 281;  // room for content on the first page and on others
constexpr double kLabel = 26, kText = 3, kLine = 4.7, kRow = 7.2;
constexpr double kSignature = 17;  // height of a row of signatures
constexpr int kSignaturesInRow = 3;

/// The lines of a text in a column `width` wide.
QStringList linesOf(const QString& text, double width) {
  return paperLines(text, width, kText);
}

/// Writes down what stands where, page after page.
class Flow {
 public:
  explicit Flow(const CaseSheet& sheet) : m_sheet(sheet) {}
  std::vector<CaseSheetPages::Page> run();

 private:
  void turn();
  [[nodiscard]] double room() const { return kBottom - m_y; }
  void text(const QRectF& mm, const QString& words, double size, int alignment = Qt::AlignLeft | Qt::AlignVCenter,
            bool bold = false) {
    m_pages.back().push_back({Kind::text, mm, words, size, alignment, bold, 0});
  }
  void frame(const QRectF& mm, double width) { m_pages.back().push_back({Kind::frame, mm, {}, width, 0, false, 0}); }
  void line(double x1, double y, double x2) {
    m_pages.back().push_back({Kind::line, {x1, y, x2 - x1, 0}, {}, 0.15, 0, false, 0});
  }
  void title();
  void table();
  void wideRow(const QString& label, const QStringList& lines);
  void description();
  void pictures();
  void morePhotos(std::size_t first);
  void photo(const QRectF& cell, std::size_t k);
  void signatures();
  void feet();

  const CaseSheet& m_sheet;
  std::vector<CaseSheetPages::Page> m_pages;
  double m_y = 0;
};

std::vector<CaseSheetPages::Page> Flow::run() {
  title();
  table();
  description();
  pictures();
  signatures();
  feet();
  return std::move(m_pages);
}

void Flow::title() {
  m_pages.emplace_back();
  const QString heading =
      m_sheet.heading.isEmpty() ? said(m_sheet.chinese, "城市管理案卷单", "Case sheet") : m_sheet.heading;
  double size = 6.5;
  while (size > 3 && paperTextWidth(heading, size) > kWidth * 0.95) size -= 0.25;
  text({kLeft, 14, kWidth, 9}, heading, size, Qt::AlignHCenter | Qt::AlignVCenter, true);
  text({kLeft, 24, kWidth, 5}, said(m_sheet.chinese, "编号：", "No.: ") + m_sheet.number, 3.2,
       Qt::AlignRight | Qt::AlignVCenter);
  m_y = kTop;
}

void Flow::turn() {
  m_pages.emplace_back();
  text({kLeft, 13, kWidth, 5},
       said(m_sheet.chinese, "编号：", "No.: ") + m_sheet.number + said(m_sheet.chinese, "（续）", " (continued)"), 3.2,
       Qt::AlignRight | Qt::AlignVCenter);
  m_y = kTopAgain;
}

void Flow::wideRow(const QString& label, const QStringList& lines) {
  for (int from = 0; from < int(lines.size());) {
    int most = int((room() - (kRow - kLine)) / kLine);
    if (most < 1) {
      turn();
      continue;
    }
    most = std::min(most, int(lines.size()) - from);
    const double height = most * kLine + kRow - kLine;
    frame({kLeft, m_y, kLabel, height}, 0.15);
    frame({kLeft + kLabel, m_y, kWidth - kLabel, height}, 0.15);
    text({kLeft + 1.5, m_y, kLabel - 3, height}, label, 2.9, Qt::AlignLeft | Qt::AlignVCenter, true);
    for (int k = 0; k < most; ++k) {
      text({kLeft + kLabel + 1.5, m_y + (kRow - kLine) / 2 + k * kLine, kWidth - kLabel - 3, kLine}, lines[from + k],
           kText);
    }
    m_y += height;
    from += most;
  }
}

void Flow::table() {
  const double half = kWidth / 2;
  const auto& rows = m_sheet.rows;
  const auto isShort = [&](std::size_t k) {
    return k < rows.size() && linesOf(rows[k].second, half - kLabel - 3).size() == 1;
  };
  for (std::size_t k = 0; k < rows.size();) {
    // two short ones side by side; a long one has the row for itself
    if (!isShort(k) || !isShort(k + 1)) {
      wideRow(rows[k].first, linesOf(rows[k].second, kWidth - kLabel - 3));
      ++k;
      continue;
    }
    if (room() < kRow) turn();
    for (int side = 0; side < 2; ++side, ++k) {
      const double x = kLeft + side * half;
      frame({x, m_y, kLabel, kRow}, 0.15);
      frame({x + kLabel, m_y, half - kLabel, kRow}, 0.15);
      text({x + 1.5, m_y, kLabel - 3, kRow}, rows[k].first, 2.9, Qt::AlignLeft | Qt::AlignVCenter, true);
      text({x + kLabel + 1.5, m_y, half - kLabel - 3, kRow}, rows[k].second.simplified(), kText);
    }
    m_y += kRow;
  }
}

void Flow::description() {
  constexpr double kHead = 6.5, kFoot = 2, kLeast = 24;
  const QStringList lines = linesOf(m_sheet.description.trimmed(), kWidth - 4);
  for (int from = 0; from < int(lines.size());) {
    if (room() < kHead + kLine + kFoot) turn();
    const int most = std::min(int((room() - kHead - kFoot) / kLine), int(lines.size()) - from);
    double height = kHead + most * kLine + kFoot;
    if (from == 0 && most == int(lines.size())) height = std::min(std::max(height, kLeast), room());
    frame({kLeft, m_y, kWidth, height}, 0.15);
    QString head = said(m_sheet.chinese, "情况描述", "Description");
    if (from > 0) head += said(m_sheet.chinese, "（续）", " (continued)");
    text({kLeft + 1.5, m_y + 0.8, 80, 5}, head, 2.9, Qt::AlignLeft | Qt::AlignVCenter, true);
    for (int k = 0; k < most; ++k)
      text({kLeft + 2, m_y + kHead + k * kLine, kWidth - 4, kLine}, lines[from + k], kText);
    m_y += height;
    from += most;
  }
  m_y += 3;
}

void Flow::photo(const QRectF& cell, std::size_t k) {
  constexpr double kCaption = 4;
  m_pages.back().push_back({Kind::photo, cell.adjusted(0.8, 0.8, -0.8, -kCaption), {}, 0, 0, false, k});
  text({cell.left() + 1, cell.bottom() - kCaption, cell.width() - 2, kCaption}, m_sheet.photos[k].caption, 2.3,
       Qt::AlignHCenter | Qt::AlignVCenter);
}

void Flow::pictures() {
  constexpr double kLeast = 62, kMost = 112, kGap = 2;
  const bool hasMap = m_sheet.at.has_value();
  const std::size_t beside = std::min<std::size_t>(4, m_sheet.photos.size());
  const double signatureRoom = kSignature + 4;
  if (room() - signatureRoom < kLeast) turn();
  const double height = std::clamp(room() - signatureRoom, kLeast, kMost);
  const double half = (kWidth - kGap) / 2;
  const double mapWidth = beside > 0 ? half : kWidth;
  const QRectF map(kLeft, m_y, mapWidth, height);
  m_pages.back().push_back({Kind::map, map, {}, 0, 0, false, 0});
  if (!hasMap) {
    text(map, said(m_sheet.chinese, "未定位", "No place is known"), 3, Qt::AlignHCenter | Qt::AlignVCenter);
  }
  if (beside > 0) {
    const QRectF box(kLeft + half + kGap, m_y, half, height);
    const std::size_t across = beside > 2 ? 2 : 1, down = beside > 1 ? 2 : 1;
    const QSizeF cell(box.width() / double(across), box.height() / double(down));
    for (std::size_t k = 0; k < beside; ++k) {
      const std::size_t column = k % across, row = k / across;
      photo({box.left() + double(column) * cell.width(), box.top() + double(row) * cell.height(), cell.width(),
             cell.height()},
            k);
    }
    frame(box, 0.15);
  } else {
    text({kLeft, m_y + height + 0.5, kWidth, 4}, said(m_sheet.chinese, "未附照片", "No photo attached"), 2.6);
  }
  m_y += height + (beside > 0 ? 3 : 5);
  if (beside < m_sheet.photos.size()) morePhotos(beside);
}

void Flow::morePhotos(std::size_t first) {
  constexpr std::size_t kColumns = 2, kRows = 3;
  const double width = kWidth / kColumns, height = (kBottom - kTopAgain - kSignature - 4) / kRows;
  for (std::size_t k = first; k < m_sheet.photos.size(); ++k) {
    const std::size_t at = (k - first) % (kColumns * kRows);
    if (at == 0) turn();
    const std::size_t column = at % kColumns, row = at / kColumns;
    const double x = kLeft + double(column) * width, y = kTopAgain + double(row) * height;
    photo({x, y, width, height}, k);
    frame({x, y, width, height}, 0.15);
    m_y = y + height;
  }
}

void Flow::signatures() {
  std::vector<QString> names = m_sheet.signatures;
  if (names.empty()) {
    names = {said(m_sheet.chinese, "受理员", "Accepted by"), said(m_sheet.chinese, "处置人", "Handled by"),
             m_sheet.chinese ? QString::fromStdString(city::inCheckWords("核查员")) : QStringLiteral("Checked by")};
  }
  const int rows = (int(names.size()) + kSignaturesInRow - 1) / kSignaturesInRow;
  if (room() < rows * kSignature) turn();
  const double top = kBottom - rows * kSignature;
  const double width = kWidth / std::min<int>(kSignaturesInRow, int(names.size()));
  const QString colon = m_sheet.chinese ? QStringLiteral("：") : QStringLiteral(":");
  for (std::size_t k = 0; k < names.size(); ++k) {
    const std::size_t column = k % kSignaturesInRow, row = k / kSignaturesInRow;
    const double x = kLeft + double(column) * width;
    const double y = top + double(row) * kSignature;
    const QString date = said(m_sheet.chinese, "日期", "Date") + colon;
    double label = 12;
    for (const QString& word : {names[k] + colon, date}) label = std::max(label, paperTextWidth(word, kText) + 1);
    label = std::min(label, width - 20);
    text({x, y + 2, label, 5}, names[k] + colon, kText);
    line(x + label, y + 6.8, x + width - 4);
    text({x, y + 10, label, 5}, date, kText);
    line(x + label, y + 14.8, x + width - 4);
  }
}

void Flow::feet() {
  for (std::size_t k = 0; k < m_pages.size(); ++k) {
    const QString number = said(m_sheet.chinese, "第 %1 页，共 %2 页", "Page %1 of %2").arg(k + 1).arg(m_pages.size());
    m_pages[k].push_back(
        {Kind::text, {kLeft, 285, kWidth, 4}, number, 2.4, Qt::AlignRight | Qt::AlignVCenter, false, 0});
    m_pages[k].push_back(
        {Kind::text, {kLeft, 285, kWidth, 4}, m_sheet.printed, 2.4, Qt::AlignLeft | Qt::AlignVCenter, false, 0});
  }
}

}  // namespace

CaseSheetPages::CaseSheetPages(CaseSheet sheet) : m_sheet(std::move(sheet)), m_pages(Flow(m_sheet).run()) {}

}  // namespace gis::ui
