#include "ui/map/sheet.h"

#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <cmath>

#include "ui/map/pdf_text.h"
#include "ui/map/render_map.h"
#include "ui/map/sheet_parts.h"

namespace gis::ui {

namespace {

constexpr double kMargin = 10, kTitle = 13, kFoot = 15, kGutter = 4;  // millimetres
constexpr double kLegendAcross = 50, kLegendUpright = 48;
constexpr double kScreenDpi = 96;

/// Where things are on the page, in millimetres.
struct Places {
  QRectF title, map, legend, foot;
};

Places placesOf(const SheetSpec& spec) {
  const QSizeF page = pageMillimetres(spec);
  Places p;
  const QRectF inner(kMargin, kMargin, page.width() - 2 * kMargin, page.height() - 2 * kMargin);
  p.title = QRectF(inner.left(), inner.top(), inner.width(), kTitle);
  p.foot = QRectF(inner.left(), inner.bottom() - kFoot, inner.width(), kFoot);
  QRectF rest(inner.left(), inner.top() + kTitle, inner.width(), inner.height() - kTitle - kFoot);
  if (spec.legend && spec.across) {
    p.legend = QRectF(rest.right() - kLegendAcross, rest.top() + kGutter, kLegendAcross, rest.height() - 2 * kGutter);
    rest.setRight(p.legend.left() - 3);
  } else if (spec.legend) {
    p.legend = QRectF(rest.left(), rest.bottom() - kLegendUpright, rest.width(), kLegendUpright);
    rest.setBottom(p.legend.top() - 1);
  }
  const double gutter = spec.grid ? kGutter : 1;
  p.map = rest.adjusted(gutter, gutter, -gutter, -gutter);
  return p;
}

void paintFoot(const Paper& paper, const QRectF& foot, const SheetSpec& spec, const MapScene& scene,
               const MapView& view) {
  const double denominator = view.scaleDenominator(scene.dpi, scene.metresPerUnit());
  const double y = foot.top() + 3.2;
  double x = foot.left() + 4;
  x += paper.text({x, y, 40, 4}, QStringLiteral("1 : %1").arg(std::llround(denominator)), 3.2,
                  Qt::AlignLeft | Qt::AlignVCenter, true) +
       7;
  if (spec.scaleBar) paintScaleBar(paper, {x, y - 2.5}, 70, denominator, spec.chinese);
  const double size = 2.4;
  QString crs = said(spec.chinese, "坐标系：", "Coordinate system: ");
  crs += scene.crs.isKnown() ? QString::fromStdString(scene.crs.name()) : said(spec.chinese, "未知", "unknown");
  if (scene.crs.epsg()) crs += said(spec.chinese, "（EPSG:%1）", " (EPSG:%1)").arg(*scene.crs.epsg());
  paper.text({foot.left() + 4, foot.top() + 9.4, foot.width(), 3.4}, crs, size, Qt::AlignLeft | Qt::AlignVCenter);
  QStringList right;
  if (!spec.maker.isEmpty()) right << said(spec.chinese, "制图：", "Made by: ") + spec.maker;
  if (!spec.date.isEmpty()) right << said(spec.chinese, "日期：", "Date: ") + spec.date;
  paper.text({foot.left(), foot.top() + 1.5, foot.width() - 2, 3.4}, right.join(QStringLiteral("    ")), size,
             Qt::AlignRight | Qt::AlignVCenter);
  if (spec.withReviewField || !spec.reviewNumber.isEmpty()) {
    const QString number = spec.reviewNumber.isEmpty() ? QStringLiteral("____________________") : spec.reviewNumber;
    paper.text({foot.left(), foot.top() + 9.4, foot.width() - 2, 3.4},
               said(spec.chinese, "审图号：", "Map review No.: ") + number, size, Qt::AlignRight | Qt::AlignVCenter);
  }
}

}  // namespace

QSizeF pageMillimetres(const SheetSpec& spec) {
  const QSizeF upright = spec.page == PageSize::a4 ? QSizeF(210, 297) : QSizeF(297, 420);
  return spec.across ? upright.transposed() : upright;
}

QPageLayout pageLayout(const SheetSpec& spec) {
  return {QPageSize(spec.page == PageSize::a4 ? QPageSize::A4 : QPageSize::A3),
          spec.across ? QPageLayout::Landscape : QPageLayout::Portrait, QMarginsF(0, 0, 0, 0), QPageLayout::Millimeter};
}

QRectF mapFrameMillimetres(const SheetSpec& spec) {
  return placesOf(spec).map;
}

MapView sheetView(const SheetSpec& spec, const MapScene& scene, double dpi) {
  const QRectF frame = mapFrameMillimetres(spec);
  const QSize size(int(std::lround(frame.width() / 25.4 * scene.dpi)),
                   int(std::lround(frame.height() / 25.4 * scene.dpi)));
  MapView view = MapView::fit(spec.box.isEmpty() ? scene.extent() : spec.box, size, dpi / scene.dpi);
  double denominator = spec.scaleDenominator;
  if (!(denominator > 0)) {
    // a scale that can be said: two digits, rounded so that all of the box stays inside
    denominator = view.scaleDenominator(scene.dpi, scene.metresPerUnit());
    const double power = std::pow(10, std::floor(std::log10(denominator)) - 1);
    denominator = std::ceil(denominator / power - 1e-9) * power;
  }
  return view.withScaleDenominator(denominator, scene.dpi, scene.metresPerUnit());
}

std::uint64_t paintSheet(QPainter& painter, double unitsPerMm, bool vector, const SheetSpec& spec,
                         const MapScene& scene, Progress& progress) {
  const Paper paper{painter, unitsPerMm};
  const Places places = placesOf(spec);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
  painter.fillRect(paper.box(QRectF(QPointF(), pageMillimetres(spec))), Qt::white);
  const MapView view = sheetView(spec, scene, vector ? kPrintDpi : unitsPerMm * 25.4);
  std::uint64_t features = 0;
  if (vector) {
    features = paintMap(painter, paper.box(places.map), unitsPerMm, scene, view, progress);
  } else {
    RenderResult map = renderMap(scene, view, progress);
    features = map.featuresDrawn;
    map.image.setDevicePixelRatio(1);
    painter.drawImage(paper.box(places.map), map.image);
  }
  if (spec.grid) paintGrid(paper, places.map, view, scene.crs.isKnown() && scene.crs.isGeographic());
  paper.frame(places.map, 0.25);
  if (spec.grid) paper.frame(places.map.adjusted(-kGutter, -kGutter, kGutter, kGutter), 0.5);
  if (spec.northArrow) paintNorthArrow(paper, {places.map.right() - 9, places.map.top() + 11}, 15, spec.chinese);
  const QString title = spec.title.isEmpty() ? said(spec.chinese, "城市地图", "City map") : spec.title;
  double height = 6.5;
  while (height > 2.5 && paper.textWidth(title, height, true) > places.title.width() - 50) height -= 0.25;
  paper.text(places.title, title, height, Qt::AlignHCenter | Qt::AlignVCenter, true);
  if (!spec.securityMark.isEmpty()) {
    paper.text(places.title, spec.securityMark, 4, Qt::AlignRight | Qt::AlignTop, true);
  }
  if (spec.legend) {
    paper.text({places.legend.left(), places.legend.top(), places.legend.width(), 5},
               said(spec.chinese, "图例", "Legend"), 3.4, Qt::AlignLeft | Qt::AlignVCenter, true);
    const QRectF list = places.legend.adjusted(0, 6, 0, -1);
    const int left = paintLegend(paper, list, scene, view, spec.chinese);
    if (left > 0) {
      paper.text({list.left(), list.bottom() - 1, list.width(), 3},
                 said(spec.chinese, "另有 %1 项", "and %1 more").arg(left), 2, Qt::AlignLeft | Qt::AlignVCenter);
    }
  }
  paintFoot(paper, places.foot, spec, scene, view);
  return features;
}

SheetPdf sheetPdf(const SheetSpec& spec, const MapScene& scene, Progress& progress) {
  SheetPdf result;
  QBuffer buffer(&result.bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setCreator(QStringLiteral("CityDesk"));
  writer.setTitle(spec.title);
  writer.setResolution(600);
  writer.setPageLayout(pageLayout(spec));
  QPainter painter(&writer);
  result.features = paintSheet(painter, 600 / 25.4, true, spec, scene, progress);
  painter.end();
  buffer.close();
  result.bytes = withPlainIdeographs(result.bytes);
  return result;
}

QImage sheetImage(const SheetSpec& spec, const MapScene& scene, double dpi, Progress& progress,
                  std::uint64_t* features) {
  const QSizeF page = pageMillimetres(spec);
  QImage image(int(std::lround(page.width() / 25.4 * dpi)), int(std::lround(page.height() / 25.4 * dpi)),
               QImage::Format_ARGB32_Premultiplied);
  image.setDotsPerMeterX(int(std::lround(dpi / 0.0254)));
  image.setDotsPerMeterY(int(std::lround(dpi / 0.0254)));
  image.fill(Qt::white);
  QPainter painter(&image);
  const std::uint64_t drawn = paintSheet(painter, dpi / 25.4, false, spec, scene, progress);
  if (features != nullptr) *features = drawn;
  painter.end();
  return image;
}

}  // namespace gis::ui
