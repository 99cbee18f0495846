#include "ui/map/sheet_parts.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "gis_core/snapshot/coverage.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/classification.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/legend.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {

QFont Paper::font(double heightMm, bool bold) const {
  QFont f(QStringLiteral("Noto Sans CJK SC"));
  f.setPixelSize(std::max(1, int(std::lround(heightMm * unitsPerMm))));
  f.setBold(bold);
  f.setHintingPreference(QFont::PreferNoHinting);
  // Beside Latin letters the font has other glyphs for digits, which a PDF could not tell from nothing: "E06" would be
  // found as "E". Chinese and Latin need no shaping.
  f.setStyleStrategy(QFont::PreferNoShaping);
  return f;
}

double Paper::textWidth(const QString& text, double heightMm, bool bold) const {
  return QFontMetricsF(font(heightMm, bold)).horizontalAdvance(text) / unitsPerMm;
}

double Paper::text(const QRectF& mm, const QString& text, double heightMm, int alignment, bool bold) const {
  painter.setFont(font(heightMm, bold));
  painter.setPen(Qt::black);
  painter.drawText(box(mm), alignment | Qt::TextSingleLine | Qt::TextDontClip, text);
  return textWidth(text, heightMm, bold);
}

void Paper::line(double x1, double y1, double x2, double y2, double widthMm) const {
  painter.setPen(QPen(Qt::black, widthMm * unitsPerMm, Qt::SolidLine, Qt::FlatCap));
  painter.drawLine(at(x1, y1), at(x2, y2));
}

void Paper::frame(const QRectF& mm, double widthMm) const {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(Qt::black, widthMm * unitsPerMm, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  painter.drawRect(box(mm));
}

double roundScaleAbove(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double lead : {1.0, 2.0, 2.5, 5.0}) {
    if (least <= lead * power * (1 + 1e-9)) return lead * power;
  }
  return 10 * power;
}

double roundBelow(double most) {
  const double power = std::pow(10, std::floor(std::log10(most)));
  for (const double step : {5.0, 2.0, 1.0}) {
    if (step * power <= most * (1 + 1e-9)) return step * power;
  }
  return power;
}

void paintScaleBar(const Paper& paper, QPointF topLeft, double maxWidthMm, double denominator, bool chinese) {
  const double metresPerMm = denominator / 1000;
  const double part = roundBelow(maxWidthMm / 4 * metresPerMm);
  const double width = part / metresPerMm;
  const bool kilometres = part >= 1000;
  const double x = topLeft.x(), y = topLeft.y() + 3.2;
  for (int k = 0; k < 4; ++k) {
    paper.painter.fillRect(paper.box({x + k * width, y, width, 1.3}), k % 2 == 0 ? Qt::black : Qt::white);
  }
  paper.frame({x, y, 4 * width, 1.3}, 0.15);
  for (int k = 0; k <= 4; k += k == 0 ? 1 : (k == 1 ? 1 : 2)) {
    QString text = QString::number(k * part / (kilometres ? 1000 : 1));
    if (k == 4) text += kilometres ? said(chinese, " 千米", " km") : said(chinese, " 米", " m");
    paper.text({x + k * width - 15, y - 3.3, 30, 3}, text, 2.3, Qt::AlignHCenter | Qt::AlignVCenter);
  }
}

void paintNorthArrow(const Paper& paper, QPointF centre, double heightMm, bool chinese) {
  const double h = heightMm * 0.68, w = heightMm * 0.3, x = centre.x(), y = centre.y() + heightMm * 0.15;
  QPainterPath left, right;
  left.moveTo(paper.at(x, y - h / 2));
  left.lineTo(paper.at(x - w / 2, y + h / 2));
  left.lineTo(paper.at(x, y + h / 4));
  left.closeSubpath();
  right.moveTo(paper.at(x, y - h / 2));
  right.lineTo(paper.at(x + w / 2, y + h / 2));
  right.lineTo(paper.at(x, y + h / 4));
  right.closeSubpath();
  paper.painter.setPen(QPen(Qt::black, 0.2 * paper.unitsPerMm, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  paper.painter.setBrush(Qt::black);
  paper.painter.drawPath(left);
  paper.painter.setBrush(Qt::white);
  paper.painter.drawPath(right);
  paper.text({x - 10, y - h / 2 - heightMm * 0.34, 20, heightMm * 0.3}, said(chinese, "北", "N"), heightMm * 0.26,
             Qt::AlignHCenter | Qt::AlignBottom, true);
}

void paintGrid(const Paper& paper, const QRectF& frameMm, const MapView& view, bool geographic) {
  const geom::Envelope box = view.extent();
  const double unitsPerPageMm = box.width() / frameMm.width();
  const double step = roundBelow(45 * unitsPerPageMm);
  const auto toX = [&](double x) { return frameMm.left() + (x - box.minX) / unitsPerPageMm; };
  const auto toY = [&](double y) { return frameMm.top() + (box.maxY - y) / unitsPerPageMm; };
  const auto label = [&](double v) {
    return geographic ? QString::number(v, 'f', std::max(0, int(std::ceil(-std::log10(step))))) + QStringLiteral("°")
                      : QString::number(v, 'f', step < 1 ? 1 : 0);
  };
  const QPen pen(QColor(60, 60, 60, 110), 0.1 * paper.unitsPerMm);
  for (auto line = std::int64_t(std::ceil(box.minX / step)); double(line) * step < box.maxX; ++line) {
    const double x = double(line) * step;
    paper.painter.setPen(pen);
    paper.painter.drawLine(paper.at(toX(x), frameMm.top()), paper.at(toX(x), frameMm.bottom()));
    for (const double y : {frameMm.top() - 3.1, frameMm.bottom() + 0.5}) {
      paper.text({toX(x) - 15, y, 30, 2.6}, label(x), 1.9, Qt::AlignHCenter | Qt::AlignVCenter);
    }
  }
  for (auto line = std::int64_t(std::ceil(box.minY / step)); double(line) * step < box.maxY; ++line) {
    const double y = double(line) * step;
    paper.painter.setPen(pen);
    paper.painter.drawLine(paper.at(frameMm.left(), toY(y)), paper.at(frameMm.right(), toY(y)));
    for (const bool left : {true, false}) {
      paper.painter.save();
      paper.painter.translate(paper.at(left ? frameMm.left() - 1.8 : frameMm.right() + 1.8, toY(y)));
      paper.painter.rotate(-90);
      paper.text({-15, -1.3, 30, 2.6}, label(y), 1.9, Qt::AlignHCenter | Qt::AlignVCenter);
      paper.painter.restore();
    }
  }
}

namespace {

/// The classes of a layer that occur in the frame.
std::set<int> classesInSight(const SceneLayer& layer, const PixelFrame& frame) {
  std::set<int> seen;
  const auto all = layer.style->classes.size();
  const auto add = [&](std::uint16_t k) {
    if (k < all && layer.style->classes[k].visible && layer.style->classes[k].scales.contains(frame.denominator)) {
      seen.insert(int(k));
    }
  };
  layer.data->forEachShape(frame.box(), frame.units, frame.corner(), [&](snapshot::Index i, const snapshot::Shape&) {
    add(layer.classes->classOf(i));
    return seen.size() < all;
  });
  if (layer.data->isFiltered()) {
    layer.data->forEachIn(frame.box(), [&](snapshot::Index i) {
      add(layer.classes->classOf(i));
      return seen.size() < all;
    });
    return seen;
  }
  const int level = layer.data->base().levelFor(frame.units);
  if (layer.coverage != nullptr && level >= 0) {
    layer.coverage->forEachCell(level, frame.box(), [&](std::int64_t, std::int64_t, auto entries) {
      for (const snapshot::CoverageEntry& e : entries) add(e.classId);
    });
  }
  return seen;
}

struct LegendRow {
  QString text;
  const SceneLayer* layer = nullptr;
  int classIndex = -1;  ///< −1: the layer's heading
};

std::vector<LegendRow> legendRows(const MapScene& scene, const MapView& view, bool chinese) {
  std::vector<LegendRow> rows;
  const PixelFrame frame = viewFrame(scene, view);
  for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
    if (!layer->visible || !layer->style->scales.contains(frame.denominator)) continue;
    const std::set<int> seen = classesInSight(*layer, frame);
    std::vector<LegendRow> own;
    for (const LegendEntry& e : legendOf(*layer, chinese)) {
      if (e.classIndex >= kHeatLegend || seen.contains(e.classIndex)) own.push_back({e.label, &*layer, e.classIndex});
    }
    const bool several = layer->style->classes.size() > 1 || own.size() > 1;
    if (several && !own.empty()) rows.push_back({layer->title, &*layer, -1});
    rows.insert(rows.end(), own.begin(), own.end());
  }
  return rows;
}

}  // namespace

int paintLegend(const Paper& paper, const QRectF& mm, const MapScene& scene, const MapView& view, bool chinese) {
  std::vector<LegendRow> rows = legendRows(scene, view, chinese);
  constexpr double kRow = 4.3, kColumn = 46, kText = 2.5;
  const int perColumn = std::max(1, int(mm.height() / kRow));
  const int columns = std::max(1, int(mm.width() / kColumn));
  const double columnWidth = mm.width() / columns;
  int at = 0;
  for (const LegendRow& row : rows) {
    // no heading at the foot of a column
    if (row.classIndex < 0 && at % perColumn == perColumn - 1) ++at;
    if (at >= perColumn * columns) break;
    const int column = at / perColumn, place = at % perColumn;
    const double x = mm.left() + column * columnWidth, y = mm.top() + place * kRow;
    if (row.classIndex < 0) {
      paper.text({x, y, columnWidth, kRow}, row.text, kText, Qt::AlignLeft | Qt::AlignVCenter, true);
    } else {
      const double dpr = std::max(1.0, paper.unitsPerMm / (96 / 25.4));
      const QImage swatch = legendSwatch(*row.layer, row.classIndex, QSize(28, 13), std::max(4.0, dpr), 96);
      paper.painter.drawImage(paper.box({x + 0.5, y + 0.45, 7.4, 3.4}), swatch);
      QString text = row.text;
      // a long name is set smaller before it is cut
      double size = kText;
      while (size > 1.7 && paper.textWidth(text, size) > columnWidth - 9.5) size -= 0.1;
      while (text.size() > 2 && paper.textWidth(text, size) > columnWidth - 9.5)
        text = text.left(text.size() - 2) + QChar(0x2026);
      paper.text({x + 9, y, columnWidth - 9, kRow}, text, size, Qt::AlignLeft | Qt::AlignVCenter);
    }
    ++at;
  }
  return std::max(0, int(rows.size()) - at);
}

}  // namespace gis::ui
