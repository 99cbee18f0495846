#include "ui/map/legend.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "gis_core/city/check_words.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/colour_ramps.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/heat_map.h"
#include "ui/map/point_clusters.h"
#include "ui/map/symbols.h"

namespace gis::ui {

namespace {

using style::FillPattern;

constexpr int kPale = 230;
constexpr QColor kGround(0xdd, 0xd9, 0xcf);

/// Style classes do not say what geometry they are for: the parts that are set tell.
enum class Part { area, line, point };

Part partOf(const style::LayerStyle& style, const style::Symbol& s, int dimension) {
  if (dimension == 0) return Part::point;
  if (dimension == 1) return Part::line;
  if (dimension == 2) return Part::area;
  if (s.line.widthMm > 0) return Part::line;
  for (const style::StyleClass& c : style.classes) {
    if (c.symbol.farSizeMm > 0 || c.symbol.marker != style::MarkerShape::circle) return Part::point;
  }
  return Part::area;
}

void paintPart(QPainter& painter, const style::Symbol& s, Part part, QRectF box, double pxPerMm) {
  if (part == Part::point) {
    const double size = std::min(s.sizeMm * pxPerMm, box.height() * 0.85);
    painter.translate(box.center());
    paintMarker(painter, s, size, pxPerMm);
    return;
  }
  if (part == Part::line) {
    // a white road is seen on the ground of a map only
    if (s.line.widthMm > 0 && toQColor(s.line.colour).lightness() > kPale) painter.fillRect(box, kGround);
    const auto pass = [&](const style::Stroke& stroke) {
      if (stroke.widthMm <= 0) return;
      QPen pen = penOf(stroke, std::min(stroke.widthMm * pxPerMm, box.height() * 0.7), pxPerMm);
      pen.setCapStyle(Qt::FlatCap);
      painter.setPen(pen);
      painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
    };
    pass(s.casing);
    pass(s.line);
    return;
  }
  const QRectF patch = box.adjusted(1, 1, -1, -1);
  if (s.pattern != FillPattern::none) painter.fillRect(patch, toQColor(s.fill));
  if (s.pattern != FillPattern::none && s.pattern != FillPattern::solid)
    painter.fillRect(patch, patternBrush(s, pxPerMm));
  if (s.casing.widthMm > 0) {
    painter.setPen(penOf(s.casing, s.casing.widthMm * pxPerMm, pxPerMm));
    painter.drawRect(patch);
  }
  if (s.outline.widthMm > 0) {
    painter.setPen(penOf(s.outline, std::max(0.8, s.outline.widthMm * pxPerMm), pxPerMm));
    painter.drawRect(patch);
  }
}

/// The colour of a step of a heat map on the ground of the map, or the symbol of a cluster.
void paintSpecial(QPainter& painter, const style::LayerStyle& style, int index, const QRectF& box, double pxPerMm) {
  if (index >= kClusterLegend) {
    if (!style.clusters) return;
    const double fit = std::min(1.0, box.height() / (style.clusters->sizeMm * 1.1 * pxPerMm));
    painter.translate(box.center());
    paintCluster(painter, *style.clusters, 2, pxPerMm * fit);
    return;
  }
  if (!style.heat) return;
  const std::vector<style::Colour> ramp = style::ramp(style.heat->ramp, 256);
  const double to = double(index - kHeatLegend + 1) / kHeatSteps;
  // a step is a stretch of the ramp
  QLinearGradient gradient(box.topLeft(), box.topRight());
  for (int k = 0; k <= 4; ++k) {
    const QRgb shade = qUnpremultiply(heatColour(ramp, to - (1 - k / 4.0) / kHeatSteps));
    gradient.setColorAt(k / 4.0, QColor::fromRgba(shade));
  }
  painter.fillRect(box.adjusted(1, 1, -1, -1), gradient);
}

QImage swatch(const style::LayerStyle& style, int classIndex, QSize size, double dpr, double dpi, int dimension) {
  QImage image(QSize(int(size.width() * dpr), int(size.height() * dpr)), QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(dpr);
  image.fill(0);
  if (classIndex < 0 || (classIndex < kHeatLegend && std::size_t(classIndex) >= style.classes.size())) return image;
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setOpacity(style.opacity);
  if (classIndex >= kHeatLegend) {
    paintSpecial(painter, style, classIndex, QRectF(QPointF(), QSizeF(size)), dpi / 25.4);
    return image;
  }
  const style::Symbol& s = style.classes[std::size_t(classIndex)].symbol;
  paintPart(painter, s, partOf(style, s, dimension), QRectF(QPointF(), QSizeF(size)), dpi / 25.4);
  return image;
}

QString roundText(double value) {
  return QString::number(value, 'g', 6);
}

/// `maximum`: per km² of the last colour; 0: not known here. `cases`: the points are cases.
std::vector<LegendEntry> heatLegend(double maximum, bool cases, bool chinese) {
  std::vector<LegendEntry> entries;
  for (int k = 0; k < kHeatSteps; ++k) {
    const double share = double(k + 1) / kHeatSteps;
    QString label = QString::number(share * 100) + QStringLiteral(" %");
    if (maximum > 0) {
      const QString unit = chinese ? QString::fromUtf8(cases ? "件/平方千米" : "个/平方千米")
                                   : QString::fromUtf8(cases ? "cases per km²" : "per km²");
      label = QStringLiteral("≤ %1 %2").arg(roundText(maximum * share), unit);
      if (k + 1 == kHeatSteps) {
        label = QStringLiteral("> %1 %2").arg(roundText(maximum * (share - 1.0 / kHeatSteps)), unit);
      }
    }
    entries.push_back({label, kHeatLegend + k});
  }
  return entries;
}

}  // namespace

std::vector<LegendEntry> legendOf(const style::LayerStyle& style, bool chinese) {
  if (style.heat) return heatLegend(style.heat->maximum, false, chinese);
  std::vector<LegendEntry> entries;
  if (style.clusters) {
    entries.push_back(
        {QString::fromUtf8(chinese ? "聚合点（数量）" : "Several together, with their number"), kClusterLegend});
  }
  for (std::size_t k = 0; k < style.classes.size(); ++k) {
    const style::StyleClass& c = style.classes[k];
    if (!c.visible) continue;
    const std::string& first = chinese ? c.labelZh : c.labelEn;
    const std::string& second = chinese ? c.labelEn : c.labelZh;
    entries.push_back({QString::fromStdString(first.empty() ? second : first), int(k)});
  }
  return entries;
}

std::vector<LegendEntry> legendOf(const SceneLayer& layer, bool chinese) {
  if (layer.style->heat) return heatLegend(layer.heatMaximum, layer.name == "city_incident", chinese);
  std::vector<LegendEntry> entries = legendOf(*layer.style, chinese);
  if (entries.size() == 1) entries.front().label = layer.title;
  if (chinese && layer.name == "city_incident" && city::swapsCheckWords()) {
    for (LegendEntry& entry : entries) {
      entry.label = QString::fromStdString(city::inCheckWords(entry.label.toStdString()));
    }
  }
  return entries;
}

QImage legendSwatch(const style::LayerStyle& style, int classIndex, QSize size, double dpr, double dpi, int dimension) {
  return swatch(style, classIndex, size, dpr, dpi, dimension);
}

QImage legendSwatch(const SceneLayer& layer, int classIndex, QSize size, double dpr, double dpi) {
  return swatch(*layer.style, classIndex, size, dpr, dpi,
                layer.data != nullptr ? layer.data->base().info().dimension : -1);
}

}  // namespace gis::ui
