#include "ui/map/parcel_drawing.h"

#include <QPainterPath>
#include <QStringList>
#include <QTransform>
#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "gis_core/geometry/operations.h"
#include "ui/map/area_path.h"

namespace gis::ui {

namespace {

using Points = std::vector<city::BoundaryPointRow>;

// millimetres
constexpr double kSmallLetters = 2.2, kNameLetters = 2.4, kLineHeight = 3, kBeside = 0.5;
constexpr std::size_t kMostNamedPoints = 120;

QString drawn(const std::string& utf8) {
  return QString::fromStdString(utf8);
}

QString metresDrawn(double value) {
  return QString::number(value, 'f', 2);
}

/// From map coordinates to the page.
struct PageScale {
  geom::MapPoint centre;
  QPointF middle;  ///< mm
  double mmPerUnit = 1;
  [[nodiscard]] QPointF operator()(geom::MapPoint p) const {
    return {middle.x() + (p.x - centre.x) * mmPerUnit, middle.y() - (p.y - centre.y) * mmPerUnit};
  }
};

QPen penOf(const Paper& paper, const QColor& colour, double widthMm) {
  QPen one(colour, widthMm * paper.unitsPerMm);
  one.setJoinStyle(Qt::RoundJoin);
  return one;
}

/// The row that a side goes to: the next one, or the first of the ring.
std::size_t nextOnRing(const Points& points, std::size_t i) {
  if (i + 1 < points.size() && points[i + 1].name == points[i].next) return i + 1;
  return std::size_t(std::stoul(points[i].next.substr(1))) - 1;
}

/// A code on the drawing, in millimetres.
struct PlacedWords {
  QStringList lines;
  bool isUpright = false;
  QRectF room;
};

/// The place nearest to the middle of `seen` at which the words fit into it, clear of what is taken.
std::optional<QRectF> placeFor(QSizeF size, const QPainterPath& seen, const std::vector<QRectF>& taken) {
  constexpr int kSteps = 16;
  const QRectF box = seen.boundingRect();
  if (size.width() > box.width() || size.height() > box.height()) return std::nullopt;
  std::optional<QRectF> best;
  double bestDistance = 0;
  for (int row = 0; row <= kSteps; ++row) {
    for (int column = 0; column <= kSteps; ++column) {
      const QRectF room({box.left() + (box.width() - size.width()) * column / kSteps,
                         box.top() + (box.height() - size.height()) * row / kSteps},
                        size);
      const QPointF off = room.center() - box.center();
      const double distance = std::hypot(off.x(), off.y());
      if (best && distance >= bestDistance) continue;
      if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(room); }))
        continue;
      if (!seen.contains(room)) continue;
      best = room;
      bestDistance = distance;
    }
  }
  return best;
}

std::optional<PlacedWords> roomFor(const Paper& paper, const QString& code, const QPainterPath& seen,
                                   const std::vector<QRectF>& taken) {
  constexpr double kMargin = 1;
  constexpr int kParcelCode = 19, kLastPart = 7;  // 6 digits of the division, 6 of zone and area, then GB00001
  std::vector<QStringList> ways{{code}};
  if (code.size() == kParcelCode) ways.push_back({code.chopped(kLastPart), code.right(kLastPart)});
  ways.push_back({code});  // upright
  if (code.size() == kParcelCode) ways.push_back({code.right(kLastPart)});
  for (std::size_t i = 0; i < ways.size(); ++i) {
    PlacedWords words{ways[i], ways[i].size() == 1 && i > 0 && ways[i].front() == code, {}};
    double width = 0;
    for (const QString& line : words.lines) width = std::max(width, paper.textWidth(line, kSmallLetters));
    QSizeF size(width + kMargin, double(words.lines.size()) * kLineHeight + kMargin);
    if (words.isUpright) size.transpose();
    if (const auto room = placeFor(size, seen, taken)) {
      words.room = *room;
      return words;
    }
  }
  return std::nullopt;
}

/// Lengths stand inside of their side; of one that is too short the table has it.
void paintSides(const Paper& paper, const Points& points, const PageScale& place, const QPainterPath& outline) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    const city::BoundaryPointRow& to = points[nextOnRing(points, i)];
    const QPointF a = place({points[i].east, points[i].north});
    const QPointF b = place({to.east, to.north});
    const double length = std::hypot(b.x() - a.x(), b.y() - a.y());
    const QString text = metresDrawn(points[i].metresToNext);
    if (length < paper.textWidth(text, kSmallLetters) + 1) continue;
    const QPointF along = (b - a) / length, middle = (a + b) / 2;
    const double angle = std::atan2(along.y(), along.x()) * 180 / M_PI;
    const bool flips = angle > 90 || angle <= -90;
    // which side of it is inside is asked, a little beside its middle: holes go round the other way
    const bool isRight = outline.contains(middle + kBeside * QPointF(-along.y(), along.x()));
    paper.painter.save();
    paper.painter.translate(middle * paper.unitsPerMm);
    paper.painter.rotate(flips ? angle + 180 : angle);
    paper.text({-15, isRight == flips ? -3.4 : 0.4, 30, 3}, text, kSmallLetters, Qt::AlignCenter);
    paper.painter.restore();
  }
}

void paintPoint(const Paper& paper, QPointF at) {
  paper.painter.setBrush(Qt::white);
  paper.painter.setPen(penOf(paper, Qt::red, 0.2));
  paper.painter.drawEllipse(at * paper.unitsPerMm, 0.8 * paper.unitsPerMm, 0.8 * paper.unitsPerMm);
}

/// Names stand outside, along the bisector of the corner; one that would run into another is left to the table.
void paintPoints(const Paper& paper, const Points& points, const PageScale& place, const QPainterPath& outline,
                 std::vector<QRectF>& taken) {
  const auto at = [&](std::size_t i) { return place({points[i].east, points[i].north}); };
  std::vector<std::size_t> before(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) before[nextOnRing(points, i)] = i;
  const auto direction = [](QPointF from, QPointF to) {
    const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
    return length > 0 ? (to - from) / length : QPointF();
  };
  const std::size_t others = taken.size();
  for (std::size_t i = 0; i < points.size(); ++i) {
    paintPoint(paper, at(i));
    const QPointF back = direction(at(i), at(before[i])), on = direction(at(i), at(nextOnRing(points, i)));
    QPointF away = direction(back + on, QPointF());
    if (std::hypot(back.x() + on.x(), back.y() + on.y()) < 0.05) away = QPointF(-on.y(), on.x());  // straight on
    if (outline.contains(at(i) + kBeside * away)) away = -away;
    const double width = paper.textWidth(drawn(points[i].name), kNameLetters) + 0.4;
    const QPointF label = at(i) + away * (1.6 + std::abs(away.x()) * width / 2 + std::abs(away.y()) * 1.4);
    const QRectF room(label.x() - width / 2, label.y() - 1.4, width, 2.8);
    const bool isFree = std::none_of(taken.begin() + std::ptrdiff_t(others), taken.end(),
                                     [&](const QRectF& other) { return other.intersects(room); });
    if (!isFree) continue;
    taken.push_back(room);
    paper.text({label.x() - 6, label.y() - 2, 12, 4}, drawn(points[i].name), kNameLetters, Qt::AlignCenter);
  }
}

/// Each neighbour's code where the part of it that is seen has room for it: in one line, in two, from below upwards,
/// or its last part alone. Where there is no room for that either, the table names it.
void paintNeighbourCodes(const Paper& paper, const std::vector<city::ParcelSheetFacts::Neighbour>& neighbours,
                         const PageScale& place, const QRectF& mm, std::vector<QRectF> taken) {
  QPainterPath frame;
  frame.addRect(mm.adjusted(0.5, 0.5, -0.5, -0.5));
  for (const auto& neighbour : neighbours) {
    const geom::Bytes sound = geom::invalidity(neighbour.wkb)
                                  ? geom::makeValid(neighbour.wkb, {geom::GeometryKind::multiPolygon})
                                  : neighbour.wkb;
    if (geom::isEmpty(sound)) continue;
    const QPainterPath seen = areaPath(sound, place).intersected(frame);
    const std::optional<PlacedWords> found = roomFor(paper, drawn(neighbour.code), seen, taken);
    if (!found) continue;
    taken.push_back(found->room);
    paper.painter.save();
    paper.painter.translate(found->room.center() * paper.unitsPerMm);
    if (found->isUpright) paper.painter.rotate(-90);
    const double top = -kLineHeight * double(found->lines.size()) / 2;
    for (int i = 0; i < found->lines.size(); ++i) {
      paper.text({-30, top + i * kLineHeight, 60, kLineHeight}, found->lines[i], kSmallLetters, Qt::AlignCenter);
    }
    paper.painter.restore();
  }
}

}  // namespace

void paintParcelDrawing(const Paper& paper, const city::ParcelSheetFacts& facts, double scale, const QRectF& mm,
                        bool chinese) {
  QPainter& painter = paper.painter;
  const double metres = facts.crs.isKnown() && facts.crs.metresPerUnit() > 0 ? facts.crs.metresPerUnit() : 1;
  const PageScale place{geom::envelopeOf(facts.wkb).centre(), mm.center(), metres * 1000 / scale};
  const QPainterPath outline = areaPath(facts.wkb, place);
  const QTransform toUnits = QTransform::fromScale(paper.unitsPerMm, paper.unitsPerMm);
  painter.save();
  painter.setClipRect(paper.box(mm));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(penOf(paper, QColor(0x90, 0x90, 0x90), 0.15));
  for (const auto& neighbour : facts.neighbourShapes) {
    painter.drawPath(toUnits.map(areaPath(neighbour.wkb, place)));
  }
  painter.setBrush(QColor(0xff, 0xf6, 0xd8));
  painter.setPen(penOf(paper, Qt::red, 0.35));
  painter.drawPath(toUnits.map(outline));
  const QPointF inner = place(geom::interiorPoint(facts.wkb));
  paper.text({inner.x() - 40, inner.y() - 5, 80, 5}, drawn(facts.code), 2.8, Qt::AlignCenter, true);
  paper.text({inner.x() - 40, inner.y(), 80, 5}, metresDrawn(facts.squareMetres) + QStringLiteral(" m²"), 2.6,
             Qt::AlignCenter);
  // what the words of the neighbours shall keep clear of: scale and arrow, then the names of the points
  std::vector<QRectF> taken{{mm.right() - 13, mm.top(), 13, 18}, {mm.left(), mm.bottom() - 7, 26, 7}};
  if (facts.points.size() <= kMostNamedPoints) {
    paintSides(paper, facts.points, place, outline);
    paintPoints(paper, facts.points, place, outline, taken);
  } else {
    for (const city::BoundaryPointRow& row : facts.points) paintPoint(paper, place({row.east, row.north}));
  }
  paintNeighbourCodes(paper, facts.neighbourShapes, place, mm, taken);
  painter.restore();
  paintNorthArrow(paper, {mm.right() - 7, mm.top() + 9}, 12, chinese);
  paper.text({mm.left() + 2, mm.bottom() - 6, 40, 5}, QStringLiteral("1 : %1").arg(std::llround(scale)), 3,
             Qt::AlignLeft | Qt::AlignVCenter, true);
  paper.frame(mm, 0.35);
}

}  // namespace gis::ui
