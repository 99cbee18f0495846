#include "ui/report/area_map.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "gis_core/geometry/operations.h"
#include "ui/map/sheet_parts.h"
#include "ui/report/count_classes.h"

namespace gis::ui {
namespace {

/// Corners nearer to each other than this on paper are one.
constexpr double kFinestMm = 0.08;
constexpr double kNameMm = 2.1, kKeyMm = 2.4;
constexpr double kMetresOfADegree = 111'320;

/// From the city to millimetres of the page.
struct Placing {
  double scale = 1;  ///< millimetres a unit of the city, east
  double up = 1;     ///< the same, north
  geom::MapPoint middle;
  QPointF centre;
  [[nodiscard]] QPointF at(geom::MapPoint p) const {
    return {centre.x() + (p.x - middle.x) * scale, centre.y() - (p.y - middle.y) * up};
  }
};

QPainterPath pathOf(geom::BytesView wkb, const Placing& placing, double unitsPerMm) {
  struct Path : geom::WkbVisitor {
    Path(const Placing& to, double units) : placing(to), unitsPerMm(units) {}
    void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
      QPolygonF ring;
      QPointF last(-1e9, -1e9);
      for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) {
        const QPointF at = placing.at({xyzm[0], xyzm[1]});
        if (i > 0 && i + 1 < count && std::abs(at.x() - last.x()) + std::abs(at.y() - last.y()) < kFinestMm) continue;
        ring << at * unitsPerMm;
        last = at;
      }
      path.addPolygon(ring);
      path.closeSubpath();
    }
    const Placing& placing;
    double unitsPerMm;
    QPainterPath path;
  } found(placing, unitsPerMm);
  geom::visit(wkb, found);
  return found.path;
}

std::vector<std::int64_t> classEnds(const std::vector<city::BulletinArea>& areas) {
  std::vector<std::int64_t> values;
  for (const city::BulletinArea& area : areas) values.push_back(area.reported);
  return countClassEnds(std::move(values));
}

Placing placingIn(const QRectF& mm, const std::vector<city::BulletinArea>& areas, bool geographic) {
  geom::Envelope box;
  for (const city::BulletinArea& area : areas) {
    if (!area.wkb.empty()) box.include(geom::envelopeOf(area.wkb));
  }
  Placing placing;
  placing.centre = mm.center();
  if (box.isEmpty()) return placing;
  placing.middle = {(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2};
  // degrees of longitude are shorter away from the equator
  const double narrow = geographic ? std::cos(placing.middle.y * M_PI / 180) : 1;
  placing.up =
      std::min(mm.width() / (std::max(box.width(), 1e-9) * narrow), mm.height() / std::max(box.height(), 1e-9));
  placing.scale = placing.up * narrow;
  return placing;
}

void paintKey(const Paper& paper, QPointF corner, const std::vector<std::int64_t>& ends, bool chinese) {
  double y = corner.y() - double(ends.size()) * 4.4 - 5;
  paper.text({corner.x(), y, 40, 4}, said(chinese, "上报数（件）", "Cases reported"), kKeyMm,
             Qt::AlignLeft | Qt::AlignVCenter, true);
  y += 5;
  std::int64_t from = 0;
  for (const std::int64_t end : ends) {
    const QRectF swatch(corner.x(), y + 0.4, 6, 3.2);
    paper.painter.fillRect(paper.box(swatch), countColour(end, ends));
    paper.frame(swatch, 0.1);
    const QString range = from >= end ? QString::number(end) : QStringLiteral("%1–%2").arg(from).arg(end);
    paper.text({corner.x() + 8, y, 30, 4}, range, kKeyMm, Qt::AlignLeft | Qt::AlignVCenter);
    from = end + 1;
    y += 4.4;
  }
}

}  // namespace

void paintAreaMap(QPainter& painter, double unitsPerMm, const QRectF& mm, const std::vector<city::BulletinArea>& areas,
                  bool geographic, bool chinese) {
  const Paper paper{painter, unitsPerMm};
  if (areas.empty()) return;
  const std::vector<std::int64_t> ends = classEnds(areas);
  const Placing placing = placingIn(mm.adjusted(4, 4, -4, -4), areas, geographic);
  painter.save();
  painter.setClipRect(paper.box(mm));
  for (const city::BulletinArea& area : areas) {
    if (area.wkb.empty()) continue;
    painter.setPen(QPen(QColor(0x70, 0x70, 0x70), 0.12 * unitsPerMm));
    painter.setBrush(countColour(area.reported, ends));
    painter.drawPath(pathOf(area.wkb, placing, unitsPerMm));
  }
  std::vector<QRectF> taken;
  std::vector<const city::BulletinArea*> byCases;
  for (const city::BulletinArea& area : areas) byCases.push_back(&area);
  std::stable_sort(byCases.begin(), byCases.end(),
                   [](const auto* a, const auto* b) { return a->reported > b->reported; });
  for (const city::BulletinArea* area : byCases) {
    if (area->wkb.empty() || geom::invalidity(area->wkb)) continue;
    const QPointF at = placing.at(geom::interiorPoint(area->wkb));
    const QString name = QString::fromStdString(area->name);
    const double width = paper.textWidth(name, kNameMm);
    const QRectF label(at.x() - width / 2, at.y() - 1.6, width, 3.2);
    // names of areas with more cases come first; one that would lie on another is left out, the table has it
    if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(label); })) continue;
    taken.push_back(label);
    painter.fillRect(paper.box(label.adjusted(-0.3, 0.2, 0.3, -0.2)), QColor(255, 255, 255, 170));
    paper.text(label, name, kNameMm, Qt::AlignHCenter | Qt::AlignVCenter);
  }
  painter.restore();
  paintKey(paper, {mm.left() + 3, mm.bottom() - 9}, ends, chinese);
  const double denominator = 1000 / placing.up * (geographic ? kMetresOfADegree : 1);
  paintScaleBar(paper, {mm.left() + 3, mm.bottom() - 8}, 34, denominator, chinese);
  paintNorthArrow(paper, {mm.right() - 7, mm.top() + 9}, 10, chinese);
  paper.frame(mm, 0.2);
}

}  // namespace gis::ui
