#include "ui/map/parcel_sheet.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPdfWriter>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/map/case_sheet_units.h"
#include "ui/map/parcel_drawing.h"
#include "ui/map/pdf_text.h"
#include "ui/map/sheet_parts.h"

namespace gis::ui {

namespace {

// millimetres
constexpr double kParcelWidth = 210, kParcelHeight = 297, kParcelEdge = 18, kParcelRoom = 174;
constexpr double kDrawingTop = 52, kDrawingHeight = 128, kDrawingPad = 14;
constexpr double kRowHeight = 4.6, kTableLetters = 2.6;
constexpr double kFirstTableTop = 186, kNextTableTop = 26, kTableBottom = 280;
constexpr std::array<double, 6> kPointColumns{12, 24, 24, 16, 12, 0};  // the last one takes what is left

std::size_t rowsBetween(double top) {
  return std::size_t((kTableBottom - top) / kRowHeight) - 1;
}

QString parcelText(const std::string& utf8) {
  return QString::fromStdString(utf8);
}

QString metresText(double value, int decimals) {
  return QString::number(value, 'f', decimals);
}

}  // namespace

ParcelSheetPages::ParcelSheetPages(ParcelSheet sheet) : m_sheet(std::move(sheet)) {
  const auto& facts = m_sheet.facts;
  const geom::Envelope box = geom::envelopeOf(facts.wkb);
  const double metres = facts.crs.isKnown() && facts.crs.metresPerUnit() > 0 ? facts.crs.metresPerUnit() : 1;
  const double least = std::max({box.width() * metres * 1000 / (kParcelRoom - 2 * kDrawingPad),
                                 box.height() * metres * 1000 / (kDrawingHeight - 2 * kDrawingPad), 10.0});
  m_scale = roundScaleAbove(least);
  const std::size_t points = facts.points.size();
  const std::size_t onFirst = rowsBetween(kFirstTableTop);
  if (points > onFirst) {
    const std::size_t onNext = rowsBetween(kNextTableTop);
    m_pages += int((points - onFirst + onNext - 1) / onNext);
  }
}

void ParcelSheetPages::paintFacts(QPainter& painter, double topMm) const {
  const Paper paper{painter, kCaseSheetUnits};
  const auto& facts = m_sheet.facts;
  const bool zh = m_sheet.chinese;
  const auto line = [&](double x, double y, const QString& label, const QString& text) {
    paper.text({x, y, 100, 5}, label + text, 3, Qt::AlignLeft | Qt::AlignVCenter);
  };
  line(kParcelEdge, topMm, said(zh, "宗地代码：", "Parcel code: "), parcelText(facts.groupedCode));
  line(kParcelEdge, topMm + 5.5, said(zh, "坐落：", "Location: "), parcelText(facts.location));
  const std::string use = zh ? facts.landUseZh : facts.landUseEn;
  line(kParcelEdge, topMm + 11, said(zh, "用途：", "Use: "),
       parcelText(facts.landUse + (use.empty() ? "" : " " + use)));
  const double right = kParcelEdge + 108;
  line(right, topMm, said(zh, "宗地面积：", "Area: "), metresText(facts.squareMetres, 2) + QStringLiteral(" m²"));
  if (facts.registeredSquareMetres) {
    line(right, topMm + 5.5, said(zh, "登记面积：", "Registered: "),
         metresText(*facts.registeredSquareMetres, 2) + QStringLiteral(" m²"));
  }
  line(right, topMm + 11, said(zh, "周长：", "Perimeter: "), metresText(facts.perimeter, 2) + QStringLiteral(" m"));
}

void ParcelSheetPages::paintTable(QPainter& painter, const QRectF& mm, std::size_t first, std::size_t last) const {
  const Paper paper{painter, kCaseSheetUnits};
  const bool zh = m_sheet.chinese;
  double y = mm.top();
  const auto cells = [&](const std::array<QString, 6>& texts, bool bold) {
    double x = mm.left();
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const double width = i + 1 < texts.size() ? kPointColumns[i] : mm.right() - x;
      const auto side = i == 1 || i == 2 || i == 3 ? Qt::AlignRight : Qt::AlignLeft;
      paper.text({x + 1, y, width - 2, kRowHeight}, texts[i], kTableLetters, side | Qt::AlignVCenter, bold);
      x += width;
    }
    y += kRowHeight;
    paper.line(mm.left(), y, mm.right(), y, bold ? 0.25 : 0.08);
  };
  cells({said(zh, "点号", "Point"), QStringLiteral("X (m)"), QStringLiteral("Y (m)"), said(zh, "边长 (m)", "Side (m)"),
         said(zh, "至", "To"), said(zh, "邻宗地", "Neighbour")},
        true);
  for (std::size_t i = first; i < last; ++i) {
    const city::BoundaryPointRow& row = m_sheet.facts.points[i];
    cells({parcelText(row.name), metresText(row.north, 3), metresText(row.east, 3), metresText(row.metresToNext, 3),
           parcelText(row.next), parcelText(row.neighbour)},
          false);
  }
}

void ParcelSheetPages::paint(QPainter& painter, double unitsPerMm, int page) const {
  painter.save();
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  painter.scale(unitsPerMm / kCaseSheetUnits, unitsPerMm / kCaseSheetUnits);
  const Paper paper{painter, kCaseSheetUnits};
  painter.fillRect(paper.box({0, 0, kParcelWidth, kParcelHeight}), Qt::white);
  painter.setPen(Qt::black);
  const bool zh = m_sheet.chinese;
  const std::size_t points = m_sheet.facts.points.size();
  const std::size_t onFirst = std::min(points, rowsBetween(kFirstTableTop));
  if (page == 0) {
    if (!m_sheet.heading.isEmpty()) {
      paper.text({kParcelEdge, 9, kParcelRoom, 5}, m_sheet.heading, 3.4, Qt::AlignCenter);
    }
    paper.text({kParcelEdge, 15, kParcelRoom, 9}, said(zh, "宗 地 图", "Parcel sheet"), 6.5, Qt::AlignCenter, true);
    paper.text({kParcelEdge, 25, kParcelRoom, 5}, QString::fromUtf8(city::noCertificate(zh)), 2.8, Qt::AlignCenter);
    paintFacts(painter, 33);
    paintParcelDrawing(paper, m_sheet.facts, m_scale, {kParcelEdge, kDrawingTop, kParcelRoom, kDrawingHeight}, zh);
    paintTable(painter, {kParcelEdge, kFirstTableTop - 3, kParcelRoom, 0}, 0, onFirst);
  } else {
    const std::size_t onNext = rowsBetween(kNextTableTop);
    const std::size_t first = onFirst + std::size_t(page - 1) * onNext;
    paper.text(
        {kParcelEdge, 14, kParcelRoom, 6},
        said(zh, "界址点成果表", "Boundary points") + QStringLiteral("  ") + parcelText(m_sheet.facts.groupedCode), 4,
        Qt::AlignCenter, true);
    paintTable(painter, {kParcelEdge, kNextTableTop - 3, kParcelRoom, 0}, first, std::min(points, first + onNext));
  }
  const QString system = parcelText(m_sheet.facts.crs.isKnown() ? m_sheet.facts.crs.name() : std::string());
  paper.text({kParcelEdge, 285, kParcelRoom, 4}, m_sheet.printed + QStringLiteral("   ") + system, 2.4,
             Qt::AlignLeft | Qt::AlignVCenter);
  paper.text({kParcelEdge, 285, kParcelRoom, 4},
             said(zh, "第 %1 页，共 %2 页", "Page %1 of %2").arg(page + 1).arg(m_pages), 2.4,
             Qt::AlignRight | Qt::AlignVCenter);
  painter.restore();
}

QByteArray ParcelSheetPages::pdf() const {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setCreator(QStringLiteral("CityDesk"));
  writer.setTitle(said(m_sheet.chinese, "宗地图", "Parcel sheet") + QStringLiteral(" ") +
                  parcelText(m_sheet.facts.code));
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

QImage ParcelSheetPages::image(int page, double dpi) const {
  QImage image(int(std::lround(kParcelWidth / 25.4 * dpi)), int(std::lround(kParcelHeight / 25.4 * dpi)),
               QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  paint(painter, dpi / 25.4, page);
  painter.end();
  return image;
}

}  // namespace gis::ui
