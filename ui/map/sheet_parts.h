// The furniture of a printed page: lettering, scale bar, north arrow, grid, legend.
#pragma once

#include <QPainter>
#include <QRectF>
#include <QString>
#include <functional>

#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"
#include "ui/map/sheet.h"

namespace gis::ui {

inline constexpr double kPrintDpi = 300;  ///< of a map that is put on paper as drawing commands

/// A painter with millimetres: every length below is in millimetres of the page.
struct Paper {
  QPainter& painter;
  double unitsPerMm;

  [[nodiscard]] QRectF box(const QRectF& mm) const {
    return {mm.x() * unitsPerMm, mm.y() * unitsPerMm, mm.width() * unitsPerMm, mm.height() * unitsPerMm};
  }
  [[nodiscard]] QPointF at(double x, double y) const { return {x * unitsPerMm, y * unitsPerMm}; }
  [[nodiscard]] QFont font(double heightMm, bool bold = false) const;
  /// One line of text in a box; returns its width in millimetres. `alignment` as in QPainter.
  double text(const QRectF& mm, const QString& text, double heightMm, int alignment, bool bold = false) const;
  [[nodiscard]] double textWidth(const QString& text, double heightMm, bool bold = false) const;
  void line(double x1, double y1, double x2, double y2, double widthMm) const;
  void frame(const QRectF& mm, double widthMm) const;
};

/// The text in the page's language.
[[nodiscard]] inline QString said(bool chinese, const char* zh, const char* en) {
  return QString::fromUtf8(chinese ? zh : en);
}

/// A round distance (1, 2 or 5 times a power of ten) not above `most`.
[[nodiscard]] double roundBelow(double most);
/// The denominator of a scale: 1, 2, 2.5 or 5 times a power of ten, at least `least`.
[[nodiscard]] double roundScaleAbove(double least);

void paintScaleBar(const Paper& paper, QPointF topLeft, double maxWidthMm, double denominator, bool chinese);
void paintNorthArrow(const Paper& paper, QPointF centre, double heightMm, bool chinese);
/// Grid lines in the frame and coordinates around it.
void paintGrid(const Paper& paper, const QRectF& frameMm, const MapView& view, bool geographic);
/// What is visible in the view, in columns inside `mm`. Returns what did not fit.
int paintLegend(const Paper& paper, const QRectF& mm, const MapScene& scene, const MapView& view, bool chinese);

}  // namespace gis::ui
