#include "ui/map/parcel_sheet.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPainterPath>
#include <QPdfWriter>
#include <algorithm>
#include <array>
#include <cmath>

#include "gis_core/geometry/operations.h"
#include "ui/map/case_sheet_units.h"
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

QPainterPath outlineOf(geom::BytesView wkb, const std::function<QPointF(geom::MapPoint)>& place) {
  struct Outline : geom::WkbVisitor {
    explicit Outline(const std::function<QPointF(geom::MapPoint)>& to) : place(to) {}
    void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
      QPolygonF ring;
      for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) ring << place({xyzm[0], xyzm[1]});
      path.addPolygon(ring);
      path.closeSubpath();
    }
    const std::function<QPointF(geom::MapPoint)>& place;
    QPainterPath path;
  } found(place);
  geom::visit(wkb, found);
  return found.path;
}

}  // namespace

/// Map coordinates on the page.
struct ParcelSheetPages::Place {
  geom::MapPoint centre;
  QPointF middle;  // mm
  double mmPerUnit = 1;
  [[nodiscard]] QPointF operator()(geom::MapPoint p) const {
    return {middle.x() + (p.x - centre.x) * mmPerUnit, middle.y() - (p.y - centre.y) * mmPerUnit};
  }
};

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

void ParcelSheetPages::paintDrawing(QPainter& painter, const QRectF& mm) const {
  const Paper paper{painter, kCaseSheetUnits};
  const auto& facts = m_sheet.facts;
  const geom::Envelope box = geom::envelopeOf(facts.wkb);
  const double metres = facts.crs.isKnown() && facts.crs.metresPerUnit() > 0 ? facts.crs.metresPerUnit() : 1;
  const Place place{box.centre(), mm.center(), metres * 1000 / m_scale};
  const auto inUnits = [&](geom::MapPoint p) { return place(p) * kCaseSheetUnits; };
  painter.save();
  painter.setClipRect(paper.box(mm));
  const auto pen = [&](const QColor& colour, double widthMm) {
    QPen one(colour, widthMm * kCaseSheetUnits);
    one.setJoinStyle(Qt::RoundJoin);
    painter.setPen(one);
  };
  painter.setBrush(Qt::NoBrush);
  pen(QColor(0x90, 0x90, 0x90), 0.15);
  for (const auto& neighbour : facts.neighbourShapes) painter.drawPath(outlineOf(neighbour.wkb, inUnits));
  painter.setBrush(QColor(0xff, 0xf6, 0xd8));
  pen(Qt::red, 0.35);
  const QPainterPath outline = outlineOf(facts.wkb, inUnits);
  painter.drawPath(outline);
  // neighbours by their codes, where the visible part of them lies
  geom::Bytes frame = geom::boxWkb(
      {box.centre().x - mm.width() / 2 / place.mmPerUnit, box.centre().y - mm.height() / 2 / place.mmPerUnit,
       box.centre().x + mm.width() / 2 / place.mmPerUnit, box.centre().y + mm.height() / 2 / place.mmPerUnit});
  pen(QColor(0x50, 0x50, 0x50), 0.2);
  for (const auto& neighbour : facts.neighbourShapes) {
    const geom::Bytes seen = geom::intersection(
        frame, geom::invalidity(neighbour.wkb) ? geom::makeValid(neighbour.wkb, {geom::GeometryKind::multiPolygon})
                                               : neighbour.wkb);
    if (geom::isEmpty(seen)) continue;
    const QPointF at = place(geom::interiorPoint(seen));
    paper.text({at.x() - 30, at.y() - 2, 60, 4}, parcelText(neighbour.code), 2.2, Qt::AlignCenter);
  }
  painter.setPen(Qt::black);
  const QPointF inner = place(geom::interiorPoint(facts.wkb));
  paper.text({inner.x() - 40, inner.y() - 5, 80, 5}, parcelText(facts.code), 2.8, Qt::AlignCenter, true);
  paper.text({inner.x() - 40, inner.y(), 80, 5}, metresText(facts.squareMetres, 2) + QStringLiteral(" m²"), 2.6,
             Qt::AlignCenter);
  // points and sides; names stand outside, lengths inside of their side
  const bool crowded = facts.points.size() > 120;
  for (const city::BoundaryPointRow& row : facts.points) {
    const QPointF at = place({row.east, row.north});
    painter.setBrush(Qt::white);
    pen(Qt::red, 0.2);
    painter.drawEllipse(at * kCaseSheetUnits, 0.8 * kCaseSheetUnits, 0.8 * kCaseSheetUnits);
    if (crowded) continue;
    QPointF away = at - mm.center();
    const double length = std::hypot(away.x(), away.y());
    if (length > 0) away /= length;
    const QPointF label = at + away * 3.2;
    painter.setPen(Qt::red);
    paper.text({label.x() - 6, label.y() - 2, 12, 4}, parcelText(row.name), 2.4, Qt::AlignCenter);
  }
  painter.setPen(Qt::black);
  for (std::size_t i = 0; i < facts.points.size() && !crowded; ++i) {
    const city::BoundaryPointRow& row = facts.points[i];
    std::size_t next = i + 1;
    if (next >= facts.points.size() || facts.points[next].name != row.next) {
      next = std::size_t(std::stoul(row.next.substr(1))) - 1;
    }
    const QPointF a = place({row.east, row.north});
    const QPointF b = place({facts.points[next].east, facts.points[next].north});
    const double long_ = std::hypot(b.x() - a.x(), b.y() - a.y());
    const QString text = metresText(row.metresToNext, 2);
    if (long_ < paper.textWidth(text, 2.2) + 1) continue;  // the table has it
    const QPointF along = (b - a) / long_, middle = (a + b) / 2;
    const double angle = std::atan2(along.y(), along.x()) * 180 / M_PI;
    const bool flips = angle > 90 || angle <= -90;
    // rings go round either way: which side of it is inside is asked, a little beside its middle
    constexpr double kBeside = 0.5;
    const bool isRight = outline.contains((middle + kBeside * QPointF(-along.y(), along.x())) * kCaseSheetUnits);
    painter.save();
    painter.translate(middle * kCaseSheetUnits);
    painter.rotate(flips ? angle + 180 : angle);
    paper.text({-15, isRight == flips ? -3.4 : 0.4, 30, 3}, text, 2.2, Qt::AlignCenter);
    painter.restore();
  }
  painter.restore();
  painter.setPen(Qt::black);
  paintNorthArrow(paper, {mm.right() - 7, mm.top() + 9}, 12, m_sheet.chinese);
  paper.text({mm.left() + 2, mm.bottom() - 6, 40, 5}, QStringLiteral("1 : %1").arg(std::llround(m_scale)), 3,
             Qt::AlignLeft | Qt::AlignVCenter, true);
  paper.frame(mm, 0.35);
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
    paintDrawing(painter, {kParcelEdge, kDrawingTop, kParcelRoom, kDrawingHeight});
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
