#include "ui/map/land_sheet.h"

#include <QBuffer>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>
#include <algorithm>
#include <array>
#include <cmath>

#include "gis_core/geometry/operations.h"
#include "ui/map/area_path.h"
#include "ui/map/case_sheet_units.h"
#include "ui/map/paper_text.h"
#include "ui/map/pdf_text.h"
#include "ui/map/render_map.h"
#include "ui/map/sheet_parts.h"

namespace gis::ui {

namespace {

using LandItem = LandSheetPages::Item;

// millimetres, as all lengths here
constexpr double kLandWidth = 210, kLandHeight = 297;
constexpr double kLandEdge = 18, kLandRoom = 174, kLandTop = 22, kLandBottom = 281, kLandMap = 96;
constexpr double kLandLetters = 2.7, kLandLine = 4.2, kLandPad = 1.2;
constexpr std::size_t kMostNamedPlots = 40;  // on the map; more would hide it
/// Columns: plot, layer, class, name, number, m², ha, mu, share.
constexpr std::array<double, 9> kLandColumns{21, 19, 12, 30, 14, 23, 20, 18, 17};
constexpr std::size_t kFirstLandFigure = 4;
constexpr std::size_t kLengthCell = 9;

QString landText(const std::string& utf8) {
  return QString::fromStdString(utf8);
}

/// Puts one thing below the other, page after page.
class LandFlow {
 public:
  explicit LandFlow(const LandSheet& sheet) : m_sheet(sheet) {}

  std::vector<LandSheetPages::Page> run() {
    head();
    columns();
    for (const city::LandTableRow& one : m_sheet.table.rows) row(one);
    feet();
    return std::move(m_pages);
  }

 private:
  void text(const QRectF& mm, const QString& line, double size, int alignment, bool bold) {
    m_pages.back().push_back({LandItem::Kind::text, mm, line, size, alignment, bold});
  }
  void rule(double y, double widthMm) {
    m_pages.back().push_back({LandItem::Kind::line, {kLandEdge, y, kLandRoom, 0}, {}, widthMm, 0, false});
  }
  void head() {
    m_pages.emplace_back();
    const QString title = said(m_sheet.chinese, "占地分析表", "Land check");
    text({kLandEdge, 12, kLandRoom, 8}, m_sheet.heading.isEmpty() ? title : m_sheet.heading, 5.5,
         Qt::AlignHCenter | Qt::AlignVCenter, true);
    m_y = kLandTop;
    if (!m_sheet.heading.isEmpty()) {
      text({kLandEdge, m_y, kLandRoom, 5}, title, 3.4, Qt::AlignHCenter | Qt::AlignVCenter, false);
      m_y += 6;
    }
    m_pages.back().push_back({LandItem::Kind::map, {kLandEdge, m_y, kLandRoom, kLandMap}, {}, 0, 0, false});
    m_y += kLandMap + 2;
    for (const std::string& line : m_sheet.table.lines) {
      for (const QString& one : paperLines(landText(line), kLandRoom, kLandLetters)) {
        text({kLandEdge, m_y, kLandRoom, kLandLine}, one, kLandLetters, Qt::AlignLeft | Qt::AlignVCenter, false);
        m_y += kLandLine;
      }
    }
    m_y += 2;
  }
  void columns() {
    std::vector<std::string> names = m_sheet.table.columns;
    names.resize(kLandColumns.size());
    cells(names, true);
    rule(m_y, 0.3);
  }
  void row(const city::LandTableRow& one) {
    using RowKind = city::LandTableRow::Kind;
    std::vector<std::string> words = m_sheet.table.cells(one);
    if (!words[kLengthCell].empty()) words[3] += (words[3].empty() ? "" : " · ") + words[kLengthCell] + " m";
    words.resize(kLandColumns.size());
    if (one.kind == RowKind::plot) m_y += 0.8;
    cells(words, one.kind == RowKind::plot || one.kind == RowKind::sum);
    rule(m_y, one.kind == RowKind::sum || one.kind == RowKind::plot ? 0.2 : 0.08);
  }
  /// One row of cells; texts wrap, figures stand to the right.
  void cells(const std::vector<std::string>& words, bool bold) {
    std::vector<QStringList> lines;
    qsizetype most = 1;
    for (std::size_t i = 0; i < kLandColumns.size(); ++i) {
      if (words[i].empty()) {
        lines.emplace_back();
        continue;
      }
      lines.push_back(paperLines(landText(words[i]), kLandColumns[i] - 2 * kLandPad, kLandLetters * (bold ? 1.06 : 1)));
      most = std::max(most, lines.back().size());
    }
    const double height = double(most) * kLandLine + 0.8;
    if (m_y + height > kLandBottom) {
      m_pages.emplace_back();
      m_y = kLandTop - 4;
      if (!m_inHeading) {
        m_inHeading = true;
        columns();
        m_inHeading = false;
      }
    }
    double x = kLandEdge;
    for (std::size_t i = 0; i < kLandColumns.size(); ++i) {
      const int side = i < kFirstLandFigure ? Qt::AlignLeft : Qt::AlignRight;
      for (qsizetype k = 0; k < lines[i].size(); ++k) {
        text({x + kLandPad, m_y + 0.4 + double(k) * kLandLine, kLandColumns[i] - 2 * kLandPad, kLandLine}, lines[i][k],
             kLandLetters, side | Qt::AlignVCenter, bold);
      }
      x += kLandColumns[i];
    }
    m_y += height;
  }
  void feet() {
    for (std::size_t k = 0; k < m_pages.size(); ++k) {
      const QString number =
          said(m_sheet.chinese, "第 %1 页，共 %2 页", "Page %1 of %2").arg(k + 1).arg(m_pages.size());
      m_pages[k].push_back({LandItem::Kind::text,
                            {kLandEdge, 285, kLandRoom, 4},
                            number,
                            2.4,
                            Qt::AlignRight | Qt::AlignVCenter,
                            false});
      m_pages[k].push_back({LandItem::Kind::text,
                            {kLandEdge, 285, kLandRoom, 4},
                            m_sheet.printed,
                            2.4,
                            Qt::AlignLeft | Qt::AlignVCenter,
                            false});
    }
  }

  const LandSheet& m_sheet;
  std::vector<LandSheetPages::Page> m_pages;
  double m_y = 0;
  bool m_inHeading = false;
};

}  // namespace

std::vector<LandSheetPlot> landSheetPlots(const query::LandCheckResult& result, const crs::Crs& scene) {
  std::vector<LandSheetPlot> plots;
  const bool moves = scene.isKnown() && result.crs.isKnown() && !result.crs.equivalentTo(scene);
  std::optional<crs::Transformer> transformer;
  if (moves) transformer.emplace(result.crs, scene);
  for (const query::LandCheckResult::Plot& plot : result.plots) {
    if (plot.wkb.empty()) continue;
    geom::Bytes wkb = plot.wkb;
    if (transformer) {
      geom::transformCoordinates(
          wkb, [&](double* xyzm, std::uint32_t count, int stride) { (void)transformer->apply(xyzm, count, stride); });
    }
    plots.push_back({landText(plot.name), std::move(wkb)});
  }
  return plots;
}

LandSheetPages::LandSheetPages(LandSheet sheet) : m_sheet(std::move(sheet)), m_pages(LandFlow(m_sheet).run()) {}

void LandSheetPages::paintPlots(QPainter& painter, double unitsPerMm, const QRectF& mm, bool vector, double dpi,
                                const MapScene& scene, Progress& progress) const {
  const Paper paper{painter, unitsPerMm};
  geom::Envelope box;
  for (const LandSheetPlot& plot : m_sheet.plots) box.include(geom::envelopeOf(plot.wkb));
  if (box.isEmpty()) {
    paper.frame(mm, 0.25);
    return;
  }
  const QSize size(int(mm.width() / 25.4 * scene.dpi), int(mm.height() / 25.4 * scene.dpi));
  MapView view = MapView::fit(box, size, dpi / scene.dpi, 0.15);
  const double scale = roundScaleAbove(view.scaleDenominator(scene.dpi, scene.metresPerUnit()));
  view = view.withScaleDenominator(scale, scene.dpi, scene.metresPerUnit());
  if (vector) {
    paintMap(painter, paper.box(mm), unitsPerMm, scene, view, progress);
  } else {
    RenderResult map = renderMap(scene, view, progress);
    map.image.setDevicePixelRatio(1);
    painter.drawImage(paper.box(mm), map.image);
  }
  const QRectF target = paper.box(mm);
  const auto place = [&](geom::MapPoint p) {
    const QPointF dip = view.toView(p);
    return QPointF(target.x() + dip.x() / size.width() * target.width(),
                   target.y() + dip.y() / size.height() * target.height());
  };
  painter.save();
  painter.setClipRect(target);
  painter.setBrush(Qt::NoBrush);
  for (const bool halo : {true, false}) {
    QPen pen(halo ? QColor(255, 255, 255, 220) : QColor(0xc2, 0x18, 0x5b), (halo ? 1.3 : 0.7) * unitsPerMm);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    for (const LandSheetPlot& plot : m_sheet.plots) painter.drawPath(areaPath(plot.wkb, place));
  }
  for (const LandSheetPlot& plot : m_sheet.plots) {
    if (m_sheet.plots.size() > kMostNamedPlots) break;
    const geom::Bytes valid = geom::invalidity(plot.wkb) ? geom::makeValid(plot.wkb, geom::typeOf(plot.wkb)) : plot.wkb;
    if (geom::isEmpty(valid)) continue;
    const QPointF at = place(geom::interiorPoint(valid)) / unitsPerMm;
    const double width = paper.textWidth(plot.name, 2.8, true) + 2;
    const QRectF label(at.x() - width / 2, at.y() - 2.2, width, 4.4);
    painter.fillRect(paper.box(label), QColor(255, 255, 255, 190));
    painter.setPen(Qt::black);
    paper.text(label, plot.name, 2.8, Qt::AlignHCenter | Qt::AlignVCenter, true);
  }
  painter.restore();
  paintNorthArrow(paper, {mm.right() - 6, mm.top() + 7.5}, 10, m_sheet.chinese);
  const QRectF note(mm.left() + 1, mm.bottom() - 6.5, 78, 6);
  painter.fillRect(paper.box(note), QColor(255, 255, 255, 210));
  const double width =
      paper.text({note.left() + 1, note.top() + 2, 26, 3.4}, QStringLiteral("1 : %1").arg(std::llround(scale)), 2.4,
                 Qt::AlignLeft | Qt::AlignVCenter, true);
  painter.setPen(Qt::black);
  paintScaleBar(paper, {note.left() + 1 + width + 5, note.top() + 0.6}, 45, scale, m_sheet.chinese);
  paper.frame(mm, 0.25);
}

void LandSheetPages::paint(QPainter& painter, double unitsPerMm, bool vector, int page, const MapScene& scene,
                           Progress& progress) const {
  painter.save();
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
  painter.scale(unitsPerMm / kCaseSheetUnits, unitsPerMm / kCaseSheetUnits);
  const Paper paper{painter, kCaseSheetUnits};
  painter.fillRect(paper.box({0, 0, kLandWidth, kLandHeight}), Qt::white);
  painter.setPen(Qt::black);
  for (const Item& item : m_pages[std::size_t(page)]) {
    switch (item.kind) {
      case Item::Kind::text: paper.text(item.mm, item.text, item.size, item.alignment, item.bold); break;
      case Item::Kind::frame: paper.frame(item.mm, item.size); break;
      case Item::Kind::line:
        paper.line(item.mm.left(), item.mm.top(), item.mm.right(), item.mm.top(), item.size);
        break;
      case Item::Kind::map:
        paintPlots(painter, kCaseSheetUnits, item.mm, vector, vector ? kPrintDpi : unitsPerMm * 25.4, scene, progress);
        break;
    }
  }
  painter.restore();
}

QByteArray LandSheetPages::pdf(const MapScene& scene, Progress& progress) const {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setCreator(QStringLiteral("CityDesk"));
  writer.setTitle(m_sheet.heading.isEmpty() ? said(m_sheet.chinese, "占地分析表", "Land check") : m_sheet.heading);
  writer.setResolution(600);
  writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(0, 0, 0, 0)));
  QPainter painter(&writer);
  for (int page = 0; page < count(); ++page) {
    progress.report(std::uint64_t(page), std::uint64_t(count()));
    if (page > 0) writer.newPage();
    paint(painter, 600 / 25.4, true, page, scene, progress);
  }
  painter.end();
  buffer.close();
  return withPlainIdeographs(bytes);
}

QImage LandSheetPages::image(int page, const MapScene& scene, double dpi, Progress& progress) const {
  QImage image(int(std::lround(kLandWidth / 25.4 * dpi)), int(std::lround(kLandHeight / 25.4 * dpi)),
               QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  paint(painter, dpi / 25.4, false, page, scene, progress);
  painter.end();
  return image;
}

}  // namespace gis::ui
