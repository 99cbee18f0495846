#include "ui/tools/measurement.h"

#include <QCoreApplication>
#include <QLocale>

#include "gis_core/crs/measure.h"

namespace gis::ui {

namespace {
constexpr double kSquareMetresPerMu = 10000.0 / 15.0;

QString say(const char* source) {
  return QCoreApplication::translate("Measurement", source);
}
QString number(double value, int decimals) {
  return QLocale().toString(value, 'f', decimals);
}
}  // namespace

Measurement measure(const std::vector<geom::MapPoint>& points, bool area, const crs::Crs& crs) {
  Measurement m;
  m.hasPlane = crs.isKnown() && !crs.isGeographic();
  if (points.size() < 2) return m;
  std::vector<geom::MapPoint> line = points;
  if (area && points.size() > 2) line.push_back(points.front());
  if (m.hasPlane || !crs.isKnown()) {
    m.planeLength = crs::planarLength(line, crs);
    m.lastSegment = crs::planarLength(std::span(points).last(2), crs);
    if (area && points.size() > 2) m.planeArea = crs::planarArea(points, crs);
  }
  if (crs.isKnown()) {
    m.geodesicLength = crs::geodesicLength(line, crs);
    if (!m.hasPlane) m.lastSegment = crs::geodesicLength(std::span(points).last(2), crs);
    if (area && points.size() > 2) m.geodesicArea = crs::geodesicArea(points, crs);
  }
  return m;
}

QString lengthText(double metres) {
  if (metres >= 10000) return say(QT_TRANSLATE_NOOP("Measurement", "%1 km")).arg(number(metres / 1000, 3));
  return say(QT_TRANSLATE_NOOP("Measurement", "%1 m")).arg(number(metres, 2));
}

QString areaText(double squareMetres) {
  const QString mu = say(QT_TRANSLATE_NOOP("Measurement", "%1 mu")).arg(number(squareMetres / kSquareMetresPerMu, 2));
  const QString ha = say(QT_TRANSLATE_NOOP("Measurement", "%1 ha")).arg(number(squareMetres / 10000, 3));
  const QString first = squareMetres >= 1e6
                            ? say(QT_TRANSLATE_NOOP("Measurement", "%1 km²")).arg(number(squareMetres / 1e6, 3))
                            : say(QT_TRANSLATE_NOOP("Measurement", "%1 m²")).arg(number(squareMetres, 1));
  return QStringLiteral("%1 = %2 = %3").arg(first, ha, mu);
}

}  // namespace gis::ui
